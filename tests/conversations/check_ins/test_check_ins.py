"""After the first week at work: asked once, answered by taps, and "fine" is none of the answers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.check_ins.participant import ANSWERS, CHECK_IN, plan_check_ins
from storage.models import Appointment, CheckIn, Delivery
from tests.conversations.home.scene import AMINA, EVA, LARS, MARTA, YONAS, Scene

STARTS = datetime(2026, 11, 23, 8)  # noqa: DTZ001 - on the wall in Oslo
A_WEEK_LATER = datetime(2026, 11, 30, 15, 0, tzinfo=UTC)  # 16:00 in Oslo


async def works(scene: Scene, kind: str = "work") -> int:
    """Amina begins at a workplace; gives the occurrence."""
    occurrence = await scene.meet(scene.amina, STARTS)
    async with AsyncSession(scene.stage.database.engine) as session:
        await session.execute(update(Appointment).values(kind=kind))
        await session.commit()
    return occurrence


async def housekeeping(scene: Scene, at: datetime) -> None:
    scene.stage.clock.set(at)
    for _ in range(2):
        async with scene.stage.database.unit_of_work() as store:
            await plan_check_ins(store, scene.stage.clock.now())
            await store.commit()
    await scene.stage.deliver()


async def asked(scene: Scene) -> int:
    async with AsyncSession(scene.stage.database.engine) as session:
        rows = await session.scalars(select(Delivery).where(Delivery.message_key == CHECK_IN))
        return len(rows.all())


async def said(scene: Scene) -> list[str]:
    async with AsyncSession(scene.stage.database.engine) as session:
        return list((await session.scalars(select(CheckIn))).one().said)


@pytest.mark.parametrize(("kind", "times"), [("work", 1), ("placement", 1), ("meeting", 0), ("class", 0)])
async def test_asked_once_a_week_after_the_first_day(scene: Scene, kind: str, times: int) -> None:
    await works(scene, kind)
    for day in range(-4, 6):
        await housekeeping(scene, A_WEEK_LATER + timedelta(days=day))
        assert await asked(scene) == (times if day >= 0 else 0)


async def test_a_day_that_was_slept_through_is_caught_up_with(scene: Scene) -> None:
    await works(scene)
    await housekeeping(scene, A_WEEK_LATER + timedelta(days=1))
    assert await asked(scene) == 1


@pytest.mark.parametrize("hour", [8, 13, 20, 23])
async def test_never_while_she_works_or_sleeps(scene: Scene, hour: int) -> None:
    await works(scene)
    await housekeeping(scene, A_WEEK_LATER.replace(hour=hour))
    assert await asked(scene) == 0


async def test_what_was_cancelled_is_not_asked_about(scene: Scene) -> None:
    await scene.cancel(await works(scene))
    await housekeeping(scene, A_WEEK_LATER)
    assert await asked(scene) == 0


async def test_concrete_answers_reach_the_specialist_one_by_one(scene: Scene) -> None:
    stage = scene.stage
    await works(scene)
    await housekeeping(scene, A_WEEK_LATER)
    bubble = stage.last(AMINA)
    assert "Your first week at work is over." in bubble.text
    assert "Nobody at work sees it." in bubble.text
    assert len(bubble.labels) <= 8
    await stage.press(AMINA, "Fewer hours than agreed")
    await stage.press(AMINA, "I eat lunch alone")
    assert await said(scene) == ["hours", "alone"]
    assert "\u2068Marta\u2069 knows it." in stage.last(AMINA).text
    assert "☑️ ⏱️ Fewer hours than agreed" in stage.last(AMINA).labels
    assert "Fewer hours than agreed" in stage.everything(MARTA)
    assert "I eat lunch alone" in stage.everything(MARTA)
    assert len(await scene.tasks("Marta")) == 2


async def test_what_is_taken_back_is_nobodys_task(scene: Scene) -> None:
    stage = scene.stage
    await works(scene)
    await housekeeping(scene, A_WEEK_LATER)
    await stage.press(AMINA, "A new boss")
    await stage.press(AMINA, "A new boss")
    assert await said(scene) == []
    assert await scene.tasks("Marta") == []


async def test_not_understood_asks_for_a_call(scene: Scene) -> None:
    await works(scene)
    await housekeeping(scene, A_WEEK_LATER)
    await scene.stage.press(AMINA, "I did not understand this message")
    assert "did not understand the questions" in scene.stage.last(MARTA).text


def test_fine_is_no_answer() -> None:
    assert not any("fine" in words.msgid.lower() or "good" in words.msgid.lower() for _, words in ANSWERS.values())


@pytest.mark.parametrize("chat", [YONAS, LARS, EVA, MARTA])
async def test_nobody_answers_for_her(scene: Scene, chat: int) -> None:
    await works(scene)
    await housekeeping(scene, A_WEEK_LATER)
    await scene.stage.forge(chat, "ci:say:1:hours")
    assert await said(scene) == []


@pytest.mark.parametrize("payload", ["ci:say:1:fine", "ci:say:x:hours", "ci:say:1"])
async def test_a_forged_answer_changes_nothing(scene: Scene, payload: str) -> None:
    await works(scene)
    await housekeeping(scene, A_WEEK_LATER)
    await scene.stage.forge(AMINA, payload)
    assert await said(scene) == []
    assert scene.stage.toasts[AMINA][-1] == "This button is old. Here is what you can do now."
