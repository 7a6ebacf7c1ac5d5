"""What happened with one participant, source by source, for her own specialist; a coordinator reads none of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import InstrumentedAttribute, contains_eager, joinedload

from storage.models import (
    Answer,
    Appointment,
    Attendee,
    CheckIn,
    ChecklistItemRow,
    ChecklistRow,
    Event,
    ItemState,
    JobProposal,
    Letter,
    Note,
    NoteState,
    Occurrence,
    TalkMessage,
)
from storage.repositories.base import Repository
from storage.visibility import visible_to_helper


@dataclass(frozen=True)
class Window:
    """The newest rows before a moment (UTC); of those at that very moment only the ones with a smaller id.

    `day` and `day_below` say the same for what has a day and no time, in the programme's zone.
    """

    participant_id: int
    at: datetime
    below: int
    day: date
    day_below: int
    limit: int


class TimelineRepository(Repository):
    """One query a source, each the newest first."""

    async def appointments(self, window: Window) -> Sequence[tuple[Occurrence, Answer | None]]:
        """What was planned with her and not cancelled, with what she answered."""
        query = (
            select(Occurrence, Answer)
            .join(Occurrence.appointment)
            .join(Attendee, Attendee.appointment_id == Appointment.id)
            .outerjoin(
                Answer, (Answer.occurrence_id == Occurrence.id) & (Answer.participant_id == Attendee.participant_id)
            )
            .where(
                self._of(Attendee.participant_id, window),
                Occurrence.cancelled_at.is_(None),
                Appointment.cancelled_at.is_(None),
            )
            .options(contains_eager(Occurrence.appointment))
        )
        cut: Select[Any] = self._cut(query, Occurrence.starts_at, Occurrence.id, window)  # type: ignore[arg-type]
        return [(row[0], row[1]) for row in await self._session.execute(cut)]

    async def ticks(self, window: Window) -> Sequence[ChecklistItemRow]:
        """Items she has done."""
        query = self._items(window).where(ChecklistItemRow.state == ItemState.DONE)
        return await self._all(self._cut(query, ChecklistItemRow.done_at, ChecklistItemRow.id, window))

    async def own_items(self, window: Window) -> Sequence[ChecklistItemRow]:
        """Items somebody wrote for her, when they were written."""
        query = self._items(window).where(ChecklistItemRow.code.is_(None))
        return await self._all(self._cut(query, ChecklistItemRow.added_at, ChecklistItemRow.id, window))

    def _items(self, window: Window) -> Select[ChecklistItemRow]:
        return (
            select(ChecklistItemRow)
            .join(ChecklistItemRow.checklist)
            .where(self._of(ChecklistRow.participant_id, window))
            .options(contains_eager(ChecklistItemRow.checklist))
        )

    async def notes(self, window: Window) -> Sequence[Note]:
        """Kept notes."""
        query = select(Note).where(self._of(Note.participant_id, window), Note.state == NoteState.KEPT)
        return await self._all(self._cut_days(query, Note.happened_on, Note.id, window))

    async def events(self, window: Window) -> Sequence[Event]:
        """Typed events that stand."""
        query = select(Event).where(self._of(Event.participant_id, window), Event.undone_at.is_(None))
        return await self._all(self._cut_days(query, Event.on, Event.id, window))

    async def talk(self, window: Window) -> Sequence[TalkMessage]:
        """What was said both ways, with its staff member."""
        query = select(TalkMessage).where(self._of(TalkMessage.participant_id, window))
        query = query.options(joinedload(TalkMessage.staff))
        return await self._all(self._cut(query, TalkMessage.said_at, TalkMessage.id, window))

    async def proposals(self, window: Window) -> Sequence[JobProposal]:
        """Jobs, when they were proposed."""
        query = select(JobProposal).where(self._of(JobProposal.participant_id, window))
        return await self._all(self._cut(query, JobProposal.made_at, JobProposal.id, window))

    async def proposal_answers(self, window: Window) -> Sequence[JobProposal]:
        """Jobs, when she last answered."""
        query = select(JobProposal).where(self._of(JobProposal.participant_id, window), JobProposal.answer.is_not(None))
        return await self._all(self._cut(query, JobProposal.answered_at, JobProposal.id, window))

    async def check_ins(self, window: Window) -> Sequence[CheckIn]:
        """First weeks she has answered about."""
        query = select(CheckIn).where(self._of(CheckIn.participant_id, window))
        return await self._all(self._cut(query, CheckIn.said_at, CheckIn.id, window))

    async def letters(self, window: Window) -> Sequence[Letter]:
        """Letters she sent."""
        query = select(Letter).where(self._of(Letter.participant_id, window))
        return await self._all(self._cut(query, Letter.sent_at, Letter.id, window))

    def _of(self, column: Any, window: Window) -> ColumnElement[bool]:
        helped: ColumnElement[bool] = visible_to_helper(column.expression, self._scope)
        own: ColumnElement[bool] = column == window.participant_id
        return and_(own, helped)

    @staticmethod
    def _cut(
        query: Select[Any],
        at: InstrumentedAttribute[datetime] | InstrumentedAttribute[datetime | None],
        number: InstrumentedAttribute[int],
        window: Window,
    ) -> Select[Any]:
        before = or_(at < window.at, (at == window.at) & (number < window.below))
        return query.where(before).order_by(at.desc(), number.desc()).limit(window.limit)

    @staticmethod
    def _cut_days(
        query: Select[Any], day: InstrumentedAttribute[date], number: InstrumentedAttribute[int], window: Window
    ) -> Select[Any]:
        before = or_(day < window.day, (day == window.day) & (number < window.day_below))
        return query.where(before).order_by(day.desc(), number.desc()).limit(window.limit)

    async def _all(self, query: Select[Any]) -> Sequence[Any]:
        return (await self._session.scalars(query)).all()
