"""The specialist makes an appointment: one typed line read back as a card, or buttons, or both."""

from __future__ import annotations

from conversations import phrases
from conversations.appointments.changes import move_occurrence
from conversations.appointments.draft import Draft, draft_of
from conversations.appointments.draft_card import remark_lines
from conversations.appointments.draft_checks import can_be_saved
from conversations.appointments.drafting import (
    CODE,
    LINE_STEP,
    people_of,
    programme_of,
    read_draft,
    settle,
    show_draft,
    standing,
)
from conversations.appointments.messages import card, news_headline
from conversations.appointments.one_line import parse
from conversations.appointments.one_line.parsed import Named, Parsed
from conversations.appointments.service import make_appointment
from conversations.appointments.staff_views import note_change, show_agenda, show_occurrence
from conversations.appointments.venue_time import resolve
from conversations.notes.specialist import write_note
from conversations.part import Audience, Part
from conversations.press import BadPressError, Press, payload
from conversations.turn import Turn
from locales.message import Button, Line, message
from locales.text import staff
from storage.models import Occurrence

part = Part(CODE, Audience.SPECIALIST)


async def parse_line(turn: Turn, draft: Draft, line: str | None = None) -> Parsed:
    """What a line says, among the specialist's own participants and the places of their programme.

    The line is the one just typed unless another is given.
    """
    line = line if line is not None else turn.text or ""
    participants = await turn.store.participants.of_specialist(turn.me.id)
    people = [Named(participant.id, participant.person.name) for participant in participants]
    first = await programme_of(turn, draft)
    parsed = parse(line, now=turn.local_now(first.timezone), people=people, places=[])
    named = next((person for person in participants if person.id in parsed.people), None)
    chosen = await people_of(turn, draft)
    programme = named.programme if named and not chosen else first
    places = [
        Named(place.id, name)
        for place in await turn.store.places.of_programme(programme.id)
        for name in place.name.values()
    ]
    return parse(line, now=turn.local_now(programme.timezone), people=people, places=places)


_WORDS_OF_A_STORY = 5


def reads_as_appointment(parsed: Parsed) -> bool:
    """Whether a line is meant as an appointment and not as a note of what happened.

    It names a time and little besides; or with whom and which day; or it is nothing but one of these, which begins an
    appointment. What is left over in many words is a story.
    """
    rest = sum(len(words.split()) for words in (parsed.leftover or "", *parsed.unknown_people))
    if rest >= _WORDS_OF_A_STORY:
        return False
    if parsed.time is not None:
        return bool(parsed.people or parsed.date) or rest == 0
    if rest or (parsed.place_text and not parsed.people):
        return False
    return bool(parsed.people or parsed.date)


async def from_line(turn: Turn) -> None:
    """What is typed outside any dialogue: an appointment when it reads like one, else a note."""
    if turn.text is None:
        await write_note(turn)
        return
    parsed = await parse_line(turn, Draft())
    if reads_as_appointment(parsed):
        draft = Draft(line=turn.text, source=getattr(turn.incoming.content, "message_id", None))
        await show_draft(turn, draft.with_line(parsed), remarks=remark_lines(parsed))
        return
    could_be = parsed.time is not None or parsed.date is not None
    await write_note(turn, parsed.people, reads_as_appointment=could_be)


@part.button("note")
async def a_note_after_all(turn: Turn, _press: Press) -> None:
    """The line was meant as a note: it becomes one, and no appointment is made of it."""
    draft = read_draft(turn)
    if draft.line is None:
        raise BadPressError
    await turn.close()
    await write_note(turn, draft.participant_ids, words=draft.line, source=draft.source or 0, reads_as_appointment=True)


async def draft_from_words(turn: Turn, words: str, source: int) -> None:
    """A note that was meant as an appointment."""
    parsed = await parse_line(turn, Draft(), words)
    await show_draft(turn, Draft(line=words, source=source).with_line(parsed), remarks=remark_lines(parsed))


@part.step(LINE_STEP)
async def more_typed(turn: Turn) -> None:
    """A line typed while a draft is open adds to it."""
    draft = read_draft(turn)
    if not turn.text:
        await turn.say(message(Line(staff("Please write it, or use the buttons."), "✍️")))
        return
    parsed = await parse_line(turn, draft)
    await show_draft(turn, draft.with_line(parsed), remarks=remark_lines(parsed))


@part.command("new")
async def new_command(turn: Turn) -> None:
    """A new appointment."""
    await _begin(turn, Draft())


@part.button("new")
async def new(turn: Turn, _press: Press) -> None:
    """A new appointment, by line or by buttons."""
    await _begin(turn, Draft())


@part.button("for")
async def new_for(turn: Turn, press: Press) -> None:
    """A new appointment for this participant."""
    await _begin(turn, Draft(participant_ids=(press.number(0),)))


async def _begin(turn: Turn, draft: Draft) -> None:
    hint = staff("You can also write it in one line: Amina Thursday 10:00 Library bring CV")
    await show_draft(turn, draft, remarks=[Line(hint, "✍️")])


@part.button("agenda")
async def agenda_pressed(turn: Turn, _press: Press) -> None:
    """The next days, from the menu."""
    await show_agenda(turn)


@part.button("card")
async def card_again(turn: Turn, _press: Press) -> None:
    """Back from a picker."""
    if turn.dialogue is None:
        turn.toast(phrases.changed())
    await show_draft(turn, read_draft(turn))


@part.button("look")
async def look(turn: Turn, _press: Press) -> None:
    """What the participant will read, in the specialist's own language."""
    settled = await settle(turn, read_draft(turn))
    start = settled.draft.start if settled else None
    if settled is None or start is None:
        await show_draft(turn, read_draft(turn))
        return
    starts_at = resolve(start, settled.programme.timezone).utc
    occurrence = Occurrence(appointment=settled.preview(turn), starts_at=starts_at, version=1)
    travel = settled.people[0].travel_minutes if len(settled.people) == 1 else None
    read = card(news_headline(occurrence), occurrence, travel, turn.me.name, series=True)
    back = (Button(staff("Back"), payload("as", "card"), icon="↩️"),)
    await turn.show(message(Line(staff("This is what they read:"), "👁"), *read.lines, buttons=(back,)))


@part.button("away")
async def throw_away(turn: Turn, _press: Press) -> None:
    """Drops the draft; nothing was told to anybody."""
    await turn.close()
    home = (Button(staff("Menu"), payload("h", "home"), icon="🏠"),)
    await turn.show(message(Line(staff("Thrown away. Nobody was told anything."), "🗑"), buttons=(home,)))


@part.button("save")
async def save(turn: Turn, press: Press) -> None:
    """Makes it so, once: a second tap finds the draft gone, and an old card's button never saves another draft."""
    draft = read_draft(turn)
    version = turn.dialogue.version if turn.dialogue else None
    if (version, draft.token) != (press.number(0), press.number(1)):
        if turn.dialogue is None or turn.dialogue.flow != part.code:
            turn.toast(staff("This card is closed. Here is what is planned."))
            await show_agenda(turn)
            return
        turn.toast(phrases.changed())
        await show_draft(turn, draft)
        return
    settled = await settle(turn, draft)
    if settled is None or settled.draft != draft or not can_be_saved(draft, settled.programme.timezone, turn.now):
        turn.toast(phrases.changed())
        await show_draft(turn, draft)
        return
    if draft.occurrence_id is not None:
        await _move(turn, draft, draft.occurrence_id)
        return
    appointment = await make_appointment(
        turn.store.as_system(),
        draft,
        programme_id=settled.programme.id,
        specialist_id=turn.me.id,
        zone=settled.programme.timezone,
        now=turn.now,
    )
    await note_change(turn, "appointment.made", appointment)
    await turn.close()
    first = (await turn.store.appointments.occurrences_of(appointment.id))[0]
    await show_occurrence(turn, first.id, said=Line(staff("Saved."), "✅", strong=True))


async def _move(turn: Turn, draft: Draft, occurrence_id: int) -> None:
    occurrence = await standing(turn, occurrence_id)
    if occurrence is None:
        await turn.close()
        turn.toast(phrases.changed())
        return
    moved = await move_occurrence(turn.store.as_system(), occurrence, draft, turn.now)
    if moved:
        await note_change(turn, "appointment.moved", occurrence.appointment, occurrence)
    await turn.close()
    said = staff("Moved. Who knew the old time gets the new one.") if moved else staff("Nothing was changed.")
    await show_occurrence(turn, occurrence_id, said=Line(said, "✅", strong=True))


@part.button("move")
async def move(turn: Turn, press: Press) -> None:
    """Opens an existing occurrence as a draft."""
    occurrence = await standing(turn, press.number(0))
    if occurrence is None:
        turn.toast(phrases.changed())
        await show_agenda(turn)
        return
    await show_draft(turn, draft_of(occurrence))
