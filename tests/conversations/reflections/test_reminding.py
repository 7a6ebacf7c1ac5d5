"""The evening's question: only for those who asked for it, once, on working days, and not when they have written."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery.check import Addressee, End, Leave, judge
from conversations.reflections.reminding import REMINDER, plan_reminders
from storage.models import Delivery, DeliveryKind, DeliveryState, Role
from tests.conversations.home.scene import EVA, LARS, MARTA, Scene

EVENING = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)
"""Six in the evening in Oslo."""

ASKED = "How was your work today?"


async def look_round(scene: Scene, at: datetime) -> None:
    scene.stage.clock.set(at)
    for _ in range(2):
        async with scene.stage.database.unit_of_work() as store:
            await plan_reminders(store, at)
            await store.commit()


async def wish(scene: Scene, label: str = "At 18:00") -> None:
    await scene.stage.write(MARTA, "/log")
    await scene.stage.press(MARTA, "Remind me")
    await scene.stage.press(MARTA, label)


async def planned(scene: Scene) -> list[Delivery]:
    async with AsyncSession(scene.stage.database.engine) as session:
        return list(await session.scalars(select(Delivery).where(Delivery.message_key == REMINDER)))


async def test_nobody_is_reminded_who_did_not_ask_for_it(scene: Scene) -> None:
    await look_round(scene, EVENING)
    assert await planned(scene) == []


async def test_once_an_evening_and_one_tap_from_writing(scene: Scene) -> None:
    await wish(scene)
    for minutes in (0, 1, 30):
        await look_round(scene, EVENING + timedelta(minutes=minutes))
    (row,) = await planned(scene)
    assert (row.kind, row.due, row.not_after) == (DeliveryKind.NUDGE, EVENING, EVENING + timedelta(hours=2))
    assert (row.person_id, row.participant_id, row.params) == (scene.people["Marta"], None, {})
    await scene.stage.deliver()
    assert ASKED in scene.stage.last(MARTA).text
    await scene.stage.press(MARTA, "Write")
    await scene.stage.write(MARTA, "I listened.")
    assert "It is kept." in scene.stage.last(MARTA).text
    await look_round(scene, EVENING + timedelta(days=3))
    assert len(await planned(scene)) == 2


@pytest.mark.parametrize(
    "at",
    [EVENING - timedelta(minutes=1), EVENING + timedelta(hours=2), EVENING + timedelta(days=1),
     datetime(2026, 12, 25, 17, tzinfo=UTC)],
    ids=["too early", "too late", "Saturday", "Christmas Day"],
)  # fmt: skip
async def test_only_at_its_time_on_working_days(scene: Scene, at: datetime) -> None:
    await wish(scene)
    await look_round(scene, at)
    assert await planned(scene) == []


@pytest.mark.parametrize(("label", "hour"), [("At 16:00", 15), ("At 20:00", 19)])
async def test_the_time_is_ones_own_choice(scene: Scene, label: str, hour: int) -> None:
    await wish(scene, label)
    await look_round(scene, EVENING.replace(hour=hour))
    assert [row.due for row in await planned(scene)] == [EVENING.replace(hour=hour)]


async def test_it_moves_with_summer_time(scene: Scene) -> None:
    await wish(scene)
    await look_round(scene, datetime(2027, 3, 31, 16, tzinfo=UTC))
    assert [row.due for row in await planned(scene)] == [datetime(2027, 3, 31, 16, tzinfo=UTC)]


async def test_who_has_written_is_not_asked(scene: Scene) -> None:
    await wish(scene)
    await scene.stage.write(MARTA, "/log")
    await scene.stage.write(MARTA, "I listened.")
    await look_round(scene, EVENING)
    assert await planned(scene) == []


async def _writes(scene: Scene) -> None:
    await scene.stage.write(MARTA, "/log")
    await scene.stage.write(MARTA, "I listened.")


async def _no_more(scene: Scene) -> None:
    await wish(scene, "Never")


async def _leaves(scene: Scene) -> None:
    async with scene.stage.database.unit_of_work() as store:
        membership = await store.people.membership(scene.people["Marta"], scene.programme, Role.SPECIALIST)
        assert membership is not None
        membership.active = False
        await store.commit()


async def test_what_changed_since_is_seen_when_it_is_sent(scene: Scene) -> None:
    composers = scene.stage.composers
    await wish(scene)
    await look_round(scene, EVENING)
    (row,) = await planned(scene)
    for change in (_writes, _no_more, _leaves):
        await change(scene)
        async with scene.stage.database.reading() as store:
            composed = await composers.compose(store, [row], EVENING)
        assert getattr(composed[row.id], "state", None) == DeliveryState.SUPERSEDED


async def test_never_takes_it_back(scene: Scene) -> None:
    await wish(scene)
    await scene.stage.press(MARTA, "Never")
    assert any(label == "☑️ Never" for label in scene.stage.last(MARTA).labels)
    await look_round(scene, EVENING)
    assert await planned(scene) == []


async def test_a_wish_is_ones_own(scene: Scene) -> None:
    await wish(scene)
    await scene.stage.forge(LARS, "rl:remind")
    assert any(label == "☑️ Never" for label in scene.stage.last(LARS).labels)
    await scene.stage.forge(EVA, "rl:at:18")
    await look_round(scene, EVENING)
    assert [row.person_id for row in await planned(scene)] == [scene.people["Marta"]]


async def test_the_check_at_send_lets_it_go_to_staff_while_it_is_of_use(scene: Scene) -> None:
    await wish(scene)
    await look_round(scene, EVENING)
    (row,) = await planned(scene)
    marta = Addressee(scene.people["Marta"], MARTA, "en", "both", reachable=True, on_staff=True)
    assert judge(row, marta, None, EVENING) == Leave(MARTA)
    late = judge(row, marta, None, EVENING + timedelta(hours=2))
    assert late == End(DeliveryState.EXPIRED, "too late")
