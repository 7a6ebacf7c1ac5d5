"""Recording what became of deliveries; the other half of the queue (`delivery_queue`)."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    Insert,
    Select,
    bindparam,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from storage.models import AuditEntry, Delivery, DeliveryKind, DeliveryState
from storage.repositories.base import Repository, among
from storage.repositories.deliveries import AGAIN

REPEATABLE = (DeliveryKind.REMINDER, DeliveryKind.NOTICE)
FAILURE_LENGTH = 60


@dataclass(frozen=True)
class Result:
    """What became of one delivery. `next_attempt_at` (UTC) is set when it is to be tried again."""

    delivery_id: int
    state: DeliveryState
    message_id: int | None = None
    failure: str | None = None
    next_attempt_at: datetime | None = None


@cache
def _hold(*, postgres: bool) -> Select[int, bool]:
    uncertain = Delivery.state == DeliveryState.UNCERTAIN
    return (
        select(Delivery.id, uncertain)
        .where(
            among(Delivery.id, "ids", postgres=postgres),
            or_(
                (Delivery.worker == bindparam("holder")) & (Delivery.state == DeliveryState.SENDING),
                uncertain & among(Delivery.id, "sent_ids", postgres=postgres),
            ),
        )
        .order_by(Delivery.id)
        .with_for_update(key_share=True)
    )


@cache
def _audit_sent(*, postgres: bool) -> Insert:
    columns = ["at", "participant_id", "action", "subject", "subject_id", "detail"]
    query = select(
        bindparam("moment", type_=AuditEntry.at.type),
        Delivery.participant_id,
        literal("delivery.sent"),
        literal("delivery"),
        Delivery.id,
        literal({}, AuditEntry.detail.type),
    ).where(among(Delivery.id, "ids", postgres=postgres), Delivery.participant_id.is_not(None))
    # The bare table: given parameters, the ORM takes an insert for one of rows.
    return insert(AuditEntry.__table__).from_select(columns, query)  # type: ignore[arg-type]


class DeliveryOutcomes(Repository):
    """Keeps results, set-based."""

    async def record(self, worker: str, results: Sequence[Result], now: datetime) -> None:
        """Keeps what became of deliveries that this worker holds, and a line of audit for each one about a participant.

        A result comes too late when the lease ran out and another process took the row over; then it is dropped,
        except that a confirmed sending always counts, and takes back the repeat that was planned in its place.
        """
        if not results:
            return
        held = await self._hold(worker, results)
        by_state: dict[DeliveryState, list[Result]] = {}
        for result in sorted(results, key=lambda result: result.delivery_id):
            if result.delivery_id in held:
                by_state.setdefault(result.state, []).append(result)
        for state, group in by_state.items():
            if state is DeliveryState.SENT:
                await self._record_sent(group, now)
            else:
                await self._record_state(state, group, now)
        sent = [result.delivery_id for result in by_state.get(DeliveryState.SENT, ())]
        if sent:
            await self._audit_sent(sent, now)
            await self._take_back_repeats([delivery_id for delivery_id in sent if held[delivery_id]], now)

    async def _hold(self, worker: str, results: Sequence[Result]) -> dict[int, bool]:
        """Locks the rows whose result still counts; says of each whether it was given up as uncertain already."""
        sent = [result.delivery_id for result in results if result.state is DeliveryState.SENT]
        named = {
            "ids": self._ids([result.delivery_id for result in results]),
            "sent_ids": self._ids(sent),
            "holder": worker,
        }
        rows = await self._session.execute(_hold(postgres=self._postgres), named)
        return {row[0]: row[1] for row in rows}

    async def _record_sent(self, group: Sequence[Result], now: datetime) -> None:
        """As `_record_state`, in one statement for them all: nearly everything ends here."""
        which, number = self._numbered([(result.delivery_id, result.message_id) for result in group])
        await self._session.execute(
            update(Delivery)
            .where(Delivery.id == which)
            .values(
                state=DeliveryState.SENT,
                finished_at=now,
                lease_until=None,
                worker=None,
                message_id=number,
                failure=None,
            )
            .execution_options(synchronize_session=False),
        )

    def _numbered(self, pairs: Sequence[tuple[int, int | None]]) -> tuple[ColumnElement[int], ColumnElement[int]]:
        """The two columns of a table made of these pairs, which travel as one parameter or two."""
        if self._postgres:
            columns = [literal(list(column), ARRAY(BigInteger, dimensions=1)) for column in zip(*pairs, strict=True)]
            table = func.unnest(*columns).table_valued("first", "second").render_derived()
            return table.c.first, table.c.second
        listed = func.json_each(json.dumps(pairs)).table_valued("value")
        return func.json_extract(listed.c.value, "$[0]"), func.json_extract(listed.c.value, "$[1]")

    async def _record_state(self, state: DeliveryState, group: Sequence[Result], now: datetime) -> None:
        values: dict[str, Any] = {
            "state": state,
            "finished_at": None if state is DeliveryState.PLANNED else now,
            "lease_until": None,
            "worker": None,
            "message_id": bindparam("sent_as"),
            "failure": bindparam("why"),
        }
        if state is DeliveryState.PLANNED:
            values |= {"next_attempt_at": bindparam("again_at"), "called_at": None}
        table = Delivery.__table__
        statement = update(table).where(table.c.id == bindparam("which")).values(values)  # type: ignore[arg-type]
        connection = await self._session.connection()
        await connection.execute(
            statement,
            [
                {
                    "which": result.delivery_id,
                    "sent_as": result.message_id,
                    "why": result.failure[:FAILURE_LENGTH] if result.failure else None,
                    **({"again_at": result.next_attempt_at} if state is DeliveryState.PLANNED else {}),
                }
                for result in group
            ],
        )

    async def _take_back_repeats(self, delivery_ids: Sequence[int], now: datetime) -> None:
        if delivery_ids:
            repeats = select(Delivery.key + literal(AGAIN)).where(Delivery.id.in_(delivery_ids))
            await self._session.execute(
                update(Delivery)
                .where(Delivery.key.in_(repeats), Delivery.state == DeliveryState.PLANNED)
                .values(state=DeliveryState.SUPERSEDED, finished_at=now)
                .execution_options(synchronize_session=False),
            )

    async def _audit_sent(self, delivery_ids: Sequence[int], now: datetime) -> None:
        named = {"ids": self._ids(delivery_ids), "moment": now}
        await self._session.execute(_audit_sent(postgres=self._postgres), named)

    async def repeat_once(self, delivery_ids: Collection[int], now: datetime) -> None:
        """Plans uncertain reminders and notices once more, as repeats; what is itself a repeat is not repeated."""
        if not delivery_ids:
            return
        copied = [
            "kind", "priority", "person_id", "participant_id", "chat_id", "onboarding", "action",
            "target_message_id", "message_key", "params", "content", "subject", "subject_id", "subject_version",
            "due", "not_after",
        ]  # fmt: skip
        columns = Delivery.__table__.c
        query = select(
            *(columns[name] for name in copied),
            columns.key + literal(AGAIN),
            columns.id,
            literal(DeliveryState.PLANNED),
            literal(now, Delivery.created_at.type),
            literal(now, Delivery.next_attempt_at.type),
            literal(0),
        ).where(
            columns.id.in_(delivery_ids),
            columns.state == DeliveryState.UNCERTAIN,
            columns.kind.in_(REPEATABLE),
            columns.repeats_id.is_(None),
        )
        into = [*copied, "key", "repeats_id", "state", "created_at", "next_attempt_at", "attempts"]
        dialect = postgresql if self._postgres else sqlite
        statement = dialect.insert(Delivery).from_select(into, query)
        await self._session.execute(statement.on_conflict_do_nothing(index_elements=["key"]))
