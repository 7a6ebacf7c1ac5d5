"""The participant lets go what is kept of the talk: asked once more, then gone."""

from __future__ import annotations

from conversations.contact.keeping import forget_on_request
from conversations.contact.participant import part
from conversations.home.menu import home_row
from conversations.press import Press, payload
from conversations.turn import Turn
from locales.message import Button, Line, message
from locales.text import brief, say


@part.button("forget")
async def ask(turn: Turn, _press: Press) -> None:
    """What goes and what stays, before it happens."""
    await turn.show(
        message(
            Line(
                say("Do you want to delete your talk with {name}?", name=turn.profile.specialist.name), "🗑", strong=True
            ),
            Line(say("It is deleted here. The chats on the phones stay as they are.")),
            brief=brief("Do you want to delete the messages?"),
            buttons=(
                (Button(say("Yes, delete"), payload("ct", "forgetok"), icon="🗑"),),
                (Button(say("Back"), payload("ct", "who"), icon="⬅️"),),
            ),
        ),
    )


@part.button("forgetok")
async def forget(turn: Turn, _press: Press) -> None:
    """It is gone; asking again is harmless."""
    await forget_on_request(turn, turn.profile)
    await turn.show(
        message(Line(say("It is deleted."), "✅"), brief=brief("The messages are deleted."), buttons=(home_row(),)),
    )
