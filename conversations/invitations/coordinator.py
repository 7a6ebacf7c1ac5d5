"""A coordinator invites a specialist: one tap, nothing to fill in."""

from __future__ import annotations

from conversations.invitations import service
from conversations.invitations.card import say_next, show_code
from conversations.invitations.choosing import ask_programme, chosen_programme
from conversations.press import Press
from conversations.turn import Turn
from locales.text import staff
from storage.models import Programme, Role


async def invite(turn: Turn, _press: Press) -> None:
    """Makes a code for the coordinator's programme, or asks which of several."""
    programmes = turn.programmes(Role.COORDINATOR)
    if len(programmes) > 1:
        await ask_programme(turn, programmes, "staff")
    else:
        await _invite(turn, programmes[0])


async def invite_to(turn: Turn, press: Press) -> None:
    """Makes a code for the chosen programme."""
    await _invite(turn, chosen_programme(turn, press, Role.COORDINATOR))


async def _invite(turn: Turn, programme: Programme) -> None:
    code = await service.invite_staff(
        turn.store,
        role=Role.SPECIALIST,
        programme_id=programme.id,
        invited_by_id=turn.me.id,
        now=turn.now,
    )
    headline = staff("Invitation for an employment specialist in {programme}", programme=programme.name)
    await show_code(turn, code, headline, programme, service.STAFF_CODE_LASTS)
    await say_next(turn)
