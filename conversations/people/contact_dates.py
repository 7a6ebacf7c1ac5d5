"""When a participant and the programme were last in contact, both ways. It only ever moves forward."""

from __future__ import annotations

from datetime import datetime

from conversations.tasks.service import close_tasks
from storage.models import Participant
from storage.unit_of_work import UnitOfWork


async def note_contact(store: UnitOfWork, participant: Participant, at: datetime) -> None:
    """Keeps that there was contact at this moment (UTC), unless a later one is known; nobody is silent any more then.

    Contact is a message either way, a call that was answered, an answer to a question of ours, or a meeting that
    took place. A message of the programme to many is none.
    """
    if participant.last_contact_at is not None and participant.last_contact_at >= at:
        return
    participant.last_contact_at = at
    await close_tasks(store.as_system(), f"silence:{participant.id}:", at)
