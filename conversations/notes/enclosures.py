"""What was sent with a note: played again in a bubble of its own, and written down where a server for that is set."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from conversations.composing import DELETE, SAID
from conversations.incoming import Button as Pressed
from conversations.media import service as media
from conversations.notes import service
from conversations.notes.cards import CODE, about_line
from conversations.notes.specialist import kept_only, part, show
from conversations.press import Press, payload
from conversations.turn import Turn
from locales.message import Button, Line, message, pack_message
from locales.text import Day, Text, staff
from storage.models import (
    DeliveryKind,
    Media,
    MediaKind,
    MediaState,
    Note,
    NoteState,
    Participant,
    TranscriptState,
)
from storage.repositories.deliveries import OF, NewDelivery
from storage.unit_of_work import UnitOfWork

SHOWN_FOR = timedelta(minutes=2)

_CHUNK = 900

_FORMS: dict[str, tuple[str, Text]] = {
    MediaKind.VOICE: ("🎤", staff("Voice message")),
    MediaKind.PHOTO: ("🖼", staff("Picture")),
    MediaKind.DOCUMENT: ("📄", staff("File")),
}

_GONE = (MediaState.GONE, MediaState.REFUSED)


def enclosure_rows(note: Note, sent: Sequence[Media]) -> list[tuple[Button, ...]]:
    """To play what was sent, and to take or leave the words a machine heard."""
    rows: list[tuple[Button, ...]] = []
    for one in sent:
        icon, form = _FORMS[one.kind]
        if one.state not in _GONE:
            rows.append((Button(form, payload(CODE, "play", note.id, one.id), icon=icon),))
        if one.transcript_state == TranscriptState.PROPOSED:
            rows.append(
                (
                    Button(staff("Take these words"), payload(CODE, "heard", note.id, one.id, 1), icon="✅"),
                    Button(staff("Leave them"), payload(CODE, "heard", note.id, one.id, 0), icon="✖️"),
                )
            )
    return rows


def enclosure_lines(sent: Sequence[Media]) -> list[Line]:
    """What is not there any more, and the words a machine heard."""
    lines: list[Line] = []
    for one in sent:
        icon, form = _FORMS[one.kind]
        if one.state in _GONE:
            lines.append(Line(staff("{form}: it is not there any more.", form=form), icon, gap=True))
        if one.transcript_state == TranscriptState.PROPOSED and one.transcript:
            lines += in_parts(staff("This is what a machine heard. Is it right?"), "👂", one.transcript)
    return lines


def in_parts(heading: Text, icon: str, words: str) -> list[Line]:
    """A heading and its words; long words in several lines, because one value of a message is cut."""
    parts = [words[start : start + _CHUNK] for start in range(0, len(words), _CHUNK)]
    return [Line(heading, icon, gap=True), *(Line(staff("{words}", words=part)) for part in parts)]


@part.button("play")
@kept_only
async def play(turn: Turn, press: Press, note: Note, participant: Participant | None) -> None:
    """Something that was sent with the note, in a bubble of its own that goes away like the note."""
    found = next((one for one in await turn.store.notes.media_of(note.id) if one.id == press.number(1)), None)
    if found is None or found.state in {MediaState.GONE, MediaState.REFUSED}:
        turn.toast(staff("It is not there any more."))
        await show(turn, note, participant)
        return
    if found.state == MediaState.WANTED:
        turn.toast(staff("It is not kept yet. Try again in a moment."), alarm=True)
        return
    hide_it = Button(staff("Hide it"), payload(CODE, "gone", note.id), icon="🙈")
    lines = [Line(about_line(note, participant), "📎"), Line(staff("It goes away by itself in two minutes."), "⏳")]
    await turn.say(message(*lines, attachment=media.attachment_of(found), buttons=((hide_it,),)))
    await _take_away_later(turn, note)
    if participant is not None:
        await turn.store.audit.note(
            "note.played", turn.now, participant_id=participant.id, subject="note", subject_id=note.id
        )


async def _take_away_later(turn: Turn, note: Note) -> None:
    away = NewDelivery(
        key=f"note-gone:{note.id}:{turn.incoming.update_id}",
        kind=DeliveryKind.REPLY,
        due=turn.now + SHOWN_FOR,
        message_key=DELETE,
        person_id=turn.me.id,
        action="delete",
        params={OF: turn.replies[-1].id},
    )
    await turn.store.deliveries.plan([away], turn.now)


@part.button("gone")
@kept_only
async def put_away(turn: Turn, _press: Press, _note: Note, _participant: Participant | None) -> None:
    """What is shown beside a note goes at a tap."""
    pressed = turn.incoming.content
    if isinstance(pressed, Pressed) and pressed.message_id:
        await turn.take_away(pressed.message_id)


@part.button("heard")
@kept_only
async def take_words(turn: Turn, press: Press, note: Note, participant: Participant | None) -> None:
    """What a machine heard becomes words of the note, or is forgotten."""
    found = next((one for one in await turn.store.notes.media_of(note.id) if one.id == press.number(1)), None)
    if found is None or found.transcript_state != TranscriptState.PROPOSED or press.number(2) not in {0, 1}:
        turn.toast(staff("This is settled already."))
        await show(turn, note, participant)
        return
    if press.number(2) and found.transcript:
        await service.take_transcript(turn, note, found)
    else:
        found.transcript, found.transcript_state = None, TranscriptState.REFUSED
    await show(turn, note, participant, Line(staff("Kept."), "✅"))


async def tell_of_transcript(store: UnitOfWork, found: Media, now: datetime) -> None:
    """A voice note was written down: its author hears so, and reads the words in the note."""
    note = await store.notes.note_of(found.id)
    if note is None or note.state == NoteState.UNDONE:
        return
    button = Button(staff("Look at it"), payload(CODE, "open", note.id), icon="👀")
    content = message(
        Line(staff("Your voice note of {day} is written down, as a proposal.", day=Day(note.happened_on)), "👂"),
        buttons=((button,),),
    )
    told = NewDelivery(
        key=f"note-heard:{found.id}",
        kind=DeliveryKind.NOTICE,
        due=now,
        message_key=SAID,
        person_id=note.author_id,
        content=pack_message(content),
    )
    await store.deliveries.plan([told], now)
