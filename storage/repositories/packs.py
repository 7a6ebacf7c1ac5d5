"""Packs for interviews and first days."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from storage.models import Pack
from storage.repositories.base import Repository


class PackRepository(Repository):
    """What was prepared for appointments; who may see the appointment is asked before."""

    async def of_appointments(self, appointment_ids: Collection[int]) -> dict[int, Pack]:
        """The packs that were prepared, by appointment."""
        query = select(Pack).where(self._among(Pack.appointment_id, appointment_ids))
        return {pack.appointment_id: pack for pack in await self._session.scalars(query)}

    async def prepare(self, appointment_id: int) -> Pack:
        """The pack of this appointment, locked until the transaction ends; a new one where there is none."""
        new = self._insert_new(Pack, [{"appointment_id": appointment_id, "wanted": True}], ["appointment_id"])
        await self._session.execute(new)
        query = (
            select(Pack)
            .where(Pack.appointment_id == appointment_id)
            .with_for_update(key_share=True)
            .execution_options(populate_existing=True)
        )
        return (await self._session.scalars(query)).one()
