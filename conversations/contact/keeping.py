"""Keeping what was said with its original, and forgetting it: after the programme's time, or when she asks."""

from __future__ import annotations

from datetime import datetime, timedelta

from conversations.appointments.venue_time import to_local
from conversations.contact.said import Said
from conversations.programme_settings import ProgrammeSettings
from conversations.turn import Turn
from storage.models import Participant, TalkMessage, Task
from storage.repositories.talk import TALK
from storage.unit_of_work import UnitOfWork

WAITS = ("talk", "call")
"""The kinds of tasks that mean that a participant waits for an answer."""

REPLIES_KEPT = timedelta(days=1)
"""So long the database holds what an answer put on a screen; nothing reads it after it has arrived."""


NOTICES_KEPT = timedelta(days=60)
"""So long a covered message on a private screen can be opened."""


async def keep_said(turn: Turn, said: Said, reached_id: int) -> int | None:
    """Keeps what the participant of this turn said, and whom it reached; gives its id, None when it was kept before."""
    return await _keep(turn, turn.profile, said, from_participant=True, staff_id=reached_id)


async def keep_answer(turn: Turn, participant: Participant, said: Said) -> int | None:
    """Keeps what the specialist of this turn said to the participant; what waited is answered by it."""
    kept = await _keep(turn, participant, said, from_participant=False, staff_id=turn.me.id)
    await turn.store.talk.mark_answered(participant.id, turn.now)
    return kept


async def _keep(
    turn: Turn, participant: Participant, said: Said, *, from_participant: bool, staff_id: int
) -> int | None:
    message = TalkMessage(
        programme_id=participant.programme_id,
        participant_id=participant.id,
        from_participant=from_participant,
        staff_id=staff_id,
        kind=said.kind,
        words=said.text or None,
        file=said.data or None,
        language=turn.me.language,
        said_at=turn.now,
        update_id=turn.incoming.update_id,
    )
    return await turn.store.talk.add(message)


async def answered_elsewhere(store: UnitOfWork, task: Task, now: datetime) -> None:
    """A task was done by hand: where it was talk, somebody has answered in another way, and nothing waits any more.

    Args:
        store: any unit of work of the transaction; the caller has made sure whose task it is.
        task: the task that was done.
        now: UTC.
    """
    if task.kind == "talk" and task.participant_id is not None:
        await store.as_system().talk.mark_answered(task.participant_id, now)


async def forget_on_request(turn: Turn, participant: Participant) -> None:
    """The participant wants it gone, and said so here or to the specialist of this turn.

    What is still on its way to the specialist does not arrive. Who waits for an answer still gets one.

    Raises:
        LookupError: the person of this turn is neither the participant nor their specialist.
    """
    deliveries = turn.store.deliveries
    await deliveries.supersede(TALK, [participant.id], turn.now, person_id=participant.specialist_id)
    await turn.store.talk.forget(participant.id)
    await turn.store.audit.note("talk.forgotten", turn.now, participant_id=participant.id)


async def forget_old(store: UnitOfWork, now: datetime) -> None:
    """Forgets once a day what is older than each programme keeps; who has withdrawn is forgotten no later."""
    for programme in await store.programmes.everyone():
        done = await store.rounds.today(f"talk:{programme.id}", to_local(now, programme.timezone).date())
        if done.finished:
            continue
        kept = timedelta(days=ProgrammeSettings.read(programme.settings).talk_kept_days)
        await store.talk.forget_before(programme.id, now - kept)
        await store.talk.forget_replies(now - REPLIES_KEPT)
        await store.talk.forget_notices(now - NOTICES_KEPT)
        done.finished = True
