"""What an answer of the Bot API, or the lack of one, means for what was being sent. Nothing here does I/O."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    PassportDecryptionError,
    RetryAfter,
    TelegramError,
)

from bot.telegram.errors import ConnectFailed, ServerFailed, redact

FIRST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 300.0


class Absence(StrEnum):
    """Why nothing can be written to a person."""

    BLOCKED = "blocked"
    DEACTIVATED = "deactivated"
    NEVER_STARTED = "never_started"
    CHAT_NOT_FOUND = "chat_not_found"
    REFUSED = "refused"
    """A 403 in words we do not know."""


@dataclass(frozen=True)
class Sent:
    """Telegram confirmed the message."""

    message_id: int


@dataclass(frozen=True)
class Unchanged:
    """Nothing to do: the message already reads like that, or is already gone. As good as sent."""


@dataclass(frozen=True)
class EditLost:
    """The message to edit is gone or too old; send a new one instead."""


@dataclass(frozen=True)
class TapExpired:
    """The pressed button can no longer be answered; nothing is lost but the waiting sign's end."""


@dataclass(frozen=True)
class Retry:
    """Nothing was delivered; try again, after `backoff`."""

    reason: str


@dataclass(frozen=True)
class Wait:
    """Nothing was delivered and nobody with this token may call for `seconds`."""

    seconds: float


@dataclass(frozen=True)
class Unreachable:
    """Nothing can be written to this person until they come back."""

    reason: Absence


@dataclass(frozen=True)
class Permanent:
    """Telegram refuses this very message; trying again changes nothing."""

    reason: str


@dataclass(frozen=True)
class Uncertain:
    """The message may have arrived or not."""

    reason: str


@dataclass(frozen=True)
class TokenRefused:
    """The token is wrong or was revoked: stop the process and tell whoever runs it."""


@dataclass(frozen=True)
class AnotherPoller:
    """Another process fetches this bot's updates: stop this one."""


Outcome = (
    Sent
    | Unchanged
    | EditLost
    | TapExpired
    | Retry
    | Wait
    | Unreachable
    | Permanent
    | Uncertain
    | TokenRefused
    | AnotherPoller
)

_BAD_REQUESTS: tuple[tuple[str, Outcome], ...] = (
    ("message is not modified", Unchanged()),
    ("message to delete not found", Unchanged()),
    ("message to edit not found", EditLost()),
    ("message can't be edited", EditLost()),
    ("message_id_invalid", EditLost()),
    ("query is too old", TapExpired()),
    ("query id is invalid", TapExpired()),
    ("query_id_invalid", TapExpired()),
    ("chat not found", Unreachable(Absence.CHAT_NOT_FOUND)),
    ("user not found", Unreachable(Absence.CHAT_NOT_FOUND)),
    ("peer_id_invalid", Unreachable(Absence.CHAT_NOT_FOUND)),
    ("user_is_blocked", Unreachable(Absence.BLOCKED)),
    ("input_user_deactivated", Unreachable(Absence.DEACTIVATED)),
)
_FORBIDDEN: tuple[tuple[str, Absence], ...] = (
    ("blocked", Absence.BLOCKED),
    ("deactivated", Absence.DEACTIVATED),
    ("can't initiate", Absence.NEVER_STARTED),
    ("chat not found", Absence.CHAT_NOT_FOUND),
)


def outcome_of(error: BaseException) -> Outcome:  # noqa: PLR0911 -- one line a kind of failure
    """What a failed call means.

    What is not known to be harmless is `Uncertain`: that is the answer which neither repeats nor loses a
    message in silence. It covers cancellation, python-telegram-bot's own `NetworkError` and `TimedOut`, which do
    not say whether the request had left, and errors of our own.
    """
    match error:
        case BadRequest():  # before NetworkError, of which it is a kind
            return _of_bad_request(error.message)
        case ConnectFailed() | ServerFailed():
            return Retry(_reason(error))
        case RetryAfter():
            return Wait(_seconds(error.retry_after))
        case Forbidden():
            return Unreachable(_absence(error.message))
        case InvalidToken():
            return TokenRefused()
        case Conflict():
            return AnotherPoller()
        case ChatMigrated() | EndPointNotFound() | PassportDecryptionError():
            return Permanent(_reason(error))
        case _:
            return Uncertain(_reason(error))


def backoff(attempt: int, random: Callable[[], float]) -> float:
    """Seconds to wait after the `attempt`-th failure in a row (from 1): doubling, capped, half of it by chance.

    Args:
        attempt: how many failures there were.
        random: a number in [0, 1), such as `random.random`; chance keeps processes from coming back together.
    """
    full = min(FIRST_PAUSE_SECONDS * 2.0 ** min(max(attempt, 1) - 1, 30), LONGEST_PAUSE_SECONDS)
    return full / 2 + full / 2 * random()


def _of_bad_request(description: str) -> Outcome:
    words = description.casefold()
    for phrase, outcome in _BAD_REQUESTS:
        if phrase in words:
            return outcome
    return Permanent(redact(description))


def _absence(description: str) -> Absence:
    words = description.casefold()
    return next((absence for phrase, absence in _FORBIDDEN if phrase in words), Absence.REFUSED)


def _seconds(value: timedelta | float) -> float:
    return value.total_seconds() if isinstance(value, timedelta) else float(value)


def _reason(error: BaseException) -> str:
    """Only the type of an error that is not Telegram's: its text might hold what somebody wrote."""
    return redact(error.message) if isinstance(error, TelegramError) else type(error).__name__
