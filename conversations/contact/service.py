"""The rules of contact: what is passed on to whom, and which task waits for an answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from conversations.appointments.replies import CALL_TODAY
from conversations.consent.service import responsible
from conversations.contact.expectation import read_by
from conversations.contact.keeping import keep_answer, keep_said
from conversations.contact.said import Said, to_participant, to_specialist
from conversations.contact.words import waits_since
from conversations.people.contact_dates import note_contact
from conversations.press import payload
from conversations.tasks.service import Rows, close_tasks, raise_task, raise_urgent_task
from conversations.turn import Turn
from locales.message import Button, Line, Message, message
from locales.text import Text, brief, say, staff
from storage.models import Participant, ParticipantStatus
from storage.repositories.talk import TALK


def talk_button(participant: Participant) -> Button:
    """The one tap that reaches the specialist; the profile must be loaded with its specialist."""
    return Button(say("Talk to {name}", name=participant.specialist.name), payload("ct", "talk"), icon="💬")


def reply_rows(participant: Participant) -> Rows:
    """The specialist's ways on from something about this participant."""
    return (
        (
            Button(staff("Reply"), payload("cs", "reply", participant.id), icon="✏️"),
            card_button(participant),
        ),
    )


def card_button(participant: Participant) -> Button:
    """The participant's name; it opens their card."""
    return Button(say("{name}", name=participant.person.name), payload("pp", "card", participant.id), icon="👤")


def call_rows(participant: Participant) -> Rows:
    """One-tap answers to somebody who wants a call, then the usual ways on."""
    return (
        (Button(CALL_TODAY.label, payload("cs", "ok", participant.id), icon="📞"),),
        (Button(staff("I will call the next working day"), payload("cs", "later", participant.id), icon="📆"),),
        *reply_rows(participant),
    )


def so_far_button(participant: Participant) -> Button:
    """What was said with this participant, for their specialist."""
    return Button(staff("Talk so far"), payload("tt", "list", participant.id), icon="🗨")


async def pass_to_specialist(turn: Turn, said: Said) -> int | None:
    """Gives what the participant of this turn said to their specialist, who has one open task of it until answered.

    Where the specialist has left, a coordinator learns that there is something, and the words wait for whoever helps
    the participant next: coordinators do not read talk.
    """
    participant = turn.profile
    reader = await responsible(turn.store.as_system(), participant)
    kept = await keep_said(turn, said, reader)
    await note_contact(turn.store, participant, turn.now)
    await turn.store.audit.note("talk.to_specialist", turn.now, participant_id=participant.id, kind=said.kind)
    has_left = reader != participant.specialist_id
    if not has_left:
        rows = (*reply_rows(participant), (so_far_button(participant),))
        await _tell(turn, participant, reader, to_specialist(participant.person.name, said), rows)
    name = participant.person.name
    await (raise_urgent_task if has_left else raise_task)(
        turn.store,
        key=f"{_waits_for_answer(participant)}{turn.incoming.update_id}",
        programme_id=participant.programme_id,
        assignee_id=reader,
        participant_id=participant.id,
        kind="talk",
        text=staff("{name} has written and has no specialist now. Only the next specialist reads it.", name=name)
        if has_left
        else waits_since(name, turn.now, participant.programme.timezone),
        due_at=read_by(turn, participant),
        now=turn.now,
        unless_open=_waits_for_answer(participant),
    )
    return kept


async def pass_to_participant(turn: Turn, participant: Participant, said: Said, quotation: str = "") -> int | None:
    """Gives what the specialist of this turn said to this participant and nobody else; answers what waited.

    Args:
        turn: the specialist's.
        participant: the specialist's own.
        said: what was said.
        quotation: the beginning of the participant's own words that it answers; empty for none.
    """
    bubbles = to_participant(turn.me.name, said, quotation)
    await _tell(turn, participant, participant.person_id, bubbles, ((talk_button(participant),),))
    kept = await keep_answer(turn, participant, said)
    await note_contact(turn.store, participant, turn.now)
    await turn.store.audit.note("talk.to_participant", turn.now, participant_id=participant.id, kind=said.kind)
    await close_tasks(turn.store, _waits_for_answer(participant), turn.now)
    return kept


async def _tell(turn: Turn, participant: Participant, reader_id: int, bubbles: list[Message], rows: Rows) -> None:
    """Sends the bubbles, the last one with the rows; marked, so that what carried the words is forgotten with them."""
    for bubble in (*bubbles[:-1], replace(bubbles[-1], buttons=rows)):
        await turn.tell(reader_id, bubble, participant_id=participant.id, subject=TALK, subject_id=participant.id)


async def ask_for_call(turn: Turn) -> None:
    """Tells the specialist at once that the participant of this turn wants a call; asking again changes nothing."""
    participant = turn.profile
    await note_contact(turn.store, participant, turn.now)
    reader = await responsible(turn.store.as_system(), participant)
    await raise_urgent_task(
        turn.store,
        key=f"{_waits_for_call(participant)}{turn.incoming.update_id}",
        programme_id=participant.programme_id,
        assignee_id=reader,
        participant_id=participant.id,
        kind="call",
        text=staff("{name} asks you to call.", name=participant.person.name),
        due_at=read_by(turn, participant),
        now=turn.now,
        unless_open=_waits_for_call(participant),
        buttons=call_rows(participant) if reader == participant.specialist_id else (),
    )


async def answer_call(turn: Turn, participant: Participant, sentence: Text, due: datetime) -> bool:
    """Tells the participant when the specialist of this turn calls; says whether a call was waited for still.

    Args:
        turn: the specialist's.
        participant: who asked.
        sentence: what she reads.
        due: by when the call should have been made (UTC), kept as a task.
    """
    if not await turn.store.tasks.has_open(_waits_for_call(participant)):
        return False
    await close_tasks(turn.store, _waits_for_call(participant), turn.now)
    await raise_task(
        turn.store,
        key=f"callback:{participant.id}:{turn.incoming.update_id}",
        programme_id=participant.programme_id,
        assignee_id=turn.me.id,
        participant_id=participant.id,
        kind="callback",
        text=staff("You said that you call {name}.", name=participant.person.name),
        due_at=due,
        now=turn.now,
    )
    await note_contact(turn.store, participant, turn.now)
    told = message(
        Line(sentence, "📞"),
        brief=brief("{name} will call you.", name=turn.me.name),
        buttons=((talk_button(participant),),),
    )
    await turn.tell(participant.person_id, told, participant_id=participant.id)
    await turn.store.audit.note("call.answered", turn.now, participant_id=participant.id)
    return True


def _waits_for_answer(participant: Participant) -> str:
    return f"talk:{participant.id}:"


def _waits_for_call(participant: Participant) -> str:
    return f"call:{participant.id}:"


def obstacle(participant: Participant) -> Text | None:
    """Why nothing can be written to this participant now, for the specialist; None when it can."""
    name = participant.person.name
    if participant.status == ParticipantStatus.PAUSED:
        return staff("{name} has a pause. Nothing is sent now.", name=name)
    if participant.status != ParticipantStatus.ACTIVE:
        return staff("{name} does not take part now. Nothing is sent.", name=name)
    if not participant.person.reachable:
        return staff("{name} has closed the chat. Nothing can arrive now.", name=name)
    return None
