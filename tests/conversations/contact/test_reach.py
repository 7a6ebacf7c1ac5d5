from __future__ import annotations

from datetime import datetime

from conversations.incoming import Blocked, Unblocked
from tests.conversations.home.scene import AMINA, EVA, LARS, MARTA, Scene


async def test_a_closed_chat_is_a_fact_for_the_specialist_alone(scene: Scene) -> None:
    await scene.stage.send(AMINA, Blocked())
    assert not (await scene.person("Amina")).reachable
    assert "Amina\u2069 has closed the chat." in scene.stage.last(MARTA).text
    assert [task.kind for task in await scene.tasks("Marta")] == ["unreachable"]
    assert LARS not in scene.stage.screens
    assert EVA not in scene.stage.screens


async def test_closing_it_twice_is_one_task(scene: Scene) -> None:
    await scene.stage.send(AMINA, Blocked())
    await scene.stage.send(AMINA, Blocked())
    assert len(await scene.tasks("Marta")) == 1
    assert len(scene.stage.screens[MARTA]) == 1


async def test_coming_back_closes_the_task(scene: Scene) -> None:
    await scene.stage.send(AMINA, Blocked())
    await scene.stage.send(AMINA, Unblocked())
    assert (await scene.person("Amina")).reachable
    assert await scene.tasks("Marta") == []


async def test_going_and_coming_again_is_told_again(scene: Scene) -> None:
    for content in (Blocked(), Unblocked(), Blocked()):
        await scene.stage.send(AMINA, content)
    assert len(await scene.tasks("Marta")) == 1


async def test_what_is_still_to_come_is_planned_when_she_is_back(scene: Scene) -> None:
    await scene.meet(scene.amina, datetime(2026, 11, 27, 10, 0))  # noqa: DTZ001 - wall-clock
    await scene.stage.deliver()
    planned = [row.key for row in await scene.waiting("Amina")]
    await scene.stage.send(AMINA, Blocked())
    await scene.stage.send(AMINA, Unblocked())
    assert [row.key for row in await scene.waiting("Amina")] == planned


async def test_staff_who_close_the_chat_raise_no_task(scene: Scene) -> None:
    await scene.stage.send(MARTA, Blocked())
    assert not (await scene.person("Marta")).reachable
    await scene.stage.send(MARTA, Unblocked())
    assert (await scene.person("Marta")).reachable


async def test_whoever_writes_can_be_reached(scene: Scene) -> None:
    await scene.stage.send(AMINA, Blocked())
    await scene.stage.write(AMINA, "Hello")
    assert (await scene.person("Amina")).reachable
    assert [task.kind for task in await scene.tasks("Marta")] == ["talk"]
