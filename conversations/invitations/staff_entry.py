"""A specialist's or coordinator's way in: the language, the first name, and then they are on the staff.

Somebody who has opened a staff invitation and not given a name yet is a person without a name: what they opened is
known from their used invitations, so that nothing is lost however long they take.
"""

from __future__ import annotations

from collections.abc import Sequence

from conversations.home.menu import home_row
from conversations.invitations import service
from conversations.invitations.recognition import recognise
from conversations.names import clean_name
from conversations.onboarding.language_choice import language_rows
from conversations.press import BadPressError, Press, payload
from conversations.turn import Turn
from locales.languages import NORWEGIAN, STAFF_LANGUAGES, from_phone
from locales.message import Line, Message, message
from locales.text import Text, staff
from storage.models import Invitation, Person, Role

FLOW = "in"


def is_unfinished(turn: Turn) -> bool:
    """Whether the person has opened a staff invitation and not told their name."""
    return turn.person is not None and not turn.person.name


async def open_door(turn: Turn, invitation: Invitation) -> None:
    """Uses the code up for whoever holds this chat; somebody whose name is known is on the staff at once."""
    system = turn.store.as_system()
    person = turn.person
    if person is None or (turn.participant is not None and not turn.memberships):
        person = await _new_person(turn)
    await service.use_up(system, invitation, person, turn.incoming.chat_id, turn.now)
    await recognise(turn, person)
    if is_unfinished(turn):
        await go_on(turn)
    else:
        await _join(turn, [invitation])


async def _new_person(turn: Turn) -> Person:
    system = turn.store.as_system()
    phone = from_phone(turn.incoming.language_code)
    person = await system.people.add("", phone if phone in STAFF_LANGUAGES else NORWEGIAN, turn.now)
    person.reading = "own"
    await service.take_chat(system, person, turn.incoming.chat_id, turn.now)
    return person


async def go_on(turn: Turn) -> None:
    """Asks what is still missing: the language, or the name once a language was chosen."""
    if turn.dialogue is not None and turn.dialogue.step == "staff_name":
        await _ask_name(turn)
    else:
        await _ask_language(turn)


async def _ask_language(turn: Turn) -> None:
    await turn.open(FLOW, "staff_language")
    rows = language_rows(
        lambda code: payload(FLOW, "language", code),
        first=turn.me.language,
        codes=STAFF_LANGUAGES,
    )
    await turn.show(message(Line(staff("Choose your language."), "🌐"), buttons=rows))


async def choose_language(turn: Turn, press: Press) -> None:
    """The language is chosen; the name comes next."""
    code = press.word(0)
    if not is_unfinished(turn) or code not in STAFF_LANGUAGES:
        raise BadPressError
    turn.me.language = code
    turn.commands_changed = True
    await turn.open(FLOW, "staff_name")
    await turn.show(_name_question())


async def repeat_language(turn: Turn) -> None:
    """Something was written where a button is wanted."""
    await _ask_language(turn)


def _name_question(*before: Line | Text) -> Message:
    return message(
        *before,
        Line(staff("What is your first name?"), "✍️"),
        staff("Participants see it beside every message from you."),
    )


async def _ask_name(turn: Turn, *before: Text) -> None:
    await turn.open(FLOW, "staff_name")
    await turn.say(_name_question(*before))


async def take_name(turn: Turn) -> None:
    """The name is told; the person is on the staff of every programme whose invitation they opened."""
    if not is_unfinished(turn):
        await turn.close()
        return
    name = clean_name(turn.text or "")
    if name is None:
        await _ask_name(turn, staff("Please write a name with letters."))
        return
    turn.me.name = name
    await turn.close()
    await _join(turn, await turn.store.as_system().invitations.used_for_staff(turn.me.id))


async def _join(turn: Turn, invitations: Sequence[Invitation]) -> None:
    system = turn.store.as_system()
    for invitation in invitations:
        await system.people.join_staff(turn.me.id, invitation.programme_id, Role(invitation.role), turn.now)
        await turn.store.audit.note(
            "staff.joined",
            turn.now,
            subject="programme",
            subject_id=invitation.programme_id,
            role=invitation.role,
        )
        if invitation.invited_by_id not in (None, turn.me.id):
            await turn.tell(invitation.invited_by_id, message(_has_joined(turn.me.name, invitation)))
    await recognise(turn, turn.me)
    await turn.say(
        message(
            Line(staff("Welcome, {name}.", name=turn.me.name), "👋", strong=True),
            *(_place_of(invitation) for invitation in invitations),
            buttons=(home_row(),),
        ),
    )


def _has_joined(name: str, invitation: Invitation) -> Text:
    programme = invitation.programme.name
    if invitation.role == Role.COORDINATOR:
        return staff("{name} is now a coordinator in {programme}.", name=name, programme=programme)
    return staff("{name} is now an employment specialist in {programme}.", name=name, programme=programme)


def _place_of(invitation: Invitation) -> Text:
    programme = invitation.programme.name
    if invitation.role == Role.COORDINATOR:
        return staff("You are a coordinator in {programme}.", programme=programme)
    return staff("You are an employment specialist in {programme}.", programme=programme)
