"""Busy times, by taps and typed hours."""

from __future__ import annotations

from datetime import time

import pytest

from storage.models import BlockedTimeRow
from tests.conversations.invitations import cast
from tests.conversations.invitations.cast import KARI
from tests.conversations.stage import Stage

Kept = tuple[str, str, time, time]


async def begun(stage: Stage) -> int:
    await cast.specialist(stage)
    participant_id = await cast.participant(stage)
    await stage.forge(KARI, f"pp:card:{participant_id}")
    await stage.press(KARI, "More")
    await stage.press(KARI, "Busy times")
    await stage.press(KARI, "Add a busy time")
    return participant_id


async def kept(stage: Stage) -> list[Kept]:
    return [(row.kind, row.days, row.starts, row.ends) for row in await cast.rows(stage, BlockedTimeRow)]


async def test_a_busy_time_is_added_by_taps_alone(stage: Stage) -> None:
    await begun(stage)
    await stage.press(KARI, "Norwegian class")
    for day in ("Wednesday", "Monday", "Friday", "Friday"):
        await stage.press(KARI, day)
    assert "Chosen: Monday and Wednesday" in stage.last(KARI).text
    await stage.press(KARI, "Next")
    await stage.press(KARI, "08:30")
    await stage.press(KARI, "10:30")
    assert await kept(stage) == [("class", "02", time(8, 30), time(10, 30))]
    assert "Monday and Wednesday, 08:30 to 10:30" in stage.last(KARI).text


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (["08:00-09:00"], (time(8), time(9))),
        (["8", "9.30"], (time(8), time(9, 30))),
        (["22:00", "06:00"], (time(22), time(6))),
        (["soon", "8", "later", "9"], (time(8), time(9))),
        (["8-8", "8", "8", "9"], (time(8), time(9))),
        (["31:00", "8", "10-11"], (time(10), time(11))),
    ],
)
async def test_hours_are_typed(stage: Stage, typed: list[str], expected: tuple[time, time]) -> None:
    await begun(stage)
    await stage.press(KARI, "To or from school")
    await stage.press(KARI, "Tuesday")
    await stage.press(KARI, "Next")
    for text in typed:
        await stage.write(KARI, text)
    assert await kept(stage) == [("school_run", "1", *expected)]


async def test_what_is_no_time_is_answered_kindly(stage: Stage) -> None:
    participant_id = await begun(stage)
    for payload in (f"pp:from:{participant_id}:work:0", f"pp:to:{participant_id}:work:0:0800"):
        await stage.forge(KARI, payload)
        await stage.write(KARI, "<b>soon</b>")
        assert "I did not understand the time." in stage.last(KARI).text


async def test_no_days_are_no_busy_time(stage: Stage) -> None:
    participant_id = await begun(stage)
    await stage.forge(KARI, f"pp:from:{participant_id}:work:-")
    assert "On which days?" in stage.last(KARI).text


async def test_the_same_busy_time_is_kept_once(stage: Stage) -> None:
    participant_id = await begun(stage)
    for _ in range(2):
        await stage.forge(KARI, f"pp:save:{participant_id}:work:0:0800:0900")
    assert len(await kept(stage)) == 1


async def test_a_busy_time_is_removed_and_removing_it_again_is_fine(stage: Stage) -> None:
    participant_id = await begun(stage)
    await stage.forge(KARI, f"pp:save:{participant_id}:work:0:0800:0900")
    [row] = await cast.rows(stage, BlockedTimeRow)
    await stage.press(KARI, "Remove")
    assert await kept(stage) == []
    assert "No busy times are known." in stage.last(KARI).text
    await stage.forge(KARI, f"pp:unbusy:{participant_id}:{row.id}")
    assert "No busy times are known." in stage.last(KARI).text


async def test_somebody_elses_busy_time_is_not_removed(stage: Stage) -> None:
    participant_id = await begun(stage)
    await stage.forge(KARI, f"pp:save:{participant_id}:work:0:0800:0900")
    [row] = await cast.rows(stage, BlockedTimeRow)
    other = await cast.invite(stage, name="Hana")
    await stage.forge(KARI, f"pp:unbusy:{other.participant_id}:{row.id}")
    assert len(await kept(stage)) == 1


async def test_there_is_a_most(stage: Stage) -> None:
    participant_id = await begun(stage)
    for hour in range(20):
        await stage.forge(KARI, f"pp:save:{participant_id}:work:0:{hour:02}00:2359")
    await stage.forge(KARI, f"pp:addbusy:{participant_id}")
    assert "Remove one first." in stage.last(KARI).text
