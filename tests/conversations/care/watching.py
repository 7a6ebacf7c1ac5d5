"""What the tests of care do again and again: letting days pass with the house's own jobs, and looking at the tasks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.care.meetings import note_meetings
from conversations.care.noticing import notice_forgotten, settle
from conversations.tasks.kinds import CARE
from storage.models import Appointment, Participant, Task, TaskState
from storage.unit_of_work import UnitOfWork
from tests.conversations.home.scene import Scene

JOBS = (note_meetings, settle, notice_forgotten)


async def run_jobs(scene: Scene, at: datetime | None = None, times: int = 2) -> None:
    """Runs the jobs at this moment, more than once: the second time must change nothing."""
    if at is not None:
        scene.stage.clock.set(at)
    for _ in range(times):
        for job in JOBS:
            async with scene.stage.database.unit_of_work() as store:
                await job(store, scene.stage.clock.now())
                await store.commit()


async def pass_days(scene: Scene, days: int) -> list[tuple[str, str]]:
    """Lets days pass from where the clock is; gives the day and key of every task of care that came."""
    seen = {task.key for task in await care_tasks(scene)}
    came = []
    for _ in range(days):
        await run_jobs(scene, scene.stage.clock.now() + timedelta(days=1))
        for task in await care_tasks(scene):
            if task.key not in seen:
                seen.add(task.key)
                came.append((f"{scene.stage.clock.now():%a %d.%m.}", task.kind))
    return came


async def care_tasks(scene: Scene, *, only_open: bool = False) -> list[Task]:
    async with AsyncSession(scene.stage.database.engine) as session:
        query = select(Task).where(Task.kind.in_(CARE)).order_by(Task.id)
        return [row for row in await session.scalars(query) if not only_open or row.state == TaskState.OPEN]


async def open_kinds(scene: Scene, participant_id: int) -> list[str]:
    tasks = await care_tasks(scene, only_open=True)
    return sorted(task.kind for task in tasks if task.participant_id == participant_id)


async def change(scene: Scene, participant_id: int, act: Callable[[Participant], None]) -> None:
    async with scene.stage.database.unit_of_work() as store:
        found = await store.participants.get(participant_id)
        assert found is not None
        act(found)
        await store.commit()


async def change_settings(scene: Scene, **settings: object) -> None:
    async with scene.stage.database.unit_of_work() as store:
        programme = await store.programmes.get(scene.programme)
        assert programme is not None
        programme.settings = {**programme.settings, **settings}
        await store.commit()


async def appointment_of(store: UnitOfWork, occurrence_id: int) -> Appointment:
    occurrence = await store.appointments.occurrence(occurrence_id)
    assert occurrence is not None
    return occurrence.appointment
