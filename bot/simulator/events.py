"""What happened, kept for a while: events for pages and tests, and a log of Bot API calls."""

import asyncio
from collections import Counter, deque
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple


class Signal:
    """Wakes everybody who waits for the next change; nobody waiting costs nothing."""

    def __init__(self) -> None:
        self._waiting: list[asyncio.Future[None]] = []
        self.closed = False

    def notify(self) -> None:
        """Wake all who wait now."""
        if self._waiting:
            waiting, self._waiting = self._waiting, []
            for future in waiting:
                if not future.done():
                    future.set_result(None)

    def close(self) -> None:
        """Wake all, and let nobody wait again: the server is stopping."""
        self.closed = True
        self.notify()

    async def wait(self, timeout: float | None) -> bool:  # noqa: ASYNC109 - callers pass a request's own limit
        """Wait for the next `notify`; False when `timeout` seconds passed first or the server stops."""
        if self.closed:
            return False
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(future)
        try:
            await asyncio.wait_for(future, timeout)
        except TimeoutError:
            if future in self._waiting:
                self._waiting.remove(future)
            return False
        return not self.closed


class Event(NamedTuple):
    """One thing a page of phones would show.

    Attributes:
        seq: Its place in the order of events, from 1.
        kind: `message`, `edited`, `deleted`, `typing`, `answer`, `keyboard`, `user`, `clock`, `commands`,
            `profile` or `reset`.
        user: The person whose phone shows it, or None when all do.
        payload: Bot API shape of the thing; turned into a view only when somebody asks.
    """

    seq: int
    kind: str
    user: int | None
    payload: Any


class EventLog:
    """The newest events, numbered."""

    def __init__(self, kept: int) -> None:
        self._events: deque[Event] = deque(maxlen=kept)
        self.last = 0
        self.changed = Signal()

    def add(self, kind: str, user: int | None, payload: Any = None) -> None:
        """Append an event and wake those who wait."""
        self.last += 1
        self._events.append(Event(self.last, kind, user, payload))
        self.changed.notify()

    def since(self, seq: int) -> list[Event]:
        """Return the kept events after number `seq`, oldest first."""
        fresh = min(self.last - seq, len(self._events))
        if fresh <= 0:
            return []
        return [self._events[index] for index in range(len(self._events) - fresh, len(self._events))]

    def missed(self, seq: int) -> bool:
        """Tell whether events after `seq` have already fallen away, or `seq` is from another run."""
        return seq > self.last or self.last - seq > len(self._events)


@dataclass(frozen=True, slots=True)
class CallOutcome:
    """How one Bot API call ended.

    Attributes:
        delivered: The call took effect.
        code: 200, or the error code; 0 when no answer was sent at all.
        description: Telegram's words for a refusal.
    """

    delivered: bool
    code: int
    description: str = ""


DELIVERED = CallOutcome(delivered=True, code=200)
LOST = CallOutcome(delivered=True, code=0, description="the answer was lost")
VANISHED = CallOutcome(delivered=False, code=0, description="the call was lost")


class Call(NamedTuple):
    """One line of the log; `at` is simulated seconds since 1970."""

    seq: int
    at: float
    method: str
    chat_id: Any
    message_id: int | None
    outcome: CallOutcome

    def view(self) -> dict[str, Any]:
        """Return the line as the control interface shows it."""
        return {
            "seq": self.seq,
            "at": datetime.fromtimestamp(self.at, UTC).isoformat(),
            "method": self.method,
            "chat_id": self.chat_id,
            "message_id": self.message_id,
            "delivered": self.outcome.delivered,
            "answered": self.outcome.code != 0,
            "ok": self.outcome.code == 200,  # noqa: PLR2004 - the one HTTP success
            "code": self.outcome.code,
            "description": self.outcome.description,
        }


class CallLog:
    """Every Bot API call with its outcome, also those whose answer never arrived."""

    def __init__(self, kept: int) -> None:
        self._calls: deque[Call] = deque(maxlen=kept)
        self.last = 0
        self.counts: Counter[str] = Counter()

    def add(
        self, at: float, method: str, chat_id: Any, message_id: int | None, outcome: CallOutcome = DELIVERED
    ) -> None:
        """Write one line."""
        self.last += 1
        self.counts[method] += 1
        self._calls.append(Call(self.last, at, method, chat_id, message_id, outcome))

    def since(self, seq: int) -> list[Call]:
        """Return the kept calls after number `seq`, oldest first."""
        return [call for call in self._calls if call.seq > seq]
