"""The morning message: once a working day, only when there is something to say, and never about colleagues."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.checklists.nudges import plan_nudges
from conversations.morning.specialist import MORNING, plan_mornings
from storage.models import Delivery
from tests.conversations.home.scene import AMINA, EVA, LARS, MARTA, YONAS, Scene

FRIDAY = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


async def morning(scene: Scene, at: datetime) -> None:
    scene.stage.clock.set(at)
    for _ in range(2):
        async with scene.stage.database.unit_of_work() as store:
            await plan_mornings(store, scene.stage.clock.now())
            await store.commit()
    await scene.stage.deliver()


async def states(scene: Scene) -> list[str]:
    async with AsyncSession(scene.stage.database.engine) as session:
        query = select(Delivery.state).where(Delivery.message_key == MORNING).order_by(Delivery.id)
        return list(await session.scalars(query))


async def test_with_nothing_to_say_nothing_is_sent(scene: Scene) -> None:
    await morning(scene, FRIDAY)
    assert await states(scene) == ["superseded"] * 3
    assert MARTA not in scene.stage.screens


async def test_appointments_ticks_and_tasks_in_one_message(scene: Scene) -> None:
    stage = scene.stage
    await scene.meet(scene.amina, MONDAY.replace(hour=12, minute=30, tzinfo=None))
    await stage.forge(AMINA, "cl:take:cv")
    async with stage.database.reading() as store:
        (row,) = await store.checklists.of_participant(scene.amina)
    for item in row.items[:2]:
        await stage.forge(AMINA, f"cl:do:{item.id}:done")
    await stage.forge(AMINA, f"cl:help:{row.items[2].id}")
    await morning(scene, MONDAY)
    shown = stage.last(MARTA).text
    assert "Good morning. This is today." in shown
    assert "1 appointment today" in shown
    assert "12:30: Job interview, \u2068Amina\u2069" in shown
    assert any("Tasks for today" in label for label in stage.last(MARTA).labels)
    assert "1 task waits for you." in shown
    assert "\u2068Amina\u2069 has ticked 2 items." in shown
    assert all("Good morning" not in stage.everything(chat) for chat in (LARS, EVA, YONAS, AMINA))
    assert sorted(await states(scene)) == ["sent", "superseded", "superseded"]


async def test_what_she_let_pass_twice_is_said_once(scene: Scene) -> None:
    stage = scene.stage
    await stage.forge(AMINA, "cl:take:own")
    async with stage.database.reading() as store:
        (row,) = await store.checklists.of_participant(scene.amina)
    await stage.forge(AMINA, f"cl:own:{row.id}")
    await stage.write(AMINA, "Buy a bus card")
    said = []
    for day in range(7):
        at = MONDAY + timedelta(days=day)
        await morning(scene, at)
        said.append("Ask \u2068Amina\u2069 about this some time: \u2068Buy a bus card\u2069" in stage.everything(MARTA))
        stage.screens.pop(MARTA, None)
        stage.clock.set(at + timedelta(hours=3))
        async with stage.database.unit_of_work() as store:
            await plan_nudges(store, stage.clock.now())
            await store.commit()
        await stage.deliver()
    assert said == [False, False, True, False, False, False, False]


@pytest.mark.parametrize(
    "at",
    [FRIDAY - timedelta(hours=2), FRIDAY + timedelta(hours=8), FRIDAY + timedelta(days=1),
     datetime(2026, 12, 25, 8, tzinfo=UTC)],
    ids=["too early", "too late", "Saturday", "Christmas Day"],
)  # fmt: skip
async def test_never_outside_working_hours(scene: Scene, at: datetime) -> None:
    await scene.meet(scene.amina, at.replace(tzinfo=None) + timedelta(hours=4))
    await morning(scene, at)
    assert await states(scene) == []
