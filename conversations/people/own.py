"""The participant a button is about: always asked for again, and never somebody else's."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from conversations import phrases
from conversations.part import ButtonHandler
from conversations.people.listing import show_list
from conversations.press import BadPressError, Press
from conversations.turn import Turn
from storage.models import Participant

OwnHandler = Callable[[Turn, Press, Participant], Awaitable[None]]


def object_id(press: Press, index: int = 0) -> int:
    """The id at this place of the payload.

    Raises:
        BadPressError: it is no number that could be an id.
    """
    number = press.number(index)
    if number <= 0:
        raise BadPressError
    return number


async def own_participant(turn: Turn, participant_id: int) -> Participant | None:
    """The participant, if this very specialist helps them now.

    A coordinator who is a specialist too may see colleagues' participants, and still acts for their own alone.
    """
    participant = await turn.store.participants.get(participant_id)
    return participant if participant is not None and participant.specialist_id == turn.me.id else None


def about_own(handler: OwnHandler) -> ButtonHandler:
    """Gives the handler the own participant whose id comes first in the payload; else the own list is shown."""

    async def checked(turn: Turn, press: Press) -> None:
        participant = await own_participant(turn, object_id(press))
        if participant is None:
            turn.toast(phrases.changed())
            await show_list(turn)
        else:
            await handler(turn, press, participant)

    return checked
