"""Participants: profiles, busy times and consents."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import Select, bindparam, delete, func, select
from sqlalchemy.orm import joinedload, selectinload

from storage.models import (
    BlockedTimeRow,
    Consent,
    Participant,
    ParticipantStatus,
)
from storage.repositories.base import Repository
from storage.visibility import (
    Scope,
    visible_participant_id,
    visible_participants,
)


@cache
def _of_person(scope: Scope) -> Select[Participant]:
    return (
        select(Participant)
        .where(Participant.person_id == bindparam("person"), visible_participants(scope))
        .options(
            joinedload(Participant.person),
            joinedload(Participant.specialist),
            joinedload(Participant.programme),
            joinedload(Participant.blocked_times),
        )
        .order_by(Participant.id.desc())
    )


class ParticipantRepository(Repository):
    """The participants the acting person may see."""

    _loaded = (
        joinedload(Participant.person),
        joinedload(Participant.specialist),
        joinedload(Participant.programme),
        selectinload(Participant.blocked_times),
    )

    async def get(self, participant_id: int) -> Participant | None:
        """The profile with its person, specialist, programme and blocked times; None where it is not theirs to see."""
        query = (
            select(Participant)
            .where(Participant.id == participant_id, visible_participants(self._scope))
            .options(*self._loaded)
        )
        return await self._session.scalar(query)

    async def of_person(self, person_id: int) -> Participant | None:
        """The person's own newest profile."""
        named = {"person": person_id, "viewer": self._scope.person_id}
        return (await self._session.scalars(_of_person(self._scope.stand_in), named)).unique().first()

    async def of_specialist(self, specialist_id: int) -> Sequence[Participant]:
        """All participants this specialist helps, oldest profile first."""
        query = (
            select(Participant)
            .where(Participant.specialist_id == specialist_id, visible_participants(self._scope))
            .options(*self._loaded)
            .order_by(Participant.id)
        )
        return (await self._session.scalars(query)).all()

    async def of_programme(self, programme_id: int) -> Sequence[Participant]:
        """All participants of the programme whom the acting person may see."""
        query = (
            select(Participant)
            .where(Participant.programme_id == programme_id, visible_participants(self._scope))
            .options(*self._loaded)
            .order_by(Participant.id)
        )
        return (await self._session.scalars(query)).all()

    async def count_by_specialist(self, programme_id: int) -> dict[int, int]:
        """How many participants who have not withdrawn each specialist of the programme helps."""
        query = (
            select(Participant.specialist_id, func.count())
            .where(
                Participant.programme_id == programme_id,
                Participant.status != ParticipantStatus.WITHDRAWN,
                visible_participants(self._scope),
            )
            .group_by(Participant.specialist_id)
        )
        return {specialist_id: count for specialist_id, count in await self._session.execute(query)}  # noqa: C416

    async def add(self, person_id: int, programme_id: int, specialist_id: int, now: datetime) -> Participant:
        """A new profile, invited and not yet agreed."""
        participant = Participant(
            person_id=person_id,
            programme_id=programme_id,
            specialist_id=specialist_id,
            status="invited",
            discreet=False,
            plan={},
            created_at=now,
        )
        self._session.add(participant)
        await self._session.flush()
        loaded = await self.get(participant.id)
        return loaded or participant

    async def set_blocked_times(self, participant_id: int, rows: Sequence[BlockedTimeRow]) -> None:
        """Replaces the participant's blocked times by these.

        Raises:
            LookupError: the participant is not theirs to see.
        """
        await self._require_participant(participant_id)
        await self._session.execute(delete(BlockedTimeRow).where(BlockedTimeRow.participant_id == participant_id))
        self._session.add_all(rows)
        await self._session.flush()

    async def add_blocked_time(self, row: BlockedTimeRow) -> None:
        """One more blocked time.

        Raises:
            LookupError: the participant is not theirs to see.
        """
        await self._require_participant(row.participant_id)
        self._session.add(row)
        await self._session.flush()

    async def remove_blocked_time(self, participant_id: int, blocked_time_id: int) -> None:
        """Takes one blocked time away; one that is gone already is fine."""
        await self._session.execute(
            delete(BlockedTimeRow).where(
                BlockedTimeRow.id == blocked_time_id,
                BlockedTimeRow.participant_id == participant_id,
                visible_participant_id(BlockedTimeRow.participant_id, self._scope),
            ),
        )

    async def standing_consent(self, participant_id: int) -> Consent | None:
        """The recorded consent that nobody has withdrawn, or None."""
        return await self._session.scalar(
            select(Consent).where(
                Consent.participant_id == participant_id,
                Consent.withdrawn_at.is_(None),
                visible_participant_id(Consent.participant_id, self._scope),
            ),
        )

    async def record_consent(self, consent: Consent) -> None:
        """Keeps a consent; the caller has made sure that none stands.

        Raises:
            LookupError: the participant is not theirs to see.
        """
        await self._require_participant(consent.participant_id)
        self._session.add(consent)
        await self._session.flush()

    async def reload(self, participant: Participant) -> Participant:
        """The same profile with what was changed in this transaction."""
        await self._session.flush()
        participant_id = participant.id
        self._session.expire(participant)
        loaded = await self.get(participant_id)
        if loaded is None:
            raise LookupError(f"participant {participant_id}")
        return loaded
