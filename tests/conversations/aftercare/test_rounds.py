"""Who is asked when, over three years; pauses, leaving, a month slept through; nothing comes twice."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.aftercare.moments import MONTHS, WEEK, day_of
from conversations.check_ins.participant import CHECK_IN, plan_check_ins
from storage.models import Appointment, EventKind, ParticipantStatus
from tests.conversations.aftercare.plans import (
    BEGAN,
    afternoon,
    asked,
    checks,
    every_day,
    job,
    months,
    passes,
    plans,
    standing,
    tasks,
)
from tests.conversations.events.happened import bare, recorded
from tests.conversations.home.scene import AMINA, EVA, LARS, MARTA, Scene

A_WEEK = day_of(WEEK, BEGAN)
A_MONTH = day_of("m1", BEGAN)
DAY = timedelta(days=1)


async def test_three_years_of_afternoons(scene: Scene) -> None:
    await months(scene, 36)
    plan = await job(scene)
    for code in (WEEK, *MONTHS):
        day = day_of(code, BEGAN)
        for near in (-1, 0, 1, 8):
            await passes(scene, afternoon(day + near * DAY))
    everything = [WEEK, *MONTHS]
    assert await asked(scene) == everything
    assert await tasks(scene, "aftercare:") == [f"aftercare:{plan.id}:{code} open" for code in everything]
    assert await tasks(scene, "aftercare_firm:") == [f"aftercare_firm:{plan.id}:{code} open" for code in everything]
    assert (await plans(scene))[0].state == "running"
    await passes(scene, afternoon(plan.ends_on + 16 * DAY))
    assert (await plans(scene))[0].state == "ended"
    assert EVA not in scene.stage.screens
    assert LARS not in scene.stage.screens


@pytest.mark.parametrize("length", [6, 12])
async def test_the_programme_chooses_the_length(scene: Scene, length: int) -> None:
    await months(scene, length)
    await job(scene)
    assert list(await checks(scene)) == [WEEK, *(code for code, many in MONTHS.items() if many <= length)]


async def test_on_the_day_and_not_before(scene: Scene) -> None:
    await job(scene)
    await every_day(scene, BEGAN, A_WEEK - DAY)
    assert await asked(scene) == []
    assert await tasks(scene) == []
    await every_day(scene, A_WEEK, A_WEEK + 5 * DAY)
    assert await asked(scene) == [WEEK]


@pytest.mark.parametrize("hour", [0, 8, 14, 20, 23])
async def test_only_in_the_afternoon(scene: Scene, hour: int) -> None:
    await job(scene)
    await passes(scene, afternoon(A_WEEK, hour))
    assert await asked(scene) == []


@pytest.mark.parametrize("day", [date(2027, 3, 27), date(2027, 3, 28), date(2027, 10, 30), date(2027, 10, 31)])
@pytest.mark.parametrize(("hour", "times"), [(14, 0), (15, 1), (19, 1), (20, 0)])
async def test_the_clock_on_the_wall_decides(scene: Scene, day: date, hour: int, times: int) -> None:
    await job(scene, day - timedelta(days=7))
    await passes(scene, afternoon(day, hour))
    assert len(await asked(scene)) == times


async def test_a_month_slept_through_is_one_question_and_no_pile(scene: Scene) -> None:
    plan = await job(scene)
    await passes(scene, afternoon(A_MONTH + 10 * DAY))
    assert await asked(scene) == ["m1"]
    assert await tasks(scene) == [f"aftercare:{plan.id}:m1 open", f"aftercare_firm:{plan.id}:m1 open"]


async def test_too_late_is_only_a_task(scene: Scene) -> None:
    plan = await job(scene)
    await every_day(scene, A_MONTH + 15 * DAY, A_MONTH + 20 * DAY)
    assert await asked(scene) == []
    assert await tasks(scene, "aftercare:") == [f"aftercare:{plan.id}:m1 open"]
    assert not (await checks(scene))["m1"].asked


@pytest.mark.parametrize(("days", "moments"), [(5, [WEEK]), (14, [WEEK]), (15, [])])
async def test_a_pause_is_caught_up_with_for_two_weeks(scene: Scene, days: int, moments: list[str]) -> None:
    await job(scene)
    await standing(scene, ParticipantStatus.PAUSED)
    await every_day(scene, A_WEEK, A_WEEK + (days - 1) * DAY)
    assert await asked(scene) == []
    assert len(await tasks(scene, "aftercare:")) == 1
    await standing(scene, ParticipantStatus.ACTIVE)
    await every_day(scene, A_WEEK + days * DAY, A_WEEK + (days + 2) * DAY)
    assert await asked(scene) == moments
    assert len(await tasks(scene, "aftercare:")) == 1


async def test_a_recorded_pause_holds_the_questions_too(scene: Scene) -> None:
    await job(scene)
    await recorded(scene, EventKind.PAUSE, BEGAN + DAY)
    await passes(scene, afternoon(A_WEEK))
    assert await asked(scene) == []
    await recorded(scene, EventKind.RE_ENTRY, A_WEEK + DAY)
    await passes(scene, afternoon(A_WEEK + DAY))
    assert await asked(scene) == [WEEK]


async def test_leaving_the_programme_for_work_ends_no_aftercare(scene: Scene) -> None:
    await job(scene)
    await recorded(scene, EventKind.EXIT, BEGAN + DAY)
    await passes(scene, afternoon(A_WEEK))
    assert await asked(scene) == [WEEK]


async def test_who_is_back_is_not_asked_about_a_job_that_is_over(scene: Scene) -> None:
    plan = await job(scene)
    await recorded(scene, EventKind.RE_ENTRY, BEGAN + DAY)
    await passes(scene, afternoon(A_WEEK))
    assert await asked(scene) == []
    assert await tasks(scene) == [f"aftercare:{plan.id}:w1 open"]


async def test_who_has_stopped_gets_nothing_and_is_no_task(scene: Scene) -> None:
    await job(scene)
    await standing(scene, ParticipantStatus.WITHDRAWN)
    await every_day(scene, A_WEEK, A_WEEK + 20 * DAY)
    assert await asked(scene) == []
    assert await tasks(scene) == []


async def test_the_specialist_of_the_day_gets_the_tasks(scene: Scene) -> None:
    await job(scene)
    async with scene.stage.database.unit_of_work() as store:
        participant = await store.participants.get(scene.amina)
        assert participant is not None
        participant.specialist_id = scene.people["Lars"]
        await store.commit()
    await passes(scene, afternoon(A_WEEK))
    assert len(await scene.tasks("Lars")) == 2
    assert await scene.tasks("Marta") == []
    assert "💬 Talk to \u2068Lars\u2069" in scene.stage.last(AMINA).labels


async def test_the_tasks_name_the_firm_and_lead_to_it(scene: Scene) -> None:
    await job(scene)
    await passes(scene, afternoon(A_WEEK))
    await scene.stage.forge(MARTA, "tk:list")
    text = bare(scene.stage.last(MARTA).text)
    assert "Contact Bakeriet: Amina has worked there since Monday 23 November." in text
    assert "Talk with Amina about how work is. It began on Monday 23 November." in text
    (firm,) = [task for task in await scene.tasks("Marta") if task.key.startswith("aftercare_firm")]
    await scene.stage.forge(MARTA, f"tk:open:{firm.id}")
    assert {"🌿 Aftercare", "🏢 The employer's card"} <= set(scene.stage.last(MARTA).labels)


async def works(scene: Scene, day: date) -> None:
    """An appointment at a workplace, which has a first week of its own."""
    await scene.meet(scene.amina, afternoon(day, 8).replace(tzinfo=None))
    async with AsyncSession(scene.stage.database.engine) as session:
        await session.execute(update(Appointment).values(kind="work"))
        await session.commit()


async def first_weeks(scene: Scene, day: date) -> None:
    scene.stage.clock.set(afternoon(day))
    async with scene.stage.database.unit_of_work() as store:
        await plan_check_ins(store, afternoon(day))
        await store.commit()
    await scene.stage.deliver()


@pytest.mark.parametrize("after", [0, 3])
async def test_the_first_week_is_asked_about_once(scene: Scene, after: int) -> None:
    """By whichever comes first: the appointment at work or the plan."""
    await job(scene)
    await works(scene, BEGAN + after * DAY)
    for day in (A_WEEK + number * DAY for number in range(8)):
        await first_weeks(scene, day)
        await passes(scene, afternoon(day))
    screens = [bubble.delivery.message_key for bubble in scene.stage.screens[AMINA]]
    questions = [key for key in screens if key in {CHECK_IN, "aftercare.check"}]
    assert questions == ([CHECK_IN] if after == 0 else ["aftercare.check"])
    assert len(await tasks(scene)) == 2
