"""Repeating appointments roll forward, whatever is run when, and keep the wall clock of the venue."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, update
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.appointments.planning import roll_forward
from storage.models import Answer, Appointment, Attendee, Delivery, Occurrence
from tests.conversations.appointments.conftest import AMINA, Cast
from tests.conversations.appointments.looking import deliveries, make, occurrences, utc
from tests.conversations.appointments.test_making import plain

WEEKLY = "FREQ=WEEKLY;BYDAY=TH"


async def roll(cast: Cast, now: datetime) -> None:
    async with cast.stage.database.unit_of_work() as store:
        await roll_forward(store, now)
        await store.commit()


async def roll_daily(cast: Cast, days: int) -> None:
    for _ in range(days):
        cast.stage.clock.advance(timedelta(days=1))
        await roll(cast, cast.stage.clock.now())


async def slots(cast: Cast) -> list[str]:
    return [f"{row.slot_local:%d.%m. %H:%M}" for row in await occurrences(cast)]


async def test_there_are_four_weeks_of_it(cast: Cast) -> None:
    await make(cast, rrule=WEEKLY)
    assert await slots(cast) == ["26.11. 10:00", "03.12. 10:00", "10.12. 10:00", "17.12. 10:00"]


async def test_it_rolls_on(cast: Cast) -> None:
    await make(cast, rrule=WEEKLY)
    await roll_daily(cast, 8)
    assert await slots(cast) == ["26.11. 10:00", "03.12. 10:00", "10.12. 10:00", "17.12. 10:00", "24.12. 10:00"]


async def test_it_ends_after_its_last_day(cast: Cast) -> None:
    await make(cast, rrule="FREQ=WEEKLY;BYDAY=TH;UNTIL=20261203T235959")
    await roll_daily(cast, 30)
    assert await slots(cast) == ["26.11. 10:00", "03.12. 10:00"]


async def test_one_that_begins_far_away_has_its_first_time_at_once(cast: Cast) -> None:
    await make(cast, day=date(2027, 2, 4), rrule=WEEKLY)
    assert await slots(cast) == ["04.02. 10:00"]


async def test_days_that_are_excepted_stay_away(cast: Cast) -> None:
    await make(cast, rrule=WEEKLY)
    async with AsyncSession(cast.stage.database.engine) as session:
        await session.execute(update(Appointment).values(exceptions=["2026-12-24"]))
        await session.commit()
    await roll_daily(cast, 15)
    assert "24.12. 10:00" not in await slots(cast)


async def test_only_the_first_is_news(cast: Cast) -> None:
    await make(cast, rrule=WEEKLY)
    await roll_daily(cast, 30)
    assert [row.params["moment"] for row in await deliveries(cast)].count("made") == 1


async def test_the_news_says_on_which_days_it_comes_back(cast: Cast) -> None:
    await make(cast, rrule=WEEKLY)
    assert "🔁 Every week: Thursday" in plain(cast.stage.last(AMINA).text)


async def test_a_reminder_is_about_one_time(cast: Cast) -> None:
    await make(cast, rrule=WEEKLY)
    await cast.stage.pass_time(days=5, hours=9)
    assert "Every week" not in cast.stage.last(AMINA).text


async def test_a_cancelled_time_does_not_come_back(cast: Cast) -> None:
    await make(cast, rrule=WEEKLY)
    [_, second, *_] = await occurrences(cast)
    await cast.stage.forge(10, f"ag:dropone:{second.id}:1")
    await roll_daily(cast, 3)
    assert [row.cancelled_at is None for row in await occurrences(cast)] == [True, False, True, True]


async def test_class_at_ten_is_class_at_ten_in_summer_and_in_winter(cast: Cast) -> None:
    cast.stage.clock.set(utc(2027, 3, 19, 8))
    await make(cast, day=date(2027, 3, 25), rrule=WEEKLY)
    starts = [row.starts_at for row in await occurrences(cast)][:2]
    assert starts == [utc(2027, 3, 25, 9), utc(2027, 4, 1, 8)]


@pytest.mark.parametrize(
    ("first", "starts"),
    [
        # The clocks skip 02:30 on 28 March 2027, and show it twice on 31 October 2027.
        (date(2027, 3, 21), [utc(2027, 3, 21, 1, 30), utc(2027, 3, 28, 1, 30), utc(2027, 4, 4, 0, 30)]),
        (date(2027, 10, 24), [utc(2027, 10, 24, 0, 30), utc(2027, 10, 31, 0, 30), utc(2027, 11, 7, 1, 30)]),
    ],
)
async def test_a_night_shift_over_the_change_of_the_clocks(cast: Cast, first: date, starts: list[datetime]) -> None:
    cast.stage.clock.set(utc(first.year, first.month, first.day - 5))
    await make(cast, day=first, clock=time(2, 30), rrule="FREQ=WEEKLY;BYDAY=SU")
    assert [row.starts_at for row in await occurrences(cast)][:3] == starts


async def _clear(cast: Cast) -> None:
    async with AsyncSession(cast.stage.database.engine) as session:
        for model in (Answer, Delivery, Occurrence, Attendee, Appointment):
            await session.execute(delete(model))
        await session.commit()


async def _keys_after(cast: Cast, moments: list[datetime]) -> set[str]:
    """What was ever planned when it is rolled forward at these moments; the appointment's own id left out."""
    await _clear(cast)
    cast.stage.clock.set(utc(2026, 11, 20, 8))
    made = await make(cast, rrule="FREQ=WEEKLY;BYDAY=MO,TH")
    for moment in moments:
        await roll(cast, moment)
    return {row.key.replace(f"appointment:{made}:", "") for row in await deliveries(cast)}


END = utc(2027, 1, 15, 12)
REGULAR = [utc(2026, 11, 20, 8) + timedelta(days=days) for days in range(7, 56, 7)]


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(gaps=st.lists(st.integers(1, 26 * 24 * 60), min_size=8, max_size=12), repeats=st.integers(1, 2))
async def test_whenever_it_is_rolled_forward_the_same_is_planned(cast: Cast, gaps: list[int], repeats: int) -> None:
    # However the housekeeping is restarted: any gaps shorter than the horizon, some runs doubled, then one at the end.
    moment, moments = utc(2026, 11, 20, 8), []
    for gap in gaps:
        moment += timedelta(minutes=gap)
        moments += [moment] * repeats if moment < END else []
    while END - (moments or [utc(2026, 11, 20, 8)])[-1] > timedelta(days=26):
        moments.append((moments or [utc(2026, 11, 20, 8)])[-1] + timedelta(days=26))
    assert await _keys_after(cast, [*moments, END]) == await _keys_after(cast, [*REGULAR, END])
