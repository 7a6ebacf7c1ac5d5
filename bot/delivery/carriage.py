"""Carrying parcels: calls side by side, each chat in order, and what became of them recorded in bulk."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter, deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from random import SystemRandom

from bot.attachments import AttachmentError, KeptFile, load
from bot.delivery.aftermath import Aftermath, Unsent, aftermath
from bot.delivery.channel import Channel, Content, perform
from bot.delivery.outage import is_outage
from bot.delivery.pace import DeliverySettings
from bot.delivery.parcel import Parcel
from bot.delivery.reporting import note_unreachable, raise_tasks, report_of
from bot.telegram.outcome import Outcome, Permanent, Retry, TokenRefused, Uncertain, outcome_of
from conversations.clock import Clock
from storage.database import Database
from storage.media_store import MediaStore, MediaStoreError
from storage.models import DeliveryState
from storage.unit_of_work import UnitOfWork

log = logging.getLogger(__name__)

RECORD_EVERY = 0.1
"""Seconds; so long at most a finished call waits to be recorded while others of its batch are still under way."""

_MARGIN = 0.1  # of the lease: what recording may take
_NO_MORE_STARTS = 1 / 3  # of the lease: with less left than this no call is begun
_TRIES = 30
_LONGEST_PAUSE = 2.0

_CHANCE = SystemRandom().random

Carried = tuple[Parcel, "Outcome | Unsent"]


def _nobody(_chat_id: int) -> None:
    return


class Carriage:
    """Sends what was prepared and records the outcome of every call.

    Args:
        database: where outcomes are recorded.
        channel: the calls.
        clock: the product's time.
        machine: the machine's time, for leases and pauses.
        settings: this process's name, concurrency and lease.
        random: chance for the pauses between tries, in [0, 1).
        counted: told how many deliveries ended in which state, for the metrics.
        files: what people sent and we kept; None where nothing of that is ever sent on.
    """

    def __init__(
        self,
        database: Database,
        channel: Channel,
        *,
        clock: Clock,
        machine: Clock,
        settings: DeliverySettings,
        random: Callable[[], float] = _CHANCE,
        counted: Callable[[Mapping[DeliveryState, int]], None] = lambda _counts: None,
        files: MediaStore | None = None,
    ) -> None:
        self._files = files
        self._database = database
        self._channel = channel
        self._clock = clock
        self._machine = machine
        self._settings = settings
        self._random = random
        self._counted = counted
        self._closing = False
        self.token_refused = asyncio.Event()

    def close(self) -> None:
        """Begin no call any more; what was prepared goes back untouched, and calls under way are finished."""
        self._closing = True

    async def carry(self, parcels: Sequence[Parcel], freed: Callable[[int], None] = _nobody) -> None:
        """Sends these parcels and returns when all outcomes are recorded.

        Args:
            parcels: in the order in which each chat is to see them.
            freed: told of each chat as soon as its last call is over.
        """
        lanes: dict[int, list[Parcel]] = {}
        for parcel in parcels:
            lanes.setdefault(parcel.chat_id, []).append(parcel)
        waiting = deque(lanes.items())
        done: list[Carried] = []
        walkers = {
            asyncio.create_task(self._walk(waiting, done, freed))
            for _ in range(min(len(lanes), self._settings.concurrency))
        }
        while walkers:
            _, walkers = await asyncio.wait(walkers, timeout=RECORD_EVERY)
            if done:
                carried, done[:] = done[:], []
                await self._record(carried)

    async def _walk(
        self,
        waiting: deque[tuple[int, list[Parcel]]],
        done: list[Carried],
        freed: Callable[[int], None],
    ) -> None:
        while waiting:
            chat_id, lane = waiting.popleft()
            for parcel in lane:
                done.append((parcel, await self._call(parcel)))  # noqa: PERF401 - seen while the others go on
            freed(chat_id)

    async def _call(self, parcel: Parcel) -> Outcome | Unsent:
        left = self._left(parcel)
        if self._closing or left < self._settings.lease.total_seconds() * _NO_MORE_STARTS:
            return Unsent()
        content = await self._written(parcel, left)
        if content is not None and not isinstance(content, Content):
            return content
        delivery = parcel.delivery
        left = self._left(parcel)
        try:
            async with asyncio.timeout(left):
                return await perform(self._channel, delivery.action, parcel.chat_id, parcel.target, content)
        except TimeoutError:
            return Uncertain("no answer before the lease ended")
        except Exception as error:
            log.exception("delivery broke during the call", extra={"delivery": delivery.id})
            return outcome_of(error)

    def _left(self, parcel: Parcel) -> float:
        """Seconds that a call may still take."""
        lease = self._settings.lease.total_seconds()
        return (parcel.lease_until - self._machine.now()).total_seconds() - lease * _MARGIN

    async def _written(self, parcel: Parcel, left: float) -> Content | Retry | Permanent | None:
        """The bubble, with its kept file read; or why there is none: nothing of it has left yet."""
        try:
            content = parcel.write()
            if content is None or not isinstance(content.attachment, KeptFile):
                return content
            async with asyncio.timeout(left):
                return replace(content, attachment=await load(self._files, content.attachment))
        except AttachmentError as error:
            return Permanent(str(error))
        except (TimeoutError, MediaStoreError):
            return Retry("the store of files does not answer")
        except Exception as error:
            log.exception("delivery cannot be written", extra={"delivery": parcel.delivery.id})
            return Permanent(f"cannot be written: {type(error).__name__}")

    async def _record(self, carried: Sequence[Carried]) -> None:
        """Records outcomes; waits for a database that is away, as what was sent must not be sent again."""
        for attempt in range(_TRIES):
            try:
                return await self._record_once(carried)
            except Exception as error:
                if not is_outage(error):
                    return await self._record_halves(carried, error)
                log.warning("outcomes wait for the database", extra={"deliveries": len(carried)}, exc_info=True)
            await asyncio.sleep(min(0.1 * 2**attempt, _LONGEST_PAUSE))
        log.error("outcomes lost: they will be known as uncertain", extra={"deliveries": len(carried)})
        return None

    async def _record_halves(self, carried: Sequence[Carried], error: Exception) -> None:
        if len(carried) == 1:
            log.error("outcome cannot be recorded", extra={"delivery": carried[0][0].delivery.id}, exc_info=error)
            return
        half = len(carried) // 2
        await self._record(carried[:half])
        await self._record(carried[half:])

    async def _record_once(self, carried: Sequence[Carried]) -> None:
        now = self._clock.now()
        if any(isinstance(outcome, TokenRefused) for _, outcome in carried):
            self.token_refused.set()
        settled = [(parcel, aftermath(parcel.delivery, outcome, now, self._random)) for parcel, outcome in carried]
        async with self._database.unit_of_work() as store:
            await self._settle(store, settled)
            await store.commit()
        self._counted(Counter(after.result.state for _, after in settled))
        for parcel, after in settled:
            if after.trouble is not None:
                log.warning(
                    "delivery in trouble",
                    extra={"delivery": parcel.delivery.id, "state": after.result.state, "trouble": after.trouble},
                )

    async def _settle(self, store: UnitOfWork, settled: Sequence[tuple[Parcel, Aftermath]]) -> None:
        now = self._clock.now()
        # People before deliveries, as everybody else locks them.
        for parcel, after in settled:
            if after.unreachable:
                await note_unreachable(store, parcel.delivery, parcel.standing, now)
        await store.queue.record(self._settings.worker, [after.result for _, after in settled], now)
        await store.queue.repeat_once([after.result.delivery_id for _, after in settled if after.repeat], now)
        reports = [report_of(after.trouble, parcel.delivery, parcel.standing) for parcel, after in settled]
        await raise_tasks(store, reports, now)
        pauses = [after.pause for _, after in settled if after.pause is not None]
        if pauses:
            machine_now = self._machine.now()
            await store.budget.pause_token(self._settings.bot_id, machine_now, machine_now + max(pauses))
