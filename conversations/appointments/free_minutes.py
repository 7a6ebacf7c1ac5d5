"""The minutes in which somebody may be written to: all but quiet hours, blocked times and, when set, evenings."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from conversations.appointments.blocked_time import BlockedTime
from conversations.appointments.venue_time import resolve, to_local

_MINUTE: Final = timedelta(minutes=1)
_FARTHEST: Final = timedelta(days=7)


def last_free_minute(wished: datetime, zone: str, closed: tuple[BlockedTime, ...]) -> datetime | None:
    """Return the last free minute at or before an instant, looking back at most a week."""
    instant = wished.replace(second=0, microsecond=0)
    while instant > wished - _FARTHEST:
        local = to_local(instant, zone)
        stretch = next(filter(None, (taken.holding(local) for taken in closed)), None)
        if stretch is None:
            return instant
        opening = max(resolve(stretch[0], zone).utc, instant - (local - stretch[0]))
        instant = min(opening, instant) - _MINUTE
    return None


def first_free_minute(
    wished: datetime,
    zone: str,
    closed: tuple[BlockedTime, ...],
    *,
    before: datetime,
) -> datetime | None:
    """Return the first free instant at or after another one and before a third, at most a week ahead."""
    instant = wished
    while instant < min(before, wished + _FARTHEST):
        local = to_local(instant, zone)
        stretch = next(filter(None, (taken.holding(local) for taken in closed)), None)
        if stretch is None:
            return instant
        ending = min(resolve(stretch[1], zone).utc, instant + (stretch[1] - local))
        instant = max(ending, instant + _MINUTE)
    return None
