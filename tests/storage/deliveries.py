"""Deliveries as the tests of planning and of the queue want them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select

from storage.database import Database
from storage.models import AuditEntry, Delivery, DeliveryKind, DeliveryState
from storage.repositories.deliveries import NewDelivery
from tests.storage.world import LEASE, NOW

SUBJECT = "occurrence"


def reminder(key: str = "k", **changes: object) -> NewDelivery:
    return replace(
        NewDelivery(
            key=key,
            kind=DeliveryKind.REMINDER,
            due=NOW,
            message_key="appointment.reminder",
            subject=SUBJECT,
            subject_id=7,
            subject_version=1,
        ),
        **changes,  # type: ignore[arg-type]
    )


async def plan(database: Database, *deliveries: NewDelivery, now: datetime = NOW) -> None:
    async with database.unit_of_work() as uow:
        await uow.deliveries.plan(deliveries, now)
        await uow.commit()


async def claim(database: Database, worker: str = "w", now: datetime = NOW, limit: int = 10) -> list[str]:
    """Claims in a transaction of its own; gives the keys in the order they were handed out."""
    async with database.unit_of_work() as uow:
        rows = await uow.queue.claim(worker, now, limit, LEASE)
        keys = [row.key for row in rows]
        await uow.commit()
    return keys


async def rows(database: Database) -> dict[str, Delivery]:
    async with database.reading() as uow:
        return {row.key: row for row in await uow._session.scalars(select(Delivery).order_by(Delivery.id))}


async def row(database: Database, key: str = "k") -> Delivery:
    return (await rows(database))[key]


async def states(database: Database) -> dict[str, str]:
    return {key: row.state for key, row in (await rows(database)).items()}


async def set_state(database: Database, key: str, state: DeliveryState, **values: object) -> None:
    async with database.unit_of_work() as uow:
        delivery = await uow._session.scalar(select(Delivery).where(Delivery.key == key))
        assert delivery is not None
        delivery.state = state
        for name, value in values.items():
            setattr(delivery, name, value)
        await uow.commit()


async def audit(database: Database) -> Sequence[AuditEntry]:
    async with database.reading() as uow:
        return (await uow._session.scalars(select(AuditEntry).order_by(AuditEntry.id))).all()
