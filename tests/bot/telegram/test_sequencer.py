from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.sequencer import PerChatSequencer, Work


class OddError(Exception):
    """An error of our own."""


class Failing:
    """Work that fails so many times, then succeeds."""

    def __init__(self, times: int, error: type[Exception] = OddError) -> None:
        self.left = times
        self.error = error
        self.runs = 0

    async def __call__(self) -> None:
        self.runs += 1
        if self.left:
            self.left -= 1
            raise self.error


class Bench:
    """A sequencer whose pauses take no time, and what it said."""

    def __init__(self, *, concurrency: int = 64, tries: int = 3) -> None:
        self.given_up: list[int] = []
        self.pauses: list[float] = []
        self.stop = asyncio.Event()
        self.stop_after_pauses = 100
        self.sequencer = PerChatSequencer(
            concurrency=concurrency, tries=tries, on_poison=self._note, random=lambda: 0.0, sleep=self._sleep
        )

    async def _note(self, update_id: int, _: Exception) -> None:
        self.given_up.append(update_id)

    async def _sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        if len(self.pauses) >= self.stop_after_pauses:
            self.stop.set()

    async def all(self, *work: tuple[int, int, Work]) -> None:
        await asyncio.gather(*(self.sequencer.until_done(chat, number, do, self.stop) for chat, number, do in work))


def noting(done: list[int], number: int, *, turns: int = 0) -> Work:
    async def work() -> None:
        for _ in range(turns):
            await asyncio.sleep(0)
        done.append(number)

    return work


async def test_one_chat_keeps_its_order_however_long_each_takes() -> None:
    done: list[int] = []
    await Bench().all(*((7, number, noting(done, number, turns=10 - number)) for number in range(10)))
    assert done == list(range(10))


async def test_another_chat_does_not_wait() -> None:
    bench, begun, go_on = Bench(), asyncio.Event(), asyncio.Event()

    async def slow() -> None:
        begun.set()
        await go_on.wait()

    done: list[int] = []
    waiting = asyncio.create_task(bench.all((1, 1, slow)))
    await begun.wait()
    await bench.all((2, 2, noting(done, 2)))
    assert done == [2]
    go_on.set()
    await waiting


async def test_only_so_many_at_once() -> None:
    running = most = 0

    async def work() -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0)
        running -= 1

    await Bench(concurrency=4).all(*((chat, chat, work) for chat in range(50)))
    assert most == 4


async def test_a_passing_failure_is_tried_again_before_the_next_update_of_the_chat() -> None:
    bench, done, shaky = Bench(), [], Failing(2)

    async def first() -> None:
        await shaky()
        done.append(1)

    await bench.all((7, 1, first), (7, 2, noting(done, 2)))
    assert done == [1, 2]
    assert bench.pauses == [0.5, 1.0]


async def test_a_poison_update_is_given_up_and_loses_no_later_one(caplog: pytest.LogCaptureFixture) -> None:
    bench, done, poison = Bench(tries=3), list[int](), Failing(10**6)
    await bench.all((7, 1, poison), (7, 2, noting(done, 2)))
    assert (poison.runs, bench.given_up, done) == (3, [1], [2])
    assert [record.__dict__["update"] for record in caplog.records if record.levelname == "ERROR"] == [1]


async def test_an_outage_costs_no_update() -> None:
    bench, outage = Bench(tries=3), Failing(20, ConnectionRefusedError)
    await bench.all((7, 1, outage))
    assert (outage.runs, bench.given_up) == (21, [])


async def test_at_stop_what_still_fails_is_left_for_the_next_start() -> None:
    bench = Bench()
    bench.stop_after_pauses = 2
    with pytest.raises(ConnectionRefusedError):
        await bench.all((7, 1, Failing(20, ConnectionRefusedError)))
    assert bench.given_up == []


async def test_redelivery_counts_as_a_try() -> None:
    bench, poison = Bench(tries=3), Failing(10**6)
    for _ in range(2):
        with pytest.raises(OddError):
            await bench.sequencer.once(7, 1, poison)
    await bench.sequencer.once(7, 1, poison)
    assert bench.given_up == [1]


async def test_a_broken_callback_does_not_stop_the_chat() -> None:
    async def broken(_: int, __: Exception) -> None:
        raise RuntimeError

    sequencer = PerChatSequencer(tries=1, on_poison=broken)
    await sequencer.once(7, 1, Failing(1))


async def test_drain_waits_for_all_that_was_begun() -> None:
    bench, done, begun, go_on = Bench(), list[int](), asyncio.Event(), asyncio.Event()

    async def slow() -> None:
        begun.set()
        await go_on.wait()
        done.append(1)

    task = asyncio.create_task(bench.all((7, 1, slow), (7, 2, noting(done, 2))))
    await begun.wait()
    drained = asyncio.create_task(bench.sequencer.drain())
    go_on.set()
    await drained
    assert done == [1, 2]
    await task


async def test_a_cancelled_update_frees_its_chat() -> None:
    bench, done = Bench(), list[int]()
    hanging = asyncio.create_task(bench.all((7, 1, asyncio.Event().wait)))  # type: ignore[arg-type]
    await asyncio.sleep(0)
    hanging.cancel()
    await asyncio.gather(hanging, return_exceptions=True)
    await bench.all((7, 2, noting(done, 2)))
    assert done == [2]


@given(chats=st.lists(st.integers(0, 4), max_size=30), concurrency=st.integers(1, 5), data=st.data())
def test_any_mix_keeps_every_chats_order_and_loses_nothing(
    chats: list[int], concurrency: int, data: st.DataObject
) -> None:
    done: list[int] = []
    turns = [data.draw(st.integers(0, 3)) for _ in chats]

    async def play() -> None:
        work = [(chat, number, noting(done, number, turns=turns[number])) for number, chat in enumerate(chats)]
        await Bench(concurrency=concurrency).all(*work)

    asyncio.run(play())
    for chat in set(chats):
        wanted = [number for number, other in enumerate(chats) if other == chat]
        assert [number for number in done if chats[number] == chat] == wanted
