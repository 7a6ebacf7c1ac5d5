"""From claimed rows to parcels: everything is read and judged again, and the call is announced before it is made."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.attachments import AttachmentError, MadeAttachment, make
from bot.delivery.check import Addressee, End, Later, Leave, Standing, judge
from bot.delivery.outage import is_outage
from bot.delivery.pace import CHAT_GAP, DeliverySettings
from bot.delivery.parcel import Parcel, marked_as_repeat, reader_of
from bot.delivery.recipients import RecipientRepository, Recipients
from bot.delivery.reporting import raise_tasks, report_of
from bot.delivery.trouble import Report
from conversations.clock import Clock
from conversations.composing import Composers, Drop
from conversations.discreet.messages import covered
from locales.message import Message
from storage.database import Database
from storage.models import DeliveryKind, DeliveryState
from storage.outgoing import Claimed, Outgoing
from storage.repositories.deliveries import OF
from storage.repositories.delivery_outcomes import Result
from storage.unit_of_work import UnitOfWork

log = logging.getLogger(__name__)


@dataclass
class _Sorted:
    """A batch, sorted by what is to become of each row."""

    leaving: list[tuple[Outgoing, Leave, Addressee | None, Standing | None]] = field(default_factory=list)
    results: list[Result] = field(default_factory=list)
    reports: list[Report | None] = field(default_factory=list)

    def end(self, row: Outgoing, end: End, standing: Standing | None) -> None:
        self.results.append(Result(row.id, end.state, failure=end.reason))
        self.reports.append(report_of(end.trouble, row, standing))

    def put_off(self, row: Outgoing, until: datetime, reason: str | None = None) -> None:
        self.results.append(Result(row.id, DeliveryState.PLANNED, failure=reason, next_attempt_at=until))


class Preparation:
    """The check at send, for whole batches, each in one transaction.

    Args:
        database: where the rows are.
        composers: say what each message is now, or why it must not leave.
        clock: the product's time.
        machine: the machine's time, for leases and pacing.
        settings: this process's name, pace and lease.
    """

    def __init__(
        self,
        database: Database,
        composers: Composers,
        *,
        clock: Clock,
        machine: Clock,
        settings: DeliverySettings,
    ) -> None:
        self._database = database
        self._composers = composers
        self._clock = clock
        self._machine = machine
        self._settings = settings

    async def prepare_replies(self, delivery_ids: Sequence[int]) -> list[Parcel]:
        """Parcels for those replies that this process still holds and that may leave; the others are settled.

        Raises:
            Exception: the database is away. The rows stay claimed until their lease ends.
        """
        return await self._halving(delivery_ids, {}, 0)

    async def prepare_claimed(self, claimed: Sequence[Claimed]) -> list[Parcel]:
        """As `prepare_replies`, for rows just claimed, for which the token's budget has paid.

        While a row is claimed nobody changes what it says, so it is not read again: only whether it is still ours.
        What does not leave is paid back.
        """
        known: dict[int, Outgoing] = {row.id: row for row in claimed}
        return await self._halving(list(known), known, len(known))

    async def _halving(self, delivery_ids: Sequence[int], known: Mapping[int, Outgoing], paid: int) -> list[Parcel]:
        """A row that makes a composer fail is failed alone: the batch is halved until it stands by itself."""
        if not delivery_ids:
            return []
        try:
            return await self._prepare(delivery_ids, known, paid)
        except Exception as error:
            if is_outage(error):
                raise
            if len(delivery_ids) == 1:
                log.exception("delivery cannot be composed", extra={"delivery": delivery_ids[0]})
                await self._give_up(delivery_ids[0], type(error).__name__)
                return []
        half = len(delivery_ids) // 2
        first = await self._halving(delivery_ids[:half], known, min(paid, half))
        return first + await self._halving(delivery_ids[half:], known, max(0, paid - half))

    async def _prepare(self, delivery_ids: Sequence[int], known: Mapping[int, Outgoing], paid: int) -> list[Parcel]:
        async with self._database.unit_of_work() as store:
            now, machine_now = self._clock.now(), self._machine.now()
            repository = RecipientRepository.beside(store.queue)
            if known:
                held = await store.queue.held(self._settings.worker, delivery_ids)
                rows: Sequence[Outgoing] = [known[one] for one in delivery_ids if one in held]
            else:
                rows = await store.queue.mine(self._settings.worker, delivery_ids)
            if not rows:
                return []
            batch = await self._sort(repository, rows, now)
            parcels = await self._pack(store, batch, now, machine_now + self._settings.lease)
            if not await self._pay(store, len(parcels), paid, machine_now):
                for parcel in parcels:
                    batch.put_off(parcel.delivery, now, "too many requests")
                parcels = []
            leaving = [parcel.delivery.id for parcel in parcels]
            await store.queue.mark_called(leaving, now, machine_now + self._settings.lease)
            await store.queue.record(self._settings.worker, batch.results, now)
            await raise_tasks(store, batch.reports, now)
            await store.commit()
        return parcels

    async def _sort(self, repository: RecipientRepository, rows: Sequence[Outgoing], now: datetime) -> _Sorted:
        recipients = await repository.of(rows)
        lately = await self._lately(repository, rows, now)
        batch = _Sorted()
        for row in rows:
            self._sort_one(batch, row, recipients, lately, now)
        return batch

    @staticmethod
    def _sort_one(
        batch: _Sorted,
        row: Outgoing,
        recipients: Recipients,
        lately: dict[int, datetime],
        now: datetime,
    ) -> None:
        addressee, standing = recipients.of(row)
        verdict = judge(row, addressee, standing, now)
        if isinstance(verdict, Leave) and row.kind != DeliveryKind.REPLY and row.person_id in lately:
            verdict = Later(lately[row.person_id] + CHAT_GAP)
        match verdict:
            case Leave():
                batch.leaving.append((row, verdict, addressee, standing))
            case Later(until):
                batch.put_off(row, until)
            case End():
                batch.end(row, verdict, standing)

    async def _lately(
        self, repository: RecipientRepository, rows: Iterable[Outgoing], now: datetime
    ) -> dict[int, datetime]:
        """Who was sent something planned less than a second ago."""
        if not self._settings.rate:
            return {}
        planned = {row.person_id for row in rows if row.kind != DeliveryKind.REPLY and row.person_id is not None}
        return await repository.lately(planned, now - CHAT_GAP)

    async def _pack(self, store: UnitOfWork, batch: _Sorted, now: datetime, lease_until: datetime) -> list[Parcel]:
        speaking = [row for row, *_ in batch.leaving if row.action != "delete"]
        composed = await self._composers.compose(store, speaking, now)
        parcels = []
        for row, leave, addressee, standing in batch.leaving:
            content = composed.get(row.id) if row.action != "delete" else None
            if isinstance(content, Drop):
                batch.end(row, End(content.state, content.reason), standing)
                continue
            if content is None and row.action != "delete":
                batch.end(row, End(DeliveryState.FAILED, "not composed"), standing)
                continue
            content = await _dressed(store, row, content, standing)
            reader = reader_of(addressee, row.params)
            try:
                attachment = await _attachment(store, content, reader.language, now)
            except AttachmentError as error:
                batch.end(row, End(DeliveryState.FAILED, str(error)), standing)
                continue
            target = await _target(store, row)
            if row.action == "delete" and target is None:
                batch.end(row, End(DeliveryState.SUPERSEDED, "nothing to change"), standing)
                continue
            parcels.append(Parcel(row, leave.chat_id, reader, content, attachment, standing, lease_until, target))
        return parcels

    async def _pay(self, store: UnitOfWork, leaving: int, paid: int, machine_now: datetime) -> bool:
        """Settles with the token's budget; False when the token must be silent for now."""
        settings = self._settings
        if not paid:
            budget = await store.budget.budget(settings.bot_id, machine_now)
            if budget.paused_until is not None and budget.paused_until > machine_now:
                return False
        if settings.rate and leaving != paid:
            await store.budget.spend(settings.bot_id, machine_now, settings.rate, leaving - paid)
        return True

    async def _give_up(self, delivery_id: int, reason: str) -> None:
        """Fails one row that cannot even be composed."""
        now = self._clock.now()
        result = Result(delivery_id, DeliveryState.FAILED, failure=f"cannot be composed: {reason}")
        async with self._database.unit_of_work() as store:
            await store.queue.record(self._settings.worker, [result], now)
            await store.commit()


async def _dressed(
    store: UnitOfWork, row: Outgoing, content: Message | None, standing: Standing | None
) -> Message | None:
    """The message as it may be shown: covered in discreet mode, and marked when it may have come before."""
    if content is None:
        return None
    if standing is not None and standing.discreet and row.kind != DeliveryKind.REPLY:
        specialist = await store.people.get(standing.specialist_id)
        content = covered(specialist.name, row.id)
    return marked_as_repeat(content) if row.repeats_id is not None else content


async def _target(store: UnitOfWork, row: Outgoing) -> int | None:
    """The bubble to change: the one known when it was planned, or the one another delivery became since."""
    if row.target_message_id is not None or OF not in row.params:
        return row.target_message_id
    shown = await store.deliveries.get(int(row.params[OF]))
    return shown.message_id if shown is not None else None


async def _attachment(
    store: UnitOfWork, content: Message | None, language: str, now: datetime
) -> MadeAttachment | None:
    if content is None or content.attachment is None:
        return None
    return await make(store, content.attachment, language, now)
