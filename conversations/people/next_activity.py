"""What comes next for a participant: the nearest appointment, thing to do or dated task."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal

from conversations.appointments.venue_time import resolve, to_local
from conversations.tasks.kinds import UNDATED
from storage.models import Participant
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, order=True)
class NextActivity:
    """A day in the programme's zone, and what is planned for it."""

    day: date
    what: Literal["appointment", "item", "task"]


async def next_activity(store: UnitOfWork, participant: Participant, now: datetime) -> NextActivity | None:
    """The nearest; None when nothing at all is planned. The profile must be loaded with its programme."""
    zone = participant.programme.timezone
    today = to_local(now, zone).date()
    coming = await store.appointments.upcoming(participant.id, now, 1)
    planned = [NextActivity(max(today, to_local(row.starts_at, zone).date()), "appointment") for row in coming]
    item = await store.care.next_item(participant.id, today)
    if item is not None:
        planned.append(NextActivity(item, "item"))
    midnight = resolve(datetime.combine(today, time(0)), zone).utc
    task = await store.care.next_task(participant.id, midnight, UNDATED)
    if task is not None:
        planned.append(NextActivity(to_local(task, zone).date(), "task"))
    return min(planned, default=None)
