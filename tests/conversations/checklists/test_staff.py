"""The specialist's side: one screen, two taps to add a list, promises among the tasks, nobody else's people."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from conversations.incoming import Voice
from storage.models import ChecklistRow
from tests.conversations.home.scene import AMINA, EVA, LARS, MARTA, Scene


async def rows(scene: Scene) -> list[ChecklistRow]:
    async with scene.stage.database.reading() as store:
        return await store.checklists.of_participant(scene.amina)


async def open_lists(scene: Scene) -> None:
    await scene.stage.write(MARTA, "/people")
    await scene.stage.press(MARTA, "Amina")
    await scene.stage.press(MARTA, "Lists and goal")


async def test_a_list_is_suggested_in_two_taps_and_she_decides(scene: Scene) -> None:
    stage = scene.stage
    await open_lists(scene)
    await stage.press(MARTA, "Add a list")
    await stage.press(MARTA, "What I want and can")
    assert "0 of 8" in stage.last(MARTA).text
    assert "\u2068Marta\u2069 suggests a list: What I want and can" in stage.last(AMINA).text
    assert "You decide." in stage.last(AMINA).text
    await stage.press(AMINA, "Not for me")
    await open_lists(scene)
    assert "No list yet." in stage.last(MARTA).text


async def test_one_screen_shows_goal_lists_and_ticks(scene: Scene) -> None:
    stage = scene.stage
    await stage.forge(AMINA, "cl:saygoal")
    await stage.write(AMINA, "Jeg vil bli baker")
    await stage.forge(AMINA, "cl:take:cv")
    first = (await rows(scene))[0].items[0]
    await stage.forge(AMINA, f"cl:do:{first.id}:done")
    await open_lists(scene)
    shown = stage.last(MARTA).text
    assert "Goal, in own words: \u2068Jeg vil bli baker\u2069" in shown
    assert "My CV: 1 of 7" in shown
    assert "✅ Write your name and how to reach you." in shown


async def test_goal_and_profile_are_a_tap_from_the_meeting(scene: Scene) -> None:
    stage = scene.stage
    await stage.forge(AMINA, "cl:saygoal")
    await stage.write(AMINA, "Jeg vil bli baker")
    occurrence = await scene.meet(scene.amina, stage.clock.now().replace(tzinfo=None) + timedelta(days=3))
    await stage.forge(MARTA, f"ag:show:{occurrence}")
    assert "Goal, in own words: \u2068Jeg vil bli baker\u2069" in stage.last(MARTA).text
    await stage.press(MARTA, "About \u2068Amina\u2069")
    assert "has not written anything yet" in stage.last(MARTA).text


async def test_a_spoken_goal_is_heard(scene: Scene) -> None:
    stage = scene.stage
    await stage.forge(AMINA, "cl:saygoal")
    await stage.send(AMINA, Voice("goal-voice", "u", 5, 10, 99))
    await open_lists(scene)
    await stage.press(MARTA, "Listen to the goal")
    attachment = stage.last(MARTA).rendered.attachment
    assert attachment is not None
    assert attachment.data == "goal-voice"


async def test_an_item_in_own_words_with_a_day(scene: Scene) -> None:
    stage = scene.stage
    await open_lists(scene)
    await stage.press(MARTA, "Add an item")
    await stage.write(MARTA, "Ta med vitnemålet på fredag")
    assert "has put this on your list: \u2068Ta med vitnemålet på fredag\u2069" in stage.last(AMINA).text
    await stage.press(MARTA, "Friday 27 November")
    assert "By Friday 27 November" in stage.last(MARTA).text
    await stage.press(AMINA, "Look at it")
    assert "Day: Friday 27 November" in stage.last(AMINA).text


@pytest.mark.parametrize(
    ("words", "answer"), [("\u200b", "Please write it in words."), ("x" * 301, "Please write it shorter.")]
)
async def test_words_that_do_not_fit_are_asked_for_again(scene: Scene, words: str, answer: str) -> None:
    stage = scene.stage
    await open_lists(scene)
    await stage.press(MARTA, "Add an item")
    await stage.write(MARTA, words)
    assert answer in stage.last(MARTA).text
    await stage.write(MARTA, "Ring meg")
    assert "It is on the list." in stage.last(MARTA).text


async def test_a_promise_of_the_specialist_is_a_task_until_it_is_kept(scene: Scene) -> None:
    stage = scene.stage
    await stage.forge(AMINA, "cl:take:cv")
    await open_lists(scene)
    await stage.press(MARTA, "My CV")
    await stage.press(MARTA, "More")
    await stage.press(MARTA, "Let somebody read")
    await stage.press(MARTA, "I do it")
    await stage.press(MARTA, "Monday 23 November")
    assert "\u2068Marta\u2069 does this for you: Let somebody read your CV." in stage.last(AMINA).text
    (task,) = await scene.tasks("Marta")
    assert task.due_at.date() == (stage.clock.now() + timedelta(days=3)).date()
    await stage.press(MARTA, "It is done")
    assert await scene.tasks("Marta") == []
    assert "\u2068Marta\u2069 has done this: Let somebody read your CV." in stage.last(AMINA).text


async def test_a_promise_given_anew_is_one_task(scene: Scene) -> None:
    stage = scene.stage
    await stage.forge(AMINA, "cl:take:cv")
    item = (await rows(scene))[0].items[0]
    monday, friday = date(2026, 11, 23).toordinal(), date(2026, 11, 27).toordinal()
    for press in (f"specialist:{monday}", f"specialist:{friday}", f"together:{friday}", f"together:{friday}"):
        await stage.forge(MARTA, f"ck:agree:{item.id}:{press}")
        assert len(await scene.tasks("Marta")) == 1
    await stage.forge(MARTA, f"ck:agree:{item.id}:participant:0")
    assert await scene.tasks("Marta") == []


@pytest.mark.parametrize("chat", [LARS, EVA])
async def test_only_her_own_specialist_gets_at_them(scene: Scene, chat: int) -> None:
    stage = scene.stage
    await stage.forge(AMINA, "cl:take:cv")
    row = (await rows(scene))[0]
    item = row.items[0]
    for payload in (
        f"ck:lists:{scene.amina}", f"ck:list:{row.id}:0", f"ck:item:{item.id}", f"ck:done:{item.id}",
        f"ck:agree:{item.id}:specialist:4", f"ck:give:{scene.amina}:start", f"ck:own:{scene.amina}",
        f"ck:due:{item.id}:3", f"ck:hear:{scene.amina}",
    ):  # fmt: skip
        await stage.forge(chat, payload)
        assert "CV" not in stage.last(chat).text, payload
    assert [one.code for one in await rows(scene)] == ["cv"]
    assert (await rows(scene))[0].items[0].doer == "participant"


@pytest.mark.parametrize(
    "payload",
    ["ck:agree:{item}:nobody:4", "ck:agree:{item}:specialist:5", "ck:done:{item}", "ck:give:{amina}:nothing",
     "ck:due:{item}:3", "ck:hearitem:{item}", "ck:hear:{amina}", "ck:who:{item}:me"],
)  # fmt: skip
async def test_a_forged_button_of_staff_changes_nothing(scene: Scene, payload: str) -> None:
    await scene.stage.forge(AMINA, "cl:take:cv")
    item = (await rows(scene))[0].items[0]
    await scene.stage.forge(MARTA, payload.format(item=item.id, amina=scene.amina))
    after = (await rows(scene))[0].items[0]
    assert (after.state, after.doer, after.due_on) == ("open", "participant", None)
    assert scene.stage.toasts[MARTA][-1] == "This button is old. Here is what you can do now."
