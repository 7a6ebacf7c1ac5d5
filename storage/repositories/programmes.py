"""Programmes and their saved places."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from storage.models import (
    Place,
    Programme,
)
from storage.repositories.base import Repository
from storage.visibility import (
    visible_places,
    visible_programmes,
)


class ProgrammeRepository(Repository):
    """Programmes of the acting person."""

    async def get(self, programme_id: int) -> Programme | None:
        """The programme, or None where it is not theirs."""
        query = select(Programme).where(Programme.id == programme_id, visible_programmes(self._scope))
        return await self._session.scalar(query)

    async def named(self, name: str) -> Programme | None:
        """The programme of exactly this name."""
        return await self._session.scalar(
            select(Programme).where(Programme.name == name, visible_programmes(self._scope)),
        )

    async def everyone(self) -> Sequence[Programme]:
        """All programmes of the acting person, by name."""
        query = select(Programme).where(visible_programmes(self._scope)).order_by(Programme.name)
        return (await self._session.scalars(query)).all()

    async def add(self, name: str, timezone: str, now: datetime) -> Programme:
        """A new programme."""
        programme = Programme(name=name, timezone=timezone, created_at=now, settings={})
        self._session.add(programme)
        await self._session.flush()
        return programme


class PlaceRepository(Repository):
    """Saved places of the acting person's programmes."""

    async def get(self, place_id: int) -> Place | None:
        """The place, or None where it is not theirs."""
        return await self._session.scalar(select(Place).where(Place.id == place_id, visible_places(self._scope)))

    async def of_programme(self, programme_id: int) -> Sequence[Place]:
        """The programme's places in use, oldest first."""
        query = (
            select(Place)
            .where(Place.programme_id == programme_id, Place.active, visible_places(self._scope))
            .order_by(Place.id)
        )
        return (await self._session.scalars(query)).all()

    async def add(self, place: Place) -> Place:
        """A new place."""
        self._session.add(place)
        await self._session.flush()
        return place
