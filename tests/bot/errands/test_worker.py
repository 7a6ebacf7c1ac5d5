"""The worker: patience, mistakes of our own, stopping, and being woken."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import pytest

from bot.errands.failures import LaterError
from bot.errands.worker import ErrandSettings, ErrandWorker
from conversations.errands.model import ErrandKind, Failure, GaveUp, Remove, Removed, Request, Result
from storage.models import ErrandState
from storage.unit_of_work import UnitOfWork
from tests.bot.errands.hall import LEASE, Hall

LOST = "0" * 32


class Desk:
    """A kind of errand of the test's own, and a performer that does as told."""

    def __init__(self, hall: Hall) -> None:
        self.hall = hall
        self.concluded: list[Result] = []
        self.put_off: list[Failure] = []
        self.troubles: list[Exception] = []
        self.mistakes: dict[str, int] = {}
        self.performed = 0
        self.hold: asyncio.Event | None = None
        self.begun = asyncio.Event()
        self.at_work = asyncio.Semaphore(0)
        self.ended = asyncio.Semaphore(0)

    def _stumble(self, where: str) -> None:
        if self.mistakes.get(where, 0) > 0:
            self.mistakes[where] -= 1
            raise ZeroDivisionError(where)

    async def prepare(self, _store: UnitOfWork, ref_id: int) -> Request | None:
        self._stumble("prepare")
        return Remove(LOST) if ref_id else None

    async def conclude(self, _store: UnitOfWork, _ref_id: int, result: Result, _now: datetime) -> None:
        self._stumble("conclude")
        self.concluded.append(result)
        self.ended.release()

    async def later(self, _store: UnitOfWork, _ref_id: int, failure: Failure, _now: datetime) -> None:
        self.put_off.append(failure)

    async def perform(self, _request: Request, _attempt: int) -> Result:
        self.performed += 1
        self.begun.set()
        self.at_work.release()
        if self.hold is not None:
            await self.hold.wait()
        self._stumble("perform")
        if self.troubles:
            raise self.troubles.pop(0)
        return Removed()

    def worker(self, patience: timedelta | None = None, **settings: int) -> ErrandWorker:
        return ErrandWorker(
            self.hall.office.database,
            {"test": ErrandKind(self.prepare, self.conclude, self.later, patience)},
            self,
            clock=self.hall.office.clock,
            machine=self.hall.office.machine,
            settings=ErrandSettings("one", LEASE, **settings),
            random=lambda: 0.5,
        )

    async def ask(self, *refs: int) -> None:
        async with self.hall.office.database.unit_of_work() as store:
            for ref in refs:
                await store.errands.ask("test", ref, self.hall.office.clock.now())
            await store.commit()

    async def state(self) -> tuple[str, str | None]:
        row = await self.hall.errand("test")
        return row.state, row.failure


@pytest.fixture
def desk(hall: Hall) -> Desk:
    return Desk(hall)


async def test_nothing_to_do_any_more_is_done(desk: Desk) -> None:
    await desk.ask(0)
    await desk.worker().run_once()
    assert await desk.state() == (ErrandState.DONE, None)
    assert (desk.performed, desk.concluded) == (0, [])


async def test_a_failure_of_the_moment_is_final_when_patience_ends(desk: Desk) -> None:
    await desk.ask(1)
    desk.troubles = [LaterError(Failure.AWAY) for _ in range(9)]
    for _ in range(3):
        await desk.worker(timedelta(minutes=10)).run_once()
        desk.hall.pass_time(minutes=4)
    assert await desk.state() == (ErrandState.WAITING, "away")
    await desk.worker(timedelta(minutes=10)).run_once()
    assert await desk.state() == (ErrandState.FAILED, "away")
    assert desk.concluded == [GaveUp(Failure.AWAY)]
    assert desk.put_off == [Failure.AWAY] * 3


@pytest.mark.parametrize("where", ["prepare", "perform", "conclude"])
async def test_a_passing_mistake_of_ours_is_tried_again(desk: Desk, where: str) -> None:
    await desk.ask(1)
    desk.mistakes = {where: 2}
    for _ in range(4):
        await desk.worker().run_once()
        desk.hall.pass_time(minutes=10)
    assert await desk.state() == (ErrandState.DONE, None)
    assert desk.concluded == [Removed()]


@pytest.mark.parametrize("where", ["prepare", "perform", "conclude"])
async def test_a_lasting_mistake_of_ours_ends_alone(desk: Desk, where: str) -> None:
    await desk.ask(1)
    desk.mistakes = {where: 99}
    for _ in range(12):
        await desk.worker().run_once()
        desk.hall.pass_time(minutes=10)
    assert await desk.state() == (ErrandState.FAILED, "broken")
    assert desk.concluded == ([] if where == "conclude" else [GaveUp(Failure.BROKEN)])


async def test_one_that_hangs_is_broken_off_before_its_lease_ends(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.errands.worker._OF_THE_LEASE", 0.0001)
    await desk.ask(1)
    desk.hold = asyncio.Event()
    await desk.worker().run_once()
    assert await desk.state() == (ErrandState.WAITING, "slow")


async def test_stopping_breaks_off_what_is_under_way_and_gives_it_back(desk: Desk) -> None:
    await desk.ask(1)
    desk.hold = asyncio.Event()
    stop = asyncio.Event()
    running = asyncio.create_task(desk.worker().run(stop))
    await asyncio.wait_for(desk.begun.wait(), 20)
    stop.set()
    await asyncio.wait_for(running, 20)
    row = await desk.hall.errand("test")
    assert (row.state, row.worker, row.lease_until, row.attempts) == (ErrandState.WAITING, None, None, 0)
    desk.hold.set()
    assert await desk.worker().run_once() == 1
    assert desk.concluded == [Removed()]


async def test_a_poke_wakes_it_and_no_more_run_at_once_than_allowed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.errands.worker.LOOK_EVERY", 60)
    stop = asyncio.Event()
    desk.hold = asyncio.Event()
    worker = desk.worker(concurrency=2)
    running = asyncio.create_task(worker.run(stop))
    await desk.ask(1, 2, 3)
    worker.poke()
    async with asyncio.timeout(20):
        for _ in range(2):
            await desk.at_work.acquire()
        assert desk.performed == 2
        desk.hold.set()
        for _ in range(3):
            await desk.ended.acquire()
        stop.set()
        await running
    assert desk.performed == 3


async def test_a_kind_of_a_newer_program_is_left_alone(desk: Desk) -> None:
    async with desk.hall.office.database.unit_of_work() as store:
        await store.errands.ask("of tomorrow", 1, desk.hall.office.clock.now())
        await store.commit()
    assert await desk.worker().run_once() == 0
