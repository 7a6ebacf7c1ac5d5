"""Claiming due deliveries, and recording what became of them. Everything here is set-based.

The life of a row, and what a process that dies leaves behind:

    planned --claim--> sending --mark_called--> sending, called --record--> sent, failed, uncertain, planned again
              |                       |                            |
        no lease yet            lease runs out:               lease runs out:
        nothing to mend         back to planned               uncertain (it may have arrived)

Leases and pacing are measured on the machine's own clock, never on the product's, which a demo may move.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Update,
    bindparam,
    literal,
    literal_column,
    select,
    tuple_,
    union_all,
    update,
)
from sqlalchemy.orm import aliased

from storage.models import Delivery, DeliveryState, Priority
from storage.models.base import UtcDateTime
from storage.outgoing import CLAIMED_COLUMNS, Claimed
from storage.repositories.base import among
from storage.repositories.delivery_outcomes import DeliveryOutcomes


def _is(state: DeliveryState, of: type[Delivery] = Delivery) -> ColumnElement[bool]:
    """Whether the row is in this state, written out in the statement: a partial index is no use to a parameter."""
    return of.state == literal(state.value, literal_execute=True)


_FIRST_OF_EACH = [
    select(Delivery.next_attempt_at)
    .where(_is(DeliveryState.PLANNED), Delivery.priority == literal(priority.value, literal_execute=True))
    .order_by(Delivery.next_attempt_at)
    .limit(1)
    .subquery()
    for priority in Priority
]
# One look at the index for each priority; the least of them all would take reading all that waits.
_NEXT_DUE = union_all(*(select(one.c.next_attempt_at) for one in _FIRST_OF_EACH))


@cache
def _held(*, postgres: bool, whole: bool) -> Select[Any]:
    """What a worker holds and has not called for, of these ids; locked."""
    return (
        select(*(CLAIMED_COLUMNS if whole else (Delivery.id,)))
        .where(
            among(Delivery.id, "ids", postgres=postgres),
            Delivery.worker == bindparam("holder"),
            Delivery.state == DeliveryState.SENDING,
            Delivery.called_at.is_(None),
        )
        .order_by(Delivery.id)
        .with_for_update(key_share=True)
    )


@cache
def _mark_called(*, postgres: bool) -> Update:
    return (
        update(Delivery)
        .where(among(Delivery.id, "ids", postgres=postgres))
        .values(called_at=bindparam("at", type_=UtcDateTime()), lease_until=bindparam("until", type_=UtcDateTime()))
        .execution_options(synchronize_session=False)
    )


class DeliveryQueue(DeliveryOutcomes):
    """The worker's side of the deliveries table: claiming here, recording in `DeliveryOutcomes`."""

    async def claim(self, worker: str, now: datetime, limit: int, lease_until: datetime) -> Sequence[Claimed]:
        """Takes up to `limit` due deliveries, replies first, then notices, reminders and broadcasts.

        A person has one message on the way at a time, so that what they get stays in order: what is behind another
        due message, or behind one on the way, is left for later.
        """
        claimed: list[Claimed] = []
        for priority in Priority:
            if len(claimed) >= limit:
                break
            claimed += await self._claim_one_priority(priority, worker, now, limit - len(claimed), lease_until)
        return claimed

    async def _claim_one_priority(
        self,
        priority: Priority,
        worker: str,
        now: datetime,
        limit: int,
        lease_until: datetime,
    ) -> Sequence[Claimed]:
        other = aliased(Delivery)
        theirs = select(other.id).where(other.person_id == Delivery.person_id)
        if self._postgres:
            # Looked up for each candidate until there are enough; joined, it would be for all that is due at once.
            theirs = theirs.offset(literal_column("0"))
        under_way = theirs.where(_is(DeliveryState.SENDING, other))
        # Another worker may be claiming the earlier message at this moment: it still looks planned then, and this
        # worker sees that it is not the one to go.
        earlier = theirs.where(
            _is(DeliveryState.PLANNED, other),
            other.next_attempt_at <= now,
            tuple_(other.priority, other.next_attempt_at, other.id)
            < tuple_(Delivery.priority, Delivery.next_attempt_at, Delivery.id),
        )
        due = (
            select(Delivery.id)
            .where(
                _is(DeliveryState.PLANNED),
                Delivery.priority == literal(priority.value, literal_execute=True),
                Delivery.next_attempt_at <= now,
                ~under_way.exists(),
                ~earlier.exists(),
            )
            .order_by(Delivery.next_attempt_at)
            .limit(limit)
            .with_for_update(skip_locked=True, key_share=True)
            .cte("due")
            # Without this PostgreSQL may run the subquery once a row, and so claim more than `limit`.
            .prefix_with("MATERIALIZED", dialect="postgresql")
        )
        statement = (
            update(Delivery)
            .where(Delivery.id.in_(select(due.c.id)))
            .values(
                state=DeliveryState.SENDING,
                worker=worker,
                lease_until=lease_until,
                called_at=None,
                attempts=Delivery.attempts + 1,
            )
            .returning(*CLAIMED_COLUMNS)
            .execution_options(synchronize_session=False)
        )
        rows = [Claimed(*row) for row in await self._session.execute(statement)]
        return sorted(rows, key=lambda row: (row.next_attempt_at, row.id))

    async def mine(self, worker: str, delivery_ids: Collection[int]) -> Sequence[Claimed]:
        """Those of these deliveries that this worker still holds and has not called for, in order, locked."""
        named = {"ids": self._ids(delivery_ids), "holder": worker}
        rows = await self._session.execute(_held(postgres=self._postgres, whole=True), named)
        return [Claimed(*row) for row in rows]

    async def held(self, worker: str, delivery_ids: Collection[int]) -> set[int]:
        """The ids of what `mine` gives, locked."""
        named = {"ids": self._ids(delivery_ids), "holder": worker}
        return set(await self._session.scalars(_held(postgres=self._postgres, whole=False), named))

    async def mark_called(self, delivery_ids: Collection[int], at: datetime, lease_until: datetime) -> None:
        """Keeps that the call is made next: from here on a process that dies leaves an uncertain delivery."""
        if delivery_ids:
            named = {"ids": self._ids(delivery_ids), "at": at, "until": lease_until}
            await self._session.execute(_mark_called(postgres=self._postgres), named)

    async def mend_leases(self, machine_now: datetime, now: datetime) -> Sequence[Delivery]:
        """Frees what processes left behind whose lease ran out; gives those that may have arrived.

        What was never called for waits again. What was called for is uncertain, and a reminder or notice is planned
        once more, marked as a repeat; a broadcast and a reply never are.
        """
        expired = (
            select(Delivery.id)
            .where(_is(DeliveryState.SENDING), Delivery.lease_until < machine_now)
            .with_for_update(skip_locked=True, key_share=True)
            .cte("expired")
            .prefix_with("MATERIALIZED", dialect="postgresql")
        )
        left = Delivery.id.in_(select(expired.c.id))
        await self._session.execute(
            update(Delivery)
            .where(left, Delivery.called_at.is_(None))
            .values(state=DeliveryState.PLANNED, worker=None, lease_until=None, next_attempt_at=now)
            .execution_options(synchronize_session=False),
        )
        statement = (
            update(Delivery)
            .where(left, Delivery.called_at.is_not(None))
            .values(
                state=DeliveryState.UNCERTAIN,
                worker=None,
                lease_until=None,
                finished_at=now,
                failure="process ended during the call",
            )
            .returning(Delivery)
            .execution_options(synchronize_session=False, populate_existing=True)
        )
        return (await self._session.scalars(statement)).all()

    async def next_due(self) -> datetime | None:
        """When the next waiting delivery is due (UTC), or None when nothing waits."""
        times = await self._session.scalars(_NEXT_DUE)
        return min(times.all(), default=None)
