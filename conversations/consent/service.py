"""The rules of consent: two acts make it whole, hers in the chat and the specialist's record, in either order."""

from __future__ import annotations

from datetime import datetime

from conversations.appointments.planning import replan_participant
from conversations.home.menu import home_row
from conversations.people.contact_dates import note_contact
from conversations.press import payload
from conversations.tasks.service import close_tasks, raise_urgent_task
from conversations.turn import Turn
from locales.message import Button, Line, Message, message
from locales.text import brief, say, staff
from storage.models import Consent, Participant, ParticipantStatus, Role
from storage.unit_of_work import UnitOfWork


async def record(
    turn: Turn,
    participant: Participant,
    *,
    language: str,
    text_version: str,
    interpreter: bool,
) -> bool:
    """Keeps that the specialist and the participant agreed, face to face, today.

    A professional interpreter is asked for because cooperation agreed through a relative was found not to be
    understood. The profile must be the specialist's own and loaded whole.

    Returns:
        Whether the participant takes part from now on; she is told then. Otherwise her own yes is still to come.

    Raises:
        ValueError: a consent stands already.
    """
    if await turn.store.participants.standing_consent(participant.id) is not None:
        raise ValueError(f"participant {participant.id} has a standing consent")
    await turn.store.participants.record_consent(
        Consent(
            participant_id=participant.id,
            language=language,
            text_version=text_version,
            interpreter=interpreter,
            recorded_by_id=turn.me.id,
            recorded_at=turn.now,
        ),
    )
    await turn.store.audit.note("consent.recorded", turn.now, participant_id=participant.id, interpreter=interpreter)
    await close_tasks(turn.store, f"consent:{participant.id}:", turn.now)
    await note_contact(turn.store, participant, turn.now)
    if participant.agreed_at is None:
        return False
    await activate(turn.store, participant, turn.now)
    turn.let_in.append(participant)
    await turn.tell(
        participant.person_id,
        welcome(participant),
        participant_id=participant.id,
        onboarding=True,
    )
    return True


async def activate(store: UnitOfWork, participant: Participant, now: datetime) -> None:
    """Both acts have happened: the participant takes part, and what is already agreed is planned."""
    participant.status = ParticipantStatus.ACTIVE
    await store.audit.note("participant.active", now, participant_id=participant.id)
    system = store.as_system()
    await system.dialogues.close(participant.person_id)
    await replan_participant(system, participant, now)


def welcome(participant: Participant) -> Message:
    """What the participant reads when both acts have happened."""
    name = participant.specialist.name
    return message(
        Line(say("Welcome, {name}.", name=participant.person.name), "🎉", strong=True),
        Line(say("You see your appointments here."), "📅"),
        Line(say("You can write or speak. {name} gets it.", name=name), "💬"),
        brief=brief("Welcome. Write or speak. {name} gets it.", name=name),
        buttons=(home_row(),),
    )


async def withdraw(turn: Turn, participant: Participant) -> None:
    """The participant stops, by her own choice or through the specialist: nothing planned is sent any more.

    It costs nothing and no reason is asked for. Stopping twice changes nothing. The specialist is told plainly, if
    it was not the specialist who pressed. What is shown to the person who pressed is the caller's.

    Args:
        turn: of the person who stops it.
        participant: loaded with person and programme.
    """
    if participant.status == ParticipantStatus.WITHDRAWN:
        return
    now = turn.now
    system = turn.store.as_system()
    consent = await system.participants.standing_consent(participant.id)
    if consent is not None:
        consent.withdrawn_at = now
    participant.status, participant.agreed_at = ParticipantStatus.WITHDRAWN, None
    await system.deliveries.suppress_waiting(participant.person_id, now, "withdrawn")
    await system.invitations.revoke_open(participant.id, now)
    await system.dialogues.close(participant.person_id)
    for cause in (f"consent:{participant.id}:", f"talk-first:{participant.id}:"):
        await close_tasks(system, cause, now)
    plan = await system.aftercare.current(participant.id)
    if plan is not None:
        for kind in ("aftercare", "aftercare_firm", "aftercare_new"):
            await close_tasks(system, f"{kind}:{plan.id}:", now)
    await turn.store.audit.note("consent.withdrawn", now, participant_id=participant.id)
    await system.flush()
    if turn.me.id == participant.person_id:
        turn.dialogue = None
        name = participant.person.name
        await turn.tell(
            await responsible(system, participant),
            message(
                Line(staff("{name} has stopped the messages.", name=name), "⏹"),
                staff("That is fine and needs no reason."),
                staff("{name} can start again here at any time.", name=name),
            ),
        )


async def responsible(store: UnitOfWork, participant: Participant) -> int:
    """The person who is told about the participant: the specialist, or a coordinator where the specialist has left."""
    programme_id = participant.programme_id
    if await store.people.membership(participant.specialist_id, programme_id, Role.SPECIALIST) is not None:
        return participant.specialist_id
    coordinators = await store.people.staff_of(programme_id, Role.COORDINATOR)
    return coordinators[0].person_id if coordinators else participant.specialist_id


async def ask_for_record(turn: Turn, participant: Participant) -> None:
    """Puts on the specialist's list, and tells at once, that only the record is missing."""
    system = turn.store.as_system()
    assignee_id = await responsible(system, participant)
    button = Button(staff("Record consent"), payload("co", "record", participant.id), icon="🖊")
    await raise_urgent_task(
        system,
        key=f"consent:{participant.id}:{turn.incoming.update_id}",
        programme_id=participant.programme_id,
        assignee_id=assignee_id,
        participant_id=participant.id,
        kind="consent",
        text=staff("{name} has agreed in the chat. Please record the consent.", name=participant.person.name),
        due_at=turn.now,
        now=turn.now,
        buttons=((button,),) if assignee_id == participant.specialist_id else (),
    )


async def tell_active(turn: Turn, participant: Participant, consent: Consent) -> None:
    """Tells the specialist that her own yes has come after the record, and when the two were in different languages."""
    lines = [Line(staff("{name} has agreed in the chat and takes part now.", name=participant.person.name), "✅")]
    if consent.language != participant.agreed_language:
        lines.append(other_language())
    await turn.tell(await responsible(turn.store.as_system(), participant), message(*lines))


def other_language() -> Line:
    """The warning that the two acts were in different languages."""
    return Line(staff("The consent and the text in the chat are in different languages. Please talk about it."), "⚠️")
