"""What may be recorded with one tap because the bot knows of it already. Nothing is ever recorded by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from conversations.appointments.kinds import AppointmentKind
from conversations.appointments.venue_time import to_local
from conversations.events.service import NewEvent, today_of
from conversations.turn import Turn
from locales.text import Day, Text, Words, staff
from storage.models import EventKind, Occurrence, Participant

LOOKED_BACK = timedelta(days=60)
"""What is older was either recorded or is not wanted."""


@dataclass(frozen=True)
class Suggestion:
    """An event that can be recorded as it is, and the words on its button."""

    new: NewEvent
    words: Text
    icon: str


async def suggestions(turn: Turn, participant: Participant) -> list[Suggestion]:
    """Answered proposals, applications of her log, and interviews that are over; the newest first.

    Left out is what was recorded from them before, also if it was undone, and what stands on the same day by hand.
    """
    store = turn.store
    known = await store.events.sources(participant.id)
    there = {(event.kind, event.on) for event in await store.events.of_participant(participant.id)}
    since = today_of(participant, turn.now) - LOOKED_BACK
    found = [
        *await _proposed(turn, participant),
        *await _applied(turn, participant),
        *await _interviews(turn, participant),
    ]
    fresh = [
        one
        for one in found
        if one.new.source not in known and one.new.on >= since and (one.new.kind, one.new.on) not in there
    ]
    return sorted(fresh, key=lambda one: one.new.on, reverse=True)


async def _proposed(turn: Turn, participant: Participant) -> list[Suggestion]:
    found = []
    for proposal in await turn.store.proposals.of_participant(participant.id):
        if proposal.answer is None:
            continue
        on = _day(proposal.made_at, participant)
        new = NewEvent(EventKind.PROPOSAL, on, f"proposal:{proposal.id}", employer_name=proposal.place)
        words = staff("Job proposed, {day}: {work}", day=Day(on), work=Words({"nb": proposal.work}))
        found.append(Suggestion(new, words, "🔎"))
    return found


async def _applied(turn: Turn, participant: Participant) -> list[Suggestion]:
    found = []
    today = today_of(participant, turn.now)
    for one in await turn.store.job_log.of_participant(participant.id):
        if one.applied_on <= today:
            new = NewEvent(EventKind.APPLICATION, one.applied_on, f"application:{one.id}", employer_name=one.firm)
            words = staff("Application, {day}: {firm}", day=Day(one.applied_on), firm=one.firm)
            found.append(Suggestion(new, words, "✉️"))
    return found


async def _interviews(turn: Turn, participant: Participant) -> list[Suggestion]:
    rows = [
        row
        for _, row in await turn.store.appointments.between([participant.id], turn.now - LOOKED_BACK, turn.now)
        if row.appointment.kind == AppointmentKind.INTERVIEW and row.ends_at <= turn.now
    ]
    answers = await turn.store.appointments.answers([row.id for row in rows])
    packs = await turn.store.packs.of_appointments({row.appointment_id for row in rows})
    found = []
    for row in rows:
        answer = answers.get((row.id, participant.id))
        if answer is not None and answer.answer == "cannot":
            continue
        pack = packs.get(row.appointment_id)
        found.append(_interview(row, participant, pack.firm if pack is not None else None))
    return found


def _interview(row: Occurrence, participant: Participant, firm: str | None) -> Suggestion:
    on = _day(row.starts_at, participant)
    new = NewEvent(EventKind.INTERVIEW, on, f"interview:{row.id}", employer_name=firm)
    return Suggestion(new, staff("Job interview, {day}", day=Day(on)), "💼")


def _day(moment: datetime, participant: Participant) -> date:
    return to_local(moment, participant.programme.timezone).date()
