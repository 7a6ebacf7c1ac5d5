"""The rules of notes, without any dialogue: drafts, keeping, changing, undoing, and the next step as a task."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from conversations.appointments.venue_time import resolve
from conversations.media import service as media
from conversations.media.rules import Sent
from conversations.notes.kinds import HEADINGS, WITH_THE_PARTICIPANT, WORDS, NoteKind
from conversations.programme_settings import ProgrammeSettings
from conversations.tasks.service import close_tasks, raise_task
from conversations.turn import Turn
from locales.text import Day, Text, staff
from locales.user_text import clean
from storage.models import (
    Media,
    Note,
    NoteAddition,
    NoteState,
    NoteVersion,
    Participant,
    Programme,
    Role,
    TranscriptState,
)
from storage.unit_of_work import UnitOfWork

CHANGEABLE = timedelta(hours=24)
"""So long a note can be changed, and what it said before is kept; later there are only additions."""

ERASED_AFTER = timedelta(hours=24)
"""So long what was undone can be brought back."""

LONGEST = 8000
"""Characters under one heading; several messages make one note."""


def today_in(programme: Programme, now: datetime) -> date:
    """The day it is in the programme's zone."""
    return now.astimezone(ZoneInfo(programme.timezone)).date()


def programme_of(turn: Turn) -> Programme:
    """The programme of a note as long as it is about nobody yet: the specialist's first."""
    return turn.programmes(Role.SPECIALIST)[0]


async def begin(turn: Turn, words: str, source: int | None) -> Note:
    """A new draft of these words; `source` is the message they came in, None when that is a file's own."""
    programme = programme_of(turn)
    note = Note(
        programme_id=programme.id,
        author_id=turn.me.id,
        happened_on=today_in(programme, turn.now),
        steps=[],
        words=words or None,
        state=NoteState.DRAFT,
        held_only=False,
        sources=[] if source is None else [source],
        made_at=turn.now,
        changed_at=turn.now,
    )
    return await turn.store.notes.add(note)


def go_on(note: Note, words: str, source: int | None, now: datetime) -> bool:
    """Adds another message to a draft; False when it would become too long."""
    whole = f"{note.words}\n\n{words}" if note.words and words else words or note.words
    if whole is not None and len(whole) > LONGEST:
        return False
    note.words, note.changed_at = whole, now
    if source is not None:
        note.sources = [*note.sources, source]
    return True


async def attach(turn: Turn, note: Note, content: Sent) -> Text | None:
    """Lets a voice message, picture or file belong to the note; why not, if it cannot be kept."""
    taken = await media.take(turn, content, programme_id=note.programme_id)
    if isinstance(taken, Text):
        return taken
    await turn.store.notes.attach(note.id, taken.id)
    return None


def set_about(note: Note, participant: Participant | None, now: datetime) -> None:
    """Whom a draft is about; nobody makes it a note to self."""
    note.participant_id = participant.id if participant is not None else None
    if participant is not None:
        note.programme_id = participant.programme_id
    note.changed_at = now


async def keep(turn: Turn, note: Note, kind: NoteKind | None, participant: Participant | None) -> None:
    """A draft becomes a note; what it was written in is taken away from the chat."""
    note.kind, note.state = kind, NoteState.KEPT
    note.kept_at = note.kept_at or turn.now
    note.changed_at = turn.now
    for source in note.sources:
        await turn.take_away(source)
    note.sources = []
    for one in await turn.store.notes.media_of(note.id):
        await media.delete_original(turn.store, one, turn.now)
    if participant is not None:
        if kind in WITH_THE_PARTICIPANT:
            participant.last_contact_at = max(participant.last_contact_at or turn.now, turn.now)
        await turn.store.audit.note(
            "note.kept", turn.now, participant_id=participant.id, subject="note", subject_id=note.id
        )
    await turn.store.flush()


async def keep_only_that_it_was(store: UnitOfWork, note: Note, now: datetime) -> None:
    """Nothing of what was written or sent stays: the talk was held, and that is all."""
    note.held_only = True
    for code in HEADINGS:
        setattr(note, code, None)
    for one in await store.notes.media_of(note.id):
        await media.delete_original(store, one, now)
        await media.forget(store, one, now)


def is_changeable(note: Note, now: datetime) -> bool:
    """Whether it is so fresh that it can be changed."""
    return note.kept_at is not None and now - note.kept_at <= CHANGEABLE


async def change(store: UnitOfWork, note: Note, field: str, words: str | None, now: datetime) -> None:
    """Writes a heading anew; what it said before is kept.

    Raises:
        ValueError: there is no such heading, or the note is too old to be changed.
    """
    if field not in HEADINGS or not is_changeable(note, now):
        raise ValueError(field)
    before = getattr(note, field)
    if before:
        await store.notes.replaced(NoteVersion(note_id=note.id, fields={field: before}, replaced_at=now))
    setattr(note, field, words)
    note.changed_at = now
    if field == WORDS and words:
        note.held_only = False


async def add_to(store: UnitOfWork, note: Note, author_id: int, words: str, now: datetime) -> None:
    """Adds to a note of another day."""
    await store.notes.add_to(NoteAddition(note_id=note.id, author_id=author_id, words=words, added_at=now))


async def take_transcript(turn: Turn, note: Note, heard: Media) -> None:
    """What was heard stands in the note from now on; in one of another day as an addition."""
    words = heard.transcript or ""
    if is_changeable(note, turn.now):
        whole = f"{note.words}\n\n{words}" if note.words else words
        await change(turn.store, note, WORDS, whole[:LONGEST], turn.now)
    else:
        await add_to(turn.store, note, turn.me.id, words, turn.now)
    heard.transcript_state = TranscriptState.TAKEN
    heard.transcript = None


async def undo(store: UnitOfWork, note: Note, now: datetime) -> None:
    """Takes a note back; it can be brought back for a day, then it is erased."""
    note.state, note.changed_at = NoteState.UNDONE, now
    await close_tasks(store.as_system(), f"next:{note.id}:", now)


async def set_next(turn: Turn, note: Note, participant: Participant | None, day: date | None) -> None:
    """The day of the next step, kept among the author's tasks until it is done."""
    system = turn.store.as_system()
    await close_tasks(system, f"next:{note.id}:", turn.now)
    note.next_on, note.changed_at = day, turn.now
    if day is None:
        return
    programme = participant.programme if participant is not None else programme_of(turn)
    ends = ProgrammeSettings.read(programme.settings).work_to
    await raise_task(
        system,
        key=f"next:{note.id}:{turn.incoming.update_id}",
        programme_id=note.programme_id,
        assignee_id=turn.me.id,
        participant_id=note.participant_id,
        kind="next_step",
        text=next_text(note, participant),
        due_at=resolve(datetime.combine(day, ends), programme.timezone).utc,
        now=turn.now,
    )


def next_text(note: Note, participant: Participant | None) -> Text:
    """What the task says."""
    if participant is None:
        return staff(
            "Next step from your note of {day}: {words}", day=Day(note.happened_on), words=note.next_words or "–"
        )
    name = participant.person.name
    if note.next_words:
        return staff("Next step with {name}: {words}", name=name, words=note.next_words)
    return staff("Next step with {name}, from your note of {day}", name=name, day=Day(note.happened_on))


async def erase_undone(store: UnitOfWork, now: datetime) -> None:
    """Erases what was undone a day ago; run again and again by the housekeeping."""
    gone = await store.notes.undone_before(now - ERASED_AFTER)
    for note_id in gone:
        for one in await store.notes.media_of(note_id):
            await media.forget(store, one, now)
    if gone:
        await store.notes.erase(gone)


async def remember_drafts(store: UnitOfWork, now: datetime) -> None:
    """A draft that was left for a night becomes a task, so that it is not forgotten either."""
    for note in await store.notes.stale_drafts(now - timedelta(hours=12)):
        await raise_task(
            store,
            key=f"draft:{note.id}",
            programme_id=note.programme_id,
            assignee_id=note.author_id,
            participant_id=None,
            kind="note_draft",
            text=staff("A note of {day} is not finished.", day=Day(note.happened_on)),
            due_at=now,
            now=now,
        )


def written(text: str | None) -> str:
    """The words as they are kept."""
    return clean(text or "")
