"""Misfortune on order: what the network and Telegram do to a call now and then."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from bot.simulator.errors import ApiError, bad_request, too_many_requests
from bot.simulator.events import Signal

KINDS = frozenset(
    {
        "latency",
        "hang_before_delivery",
        "hang_after_delivery",
        "reset",
        "reset_after_delivery",
        "status",
        "too_many",
        "file_vanished",
        "file_slow",
        "file_too_big",
    }
)
DOWNLOAD = "download"
"""What a download is called where a fault names a method; it is none of the Bot API's."""
FILE_METHODS = {
    "file_vanished": frozenset({"getfile", DOWNLOAD}),
    "file_slow": frozenset({DOWNLOAD}),
    "file_too_big": frozenset({"getfile", DOWNLOAD}),
}
"""Which calls the misfortunes of files strike."""
AFTER_DELIVERY = frozenset({"hang_after_delivery", "reset_after_delivery"})


@dataclass(slots=True)
class Fault:
    """One misfortune in waiting.

    Attributes:
        kind: One of `KINDS`.
        method: Only calls of this method (any case), or any; "download" for the download of a file.
        chat_id: Only calls to this chat, or any.
        times: How many calls it still strikes; None until it is taken away.
        seconds: Length of a latency, of a hang (None: until faults are cleared), or between two pieces of a slow file.
        status: HTTP status for kind `status`.
        retry_after: Seconds for kind `too_many`.
    """

    kind: str
    method: str | None = None
    chat_id: int | None = None
    times: int | None = 1
    seconds: float | None = None
    status: int = 502
    retry_after: int = 3

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"unknown fault {self.kind!r}; one of {', '.join(sorted(KINDS))}")
        if self.method:
            self.method = self.method.lower()

    def error(self) -> ApiError | None:
        """Return the refusal this fault answers with, if it is one."""
        if self.kind == "too_many":
            return too_many_requests(self.retry_after)
        if self.kind == "file_vanished":
            return bad_request("wrong file_id or the file is temporarily unavailable")
        if self.kind == "file_too_big":
            return bad_request("file is too big")
        if self.kind == "status":
            return ApiError(self.status, {500: "Internal Server Error", 502: "Bad Gateway"}.get(self.status, "Error"))
        return None


class Faults:
    """The misfortunes in waiting, the oldest struck first."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []
        self.cleared = Signal()

    def add(self, fault: Fault) -> None:
        """Order a misfortune."""
        self._waiting.append(fault)

    def clear(self) -> None:
        """Take all away; hanging calls end with a closed connection."""
        self._waiting.clear()
        self.cleared.notify()

    def view(self) -> list[dict[str, Any]]:
        """Return those still in waiting."""
        return [asdict(fault) for fault in self._waiting]

    def take(self, method: str, chat_id: Any) -> Fault | None:
        """Return the fault that strikes this call, if any, and count it."""
        if not self._waiting:
            return None
        for fault in self._waiting:
            if fault.method not in {None, method} or fault.chat_id not in {None, chat_id}:
                continue
            if method not in FILE_METHODS.get(fault.kind, {method}):
                continue
            if fault.times is not None:
                fault.times -= 1
                if fault.times <= 0:
                    self._waiting.remove(fault)
            return fault
        return None

    async def hang(self, seconds: float | None) -> None:
        """Say nothing for `seconds`, or until faults are cleared or the server stops."""
        await self.cleared.wait(seconds)

    async def delay(self, seconds: float | None) -> None:
        """Let time pass on the wire."""
        await asyncio.sleep(seconds or 0.0)


class Rate:
    """Telegram's send limits; off until set.

    Attributes:
        per_second: Messages a second for the whole bot, or None.
        per_chat: Messages a second in one chat, or None.
    """

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._all: deque[float] = deque()
        self._chats: dict[Any, deque[float]] = {}
        self.per_second: float | None = None
        self.per_chat: float | None = None

    def set(self, per_second: float | None, per_chat: float | None) -> None:
        """Set both limits; None switches one off."""
        self.per_second, self.per_chat = per_second, per_chat
        self._all.clear()
        self._chats.clear()

    def admit(self, chat_id: Any) -> None:
        """Count one message.

        Raises:
            ApiError: 429 when a limit is used up.
        """
        if self.per_second is None and self.per_chat is None:
            return
        now = self._monotonic()
        lanes = []
        if self.per_second is not None:
            lanes.append((self._all, self.per_second))
        if self.per_chat is not None:
            lanes.append((self._chats.setdefault(chat_id, deque()), self.per_chat))
        for lane, limit in lanes:
            window = max(1.0, 1.0 / limit)
            while lane and lane[0] <= now - window:
                lane.popleft()
            if len(lane) >= max(1.0, limit):
                raise too_many_requests(max(1, round(lane[0] + window - now)))
        for lane, _ in lanes:
            lane.append(now)
