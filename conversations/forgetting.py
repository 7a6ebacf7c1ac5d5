"""Answers whose words are kept in one place only: once they are on the screen, the delivery forgets what it said.

For what its author may delete for good; otherwise the text would stay behind in the row that brought it.
"""

from __future__ import annotations

from datetime import datetime

from conversations.turn import Turn
from locales.message import Message
from storage.unit_of_work import UnitOfWork

FORGOTTEN = "forgotten"
"""The subject of the deliveries that forget."""


async def show_and_forget(turn: Turn, message: Message) -> None:
    """As `Turn.show`, and only that something was shown is kept."""
    await turn.show(message, subject=FORGOTTEN)


async def forget_shown(store: UnitOfWork, _now: datetime) -> None:
    """Takes the words out of such answers that were sent or given up; run again and again by the housekeeping."""
    await store.deliveries.forget_content(FORGOTTEN)
