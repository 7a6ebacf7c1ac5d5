"""What an errand is: what to ask another server for, and what follows from its answer.

The life of one: a feature asks for it inside its turn (`store.errands.ask`); after the commit any process claims it;
`prepare` reads what is needed, in a transaction of its own that only reads; the request is performed with no
transaction open; `conclude` records the result in a new one, which ends the errand in the same commit. A process may
die between any two of these, and the errand is then done again, so every request must be harmless when repeated.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from storage.unit_of_work import UnitOfWork


class Failure(StrEnum):
    """Why an errand could not be done; also the word kept in its row."""

    GONE = "gone"
    """What was to be fetched is not there any more."""
    TOO_BIG = "too_big"
    FULL = "full"
    """Our own store has no room left."""
    AWAY = "away"
    """No connection, or an answer that says to come back later."""
    SLOW = "slow"
    REFUSED = "refused"
    """The other server will not do it, however often it is asked."""
    WRONG_ANSWER = "wrong_answer"
    NOT_SET = "not_set"
    """No server for this is set (any more)."""
    NO_LANGUAGE = "no_language"
    """The translation server does not speak one of the two languages."""
    BROKEN = "broken"
    """A mistake of our own."""


@dataclass(frozen=True)
class Fetch:
    """Download a file from the channel and keep it, encrypted, under the name `stored`. `limit` in bytes."""

    file_id: str = field(repr=False)
    stored: str
    limit: int


@dataclass(frozen=True)
class Remove:
    """Remove the kept file of this name."""

    stored: str


@dataclass(frozen=True)
class Transcribe:
    """Have the kept voice message of this name written down."""

    stored: str
    mime: str


@dataclass(frozen=True)
class Translate:
    """Translate words from one of our languages into another; both by our own codes."""

    words: str = field(repr=False)
    source: str
    target: str


Request = Fetch | Remove | Transcribe | Translate


@dataclass(frozen=True)
class Fetched:
    """The file is ours: `size` bytes. `transcribable` says whether a transcription server is set."""

    size: int
    transcribable: bool = False


@dataclass(frozen=True)
class Removed:
    """The file is not there, any more or at all."""


@dataclass(frozen=True)
class Transcribed:
    """What was said, cleaned; perhaps nothing."""

    words: str = field(repr=False)


@dataclass(frozen=True)
class Translated:
    """The words in the other language, cleaned; never empty."""

    words: str = field(repr=False)


@dataclass(frozen=True)
class GaveUp:
    """It was not done and will not be."""

    failure: Failure


Result = Fetched | Removed | Transcribed | Translated | GaveUp

Prepare = Callable[[UnitOfWork, int], Awaitable[Request | None]]
Conclude = Callable[[UnitOfWork, int, Result, datetime], Awaitable[None]]
PutOff = Callable[[UnitOfWork, int, Failure, datetime], Awaitable[None]]


async def _say_nothing(_store: UnitOfWork, _ref_id: int, _failure: Failure, _now: datetime) -> None:
    return


@dataclass(frozen=True)
class ErrandKind:
    """How errands of one kind begin and end. All three read and write as the system, and none of them commits.

    Attributes:
        prepare: what to ask for, given the `ref_id`; None when there is nothing to do any more. Only reads.
        conclude: what follows from the result, in the transaction that also ends the errand; called once.
        put_off: what follows from a try that failed for now; called after each such try.
        patience: how long after it was asked for a failure of the moment is final; None for never.
    """

    prepare: Prepare
    conclude: Conclude
    put_off: PutOff = _say_nothing
    patience: timedelta | None = None
