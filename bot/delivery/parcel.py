"""A delivery that may leave, with all that is needed to send it; and how it is written out for its reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, cast

from bot.attachments import MadeAttachment
from bot.delivery.channel import Content
from bot.delivery.check import Addressee, Standing
from locales.languages import SOURCE, from_phone
from locales.message import Line, Message
from locales.render import Reader, Reading, render
from locales.text import say
from storage.outgoing import Outgoing


@dataclass(frozen=True)
class Parcel:
    """A delivery on its way.

    Attributes:
        delivery: the row as it was when the check let it go.
        chat_id: where to.
        reader: whom it is written for.
        message: what it says; None when it takes a message away.
        attachment: what goes with it, made already.
        standing: the profile it goes to, if it goes to a participant.
        lease_until: when another process may take the row over, by the machine's clock.
        target: the bubble to edit or delete, if it does not send a new one.
    """

    delivery: Outgoing
    chat_id: int
    reader: Reader
    message: Message | None
    attachment: MadeAttachment | None
    standing: Standing | None
    lease_until: datetime
    target: int | None = None

    def write(self) -> Content | None:
        """The bubble in the reader's language; None when the delivery takes one away."""
        if self.message is None:
            return None
        return Content(render(self.message, self.reader), self.attachment)


def reader_of(addressee: Addressee | None, params: Mapping[str, Any]) -> Reader:
    """How to write for this person; for a stranger, in the language of their phone where we speak it."""
    if addressee is None:
        return Reader(from_phone(params.get("language")) or SOURCE, "own")
    return Reader(addressee.language, cast("Reading", addressee.reading))


def marked_as_repeat(message: Message) -> Message:
    """The message with a line that says it may have come before."""
    line = Line(say("You may have got this message before."), icon="🔁", gap=True)
    return replace(message, lines=(*message.lines, line))
