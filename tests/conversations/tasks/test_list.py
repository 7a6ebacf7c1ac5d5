"""The list of tasks: pages that turn, those of today, and how old the old ones are."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.conversations.home.scene import MARTA, Scene
from tests.conversations.tasks.raising import make_task, the_task


async def many(scene: Scene, count: int, *, later: int = 0) -> None:
    for number in range(1, count + 1):
        await make_task(scene, f"now:{number:02}")
    for number in range(1, later + 1):
        await make_task(scene, f"later:{number:02}", days=3)


async def test_every_task_is_on_some_page(scene: Scene) -> None:
    await many(scene, 30)
    await scene.stage.write(MARTA, "/tasks")
    pages = [scene.stage.last(MARTA).text]
    for _ in range(2):
        await scene.stage.press(MARTA, "More")
        pages.append(scene.stage.last(MARTA).text)
    assert [sum(f"now:{number:02}" in page for number in range(1, 31)) for page in pages] == [12, 12, 6]
    assert all("30 tasks" in page for page in pages)
    assert "25." in pages[2]
    assert not any("More" in label for label in scene.stage.last(MARTA).labels)
    await scene.stage.press(MARTA, "Earlier")
    assert scene.stage.last(MARTA).text == pages[1]


async def test_a_task_leads_back_to_its_page(scene: Scene) -> None:
    await many(scene, 26)
    await scene.stage.forge(MARTA, "tk:list:all:2")
    await scene.stage.press(MARTA, "Task 13")
    await scene.stage.press(MARTA, "Done")
    assert "25 tasks" in scene.stage.last(MARTA).text
    assert "13." in scene.stage.last(MARTA).text
    await scene.stage.press(MARTA, "Task 14")
    await scene.stage.press(MARTA, "All tasks")
    assert "13." in scene.stage.last(MARTA).text


async def test_only_those_of_today(scene: Scene) -> None:
    await many(scene, 2, later=3)
    await scene.stage.write(MARTA, "/tasks")
    assert "5 tasks" in scene.stage.last(MARTA).text
    await scene.stage.press(MARTA, "Only today")
    assert "2 tasks for today" in scene.stage.last(MARTA).text
    assert "later:" not in scene.stage.last(MARTA).text
    for _ in range(2):
        await scene.stage.press(MARTA, "Task 1")
        await scene.stage.press(MARTA, "Tomorrow")
    assert "You have no tasks for today." in scene.stage.last(MARTA).text
    await scene.stage.press(MARTA, "All tasks")
    assert "5 tasks" in scene.stage.last(MARTA).text


@pytest.mark.parametrize("args", ["all:99", "all:0", "all:-3", "today:99", "other:1", "today"])
async def test_a_page_that_is_none_is_the_nearest(scene: Scene, args: str) -> None:
    await many(scene, 13)
    await scene.stage.forge(MARTA, f"tk:list:{args}")
    assert "13 tasks" in scene.stage.last(MARTA).text


async def test_a_forged_page_is_answered_kindly(scene: Scene) -> None:
    await scene.stage.forge(MARTA, "tk:list:all:x")
    assert scene.stage.toasts[MARTA] == ["This button is old. Here is what you can do now."]


@pytest.mark.parametrize(("days", "old"), [(0, False), (7, False), (8, True)])
async def test_an_old_one_says_since_when_it_is_here(scene: Scene, days: int, *, old: bool) -> None:
    task = await make_task(scene)
    scene.stage.clock.advance(timedelta(days=days))
    await scene.stage.write(MARTA, "/tasks")
    assert ("Here since Friday 20 November" in scene.stage.last(MARTA).text) == old
    await scene.stage.forge(MARTA, f"tk:open:{task}")
    assert ("Here since Friday 20 November" in scene.stage.last(MARTA).text) == old


async def test_a_call_is_offered_where_a_call_settles_it(scene: Scene) -> None:
    for kind, offered in (("call", True), ("no_answer", True), ("letter:x", False), ("promise", False)):
        task = await make_task(scene, f"test:{kind}", kind=kind)
        await scene.stage.forge(MARTA, f"tk:open:{task}")
        assert any("Call done" in label for label in scene.stage.last(MARTA).labels) == offered
        before = (await scene.participant(scene.amina)).last_contact_at
        if not offered:
            await scene.stage.forge(MARTA, f"tk:called:{task}")
            assert (await scene.participant(scene.amina)).last_contact_at == before
            assert (await the_task(scene, f"test:{kind}")).state == "open"
