"""Packs as deliveries: planned with the reminders of an appointment, composed from what is true when they are sent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from conversations.appointments.facts import start_of
from conversations.appointments.reminder_plan import PlanSettings
from conversations.packs.contents import PackKind, pack_kind
from conversations.packs.pack_time import pack_time
from storage.models import Appointment, DeliveryKind, Occurrence, Participant
from storage.repositories.deliveries import NewDelivery
from storage.unit_of_work import UnitOfWork

PACK = "appointment.pack"


async def planned_pack(
    store: UnitOfWork,
    appointment: Appointment,
    occurrence: Occurrence,
    participant: Participant,
    settings: PlanSettings,
    *,
    subject: str,
    now: datetime,
) -> list[NewDelivery]:
    """The delivery of this occurrence's pack to this participant; none for most appointments.

    A first day has one pack, however often the work comes back.
    """
    kind = pack_kind(appointment)
    if kind is None or (kind is PackKind.FIRST_DAY and not await _is_first(store, occurrence)):
        return []
    prepared = (await store.packs.of_appointments([appointment.id])).get(appointment.id)
    if prepared is not None and not prepared.wanted:
        return []
    start = start_of(appointment, occurrence)
    times = pack_time(kind, start, appointment.timezone, made_at=occurrence.made_at, settings=settings)
    if times is None or times[1] <= now:
        return []
    due, not_after = times
    name = start.isoformat(timespec="minutes")
    return [
        NewDelivery(
            key=f"appointment:{appointment.id}:{name}:pack:person:{participant.person_id}",
            kind=DeliveryKind.REMINDER,
            due=due,
            not_after=not_after,
            message_key=PACK,
            person_id=participant.person_id,
            participant_id=participant.id,
            subject=subject,
            subject_id=occurrence.id,
            subject_version=occurrence.version,
        ),
    ]


async def _is_first(store: UnitOfWork, occurrence: Occurrence) -> bool:
    rows: Sequence[Occurrence] = await store.appointments.occurrences_of(occurrence.appointment_id)
    standing = [row.starts_at for row in rows if row.cancelled_at is None]
    return not standing or occurrence.starts_at <= min(standing)
