"""Whoever is not in yet: the invitation link, a typed code, and the one polite sentence without either."""

from __future__ import annotations

from conversations.appointments.planning import replan_participant
from conversations.contact.service import card_button
from conversations.incoming import Started, Text
from conversations.invitations import service, staff_entry
from conversations.invitations.codes import looks_printed, read_code
from conversations.invitations.recognition import recognise
from conversations.onboarding import participant as onboarding
from conversations.part import StepHandler
from conversations.turn import Turn
from locales.languages import NORWEGIAN, from_phone
from locales.message import Message, message
from locales.text import say, staff
from storage.models import Invitation, Participant, ParticipantStatus, Role


def _private() -> Message:
    return message(say("Hello. This is a private service. You need an invitation to use it."))


def _no_use() -> Message:
    return message(say("This invitation does not work now. Ask the person who gave it to you for a new one."))


def _wait() -> Message:
    return message(say("Please wait a little. Then try again."))


def _somebody_else() -> Message:
    return message(say("This invitation is for another person. Please open it on that person's phone."))


async def greet_stranger(turn: Turn, home: StepHandler) -> None:
    """Answers somebody nobody invited: a typed code is tried, everything else gets the same polite sentence."""
    content = turn.incoming.content
    if isinstance(content, Text) and read_code(content.text):
        await redeem(turn, home)
    else:
        await turn.say(_private())


async def welcome_in(turn: Turn, home: StepHandler) -> None:
    """Shows somebody their home, unless their way in is not finished yet, or they are on no staff any more."""
    if turn.memberships or turn.participant is not None:
        await home(turn)
    elif staff_entry.is_unfinished(turn):
        await staff_entry.go_on(turn)
    else:
        await turn.say(_private())


async def hear_text(turn: Turn, otherwise: StepHandler, home: StepHandler) -> None:
    """A code typed by somebody who is in works like the link; all else is for `otherwise`."""
    if looks_printed(turn.text or ""):
        await redeem(turn, home)
    else:
        await otherwise(turn)


async def redeem(turn: Turn, home: StepHandler) -> None:
    """Opens the invitation whose code came with the link or was typed.

    A code that does not work gets one sentence, the same for a wrong, a used, an expired and a revoked one, and counts
    against the chat. Whoever is in already gets their home.
    """
    content = turn.incoming.content
    typed = (content.code or "") if isinstance(content, Started) else turn.text or ""
    system = turn.store.as_system()
    chat_id = turn.incoming.chat_id
    if not await service.may_try(system, chat_id, turn.now):
        await turn.say(_wait())
        return
    invitation = await service.find(system, typed)
    if invitation is None or not service.is_open(invitation, turn.now):
        await _refuse(turn, invitation, home)
    elif invitation.participant_id is not None:
        await _let_participant_in(turn, invitation, invitation.participant_id, home)
    else:
        await _let_staff_in(turn, invitation, home)


async def _refuse(turn: Turn, invitation: Invitation | None, home: StepHandler) -> None:
    own = invitation is not None and turn.person is not None and invitation.used_by_id == turn.person.id
    if not own:
        await service.note_wrong_code(turn.store.as_system(), turn.incoming.chat_id, turn.now)
        await turn.say(_no_use())
    if turn.person is not None:
        await _enter(turn, home)


async def _enter(turn: Turn, home: StepHandler) -> None:
    """Where the person stands: in the middle of their way in, or at home."""
    if turn.participant is not None and not turn.is_participant and not turn.memberships:
        await onboarding.resume(turn)
    else:
        await welcome_in(turn, home)


def _is_taken(turn: Turn) -> bool:
    """Whether the chat belongs to somebody who is in: it is not given to another person behind their back.

    A profile that never agreed or has stopped leaves the chat: else a link opened on the wrong phone, or the end of
    one programme, would lock the phone's owner out for ever.
    """
    return bool(turn.memberships) or turn.is_participant


async def _let_participant_in(turn: Turn, invitation: Invitation, participant_id: int, home: StepHandler) -> None:
    system = turn.store.as_system()
    participant = await system.participants.get(participant_id)
    if participant is None:
        await _refuse(turn, invitation, home)
        return
    person = participant.person
    if _is_taken(turn) and turn.me.id != person.id:
        await turn.say(_somebody_else())
        return
    if person.chat_id is None and participant.status == ParticipantStatus.INVITED:
        person.language = from_phone(turn.incoming.language_code) or NORWEGIAN
    moved = await service.take_chat(system, person, turn.incoming.chat_id, turn.now)
    await service.use_up(system, invitation, person, turn.incoming.chat_id, turn.now)
    await recognise(turn, person)
    await _note_opened(turn, participant, moved=moved)
    await _tell_opened(turn, invitation, participant, moved=moved)
    if participant.status == ParticipantStatus.ACTIVE:
        await replan_participant(system, participant, turn.now)
    await _enter(turn, home)


async def _note_opened(turn: Turn, participant: Participant, *, moved: bool) -> None:
    action = "participant.moved" if moved else "participant.opened"
    await turn.store.audit.note(action, turn.now, participant_id=participant.id)


async def _tell_opened(turn: Turn, invitation: Invitation, participant: Participant, *, moved: bool) -> None:
    if invitation.invited_by_id is None:
        return
    name = participant.person.name
    if moved:
        news = message(
            staff("{name} has opened the new invitation.", name=name),
            staff("The old chat gets nothing more."),
        )
    else:
        news = message(staff("{name} has opened the invitation.", name=name))
    await turn.tell(invitation.invited_by_id, Message(news.lines, buttons=((card_button(participant),),)))


async def _let_staff_in(turn: Turn, invitation: Invitation, home: StepHandler) -> None:
    role, programme_id = Role(invitation.role), invitation.programme_id
    if turn.participant is not None and turn.participant.status in (ParticipantStatus.ACTIVE, ParticipantStatus.PAUSED):
        await turn.say(_somebody_else())
    elif any(place.programme_id == programme_id and place.role == role for place in turn.memberships):
        await _enter(turn, home)
    else:
        await staff_entry.open_door(turn, invitation)
