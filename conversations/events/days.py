"""Which day is meant by what somebody types or taps about something that happened. Pure; days of the programme's zone.

Where appointments look ahead, this looks back: "12.11" without a year is the last such day, or, for what may be agreed
ahead, the nearest one.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from conversations.appointments.one_line.dates import DOTTED, CalendarDay, read_dates, take_calendar_day
from conversations.appointments.one_line.text import LONGEST, Line
from conversations.press import BadPressError, Press
from storage.models import EventKind

AHEAD = frozenset(
    {
        EventKind.PLACEMENT_START,
        EventKind.PLACEMENT_END,
        EventKind.CONTRACT,
        EventKind.EDUCATION,
        EventKind.EXIT,
        EventKind.RE_ENTRY,
        EventKind.PAUSE,
    }
)
"""What may be written down before its day: it is agreed. The others are written down when they have happened."""

LONGEST_BACK = timedelta(days=3660)
LONGEST_AHEAD = timedelta(days=366)

_DOTTED = re.compile(DOTTED)
_EIGHT = re.compile(r"\d{8}", re.ASCII)
_WEEK = 7


def is_possible(day: date, today: date, kind: EventKind) -> bool:
    """Whether something of this kind may be on this day."""
    last = today + LONGEST_AHEAD if kind in AHEAD else today
    return today - LONGEST_BACK <= day <= last


def read_day(text: str, today: date, kind: EventKind) -> date | None:
    """The day that is meant, or None where none is named or none is possible; never raises.

    Args:
        text: as typed: "12.11", "12.11.25", "3. november", "i går", "fredag".
        today: in the programme's zone.
        kind: of the event, which says whether the day may be ahead.
    """
    line = Line(text[:LONGEST])
    try:
        words = read_dates(line, datetime.combine(today, time(12)), frozenset())
        named = words.calendar[0] if words.calendar else take_calendar_day(line, _DOTTED, today.year)
        if named is not None:
            found = _nearest(named, today, kind)
        elif words.offset_days is not None:
            found = today + timedelta(days=words.offset_days)
        elif words.weekdays:
            found = today - timedelta(days=(today.weekday() - words.weekdays[0].day) % _WEEK)
        else:
            found = None
    except (OverflowError, ValueError):
        return None
    return found if found is not None and is_possible(found, today, kind) else None


def _nearest(named: CalendarDay, today: date, kind: EventKind) -> date | None:
    months = [named.month] if named.month else range(1, 13)
    years = [named.year] if named.year else range(today.year - 4, today.year + 2)
    days = (_date(year, month, named.day) for year in years for month in months)
    possible = [day for day in days if day is not None and is_possible(day, today, kind)]
    return min(possible, key=lambda day: (abs(day - today), day), default=None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def digits(day: date) -> str:
    """The day as it stands in a button's payload: "20261120"."""
    return day.strftime("%Y%m%d")


def pressed_day(press: Press, index: int) -> date:
    """The day that `digits` wrote at this place of the payload.

    Raises:
        BadPressError: there is no day.
    """
    word = press.word(index)
    try:
        return date(int(word[:4]), int(word[4:6]), int(word[6:])) if _EIGHT.fullmatch(word) else _no_day()
    except ValueError:
        raise BadPressError from None


def _no_day() -> date:
    raise BadPressError
