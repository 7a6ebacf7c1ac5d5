"""What follows from a participant's first choices."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from conversations.consent.service import activate, ask_for_record, responsible, tell_active
from conversations.contact.service import card_button
from conversations.onboarding.texts import TEXT_VERSION
from conversations.tasks.service import close_tasks, raise_urgent_task
from conversations.turn import Turn
from locales.text import staff
from storage.models import Participant, ParticipantStatus


async def agree(turn: Turn) -> bool:
    """Keeps the participant's own yes to the current text in her language; saying it twice changes nothing.

    Whoever had stopped starts again: a new consent has to be recorded.

    Returns:
        Whether she takes part from now on, because the specialist had recorded the consent before.
    """
    participant = turn.profile
    if participant.agreed_at is not None:
        return turn.is_participant
    participant.agreed_at = turn.now
    participant.agreed_language, participant.agreed_version = turn.me.language, TEXT_VERSION
    participant.status = ParticipantStatus.INVITED
    await turn.store.audit.note("participant.agreed", turn.now, participant_id=participant.id, version=TEXT_VERSION)
    await close_tasks(turn.store.as_system(), f"talk-first:{participant.id}:", turn.now)
    consent = await turn.store.participants.standing_consent(participant.id)
    if consent is None:
        await ask_for_record(turn, participant)
        return False
    await activate(turn.store, participant, turn.now)
    turn.dialogue = None
    await tell_active(turn, participant, consent)
    return True


async def ask_to_talk(turn: Turn, participant: Participant) -> None:
    """Tells the specialist, once a day, that the participant wants to talk before she decides."""
    system = turn.store.as_system()
    today = turn.now.astimezone(ZoneInfo(participant.programme.timezone)).date()
    assignee_id = await responsible(system, participant)
    await raise_urgent_task(
        system,
        key=f"talk-first:{participant.id}:{today.isoformat()}",
        programme_id=participant.programme_id,
        assignee_id=assignee_id,
        participant_id=participant.id,
        kind="talk_first",
        text=staff("{name} wants to talk with you before agreeing.", name=participant.person.name),
        due_at=turn.now,
        now=turn.now,
        buttons=((card_button(participant),),) if assignee_id == participant.specialist_id else (),
    )
    await turn.store.audit.note("participant.wants_to_talk", turn.now, participant_id=participant.id)
