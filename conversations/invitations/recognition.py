"""Who is speaking, once an invitation has made somebody of a stranger in the middle of a turn."""

from __future__ import annotations

from conversations.turn import Turn
from storage.models import Person


async def recognise(turn: Turn, person: Person) -> None:
    """Lets the rest of the turn be this person's, with the roles they have as of now; their eyes are put on."""
    system = turn.store.as_system()
    turn.person = await system.people.with_memberships(person.id)
    turn.store = system.acting(person.id)
    turn.participant = await turn.store.participants.of_person(person.id)
    turn.memberships = tuple(membership for membership in turn.person.memberships if membership.active)
    turn.commands_changed = True
    turn.dialogue = await turn.store.dialogues.of(person.id)
