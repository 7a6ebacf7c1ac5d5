"""Moving and cancelling: who had heard gets a correction, and nothing of what no longer holds leaves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from conversations.appointments.draft import Draft
from conversations.appointments.facts import place_id_of, place_name, start_of, venue
from conversations.appointments.messages import CANCELLED, MOVED
from conversations.appointments.outdated import outdate
from conversations.appointments.planning import SUBJECT, plan_occurrence, tell_next
from conversations.appointments.recurrence import from_rrule, to_rrule
from conversations.appointments.venue_time import resolve
from conversations.tasks.service import close_tasks
from locales.text import pack
from storage.models import Appointment, DeliveryKind, Occurrence, Participant
from storage.repositories.deliveries import NewDelivery
from storage.unit_of_work import UnitOfWork

ANSWERED_BY_A_CHANGE = ("cannot", "another", "silent", "missed", "newtime")
"""The causes of tasks that moving or cancelling settles; who asked for a call waits for it still."""


async def move_occurrence(store: UnitOfWork, occurrence: Occurrence, draft: Draft, now: datetime) -> bool:
    """Gives one occurrence another time or place; says whether anything changed.

    What was planned is superseded. Everyone who had heard of it gets a correction with old and new; everyone else
    is told as of a new appointment. The other times of a series keep their place. Another length alone is nothing
    that participants are told of.
    """
    appointment = occurrence.appointment
    if draft.start is None:
        raise ValueError("an appointment needs a time")
    starts_at = resolve(draft.start, appointment.timezone).utc
    ends_at = starts_at + timedelta(minutes=draft.length_minutes)
    same_length = ends_at - starts_at == occurrence.ends_at - occurrence.starts_at
    place_text = {"": draft.place_text} if draft.place_text and draft.place_id is None else None
    same_place = (place_id_of(appointment, occurrence), venue(appointment, occurrence)[1]) == (
        draft.place_id,
        place_text,
    )
    if starts_at == occurrence.starts_at and same_place:
        occurrence.ends_at = ends_at
        await store.flush()
        return not same_length
    known = await _known(store, occurrence)
    await store.deliveries.supersede(SUBJECT, [occurrence.id], now)
    occurrence.starts_at, occurrence.ends_at, occurrence.made_at = starts_at, ends_at, now
    occurrence.version += 1
    if not same_place:
        _place(appointment, occurrence, draft.place_id, place_text)
    await store.appointments.clear_answers(occurrence.id)
    await _settle_tasks(store, occurrence, now)
    await store.flush()
    await store.appointments.reload(appointment)
    fresh = await store.appointments.occurrence(occurrence.id)
    if fresh is None:
        raise LookupError(f"occurrence {occurrence.id}")
    for attendee in fresh.appointment.attendees:
        participant = attendee.participant
        heard = known.get(participant.person_id)
        await plan_occurrence(store, fresh.appointment, fresh, participant, now, announce=heard is None)
        if heard is not None and heard != _facts(fresh):
            await _correct(store, fresh, participant, MOVED, now=now, known=heard)
            await outdate(store, fresh, participant, now, known=heard)
    return True


def _place(
    appointment: Appointment,
    occurrence: Occurrence,
    place_id: int | None,
    place_text: dict[str, str] | None,
) -> None:
    """One time of a series is put somewhere else by itself, or back to where the series is."""
    if appointment.rrule is None:
        appointment.place_id, appointment.place_text = place_id, place_text
        appointment.version += 1
    elif (place_id, place_text) == (appointment.place_id, appointment.place_text):
        occurrence.place_id, occurrence.place_text = None, None
    else:
        occurrence.place_id, occurrence.place_text = place_id, place_text


def _facts(occurrence: Occurrence) -> dict[str, Any]:
    """What somebody who was told of it knows: when, on the venue's wall clock, and where."""
    start = start_of(occurrence.appointment, occurrence).isoformat(timespec="minutes")
    return {"start": start, "place": pack(place_name(occurrence.appointment, occurrence))}


async def _known(store: UnitOfWork, occurrence: Occurrence) -> dict[int, dict[str, Any]]:
    """Who had heard, and what they believe: what holds, or what held before a correction that has not left yet."""
    heard = await store.appointments.told_of(occurrence.appointment_id, SUBJECT)
    known = dict.fromkeys(heard, _facts(occurrence))
    for delivery in await store.appointments.waiting(occurrence.id, SUBJECT):
        if delivery.message_key == MOVED and delivery.person_id is not None and delivery.content:
            known[delivery.person_id] = delivery.content
    return known


async def _settle_tasks(store: UnitOfWork, occurrence: Occurrence, now: datetime) -> None:
    for cause in ANSWERED_BY_A_CHANGE:
        await close_tasks(store, f"{cause}:{occurrence.id}:", now)


async def cancel_occurrence(store: UnitOfWork, occurrence: Occurrence, now: datetime) -> None:
    """Cancels this one time. Everyone who had heard of it is told; nothing else of it leaves."""
    if occurrence.cancelled_at is not None:
        return
    await _cancel(store, occurrence, now, all_later=False, told=True)
    if occurrence.appointment.rrule is not None:
        await tell_next(store, occurrence.appointment, now)


async def cancel_from(store: UnitOfWork, occurrence: Occurrence, now: datetime) -> None:
    """Cancels a repeating appointment from this occurrence on; the earlier ones stay as they were.

    Later means later in the series, wherever a single time was moved to. It is told in one message, not in one a week.
    """
    appointment = occurrence.appointment
    if appointment.rrule is not None:
        last = occurrence.slot_local.date() - timedelta(days=1)
        appointment.rrule = to_rrule(replace(from_rrule(appointment.rrule), until=last))
    await _cancel(store, occurrence, now, all_later=appointment.rrule is not None, told=True)
    for row in await store.appointments.occurrences_of(appointment.id):
        if row.slot_local > occurrence.slot_local and row.ends_at > now and row.cancelled_at is None:
            whole = await store.appointments.occurrence(row.id)
            if whole is not None:
                await _cancel(store, whole, now, all_later=False, told=False)


async def _cancel(store: UnitOfWork, occurrence: Occurrence, now: datetime, *, all_later: bool, told: bool) -> None:
    known = await _known(store, occurrence)
    await store.deliveries.supersede(SUBJECT, [occurrence.id], now)
    occurrence.cancelled_at = now
    occurrence.version += 1
    await _settle_tasks(store, occurrence, now)
    await store.flush()
    for attendee in occurrence.appointment.attendees if told else ():
        heard = known.get(attendee.participant.person_id)
        if heard is not None:
            facts = heard | {"later": True} if all_later else heard
            await _correct(store, occurrence, attendee.participant, CANCELLED, now=now, known=facts)
            await outdate(store, occurrence, attendee.participant, now, known=heard)


async def _correct(
    store: UnitOfWork,
    occurrence: Occurrence,
    participant: Participant,
    message_key: str,
    *,
    now: datetime,
    known: Mapping[str, Any],
) -> None:
    """Plans a correction of what somebody knows; places are personal words, so they go where they are sealed."""
    heard_start = resolve(datetime.fromisoformat(known["start"]), occurrence.appointment.timezone).utc
    await store.deliveries.plan(
        [
            NewDelivery(
                key=f"{message_key}:{occurrence.id}:{occurrence.version}:person:{participant.person_id}",
                kind=DeliveryKind.NOTICE,
                due=now,
                message_key=message_key,
                person_id=participant.person_id,
                participant_id=participant.id,
                content=dict(known),
                subject=SUBJECT,
                subject_id=occurrence.id,
                subject_version=occurrence.version,
                # Until the later of the two times is over somebody may be on the way to the wrong one.
                not_after=max(heard_start, occurrence.ends_at),
            ),
        ],
        now,
    )
