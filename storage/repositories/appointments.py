"""Appointments, occurrences and answers, as far as the acting person may see them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from storage.models import Answer, Appointment, Attendee, Delivery, DeliveryState, Occurrence, Participant, Person
from storage.repositories.base import Repository
from storage.visibility import visible_appointments, visible_participant_id


class AppointmentRepository(Repository):
    """What is agreed, when it takes place, and who said what about it."""

    async def add(self, appointment: Appointment, participant_ids: Sequence[int]) -> Appointment:
        """A new appointment of these participants."""
        self._session.add(appointment)
        await self._session.flush()
        self._session.add_all(
            Attendee(appointment_id=appointment.id, participant_id=participant_id) for participant_id in participant_ids
        )
        await self._session.flush()
        return appointment

    def _attendees_loaded(self) -> list[object]:
        participant = selectinload(Appointment.attendees).joinedload(Attendee.participant)
        return [
            joinedload(Appointment.place),
            joinedload(Appointment.programme),
            joinedload(Appointment.specialist),
            participant.joinedload(Participant.person),
            participant.joinedload(Participant.programme),
            participant.selectinload(Participant.blocked_times),
        ]

    async def get(self, appointment_id: int) -> Appointment | None:
        """The appointment with place, specialist, programme and attendees; None where it is not theirs to see."""
        query = (
            select(Appointment)
            .where(Appointment.id == appointment_id, visible_appointments(self._scope))
            .options(*self._attendees_loaded())  # type: ignore[arg-type]
            .with_for_update(of=Appointment, key_share=True)
        )
        return await self._session.scalar(query)

    async def reload(self, appointment: Appointment) -> Appointment:
        """The same appointment with what was changed in this transaction.

        Raises:
            LookupError: it cannot be seen any more.
        """
        await self._session.flush()
        appointment_id = appointment.id
        self._session.expire(appointment)
        loaded = await self.get(appointment_id)
        if loaded is None:
            raise LookupError(f"appointment {appointment_id}")
        return loaded

    async def occurrence(self, occurrence_id: int) -> Occurrence | None:
        """The occurrence with its whole appointment, locked; None where it is not theirs to see."""
        # The appointment is locked first, here as everywhere: two who lock in opposite orders wait for each other.
        within = await self._session.scalar(select(Occurrence.appointment_id).where(Occurrence.id == occurrence_id))
        appointment = None if within is None else await self.get(within)
        if appointment is None:
            return None
        query = (
            select(Occurrence)
            .where(Occurrence.id == occurrence_id)
            .options(selectinload(Occurrence.place))
            .with_for_update(of=Occurrence, key_share=True)
            .execution_options(populate_existing=True)
        )
        occurrence = await self._session.scalar(query)
        if occurrence is not None:
            set_committed_value(occurrence, "appointment", appointment)
        return occurrence

    async def occurrences_by_id(self, occurrence_ids: Collection[int]) -> dict[int, Occurrence]:
        """These occurrences with appointment, place and specialist, cancelled or not, in one round.

        For composing what is sent. Places and specialists, which many share, come by queries of their own, so that
        their sealed words are opened once.
        """
        query = (
            select(Occurrence)
            .join(Occurrence.appointment)
            .where(self._among(Occurrence.id, occurrence_ids), visible_appointments(self._scope))
            .options(
                selectinload(Occurrence.place),
                contains_eager(Occurrence.appointment).options(
                    selectinload(Appointment.place),
                    selectinload(Appointment.specialist),
                ),
            )
        )
        return {row.id: row for row in await self._session.scalars(query)}

    async def invited(self, appointment_ids: Collection[int]) -> dict[tuple[int, int], tuple[int | None, str]]:
        """Who is asked to these appointments, by (appointment, participant).

        Each with their way from home in minutes, and the name of the specialist who helps them now.
        """
        query = (
            select(Attendee.appointment_id, Attendee.participant_id, Participant.travel_minutes, Person.name)
            .join(Participant, Participant.id == Attendee.participant_id)
            .join(Person, Person.id == Participant.specialist_id)
            .where(
                self._among(Attendee.appointment_id, appointment_ids),
                visible_participant_id(Attendee.participant_id, self._scope),
            )
        )
        return {(row[0], row[1]): (row[2], row[3]) for row in await self._session.execute(query)}

    async def occurrences_of(self, appointment_id: int) -> Sequence[Occurrence]:
        """All occurrences of the appointment that exist so far, by time."""
        query = (
            select(Occurrence)
            .join(Occurrence.appointment)
            .where(Occurrence.appointment_id == appointment_id, visible_appointments(self._scope))
            .options(selectinload(Occurrence.place))
            .order_by(Occurrence.starts_at, Occurrence.id)
        )
        return (await self._session.scalars(query)).all()

    async def told_of(self, appointment_id: int, subject: str) -> set[int]:
        """The people who were told of any occurrence of the appointment, or may have been.

        Who was told of a weekly class was told of all its times.
        """
        told = (DeliveryState.SENT, DeliveryState.UNCERTAIN, DeliveryState.SENDING)
        query = (
            select(Delivery.person_id)
            .join(Occurrence, Occurrence.id == Delivery.subject_id)
            .where(
                Delivery.subject == subject,
                Occurrence.appointment_id == appointment_id,
                Delivery.state.in_(told),
                Delivery.person_id.is_not(None),
            )
        )
        return {person_id for person_id in await self._session.scalars(query) if person_id is not None}

    async def waiting(self, occurrence_id: int, subject: str) -> Sequence[Delivery]:
        """What is planned to be told about the occurrence, the next first."""
        query = (
            select(Delivery)
            .where(
                Delivery.subject == subject,
                Delivery.subject_id == occurrence_id,
                Delivery.state == DeliveryState.PLANNED,
            )
            .order_by(Delivery.due, Delivery.id)
            .execution_options(populate_existing=True)
        )
        return (await self._session.scalars(query)).all()

    async def add_occurrences(self, rows: Sequence[Occurrence]) -> None:
        """Keeps occurrences whose slots are not there yet; a slot that exists is left as it is."""
        if not rows:
            return
        values = [
            {
                "appointment_id": row.appointment_id,
                "slot_local": row.slot_local,
                "starts_at": row.starts_at,
                "ends_at": row.ends_at,
                "made_at": row.made_at,
                "version": 1,
            }
            for row in rows
        ]
        await self._session.execute(self._insert_new(Occurrence, values, ["appointment_id", "slot_local"]))

    async def between(
        self,
        participant_ids: Collection[int],
        start: datetime,
        end: datetime,
    ) -> Sequence[tuple[int, Occurrence]]:
        """Each participant's occurrences that touch the span [start, end) in UTC and still stand, by time.

        Not limited to what the acting person may see: another specialist's appointment clashes all the same. The
        caller shows no more of it than its time.
        """
        query = (
            select(Attendee.participant_id, Occurrence)
            .join(Occurrence.appointment)
            .join(Attendee, Attendee.appointment_id == Appointment.id)
            .where(
                Attendee.participant_id.in_(participant_ids),
                Occurrence.ends_at > start,
                Occurrence.starts_at < end,
                Occurrence.cancelled_at.is_(None),
                Appointment.cancelled_at.is_(None),
            )
            .options(contains_eager(Occurrence.appointment))
            .order_by(Occurrence.starts_at)
        )
        return [(participant_id, occurrence) for participant_id, occurrence in await self._session.execute(query)]

    async def upcoming(self, participant_id: int, now: datetime, limit: int, skip: int = 0) -> Sequence[Occurrence]:
        """The participant's next occurrences that have not ended, with appointment and place, by time."""
        query = (
            select(Occurrence)
            .join(Occurrence.appointment)
            .join(Attendee, Attendee.appointment_id == Appointment.id)
            .where(
                Attendee.participant_id == participant_id,
                Occurrence.ends_at > now,
                Occurrence.cancelled_at.is_(None),
                Appointment.cancelled_at.is_(None),
                visible_participant_id(Attendee.participant_id, self._scope),
            )
            .options(
                joinedload(Occurrence.place),
                contains_eager(Occurrence.appointment).options(
                    joinedload(Appointment.place),
                    joinedload(Appointment.specialist),
                ),
            )
            .order_by(Occurrence.starts_at, Occurrence.id)
            .limit(limit)
            .offset(skip)
        )
        return (await self._session.scalars(query)).all()

    async def agenda(self, specialist_id: int, start: datetime, end: datetime) -> Sequence[Occurrence]:
        """The specialist's occurrences that start in [start, end), with attendees and places, by time."""
        query = (
            select(Occurrence)
            .join(Occurrence.appointment)
            .where(
                Appointment.specialist_id == specialist_id,
                Occurrence.starts_at >= start,
                Occurrence.starts_at < end,
                Occurrence.cancelled_at.is_(None),
                Appointment.cancelled_at.is_(None),
                visible_appointments(self._scope),
            )
            .options(
                joinedload(Occurrence.place),
                contains_eager(Occurrence.appointment).options(
                    joinedload(Appointment.place),
                    selectinload(Appointment.attendees).joinedload(Attendee.participant).joinedload(Participant.person),
                ),
            )
            .order_by(Occurrence.starts_at, Occurrence.id)
        )
        return (await self._session.scalars(query)).unique().all()

    async def repeating(self, rolled_before: date) -> Sequence[int]:
        """The ids of repeating appointments that are rolled forward less far than this day."""
        query = select(Appointment.id).where(
            Appointment.rrule.is_not(None),
            Appointment.cancelled_at.is_(None),
            (Appointment.rolled_to.is_(None)) | (Appointment.rolled_to < rolled_before),
        )
        return (await self._session.scalars(query)).all()

    async def of_participant(self, participant_id: int, now: datetime) -> Sequence[int]:
        """The ids of the participant's occurrences that have not started and still stand, by time."""
        query = (
            select(Occurrence.id)
            .join(Occurrence.appointment)
            .join(Attendee, Attendee.appointment_id == Appointment.id)
            .where(
                Attendee.participant_id == participant_id,
                Occurrence.starts_at > now,
                Occurrence.cancelled_at.is_(None),
                Appointment.cancelled_at.is_(None),
                visible_participant_id(Attendee.participant_id, self._scope),
            )
            .order_by(Occurrence.starts_at, Occurrence.id)
        )
        return (await self._session.scalars(query)).all()

    async def answers(self, occurrence_ids: Collection[int]) -> dict[tuple[int, int], Answer]:
        """The standing answers by (occurrence, participant), of the participants the acting person may see."""
        query = select(Answer).where(
            self._among(Answer.occurrence_id, occurrence_ids),
            visible_participant_id(Answer.participant_id, self._scope),
        )
        return {(row.occurrence_id, row.participant_id): row for row in await self._session.scalars(query)}

    async def keep_answer(self, answer: Answer) -> Answer:
        """Keeps what a participant says now in place of what they said before."""
        kept = await self._session.merge(answer)
        await self._session.flush()
        return kept

    async def clear_answers(self, occurrence_id: int) -> None:
        """A moved occurrence has no answers yet: yes to Thursday is not yes to Friday."""
        for row in await self._session.scalars(select(Answer).where(Answer.occurrence_id == occurrence_id)):
            await self._session.delete(row)
        await self._session.flush()

    async def unanswered(self, start: datetime, end: datetime) -> Sequence[tuple[Occurrence, Participant]]:
        """Active participants who have said nothing about an occurrence that starts in [start, end)."""
        query = (
            select(Occurrence, Participant)
            .join(Occurrence.appointment)
            .join(Attendee, Attendee.appointment_id == Appointment.id)
            .join(Participant, Participant.id == Attendee.participant_id)
            .outerjoin(
                Answer,
                (Answer.occurrence_id == Occurrence.id) & (Answer.participant_id == Participant.id),
            )
            .where(
                Occurrence.starts_at >= start,
                Occurrence.starts_at < end,
                Occurrence.cancelled_at.is_(None),
                Appointment.cancelled_at.is_(None),
                Participant.status == "active",
                Answer.occurrence_id.is_(None),
            )
            .options(
                contains_eager(Occurrence.appointment).options(
                    joinedload(Appointment.programme),
                    joinedload(Appointment.place),
                ),
                joinedload(Participant.person),
            )
            .order_by(Occurrence.starts_at)
        )
        return [(occurrence, participant) for occurrence, participant in await self._session.execute(query)]
