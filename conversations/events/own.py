"""The part of events, and the event a button is about: always asked for again, and never a colleague's."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from conversations import phrases
from conversations.part import Audience, ButtonHandler, Part
from conversations.people.listing import show_list
from conversations.people.own import object_id, own_participant
from conversations.press import Press, payload
from conversations.turn import Turn
from locales.message import Button
from locales.text import staff
from storage.models import Event, Participant

CODE = "ev"

part = Part(CODE, Audience.SPECIALIST)

EventHandler = Callable[[Turn, Press, Participant, Event], Awaitable[None]]

Rows = tuple[tuple[Button, ...], ...]


async def own_event(turn: Turn, event_id: int) -> tuple[Participant, Event] | None:
    """The event and its participant, if this very specialist helps them now; undone events too."""
    event = await turn.store.events.get(event_id)
    participant = await own_participant(turn, event.participant_id) if event is not None else None
    return (participant, event) if participant is not None and event is not None else None


def about_event(handler: EventHandler) -> ButtonHandler:
    """Gives the handler the own event whose id comes first in the payload; else the own participants are shown."""

    async def checked(turn: Turn, press: Press) -> None:
        found = await own_event(turn, object_id(press))
        if found is None:
            turn.toast(phrases.changed())
            await show_list(turn)
        else:
            await handler(turn, press, *found)

    return checked


def in_rows(buttons: list[Button], columns: int = 2) -> Rows:
    """The buttons, so many beside each other."""
    return tuple(tuple(buttons[start : start + columns]) for start in range(0, len(buttons), columns))


def to_card(participant: Participant) -> Button:
    """Back to the participant's card."""
    return Button(staff("Back"), payload("pp", "card", participant.id), icon="⬅️")


def to_kinds(participant: Participant) -> Button:
    """Back to what may have happened."""
    return Button(staff("Back"), payload(CODE, "open", participant.id), icon="⬅️")


def to_all(participant: Participant) -> Button:
    """To everything that happened."""
    return Button(staff("All that happened"), payload(CODE, "list", participant.id, 1), icon="🗂")
