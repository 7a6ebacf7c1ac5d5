"""The notes about a participant, and notes to oneself: which there are, never what they say."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.home.menu import home_row
from conversations.notes.cards import CODE, about_line
from conversations.notes.journal import PERIODS
from conversations.notes.kinds import KINDS, NoteKind
from conversations.notes.specialist import part
from conversations.people.own import about_own
from conversations.press import Press, payload
from conversations.turn import Turn
from locales.message import Button, Line, message
from locales.text import staff, staff_n
from storage.models import Note, Participant

_PAGE = 6


def note_button(note: Note, participant: Participant | None) -> Button:
    """Opens the note's card."""
    icon = KINDS[NoteKind(note.kind)][0] if note.kind in set(NoteKind) else "📓"
    return Button(about_line(note, participant), payload(CODE, "open", note.id), icon=icon)


@part.button("list")
@about_own
async def notes_about(turn: Turn, press: Press, participant: Participant) -> None:
    """The notes about one participant, the newest first; the journal text of a period."""
    turn.park()
    before = press.number(1) if len(press.args) > 1 else None
    found = await turn.store.notes.of_participant(participant.id, before=before, limit=_PAGE + 1)
    await turn.store.audit.note("notes.listed", turn.now, participant_id=participant.id)
    name = participant.person.name
    lines = [Line(staff("Notes about {name}", name=name), "📝", strong=True)]
    if not found:
        lines.append(Line(staff("None yet. Just write, and it becomes a note."), "🌱"))
    rows: list[tuple[Button, ...]] = [(note_button(note, participant),) for note in found[:_PAGE]]
    if len(found) > _PAGE:
        rows.append((Button(staff("Earlier"), payload(CODE, "list", participant.id, found[_PAGE - 1].id), icon="⬇️"),))
    if found:
        lines.append(Line(staff("One text for the journal, of the last days:"), "📋", gap=True))
        rows.append(
            tuple(
                Button(
                    staff_n("{count} day", "{count} days", count=days), payload(CODE, "period", participant.id, days)
                )
                for days in PERIODS
            )
        )
    back = Button(staff("Back"), payload("pp", "card", participant.id), icon="⬅️")
    await turn.show(message(*lines, buttons=(*rows, (back, *home_row()))))


@part.command("notes")
async def own_notes_command(turn: Turn) -> None:
    """Notes to oneself, and what is not finished."""
    await show_own(turn)


@part.button("mine")
async def own_notes(turn: Turn, _press: Press) -> None:
    """As the command."""
    await show_own(turn)


async def show_own(turn: Turn) -> None:
    """Unfinished notes first, then the author's notes to self."""
    turn.park()
    drafts = await turn.store.notes.drafts_of(turn.me.id)
    own = await turn.store.notes.own(turn.me.id, _PAGE)
    lines = [Line(staff("Your notes"), "📝", strong=True)]
    lines.append(Line(staff("Just write, speak or send a picture: it becomes a note.")))
    if drafts:
        text = staff_n("{count} note is not finished.", "{count} notes are not finished.", count=len(drafts))
        lines.append(Line(text, "✏️"))
    rows = [*_draft_rows(drafts), *((note_button(note, None),) for note in own)]
    await turn.show(message(*lines, buttons=(*rows, home_row())))


def _draft_rows(drafts: Sequence[Note]) -> list[tuple[Button, ...]]:
    return [
        (Button(staff("Go on with it ({number})", number=number), payload(CODE, "open", note.id), icon="✏️"),)
        for number, note in enumerate(drafts, 1)
    ]
