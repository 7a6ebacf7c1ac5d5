"""What is done again and again without anybody writing: rolling appointments forward, noticing missing answers."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta

from conversations.clock import Clock
from storage.database import Database
from storage.unit_of_work import UnitOfWork

log = logging.getLogger(__name__)

EVERY = timedelta(minutes=1)
INBOX_KEPT = timedelta(days=7)
"""Telegram keeps an update for a day; so long is more than enough to know it again."""

Job = Callable[[UnitOfWork, datetime], Awaitable[None]]


async def prune_inbox(store: UnitOfWork, now: datetime) -> None:
    """Forgets updates so old that they cannot come again."""
    await store.inbox.forget_before(now - INBOX_KEPT)


class Housekeeping:
    """Runs jobs at the start, every minute, and whenever the clock jumps; each in a transaction of its own.

    A job that fails is logged and stops no other; it is tried again the next time.

    Args:
        database: what the jobs work on.
        clock: the product's time.
        jobs: by name, for the log; each is told the time in UTC.
        done: called after each round: jobs plan deliveries.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        jobs: Mapping[str, Job],
        done: Callable[[], None] = lambda: None,
    ) -> None:
        self._database = database
        self._clock = clock
        self._jobs = {**jobs, "forget old updates": prune_inbox}
        self._done = done
        self._woken = asyncio.Event()

    def poke(self) -> None:
        """Run now: the clock was moved."""
        self._woken.set()

    async def run_once(self) -> None:
        """Runs every job once."""
        for name, job in self._jobs.items():
            try:
                async with self._database.unit_of_work() as store:
                    await job(store, self._clock.now())
                    await store.commit()
            except Exception:
                log.exception("a job failed", extra={"job": name.replace(" ", "-")})
        self._done()

    async def run(self, stop: asyncio.Event) -> None:
        """Runs until `stop` is set; a round that has begun is finished."""
        watch = asyncio.create_task(self._wake_when(stop))
        try:
            while not stop.is_set():
                self._woken.clear()
                await self.run_once()
                try:
                    async with asyncio.timeout(EVERY.total_seconds()):
                        await self._woken.wait()
                except TimeoutError:
                    continue
        finally:
            watch.cancel()

    async def _wake_when(self, stop: asyncio.Event) -> None:
        await stop.wait()
        self._woken.set()
