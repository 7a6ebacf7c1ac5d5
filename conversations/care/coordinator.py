"""The coordinator's look at who waits, as it is now: how many and since when, for the whole programme."""

from __future__ import annotations

from conversations.care.waiting import waiting_lines
from conversations.home.menu import home_row
from conversations.part import Audience, Part
from conversations.press import Press, payload
from conversations.turn import Turn
from locales.message import Button, Line, message
from locales.text import staff
from storage.models import Role

part = Part("sl", Audience.COORDINATOR)


def waiting_button() -> Button:
    """One tap to the numbers of now."""
    return Button(staff("Who waits now?"), payload("sl", "now"), icon="🔄")


@part.button("now")
async def show_waiting(turn: Turn, _press: Press) -> None:
    """Every programme the person coordinates."""
    lines: list[Line] = []
    for programme in turn.programmes(Role.COORDINATOR):
        lines.append(Line(staff("{programme}", programme=programme.name), "🏷", strong=True, gap=bool(lines)))
        none = Line(staff("Nobody waits. There is contact with everybody, and something is planned."), "👍")
        lines += await waiting_lines(turn.store, programme) or [none]
    await turn.show(message(*lines, buttons=((waiting_button(),), home_row())))
