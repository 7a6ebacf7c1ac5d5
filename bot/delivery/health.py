"""How sending is doing, for `GET /healthz` and `GET /metrics`: numbers only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from storage.database import Database
from storage.models import Delivery, DeliveryState

_LATE_SECONDS = 300.0


@dataclass(frozen=True)
class DeliveryHealth:
    """The state of the deliveries.

    Attributes:
        counts: how many there are in each state.
        oldest_overdue: seconds since the first waiting delivery was due; 0 when none is late.
    """

    counts: dict[str, int]
    oldest_overdue: float

    def as_json(self) -> dict[str, object]:
        """For `GET /healthz`; not well when something due has waited for five minutes."""
        return {
            "ok": self.oldest_overdue < _LATE_SECONDS,
            "deliveries": self.counts,
            "oldest_overdue_seconds": round(self.oldest_overdue, 1),
        }


async def delivery_health(database: Database, now: datetime) -> DeliveryHealth:
    """Asks the database; `now` is the product's time, UTC.

    Raises:
        Exception: the database does not answer.
    """
    async with database.reading_connection() as connection:
        rows = await connection.execute(select(Delivery.state, func.count()).group_by(Delivery.state))
        counts = dict.fromkeys((state.value for state in DeliveryState), 0) | {row[0]: row[1] for row in rows}
    async with database.reading() as store:
        due = await store.queue.next_due()
    late = 0.0 if due is None else max(0.0, (now - due).total_seconds())
    return DeliveryHealth(counts, late)
