"""After any sequence of handovers all that is open or planned with her is with one specialist of her programme."""

from __future__ import annotations

import random
from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import Appointment, Task
from tests.conversations.handover.test_handover import place_of, third_specialist
from tests.conversations.home.scene import AMINA, EVA, LARS, MARTA, Scene

FRIDAY = datetime(2026, 11, 27, 10, 0)  # noqa: DTZ001 (wall-clock)


@pytest.mark.parametrize("seed", range(3))
async def test_all_of_hers_is_with_who_helps_her(scene: Scene, seed: int) -> None:
    await third_specialist(scene)
    stage, chance = scene.stage, random.Random(seed)  # noqa: S311 - repeatable, no secret
    places = [await place_of(scene, name) for name in ("Marta", "Lars", "Siri")]
    await scene.meet(scene.amina, FRIDAY)
    await stage.write(AMINA, "I have a question")
    batch = 0
    for _ in range(10):
        chat = chance.choice([MARTA, LARS, 14, EVA])
        place = chance.choice(places)
        step = chance.choice(["ask", "now", "take", "undo", "later", "drop"])
        if step in {"ask", "now"}:
            await stage.forge(chat, f"ho:{step}:p:{scene.amina}:{place}")
            batch += 1
        else:
            await stage.forge(chat, f"ho:{step}:{chance.randint(1, max(batch, 1))}")
    helper = (await scene.participant(scene.amina)).specialist_id
    assert helper in {scene.people[name] for name in ("Marta", "Lars", "Siri")}
    async with AsyncSession(stage.database.engine) as session:
        tasks = await session.scalars(select(Task.assignee_id).where(Task.participant_id == scene.amina))
        assert set(tasks) == {helper}
        assert set(await session.scalars(select(Appointment.specialist_id))) == {helper}
