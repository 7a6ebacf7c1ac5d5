"""The dispatcher: sends what was planned when its time comes, and what processes that died have left behind."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from bot.delivery.aftermath import is_repeatable
from bot.delivery.carriage import Carriage
from bot.delivery.channel import Channel
from bot.delivery.pace import DeliverySettings
from bot.delivery.parcel import Parcel
from bot.delivery.preparation import Preparation
from bot.delivery.recipients import RecipientRepository
from bot.delivery.reporting import raise_tasks, report_of
from bot.delivery.trouble import Trouble
from bot.telegram.source import TokenRefusedError
from conversations.clock import Clock
from conversations.composing import Composers
from storage.database import Database
from storage.media_store import MediaStore
from storage.models import DeliveryState
from storage.outgoing import Claimed, Outgoing
from storage.unit_of_work import UnitOfWork

log = logging.getLogger(__name__)

LOOK_EVERY = 1.0
"""Seconds; so late at most is seen what another process planned."""
PACED_LOOK_EVERY = 0.1
"""Seconds between claims while the pace is the limit; keeps batches small, so that no row waits after its check."""
_AFTER_TROUBLE = 1.0


class Dispatcher:
    """Claims due deliveries, checks, sends and records them; any number of processes may do so side by side.

    Args:
        database: where the deliveries are.
        composers: say what each message is when it is sent.
        channel: the calls.
        clock: the product's time, which decides what is due.
        machine: the machine's time, for leases and pacing.
        settings: name, pace, lease and sizes.
        counted: told how many deliveries ended in which state, for the metrics.
        files: what people sent and we kept, to be sent on; None where there is none.
    """

    def __init__(
        self,
        database: Database,
        composers: Composers,
        channel: Channel,
        *,
        clock: Clock,
        machine: Clock,
        settings: DeliverySettings,
        counted: Callable[[Mapping[DeliveryState, int]], None] = lambda _counts: None,
        files: MediaStore | None = None,
    ) -> None:
        self._database = database
        self._clock = clock
        self._machine = machine
        self._settings = settings
        self.preparation = Preparation(database, composers, clock=clock, machine=machine, settings=settings)
        self.carriage = Carriage(
            database, channel, clock=clock, machine=machine, settings=settings, counted=counted, files=files
        )
        self._woken = asyncio.Event()
        self._under_way: dict[asyncio.Task[None], int] = {}
        self._mended_at: datetime | None = None

    def poke(self) -> None:
        """Look now: something was planned here, or the clock was moved."""
        self._woken.set()

    async def run_once(self) -> int:
        """Sends what is due now, at most one batch, and returns how many rows were claimed when all is recorded."""
        await self._mend_now_and_then()
        claimed = await self._claim()
        await self.carriage.carry(await self._prepare(claimed))
        return len(claimed)

    async def run(self, stop: asyncio.Event) -> None:
        """Sends until `stop` is set; then finishes the calls under way and gives the other rows back.

        Raises:
            TokenRefusedError: Telegram does not know the token any more; waiting will not help.
        """
        watch = asyncio.create_task(self._wake_when(stop))
        try:
            while not stop.is_set():
                self._woken.clear()
                pause = await self._cycle()
                if self.carriage.token_refused.is_set():
                    raise TokenRefusedError(
                        "Telegram refuses the bot's token. Check BROBYGGER_TELEGRAM_TOKEN, or ask @BotFather for it."
                    )
                await self._rest(pause)
        finally:
            watch.cancel()
            self.carriage.close()
            while self._under_way:
                await asyncio.wait(set(self._under_way))

    async def _wake_when(self, stop: asyncio.Event) -> None:
        await stop.wait()
        self._woken.set()

    async def _rest(self, seconds: float) -> None:
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        try:
            async with asyncio.timeout(seconds):
                await self._woken.wait()
        except TimeoutError:
            return

    async def _cycle(self) -> float:
        """One round; gives the seconds after which the next one makes sense."""
        if sum(self._under_way.values()) > self._settings.batch:
            return LOOK_EVERY  # a batch that is finished wakes us
        try:
            await self._mend_now_and_then()
            claimed = await self._claim()
            if not claimed:
                return await self._until_due()
            self._launch(await self._prepare(claimed))
        except Exception:
            log.exception("dispatcher in trouble")
            return _AFTER_TROUBLE
        return PACED_LOOK_EVERY if self._settings.rate else 0

    def _launch(self, parcels: Sequence[Parcel]) -> None:
        if parcels:
            task = asyncio.create_task(self.carriage.carry(parcels))
            self._under_way[task] = len(parcels)
            task.add_done_callback(self._landed)

    def _landed(self, task: asyncio.Task[None]) -> None:
        del self._under_way[task]
        if not task.cancelled() and task.exception() is not None:
            log.error("a batch broke off", exc_info=task.exception())
        self.poke()

    async def _until_due(self) -> float:
        async with self._database.reading() as store:
            due = await store.queue.next_due()
        if due is None:
            return LOOK_EVERY
        left = (due - self._clock.now()).total_seconds()
        return min(max(left, PACED_LOOK_EVERY), LOOK_EVERY)

    async def _claim(self) -> Sequence[Claimed]:
        """Takes what is due, as far as the token's budget goes."""
        async with self._database.reading() as store:
            due = await store.queue.next_due()
        if due is None or due > self._clock.now():
            return ()
        settings = self._settings
        async with self._database.unit_of_work() as store:
            now, machine_now = self._clock.now(), self._machine.now()
            limit = await self._granted(store, machine_now)
            if not limit:
                return ()
            claimed = await store.queue.claim(settings.worker, now, limit, machine_now + settings.lease)
            if settings.rate and claimed:
                await store.budget.spend(settings.bot_id, machine_now, settings.rate, len(claimed))
            await store.commit()
        return claimed

    async def _granted(self, store: UnitOfWork, machine_now: datetime) -> int:
        settings = self._settings
        if settings.rate:
            return min(settings.batch, await store.budget.grant(settings.bot_id, machine_now, settings.rate))
        budget = await store.budget.budget(settings.bot_id, machine_now)
        silent = budget.paused_until is not None and budget.paused_until > machine_now
        return 0 if silent else settings.batch

    async def _prepare(self, claimed: Sequence[Claimed]) -> list[Parcel]:
        return await self.preparation.prepare_claimed(claimed)

    async def _mend_now_and_then(self) -> None:
        machine_now = self._machine.now()
        if self._mended_at is None or machine_now - self._mended_at >= self._settings.lease / 3:
            await self._mend(machine_now)
            self._mended_at = machine_now

    async def _mend(self, machine_now: datetime) -> None:
        """Frees what dead processes held; what may have arrived is repeated once where that is allowed, and told."""
        now = self._clock.now()
        async with self._database.unit_of_work() as store:
            uncertain = await store.queue.mend_leases(machine_now, now)
            if uncertain:
                log.warning("deliveries left in the middle of a call", extra={"deliveries": len(uncertain)})
                await store.queue.repeat_once([row.id for row in uncertain], now)
                await self._report(store, uncertain, now)
            await store.commit()

    @staticmethod
    async def _report(store: UnitOfWork, uncertain: Sequence[Outgoing], now: datetime) -> None:
        recipients = await RecipientRepository.beside(store.queue).of(uncertain)
        reports = []
        for row in uncertain:
            _, standing = recipients.of(row)
            trouble = Trouble.REPEATED if is_repeatable(row) else Trouble.UNCERTAIN
            reports.append(report_of(trouble, row, standing))
        await raise_tasks(store, reports, now)
