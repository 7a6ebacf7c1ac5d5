"""Packs for interviews and first days."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from storage.models import Appointment, Pack
from storage.repositories.base import Repository
from storage.visibility import visible_appointments


class PackRepository(Repository):
    """What was prepared for the appointments that the acting person may see."""

    async def of_appointments(self, appointment_ids: Collection[int]) -> dict[int, Pack]:
        """The packs that were prepared, by appointment."""
        query = (
            select(Pack)
            .join(Appointment, Appointment.id == Pack.appointment_id)
            .where(self._among(Pack.appointment_id, appointment_ids), visible_appointments(self._scope))
        )
        return {pack.appointment_id: pack for pack in await self._session.scalars(query)}

    async def prepare(self, appointment_id: int) -> Pack:
        """The pack of this appointment, locked until the transaction ends; a new one where there is none.

        Raises:
            LookupError: the appointment is not theirs to see.
        """
        theirs = select(Appointment.id).where(Appointment.id == appointment_id, visible_appointments(self._scope))
        if await self._session.scalar(theirs) is None:
            raise LookupError(f"appointment {appointment_id}")
        new = self._insert_new(Pack, [{"appointment_id": appointment_id, "wanted": True}], ["appointment_id"])
        await self._session.execute(new)
        query = (
            select(Pack)
            .where(Pack.appointment_id == appointment_id)
            .with_for_update(key_share=True)
            .execution_options(populate_existing=True)
        )
        return (await self._session.scalars(query)).one()
