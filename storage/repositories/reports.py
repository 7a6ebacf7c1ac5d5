"""What the individual report counts besides events: appointments and checklists. Never who came and who did not."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import case, func, select

from storage.models import Appointment, Attendee, ChecklistItemRow, ChecklistRow, ItemState, Occurrence
from storage.repositories.base import Repository
from storage.visibility import visible_participant_id


class ReportRepository(Repository):
    """Counts by participant, of the participants whom the acting person may see."""

    async def appointments_so_far(self, participant_ids: Collection[int], now: datetime) -> dict[int, int]:
        """How many times that still stand have begun before now (UTC); who has none is missing."""
        query = (
            select(Attendee.participant_id, func.count())
            .join(Appointment, Appointment.id == Attendee.appointment_id)
            .join(Occurrence, Occurrence.appointment_id == Appointment.id)
            .where(
                self._among(Attendee.participant_id, participant_ids),
                Occurrence.starts_at <= now,
                Occurrence.cancelled_at.is_(None),
                Appointment.cancelled_at.is_(None),
                visible_participant_id(Attendee.participant_id, self._scope),
            )
            .group_by(Attendee.participant_id)
        )
        return {row[0]: row[1] for row in await self._session.execute(query)}

    async def next_appointment(self, participant_ids: Collection[int], now: datetime) -> dict[int, datetime]:
        """When the next one begins (UTC); who has none is missing."""
        query = (
            select(Attendee.participant_id, func.min(Occurrence.starts_at))
            .join(Appointment, Appointment.id == Attendee.appointment_id)
            .join(Occurrence, Occurrence.appointment_id == Appointment.id)
            .where(
                self._among(Attendee.participant_id, participant_ids),
                Occurrence.starts_at > now,
                Occurrence.cancelled_at.is_(None),
                Appointment.cancelled_at.is_(None),
                visible_participant_id(Attendee.participant_id, self._scope),
            )
            .group_by(Attendee.participant_id)
        )
        return {row[0]: row[1] for row in await self._session.execute(query)}

    async def checklist_items(self, participant_ids: Collection[int]) -> dict[int, tuple[int, int]]:
        """How many items are ticked, and how many there are, on lists in use; what she left out does not count."""
        done = func.sum(case((ChecklistItemRow.state == ItemState.DONE, 1), else_=0))
        query = (
            select(ChecklistRow.participant_id, done, func.count())
            .join(ChecklistRow.items)
            .where(
                self._among(ChecklistRow.participant_id, participant_ids),
                ChecklistRow.put_away_at.is_(None),
                ChecklistItemRow.state != ItemState.LEFT_OUT,
                visible_participant_id(ChecklistRow.participant_id, self._scope),
            )
            .group_by(ChecklistRow.participant_id)
        )
        return {row[0]: (int(row[1]), row[2]) for row in await self._session.execute(query)}
