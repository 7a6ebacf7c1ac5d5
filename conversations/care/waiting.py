"""How many participants wait for somebody to think of them, and how long: all that a coordinator sees of it."""

from __future__ import annotations

from datetime import datetime

from conversations.appointments.venue_time import to_local
from conversations.tasks.kinds import GAP, SILENCE
from locales.message import Line
from locales.text import Day, staff, staff_n
from storage.models import Programme
from storage.unit_of_work import UnitOfWork


async def waiting_lines(store: UnitOfWork, programme: Programme) -> list[Line]:
    """How many, and since when the oldest waits; nothing when nobody does. No names, and nothing by specialist."""
    count, oldest = await store.care.waiting(programme.id, (SILENCE, GAP))
    if not count or oldest is None:
        return []
    how_many = staff_n(
        "{count} participant waits for a hello or a next step.",
        "{count} participants wait for a hello or a next step.",
        count=count,
    )
    return [Line(how_many, "💬"), Line(staff("The longest since {day}.", day=_day(oldest, programme)), "⏳")]


def _day(moment: datetime, programme: Programme) -> Day:
    return Day(to_local(moment, programme.timezone).date())
