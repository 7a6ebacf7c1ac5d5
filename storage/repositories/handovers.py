"""Handing participants over: the offers, and what moves from one specialist to the other."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, exists, func, or_, select, true, update
from sqlalchemy.orm import joinedload

from storage.models import (
    Appointment,
    Attendee,
    Delivery,
    DeliveryKind,
    DeliveryState,
    Handover,
    HandoverState,
    Membership,
    Occurrence,
    Participant,
    Person,
    Role,
    Task,
    TaskState,
)
from storage.repositories.base import Repository
from storage.visibility import visible_handovers


class HandoverRepository(Repository):
    """Offers are seen by who asked, who is asked, and the programme's coordinators, as long as they work there.

    What moves is looked for in the system's name: the new specialist may not see it before, the old one not after.
    """

    async def add(self, handover: Handover) -> Handover:
        """Keeps a new offer.

        Raises:
            LookupError: the participant is not theirs to see.
        """
        await self._require_participant(handover.participant_id)
        self._session.add(handover)
        await self._session.flush()
        return handover

    async def batch(self, batch: int) -> Sequence[Handover]:
        """What was asked for together, as it is now, by participant."""
        query = (
            select(Handover)
            .where(Handover.batch == batch, visible_handovers(self._scope))
            .order_by(Handover.participant_id)
            .execution_options(populate_existing=True)
        )
        return (await self._session.scalars(query)).all()

    async def get(self, handover_id: int) -> Handover | None:
        """One of them."""
        query = select(Handover).where(Handover.id == handover_id, visible_handovers(self._scope))
        return await self._session.scalar(query)

    async def newest(self, participant_id: int) -> Handover | None:
        """The last one of hers that moved anything, moved back or not."""
        moved = (HandoverState.DONE, HandoverState.UNDONE)
        query = (
            select(Handover)
            .where(Handover.participant_id == participant_id, Handover.state.in_(moved), visible_handovers(self._scope))
            .order_by(Handover.decided_at.desc(), Handover.id.desc())
            .limit(1)
        )
        return await self._session.scalar(query)

    async def offered(self, participant_ids: Collection[int]) -> Sequence[Handover]:
        """The open offers about these participants."""
        query = (
            select(Handover)
            .where(
                self._among(Handover.participant_id, participant_ids),
                Handover.state == HandoverState.OFFERED,
                visible_handovers(self._scope),
            )
            .order_by(Handover.id)
            .execution_options(populate_existing=True)
        )
        return (await self._session.scalars(query)).all()

    async def hold(self, participant_ids: Collection[int]) -> list[Participant]:
        """These participants as they are now, held until the transaction ends: nothing of theirs goes on meanwhile.

        Their people are locked, as every turn of theirs does first; always in the order of ids, so that of two who
        hand over at once one waits.
        """
        people = (
            select(Person.id)
            .join(Participant, Participant.person_id == Person.id)
            .where(self._among(Participant.id, participant_ids))
            .order_by(Person.id)
            .with_for_update(of=Person, key_share=True)
        )
        await self._session.execute(people)
        query = (
            select(Participant)
            .where(self._among(Participant.id, participant_ids))
            .options(
                joinedload(Participant.person), joinedload(Participant.specialist), joinedload(Participant.programme)
            )
            .order_by(Participant.id)
            .execution_options(populate_existing=True)
        )
        return list(await self._session.scalars(query))

    async def move_tasks(self, participant: Participant, from_id: int, to_id: int) -> None:
        """Open tasks about her that the one has, or that nobody has who helps people here now, become the other's."""
        colleague = exists(
            select(Membership.id)
            .where(
                Membership.person_id == Task.assignee_id,
                Membership.programme_id == participant.programme_id,
                Membership.role == Role.SPECIALIST,
                Membership.active,
            )
            .correlate_except(Membership)
        )
        query = (
            select(Task)
            .where(
                Task.participant_id == participant.id,
                Task.state == TaskState.OPEN,
                or_(Task.assignee_id == from_id, ~colleague),
            )
            .with_for_update(key_share=True, of=Task)
            .order_by(Task.id)
        )
        for task in await self._session.scalars(query):
            task.assignee_id = to_id
        await self._session.flush()

    async def appointments(self, participant_id: int, specialist_id: int, now: datetime) -> Sequence[Appointment]:
        """What this specialist still has planned with her alone, locked; what others come to stays with its maker."""
        coming = exists(
            select(Occurrence.id)
            .where(Occurrence.appointment_id == Appointment.id, Occurrence.ends_at > now)
            .correlate_except(Occurrence)
        )
        attendees = (
            select(func.count())
            .select_from(Attendee)
            .where(Attendee.appointment_id == Appointment.id)
            .correlate_except(Attendee)
            .scalar_subquery()
        )
        hers = exists(
            select(Attendee.appointment_id)
            .where(Attendee.appointment_id == Appointment.id, Attendee.participant_id == participant_id)
            .correlate_except(Attendee)
        )
        query = (
            select(Appointment)
            .where(
                hers,
                attendees == 1,
                Appointment.specialist_id == specialist_id,
                Appointment.cancelled_at.is_(None),
                or_(Appointment.rrule.is_not(None), coming),
            )
            .with_for_update(key_share=True, of=Appointment)
            .order_by(Appointment.id)
        )
        return (await self._session.scalars(query)).all()

    async def give(self, appointment: Appointment, specialist_id: int) -> None:
        """The appointment is another specialist's from now on."""
        appointment.specialist_id = specialist_id
        await self._session.flush()
        self._session.expire(appointment, ["specialist"])

    async def move_deliveries(self, participant_id: int, from_id: int, to_id: int) -> None:
        """What waits to be told to the one about her is told to the other."""
        await self._session.execute(
            update(Delivery)
            .where(
                Delivery.participant_id == participant_id,
                Delivery.person_id == from_id,
                Delivery.kind != DeliveryKind.REPLY,
                Delivery.state == DeliveryState.PLANNED,
            )
            .values(person_id=to_id)
            .execution_options(synchronize_session=False)
        )

    async def tasks_about(self, participant_id: int) -> Sequence[Task]:
        """The acting person's open tasks about this participant, the one due first first."""
        own: ColumnElement[bool] = true()
        if self._scope.person_id is not None:
            own = Task.assignee_id == self._scope.person_id
        query = (
            select(Task)
            .where(Task.participant_id == participant_id, Task.state == TaskState.OPEN, own)
            .order_by(Task.due_at, Task.id)
        )
        return (await self._session.scalars(query)).all()
