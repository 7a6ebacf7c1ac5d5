"""Taking a note back, and bringing it back again."""

from __future__ import annotations

from conversations.notes import cards, service
from conversations.notes.cards import CODE
from conversations.notes.specialist import ABOUT, about_note, draft_only, kept_only, part, show
from conversations.press import Press
from conversations.turn import Turn
from locales.text import staff
from storage.models import Note, NoteState, Participant


@part.button("away")
@draft_only
async def throw_away(turn: Turn, _press: Press, note: Note, participant: Participant | None) -> None:
    """The draft goes; it can be brought back for a day."""
    await service.undo(turn.store, note, turn.now)
    await turn.close()
    await turn.show(cards.undone_card(note, participant))


@part.button("undo")
@kept_only
async def undo(turn: Turn, _press: Press, note: Note, participant: Participant | None) -> None:
    """Takes a fresh note back."""
    if not service.is_changeable(note, turn.now):
        turn.toast(staff("This note is older than a day. You can add to it."))
        await show(turn, note, participant)
        return
    await service.undo(turn.store, note, turn.now)
    await turn.show(cards.undone_card(note, participant))


@part.button("bring")
@about_note(NoteState.UNDONE)
async def bring_back(turn: Turn, _press: Press, note: Note, participant: Participant | None) -> None:
    """As it was before it was taken back."""
    note.state = NoteState.KEPT if note.kept_at is not None else NoteState.DRAFT
    note.changed_at = turn.now
    if note.state == NoteState.DRAFT:
        await turn.open(CODE, ABOUT, {"note": note.id})
    elif note.next_on is not None:
        await service.set_next(turn, note, participant, note.next_on)
    await show(turn, note, participant)
