"""A specialist's own participants, a page at a time."""

from __future__ import annotations

from conversations.home.menu import home_row
from conversations.people.standing import standing_of
from conversations.press import payload
from conversations.turn import Turn
from locales.message import Button, Line, message
from locales.text import staff, staff_n
from storage.models import Participant

PAGE = 8


async def show_list(turn: Turn, page: int = 1) -> None:
    """Shows a page of the specialist's own participants, in the order they came; a page that is none is the nearest."""
    everyone = await turn.store.participants.of_specialist(turn.me.id)
    pages = max(1, -(-len(everyone) // PAGE))
    page = min(max(page, 1), pages)
    rows: list[tuple[Button, ...]] = [(_button(one),) for one in everyone[(page - 1) * PAGE : page * PAGE]]
    turning = []
    if page > 1:
        turning.append(Button(staff("Earlier"), payload("pp", "list", page - 1), icon="⬅️"))
    if page < pages:
        turning.append(Button(staff("More"), payload("pp", "list", page + 1), icon="➡️"))
    if turning:
        rows.append(tuple(turning))
    invite = Button(staff("Invite a participant"), payload("in", "participant"), icon="✉️")
    if everyone:
        headline = staff_n("You help {count} participant.", "You help {count} participants.", count=len(everyone))
    else:
        headline = staff("You have no participants yet.")
    await turn.show(message(Line(headline, "👥", strong=True), buttons=(*rows, (invite,), home_row())))


def _button(participant: Participant) -> Button:
    icon, words = standing_of(participant)
    label = staff("{name}: {words}", name=participant.person.name, words=words)
    return Button(label, payload("pp", "card", participant.id), icon=icon)
