"""What she is asked and can see: concrete answers, her plan, and one tap that ends the questions."""

from __future__ import annotations

import pytest

from conversations.aftercare.moments import MONTHS, WEEK, day_of
from conversations.aftercare.words import ANSWERS, UNCLEAR, pages
from storage.models import AftercareKind, EventKind
from tests.conversations.aftercare.plans import BEGAN, afternoon, asked, checks, job, passes, plans, tasks
from tests.conversations.events.happened import bare
from tests.conversations.home.scene import AMINA, ELSEWHERE, EVA, LARS, MARTA, YONAS, Scene

A_WEEK = afternoon(day_of(WEEK, BEGAN))
STOP = "I do not want these questions any more"


async def questions(scene: Scene, kind: EventKind = EventKind.CONTRACT) -> None:
    await job(scene, kind=kind)
    await passes(scene, A_WEEK)


async def said(scene: Scene, moment: str = WEEK) -> list[str]:
    return list((await checks(scene))[moment].said)


def test_fine_is_no_answer() -> None:
    assert not any(word in text.msgid.lower() for _, text in ANSWERS.values() for word in ("fine", "good", "well"))


@pytest.mark.parametrize("kind", list(AftercareKind))
@pytest.mark.parametrize("moment", [WEEK, *MONTHS])
def test_every_page_has_room(kind: str, moment: str) -> None:
    """The answers, turning, not understood, talk and the end of it: at most eight buttons."""
    offered = pages(kind, moment)
    for page in offered:
        assert len(page) + (len(offered) > 1) + 3 <= 8
    codes = [code for page in offered for code in page]
    assert len(codes) == len(set(codes))
    assert set(codes) <= set(ANSWERS) - {UNCLEAR}
    if kind == AftercareKind.JOB:
        assert set(codes) == set(ANSWERS) - {UNCLEAR}


async def test_concrete_answers_reach_the_specialist_one_by_one(scene: Scene) -> None:
    stage = scene.stage
    await questions(scene)
    text = bare(stage.last(AMINA).text)
    assert "Your first week at work is over." in text
    assert "Marta sees what you press. Nobody at work sees it." in text
    await stage.press(AMINA, "Fewer hours than agreed")
    await stage.press(AMINA, "More answers")
    await stage.press(AMINA, "My contract ends soon")
    assert await said(scene) == ["hours", "ends"]
    assert "Marta knows it." in bare(stage.last(AMINA).text)
    assert "☑️ 📄 My contract ends soon" in stage.last(AMINA).labels
    assert "Amina, one week after the start: My contract ends soon" in bare(stage.everything(MARTA))
    assert len(await tasks(scene, "aftercare_said")) == 2


async def test_what_is_taken_back_is_nobodys_task(scene: Scene) -> None:
    await questions(scene)
    await scene.stage.press(AMINA, "A new boss")
    await scene.stage.press(AMINA, "A new boss")
    assert await said(scene) == []
    (task,) = await tasks(scene, "aftercare_said")
    assert task.endswith("done")


async def test_not_understood_asks_for_a_call(scene: Scene) -> None:
    await questions(scene)
    await scene.stage.press(AMINA, "I did not understand this message")
    assert "did not understand the questions" in scene.stage.last(MARTA).text


async def test_later_the_contract_comes_first(scene: Scene) -> None:
    await job(scene)
    await passes(scene, afternoon(day_of("m3", BEGAN)))
    assert "You began at work 3 months ago." in scene.stage.last(AMINA).text
    assert "My contract ends soon" in scene.stage.last(AMINA).labels[0]


async def test_a_pupil_is_asked_about_school(scene: Scene) -> None:
    await questions(scene, EventKind.EDUCATION)
    text = bare(scene.stage.last(AMINA).text)
    assert "Your first week at school is over." in text
    assert "Nobody at school sees it." in text
    assert "Fewer hours" not in str(scene.stage.last(AMINA).labels)


async def test_one_tap_ends_the_questions_and_one_begins_them_again(scene: Scene) -> None:
    stage = scene.stage
    await questions(scene)
    await stage.press(AMINA, STOP)
    assert (await plans(scene))[0].state == "declined"
    assert "Thank you. That is fine." in stage.last(AMINA).text
    assert "That is fine and needs no reason." in stage.last(MARTA).text
    assert [one for one in await tasks(scene) if one.endswith("open")] == []
    await passes(scene, afternoon(day_of("m1", BEGAN)))
    assert await asked(scene) == [WEEK]
    await stage.forge(AMINA, "h:home")
    await stage.press(AMINA, "My plan at work")
    assert "You get no questions now." in stage.last(AMINA).text
    await stage.press(AMINA, "Start the questions again")
    assert (await plans(scene))[0].state == "running"
    await passes(scene, afternoon(day_of("m3", BEGAN)))
    assert await asked(scene) == [WEEK, "m3"]


async def test_what_she_asked_for_stays_a_task_when_she_stops(scene: Scene) -> None:
    await questions(scene)
    await scene.stage.press(AMINA, "Fewer hours than agreed")
    await scene.stage.press(AMINA, STOP)
    (task,) = await tasks(scene, "aftercare_said")
    assert task.endswith("open")


async def test_stopping_twice_tells_once(scene: Scene) -> None:
    await questions(scene)
    await scene.stage.press(AMINA, STOP)
    heard = len(scene.stage.screens[MARTA])
    await scene.stage.forge(AMINA, "ac:stop:1")
    assert len(scene.stage.screens[MARTA]) == heard


async def test_what_was_planned_before_she_stopped_is_not_sent(scene: Scene) -> None:
    from conversations.aftercare.rounds import plan_aftercare  # noqa: PLC0415 - this test alone sends late

    await job(scene)
    scene.stage.clock.set(A_WEEK)
    async with scene.stage.database.unit_of_work() as store:
        await plan_aftercare(store, A_WEEK)
        plan = await store.aftercare.current(scene.amina)
        assert plan is not None
        plan.state = "declined"
        await store.commit()
    await scene.stage.deliver()
    assert AMINA not in scene.stage.screens


async def test_the_menu_has_the_plan_only_while_there_is_one(scene: Scene) -> None:
    stage = scene.stage
    await stage.forge(AMINA, "h:home")
    assert "My plan at work" not in str(stage.last(AMINA).labels)
    await stage.forge(AMINA, "ac:plan")
    assert "My plan at work" not in stage.last(AMINA).text
    await job(scene)
    await stage.forge(AMINA, "h:home")
    assert "🌿 My plan at work" in stage.last(AMINA).labels


@pytest.mark.parametrize("chat", [YONAS, LARS, EVA, MARTA, ELSEWHERE])
@pytest.mark.parametrize("payload", ["ac:say:1:hours:0", "ac:stop:1", "ac:page:1:1", "ac:plan", "ac:again:1"])
async def test_nobody_acts_for_her(scene: Scene, chat: int, payload: str) -> None:
    await questions(scene)
    await scene.stage.forge(chat, payload)
    assert await said(scene) == []
    assert (await plans(scene))[0].state == "running"
    assert "What is true for you?" not in scene.stage.everything(chat)
    assert "helps you until" not in scene.stage.everything(chat)


@pytest.mark.parametrize(
    "payload",
    [
        "ac:say:1:fine:0",
        "ac:say:x:hours:0",
        "ac:say:1",
        "ac:say:1:hours:9",
        "ac:say:1:hours:-1",
        "ac:page:1:2",
        "ac:page:-1:0",
        "ac:stop",
        "ac:stop:x",
    ],
)
async def test_a_forged_button_changes_nothing(scene: Scene, payload: str) -> None:
    await questions(scene)
    await scene.stage.forge(AMINA, payload)
    assert await said(scene) == []
    assert (await plans(scene))[0].state == "running"
    assert scene.stage.toasts[AMINA][-1] == "This button is old. Here is what you can do now."
