"""One cause makes one task, and the audit trail only grows."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from storage.database import Database
from storage.models import Task, TaskState
from storage.visibility import Scope
from tests.storage.deliveries import audit
from tests.storage.world import NOW, World, make_task


async def raise_task(database: Database, world: World, key: str, due: timedelta = timedelta()) -> bool:
    task = make_task(key, world.samira.team, world.samira.specialist_id, world.samira.participant_id)
    task.due_at += due
    async with database.unit_of_work() as uow:
        new = await uow.tasks.raise_once(task)
        await uow.commit()
    return new


async def open_keys(database: Database, world: World) -> list[str]:
    async with database.reading() as uow:
        return [task.key for task in await uow.tasks.open_of(world.samira.specialist_id)]


async def test_a_cause_makes_one_task_even_after_it_was_done(database: Database, world: World) -> None:
    assert sorted(await asyncio.gather(*(raise_task(database, world, "late:1") for _ in range(5)))) == [False] * 4 + [
        True
    ]
    async with database.unit_of_work() as uow:
        await uow.tasks.close_keyed("late:1", NOW)
        await uow.commit()
    assert not await raise_task(database, world, "late:1")
    assert "late:1" not in await open_keys(database, world)


async def test_tasks_come_by_the_time_they_are_due(database: Database, world: World) -> None:
    for hours, key in ((3, "c"), (-1, "a"), (2, "b")):
        await raise_task(database, world, key, timedelta(hours=hours))
    keys = await open_keys(database, world)
    assert [key for key in keys if len(key) == 1] == ["a", "b", "c"]
    async with database.reading() as uow:
        assert await uow.tasks.count_open(world.samira.specialist_id) == 4
        assert await uow.tasks.count_due(world.samira.specialist_id, NOW) == 1
        assert len(await uow.tasks.open_of(world.samira.specialist_id, limit=2)) == 2


@pytest.mark.parametrize(
    ("cause", "closed"),
    [
        ("silent:12", {"silent:12", "silent:12:5", "silent:12:57"}),
        ("silent:12:", {"silent:12", "silent:12:5", "silent:12:57"}),
        ("silent:12:5", {"silent:12:5"}),
        ("silent:1", set()),
        ("silent:%", set()),
        ("silent_12", set()),
    ],
)
async def test_a_cause_that_is_gone_closes_its_own_tasks_only(
    database: Database,
    world: World,
    cause: str,
    closed: set[str],
) -> None:
    keys = {"silent:12", "silent:12:5", "silent:12:57", "silent:123", "silent:12x"}
    for key in keys:
        await raise_task(database, world, key)
    async with database.unit_of_work() as uow:
        assert await uow.tasks.has_open(cause) == bool(closed)
        await uow.tasks.close_keyed(cause, NOW)
        await uow.commit()
    async with database.reading() as uow:
        assert not await uow.tasks.has_open(cause)
    assert keys - set(await open_keys(database, world)) == closed


async def test_a_task_that_is_done_keeps_when(database: Database, world: World) -> None:
    async with database.unit_of_work() as uow:
        await uow.tasks.close_keyed(f"world:{world.amina.participant_id}", NOW)
        await uow.commit()
    async with database.reading(Scope(world.amina.specialist_id)) as uow:
        task = await uow.tasks.get(world.amina.task_id)
    assert isinstance(task, Task)
    assert (task.state, task.done_at, task.text) == (TaskState.DONE, NOW, {"text": "ring"})


async def test_an_audit_line_is_in_the_name_of_who_acts(database: Database, world: World) -> None:
    before = len(await audit(database))
    async with database.unit_of_work() as uow:
        await uow.acting(world.amina.specialist_id).audit.note(
            "consent.recorded",
            NOW,
            participant_id=world.amina.participant_id,
            subject="consent",
            subject_id=world.amina.consent_id,
            interpreter=True,
        )
        await uow.audit.note("bot.started", NOW)
        await uow.commit()
    first, second = (await audit(database))[before:]
    assert (first.actor_id, first.action, first.detail) == (
        world.amina.specialist_id,
        "consent.recorded",
        {"interpreter": True},
    )
    assert (first.participant_id, first.subject, first.subject_id) == (
        world.amina.participant_id,
        "consent",
        world.amina.consent_id,
    )
    assert (second.actor_id, second.participant_id, second.detail) == (None, None, {})
