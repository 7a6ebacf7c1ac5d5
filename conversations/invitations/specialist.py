"""A specialist invites a participant, and gives one a new code when the phone or the account is another."""

from __future__ import annotations

from conversations.home.menu import home_row
from conversations.invitations import service
from conversations.invitations.card import say_next, show_code
from conversations.invitations.choosing import ask_programme, chosen_programme
from conversations.names import clean_name
from conversations.people.own import about_own
from conversations.press import Press, payload
from conversations.turn import Turn
from locales.message import Button, Line, message
from locales.text import Text, staff
from storage.models import Participant, Programme, Role


async def invite(turn: Turn, _press: Press) -> None:
    """Asks for the first name, or first for which of several programmes."""
    programmes = turn.programmes(Role.SPECIALIST)
    if len(programmes) > 1:
        await ask_programme(turn, programmes, "to")
    else:
        await _ask_name(turn, programmes[0].id)


async def invite_to(turn: Turn, press: Press) -> None:
    """The programme is chosen; the first name comes next."""
    await _ask_name(turn, chosen_programme(turn, press, Role.SPECIALIST).id)


async def _ask_name(turn: Turn, programme_id: int, *before: Text) -> None:
    await turn.open("in", "participant_name", {"programme": programme_id})
    await turn.show(
        message(
            *before,
            Line(staff("What is the participant's first name?"), "✍️", strong=True),
            staff("The first name is enough. You can change it later."),
            buttons=(home_row(),),
        ),
    )


async def take_name(turn: Turn) -> None:
    """The name is told: the profile is made and its invitation shown."""
    wanted = turn.draft.get("programme")
    programme = next((one for one in turn.programmes(Role.SPECIALIST) if one.id == wanted), None)
    if programme is None:
        await turn.close()
        await turn.say(message(staff("You do not work in this programme any more."), buttons=(home_row(),)))
        return
    name = clean_name(turn.text or "")
    if name is None:
        await _ask_name(turn, programme.id, staff("Please write a name with letters."))
        return
    await turn.close()
    invited = await service.invite_participant(
        turn.store,
        name=name,
        programme_id=programme.id,
        specialist_id=turn.me.id,
        now=turn.now,
    )
    await _show(turn, invited.participant, programme, invited.code)


async def _show(turn: Turn, participant: Participant, programme: Programme, code: str) -> None:
    headline = staff("Invitation for {name}", name=participant.person.name)
    await show_code(turn, code, headline, programme, service.PARTICIPANT_CODE_LASTS)
    await say_next(turn, participant.id)


@about_own
async def ask_relink(turn: Turn, _press: Press, participant: Participant) -> None:
    """Says what a new code changes, before it is made."""
    name = participant.person.name
    go_on = Button(staff("Make a new code"), payload("in", "relinked", participant.id), icon="🔗")
    back = Button(staff("Back"), payload("pp", "card", participant.id), icon="⬅️")
    await turn.show(
        message(
            Line(staff("A new code for {name}?", name=name), "🔗", strong=True),
            staff("It is for a new phone or a new account."),
            staff("Codes you made earlier stop working now."),
            staff("The old chat gets nothing more once the new code is opened."),
            buttons=((go_on,), (back,)),
        ),
    )


@about_own
async def relink(turn: Turn, _press: Press, participant: Participant) -> None:
    """Makes the new code."""
    code = await service.invite_again(turn.store, participant, turn.me.id, turn.now)
    await _show(turn, participant, participant.programme, code)
