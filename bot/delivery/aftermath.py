"""What follows from the outcome of a call: the state of the delivery, and what else must be done. No I/O here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.delivery.check import too_late
from bot.delivery.trouble import Trouble
from bot.telegram.outcome import (
    AnotherPoller,
    EditLost,
    Outcome,
    Permanent,
    Retry,
    Sent,
    TapExpired,
    TokenRefused,
    Uncertain,
    Unchanged,
    Unreachable,
    Wait,
    backoff,
)
from storage.models import DeliveryKind, DeliveryState
from storage.outgoing import Outgoing
from storage.repositories.delivery_outcomes import REPEATABLE, Result

MOST_ATTEMPTS = 10
"""So often at least a call that fails is tried again, over some ten minutes."""

KEEP_TRYING = {DeliveryKind.REPLY: timedelta(hours=1)}
KEEP_TRYING_OTHERS = timedelta(hours=24)
"""So long at least, counted from when the delivery was due, unless it is of no use any more before."""

TOKEN_PAUSE = timedelta(minutes=1)


@dataclass(frozen=True)
class Unsent:
    """The call was not begun: the time was up, or the process stops."""


@dataclass(frozen=True)
class Aftermath:
    """What follows from one outcome.

    Attributes:
        result: the delivery's new state.
        trouble: what the participant's specialist is told, if anything.
        unreachable: whether the person can no longer be written to.
        pause: how long nobody with this token may call.
        repeat: whether the delivery is planned once more, marked as a repeat.
    """

    result: Result
    trouble: Trouble | None = None
    unreachable: bool = False
    pause: timedelta | None = None
    repeat: bool = False


def aftermath(
    delivery: Outgoing,
    outcome: Outcome | Unsent,
    now: datetime,
    random: Callable[[], float],
) -> Aftermath:
    """What follows from this outcome of a call for this delivery.

    Args:
        delivery: as it was when the call began.
        outcome: what became of the call.
        now: the product's time, UTC.
        random: chance for the pauses, in [0, 1).
    """
    match outcome:
        case Sent(message_id):
            return Aftermath(Result(delivery.id, DeliveryState.SENT, message_id))
        case Unchanged():
            return Aftermath(Result(delivery.id, DeliveryState.SENT, delivery.target_message_id))
        case Unreachable(absence):
            return Aftermath(_failed(delivery, absence), unreachable=True)
        case Uncertain(reason):
            return _uncertain(delivery, reason)
        case Permanent() | EditLost() | TapExpired():
            reason = outcome.reason if isinstance(outcome, Permanent) else type(outcome).__name__
            return Aftermath(_failed(delivery, reason), Trouble.REFUSED)
        case Unsent() | Retry() | AnotherPoller() | Wait() | TokenRefused():
            return _not_delivered(delivery, outcome, now, random)


def _not_delivered(
    delivery: Outgoing,
    outcome: Unsent | Retry | AnotherPoller | Wait | TokenRefused,
    now: datetime,
    random: Callable[[], float],
) -> Aftermath:
    match outcome:
        case Unsent():
            return _again(delivery, now, None)
        case Retry(reason):
            return _retry(delivery, reason, now, random)
        case AnotherPoller():
            return _retry(delivery, "conflict", now, random)
        case Wait(seconds):
            return replace(_again(delivery, now, "too many requests"), pause=timedelta(seconds=seconds))
        case TokenRefused():
            return _again(delivery, now + TOKEN_PAUSE, "token refused")


def is_repeatable(delivery: Outgoing) -> bool:
    """Whether an uncertain delivery is sent once more: a reminder or notice may be, and nothing twice."""
    return delivery.kind in REPEATABLE and delivery.repeats_id is None


def _failed(delivery: Outgoing, reason: str) -> Result:
    return Result(delivery.id, DeliveryState.FAILED, failure=reason)


def _again(delivery: Outgoing, at: datetime, reason: str | None) -> Aftermath:
    return Aftermath(Result(delivery.id, DeliveryState.PLANNED, failure=reason, next_attempt_at=at))


def _retry(delivery: Outgoing, reason: str, now: datetime, random: Callable[[], float]) -> Aftermath:
    at = now + timedelta(seconds=backoff(delivery.attempts, random))
    if delivery.not_after is not None and at >= delivery.not_after:
        end = too_late(delivery)
        return Aftermath(Result(delivery.id, end.state, failure=reason), end.trouble)
    patience = KEEP_TRYING.get(DeliveryKind(delivery.kind), KEEP_TRYING_OTHERS)
    if delivery.attempts >= MOST_ATTEMPTS and now - delivery.due >= patience:
        return Aftermath(_failed(delivery, reason), Trouble.REFUSED)
    return _again(delivery, at, reason)


def _uncertain(delivery: Outgoing, reason: str) -> Aftermath:
    repeat = is_repeatable(delivery)
    return Aftermath(
        Result(delivery.id, DeliveryState.UNCERTAIN, failure=reason),
        Trouble.REPEATED if repeat else Trouble.UNCERTAIN,
        repeat=repeat,
    )
