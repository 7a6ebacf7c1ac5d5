"""Making and answering appointments: the rules, callable without any dialogue. `changes` moves and cancels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from conversations.appointments.blocked_time import BlockedTime
from conversations.appointments.clashes import Busy, Clash, Span, find_clashes
from conversations.appointments.draft import Draft
from conversations.appointments.facts import kind_of, place_id_of
from conversations.appointments.planning import DAY, HORIZON, blocked_times, plan_appointment, plan_occurrence
from conversations.appointments.recurrence import occurrences
from conversations.appointments.venue_time import resolve, to_local
from conversations.people.contact_dates import note_contact
from storage.models import Answer, Appointment, Occurrence, Participant
from storage.unit_of_work import UnitOfWork

LOOKED_AROUND = timedelta(hours=24)


@dataclass(frozen=True)
class ParticipantClash:
    """A collision in one participant's week."""

    participant: Participant
    clash: Clash


async def clashes_of(
    store: UnitOfWork,
    participants: Sequence[Participant],
    draft: Draft,
    *,
    zone: str,
) -> list[ParticipantClash]:
    """What the proposed times collide with in each participant's week; empty while the draft has no time.

    Of a repeating appointment all times of its first weeks are looked at, and a weekly busy time is told once. Other
    specialists' appointments count too; no more of them than their kind and time is given.
    """
    spans = _spans(draft, zone)
    if not spans or not participants:
        return []
    near = await store.appointments.between(
        [participant.id for participant in participants],
        spans[0].start - LOOKED_AROUND,
        spans[-1].end + LOOKED_AROUND,
    )
    found: list[ParticipantClash] = []
    for participant in participants:
        others = [
            Busy(row.starts_at, row.ends_at, kind_of(row.appointment), row.id, place_id_of(row.appointment, row))
            for participant_id, row in near
            if participant_id == participant.id and row.id != draft.occurrence_id
        ]
        weekly: set[tuple[BlockedTime, int]] = set()
        for span in spans:
            for clash in find_clashes(
                span,
                others,
                blocked_times(participant),
                zone=zone,
                travel_minutes=participant.travel_minutes,
            ):
                if clash.blocked is not None:
                    again = (clash.blocked, to_local(clash.start, zone).weekday())
                    if again in weekly:
                        continue
                    weekly.add(again)
                found.append(ParticipantClash(participant, clash))
    return found


def _spans(draft: Draft, zone: str) -> list[Span]:
    """The proposed times, in order: one, or those of the first weeks of a repeating appointment."""
    if draft.start is None:
        return []
    day = draft.start.date()
    starts = occurrences(draft.start, draft.rrule, (), after=day, before=day + (HORIZON if draft.rrule else DAY))
    length = timedelta(minutes=draft.length_minutes)
    begins = [resolve(start, zone).utc for start in starts]
    return [Span(begin, begin + length, draft.place_id) for begin in begins]


async def make_appointment(
    store: UnitOfWork,
    draft: Draft,
    *,
    programme_id: int,
    specialist_id: int,
    zone: str,
    now: datetime,
) -> Appointment:
    """Makes the appointment of a complete draft and plans everything that is told about it.

    Raises:
        ValueError: the draft lacks people, a time or a place.
    """
    if not draft.complete or draft.start is None:
        raise ValueError("an appointment needs who, when and where")
    row = Appointment(
        programme_id=programme_id,
        specialist_id=specialist_id,
        kind=draft.kind,
        place_id=draft.place_id,
        place_text={"": draft.place_text} if draft.place_text and draft.place_id is None else None,
        host=draft.host,
        starts_local=draft.start,
        timezone=zone,
        length_minutes=draft.length_minutes,
        rrule=draft.rrule,
        exceptions=[],
        bring={"": draft.bring} if draft.bring else None,
        why={"": draft.why} if draft.why else None,
        must=draft.must,
        interpreter=draft.interpreter,
        version=1,
        created_at=now,
    )
    await store.appointments.add(row, draft.participant_ids)
    appointment = await store.appointments.get(row.id)
    if appointment is None:
        raise LookupError(f"appointment {row.id}")
    await plan_appointment(store, appointment, now, announce=True)
    return appointment


async def keep_answer(
    store: UnitOfWork,
    occurrence: Occurrence,
    participant: Participant,
    answer: str,
    now: datetime,
    *,
    late_minutes: int | None = None,
) -> bool:
    """Keeps what a participant says; says whether it is new. No reason is asked and none is stored."""
    before = (await store.appointments.answers([occurrence.id])).get((occurrence.id, participant.id))
    if before is not None and (before.answer, before.late_minutes) == (answer, late_minutes):
        return False
    was_away = before is not None and before.answer == "cannot"
    await store.appointments.keep_answer(
        Answer(
            occurrence_id=occurrence.id,
            participant_id=participant.id,
            answer=answer,
            late_minutes=late_minutes,
            answered_at=now,
            specialist_reply=None,
        ),
    )
    await note_contact(store, participant, now)
    system = store.as_system()
    await system.tasks.close_keyed(f"silent:{occurrence.id}:{participant.id}", now)
    if answer != "cannot":
        for cause in ("cannot", "another"):
            await system.tasks.close_keyed(f"{cause}:{occurrence.id}:{participant.id}", now)
    if answer == "cannot" or was_away:
        await plan_occurrence(system, occurrence.appointment, occurrence, participant, now, announce=False)
    return True
