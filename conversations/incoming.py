"""What reaches the conversations: one message, tap or change of state, free of any channel's own types."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Text:
    """Words somebody typed; normalised to NFC and free of control characters."""

    text: str
    message_id: int


@dataclass(frozen=True)
class Started:
    """The start button was pressed, with the code of an invitation link or without one."""

    code: str | None
    message_id: int


@dataclass(frozen=True)
class Command:
    """A command such as `/help`; `name` has no slash and is lower case, `argument` may be empty."""

    name: str
    argument: str
    message_id: int


@dataclass(frozen=True)
class Button:
    """A pressed inline button; `message_id` is the message it hangs under, 0 when that is unknown."""

    payload: str
    message_id: int
    query_id: str


@dataclass(frozen=True)
class Photo:
    """A picture; `size` in bytes, 0 when unknown."""

    file_id: str
    unique_id: str
    caption: str
    size: int
    message_id: int


@dataclass(frozen=True)
class Voice:
    """A spoken message; `seconds` long, `size` in bytes, 0 when unknown."""

    file_id: str
    unique_id: str
    seconds: int
    size: int
    message_id: int


@dataclass(frozen=True)
class Document:
    """A file; `size` in bytes, 0 when unknown; `name` as the sender's phone gave it, perhaps empty."""

    file_id: str
    unique_id: str
    name: str
    mime_type: str
    caption: str
    size: int
    message_id: int


@dataclass(frozen=True)
class PlaceShared:
    """A point on the map, in degrees (WGS 84)."""

    latitude: float
    longitude: float
    message_id: int


@dataclass(frozen=True)
class Contact:
    """A contact card; `phone` as the sender's phone gave it."""

    phone: str
    first_name: str
    message_id: int


@dataclass(frozen=True)
class Edited:
    """An earlier message was changed afterwards; `text` is the new one."""

    text: str
    message_id: int


@dataclass(frozen=True)
class Unsupported:
    """Something the bot cannot read (a sticker, a poll, a video); `kind` names it for the log."""

    kind: str
    message_id: int


@dataclass(frozen=True)
class Blocked:
    """The person stopped the bot in the channel itself."""


@dataclass(frozen=True)
class Unblocked:
    """The person let the bot write again in the channel itself."""


Content = (
    Text
    | Started
    | Command
    | Button
    | Photo
    | Voice
    | Document
    | PlaceShared
    | Contact
    | Edited
    | Unsupported
    | Blocked
    | Unblocked
)


@dataclass(frozen=True)
class Incoming:
    """One update of a private chat.

    Attributes:
        update_id: the channel's own number; the same number again is the same update redelivered.
        chat_id: where answers go.
        user_id: who did it, in the channel's numbering.
        language_code: the IETF tag the person's phone is set to, or None.
        content: what they did.
        sent_at: when, in UTC by the channel's clock; None where the channel does not say (taps).
    """

    update_id: int
    chat_id: int
    user_id: int
    language_code: str | None
    content: Content
    sent_at: datetime | None = None
