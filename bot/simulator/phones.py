"""Phones and messages as the client of the control interface sees them."""

from dataclasses import dataclass, field
from typing import Any, Self

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Phone:
    """A person's phone."""

    id: int
    first_name: str
    language_code: str
    label: str
    started: bool
    blocked: bool
    deactivated: bool
    keyboard: Json | None = None
    commands: tuple[Json, ...] = ()

    @classmethod
    def read(cls, view: Json) -> Self:
        """Read a phone from a control answer."""
        return cls(**{**view, "commands": tuple(view["commands"])})


@dataclass(frozen=True, slots=True)
class PhoneMessage:
    """A message as the person sees it.

    Attributes:
        kind: `text`, `photo`, `document`, `voice`, `audio`, `sticker`, `location`, `venue` or `contact`.
        text: Text or caption.
        html: The same with its marks.
        buttons: Inline buttons, row by row, as the Bot API writes them.
        raw: The whole view, with `file`, `location` and the like.
    """

    id: int
    from_bot: bool
    kind: str
    text: str
    html: str
    at: str
    edited: bool
    buttons: tuple[tuple[Json, ...], ...] = ()
    raw: Json = field(default_factory=dict)

    @classmethod
    def read(cls, view: Json) -> Self:
        """Read a message from a control answer."""
        return cls(
            id=view["id"],
            from_bot=view["from_bot"],
            kind=view["kind"],
            text=view["text"],
            html=view["html"],
            at=view["at"],
            edited=view["edited"],
            buttons=tuple(tuple(row) for row in view["buttons"]),
            raw=view,
        )

    def labels(self) -> list[str]:
        """Return what the buttons say."""
        return [button["text"] for row in self.buttons for button in row]

    def find(self, wanted: str) -> tuple[int, int] | None:
        """Return row and column of the button with this data or with this in its label."""
        places = [(row, col, button) for row, line in enumerate(self.buttons) for col, button in enumerate(line)]
        for row, col, button in places:
            if button.get("callback_data") == wanted or button["text"] == wanted:
                return row, col
        return next(((row, col) for row, col, button in places if wanted in button["text"]), None)
