from __future__ import annotations

import asyncio
import inspect
from datetime import timedelta
from typing import get_args

import pytest
import telegram.error
from hypothesis import given
from hypothesis import strategies as st
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.telegram.errors import AnswerLost, ConnectFailed, ServerFailed, error_of_answer
from bot.telegram.outcome import (
    LONGEST_PAUSE_SECONDS,
    Absence,
    AnotherPoller,
    EditLost,
    Outcome,
    Permanent,
    Retry,
    TapExpired,
    TokenRefused,
    Uncertain,
    Unchanged,
    Unreachable,
    Wait,
    backoff,
    outcome_of,
)

EXPIRED = "Query is too old and response timeout expired or query ID is invalid"
NOT_MODIFIED = "Message is not modified: specified new message content and reply markup are exactly the same"


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (ConnectFailed("No connection"), Retry("No connection")),
        (ServerFailed(502, "Bad Gateway (502)"), Retry("Bad Gateway (502)")),
        (AnswerLost("gone"), Uncertain("gone")),
        (TimedOut(), Uncertain("Timed out")),
        (NetworkError("httpx.ReadError"), Uncertain("httpx.ReadError")),
        (TelegramError("odd"), Uncertain("odd")),
        (KeyError("what somebody wrote"), Uncertain("KeyError")),
        (asyncio.CancelledError(), Uncertain("CancelledError")),
        (RetryAfter(7), Wait(7.0)),
        (RetryAfter(timedelta(seconds=8)), Wait(8.0)),
        (Forbidden("Forbidden: bot was blocked by the user"), Unreachable(Absence.BLOCKED)),
        (Forbidden("Forbidden: user is deactivated"), Unreachable(Absence.DEACTIVATED)),
        (
            Forbidden("Forbidden: bot can't initiate conversation with a user"),
            Unreachable(Absence.NEVER_STARTED),
        ),
        (Forbidden("Forbidden: something new"), Unreachable(Absence.REFUSED)),
        (BadRequest("Bad Request: chat not found"), Unreachable(Absence.CHAT_NOT_FOUND)),
        (BadRequest("Chat not found"), Unreachable(Absence.CHAT_NOT_FOUND)),
        (BadRequest("PEER_ID_INVALID"), Unreachable(Absence.CHAT_NOT_FOUND)),
        (BadRequest("USER_IS_BLOCKED"), Unreachable(Absence.BLOCKED)),
        (BadRequest("INPUT_USER_DEACTIVATED"), Unreachable(Absence.DEACTIVATED)),
        (BadRequest(NOT_MODIFIED), Unchanged()),
        (BadRequest("Message to delete not found"), Unchanged()),
        (BadRequest("Message to edit not found"), EditLost()),
        (BadRequest("Message can't be edited"), EditLost()),
        (BadRequest(EXPIRED), TapExpired()),
        (BadRequest("Message is too long"), Permanent("Message is too long")),
        (BadRequest("BUTTON_DATA_INVALID"), Permanent("BUTTON_DATA_INVALID")),
        (ChatMigrated(-100), Permanent("Group migrated to supergroup. New chat id: -100")),
        (EndPointNotFound("no"), Permanent("no")),
        (InvalidToken(), TokenRefused()),
        (Conflict("terminated by other getUpdates request"), AnotherPoller()),
    ],
)
def test_what_a_failure_means(error: BaseException, outcome: Outcome) -> None:
    assert outcome_of(error) == outcome


ERRORS = [kind for _, kind in inspect.getmembers(telegram.error, inspect.isclass) if issubclass(kind, TelegramError)]


@pytest.mark.parametrize("kind", [*ERRORS, ConnectFailed, AnswerLost])
@given(text=st.text(), seconds=st.integers(1, 10**6))
def test_every_error_of_the_library_means_something(kind: type[TelegramError], text: str, seconds: int) -> None:
    takes_number = kind in {RetryAfter, ChatMigrated}
    error = kind(seconds) if takes_number else kind(text)  # type: ignore[arg-type]
    assert isinstance(outcome_of(error), get_args(Outcome))


@given(status=st.integers(300, 599), payload=st.binary() | st.sampled_from([b"[]", b"{}", b'{"ok":false}']))
def test_every_answer_means_something_and_only_the_bot_api_is_believed(status: int, payload: bytes) -> None:
    outcome = outcome_of(error_of_answer(status, payload))
    assert isinstance(outcome, get_args(Outcome))
    if payload != b'{"ok":false}':
        assert not isinstance(outcome, (Unreachable, TokenRefused, AnotherPoller))


@given(attempt=st.integers(-3, 10**6), chance=st.floats(0, 1, exclude_max=True))
def test_backoff_stays_between_half_a_second_and_the_cap(attempt: int, chance: float) -> None:
    assert 0.5 <= backoff(attempt, lambda: chance) <= LONGEST_PAUSE_SECONDS


@given(attempt=st.integers(1, 60), chance=st.floats(0, 1, exclude_max=True))
def test_backoff_never_shrinks(attempt: int, chance: float) -> None:
    assert backoff(attempt + 1, lambda: chance) >= backoff(attempt, lambda: chance)


def test_backoff_takes_chance_from_the_caller() -> None:
    assert backoff(3, lambda: 0.0) == 2.0
    assert backoff(3, lambda: 0.5) == 3.0
