"""To the journal: one block of Norwegian text for the official record, so that nothing is written twice.

The product is no third journal: what is handed over is marked, and nothing is sent anywhere by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta

from conversations.appointments.facts import place_name
from conversations.appointments.venue_time import resolve
from conversations.notes import service
from conversations.notes.cards import CODE, back_row
from conversations.notes.kinds import KINDS, STEPS, NoteKind
from conversations.notes.reading import for_the_reader, show_for_a_while
from conversations.notes.specialist import kept_only, part, show
from conversations.people.own import about_own
from conversations.press import BadPressError, Press, payload
from conversations.turn import Turn
from locales.languages import NORWEGIAN
from locales.message import Attachment, Button, Line, Message, message
from locales.render import write
from locales.text import Day, Several, Text, Words, staff
from storage.models import Note, NoteAddition, Participant
from storage.outgoing import Outgoing
from storage.unit_of_work import UnitOfWork

JOURNAL = "journal"
BLOCK = "note.journal"

PERIODS = (7, 30, 90)
"""Days back."""

_SHOWN = 3000


def block(note: Note, participant: Participant, place: str | None, additions: Sequence[NoteAddition] = ()) -> str:
    """One note as plain Norwegian text: date, place, present, what was done, agreed, next."""
    return "\n".join(write(text, NORWEGIAN) for text in _facts(note, participant, place, additions))


def _facts(
    note: Note, participant: Participant, place: str | None, additions: Sequence[NoteAddition]
) -> Iterator[Text]:
    kind = KINDS[NoteKind(note.kind)][1] if note.kind in set(NoteKind) else staff("Note")
    yield staff("Date: {day}", day=Day(note.happened_on))
    yield staff("What: {kind}", kind=kind)
    if place:
        yield staff("Place: {place}", place=place)
    yield staff("Present: {first}, {second}", first=participant.person.name, second=participant.specialist.name)
    if note.steps:
        yield staff("Step: {steps}", steps=Several(tuple(STEPS[step] for step in note.steps if step in STEPS)))
    if note.held_only:
        yield staff("Nothing is written down of it.")
    for label, words in (
        ("happened", note.words),
        ("done", note.did),
        ("agreed", note.result),
        ("next", note.next_words),
    ):
        if words:
            yield _headed(label, words)
    if note.next_on is not None:
        yield staff("Next step on {day}", day=Day(note.next_on))
    for addition in additions:
        yield staff("Added on {day}: {words}", day=Day(addition.added_at.date()), words=addition.words)


def _headed(label: str, words: str) -> Text:
    match label:
        case "happened":
            return staff("What happened: {words}", words=words)
        case "done":
            return staff("Done: {words}", words=words)
        case "agreed":
            return staff("Agreed: {words}", words=words)
        case _:
            return staff("Next: {words}", words=words)


async def place_of(store: UnitOfWork, note: Note, participant: Participant) -> str | None:
    """Where it took place, when an appointment of that day with this participant says so."""
    zone = participant.programme.timezone
    midnight = datetime.combine(note.happened_on, time(0))
    start, end = resolve(midnight, zone).utc, resolve(midnight + timedelta(days=1), zone).utc
    for _, row in await store.appointments.between([participant.id], start, end):
        occurrence = await store.appointments.occurrence(row.id)
        if occurrence is not None and occurrence.appointment.specialist_id == note.author_id:
            return write(staff("{place}", place=place_name(occurrence.appointment, occurrence)), NORWEGIAN)
    return None


@part.button("journal")
@kept_only
async def to_the_journal(turn: Turn, _press: Press, note: Note, participant: Participant | None) -> None:
    """Shows the block, to be copied; it goes away by itself."""
    if participant is None:
        raise BadPressError
    await show_for_a_while(turn, BLOCK, {"note": note.id}, note)
    await turn.store.audit.note(
        "note.journal", turn.now, participant_id=participant.id, subject="note", subject_id=note.id
    )


async def _block(
    store: UnitOfWork, _delivery: Outgoing, note: Note, participant: Participant | None, _now: datetime
) -> Message:
    if participant is None:
        raise LookupError(f"note {note.id}")
    text = block(note, participant, await place_of(store, note, participant), await store.notes.additions(note.id))
    lines = [Line(staff("{words}", words=Words({"": part_of}))) for part_of in _parts(text)]
    too_long = [Line(staff("It is long: take the file instead."), "📄")] if len(text) > _SHOWN else []
    return message(
        *lines,
        *too_long,
        Line(staff("Copy it into the journal. It goes away by itself in two minutes."), "⏳", gap=True),
        buttons=(
            (Button(staff("It is in the journal"), payload(CODE, "handed", note.id), icon="✅"),),
            (Button(staff("As a file"), payload(CODE, "file", note.id), icon="📄"),),
            (Button(staff("Hide it"), payload(CODE, "hide", note.id), icon="🙈"),),
        ),
    )


def _parts(text: str) -> list[str]:
    shown = text[:_SHOWN]
    return [shown[start : start + 1500] for start in range(0, len(shown), 1500)]


part.composer(BLOCK)(for_the_reader(_block))


@part.button("handed")
@kept_only
async def handed_over(turn: Turn, _press: Press, note: Note, participant: Participant | None) -> None:
    """Marks that it stands in the official record now."""
    if participant is None:
        raise BadPressError
    note.journal_at = note.journal_at or turn.now
    await turn.store.audit.note(
        "note.handed_over", turn.now, participant_id=participant.id, subject="note", subject_id=note.id
    )
    await show(turn, note, participant)


@part.button("file")
@kept_only
async def as_a_file(turn: Turn, _press: Press, note: Note, participant: Participant | None) -> None:
    """The block as a text file, which a phone can send on."""
    if participant is None:
        raise BadPressError
    await _send_file(turn, participant, f"{JOURNAL}:{note.id}", note)


async def _send_file(turn: Turn, participant: Participant, data: str, note: Note) -> None:
    await turn.store.audit.note("journal.exported", turn.now, participant_id=participant.id)
    text = staff("For the journal: {name}", name=participant.person.name)
    await turn.say(message(Line(text, "📋"), attachment=Attachment("export", data), buttons=(back_row(note),)))


@part.button("period")
@about_own
async def of_a_period(turn: Turn, press: Press, participant: Participant) -> None:
    """All notes of the last days as one file, marked as handed over."""
    days = press.number(1)
    if days not in PERIODS:
        raise BadPressError
    today = service.today_in(participant.programme, turn.now)
    notes = await turn.store.notes.between(participant.id, today - timedelta(days=days), today)
    if not notes:
        turn.toast(staff("There are no notes in this time."))
        return
    for note in notes:
        note.journal_at = note.journal_at or turn.now
    await turn.store.audit.note("journal.exported", turn.now, participant_id=participant.id, days=days)
    text = staff("For the journal: {name}", name=participant.person.name)
    export = Attachment("export", f"{JOURNAL}-{days}:{participant.id}")
    back = (Button(staff("Back"), payload("pp", "card", participant.id), icon="⬅️"),)
    await turn.say(message(Line(text, "📋"), attachment=export, buttons=(back,)))


async def note_file(store: UnitOfWork, note_id: int, _now: datetime) -> tuple[str, str] | None:
    """One note for the journal: the file's name and text."""
    note = await store.notes.get(note_id)
    participant = await store.participants.get(note.participant_id) if note and note.participant_id else None
    if note is None or participant is None:
        return None
    return "journal.txt", block(
        note, participant, await place_of(store, note, participant), await store.notes.additions(note.id)
    )


async def period_file(store: UnitOfWork, participant_id: int, now: datetime, *, days: int) -> tuple[str, str] | None:
    """The notes of the last days for the journal: the file's name and text."""
    participant = await store.participants.get(participant_id)
    if participant is None:
        return None
    today = service.today_in(participant.programme, now)
    notes = await store.notes.between(participant_id, today - timedelta(days=days), today)
    blocks = [
        block(note, participant, await place_of(store, note, participant), await store.notes.additions(note.id))
        for note in notes
    ]
    return "journal.txt", "\n\n---\n\n".join(blocks)
