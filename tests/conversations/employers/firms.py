"""Employers for a scene, and what is kept of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.employers.service import note_contact
from storage.models import AuditEntry, Employer, EmployerContact, Role
from tests.conversations.home.scene import Scene

TODAY = date(2026, 11, 20)


async def add_employer(scene: Scene, name: str = "Bakeriet", **known: Any) -> int:
    """An employer of the programme's; gives its id."""
    where = known.pop("programme", scene.programme)
    async with scene.stage.database.unit_of_work() as store:
        employer = Employer(
            programme_id=where,
            name=name,
            active=known.pop("active", True),
            created_at=scene.stage.clock.now(),
            created_by_id=scene.people["Marta"],
            **known,
        )
        await store.employers.add(employer)
        await store.commit()
        return employer.id


def today(scene: Scene) -> date:
    return scene.stage.clock.now().date()


async def was_there(scene: Scene, employer_id: int, name: str, days_ago: int = 0, kind: str = "visit") -> int:
    """Lets this person have been in contact so many days ago; gives the contact's id."""
    day = today(scene) - timedelta(days=days_ago)
    async with scene.stage.database.unit_of_work() as store:
        employer = await store.employers.get(employer_id)
        assert employer is not None
        now = scene.stage.clock.now() - timedelta(days=days_ago)
        await note_contact(store, employer, scene.people[name], on=day, kind=kind, now=now)
        await store.commit()
    mine = [one for one in await contacts(scene) if (one.employer_id, one.on, one.kind) == (employer_id, day, kind)]
    return next(one.id for one in mine if one.person_id == scene.people[name])


async def contacts(scene: Scene) -> Sequence[EmployerContact]:
    async with AsyncSession(scene.stage.database.engine) as session:
        return (await session.scalars(select(EmployerContact).order_by(EmployerContact.id))).all()


async def employers(scene: Scene) -> Sequence[Employer]:
    async with AsyncSession(scene.stage.database.engine) as session:
        return (await session.scalars(select(Employer).order_by(Employer.id))).all()


async def audited(scene: Scene) -> list[str]:
    async with AsyncSession(scene.stage.database.engine) as session:
        query = select(AuditEntry.action).where(AuditEntry.action.startswith("employer.")).order_by(AuditEntry.id)
        return list(await session.scalars(query))


async def rest_days(scene: Scene, days: int) -> None:
    async with scene.stage.database.unit_of_work() as store:
        programme = await store.programmes.get(scene.programme)
        assert programme is not None
        programme.settings = {"employer_rest_days": days}
        await store.commit()


async def leaves(scene: Scene, name: str) -> None:
    """Ends this specialist's place on the staff."""
    async with scene.stage.database.unit_of_work() as store:
        membership = await store.people.membership(scene.people[name], scene.programme, Role.SPECIALIST)
        assert membership is not None
        membership.active = False
        await store.commit()
