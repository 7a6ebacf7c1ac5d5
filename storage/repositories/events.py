"""Typed events of the participants whom the acting person may see."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased

from storage.models import Event, EventKind
from storage.repositories.base import Repository
from storage.visibility import visible_participant_id


class EventRepository(Repository):
    """What happened, the newest first."""

    def _visible(self) -> Select[Event]:
        return select(Event).where(visible_participant_id(Event.participant_id, self._scope))

    async def of_participant(self, participant_id: int) -> Sequence[Event]:
        """All of hers that stand, the newest first; what was undone is left out."""
        query = (
            self._visible()
            .where(Event.participant_id == participant_id, Event.undone_at.is_(None))
            .order_by(Event.on.desc(), Event.id.desc())
        )
        return (await self._session.scalars(query)).all()

    async def of_participants(self, participant_ids: Collection[int]) -> dict[int, list[Event]]:
        """As `of_participant`, for many at once; who has none is missing."""
        query = (
            self._visible()
            .where(self._among(Event.participant_id, participant_ids), Event.undone_at.is_(None))
            .order_by(Event.on.desc(), Event.id.desc())
        )
        found: dict[int, list[Event]] = {}
        for event in await self._session.scalars(query):
            found.setdefault(event.participant_id, []).append(event)
        return found

    async def get(self, event_id: int) -> Event | None:
        """One, undone or not, locked until the transaction ends; None where it is not theirs to see."""
        query = self._visible().where(Event.id == event_id).with_for_update(key_share=True, of=Event)
        return await self._session.scalar(query.execution_options(populate_existing=True))

    async def from_source(self, participant_id: int, source: str) -> Event | None:
        """What was recorded from this tap, proposal or appointment, undone or not."""
        return await self._session.scalar(
            self._visible().where(Event.participant_id == participant_id, Event.source == source)
        )

    async def sources(self, participant_id: int) -> set[str]:
        """All that events of hers were recorded from, undone ones too: what was taken back is not offered again."""
        query = select(Event.source).where(
            Event.participant_id == participant_id,
            Event.source.is_not(None),
            visible_participant_id(Event.participant_id, self._scope),
        )
        return {source for source in await self._session.scalars(query) if source is not None}

    async def add(self, event: Event) -> Event:
        """Keeps one more.

        Raises:
            LookupError: the participant is not theirs to see.
        """
        await self._require_participant(event.participant_id)
        self._session.add(event)
        await self._session.flush()
        return event

    async def undone_with(self, event: Event, now: datetime) -> Sequence[Event]:
        """Undoes the event and gives what was undone: an end that the same tap recorded goes with its contract.

        Raises:
            LookupError: the participant is not theirs to see.
        """
        await self._require_participant(event.participant_id)
        gone = [event]
        if event.kind == EventKind.CONTRACT and event.start_id is not None:
            query = self._visible().where(
                Event.kind == EventKind.PLACEMENT_END,
                Event.start_id == event.start_id,
                Event.recorded_at == event.recorded_at,
                Event.undone_at.is_(None),
            )
            gone += (await self._session.scalars(query)).all()
        for one in gone:
            one.undone_at = now
        await self._session.flush()
        return gone

    async def to_review(self, programme_id: int, day: date) -> Sequence[Event]:
        """Placements of the programme without an end whose day of review is this one or has passed."""
        end = aliased(Event)
        ended = select(end.id).where(
            end.start_id == Event.id, end.kind == EventKind.PLACEMENT_END, end.undone_at.is_(None)
        )
        query = (
            self._visible()
            .where(
                Event.programme_id == programme_id,
                Event.kind == EventKind.PLACEMENT_START,
                Event.review_on <= day,
                Event.undone_at.is_(None),
                ~ended.exists(),
            )
            .order_by(Event.id)
        )
        return (await self._session.scalars(query)).all()
