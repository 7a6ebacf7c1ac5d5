"""Types of Bot API parameters, and how a method checks what it is given.

Telegram forgives an unknown parameter; the stand-in refuses it, because it is a spelling mistake.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.simulator.errors import bad_request
from bot.simulator.keyboards import check_markup

Json = dict[str, Any]
Check = Callable[[str, Any], Any]


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a call."""

    name: str
    content_type: str
    data: bytes


def _wrong(name: str, kind: str) -> Exception:
    return bad_request(f'parameter "{name}" must be of type {kind}')


def integer(name: str, value: Any) -> int:
    """A whole number, or its digits in a form."""
    if type(value) is int:
        return value
    if type(value) is str:
        try:
            return int(value)
        except ValueError:
            pass
    raise _wrong(name, "Integer")


def number(name: str, value: Any) -> float:
    """A number, or its digits in a form."""
    if type(value) in {int, float}:
        return float(value)
    if type(value) is str:
        try:
            return float(value)
        except ValueError:
            pass
    raise _wrong(name, "Float")


def boolean(name: str, value: Any) -> bool:
    """True or false, or the words in a form."""
    if type(value) is bool:
        return value
    if type(value) is str and value.lower() in {"true", "false", "1", "0"}:
        return value.lower() in {"true", "1"}
    raise _wrong(name, "Boolean")


def string(name: str, value: Any) -> str:
    """A text; a form cannot say otherwise, JSON can."""
    if type(value) is str:
        return value
    raise _wrong(name, "String")


def chat(name: str, value: Any) -> int | str:
    """The id of a chat, or the @name of a public one."""
    if type(value) is int:
        return value
    if type(value) is str and value:
        return int(value) if value.lstrip("-").isdecimal() else value
    if value == "":
        raise bad_request(f"{name} is empty")
    raise _wrong(name, "Integer or String")


def _decoded(name: str, value: Any, kind: str) -> Any:
    if type(value) is str:
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name} JSON object") from None
    if value is None:
        raise _wrong(name, kind)
    return value


def mapping(name: str, value: Any) -> Json:
    """An object, or its JSON in a form."""
    decoded = _decoded(name, value, "Object")
    if type(decoded) is dict:
        return decoded
    raise _wrong(name, "Object")


def array(name: str, value: Any) -> list[Any]:
    """An array, or its JSON in a form."""
    decoded = _decoded(name, value, "Array")
    if type(decoded) is list:
        return decoded
    raise _wrong(name, "Array")


def integers(name: str, value: Any) -> list[int]:
    """An array of whole numbers."""
    return [integer(name, item) for item in array(name, value)]


def strings(name: str, value: Any) -> list[str]:
    """An array of texts."""
    return [string(name, item) for item in array(name, value)]


def markup(name: str, value: Any) -> Json:
    """A checked keyboard."""
    return check_markup(_decoded(name, value, "Object"))


def parse_mode(name: str, value: Any) -> str:
    """HTML or nothing: the product writes no other."""
    mode = string(name, value)
    if mode and mode.lower() != "html":
        raise bad_request("unsupported parse_mode")
    return mode


def file(name: str, value: Any) -> Upload | str:
    """An upload, or the id of a file Telegram already has."""
    if isinstance(value, Upload):
        return value
    return string(name, value)


@dataclass(frozen=True, slots=True)
class Method:
    """One method's parameters.

    Attributes:
        name: As the documentation spells it.
        parameters: Each parameter's check.
        required: Parameters without which the call is refused, in the order they are missed.
        sends: It puts something into a chat and counts against the rate.
    """

    name: str
    parameters: Mapping[str, Check]
    required: tuple[str, ...] = ()
    sends: bool = field(default=False)

    def check(self, raw: Mapping[str, Any]) -> Json:
        """Return typed parameters.

        Raises:
            ApiError: 400 for an unknown, mistyped or missing one.
        """
        checks = self.parameters
        typed: Json = {}
        for name, value in raw.items():
            check = checks.get(name)
            if check is None:
                raise bad_request(f'unknown parameter "{name}" of method {self.name}')
            if value is not None:
                typed[name] = check(name, value)
        for name in self.required:
            if name not in typed:
                raise bad_request(_MISSING.get(name, f'parameter "{name}" is required'))
        return typed


_MISSING = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "photo": "there is no photo in the request",
    "document": "there is no document in the request",
    "voice": "there is no voice in the request",
    "audio": "there is no audio in the request",
    "message_id": "message identifier is not specified",
    "file_id": "file_id not specified",
}
