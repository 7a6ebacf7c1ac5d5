"""Updates of one chat in order, different chats side by side, and no update that blocks its chat for ever."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from bot.telegram.outcome import backoff
from bot.telegram.source import StoppingError, chance, or_stop

log = logging.getLogger(__name__)

Work = Callable[[], Awaitable[None]]
"""Handles one update and returns when its transaction is committed."""

_REMEMBERED = 1000
_LONGEST_PAUSE = 30.0


def is_outage(error: Exception) -> bool:
    """Whether an error says that something we need is away, rather than that this update cannot be handled."""
    return isinstance(error, OSError)  # ConnectionError and TimeoutError among them


async def _nobody(_update_id: int, _error: Exception) -> None:
    return


@dataclass
class _Chat:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)  # first come, first served
    users: int = 0


class PerChatSequencer:
    """Runs work per chat first come, first served, and at most `concurrency` at once over all chats.

    An update whose work fails `tries` times is given up: logged by its id, handed to `on_poison`, and the chat goes
    on. Failures for which `outage` holds do not count, so that a database that is away for an hour costs nobody
    a message.

    Args:
        concurrency: how many updates are worked on at once.
        tries: how often one update may fail.
        on_poison: told of each update given up, for example to count it.
        outage: tells passing trouble from a faulty update.
        random: chance for the pauses between tries, in [0, 1).
        sleep: waits so many seconds.
    """

    def __init__(
        self,
        *,
        concurrency: int = 64,
        tries: int = 5,
        on_poison: Callable[[int, Exception], Awaitable[None]] = _nobody,
        outage: Callable[[Exception], bool] = is_outage,
        random: Callable[[], float] = chance,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._places = asyncio.Semaphore(concurrency)
        self._tries = tries
        self._on_poison = on_poison
        self._outage = outage
        self._random = random
        self._sleep = sleep
        self._chats: dict[int, _Chat] = {}
        self._failures: dict[int, int] = {}
        self._idle = asyncio.Event()
        self._idle.set()

    async def once(self, chat: int, update_id: int, work: Work) -> None:
        """Try once when it is this update's turn; done, or given up for good, when it returns.

        Raises:
            Exception: what `work` raised; the sender should deliver the update again.
        """
        async with self._turn(chat):
            await self._attempt(update_id, work)

    async def until_done(self, chat: int, update_id: int, work: Work, stop: asyncio.Event) -> None:
        """Try, holding the chat's turn, until done or given up.

        Raises:
            Exception: what `work` raised last, when `stop` was set meanwhile; the update is still to be handled.
        """
        async with self._turn(chat):
            failures = 0
            while True:
                try:
                    return await self._attempt(update_id, work)
                except Exception:
                    if stop.is_set():
                        raise
                failures += 1
                await self._pause(failures, stop)

    async def drain(self) -> None:
        """Wait until everything that was begun or waits for its turn is over."""
        await self._idle.wait()

    @asynccontextmanager
    async def _turn(self, number: int) -> AsyncIterator[None]:
        chat = self._chats.setdefault(number, _Chat())
        chat.users += 1
        self._idle.clear()
        try:
            async with chat.lock, self._places:
                yield
        finally:
            chat.users -= 1
            if not chat.users:
                del self._chats[number]
            if not self._chats:
                self._idle.set()

    async def _attempt(self, update_id: int, work: Work) -> None:
        try:
            await work()
        except Exception as error:
            if self._outage(error):
                log.warning("update waits for an outage to end", extra={"update": update_id}, exc_info=True)
                raise
            failures = self._failures.pop(update_id, 0) + 1
            if failures < self._tries:
                log.warning("update failed", extra={"update": update_id, "failures": failures}, exc_info=True)
                self._remember(update_id, failures)
                raise
            log.exception("update given up", extra={"update": update_id, "failures": failures})
            await self._tell(update_id, error)
        else:
            self._failures.pop(update_id, None)

    async def _tell(self, update_id: int, error: Exception) -> None:
        try:
            await self._on_poison(update_id, error)
        except Exception:
            log.exception("nobody could be told of a given up update", extra={"update": update_id})

    def _remember(self, update_id: int, failures: int) -> None:
        self._failures[update_id] = failures
        while len(self._failures) > _REMEMBERED:
            del self._failures[next(iter(self._failures))]

    async def _pause(self, failures: int, stop: asyncio.Event) -> None:
        seconds = min(backoff(failures, self._random), _LONGEST_PAUSE)
        with suppress(StoppingError):
            await or_stop(self._sleep(seconds), stop)
