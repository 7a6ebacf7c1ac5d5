"""Who was not heard of for long, and for whom nothing is planned."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal, or_, select, true
from sqlalchemy.orm import contains_eager, joinedload

from storage.models import (
    Answer,
    Appointment,
    Attendee,
    ChecklistItemRow,
    ChecklistRow,
    Invitation,
    ItemState,
    Occurrence,
    Participant,
    ParticipantStatus,
    Task,
    TaskState,
)
from storage.repositories.base import Repository
from storage.visibility import visible_participant_id, visible_participants

_ADDRESSED = (joinedload(Participant.person), joinedload(Participant.programme))
_OPEN = Task.state == literal(TaskState.OPEN.value, literal_execute=True)


@dataclass(frozen=True)
class Ahead:
    """The time in which something should be planned.

    Attributes:
        now: UTC.
        until: its end, UTC.
        first: its first day, in the programme's zone; today.
        last: its last day.
        first_at: when its first day began, UTC.
        undated: the kinds of tasks that come by themselves: they have a time by which to look at them, and are no plan.
    """

    now: datetime
    until: datetime
    first: date
    last: date
    first_at: datetime
    undated: Collection[str]


class CareRepository(Repository):
    """What nobody should forget about the participants whom the acting person may see."""

    async def silent(
        self, programme_id: int, before: datetime, among: Collection[int] | None = None
    ) -> Sequence[Participant]:
        """Active participants whose last contact both ways, or else whose start, was before this moment (UTC)."""
        began = func.coalesce(Participant.last_contact_at, Participant.agreed_at, Participant.created_at)
        return (await self._session.scalars(self._active(programme_id, among).where(began < before))).all()

    async def unplanned(
        self, programme_id: int, ahead: Ahead, among: Collection[int] | None = None
    ) -> Sequence[Participant]:
        """Active participants with no appointment, no item with a day and no dated task in that time.

        What she has said she cannot come to is nothing planned.
        """
        query = self._active(programme_id, among).where(
            ~self._appointment(ahead).exists(),
            ~self._item(ahead).exists(),
            ~self._task(ahead).exists(),
        )
        return (await self._session.scalars(query)).all()

    async def not_in(
        self, programme_id: int, before: datetime, among: Collection[int] | None = None
    ) -> Sequence[tuple[Participant, datetime]]:
        """Participants who were last invited before this moment (UTC) and have not agreed yet, and when that was."""
        invited = (
            select(func.max(Invitation.created_at))
            .where(Invitation.participant_id == Participant.id)
            .correlate(Participant)
            .scalar_subquery()
        )
        last = func.coalesce(invited, Participant.created_at)
        query = (
            select(Participant, last)
            .where(
                Participant.programme_id == programme_id,
                Participant.status == ParticipantStatus.INVITED,
                Participant.agreed_at.is_(None),
                true() if among is None else self._among(Participant.id, among),
                last < before,
                visible_participants(self._scope),
            )
            .options(*_ADDRESSED)
            .order_by(Participant.id)
        )
        return [(row[0], row[1]) for row in await self._session.execute(query)]

    async def met(
        self, kinds: Collection[str], since: datetime, now: datetime
    ) -> Sequence[tuple[Participant, Occurrence]]:
        """Who was at an appointment of these kinds with their own specialist that is newer than their last contact.

        Of those that began after `since` and are over (UTC); not what was cancelled, nor who had said *I cannot*.
        The occurrence comes with its appointment, the participant with the specialist.
        """
        away = exists().where(
            Answer.occurrence_id == Occurrence.id, Answer.participant_id == Participant.id, Answer.answer == "cannot"
        )
        query = (
            select(Participant, Occurrence)
            .join(Attendee, Attendee.participant_id == Participant.id)
            .join(Appointment, Appointment.id == Attendee.appointment_id)
            .join(Occurrence, Occurrence.appointment_id == Appointment.id)
            .where(
                Occurrence.starts_at > since,
                Occurrence.starts_at < now,
                Occurrence.ends_at <= now,
                Occurrence.cancelled_at.is_(None),
                Appointment.cancelled_at.is_(None),
                Appointment.kind.in_(kinds),
                Appointment.specialist_id == Participant.specialist_id,
                Participant.status.in_((ParticipantStatus.ACTIVE, ParticipantStatus.PAUSED)),
                or_(Participant.last_contact_at.is_(None), Participant.last_contact_at < Occurrence.ends_at),
                ~away,
                visible_participants(self._scope),
            )
            .options(contains_eager(Occurrence.appointment), joinedload(Participant.specialist))
            .order_by(Occurrence.ends_at, Participant.id)
        )
        return [(row[0], row[1]) for row in await self._session.execute(query)]

    async def over(self, occurrence_ids: Collection[int], now: datetime) -> set[int]:
        """Which of these occurrences have ended (UTC); nothing else is told of them."""
        query = select(Occurrence.id).where(self._among(Occurrence.id, occurrence_ids), Occurrence.ends_at <= now)
        return set(await self._session.scalars(query))

    async def next_item(self, participant_id: int, today: date) -> date | None:
        """The nearest day, today or later, by which something on her lists is to be done."""
        query = (
            select(func.min(ChecklistItemRow.due_on))
            .join(ChecklistItemRow.checklist)
            .where(
                ChecklistRow.participant_id == participant_id,
                ChecklistRow.put_away_at.is_(None),
                ChecklistItemRow.state == ItemState.OPEN,
                ChecklistItemRow.due_on >= today,
                visible_participant_id(ChecklistRow.participant_id, self._scope),
            )
        )
        return await self._session.scalar(query)

    async def next_task(self, participant_id: int, since: datetime, undated: Collection[str]) -> datetime | None:
        """When the nearest dated task about the participant is due (UTC), from `since` on."""
        query = select(func.min(Task.due_at)).where(
            Task.participant_id == participant_id,
            _OPEN,
            Task.due_at >= since,
            Task.kind.not_in(undated),
            visible_participant_id(Task.participant_id, self._scope),
        )
        return await self._session.scalar(query)

    async def waiting(self, programme_id: int, kinds: Collection[str]) -> tuple[int, datetime | None]:
        """How many participants open tasks of these kinds are about, and since when the oldest waits (UTC)."""
        query = select(func.count(func.distinct(Task.participant_id)), func.min(Task.created_at)).where(
            Task.programme_id == programme_id,
            Task.kind.in_(kinds),
            _OPEN,
            visible_participant_id(Task.participant_id, self._scope),
        )
        count, oldest = (await self._session.execute(query)).one()
        return count, oldest

    async def open_tasks(self, kinds: Collection[str]) -> Sequence[Task]:
        """All open tasks of these kinds, for the housekeeping."""
        return (await self._session.scalars(select(Task).where(_OPEN, Task.kind.in_(kinds)).order_by(Task.id))).all()

    async def settled_by_hand(self, kinds: Collection[str], since: datetime) -> set[tuple[int, str]]:
        """About which participants somebody has said since then (UTC) that a task of these kinds is done, and which."""
        query = select(Task.participant_id, Task.kind).where(
            Task.kind.in_(kinds), Task.by_hand.is_(True), Task.done_at >= since
        )
        return {(row[0], row[1]) for row in await self._session.execute(query) if row[0] is not None}

    def _active(self, programme_id: int, among: Collection[int] | None) -> Select[Participant]:
        return (
            select(Participant)
            .where(
                Participant.programme_id == programme_id,
                Participant.status == ParticipantStatus.ACTIVE,
                true() if among is None else self._among(Participant.id, among),
                visible_participants(self._scope),
            )
            .options(*_ADDRESSED)
            .order_by(Participant.id)
        )

    @staticmethod
    def _appointment(ahead: Ahead) -> Select[int]:
        away = and_(
            Answer.occurrence_id == Occurrence.id, Answer.participant_id == Participant.id, Answer.answer == "cannot"
        )
        return (
            select(Attendee.appointment_id)
            .join(Appointment, Appointment.id == Attendee.appointment_id)
            .join(Occurrence, Occurrence.appointment_id == Appointment.id)
            .where(
                Attendee.participant_id == Participant.id,
                Appointment.cancelled_at.is_(None),
                Occurrence.cancelled_at.is_(None),
                Occurrence.ends_at > ahead.now,
                Occurrence.starts_at < ahead.until,
                ~select(Answer.occurrence_id).where(away).correlate(Occurrence, Participant).exists(),
            )
            .correlate(Participant)
        )

    @staticmethod
    def _item(ahead: Ahead) -> Select[int]:
        return (
            select(ChecklistItemRow.id)
            .join(ChecklistRow, ChecklistRow.id == ChecklistItemRow.checklist_id)
            .where(
                ChecklistRow.participant_id == Participant.id,
                ChecklistRow.put_away_at.is_(None),
                ChecklistItemRow.state == ItemState.OPEN,
                ChecklistItemRow.due_on >= ahead.first,
                ChecklistItemRow.due_on <= ahead.last,
            )
            .correlate(Participant)
        )

    @staticmethod
    def _task(ahead: Ahead) -> Select[int]:
        dated: ColumnElement[bool] = and_(
            Task.due_at >= ahead.first_at, Task.due_at < ahead.until, Task.kind.not_in(ahead.undated)
        )
        return select(Task.id).where(Task.participant_id == Participant.id, _OPEN, dated).correlate(Participant)
