"""What a pressed button carries: the part of the product, the action, and ids; at most 64 bytes on the wire."""

from __future__ import annotations

from dataclasses import dataclass

MOST_BYTES = 64
LARGEST_ID = 2**63 - 1


@dataclass(frozen=True)
class Press:
    """A button's payload, read. `args` are ids, versions and choices as text; none of it is trusted."""

    part: str
    action: str
    args: tuple[str, ...] = ()

    def number(self, index: int) -> int:
        """The argument at this place as a whole number.

        Raises:
            BadPressError: it is not there, not a number or larger than any id, so the button was forged or is of
                another age.
        """
        try:
            number = int(self.args[index])
        except (IndexError, ValueError):
            raise BadPressError from None
        if abs(number) > LARGEST_ID:
            raise BadPressError
        return number

    def word(self, index: int) -> str:
        """The argument at this place.

        Raises:
            BadPressError: it is not there.
        """
        try:
            return self.args[index]
        except IndexError:
            raise BadPressError from None


class BadPressError(Exception):
    """A button says something no button of ours says now; the person is told kindly that it is old."""


def payload(part: str, action: str, *args: int | str) -> str:
    """The payload of a button.

    Raises:
        ValueError: it does not fit, which is a fault of the code that made it.
    """
    text = ":".join((part, action, *map(str, args)))
    if len(text.encode()) > MOST_BYTES:
        raise ValueError(f"a button's payload is too long: {part}:{action}")
    return text


def read_payload(text: str) -> Press | None:
    """The press this payload stands for, or None when it is nothing of ours."""
    part, colon, rest = text.partition(":")
    if not colon or not part or len(text.encode()) > MOST_BYTES:
        return None
    action, *args = rest.split(":")
    return Press(part, action, tuple(args)) if action else None
