"""What can go wrong between us and the Bot API, told apart by what it means for delivery.

All are `telegram.error.TelegramError`, so code written for python-telegram-bot's own transport keeps working.
None of their texts holds an address with the token, the text of a message, or the body of an answer.
"""

from __future__ import annotations

import json
import re
from http import HTTPStatus

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

FLOOD_WAIT_SECONDS = 5
"""How long to wait after a 429 that does not say how long."""

_GATEWAY_TIMEOUTS = frozenset({HTTPStatus.GATEWAY_TIMEOUT, 524})
_TOKEN_IN_PATH = re.compile(r"/bot[^/\s]+")
_QUOTED = re.compile(r'".*"', re.DOTALL)


class ConnectFailed(NetworkError):  # noqa: N818 -- named like its library's peers
    """The call certainly had no effect: its request never left in full, so it is safe to repeat."""

    __slots__ = ()


class AnswerLost(TimedOut):
    """The request left, and no readable answer came back: it may or may not have had its effect."""

    __slots__ = ()


class ServerFailed(NetworkError):  # noqa: N818 -- named like its library's peers
    """A 5xx answer, or any answer that is not the Bot API's; the call is taken to have had no effect.

    Attributes:
        status: the HTTP status of the answer.
    """

    __slots__ = ("status",)

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status

    def __reduce__(self) -> tuple[type, tuple[int, str]]:  # type: ignore[override]
        """Keep the status when pickled."""
        return self.__class__, (self.status, self.message)


def redact(text: str) -> str:
    """Take the token out of any Bot API address in `text`."""
    return _TOKEN_IN_PATH.sub("/bot<token>", text)


def error_of_answer(status: int, payload: bytes, *, download: bool = False) -> TelegramError:
    """The error that an answer with another status than 2xx stands for.

    Only an answer in the Bot API's own form is believed: a 403 page of a firewall must not mark a person as
    unreachable. A gateway that gave up waiting (504) leaves the call undecided; every other 5xx counts as not
    done, as the design asks, though a gateway's 502 may in rare cases come after the message went out.

    Args:
        status: the HTTP status.
        payload: the body of the answer.
        download: whether a file was asked for; then 404 means the file is gone, not that the token is wrong.
    """
    if status in _GATEWAY_TIMEOUTS:
        return AnswerLost(f"A gateway gave up waiting for the Bot API ({status})")
    if download and status == HTTPStatus.NOT_FOUND:
        return BadRequest("The file is no longer there to download")
    answer = _object_in(payload)
    if answer.get("ok") is not False:
        if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            return BadRequest("Request entity too large")
        return ServerFailed(status, f"Answer {status} is not from a Bot API; is its address right?")
    description = _QUOTED.sub('"…"', redact(str(answer.get("description") or f"error {status}")))
    parameters = answer.get("parameters")
    return _declared(status, description, parameters if isinstance(parameters, dict) else {})


def _declared(status: int, description: str, parameters: dict[str, object]) -> TelegramError:
    migrated = parameters.get("migrate_to_chat_id")
    if isinstance(migrated, int):
        return ChatMigrated(migrated)
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        wait = parameters.get("retry_after")
        return RetryAfter(wait if isinstance(wait, int) and wait > 0 else FLOOD_WAIT_SECONDS)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return ServerFailed(status, f"{description} ({status})")
    by_status: dict[int, type[TelegramError]] = {
        HTTPStatus.UNAUTHORIZED: InvalidToken,
        HTTPStatus.FORBIDDEN: Forbidden,
        HTTPStatus.NOT_FOUND: InvalidToken,
        HTTPStatus.CONFLICT: Conflict,
    }
    return by_status.get(status, BadRequest)(description)


def _object_in(payload: bytes) -> dict[str, object]:
    try:
        parsed = json.loads(payload)
    except (ValueError, RecursionError):
        return {}
    return parsed if isinstance(parsed, dict) else {}
