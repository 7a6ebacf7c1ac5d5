"""Asking for errands, claiming those that are due, and recording what became of them.

A claimed errand goes on waiting, under a lease measured on the machine's own clock; when it runs out, because the
process died or hangs, the next claim takes the row again. What is due is told by the product's clock.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, literal, or_, select, update

from storage.models import Errand, ErrandState
from storage.repositories.base import Repository

ASKED = "brobygger_errand_asked"
"""Where the transaction's session remembers that an errand was asked for."""


@dataclass(frozen=True)
class ClaimedErrand:
    """An errand in a worker's hands; `attempts` counts this try too."""

    id: int
    kind: str
    ref_id: int
    attempts: int
    made_at: datetime


def _free(machine_now: datetime) -> ColumnElement[bool]:
    """Whether the row waits and nobody is at it; the state is written out, for the partial index."""
    waiting = Errand.state == literal(ErrandState.WAITING.value, literal_execute=True)
    return waiting & or_(Errand.lease_until.is_(None), Errand.lease_until < machine_now)


class ErrandRepository(Repository):
    """The system's own list of what to do elsewhere; it holds nothing about anybody but ids."""

    async def ask(self, kind: str, ref_id: int, now: datetime, *, number: int = 0) -> None:
        """Asks for an errand, to be done after the commit; asking again for the same `number` changes nothing.

        Args:
            kind: one of those the house knows.
            ref_id: the row it is about.
            now: the product's time (UTC).
            number: another one makes the same errand be done once more.
        """
        await self._session.flush()
        row = {
            "kind": kind,
            "ref_id": ref_id,
            "number": number,
            "state": ErrandState.WAITING,
            "attempts": 0,
            "made_at": now,
            "next_attempt_at": now,
        }
        await self._session.execute(self._insert_new(Errand, [row], ["kind", "ref_id", "number"]))
        self._session.info[ASKED] = True

    async def claim(
        self,
        worker: str,
        kinds: Collection[str],
        *,
        now: datetime,
        machine_now: datetime,
        lease_until: datetime,
        limit: int,
    ) -> Sequence[ClaimedErrand]:
        """Takes up to `limit` due errands of these kinds, those due longest first."""
        due = (
            select(Errand.id)
            .where(_free(machine_now), Errand.next_attempt_at <= now, Errand.kind.in_(kinds))
            .order_by(Errand.next_attempt_at, Errand.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
            .cte("due")
            # Without this PostgreSQL may run the subquery once a row, and so claim more than `limit`.
            .prefix_with("MATERIALIZED", dialect="postgresql")
        )
        statement = (
            update(Errand)
            .where(Errand.id.in_(select(due.c.id)))
            .values(worker=worker, lease_until=lease_until, attempts=Errand.attempts + 1)
            .returning(Errand.id, Errand.kind, Errand.ref_id, Errand.attempts, Errand.made_at)
            .execution_options(synchronize_session=False)
        )
        rows = [ClaimedErrand(*row) for row in await self._session.execute(statement)]
        return sorted(rows, key=lambda row: row.id)

    async def held(self, worker: str, errand_id: int) -> Errand | None:
        """The errand, locked, if it still waits in this worker's hands; None when another has it or finished it."""
        query = (
            select(Errand)
            .where(Errand.id == errand_id, Errand.worker == worker, Errand.state == ErrandState.WAITING)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
        return await self._session.scalar(query)

    async def give_back(self, worker: str) -> None:
        """Frees what this worker holds and will not finish; the try does not count."""
        await self._session.execute(
            update(Errand)
            .where(Errand.worker == worker, Errand.state == ErrandState.WAITING)
            .values(worker=None, lease_until=None, attempts=Errand.attempts - 1)
            .execution_options(synchronize_session=False)
        )

    async def next_due(self, kinds: Collection[str], machine_now: datetime) -> datetime | None:
        """When the next errand that nobody is at is due (UTC), or None."""
        query = select(func.min(Errand.next_attempt_at)).where(_free(machine_now), Errand.kind.in_(kinds))
        return await self._session.scalar(query)
