import asyncio
from datetime import UTC, datetime

import pytest

from bot.simulator import SimulatorError
from bot.simulator.clock import ClockError, SimulatedClock
from tests.bot.simulator.conftest import StandIn


def _clock(now: str) -> SimulatedClock:
    moment = datetime.fromisoformat(now).timestamp()
    return SimulatedClock(real=lambda: moment)


@pytest.mark.parametrize(
    ("now", "name", "then"),
    [
        ("2026-11-25T10:15:00+01:00", "this_evening", "2026-11-25T18:00:00+01:00"),
        ("2026-11-25T18:00:00+01:00", "this_evening", "2026-11-26T18:00:00+01:00"),
        ("2026-11-25T22:00:00+01:00", "this_evening", "2026-11-26T18:00:00+01:00"),
        ("2026-11-25T22:30:00+00:00", "tomorrow_morning", "2026-11-26T08:00:00+01:00"),
        ("2026-11-25T23:30:00+00:00", "tomorrow_morning", "2026-11-27T08:00:00+01:00"),
        ("2026-03-28T12:00:00+01:00", "tomorrow_morning", "2026-03-29T08:00:00+02:00"),
        ("2026-10-24T12:00:00+02:00", "tomorrow_morning", "2026-10-25T08:00:00+01:00"),
        ("2026-11-25T10:15:00+01:00", "next_hour", "2026-11-25T11:00:00+01:00"),
        ("2026-10-22T10:15:00+02:00", "next_week", "2026-10-29T10:15:00+01:00"),
    ],
)
def test_named_moments_stand_on_the_clocks_of_oslo(now: str, name: str, then: str) -> None:
    clock = _clock(now)
    clock.to_named(name)
    assert clock.now() == datetime.fromisoformat(then)


def test_a_moment_without_zone_is_oslos() -> None:
    clock = _clock("2026-11-25T10:00:00+01:00")
    clock.to(datetime.fromisoformat("2026-11-25T12:00:00"))
    assert clock.now() == datetime(2026, 11, 25, 11, tzinfo=UTC)


@pytest.mark.parametrize("seconds", [-1, float("inf"), float("nan")])
def test_time_never_turns_back(seconds: float) -> None:
    with pytest.raises(ClockError):
        _clock("2026-11-25T10:00:00+01:00").advance(seconds)


async def test_who_waits_for_the_clock_hears_of_a_jump(stand_in: StandIn) -> None:
    known = await stand_in.client.clock()
    waiting = asyncio.create_task(stand_in.client.call("GET", "clock", revision=known["revision"], timeout=20))
    await stand_in.client.clock_advance(3600)
    assert await waiting == {**(await waiting), "offset": 3600.0, "revision": known["revision"] + 1}


async def test_messages_carry_simulated_time(stand_in: StandIn, amina: int) -> None:
    await stand_in.client.clock_to("2031-05-01T12:00:00+02:00")
    sent = await stand_in.call("sendMessage", chat_id=amina, text="Hello")
    assert datetime.fromtimestamp(sent["date"], UTC).isoformat().startswith("2031-05-01T10:0")


@pytest.mark.parametrize("wish", ["2001-01-01T00:00:00+00:00", "yesterday"])
async def test_an_impossible_wish_is_refused(stand_in: StandIn, wish: str) -> None:
    with pytest.raises(SimulatorError):
        await stand_in.client.clock_to(wish)
