"""Opening what was covered, and covering it again."""

from __future__ import annotations

from conversations import phrases
from conversations.composing import DELETE, Drop
from conversations.discreet.messages import covered, with_way_back
from conversations.home.menu import home_row
from conversations.incoming import Button as Pressed
from conversations.part import Audience, Part
from conversations.people.own import object_id
from conversations.press import BadPressError, Press, payload
from conversations.turn import Turn
from locales.message import Button, Message, message
from locales.text import say
from storage.models import Delivery

part = Part("dm", Audience.PARTICIPANT)


async def _own(turn: Turn, press: Press) -> Delivery:
    delivery = await turn.store.deliveries.get(object_id(press))
    if delivery is None or delivery.person_id != turn.me.id or delivery.message_key == DELETE:
        raise BadPressError
    return delivery


@part.button("open")
async def open_it(turn: Turn, press: Press) -> None:
    """Shows what the message says, as it is now, in the place of the neutral words."""
    delivery = await _own(turn, press)
    content = await _content(turn, delivery)
    if isinstance(content, Drop):
        appointments = Button(say("My next appointments"), payload("ap", "list"), icon="📅")
        content = message(phrases.changed(), buttons=((appointments,), home_row()))
    await turn.show(with_way_back(content, delivery.id))


async def _content(turn: Turn, delivery: Delivery) -> Message | Drop:
    composers = turn.context.composers
    if composers is None:
        raise LookupError("no composers")
    composed = await composers.compose(turn.store.as_system(), [delivery], turn.now)
    return composed[delivery.id]


@part.button("hide")
async def hide_it(turn: Turn, press: Press) -> None:
    """Covers it again with the same neutral words."""
    delivery = await _own(turn, press)
    await turn.show(covered(turn.profile.specialist.name, delivery.id))


@part.button("away")
async def take_away(turn: Turn, press: Press) -> None:
    """Removes a picture or a voice from the screen; the neutral words above it stay."""
    await _own(turn, press)
    await _remove_bubble(turn)


@part.button("gone")
async def remove_it(turn: Turn, _press: Press) -> None:
    """Removes the bubble whose button was pressed."""
    await _remove_bubble(turn)


async def _remove_bubble(turn: Turn) -> None:
    content = turn.incoming.content
    if isinstance(content, Pressed) and content.message_id:
        await turn.take_away(content.message_id)
    else:
        turn.toast(phrases.old_button())
