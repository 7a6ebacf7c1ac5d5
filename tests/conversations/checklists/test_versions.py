"""A list of the library changes while people have it: one item means something else, one is new, one is gone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from conversations.checklists import nudges, service
from conversations.checklists.library import library
from conversations.checklists.model import Checklist
from locales.text import say
from storage.models import ChecklistItemRow, ChecklistRow, Delivery, DeliveryState, ItemState
from tests.conversations.home.scene import AMINA, MARTA, YONAS, Scene

ChangeList = Callable[[], None]
CHANGED, GONE, NEW = "helpers", "contact", "newcomer"


def next_version(checklist: Checklist) -> Checklist:
    """The list as it might be next year; the new item stands first in it."""
    items = [
        replace(item, meaning=item.meaning + 1) if item.code == CHANGED else item
        for item in checklist.items
        if item.code != GONE
    ]
    new = replace(items[-1], code=NEW, icon="🧪", line=say("Getting started"), meaning=3)
    return replace(checklist, items=(new, *items))


@pytest.fixture
def change(monkeypatch: pytest.MonkeyPatch) -> ChangeList:
    """Puts the next version into the library."""
    return lambda: monkeypatch.setitem(library(), "start", next_version(library()["start"]))


async def row_of(scene: Scene, participant_id: int) -> ChecklistRow:
    async with scene.stage.database.reading() as store:
        (row,) = await store.checklists.of_participant(participant_id)
        return row


def named(row: ChecklistRow, code: str) -> ChecklistItemRow:
    return next(item for item in row.items if item.code == code)


async def two_have_it(scene: Scene) -> ChecklistRow:
    """Amina has ticked what will change and what will go, and left nothing out; Yonas has only taken it."""
    stage = scene.stage
    for chat in (AMINA, YONAS):
        await stage.forge(chat, "cl:take:start")
    row = await row_of(scene, scene.amina)
    for code in (CHANGED, GONE):
        await stage.forge(AMINA, f"cl:do:{named(row, code).id}:done")
    return row


async def test_ticks_stay_and_the_numbers_are_those_of_the_list_now(scene: Scene, change: ChangeList) -> None:
    stage, row = scene.stage, await two_have_it(scene)
    assert "2 of 7" in stage.last(AMINA).text
    change()
    await stage.forge(AMINA, f"cl:list:{row.id}:0")
    assert "1 of 7" in stage.last(AMINA).text, "one gone that was done, one new that is not"
    after = await row_of(scene, scene.amina)
    assert [named(after, code).state for code in (CHANGED, GONE, NEW)] == ["done", "done", "open"]
    assert named(after, NEW).meaning == 3
    assert service.visible_items(after)[-1].code == NEW, "what is new is at the end of the lists that people have"
    assert sorted(item.position for item in after.items) == list(range(1, 9))


async def test_what_has_changed_says_so_until_it_is_ticked_anew(scene: Scene, change: ChangeList) -> None:
    stage, item = scene.stage, named(await two_have_it(scene), CHANGED)
    change()
    await stage.forge(AMINA, f"cl:item:{item.id}")
    assert "It has changed a little since then." in stage.last(AMINA).text
    for state in ("done", "open", "done"):
        await stage.forge(AMINA, f"cl:do:{item.id}:{state}")
    await stage.forge(AMINA, f"cl:item:{item.id}")
    assert "You have done this." in stage.last(AMINA).text
    assert "It has changed" not in stage.last(AMINA).text


async def test_who_has_ticked_nothing_reads_nothing_of_a_change(scene: Scene, change: ChangeList) -> None:
    stage = scene.stage
    await two_have_it(scene)
    change()
    row = await row_of(scene, scene.yonas)
    await stage.forge(YONAS, f"cl:list:{row.id}:0")
    assert "0 of 7" in stage.last(YONAS).text
    await stage.forge(YONAS, f"cl:item:{named(row, CHANGED).id}")
    assert "It has changed" not in stage.last(YONAS).text


@pytest.mark.parametrize("action", ["item", "do:{}:done", "later", "more", "help", "move:{}:1", "agree:{}:together:0"])
async def test_an_old_button_of_what_is_gone_shows_the_list(scene: Scene, change: ChangeList, action: str) -> None:
    stage = scene.stage
    await two_have_it(scene)
    row = await row_of(scene, scene.yonas)
    gone = named(row, GONE)
    change()
    await stage.forge(YONAS, "cl:" + (action.format(gone.id) if "{" in action else f"{action}:{gone.id}"))
    assert stage.toasts[YONAS][-1] == "This has changed. Here is how it is now."
    assert "0 of" in stage.last(YONAS).text
    after = named(await row_of(scene, scene.yonas), GONE)
    assert (after.state, after.doer, after.due_on, after.position) == ("open", "participant", None, gone.position)
    assert await scene.tasks("Lars") == []


async def test_the_specialist_sees_the_list_as_it_is_now(scene: Scene, change: ChangeList) -> None:
    stage, row = scene.stage, await two_have_it(scene)
    gone = named(row, GONE)
    change()
    await stage.forge(AMINA, f"cl:list:{row.id}:0")
    await stage.forge(MARTA, f"ck:list:{row.id}:0")
    assert "1 of 7" in stage.last(MARTA).text
    for payload in (f"ck:item:{gone.id}", f"ck:agree:{gone.id}:together:0", f"ck:done:{gone.id}"):
        await stage.forge(MARTA, payload)
        assert stage.toasts[MARTA][-1] == "This has changed. Here is how it is now."
        assert "1 of 7" in stage.last(MARTA).text
    assert named(await row_of(scene, scene.amina), GONE).doer == "participant"


async def test_her_order_holds_among_what_is_left(scene: Scene, change: ChangeList) -> None:
    stage, row = scene.stage, await two_have_it(scene)
    codes = [item.code for item in service.visible_items(row) if item.code != GONE]
    change()
    await stage.forge(AMINA, f"cl:list:{row.id}:0")
    await stage.forge(AMINA, f"cl:move:{named(row, codes[1] or '').id}:-1")
    after = await row_of(scene, scene.amina)
    assert [item.code for item in service.visible_items(after)] == [codes[1], codes[0], *codes[2:], NEW]
    assert sorted(item.position for item in after.items) == list(range(1, 9))


async def test_nobody_is_nudged_about_what_is_gone(scene: Scene, change: ChangeList) -> None:
    await two_have_it(scene)
    change()
    gone = named(await row_of(scene, scene.yonas), GONE)
    delivery = Delivery(id=1, subject_id=gone.id, participant_id=scene.yonas)
    async with scene.stage.database.reading() as store:
        composed = await nudges.compose(store, [delivery], scene.stage.clock.now())
    assert getattr(composed[1], "state", None) == DeliveryState.SUPERSEDED


async def test_what_comes_back_is_as_it_was(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    stage, row = scene.stage, await two_have_it(scene)
    old = library()["start"]
    with monkeypatch.context() as meanwhile:
        meanwhile.setitem(library(), "start", next_version(old))
        await stage.forge(AMINA, f"cl:list:{row.id}:0")
    await stage.forge(AMINA, f"cl:list:{row.id}:0")
    assert "2 of 7" in stage.last(AMINA).text
    assert named(await row_of(scene, scene.amina), GONE).state == ItemState.DONE
