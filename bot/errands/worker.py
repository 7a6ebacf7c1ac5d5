"""The worker that runs errands: claims, prepares, performs outside any transaction, and records."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import SystemRandom
from typing import Protocol

from bot.errands.failures import LaterError, NeverError
from bot.telegram.outcome import backoff
from conversations.clock import Clock
from conversations.errands.model import ErrandKind, Failure, GaveUp, Request, Result
from storage.database import Database
from storage.models import Errand, ErrandState
from storage.repositories.errands import ClaimedErrand
from storage.unit_of_work import UnitOfWork

log = logging.getLogger(__name__)

LOOK_EVERY = 1.0
"""Seconds; so late at most is seen what another process asked for, or left behind."""
_MOST_MISTAKES = 8
"""So often an errand is tried that fails by a mistake of our own."""
_OF_THE_LEASE = 0.8
"""So much of its lease an errand may take before it is given up for now."""

_CHANCE = SystemRandom().random


class Performs(Protocol):
    """Does what is asked; `bot.errands.performing.Performer` in the product."""

    async def perform(self, request: Request, attempt: int) -> Result:
        """Do it, or raise `LaterError` or `NeverError`."""
        ...


@dataclass(frozen=True)
class ErrandSettings:
    """How this process runs errands.

    Attributes:
        worker: its own name on what it holds; never the name an earlier process had.
        lease: how long a claimed errand is its alone, by the machine's clock.
        concurrency: the most at once; each may hold a whole file in memory.
    """

    worker: str
    lease: timedelta = timedelta(minutes=3)
    concurrency: int = 3


class ErrandWorker:
    """Runs errands; any number of processes may do so side by side.

    Args:
        database: where they are asked for and recorded.
        kinds: how each kind begins and ends; others are left for a process that knows them.
        performer: does what is asked.
        clock: the product's time, which decides what is due.
        machine: the machine's time, for leases.
        settings: name, lease and sizes.
        planned: called after a commit that may have planned deliveries.
        random: chance for the pauses between tries, in [0, 1).
    """

    def __init__(
        self,
        database: Database,
        kinds: Mapping[str, ErrandKind],
        performer: Performs,
        *,
        clock: Clock,
        machine: Clock,
        settings: ErrandSettings,
        planned: Callable[[], None] = lambda: None,
        random: Callable[[], float] = _CHANCE,
    ) -> None:
        self._database = database
        self._kinds = kinds
        self._performer = performer
        self._clock = clock
        self._machine = machine
        self._settings = settings
        self._planned = planned
        self._random = random
        self._woken = asyncio.Event()
        self._under_way: set[asyncio.Task[None]] = set()

    def poke(self) -> None:
        """Look now: an errand was asked for here, or the clock was moved."""
        self._woken.set()

    async def run_once(self) -> int:
        """Runs what is due now, as much as fits at once, and returns how many errands that were."""
        claimed = await self._claim(self._settings.concurrency)
        await asyncio.gather(*(self._run(errand) for errand in claimed))
        return len(claimed)

    async def run(self, stop: asyncio.Event) -> None:
        """Runs errands until `stop` is set; those under way are then broken off and given back, to be done again."""
        watch = asyncio.create_task(self._wake_when(stop))
        try:
            while not stop.is_set():
                self._woken.clear()
                await self._cycle()
                await self._rest()
        finally:
            watch.cancel()
            for task in self._under_way:
                task.cancel()
            await asyncio.gather(*self._under_way, return_exceptions=True)
            await self._give_back()

    async def _wake_when(self, stop: asyncio.Event) -> None:
        await stop.wait()
        self._woken.set()

    async def _rest(self) -> None:
        try:
            async with asyncio.timeout(LOOK_EVERY):
                await self._woken.wait()
        except TimeoutError:
            return

    async def _cycle(self) -> None:
        free = self._settings.concurrency - len(self._under_way)
        try:
            for errand in await self._claim(free) if free else ():
                task = asyncio.create_task(self._run(errand))
                self._under_way.add(task)
                task.add_done_callback(self._landed)
        except Exception:
            log.exception("errands in trouble")

    def _landed(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        if not task.cancelled() and task.exception() is not None:
            log.error("an errand broke off", exc_info=task.exception())
            return
        self.poke()

    async def _claim(self, limit: int) -> Sequence[ClaimedErrand]:
        now, machine_now = self._clock.now(), self._machine.now()
        async with self._database.reading() as store:
            due = await store.errands.next_due(self._kinds, machine_now)
        if due is None or due > now:
            return ()
        async with self._database.unit_of_work() as store:
            claimed = await store.errands.claim(
                self._settings.worker,
                self._kinds,
                now=now,
                machine_now=machine_now,
                lease_until=machine_now + self._settings.lease,
                limit=limit,
            )
            await store.commit()
        return claimed

    async def _give_back(self) -> None:
        try:
            async with self._database.unit_of_work() as store:
                await store.errands.give_back(self._settings.worker)
                await store.commit()
        except Exception:
            log.warning("errands not given back: they wait for their leases to end", exc_info=True)

    async def _run(self, errand: ClaimedErrand) -> None:
        """One errand from beginning to end. A database that is away leaves it to its lease: it is done again."""
        result = await self._attempt(errand)
        try:
            await self._record(errand, result)
        except Exception:
            log.exception("an errand cannot be recorded", extra={"errand": errand.id})
            await self._put_aside(errand)

    async def _attempt(self, errand: ClaimedErrand) -> Result | LaterError | None:
        """The result; None when there is nothing to do any more."""
        try:
            async with self._database.reading() as store:
                request = await self._kinds[errand.kind].prepare(store, errand.ref_id)
            if request is None:
                return None
            async with asyncio.timeout(self._settings.lease.total_seconds() * _OF_THE_LEASE):
                return await self._performer.perform(request, errand.attempts)
        except LaterError as error:
            return error
        except NeverError as error:
            return GaveUp(error.failure)
        except TimeoutError:
            return LaterError(Failure.SLOW)
        except Exception:
            log.exception("an errand failed by a mistake of ours", extra={"errand": errand.id})
            return LaterError(Failure.BROKEN)

    async def _record(self, errand: ClaimedErrand, result: Result | LaterError | None) -> None:
        now = self._clock.now()
        async with self._database.unit_of_work() as store:
            row = await store.errands.held(self._settings.worker, errand.id)
            if row is None:
                return  # its lease ran out: another process has it, or has done it
            await self._settle(store, row, result, now)
            await store.commit()
            asked = store.errand_asked
        self._planned()
        if asked:
            self.poke()

    async def _put_aside(self, errand: ClaimedErrand) -> None:
        """Puts off an errand whose own conclusion breaks, and in the end leaves it without one."""
        now = self._clock.now()
        async with self._database.unit_of_work() as store:
            row = await store.errands.held(self._settings.worker, errand.id)
            if row is None:
                return
            row.worker = row.lease_until = None
            row.failure = Failure.BROKEN
            row.next_attempt_at = now + timedelta(seconds=backoff(row.attempts, self._random))
            if row.attempts >= _MOST_MISTAKES:
                row.state, row.finished_at = ErrandState.FAILED, now
            await store.commit()

    async def _settle(self, store: UnitOfWork, row: Errand, result: Result | LaterError | None, now: datetime) -> None:
        kind = self._kinds[row.kind]
        row.worker = row.lease_until = None
        if isinstance(result, LaterError):
            row.failure = result.failure
            if not self._is_over(kind, row, result, now):
                pause = max(backoff(row.attempts, self._random), result.seconds)
                row.next_attempt_at = now + timedelta(seconds=pause)
                if result.failure != Failure.BROKEN:
                    await kind.put_off(store, row.ref_id, result.failure, now)
                return
            result = GaveUp(result.failure)
        row.state = ErrandState.FAILED if isinstance(result, GaveUp) else ErrandState.DONE
        row.failure = result.failure if isinstance(result, GaveUp) else None
        row.finished_at = now
        if row.failure:
            log.warning("errand given up", extra={"errand": row.id, "kind": row.kind, "failure": row.failure})
        if result is not None:
            await kind.conclude(store, row.ref_id, result, now)

    @staticmethod
    def _is_over(kind: ErrandKind, row: Errand, error: LaterError, now: datetime) -> bool:
        if error.failure == Failure.BROKEN and row.attempts >= _MOST_MISTAKES:
            return True
        return kind.patience is not None and now - row.made_at >= kind.patience
