"""Nudges: at most one a day and so many a week, about what fits, never a third time about what was let pass."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.checklists import nudges
from conversations.checklists.nudges import choose, plan_nudges
from storage.models import ChecklistItemRow, ChecklistRow, Delivery, Doer, ItemState, ParticipantStatus
from tests.conversations.home.scene import AMINA, MARTA, Scene

TODAY = date(2026, 11, 23)
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)  # 11:00 in Oslo


def checklist(code: str, *items: tuple[str, dict[str, object]], **more: object) -> ChecklistRow:
    row = ChecklistRow(code=code, **more)
    row.items = [
        ChecklistItemRow(
            id=number,
            code=name,
            position=number,
            checklist=row,
            **{"state": ItemState.OPEN, "doer": Doer.PARTICIPANT, "nudges": 0, "meaning": 1} | changes,
        )
        for number, (name, changes) in enumerate(items, start=1)
    ]
    return row


@pytest.mark.parametrize(
    ("changes", "chosen"),
    [
        ({}, "firm"),
        ({"state": ItemState.DONE}, "words"),
        ({"state": ItemState.LEFT_OUT}, "words"),
        ({"later_until": TODAY + timedelta(days=1)}, "words"),
        ({"later_until": TODAY}, "firm"),
        ({"doer": Doer.SPECIALIST}, "words"),
        ({"doer": Doer.TOGETHER}, "firm"),
        ({"nudges": 1}, "firm"),
        ({"nudges": 2}, "words"),
        ({"done_once_at": MONDAY}, "words"),
    ],
)
def test_the_next_item_that_is_hers_to_do(changes: dict[str, object], chosen: str) -> None:
    rows = [checklist("interview", ("firm", changes), ("words", {}))]
    found = choose(rows, (), TODAY)
    assert found is not None
    assert found.code == chosen


def test_what_has_a_day_comes_first_and_then_what_is_in_her_calendar() -> None:
    rows = [
        checklist("start", ("helpers", {}), ("dream", {})),
        checklist("interview", ("firm", {})),
    ]
    found = choose(rows, ["interview"], TODAY)
    assert found is not None
    assert found.code == "firm"
    rows[0].items[1].due_on = TODAY + timedelta(days=1)
    found = choose(rows, ["interview"], TODAY)
    assert found is not None
    assert found.code == "dream"
    rows[0].items[1].due_on = TODAY + timedelta(days=9)
    found = choose(rows, [], TODAY)
    assert found is not None
    assert found.code == "helpers"


def test_a_list_put_away_is_left_in_peace() -> None:
    assert choose([checklist("start", ("helpers", {}), put_away_at=MONDAY)], (), TODAY) is None
    assert choose([], (), TODAY) is None


async def sent(scene: Scene) -> list[Delivery]:
    async with AsyncSession(scene.stage.database.engine) as session:
        query = select(Delivery).where(Delivery.message_key == nudges.NUDGE).order_by(Delivery.id)
        return list(await session.scalars(query))


async def a_day(scene: Scene, hour: int = 10) -> None:
    """Another day at this hour UTC (an hour later in Oslo); the housekeeping comes by three times."""
    now = scene.stage.clock.now()
    scene.stage.clock.set((now + timedelta(days=1)).replace(hour=hour, minute=0))
    for _ in range(3):
        async with scene.stage.database.unit_of_work() as store:
            await plan_nudges(store, scene.stage.clock.now())
            await store.commit()
        await scene.stage.pass_time(minutes=1)


async def take(scene: Scene, code: str = "start") -> None:
    await scene.stage.forge(AMINA, f"cl:take:{code}")


async def test_at_most_three_a_week_and_one_a_day(scene: Scene) -> None:
    await take(scene)
    days = []
    for day in range(9):
        await a_day(scene)
        days.append(len(await sent(scene)))
        await scene.stage.forge(AMINA, "cl:all:0")
        for delivery in await sent(scene):
            await scene.stage.forge(AMINA, f"cl:item:{delivery.subject_id}")
        assert days[-1] - (days[-2] if day else 0) <= 1
    assert days == [1, 2, 3, 3, 3, 3, 3, 4, 5]


@pytest.mark.parametrize(("rate", "in_two_weeks"), [("1", 2), ("0", 0)])
async def test_she_chooses_how_often(scene: Scene, rate: str, in_two_weeks: int) -> None:
    await take(scene)
    await scene.stage.forge(AMINA, f"cl:rate:{rate}")
    for _ in range(14):
        await a_day(scene)
    assert len(await sent(scene)) == in_two_weeks


async def test_what_she_lets_pass_twice_is_left_alone(scene: Scene) -> None:
    await scene.stage.forge(AMINA, "cl:take:own")
    await scene.stage.forge(AMINA, f"cl:own:{(await lists(scene))[0].id}")
    await scene.stage.write(AMINA, "Buy a bus card")
    for _ in range(10):
        await a_day(scene)
    assert len(await sent(scene)) == 2
    assert MARTA not in scene.stage.screens, "that is for the morning message"


async def lists(scene: Scene) -> list[ChecklistRow]:
    async with scene.stage.database.reading() as store:
        return await store.checklists.of_participant(scene.amina)


@pytest.mark.parametrize("hour", [7, 17, 23])
async def test_never_early_or_late(scene: Scene, hour: int) -> None:
    await take(scene)
    await a_day(scene, hour)
    assert await sent(scene) == []


@pytest.mark.parametrize("status", [ParticipantStatus.PAUSED, ParticipantStatus.WITHDRAWN, ParticipantStatus.INVITED])
async def test_who_does_not_take_part_now_is_not_nudged(scene: Scene, status: ParticipantStatus) -> None:
    await take(scene)
    async with scene.stage.database.unit_of_work() as store:
        amina = await store.participants.get(scene.amina)
        assert amina is not None
        amina.status = status
        await store.commit()
    await a_day(scene)
    assert await sent(scene) == []


async def test_a_nudge_is_answered_in_one_tap(scene: Scene) -> None:
    await take(scene)
    await a_day(scene)
    bubble = scene.stage.last(AMINA)
    assert "One small step" in bubble.text
    assert "You choose." in bubble.text
    assert len(bubble.labels) <= 8
    await scene.stage.press(AMINA, "Done")
    assert "1 of 7" in scene.stage.last(AMINA).text


async def test_what_was_done_meanwhile_is_not_mentioned(scene: Scene) -> None:
    await take(scene)
    async with scene.stage.database.unit_of_work() as store:
        await plan_nudges(store, MONDAY)
        await store.commit()
    (delivery,) = await sent(scene)
    async with scene.stage.database.unit_of_work() as store:
        item = await store.checklists.item(delivery.subject_id or 0)
        assert item is not None
        item.state = ItemState.DONE
        await store.commit()
    await scene.stage.deliver()
    scene.stage.clock.set(MONDAY)
    await scene.stage.deliver()
    assert "One small step" not in scene.stage.everything(AMINA)
    assert [row.state for row in await sent(scene)] == ["superseded"]


async def test_many_people_are_seen_to_a_batch_at_a_time(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nudges, "_BATCH", 1)
    await take(scene)
    await scene.stage.forge(21, "cl:take:start")
    await a_day(scene)
    assert len(await sent(scene)) == 2
