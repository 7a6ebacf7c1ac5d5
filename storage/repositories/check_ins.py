"""The questions after a first week at work."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import func, select

from storage.models import Appointment, Attendee, CheckIn, Occurrence, Participant, ParticipantStatus
from storage.repositories.base import Repository
from storage.visibility import visible_participant_id


class CheckInRepository(Repository):
    """Check-ins of the participants whom the acting person may see."""

    async def get(self, check_in_id: int) -> CheckIn | None:
        """One, locked until the transaction ends; None where it is not theirs to see."""
        query = (
            select(CheckIn)
            .where(CheckIn.id == check_in_id, visible_participant_id(CheckIn.participant_id, self._scope))
            .with_for_update(key_share=True)
            .execution_options(populate_existing=True)
        )
        return await self._session.scalar(query)

    async def begun(
        self, programme_id: int, kinds: Collection[str], since: datetime, until: datetime
    ) -> Sequence[tuple[Participant, int]]:
        """Active participants whose first time at an appointment of these kinds was between two moments (UTC).

        Each with the appointment's id. What is cancelled counts for nothing.
        """
        first = (
            select(Occurrence.appointment_id, func.min(Occurrence.starts_at).label("starts_at"))
            .where(Occurrence.cancelled_at.is_(None))
            .group_by(Occurrence.appointment_id)
            .subquery()
        )
        query = (
            select(Participant, Appointment.id)
            .join(Attendee, Attendee.participant_id == Participant.id)
            .join(Appointment, Appointment.id == Attendee.appointment_id)
            .join(first, first.c.appointment_id == Appointment.id)
            .where(
                Appointment.programme_id == programme_id,
                Appointment.kind.in_(kinds),
                Appointment.cancelled_at.is_(None),
                first.c.starts_at >= since,
                first.c.starts_at < until,
                Participant.status == ParticipantStatus.ACTIVE,
                visible_participant_id(Attendee.participant_id, self._scope),
            )
            .order_by(Participant.id, Appointment.id)
        )
        return [(row[0], row[1]) for row in await self._session.execute(query)]

    async def add_once(self, participant_id: int, appointment_id: int, now: datetime) -> int | None:
        """A new one for this participant and appointment; None when there is one already."""
        values = {"participant_id": participant_id, "appointment_id": appointment_id, "said": [], "made_at": now}
        statement = self._insert_new(CheckIn, [values], ["participant_id", "appointment_id"])
        return await self._session.scalar(statement.returning(CheckIn.id))

    async def made_since(self, participant_id: int, since: datetime) -> bool:
        """Whether she was asked after a first week since then (UTC)."""
        query = select(CheckIn.id).where(
            CheckIn.participant_id == participant_id,
            CheckIn.made_at >= since,
            visible_participant_id(CheckIn.participant_id, self._scope),
        )
        return await self._session.scalar(query.limit(1)) is not None
