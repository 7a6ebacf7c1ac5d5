"""A note that was meant as an appointment; the other way round is the appointment's own button."""

from __future__ import annotations

from conversations.appointments.specialist import draft_from_words
from conversations.notes import service
from conversations.notes.specialist import draft_only, part
from conversations.press import Press
from conversations.turn import Turn
from storage.models import Note, Participant


@part.button("meet")
@draft_only
async def an_appointment_after_all(turn: Turn, _press: Press, note: Note, _participant: Participant | None) -> None:
    """The draft of an appointment is shown, and the note goes."""
    await service.undo(turn.store, note, turn.now)
    await turn.close()
    await draft_from_words(turn, note.words or "", int(note.sources[0]) if note.sources else 0)
