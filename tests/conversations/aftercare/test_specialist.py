"""The specialist's side: what begins and ends a plan, goals in three taps and words, the firm, a second start."""

from __future__ import annotations

from datetime import timedelta

import pytest

from conversations.aftercare.moments import WEEK, day_of
from conversations.events.service import move, undo
from storage.models import AftercareGoal, Event, EventKind
from tests.conversations.aftercare.plans import (
    BEGAN,
    afternoon,
    asked,
    checks,
    goals,
    job,
    passes,
    plans,
    tasks,
)
from tests.conversations.employers.firms import add_employer
from tests.conversations.events.happened import bare, events_of, recorded
from tests.conversations.home.scene import AMINA, ELSEWHERE, EVA, LARS, MARTA, YONAS, Scene

A_WEEK = afternoon(day_of(WEEK, BEGAN))
LATER = BEGAN + timedelta(days=40)


async def goal(scene: Scene, words: str = "Lære kassen") -> list[AftercareGoal]:
    """The card, aftercare, three taps and the words."""
    stage = scene.stage
    await stage.forge(MARTA, f"pp:card:{scene.amina}")
    await stage.press(MARTA, "Aftercare")
    await stage.press(MARTA, "Add a goal")
    await stage.press(MARTA, "Duties")
    await stage.press(MARTA, "📅")
    await stage.write(MARTA, words)
    return await goals(scene)


@pytest.mark.parametrize(
    ("kind", "made"),
    [("contract", ["job"]), ("education", ["education"]), ("interview", []), ("placement_start", [])],
)
async def test_a_job_or_an_education_makes_a_plan(scene: Scene, kind: str, made: list[str]) -> None:
    await recorded(scene, EventKind(kind), BEGAN)
    assert [plan.kind for plan in await plans(scene)] == made


async def test_the_screen_says_what_runs_and_what_is_next(scene: Scene) -> None:
    await job(scene)
    await scene.stage.forge(MARTA, f"af:open:{scene.amina}")
    text = bare(scene.stage.last(MARTA).text)
    assert "Work began on Monday 23 November." in text
    assert "Aftercare until Tuesday 23 November 2027." in text
    assert "Next: Monday 30 November, one week after the start." in text
    assert "Bakeriet" in text
    assert len(scene.stage.last(MARTA).labels) <= 10


async def test_a_goal_is_three_taps_and_words_and_she_reads_it(scene: Scene) -> None:
    stage = scene.stage
    await job(scene)
    (one,) = await goal(scene)
    assert (one.heading, one.goal, one.done_at) == ("duties", "Lære kassen", None)
    assert one.due_on is not None
    assert "Duties: Lære kassen" in bare(stage.last(MARTA).text)
    await stage.forge(AMINA, "ac:plan")
    text = bare(stage.last(AMINA).text)
    assert "⬜ Lære kassen" in text
    assert "Day: " in text
    await stage.press(MARTA, "The goals")
    await stage.press(MARTA, "Duties")
    await stage.press(MARTA, "Done")
    await stage.forge(AMINA, "ac:plan")
    assert "☑️ Lære kassen" in bare(stage.last(AMINA).text)


async def test_what_looks_private_is_asked_about_once(scene: Scene) -> None:
    stage = scene.stage
    await job(scene)
    assert await goal(scene, "Hun har depresjon og trenger lege") == []
    assert "somebody's private life" in stage.last(MARTA).text
    await stage.press(MARTA, "Write it anew")
    await stage.write(MARTA, "Få fastlege")
    if "private life" in stage.last(MARTA).text:
        await stage.press(MARTA, "Keep it")
    (one,) = await goals(scene)
    assert one.goal == "Få fastlege"


async def test_what_is_kept_all_the_same_is_kept_as_written(scene: Scene) -> None:
    await job(scene)
    await goal(scene, "Hun har depresjon og trenger lege")
    await scene.stage.press(MARTA, "Keep it")
    assert [one.goal for one in await goals(scene)] == ["Hun har depresjon og trenger lege"]
    await scene.stage.forge(MARTA, "af:keep:1")
    assert len(await goals(scene)) == 1


@pytest.mark.parametrize("words", ["\u200b", "x" * 201])
async def test_no_words_or_a_whole_story_is_asked_for_again(scene: Scene, words: str) -> None:
    await job(scene)
    assert await goal(scene, words) == []
    assert "Please write one short sentence." in scene.stage.last(MARTA).text


async def test_the_firm_wants_no_contact_and_she_is_asked_all_the_same(scene: Scene) -> None:
    stage = scene.stage
    plan = await job(scene)
    await passes(scene, A_WEEK)
    await stage.forge(MARTA, f"af:open:{scene.amina}")
    await stage.press(MARTA, "The firm does not want contact")
    assert await tasks(scene, "aftercare_firm") == [f"aftercare_firm:{plan.id}:w1 done"]
    await passes(scene, afternoon(day_of("m1", BEGAN)))
    assert await asked(scene) == [WEEK, "m1"]
    assert len(await tasks(scene, "aftercare_firm")) == 1
    await stage.forge(MARTA, f"af:open:{scene.amina}")
    await stage.press(MARTA, "Contact with the firm again")
    await passes(scene, afternoon(day_of("m3", BEGAN)))
    assert len(await tasks(scene, "aftercare_firm")) == 2


async def test_the_way_to_the_employers_card(scene: Scene) -> None:
    stage = scene.stage
    await job(scene)
    await stage.forge(MARTA, "af:card:1")
    assert "There is no card of this name" in stage.last(MARTA).text
    await add_employer(scene, "bakeriet ")
    await stage.forge(MARTA, "af:card:1")
    assert "I have talked to them" in str(stage.last(MARTA).labels)


async def test_a_plan_is_ended_and_may_begin_again(scene: Scene) -> None:
    stage = scene.stage
    await job(scene)
    await passes(scene, A_WEEK)
    await stage.forge(MARTA, f"af:open:{scene.amina}")
    await stage.press(MARTA, "End the plan")
    await stage.press(MARTA, "Yes, end it")
    assert [plan.state for plan in await plans(scene)] == ["ended"]
    assert [one for one in await tasks(scene) if one.endswith("open")] == []
    await passes(scene, afternoon(day_of("m1", BEGAN)))
    assert len(await asked(scene)) == 1
    await stage.forge(MARTA, f"af:open:{scene.amina}")
    await stage.press(MARTA, "Paid job")
    assert [plan.state for plan in await plans(scene)] == ["ended", "running"]
    await stage.forge(MARTA, f"af:begin:{scene.amina}:1")
    assert len(await plans(scene)) == 2


async def test_a_second_start_asks_what_is_meant(scene: Scene) -> None:
    stage = scene.stage
    first = await job(scene)
    second = await recorded(scene, EventKind.CONTRACT, LATER, employer_name="Hotellet")
    await stage.deliver()
    assert [plan.id for plan in await plans(scene)] == [first.id]
    assert "Does it go on, or does a new one begin?" in stage.last(MARTA).text
    assert await tasks(scene, "aftercare_new") == [f"aftercare_new:{first.id}:{second.id} open"]
    await stage.press(MARTA, "The same plan goes on")
    assert await tasks(scene, "aftercare_new") == [f"aftercare_new:{first.id}:{second.id} done"]
    assert [(plan.started_on, plan.state) for plan in await plans(scene)] == [(BEGAN, "running")]
    await passes(scene, afternoon(day_of("m3", BEGAN)))
    await stage.forge(MARTA, "tk:list")
    assert "Contact Hotellet: Amina has worked there since" in bare(stage.last(MARTA).text)


async def test_a_second_start_may_begin_a_new_plan(scene: Scene) -> None:
    stage = scene.stage
    await job(scene)
    second = await recorded(scene, EventKind.CONTRACT, LATER)
    await stage.deliver()
    await stage.press(MARTA, "A new plan begins")
    assert [(one.started_on, one.state) for one in await plans(scene)] == [(BEGAN, "ended"), (LATER, "running")]
    await stage.forge(MARTA, f"af:new:1:{second.id}")
    assert len(await plans(scene)) == 2


async def _event(scene: Scene) -> Event:
    return (await events_of(scene))[-1]


async def test_a_start_that_is_undone_takes_its_plan_back(scene: Scene) -> None:
    await job(scene)
    async with scene.stage.database.unit_of_work() as store:
        event = await store.events.get((await _event(scene)).id)
        assert event is not None
        await undo(store, event, BEGAN, scene.stage.clock.now())
        await store.commit()
    assert [plan.state for plan in await plans(scene)] == ["ended"]
    await passes(scene, A_WEEK)
    assert await asked(scene) == []


async def test_a_start_that_moves_takes_its_plan_along(scene: Scene) -> None:
    await job(scene)
    await goal(scene)
    moved = BEGAN + timedelta(days=3)
    async with scene.stage.database.unit_of_work() as store:
        event = await store.events.get((await _event(scene)).id)
        assert event is not None
        await move(store, event, moved, BEGAN, scene.stage.clock.now())
        await store.commit()
    (plan,) = await plans(scene)
    assert (plan.started_on, plan.ends_on, plan.state) == (moved, moved.replace(year=2027), "running")
    assert {code: check.due_on for code, check in (await checks(scene)).items()}[WEEK] == day_of(WEEK, moved)
    assert len(await goals(scene)) == 1


async def test_when_she_stops_no_task_is_left_and_no_goal_is_added(scene: Scene) -> None:
    stage = scene.stage
    await job(scene)
    await passes(scene, A_WEEK)
    await stage.forge(AMINA, "st:stopok")
    assert [one for one in await tasks(scene) if one.endswith("open")] == []
    await stage.forge(MARTA, "af:add:1")
    assert "Nothing new is written down." in stage.last(MARTA).text


async def test_a_plan_has_room_for_few_goals(scene: Scene) -> None:
    await job(scene)
    for number in range(9):
        await goal(scene, f"Lære kasse {number}")
    await scene.stage.forge(MARTA, "af:add:1")
    assert "There are many goals. Remove one first." in scene.stage.last(MARTA).text


PRESSES = [
    "af:open:{who}",
    "af:plan:1",
    "af:add:1",
    "af:head:1:family",
    "af:day:1:family:0",
    "af:goals:1",
    "af:goal:1",
    "af:done:1:1",
    "af:remove:1",
    "af:card:1",
    "af:firm:1:1",
    "af:end:1",
    "af:ended:1",
    "af:begin:{who}:1",
    "af:which:1:1",
    "af:same:1:1",
    "af:new:1:1",
    "af:keep:1",
    "af:anew:1",
]


@pytest.mark.parametrize("chat", [LARS, EVA, ELSEWHERE, AMINA, YONAS])
async def test_nobody_else_sees_or_changes_a_plan(scene: Scene, chat: int) -> None:
    await job(scene)
    await goal(scene)
    for pressed in PRESSES:
        await scene.stage.forge(chat, pressed.format(who=scene.amina))
        await scene.stage.write(chat, "Skrevet av en annen")
    (plan,), (one,) = await plans(scene), await goals(scene)
    assert (plan.state, plan.employer_declined) == ("running", False)
    assert (one.goal, one.done_at) == ("Lære kassen", None)
    assert "Lære kassen" not in scene.stage.everything(chat)
    assert "Bakeriet" not in scene.stage.everything(chat)


@pytest.mark.parametrize(
    "payload",
    ["af:head:1:faith", "af:day:1:faith:0", "af:day:1:family:1", "af:day:1:family:x", "af:plan:x", "af:plan"],
)
async def test_a_forged_button_changes_nothing(scene: Scene, payload: str) -> None:
    await job(scene)
    await scene.stage.forge(MARTA, payload)
    assert scene.stage.toasts[MARTA][-1] == "This button is old. Here is what you can do now."
    assert await goals(scene) == []


@pytest.mark.parametrize("index", range(5))
async def test_a_coordinator_chooses_the_length(scene: Scene, index: int) -> None:
    await scene.stage.forge(EVA, f"pg:set:{scene.programme}:ac:{index}")
    months = (6, 12, 18, 24, 36)[index]
    assert f"Aftercare lasts {months} months after the start." in bare(scene.stage.last(EVA).text)
