"""People who close the chat with the bot and come back: it is nobody's fault, but somebody should know."""

from __future__ import annotations

from datetime import datetime

from conversations.appointments.planning import replan_participant
from conversations.consent.service import responsible
from conversations.contact.service import card_button
from conversations.tasks.service import close_tasks, raise_urgent_task
from conversations.turn import Turn
from locales.text import staff
from storage.models import Participant, ParticipantStatus
from storage.unit_of_work import UnitOfWork


async def note_gone(store: UnitOfWork, participant: Participant, cause: str, now: datetime) -> None:
    """Tells the specialist that nothing reaches this participant; once until they are back.

    Args:
        store: any unit of work of the transaction.
        participant: loaded with its person.
        cause: what it was noticed by, unique for this time: an update's or a delivery's id.
        now: UTC.
    """
    participant.person.reachable = False
    if participant.status == ParticipantStatus.WITHDRAWN:
        return
    await raise_urgent_task(
        store,
        key=f"{_gone(participant)}{cause}",
        programme_id=participant.programme_id,
        assignee_id=await responsible(store.as_system(), participant),
        participant_id=participant.id,
        kind="unreachable",
        text=staff("{name} has closed the chat. Please reach {name} another way.", name=participant.person.name),
        due_at=now,
        now=now,
        unless_open=_gone(participant),
        buttons=((card_button(participant),),),
    )


def _gone(participant: Participant) -> str:
    """How the keys of these tasks begin; sending raises them too, when it is refused."""
    return f"unreachable:{participant.person_id}:"


async def went_away(turn: Turn) -> None:
    """The person closed the chat."""
    turn.me.reachable = False
    if turn.participant is not None:
        await note_gone(turn.store, turn.participant, str(turn.incoming.update_id), turn.now)


async def came_back(turn: Turn) -> None:
    """The person opened the chat again: what is still to come is planned again."""
    turn.me.reachable = True
    if turn.participant is not None:
        participant = turn.participant
        await close_tasks(turn.store, _gone(participant), turn.now)
        if participant.status == ParticipantStatus.ACTIVE:
            await replan_participant(turn.store.as_system(), participant, turn.now)
