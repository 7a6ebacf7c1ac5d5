"""A whole message before it is written out: lines, a short Norwegian line, buttons and perhaps an attachment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from locales.text import Text, pack, unpack_text


class Line(NamedTuple):
    """One line of a message: one fact.

    Attributes:
        text: the sentence.
        icon: a pictogram before it, for those who read little; never the only carrier of the meaning.
        strong: whether it stands out, as a headline does.
        gap: whether an empty line comes before it.
        struck: whether it is crossed out; its words say too that it does not hold any more.
    """

    text: Text
    icon: str = ""
    strong: bool = False
    gap: bool = False
    struck: bool = False


class Button(NamedTuple):
    """A button under a message: it sends `payload` back, or opens `url`; exactly one of them is set."""

    label: Text
    payload: str = ""
    url: str = ""
    icon: str = ""


@dataclass(frozen=True)
class Attachment:
    """What goes with a message, made anew when it is sent; the message's text becomes its caption.

    Attributes:
        kind: `qr` (a picture of `data`, a link), `calendar` (an .ics file of the occurrence whose id is `data`),
            `map` (a point, `data` is "latitude,longitude"), `export` (a file, `data` is its kind and the id of whom or
            what it is about, "jobs:12"), `letter` (the picture of the letter whose id is `data`, as long as it is
            kept), `media` (something kept by us, `data` is its id), or `photo`, `voice`, `document` (`data` is the
            channel's own file id).
        data: as `kind` says.
    """

    kind: Literal["qr", "calendar", "map", "export", "letter", "media", "photo", "voice", "document"]
    data: str


@dataclass(frozen=True)
class Message:
    """What one bubble says, in nobody's language yet.

    Attributes:
        lines: the lines, in order; at least one.
        brief: the short line in very simple Norwegian for those who read their own language and Norwegian; without
            it the lines themselves stand there in Norwegian too.
        buttons: rows of buttons.
        attachment: what goes with it.
    """

    lines: tuple[Line, ...]
    brief: Text | None = None
    buttons: tuple[tuple[Button, ...], ...] = ()
    attachment: Attachment | None = None


def message(
    *lines: Line | Text,
    brief: Text | None = None,
    buttons: tuple[tuple[Button, ...], ...] = (),
    attachment: Attachment | None = None,
) -> Message:
    """A message of these lines; a bare text is a plain line."""
    whole = tuple(line if isinstance(line, Line) else Line(line) for line in lines)
    return Message(whole, brief, buttons, attachment)


def pack_message(value: Message) -> dict[str, Any]:
    """The message as JSON; `unpack_message` gives it back unchanged."""
    packed: dict[str, Any] = {
        "lines": [[pack(line.text), line.icon, line.strong, line.gap, line.struck] for line in value.lines],
    }
    if value.brief:
        packed["brief"] = pack(value.brief)
    if value.buttons:
        packed["buttons"] = [
            [[pack(button.label), button.payload, button.url, button.icon] for button in row] for row in value.buttons
        ]
    if value.attachment:
        packed["attachment"] = [value.attachment.kind, value.attachment.data]
    return packed


def unpack_message(packed: dict[str, Any]) -> Message:
    """The message that `pack_message` made this JSON from.

    Raises:
        ValueError: the JSON is not of its making.
    """
    try:
        return Message(
            lines=tuple(Line(unpack_text(text), *rest) for text, *rest in packed["lines"]),
            brief=unpack_text(packed["brief"]) if "brief" in packed else None,
            buttons=tuple(
                tuple(Button(unpack_text(label), *rest) for label, *rest in row) for row in packed.get("buttons", ())
            ),
            attachment=Attachment(*packed["attachment"]) if "attachment" in packed else None,
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"not a packed message: {error}") from None
