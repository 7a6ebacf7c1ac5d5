"""Reading what a control call asks for."""

import base64
import binascii
from dataclasses import dataclass
from typing import Any

from aiohttp import web


class BadBodyError(ValueError):
    """The body is not what the call takes."""


@dataclass(frozen=True, slots=True)
class Body:
    """A JSON object with typed access; each access raises `BadBodyError` when the type is wrong."""

    values: dict[str, Any]

    def __contains__(self, name: str) -> bool:
        return self.values.get(name) is not None

    def get(self, name: str) -> Any:
        """Return the raw value or None."""
        return self.values.get(name)

    def text(self, name: str, default: str | None = None) -> str:
        """Return a text."""
        value = self.values.get(name, default)
        if not isinstance(value, str):
            raise BadBodyError(f"{name} must be a text")
        return value

    def whole(self, name: str, default: int | None = None) -> int:
        """Return a whole number."""
        value = self.values.get(name, default)
        if type(value) is not int:
            raise BadBodyError(f"{name} must be a whole number")
        return value

    def number(self, name: str, default: float | None = None) -> float:
        """Return a number."""
        value = self.values.get(name, default)
        if type(value) not in {int, float}:
            raise BadBodyError(f"{name} must be a number")
        return float(value or 0)

    def number_or_none(self, name: str) -> float | None:
        """Return a positive number, or None."""
        if name not in self:
            return None
        value = self.number(name)
        if value <= 0:
            raise BadBodyError(f"{name} must be positive")
        return value

    def flag(self, name: str) -> bool | None:
        """Return true, false, or None when it is not there."""
        value = self.values.get(name)
        if value is not None and type(value) is not bool:
            raise BadBodyError(f"{name} must be true or false")
        return value

    def data(self, name: str) -> bytes:
        """Return bytes written in base64."""
        try:
            return base64.b64decode(self.text(name), validate=True)
        except binascii.Error:
            raise BadBodyError(f"{name} must be base64") from None


async def read_body(request: web.Request) -> Body:
    """Return the body of a control call; nothing at all counts as an empty object."""
    if not request.can_read_body:
        return Body({})
    value = await request.json()
    if not isinstance(value, dict):
        raise BadBodyError("the body must be a JSON object")
    return Body(value)
