"""No answer by the morning is a task for the specialist: once, and never a mark against anybody."""

from __future__ import annotations

from datetime import datetime, time

import pytest

from conversations.appointments.silence import let_go, notice_silence
from storage.models import ParticipantStatus, Task
from tests.conversations.appointments.conftest import AMINA, SPECIALIST, YONAS, Cast
from tests.conversations.appointments.looking import (
    change_participant,
    change_programme,
    everything,
    make,
    open_tasks,
    utc,
)


async def look_round(cast: Cast, now: datetime | None = None) -> None:
    if now is not None:
        cast.stage.clock.set(now)
        await cast.stage.deliver()
    async with cast.stage.database.unit_of_work() as store:
        await notice_silence(store, cast.stage.clock.now())
        await store.commit()


@pytest.mark.parametrize(
    ("start", "now", "tasks"),
    [
        (time(13), utc(2026, 11, 25, 15), []),
        (time(13), utc(2026, 11, 26, 6, 59), []),
        (time(13), utc(2026, 11, 26, 7, 0), ["no_answer"]),
        (time(13), utc(2026, 11, 26, 11, 59), ["no_answer"]),
        (time(13), utc(2026, 11, 26, 12, 1), []),
        # Before the working day begins, an hour is left to call.
        (time(7, 30), utc(2026, 11, 26, 5, 29), []),
        (time(7, 30), utc(2026, 11, 26, 5, 30), ["no_answer"]),
    ],
)
async def test_it_waits_for_the_morning_of_the_day(cast: Cast, start: time, now: datetime, tasks: list[str]) -> None:
    await make(cast, clock=start)
    await look_round(cast, now)
    assert await open_tasks(cast) == tasks


async def test_the_programmes_own_working_day_counts(cast: Cast) -> None:
    await change_programme(cast, work_from="09:30")
    await make(cast, clock=time(13))
    await look_round(cast, utc(2026, 11, 26, 8))
    assert await open_tasks(cast) == []


async def test_it_is_raised_once(cast: Cast) -> None:
    await make(cast, clock=time(13))
    await look_round(cast, utc(2026, 11, 26, 8))
    await look_round(cast, utc(2026, 11, 26, 9))
    assert len(await everything(cast, Task)) == 1


async def test_who_was_told_nothing_is_not_silent(cast: Cast) -> None:
    await change_programme(cast, remind_when_made=False, remind_evening=False, remind_leave=False)
    await make(cast, clock=time(13))
    await look_round(cast, utc(2026, 11, 26, 8))
    assert await open_tasks(cast) == []


@pytest.mark.parametrize("status", [ParticipantStatus.PAUSED, ParticipantStatus.WITHDRAWN])
async def test_who_does_not_take_part_now_is_not_silent(cast: Cast, status: str) -> None:
    await make(cast, clock=time(13))
    await change_participant(cast, cast.amina, status=status)
    await look_round(cast, utc(2026, 11, 26, 8))
    assert await open_tasks(cast) == []


@pytest.mark.parametrize("label", ["I am coming", "I cannot come"])
async def test_who_has_answered_is_not_silent(cast: Cast, label: str) -> None:
    await make(cast, clock=time(13))
    await cast.stage.press(AMINA, label)
    await look_round(cast, utc(2026, 11, 26, 8))
    assert "no_answer" not in await open_tasks(cast)


async def test_an_answer_closes_it(cast: Cast) -> None:
    await make(cast, clock=time(13))
    await look_round(cast, utc(2026, 11, 26, 8))
    await cast.stage.press(AMINA, "I am coming")
    assert await open_tasks(cast) == []


async def test_only_the_silent_one_of_a_group_is_asked_after(cast: Cast) -> None:
    await make(cast, clock=time(13), participant_ids=(cast.amina, cast.yonas))
    await cast.stage.press(AMINA, "I am coming")
    await look_round(cast, utc(2026, 11, 26, 8))
    assert [task.participant_id for task in await everything(cast, Task)] == [cast.yonas]


async def test_a_cancelled_one_needs_no_answer(cast: Cast) -> None:
    await make(cast, clock=time(13))
    await cast.stage.forge(SPECIALIST, "ag:dropone:1:1")
    await look_round(cast, utc(2026, 11, 26, 8))
    assert await open_tasks(cast) == []


async def test_moved_to_another_day_it_may_be_asked_after_again(cast: Cast) -> None:
    await make(cast, clock=time(13))
    await look_round(cast, utc(2026, 11, 26, 8))
    await cast.stage.forge(SPECIALIST, "as:move:1")
    await cast.stage.write(SPECIALIST, "27.11 kl 13:00")
    await cast.stage.press(SPECIALIST, "Save")
    await look_round(cast, utc(2026, 11, 27, 8))
    assert await open_tasks(cast) == ["no_answer"]


@pytest.mark.parametrize(("now", "left"), [(utc(2026, 11, 26, 12, 59), ["no_answer"]), (utc(2026, 11, 26, 13), [])])
async def test_when_it_is_over_the_question_is_let_go(cast: Cast, now: datetime, left: list[str]) -> None:
    await make(cast, clock=time(13), participant_ids=(cast.amina, cast.yonas))
    await cast.stage.press(YONAS, "I am coming")
    await look_round(cast, utc(2026, 11, 26, 8))
    cast.stage.clock.set(now)
    for _ in range(2):
        async with cast.stage.database.unit_of_work() as store:
            await let_go(store, now)
            await store.commit()
    assert await open_tasks(cast) == left
