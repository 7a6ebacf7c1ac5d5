"""Which of several programmes somebody is invited to."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.home.menu import home_row
from conversations.press import BadPressError, Press, payload
from conversations.turn import Turn
from locales.message import Button, Line, message
from locales.text import staff
from storage.models import Programme, Role


async def ask_programme(turn: Turn, programmes: Sequence[Programme], action: str) -> None:
    """Asks which programme; `action` is the button that takes its id."""
    rows = [(Button(staff("{name}", name=one.name), payload("in", action, one.id)),) for one in programmes]
    await turn.show(message(Line(staff("Which programme?"), strong=True), buttons=(*rows, home_row())))


def chosen_programme(turn: Turn, press: Press, role: Role) -> Programme:
    """The programme a button names.

    Raises:
        BadPressError: it is none in which the person has this role.
    """
    wanted = press.number(0)
    for programme in turn.programmes(role):
        if programme.id == wanted:
            return programme
    raise BadPressError
