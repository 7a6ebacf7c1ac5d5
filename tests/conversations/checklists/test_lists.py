"""Her lists: taken, ticked, put in order, changed, and never lost."""

from __future__ import annotations

import asyncio
from datetime import date

import pytest

from conversations.checklists import service
from conversations.checklists.library import library
from conversations.checklists.model import Item
from conversations.incoming import Button, Incoming, Photo, Voice
from storage.models import ChecklistItemRow, ChecklistRow, ItemState
from tests.conversations.home.scene import AMINA, MARTA, YONAS, Scene


async def rows(scene: Scene) -> list[ChecklistRow]:
    async with scene.stage.database.reading() as store:
        return await store.checklists.of_participant(scene.amina)


async def item(scene: Scene, code: str) -> ChecklistItemRow:
    return next(one for row in await rows(scene) for one in row.items if one.code == code)


async def take(scene: Scene, name: str) -> None:
    stage = scene.stage
    await stage.write(AMINA, "/lists")
    await stage.press(AMINA, "Add a list")
    for _ in range(6):
        if any(name in label for label in stage.last(AMINA).labels):
            break
        await stage.press(AMINA, "More")
    await stage.press(AMINA, name)


async def test_from_the_menu_to_a_tick_and_back(scene: Scene) -> None:
    stage = scene.stage
    await stage.write(AMINA, "/menu")
    await stage.press(AMINA, "My lists")
    assert "You have no list yet. You can choose one." in stage.last(AMINA).text
    await take(scene, "Getting started")
    assert "0 of 7" in stage.last(AMINA).text
    await stage.press(AMINA, "Know who helps you")
    assert "Many people work with you." in stage.last(AMINA).text
    assert "\u2068Marta\u2069" in stage.last(AMINA).text, "the specialist is called by name"
    await stage.press(AMINA, "Done")
    assert "1 of 7" in stage.last(AMINA).text
    assert "✅ 👥 Know who helps you with what." in stage.last(AMINA).text
    await stage.press(AMINA, "Know who helps you")
    await stage.press(AMINA, "Not done yet")
    assert "0 of 7" in stage.last(AMINA).text


async def test_it_is_one_bubble_that_is_edited(scene: Scene) -> None:
    await take(scene, "Getting started")
    bubbles = len(scene.stage.screens[AMINA])
    for label in ("Know who helps you", "Done", "Agree on how", "Later", "In one week", "Back"):
        await scene.stage.press(AMINA, label)
    assert len(scene.stage.screens[AMINA]) == bubbles


async def test_no_screen_has_more_than_eight_buttons(scene: Scene) -> None:
    stage = scene.stage
    for checklist in library().values():
        await take(scene, checklist.name.msgid)
        assert len(stage.last(AMINA).labels) <= 8
    for page in range(5):
        await stage.forge(AMINA, f"cl:all:{page}", stage.last(AMINA).message_id)
        assert len(stage.last(AMINA).labels) <= 8
    await stage.forge(AMINA, "cl:add:0", stage.last(AMINA).message_id)
    assert len(stage.last(AMINA).labels) <= 8
    for row in await rows(scene):
        for action in ("list", "change", "level", "out", "own"):
            await stage.forge(AMINA, f"cl:{action}:{row.id}:0", stage.last(AMINA).message_id)
            assert len(stage.last(AMINA).labels) <= 8, action
        for one in row.items[:2]:
            for action in ("item", "more", "later", "who"):
                await stage.forge(AMINA, f"cl:{action}:{one.id}:together", stage.last(AMINA).message_id)
                assert len(stage.last(AMINA).labels) <= 8, action


async def test_two_taps_at_once_lose_no_tick(scene: Scene) -> None:
    """Her phone, another phone and an impatient thumb: whatever comes in whatever order, every tick is kept."""
    await take(scene, "Getting started")
    (row,) = await rows(scene)
    taps = [f"cl:do:{one.id}:done" for one in row.items for _ in range(2)]

    async def tap(number: int, payload: str) -> None:
        content = Button(payload, 1, str(number))
        incoming = Incoming(10_000 + number, AMINA, AMINA, "en", content, scene.stage.clock.now())
        async with scene.stage.database.unit_of_work() as store:
            now = scene.stage.clock.now()
            assert await scene.stage.router.handle(store, incoming, now, now) is not None
            await store.commit()

    await asyncio.gather(*(tap(number, payload) for number, payload in enumerate(taps)))
    (row,) = await rows(scene)
    assert [one.state for one in row.items] == [ItemState.DONE] * 7


async def test_what_is_not_for_her_is_gone_and_can_be_taken_back(scene: Scene) -> None:
    stage = scene.stage
    await take(scene, "Getting started")
    await stage.press(AMINA, "Know who helps you")
    await stage.press(AMINA, "Not for me")
    assert stage.toasts[AMINA][-1] == "It is off your list. You can take it back."
    assert "0 of 6" in stage.last(AMINA).text
    await stage.press(AMINA, "Change")
    await stage.press(AMINA, "What I left out")
    await stage.press(AMINA, "Know who helps you")
    await stage.press(AMINA, "Take it back")
    assert "0 of 7" in stage.last(AMINA).text


async def test_later_comes_back_by_itself(scene: Scene) -> None:
    stage = scene.stage
    await take(scene, "Getting started")
    await stage.press(AMINA, "Know who helps you")
    await stage.press(AMINA, "Later")
    await stage.press(AMINA, "In one week")
    assert "It comes back on" in stage.last(AMINA).text
    await stage.press(AMINA, "Back")
    assert "⏳ 👥" in stage.last(AMINA).text
    await stage.pass_time(days=7)
    await stage.press(AMINA, "Know who helps you")
    assert "It comes back" not in stage.last(AMINA).text


async def test_she_puts_them_in_her_order(scene: Scene) -> None:
    stage = scene.stage
    await take(scene, "Getting started")
    await stage.press(AMINA, "Say how you want to be contacted")
    await stage.press(AMINA, "More choices")
    await stage.press(AMINA, "Up")
    (row,) = await rows(scene)
    assert [one.code for one in service.visible_items(row)][:3] == ["helpers", "contact", "agreement"]
    first = await item(scene, "helpers")
    await stage.forge(AMINA, f"cl:move:{first.id}:-1")
    assert service.visible_items((await rows(scene))[0])[0].code == "helpers"


async def test_each_level_shows_so_much_and_no_more(scene: Scene) -> None:
    stage = scene.stage
    await take(scene, "Getting started")
    await stage.press(AMINA, "Change")
    await stage.press(AMINA, "How much to show")
    await stage.press(AMINA, "All details")
    one = await item(scene, "helpers")
    await stage.forge(AMINA, f"cl:item:{one.id}", stage.last(AMINA).message_id)
    assert "Your adviser at NAV decides" in stage.last(AMINA).text
    await stage.press(AMINA, "Say it simpler")
    assert "Your adviser at NAV decides" not in stage.last(AMINA).text
    assert "Many people work with you" in stage.last(AMINA).text
    await stage.press(AMINA, "Say it simpler")
    assert "Many people work with you" not in stage.last(AMINA).text
    await stage.press(AMINA, "Say it simpler")
    assert "Do you want \u2068Marta\u2069 to explain it?" in stage.last(AMINA).text
    await stage.press(AMINA, "Help me")
    (task,) = await scene.tasks("Marta")
    assert task.kind == "help"
    assert "Know who helps you with what." in stage.last(MARTA).text


async def test_a_level_can_hold_for_all_lists(scene: Scene) -> None:
    stage = scene.stage
    await take(scene, "My CV")
    await take(scene, "Getting started")
    await stage.press(AMINA, "Change")
    await stage.press(AMINA, "How much to show")
    await stage.press(AMINA, "A picture and one line")
    await stage.press(AMINA, "The same for all my lists")
    one = await item(scene, "jobs")
    await stage.forge(AMINA, f"cl:item:{one.id}", stage.last(AMINA).message_id)
    assert "It shows what you have done" not in stage.last(AMINA).text


async def test_her_own_lines_in_words_and_by_voice(scene: Scene) -> None:
    stage = scene.stage
    await take(scene, "My own list")
    await stage.press(AMINA, "Change")
    await stage.press(AMINA, "Add my own line")
    await stage.write(AMINA, "Ring <b>mamma</b> & søster")
    assert "\u2068Ring &lt;b&gt;mamma&lt;/b&gt; &amp; søster\u2069" in stage.last(AMINA).text
    await stage.send(AMINA, Voice("voice-1", "u1", 4, 900, 77))
    assert "0 of 2" in stage.last(AMINA).text
    await stage.press(AMINA, "🎤")
    await stage.press(AMINA, "Listen")
    attachment = stage.last(AMINA).rendered.attachment
    assert attachment is not None
    assert attachment.data == "voice-1"
    await stage.press(AMINA, "Back")
    await stage.press(AMINA, "More choices")
    await stage.press(AMINA, "Delete")
    assert "0 of 1" in stage.last(AMINA).text


@pytest.mark.parametrize(
    ("content", "answer"),
    [
        (Photo("p", "u", "", 10, 78), "Please write it or say it."),
        ("x" * 400, "This is a long text. Please write it shorter."),
        ("\u200b\u202e", "Please write it or say it."),
    ],
    ids=["a picture", "too long", "nothing visible"],
)
async def test_what_cannot_be_a_line_is_answered_kindly(scene: Scene, content: object, answer: str) -> None:
    stage = scene.stage
    await take(scene, "My own list")
    await stage.press(AMINA, "Change")
    await stage.press(AMINA, "Add my own line")
    await (stage.write(AMINA, content) if isinstance(content, str) else stage.send(AMINA, content))  # type: ignore[arg-type]
    assert answer in stage.last(AMINA).text
    await stage.write(AMINA, "Buy a bus card")
    assert "0 of 1" in stage.last(AMINA).text


async def test_a_list_put_away_comes_back_as_it_was(scene: Scene) -> None:
    stage = scene.stage
    await take(scene, "Getting started")
    await stage.press(AMINA, "Know who helps you")
    await stage.press(AMINA, "Done")
    await stage.press(AMINA, "Change")
    await stage.press(AMINA, "Put this list away")
    assert "You have no list yet" in stage.last(AMINA).text
    await take(scene, "Getting started")
    assert "1 of 7" in stage.last(AMINA).text


async def test_a_tick_outlives_a_change_of_meaning_and_says_so(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = scene.stage
    await take(scene, "Getting started")
    await stage.press(AMINA, "Know who helps you")
    await stage.press(AMINA, "Done")
    known = library()["start"].items[0]
    monkeypatch.setattr(Item, "__setattr__", object.__setattr__)
    monkeypatch.setattr(known, "meaning", 2)
    await stage.press(AMINA, "Know who helps you")
    assert "You have done this." in stage.last(AMINA).text
    assert "It has changed a little since then." in stage.last(AMINA).text


async def test_what_the_library_gains_reaches_those_who_have_the_list(scene: Scene) -> None:
    stage = scene.stage
    await take(scene, "Getting started")
    one = await item(scene, "days")
    async with stage.database.unit_of_work() as store:
        gone = await store.checklists.item(one.id)
        assert gone is not None
        await store.checklists.remove_item(gone)
        await store.commit()
    (row,) = await rows(scene)
    await stage.forge(AMINA, f"cl:list:{row.id}:0")
    assert "0 of 7" in stage.last(AMINA).text


async def test_what_she_has_done_once_is_not_explained_again_unless_she_asks(scene: Scene) -> None:
    stage = scene.stage
    await take(scene, "Getting started")
    await stage.press(AMINA, "Know who helps you")
    await stage.press(AMINA, "Done")
    await stage.press(AMINA, "Know who helps you")
    await stage.press(AMINA, "Not done yet")
    await stage.press(AMINA, "Know who helps you")
    assert "Many people work with you" not in stage.last(AMINA).text
    await stage.press(AMINA, "Show me how")
    assert "Many people work with you" in stage.last(AMINA).text


async def test_somebody_elses_item_is_nobodys_business(scene: Scene) -> None:
    stage = scene.stage
    await take(scene, "Getting started")
    one = await item(scene, "helpers")
    for payload in (f"cl:do:{one.id}:done", f"cl:item:{one.id}", f"cl:list:{one.checklist_id}:0", "cl:item:999"):
        await stage.forge(YONAS, payload)
        assert "Know who helps you" not in stage.last(YONAS).text
    assert (await item(scene, "helpers")).state == ItemState.OPEN


@pytest.mark.parametrize(
    "payload",
    ["cl:do:{item}:sold", "cl:wait:{item}:2", "cl:agree:{item}:me:3", "cl:agree:{item}:together:5", "cl:take:nothing",
     "cl:move:{item}:7", "cl:drop:{item}", "cl:rate:9", "cl:think:never", "cl:simple:{item}:Z", "cl:setlevel:{list}:Z",
     "cl:hear:{item}", "cl:heargoal", "cl:how:{item}"],
)  # fmt: skip
async def test_a_forged_button_changes_nothing(scene: Scene, payload: str) -> None:
    await take(scene, "Getting started")
    one = await item(scene, "helpers")
    await scene.stage.forge(AMINA, payload.format(item=one.id, list=one.checklist_id))
    after = await item(scene, "helpers")
    assert (after.state, after.later_until, after.doer, after.position) == ("open", None, "participant", one.position)
    assert scene.stage.toasts[AMINA][-1] == "This button is old. Here is what you can do now."


async def test_undecided_is_fine(scene: Scene) -> None:
    stage = scene.stage
    await scene.meet(scene.amina, stage.clock.now().replace(tzinfo=None, day=24, hour=10))
    await stage.write(AMINA, "/lists")
    await stage.press(AMINA, "Add a list")
    await stage.press(AMINA, "I am not sure")
    labels = stage.last(AMINA).labels
    assert "The job interview" in labels[0], "what is in her calendar comes first"
    assert len(labels) == 5
    await stage.press(AMINA, "I think about it until")
    assert "You are asked again on" in stage.last(AMINA).text
    await stage.pass_time(days=8)
    assert "You wanted to think about a list." in stage.last(AMINA).text
    assert await rows(scene) == []


async def test_her_goal_stands_above_her_lists_in_her_own_words(scene: Scene) -> None:
    stage = scene.stage
    await stage.write(AMINA, "/lists")
    await stage.press(AMINA, "More for me")
    await stage.press(AMINA, "My goal")
    await stage.write(AMINA, "أريد أن أكون خبازة")
    assert "My goal: \u2068أريد أن أكون خبازة\u2069" in stage.last(AMINA).text
    await stage.press(AMINA, "More for me")
    await stage.press(AMINA, "My goal")
    await stage.press(AMINA, "Say it anew")
    await stage.send(AMINA, Voice("goal-voice", "u1", 4, 900, 80))
    assert "You said your goal with your voice." in stage.last(AMINA).text
    await stage.press(AMINA, "More for me")
    await stage.press(AMINA, "My goal")
    await stage.press(AMINA, "Listen")
    attachment = stage.last(AMINA).rendered.attachment
    assert attachment is not None
    assert attachment.data == "goal-voice"
    await stage.press(AMINA, "Back")
    await stage.press(AMINA, "More for me")
    await stage.press(AMINA, "My goal")
    await stage.press(AMINA, "Delete")
    assert "My goal:" not in stage.last(AMINA).text


async def test_who_does_what_by_when(scene: Scene) -> None:
    stage = scene.stage
    await take(scene, "My CV")
    await stage.press(AMINA, "Write two lines about yourself")
    await stage.press(AMINA, "More choices")
    await stage.press(AMINA, "\u2068Marta\u2069 does it")
    await stage.press(AMINA, "Friday 27 November")
    assert "\u2068Marta\u2069 does this for you." in stage.last(AMINA).text
    assert "asks you to do this" in stage.last(MARTA).text
    (task,) = await scene.tasks("Marta")
    assert task.kind == "promise"
    assert (await item(scene, "summary")).due_on == date(2026, 11, 27)
    await stage.press(AMINA, "Done")
    assert await scene.tasks("Marta") == [], "what is done is nobody's task any more"
