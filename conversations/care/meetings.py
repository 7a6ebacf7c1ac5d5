"""A meeting that took place is contact, from its end on."""

from __future__ import annotations

from datetime import datetime, timedelta

from conversations.appointments.kinds import AppointmentKind
from conversations.people.contact_dates import note_contact
from storage.models import Occurrence, Participant
from storage.unit_of_work import UnitOfWork

KINDS = (
    AppointmentKind.MEETING.value,
    AppointmentKind.INTERVIEW.value,
    AppointmentKind.EMPLOYER_VISIT.value,
    AppointmentKind.OTHER.value,
)
"""What a specialist may be at. Classes and work are led by others: whoever goes there can be forgotten all the same."""

_LOOKS_BACK = timedelta(days=14)


async def note_meetings(store: UnitOfWork, now: datetime) -> None:
    """Keeps the contact of meetings that are over; run again and again, it changes nothing the second time."""
    for participant, occurrence in await store.care.met(KINDS, now - _LOOKS_BACK, now):
        if _was_ours(participant, occurrence):
            await note_contact(store, participant, occurrence.ends_at)


def _was_ours(participant: Participant, occurrence: Occurrence) -> bool:
    """Whether the specialist was there: where somebody else is named who meets her, it was somebody else's."""
    host = occurrence.appointment.host
    return not host or host.casefold() == participant.specialist.name.casefold()
