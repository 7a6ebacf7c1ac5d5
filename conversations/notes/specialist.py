"""The specialist writes; the bot asks about whom and what it was; then it is kept. Nothing else is needed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection
from datetime import timedelta

from conversations import phrases
from conversations.home.menu import home_row, show_home
from conversations.incoming import Document, Photo, Voice
from conversations.notes import cards, service
from conversations.notes.cards import CODE
from conversations.notes.kinds import NoteKind
from conversations.notes.likely import ABOUT_NOW_AFTER, ABOUT_NOW_BEFORE, likely
from conversations.part import Audience, ButtonHandler, Part
from conversations.people.own import object_id, own_participant
from conversations.press import BadPressError, Press, payload
from conversations.turn import Turn
from locales.message import Button, Line, message
from locales.sensitive_words import looks_sensitive
from locales.text import staff
from storage.models import Note, NoteState, Participant

part = Part(CODE, Audience.SPECIALIST)

ABOUT = "about"
SHORTEN = "shorten"

NoteHandler = Callable[[Turn, Press, Note, Participant | None], Awaitable[None]]


async def participant_of(turn: Turn, note: Note) -> Participant | None:
    """Whom the note is about, while the acting specialist helps them."""
    return await own_participant(turn, note.participant_id) if note.participant_id is not None else None


async def readable(turn: Turn, note_id: int) -> tuple[Note, Participant | None] | None:
    """The note and whom it is about, if the acting specialist may read it now; a draft is its author's alone."""
    note = await turn.store.notes.get(note_id)
    if note is None or (note.state == NoteState.DRAFT and note.author_id != turn.me.id):
        return None
    participant = await participant_of(turn, note)
    if note.participant_id is not None and participant is None:
        return None
    return note, participant


def about_note(*states: NoteState) -> Callable[[NoteHandler], ButtonHandler]:
    """Gives the handler the note in one of these states; else how things are now is shown."""

    def wrap(handler: NoteHandler) -> ButtonHandler:
        async def checked(turn: Turn, press: Press) -> None:
            found = await readable(turn, object_id(press))
            if found is None:
                turn.toast(phrases.changed())
                await show_home(turn)
            elif found[0].state not in states:
                turn.toast(phrases.changed())
                await show(turn, *found)
            else:
                await handler(turn, press, *found)

        return checked

    return wrap


draft_only = about_note(NoteState.DRAFT)
kept_only = about_note(NoteState.KEPT)


async def show(turn: Turn, note: Note, participant: Participant | None, *before: Line) -> None:
    """The card that fits the note's state."""
    if note.state == NoteState.UNDONE:
        await turn.show(cards.undone_card(note, participant))
    elif note.state == NoteState.KEPT:
        programme = participant.programme if participant is not None else service.programme_of(turn)
        today = service.today_in(programme, turn.now)
        await turn.show(cards.kept_card(note, participant, *before, now=turn.now, today=today))
    elif participant is not None:
        await turn.show(cards.kind_card(note, participant))
    else:
        await ask_about(turn, note)


async def write_note(
    turn: Turn,
    named: Collection[int] = (),
    *,
    words: str | None = None,
    source: int | None = None,
    reads_as_appointment: bool = False,
) -> None:
    """What a specialist wrote outside any dialogue becomes the draft of a note.

    Args:
        turn: the specialist's.
        named: the participants whose names were found in it.
        words: what was written, if not just now.
        source: the id of the message it came in, if not just now.
        reads_as_appointment: whether it could be meant as an appointment too.
    """
    content = turn.incoming.content
    is_file = words is None and isinstance(content, Voice | Photo | Document)
    written = service.written(words if words is not None else turn.text or getattr(content, "caption", ""))
    if not written and not is_file:
        await turn.say(
            message(
                Line(phrases.unsupported()),
                buttons=((Button(staff("New appointment"), payload("as", "new"), icon="📅"),), home_row()),
            )
        )
        return
    if words is None:
        source = None if is_file else source_of(turn)
    note = await service.begin(turn, written, source)
    if isinstance(content, Voice | Photo | Document) and is_file:
        refusal = await service.attach(turn, note, content)
        if refusal is not None:
            await turn.say(message(Line(refusal, "📎")))
            if not written:
                await service.undo(turn.store, note, turn.now)
                return
    await turn.open(CODE, ABOUT, {"note": note.id, "named": list(named), "meeting": reads_as_appointment})
    await ask_about(turn, note)


def source_of(turn: Turn) -> int:
    """The id of the message that has just come in."""
    return int(getattr(turn.incoming.content, "message_id", 0))


@part.step(ABOUT)
async def write_more(turn: Turn) -> None:
    """Another message before the questions are answered belongs to the same note."""
    found = await readable(turn, int(turn.draft.get("note", 0)))
    if found is None or found[0].state != NoteState.DRAFT:
        await turn.close()
        await write_note(turn)
        return
    note, participant = found
    content = turn.incoming.content
    if isinstance(content, Voice | Photo | Document):
        refusal = await service.attach(turn, note, content)
        words, source = service.written(getattr(content, "caption", "")), None
        if refusal is not None:
            await turn.say(message(Line(refusal, "📎")))
    else:
        words, source = service.written(turn.text), source_of(turn)
        if not words:
            await turn.say(message(Line(phrases.unsupported())))
    if words and not service.go_on(note, words, source, turn.now):
        text = staff("This note is full. Finish it first, then write the rest as a new one.")
        await turn.say(message(Line(text, "✂️")))
    await show(turn, note, participant)


async def ask_about(turn: Turn, note: Note, *, everybody: bool = False) -> None:
    """The first question, the most likely people first."""
    people = await turn.store.participants.of_specialist(turn.me.id)
    since, until = turn.now - ABOUT_NOW_BEFORE, turn.now + ABOUT_NOW_AFTER
    starts = {
        attendee.participant_id: row.starts_at
        for row in await turn.store.appointments.agenda(turn.me.id, since - timedelta(hours=12), until)
        for attendee in row.appointment.attendees
        if since <= row.starts_at <= until
    }
    last = {one.id: one.last_contact_at for one in people if one.last_contact_at is not None}
    for about, at in (await turn.store.notes.last_about(turn.me.id)).items():
        last[about] = max(at, last.get(about, at))
    draft = turn.draft if turn.dialogue is not None and turn.draft.get("note") == note.id else {}
    ordered = likely(people, turn.now, named=draft.get("named", ()), starts=starts, last=last)
    meeting = bool(draft.get("meeting"))
    await turn.show(cards.about_card(note, ordered, everybody=everybody, reads_as_appointment=meeting))


@part.button("about")
@draft_only
async def about_whom(turn: Turn, _press: Press, note: Note, _participant: Participant | None) -> None:
    """Somebody else after all."""
    service.set_about(note, None, turn.now)
    await ask_about(turn, note)


@part.button("all")
@draft_only
async def all_people(turn: Turn, _press: Press, note: Note, _participant: Participant | None) -> None:
    """Everybody the specialist helps."""
    await ask_about(turn, note, everybody=True)


@part.button("who")
@draft_only
async def about_somebody(turn: Turn, press: Press, note: Note, _participant: Participant | None) -> None:
    """The first tap."""
    participant = await own_participant(turn, object_id(press, 1))
    if participant is None:
        raise BadPressError
    service.set_about(note, participant, turn.now)
    await turn.store.flush()
    await turn.show(cards.kind_card(note, participant))


@part.button("self")
@draft_only
async def to_myself(turn: Turn, _press: Press, note: Note, _participant: Participant | None) -> None:
    """A note about nobody, for the author alone."""
    service.set_about(note, None, turn.now)
    await _keep(turn, note, None, None)


@part.button("kind")
@draft_only
async def what_it_was(turn: Turn, press: Press, note: Note, participant: Participant | None) -> None:
    """The second tap keeps it; where it looks like what nobody needs to know, one question comes first."""
    if press.word(1) not in set(NoteKind) or participant is None:
        raise BadPressError
    note.kind, note.changed_at = press.word(1), turn.now
    if note.words and looks_sensitive(note.words):
        await turn.show(cards.warning_card(note))
        return
    await _keep(turn, note, NoteKind(note.kind), participant)


@part.button("sure")
@draft_only
async def keep_as_it_is(turn: Turn, _press: Press, note: Note, participant: Participant | None) -> None:
    """It needs to be in the note."""
    if participant is None or note.kind not in set(NoteKind):
        raise BadPressError
    await _keep(turn, note, NoteKind(note.kind), participant)


@part.button("held")
@draft_only
async def only_that_it_was(turn: Turn, _press: Press, note: Note, participant: Participant | None) -> None:
    """Not recorded: the talk was held, and nothing more is kept."""
    if participant is None:
        raise BadPressError
    await service.keep_only_that_it_was(turn.store, note, turn.now)
    await _keep(turn, note, NoteKind.TALK, participant)


@part.button("shorten")
@draft_only
async def ask_shorter(turn: Turn, _press: Press, note: Note, _participant: Participant | None) -> None:
    """Asks for the note anew; what was written stands until then."""
    await turn.open(CODE, SHORTEN, {"note": note.id})
    await turn.show(
        message(Line(staff("Write it shorter now. It takes the place of what you wrote."), "✂️", strong=True))
    )


@part.step(SHORTEN)
async def take_shorter(turn: Turn) -> None:
    """The new words instead of the old ones; then it is kept."""
    found = await readable(turn, int(turn.draft.get("note", 0)))
    words = service.written(turn.text)
    if found is None or found[0].state != NoteState.DRAFT:
        await turn.close()
        await write_note(turn)
        return
    note, participant = found
    if not words or len(words) > service.LONGEST:
        await turn.say(message(Line(staff("Please write it in words."), "✏️")))
        return
    note.words, note.sources = words, [*note.sources, source_of(turn)]
    kind = NoteKind(note.kind) if note.kind in set(NoteKind) else None
    await _keep(turn, note, kind, participant)


async def _keep(turn: Turn, note: Note, kind: NoteKind | None, participant: Participant | None) -> None:
    await service.keep(turn, note, kind, participant)
    await turn.close()
    await show(turn, note, participant, Line(staff("Kept."), "✅"))


@part.button("open")
@about_note(*NoteState)
async def open_note(turn: Turn, _press: Press, note: Note, participant: Participant | None) -> None:
    """The note's card, whatever state it is in; a draft goes on where it was."""
    if note.state == NoteState.DRAFT:
        await turn.open(CODE, ABOUT, {"note": note.id})
    await show(turn, note, participant)
