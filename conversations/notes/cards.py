"""The cards of a note. None of them shows what it says: phones are looked at, and a note is read only on a tap."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from conversations.checklists.days import day_buttons
from conversations.home.menu import home_row
from conversations.notes.kinds import KINDS, STEPS, NoteKind
from conversations.notes.service import is_changeable
from conversations.press import payload
from locales.message import Button, Line, Message, message
from locales.text import Day, Text, staff
from storage.models import Note, Participant

CODE = "nt"

SHOWN = 6
"""People on the first screen; the others are one tap further."""

NEXT_DAYS = (1, 2, 7)

Rows = tuple[tuple[Button, ...], ...]


def in_twos(buttons: Sequence[Button]) -> Rows:
    """Two buttons a row."""
    return tuple(tuple(buttons[index : index + 2]) for index in range(0, len(buttons), 2))


def about_card(note: Note, people: Sequence[Participant], *, everybody: bool, reads_as_appointment: bool) -> Message:
    """The one question a note begins with."""
    shown = people if everybody else people[:SHOWN]
    buttons = [
        Button(staff("{name}", name=one.person.name), payload(CODE, "who", note.id, one.id), icon="👤") for one in shown
    ]
    rows = list(in_twos(buttons))
    if len(people) > len(shown):
        rows.append((Button(staff("More participants"), payload(CODE, "all", note.id), icon="👥"),))
    rows.append(
        (
            Button(staff("A note to myself"), payload(CODE, "self", note.id), icon="📓"),
            Button(staff("Throw away"), payload(CODE, "away", note.id), icon="🗑"),
        )
    )
    if reads_as_appointment:
        rows.append((Button(staff("It is an appointment"), payload(CODE, "meet", note.id), icon="📅"),))
    return message(
        Line(staff("A note. About whom?"), "📝", strong=True),
        Line(staff("You can write more; it all becomes one note.")),
        buttons=tuple(rows),
    )


def kind_card(note: Note, participant: Participant) -> Message:
    """The second question; the tap that answers it keeps the note."""
    buttons = [Button(words, payload(CODE, "kind", note.id, kind), icon=icon) for kind, (icon, words) in KINDS.items()]
    held = Button(staff("Only that we talked"), payload(CODE, "held", note.id), icon="🤫")
    other = Button(staff("Somebody else"), payload(CODE, "about", note.id), icon="↩️")
    return message(
        Line(staff("What was it, with {name}?", name=participant.person.name), "📝", strong=True),
        buttons=(*in_twos(buttons), (held,), (other,)),
    )


def warning_card(note: Note) -> Message:
    """Before something is kept that nobody here needs to know; the specialist decides."""
    return message(
        Line(staff("This may be about health, faith or somebody's private life."), "💛", strong=True),
        Line(staff("Does it need to be in the note?")),
        buttons=(
            (Button(staff("Shorten it"), payload(CODE, "shorten", note.id), icon="✂️"),),
            (Button(staff("Keep it"), payload(CODE, "sure", note.id), icon="✅"),),
        ),
    )


def about_line(note: Note, participant: Participant | None) -> Text:
    """What the note is, in one line that gives nothing of it away."""
    day = Day(note.happened_on)
    if participant is None:
        return staff("Note to myself, {day}", day=day)
    kind = KINDS[NoteKind(note.kind)][1] if note.kind in set(NoteKind) else staff("Note")
    return staff("{kind} with {name}, {day}", kind=kind, name=participant.person.name, day=day)


def kept_card(note: Note, participant: Participant | None, *before: Line, now: datetime, today: date) -> Message:
    """The note is kept; all that follows is optional."""
    icon = KINDS[NoteKind(note.kind)][0] if note.kind in set(NoteKind) else "📓"
    lines = [*before, Line(about_line(note, participant), icon, strong=True)]
    if note.held_only:
        lines.append(Line(staff("Nothing is written down of it."), "🤫"))
    if note.next_on is not None:
        lines.append(Line(staff("Next step: {day}", day=Day(note.next_on)), "👣"))
    if note.journal_at is not None:
        lines.append(Line(staff("Handed over to the journal."), "📋"))
    if note.told_at is not None:
        lines.append(Line(staff("The participant was told."), "💬"))
    rows: list[tuple[Button, ...]] = []
    if note.next_on is None:
        lines.append(Line(staff("Next step?"), "👣", gap=True))
        rows.append(tuple(_next_days(note, today)))
    rows += _ways_on(note, participant, now)
    return message(*lines, buttons=(*rows, home_row()))


def _next_days(note: Note, today: date) -> list[Button]:
    tomorrow, after, week = (today + timedelta(days=days) for days in NEXT_DAYS)
    return [
        Button(staff("Tomorrow"), payload(CODE, "next", note.id, tomorrow.toordinal())),
        Button(staff("In two days"), payload(CODE, "next", note.id, after.toordinal())),
        Button(staff("In one week"), payload(CODE, "next", note.id, week.toordinal())),
    ]


def _ways_on(note: Note, participant: Participant | None, now: datetime) -> Rows:
    read = Button(staff("Read"), payload(CODE, "read", note.id), icon="👁")
    more = Button(staff("More"), payload(CODE, "more", note.id), icon="➕")
    undo = Button(staff("Undo"), payload(CODE, "undo", note.id), icon="↩️")
    rows: list[tuple[Button, ...]] = [(read, more)]
    if participant is not None:
        journal = Button(staff("To the journal"), payload(CODE, "journal", note.id), icon="📋")
        tell = Button(staff("Tell {name}", name=participant.person.name), payload(CODE, "tell", note.id), icon="💬")
        rows.append((journal, tell))
    if is_changeable(note, now):
        rows.append((undo,))
    return tuple(rows)


def next_card(note: Note, participant: Participant | None, today: date) -> Message:
    """Another day for the next step, or none."""
    days = day_buttons(today, (0, 1, 2, 3, 4, 5, 6, 7, 14, 28), lambda day: payload(CODE, "next", note.id, day))
    days.append(Button(staff("No next step"), payload(CODE, "next", note.id, 0), icon="✖️"))
    return message(
        Line(about_line(note, participant), "👣", strong=True),
        buttons=(*in_twos(days), back_row(note)),
    )


def steps_card(note: Note, participant: Participant | None) -> Message:
    """Which of the five steps it belongs to; several may be right."""
    buttons = tuple(
        (Button(words, payload(CODE, "step", note.id, step), icon="✅" if step in note.steps else "▫️"),)
        for step, words in STEPS.items()
    )
    return message(Line(about_line(note, participant), "🪜", strong=True), buttons=(*buttons, back_row(note, "more")))


def back_row(note: Note, to: str = "open") -> tuple[Button, ...]:
    """Back to the card of the note, or to its further choices."""
    return (Button(staff("Back"), payload(CODE, to, note.id), icon="⬅️"),)


def undone_card(note: Note, participant: Participant | None) -> Message:
    """It is taken back, and can be brought back for a day."""
    return message(
        Line(about_line(note, participant), "🗑", strong=True, struck=True),
        Line(staff("Taken back. It is erased tomorrow.")),
        buttons=((Button(staff("Bring it back"), payload(CODE, "bring", note.id), icon="↪️"),), home_row()),
    )
