"""The open draft of a specialist: reading it, keeping it, and reading it back with what it collides with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time

from conversations import phrases
from conversations.appointments.draft import Draft, draft_of
from conversations.appointments.draft_card import draft_message, preview
from conversations.appointments.draft_checks import is_near
from conversations.appointments.planning import first_start
from conversations.appointments.service import clashes_of
from conversations.appointments.staff_views import show_agenda
from conversations.turn import Turn
from locales.message import Line
from locales.text import staff
from storage.models import Appointment, Occurrence, Participant, Place, Programme, Role

CODE = "as"
LINE_STEP = "line"


@dataclass(frozen=True)
class Settled:
    """A draft with what it points at: only what is the specialist's own, and of one programme.

    `refused` are people who cannot be in it because they are in another programme than the first one;
    `one_of_series` says that it moves a single time of a repeating appointment.
    """

    draft: Draft
    programme: Programme
    people: tuple[Participant, ...]
    place: Place | None
    refused: tuple[Participant, ...] = ()
    one_of_series: bool = False

    def preview(self, turn: Turn) -> Appointment:
        """The appointment as it would be, never saved."""
        return preview(self.draft, self.place, turn.me, self.programme.timezone)


async def programme_of(turn: Turn, draft: Draft) -> Programme:
    """The programme the appointment belongs to: that of the people chosen, else the specialist's first."""
    mine = turn.programmes(Role.SPECIALIST)
    return next((programme for programme in mine if programme.id == draft.programme_id), mine[0])


async def people_of(turn: Turn, draft: Draft) -> list[Participant]:
    """The participants of the draft whom the specialist still helps."""
    found = [await turn.store.participants.get(participant_id) for participant_id in draft.participant_ids]
    return [participant for participant in found if participant and participant.specialist_id == turn.me.id]


def read_draft(turn: Turn) -> Draft:
    """The draft of the open dialogue; an empty one when none is open."""
    if turn.dialogue is None or turn.dialogue.flow != CODE:
        return Draft()
    return Draft.read(turn.draft)


async def keep_draft(turn: Turn, draft: Draft, step: str = LINE_STEP) -> None:
    """Keeps the draft; what is typed next belongs to this step."""
    await turn.open(CODE, step, draft.stored())


async def standing(turn: Turn, occurrence_id: int) -> Occurrence | None:
    """The specialist's own occurrence, unless it was cancelled or is over."""
    occurrence = await turn.store.appointments.occurrence(occurrence_id)
    if occurrence is None or occurrence.appointment.specialist_id != turn.me.id:
        return None
    gone = occurrence.cancelled_at or occurrence.appointment.cancelled_at or occurrence.ends_at <= turn.now
    return None if gone else occurrence


async def settle(turn: Turn, draft: Draft) -> Settled | None:
    """The draft with all that is not the specialist's own taken out; None when what it moves is gone."""
    moved = None
    if draft.occurrence_id is not None:
        moved = await standing(turn, draft.occurrence_id)
        if moved is None:
            return None
        draft = _only_moved(draft_of(moved), draft)
    people = await people_of(turn, draft)
    together = [person for person in people if person.programme_id == people[0].programme_id]
    if draft.occurrence_id is None:
        draft = replace(draft, participant_ids=tuple(person.id for person in together))
        draft = replace(draft, programme_id=people[0].programme_id if people else draft.programme_id)
    programme = await programme_of(turn, draft)
    place = await turn.store.places.get(draft.place_id) if draft.place_id is not None else None
    if place is None or place.programme_id != programme.id:
        place, draft = None, replace(draft, place_id=None)
    return Settled(
        draft=_on_its_first_day(draft, programme, turn.now),
        programme=programme,
        people=tuple(together),
        place=place,
        refused=tuple(person for person in people if person not in together),
        one_of_series=moved is not None and moved.appointment.rrule is not None,
    )


def _only_moved(existing: Draft, wanted: Draft) -> Draft:
    """What exists, with the wanted time, place and length; nothing else of it changes by moving."""
    return replace(
        existing,
        day=wanted.day,
        clock=wanted.clock,
        place_id=wanted.place_id,
        place_text=wanted.place_text,
        length_minutes=wanted.length_minutes,
        token=wanted.token,
    )


def _on_its_first_day(draft: Draft, programme: Programme, now: datetime) -> Draft:
    """A weekly appointment begins on the first of its weekdays, so that the card says when it really begins."""
    if draft.day is None or draft.rrule is None or not is_near(draft, programme.timezone, now):
        return draft
    first = first_start(datetime.combine(draft.day, draft.clock or time()), draft.rrule)
    return draft if first is None else replace(draft, day=first.date())


async def show_draft(turn: Turn, draft: Draft, *, remarks: Sequence[Line] = ()) -> None:
    """Keeps the draft and reads it back; when what it moves is gone, the next days are shown instead."""
    settled = await settle(turn, draft)
    if settled is None:
        await turn.close()
        turn.toast(phrases.changed())
        await show_agenda(turn)
        return
    draft = settled.draft
    if draft.token is None:
        draft = replace(draft, token=turn.incoming.update_id)
    await keep_draft(turn, draft)
    zone = settled.programme.timezone
    near = is_near(draft, zone, turn.now)
    single = [Line(staff("Only this one time is moved."), "1️⃣")] if settled.one_of_series else []
    await turn.show(
        draft_message(
            draft,
            settled.preview(turn),
            settled.people,
            version=turn.dialogue.version if turn.dialogue else 0,
            now=turn.now,
            remarks=[*single, *remarks, *(_refused(person) for person in settled.refused)],
            clashes=await clashes_of(turn.store, settled.people, draft, zone=zone) if near else (),
        ),
    )


def _refused(participant: Participant) -> Line:
    words = staff("{name} is in another programme. Make one more appointment.", name=participant.person.name)
    return Line(words, "⚠️")
