"""Reading a note: it stands in its own card's bubble for two minutes, or until a tap, and then the card is back.

What it says is composed at the moment it is sent and stands in no delivery row; the composer asks again whether the
person may read it. So a note never reaches a chat but that of the specialist who helps the participant now.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from conversations.composing import Composed, Composer, Drop
from conversations.home.menu import home_row
from conversations.incoming import Button as Pressed
from conversations.notes import cards, service
from conversations.notes.cards import CODE, about_line
from conversations.notes.enclosures import SHOWN_FOR, enclosure_lines, enclosure_rows, in_parts
from conversations.notes.kinds import HEADINGS, STEPS
from conversations.notes.specialist import kept_only, part, show
from conversations.press import Press, payload
from conversations.turn import Turn
from locales.message import Button, Line, Message, message
from locales.text import Day, Several, staff
from storage.models import (
    DeliveryKind,
    DeliveryState,
    Media,
    Note,
    NoteAddition,
    NoteState,
    Participant,
)
from storage.outgoing import Outgoing
from storage.repositories.deliveries import NewDelivery
from storage.unit_of_work import UnitOfWork

READING = "note.reading"
AWAY = "note.away"

NoteWriter = Callable[[UnitOfWork, Outgoing, Note, Participant | None, datetime], Awaitable[Message]]

_A_PAGE = 3200


@part.button("read")
@kept_only
async def read(turn: Turn, press: Press, note: Note, participant: Participant | None) -> None:
    """Shows it, and plans that it is taken away again."""
    page = press.number(1) if len(press.args) > 1 else 0
    await show_for_a_while(turn, READING, {"note": note.id, "page": page}, note)
    if participant is not None:
        await turn.store.audit.note(
            "note.read", turn.now, participant_id=participant.id, subject="note", subject_id=note.id
        )


async def show_for_a_while(turn: Turn, key: str, params: dict[str, int], note: Note) -> None:
    """Shows what a composer says in the pressed bubble, and brings the note's card back two minutes later."""
    pressed = turn.incoming.content
    if not isinstance(pressed, Pressed) or not pressed.message_id:
        return
    await turn.show_composed(key, params)
    away = NewDelivery(
        key=f"note-away:{note.id}:{turn.incoming.update_id}",
        kind=DeliveryKind.REPLY,
        due=turn.now + SHOWN_FOR,
        message_key=AWAY,
        person_id=turn.me.id,
        action="edit",
        target_message_id=pressed.message_id,
        params={"note": note.id},
    )
    await turn.store.deliveries.plan([away], turn.now)


@part.button("hide")
@kept_only
async def hide(turn: Turn, _press: Press, note: Note, participant: Participant | None) -> None:
    """Away at once."""
    await show(turn, note, participant)


def reader_of(store: UnitOfWork, delivery: Outgoing) -> UnitOfWork | None:
    """The store as the reader sees it; None where nobody known reads."""
    return store.acting(delivery.person_id) if delivery.person_id is not None else None


def for_the_reader(write: NoteWriter) -> Composer:
    """A composer for notes: each is asked for in the reader's own name, so that nobody else is ever shown one."""

    async def compose(store: UnitOfWork, deliveries: Sequence[Outgoing], now: datetime) -> Composed:
        composed: dict[int, Message | Drop] = {}
        for delivery in deliveries:
            composed[delivery.id] = await _one(write, store, delivery, now)
        return composed

    return compose


async def _one(write: NoteWriter, store: UnitOfWork, delivery: Outgoing, now: datetime) -> Message | Drop:
    own = reader_of(store, delivery)
    note = await own.notes.get(int(delivery.params.get("note", 0))) if own is not None else None
    if own is None or note is None or note.state != NoteState.KEPT:
        # What stands on the screen goes all the same, also when somebody else helps the participant by now.
        if delivery.message_key != AWAY or await store.deliveries.changed_since(delivery):
            return Drop(DeliveryState.SUPERSEDED, "not to be read")
        return message(Line(staff("This note is put away."), "🙈"), buttons=(home_row(),))
    participant = await own.participants.get(note.participant_id) if note.participant_id is not None else None
    if delivery.message_key == AWAY and await store.deliveries.changed_since(delivery):
        return Drop(DeliveryState.SUPERSEDED, "shows something else now")
    return await write(own, delivery, note, participant, now)


async def _reading(
    store: UnitOfWork, delivery: Outgoing, note: Note, participant: Participant | None, _now: datetime
) -> Message:
    sent = await store.notes.media_of(note.id)
    lines = note_lines(note, await store.notes.additions(note.id), sent)
    pages = _pages(lines)
    page = int(delivery.params.get("page", 0)) % len(pages)
    hide_it = Button(staff("Hide it"), payload(CODE, "hide", note.id), icon="🙈")
    rows = [*enclosure_rows(note, sent), (hide_it,)]
    if len(pages) > 1:
        turning = Button(staff("Read on"), payload(CODE, "read", note.id, (page + 1) % len(pages)), icon="➡️")
        rows.insert(0, (turning,))
    return message(
        Line(about_line(note, participant), "📝", strong=True),
        *pages[page],
        Line(staff("It goes away by itself in two minutes."), "⏳", gap=True),
        buttons=tuple(rows),
    )


def note_lines(note: Note, additions: Sequence[NoteAddition], sent: Sequence[Media] = ()) -> list[Line]:
    """All that a note says, heading by heading, long words in parts."""
    lines: list[Line] = []
    if note.steps:
        names = Several(tuple(STEPS[step] for step in note.steps if step in STEPS))
        lines.append(Line(staff("{steps}", steps=names), "🪜"))
    if note.held_only:
        lines.append(Line(staff("Nothing is written down of it."), "🤫"))
    for code, heading in HEADINGS.items():
        words = getattr(note, code)
        if words:
            lines += in_parts(staff("{heading}", heading=heading.name), heading.icon, words)
    lines += enclosure_lines(sent)
    if note.next_on is not None:
        lines.append(Line(staff("Next step: {day}", day=Day(note.next_on)), "👣"))
    for addition in additions:
        lines += in_parts(staff("Added on {day}", day=Day(addition.added_at.date())), "➕", addition.words)
    return lines


def _pages(lines: Sequence[Line]) -> list[list[Line]]:
    pages: list[list[Line]] = [[]]
    size = 0
    for line in lines:
        words = line.text.params.get("words", "")
        length = len(words) + 80 if isinstance(words, str) else 80
        if size + length > _A_PAGE and pages[-1]:
            pages.append([])
            size = 0
        pages[-1].append(line)
        size += length
    return pages


async def _away(
    store: UnitOfWork, _delivery: Outgoing, note: Note, participant: Participant | None, now: datetime
) -> Message:
    programme = participant.programme if participant is not None else await store.programmes.get(note.programme_id)
    if programme is None:
        raise LookupError(f"programme {note.programme_id}")
    return cards.kept_card(note, participant, now=now, today=service.today_in(programme, now))


part.composer(READING)(for_the_reader(_reading))
part.composer(AWAY)(for_the_reader(_away))
