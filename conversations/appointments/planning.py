"""From an appointment to rows: its occurrences on the horizon, and the deliveries of each occurrence and participant.

Planning is repeatable: whatever is restarted when, the same rows come out, because occurrences are found by their slot
and deliveries by a key made of ids. What is no longer wanted is superseded.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from conversations.appointments.blocked_time import BlockedKind, BlockedTime
from conversations.appointments.facts import kind_name, start_of, when
from conversations.appointments.recurrence import from_rrule, occurrences
from conversations.appointments.reminder_plan import (
    Missed,
    MissedReason,
    Moment,
    PlanSettings,
    ReminderPlan,
    delivery_key,
    plan_reminders,
)
from conversations.appointments.venue_time import resolve
from conversations.packs.sending import planned_pack
from conversations.tasks.service import raise_task
from conversations.turn import settings_of
from locales.text import staff
from storage.models import Appointment, DeliveryKind, Occurrence, Participant, ParticipantStatus
from storage.repositories.deliveries import NewDelivery
from storage.unit_of_work import UnitOfWork

DAY = timedelta(days=1)
HORIZON = timedelta(days=28)
"""How far ahead a repeating appointment has occurrences; further ahead they are only a rule."""

SUBJECT = "occurrence"
REMINDER = "appointment.reminder"


def plan_settings(participant: Participant, *, announce: bool) -> PlanSettings:
    """What programme and participant chose. The profile must be loaded with programme and blocked times.

    Args:
        participant: whose plan it is.
        announce: whether the news that it was made is still to be told.
    """
    settings = settings_of(participant)
    return PlanSettings(
        when_made=announce and settings.remind_when_made,
        on_evening_before=settings.remind_evening,
        at_leave_time=settings.remind_leave,
        evening_before=settings.evening_at,
        travel_minutes=participant.travel_minutes,
        lead_minutes_default=settings.lead_minutes,
        quiet_from=settings.quiet_from,
        quiet_to=settings.quiet_to,
        blocked=blocked_times(participant),
        working_hours=(settings.work_from, settings.work_to) if settings.only_at_work else None,
    )


def blocked_times(participant: Participant) -> tuple[BlockedTime, ...]:
    """The participant's busy times as the pure rules want them."""
    return tuple(
        BlockedTime(
            frozenset(int(day) for day in row.days),
            row.starts,
            row.ends,
            BlockedKind(row.kind) if row.kind in set(BlockedKind) else BlockedKind.OTHER,
        )
        for row in participant.blocked_times
    )


async def make_occurrences(store: UnitOfWork, appointment: Appointment, now: datetime) -> Sequence[Occurrence]:
    """Makes sure that the appointment's occurrences exist up to the horizon; gives all there are.

    A wall time that summer time skips takes place as much later as the clocks jump.
    """
    first = appointment.starts_local.date()
    until = first + DAY
    if appointment.rrule:
        # However far away it begins, there is one time to show and to tell of.
        until = ((first_start(appointment.starts_local, appointment.rrule) or appointment.starts_local) + DAY).date()
        until = max((now + HORIZON).date(), until)
    after = max(first, (appointment.rolled_to or first))
    exceptions = {datetime.fromisoformat(day).date() for day in appointment.exceptions}
    slots = occurrences(appointment.starts_local, appointment.rrule, exceptions, after=after, before=until)
    length = timedelta(minutes=appointment.length_minutes)
    rows = []
    for slot in slots:
        starts_at = resolve(slot, appointment.timezone).utc
        rows.append(
            Occurrence(
                appointment_id=appointment.id,
                slot_local=slot,
                starts_at=starts_at,
                ends_at=starts_at + length,
                made_at=now,
            ),
        )
    await store.appointments.add_occurrences(rows)
    appointment.rolled_to = max(until, appointment.rolled_to or until)
    await store.flush()
    return await store.appointments.occurrences_of(appointment.id)


def first_start(start: datetime, rrule: str) -> datetime | None:
    """The wall-clock start of the first time of a repeating appointment; None when it never takes place."""
    far = start.date() + timedelta(weeks=from_rrule(rrule).interval + 1)
    return next(iter(occurrences(start, rrule, (), after=start.date(), before=far)), None)


async def plan_occurrence(
    store: UnitOfWork,
    appointment: Appointment,
    occurrence: Occurrence,
    participant: Participant,
    now: datetime,
    *,
    announce: bool,
) -> ReminderPlan:
    """Plans what this participant is told about this occurrence, and takes back what was planned otherwise.

    Args:
        store: a unit of work that may see the participant, or the system's.
        appointment: loaded with its place and specialist.
        occurrence: one of its occurrences; those that have begun and cancelled ones are left alone.
        participant: loaded with programme and blocked times; only an active one is planned for.
        now: UTC.
        announce: whether to tell that it was made; an occurrence that only rolled into view is not news.

    Who has said *I cannot come* hears no more of it.
    """
    if occurrence.cancelled_at or appointment.cancelled_at or occurrence.starts_at <= now:
        return ReminderPlan((), ())
    if participant.status != ParticipantStatus.ACTIVE:
        return ReminderPlan((), ())
    answers = await store.appointments.answers([occurrence.id])
    answer = answers.get((occurrence.id, participant.id))
    if answer is not None and answer.answer == "cannot":
        await _take_back(store, occurrence, participant, now)
        return ReminderPlan((), ())
    start = start_of(appointment, occurrence)
    settings = plan_settings(participant, announce=announce)
    plan = plan_reminders(
        start,
        appointment.timezone,
        made_at=min(occurrence.made_at, now),
        now=now,
        settings=settings,
    )
    rows = [
        NewDelivery(
            key=delivery_key(appointment.id, start, reminder.moment, participant.person_id),
            kind=DeliveryKind.REMINDER,
            due=reminder.due,
            not_after=reminder.not_after,
            message_key=REMINDER,
            person_id=participant.person_id,
            participant_id=participant.id,
            params={"moment": reminder.moment.value},
            subject=SUBJECT,
            subject_id=occurrence.id,
            subject_version=occurrence.version,
        )
        for reminder in plan.reminders
    ]
    rows += await planned_pack(store, appointment, occurrence, participant, settings, subject=SUBJECT, now=now)
    await store.deliveries.plan(rows, now)
    kept = [row.key for row in rows] + _news_key(appointment, start, participant, announce=announce)
    await _take_back(store, occurrence, participant, now, but=kept)
    await _tell_of_missed(store, appointment, occurrence, participant, missed=plan.missed, now=now)
    return plan


async def _take_back(
    store: UnitOfWork,
    occurrence: Occurrence,
    participant: Participant,
    now: datetime,
    but: Sequence[str] = (),
) -> None:
    await store.deliveries.supersede(
        SUBJECT,
        [occurrence.id],
        now,
        person_id=participant.person_id,
        kinds=[DeliveryKind.REMINDER],
        but=but,
    )


def _news_key(appointment: Appointment, start: datetime, participant: Participant, *, announce: bool) -> list[str]:
    """The news that it was made, where planning again says nothing of it: it may wait for the morning still."""
    if announce:
        return []
    return [delivery_key(appointment.id, start, Moment.MADE, participant.person_id)]


async def _tell_of_missed(
    store: UnitOfWork,
    appointment: Appointment,
    occurrence: Occurrence,
    participant: Participant,
    *,
    missed: Sequence[Missed],
    now: datetime,
) -> None:
    """A reminder that cannot be sent in time becomes a task: somebody should call."""
    if all(miss.reason is MissedReason.PAST for miss in missed):
        return
    start = start_of(appointment, occurrence)
    await raise_task(
        store,
        key=f"missed:{occurrence.id}:{participant.id}:{occurrence.version}",
        programme_id=appointment.programme_id,
        assignee_id=participant.specialist_id,
        participant_id=participant.id,
        kind="reminder_missed",
        text=staff(
            "{name} cannot be reminded in time. {kind}: {when}. Please call.",
            name=participant.person.name,
            kind=kind_name(appointment),
            when=when(start),
        ),
        due_at=now,
        now=now,
    )


async def plan_appointment(store: UnitOfWork, appointment: Appointment, now: datetime, *, announce: bool) -> None:
    """Plans all occurrences on the horizon for all attendees; only the next one is news.

    The appointment must be loaded as `AppointmentRepository.get` does.
    """
    coming = [row for row in await make_occurrences(store, appointment, now) if row.starts_at > now]
    coming = [row for row in coming if row.cancelled_at is None]
    for attendee in appointment.attendees:
        for index, occurrence in enumerate(coming):
            await plan_occurrence(
                store,
                appointment,
                occurrence,
                attendee.participant,
                now,
                announce=announce and index == 0,
            )


async def replan_participant(store: UnitOfWork, participant: Participant, now: datetime) -> None:
    """Plans anew what a participant is told, after their settings, language, quiet hours or status changed.

    Args:
        store: the system's unit of work, or one that may see all of the participant's appointments.
        participant: whose settings changed.
        now: UTC.
    """
    profile = await store.participants.reload(participant)
    known: set[int] = set()
    for occurrence_id in await store.appointments.of_participant(profile.id, now):
        occurrence = await store.appointments.occurrence(occurrence_id)
        if occurrence is None:
            continue
        appointment = occurrence.appointment
        told = await store.appointments.told_of(appointment.id, SUBJECT)
        news = profile.person_id not in told and appointment.id not in known
        known.add(appointment.id)
        await plan_occurrence(store, appointment, occurrence, profile, now, announce=news)


async def tell_next(store: UnitOfWork, appointment: Appointment, now: datetime) -> None:
    """Makes the next time of a series news to those who have heard of none of it, as when the first was cancelled."""
    rows = await store.appointments.occurrences_of(appointment.id)
    coming = next((row for row in rows if row.starts_at > now and row.cancelled_at is None), None)
    if coming is None:
        return
    told = await store.appointments.told_of(appointment.id, SUBJECT)
    for attendee in appointment.attendees:
        if attendee.participant.person_id not in told:
            await plan_occurrence(store, appointment, coming, attendee.participant, now, announce=True)


async def roll_forward(store: UnitOfWork, now: datetime) -> None:
    """Gives repeating appointments their occurrences up to the horizon; run again and again by the housekeeping."""
    for appointment_id in await store.appointments.repeating((now + HORIZON).date()):
        appointment = await store.appointments.get(appointment_id)
        if appointment is not None:
            await plan_appointment(store, appointment, now, announce=False)
