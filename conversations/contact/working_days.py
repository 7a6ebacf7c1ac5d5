"""When somebody is at work next: weekdays that are no public holiday in Norway, within the programme's hours.

Pure rules; all times are wall-clock in the programme's zone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from dateutil.easter import easter

_FIXED_HOLIDAYS = ((1, 1), (5, 1), (5, 17), (12, 25), (12, 26))
_DAYS_FROM_EASTER = (-3, -2, 0, 1, 39, 49, 50)
_SATURDAY = 5


@dataclass(frozen=True)
class AtWork:
    """When the working day is on which something is read: `begun` says whether that is right now."""

    day: date
    starts: time
    ends: time
    begun: bool


@lru_cache(maxsize=16)
def _holidays(year: int) -> frozenset[date]:
    fixed = {date(year, month, day) for month, day in _FIXED_HOLIDAYS}
    return frozenset(fixed | {easter(year) + timedelta(days=days) for days in _DAYS_FROM_EASTER})


def is_working_day(day: date) -> bool:
    """Whether offices in Norway are open that day."""
    return day.weekday() < _SATURDAY and day not in _holidays(day.year)


def working_day_after(day: date) -> date:
    """The first working day after this day."""
    day += timedelta(days=1)
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def at_work(local: datetime, work_from: time, work_to: time) -> AtWork:
    """The working day that runs at this wall-clock time, or the next one."""
    today, clock = local.date(), local.time()
    if is_working_day(today) and clock < work_to:
        return AtWork(today, work_from, work_to, begun=clock >= work_from)
    return AtWork(working_day_after(today), work_from, work_to, begun=False)


def working_days_later(local: datetime, days: int, work_from: time, work_to: time) -> datetime:
    """The wall-clock time so many working days after this one; outside working hours it counts from their beginning.

    What is said on Friday evening counts from Monday morning, and two working days later is Wednesday morning.
    """
    work = at_work(local, work_from, work_to)
    day, clock = work.day, local.time() if work.begun else work.starts
    for _ in range(days):
        day = working_day_after(day)
    return datetime.combine(day, clock)
