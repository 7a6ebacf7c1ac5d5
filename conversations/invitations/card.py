"""The link as it is handed over: a picture to show, a line to copy, a code to read aloud."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from conversations.appointments.facts import when
from conversations.home.menu import home_row
from conversations.invitations.codes import link
from conversations.press import payload
from conversations.turn import Turn
from locales.message import Attachment, Button, Line, message
from locales.text import Text, staff
from storage.models import Programme


async def show_code(turn: Turn, code: str, headline: Text, programme: Programme, lasts: timedelta) -> None:
    """Shows the invitation with its QR picture, and in a bubble of its own what can be done next.

    A picture has no buttons: a bubble with a picture cannot be changed into one without.
    """
    address = link(turn.context.bot_username, code)
    await turn.say(
        message(
            Line(headline, "✉️", strong=True),
            Line(staff("Show this picture, or send the link."), "📱"),
            Line(staff("Link: {link}", link=address), gap=True),
            Line(staff("Code to type: {code}", code=code)),
            Line(staff("It is for this one person, and works once."), "☝️", gap=True),
            Line(staff("It works until {when}.", when=when(_local(turn.now + lasts, programme))), "⏳"),
            attachment=Attachment("qr", address),
        ),
    )


async def say_next(turn: Turn, participant_id: int | None = None) -> None:
    """What happens next, with the way back."""
    rows = [home_row()]
    if participant_id is not None:
        rows.insert(0, (Button(staff("Show the card"), payload("pp", "card", participant_id), icon="👤"),))
    await turn.say(message(staff("You get a message when it has been opened."), buttons=tuple(rows)))


def _local(moment: datetime, programme: Programme) -> datetime:
    return moment.astimezone(ZoneInfo(programme.timezone)).replace(tzinfo=None)
