"""What somebody said to be passed on, in whatever form, and the bubbles it becomes on the other side.

What people write is never translated and stands as a value inside a sentence of ours.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from conversations.incoming import Content, Document, Photo, PlaceShared, Text, Voice
from locales.message import Attachment, Line, Message, message
from locales.text import Text as Sentence
from locales.text import brief, say, staff
from locales.user_text import clean, isolate, units

LONGEST_TEXT = 1800
"""UTF-16 units of one message: with our sentence, isolates and Norwegian it stays far below Telegram's 4096."""

LONGEST_CAPTION = 400
"""UTF-16 units that go beside a picture (Telegram's limit is 1024); longer words go in a bubble of their own."""

Kind = Literal["text", "voice", "photo", "document", "map"]


@dataclass(frozen=True)
class Said:
    """What was said: words, or something to hear or see with words beside it.

    Attributes:
        kind: its form.
        text: the words, cleaned; empty where there are none.
        data: the channel's file id, or "latitude,longitude".
    """

    kind: Kind
    text: str = ""
    data: str = ""

    @property
    def too_long(self) -> bool:
        """Whether the words do not fit into one message."""
        return units(isolate(self.text)) > LONGEST_TEXT

    def stored(self) -> dict[str, str]:
        """As JSON for a draft; `Said.read` gives it back."""
        return {"kind": self.kind, "text": self.text, "data": self.data}

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> Said:
        """What `stored` made."""
        return cls(stored["kind"], stored["text"], stored["data"])


def said_in(content: Content) -> Said | None:
    """What this content says; None when it is nothing that can be passed on."""
    match content:
        case Text():
            words = clean(content.text)
            return Said("text", words) if words else None
        case Voice():
            return Said("voice", data=content.file_id)
        case Photo():
            return Said("photo", clean(content.caption), content.file_id)
        case Document():
            return Said("document", clean(content.caption), content.file_id)
        case PlaceShared():
            return Said("map", data=f"{content.latitude:.6f},{content.longitude:.6f}")
        case _:
            return None


def to_specialist(name: str, said: Said) -> list[Message]:
    """The bubbles a specialist gets when the participant called `name` said this."""
    return [
        _bubble(bubble, _staff_headline(name, bubble.kind), staff("{name} writes: {text}", name=name, text=bubble.text))
        for bubble in _bubbles(said)
    ]


def to_participant(name: str, said: Said, quotation: str = "") -> list[Message]:
    """The bubbles a participant gets when the staff member called `name` said this.

    Args:
        name: the staff member's.
        said: what was said.
        quotation: the beginning of the participant's own words that it answers; empty for none.
    """
    bubbles = [
        _bubble(bubble, _own_headline(name, bubble.kind), say("{name} writes: {text}", name=name, text=bubble.text))
        for bubble in _bubbles(said)
    ]
    if quotation:
        line = Line(say("You wrote: {text}", text=quotation), "↩️")
        bubbles[0] = replace(bubbles[0], lines=(line, *bubbles[0].lines))
    return [replace(bubble, brief=brief("Message from {name}.", name=name)) for bubble in bubbles]


def _bubbles(said: Said) -> Sequence[Said]:
    if said.kind != "text" and units(isolate(said.text)) > LONGEST_CAPTION:
        return (replace(said, text=""), Said("text", said.text))
    return (said,)


def _bubble(said: Said, headline: Sentence | None, words: Sentence) -> Message:
    lines = [Line(headline, _ICONS[said.kind])] if headline else []
    if said.text:
        lines.append(Line(words, _ICONS["text"]))
    attachment = None if said.kind == "text" else Attachment(said.kind, said.data)
    return message(*lines, attachment=attachment)


_ICONS: dict[Kind, str] = {"text": "💬", "voice": "🎤", "photo": "🖼", "document": "📄", "map": "🗺"}


def _staff_headline(name: str, kind: Kind) -> Sentence | None:
    match kind:
        case "voice":
            return staff("{name} speaks to you.", name=name)
        case "photo":
            return staff("{name} sends you a picture.", name=name)
        case "document":
            return staff("{name} sends you a file.", name=name)
        case "map":
            return staff("{name} shows you a place on the map.", name=name)
        case "text":
            return None


def _own_headline(name: str, kind: Kind) -> Sentence | None:
    match kind:
        case "voice":
            return say("{name} speaks to you.", name=name)
        case "photo":
            return say("{name} sends you a picture.", name=name)
        case "document":
            return say("{name} sends you a file.", name=name)
        case "map":
            return say("{name} shows you a place on the map.", name=name)
        case "text":
            return None
