"""How the tests of tasks make one without any dialogue, and find out whose it is."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.tasks.service import raise_task
from locales.text import staff
from storage.models import Task
from tests.conversations.home.scene import Scene


async def make_task(
    scene: Scene, key: str = "test:1", *, of: str = "Marta", kind: str = "test", days: int = 0, about: bool = True
) -> int:
    """A task "Amina: KEY" of this person, due in so many days; gives its id."""
    now = scene.stage.clock.now()
    async with scene.stage.database.unit_of_work() as store:
        await raise_task(
            store,
            key=key,
            programme_id=scene.programme,
            assignee_id=scene.people[of],
            participant_id=scene.amina if about else None,
            kind=kind,
            text=staff("{name}: {words}", name="Amina", words=key),
            due_at=now + timedelta(days=days),
            now=now,
        )
        await store.commit()
    return (await the_task(scene, key)).id


async def the_task(scene: Scene, key: str = "test:1") -> Task:
    async with AsyncSession(scene.stage.database.engine) as session:
        return (await session.scalars(select(Task).where(Task.key == key))).one()


async def holder(scene: Scene, key: str = "test:1") -> str:
    """The name of whoever has it."""
    assignee = (await the_task(scene, key)).assignee_id
    return next(name for name, person in scene.people.items() if person == assignee)
