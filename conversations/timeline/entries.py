"""Merging what happened into one list and cutting it into pages. Pure.

The newest stands first; at one moment sources stand by the alphabet of their codes, and in one source the newest id
first. A cursor is the last entry seen, so a page holds what comes after it, whatever was added above meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from locales.text import Text

ALL_IDS = 2**63 - 1


@dataclass(frozen=True)
class Cursor:
    """Where a page ended: the moment (UTC), the source and the id of its last entry."""

    at: datetime
    source: str
    number: int


@dataclass(frozen=True)
class Entry:
    """One thing that happened.

    Attributes:
        at: when (UTC); the first moment of the day for what has a day and no time.
        source: a short code of ours for its kind.
        number: its id among those of its kind.
        icon: a picture.
        text: one staff line that gives nothing away that is not to stand in a list.
        opens: the payload that opens it; empty where there is nothing more.
    """

    at: datetime
    source: str
    number: int
    icon: str
    text: Text
    opens: str = ""

    @property
    def cursor(self) -> Cursor:
        """Where a page ends that ends with this one."""
        return Cursor(self.at, self.source, self.number)


@dataclass(frozen=True)
class Page:
    """A page, and whether something older is left."""

    entries: Sequence[Entry]
    is_last: bool


def start_of_day(day: date, zone: str) -> datetime:
    """The first moment of a day in this zone, in UTC."""
    return datetime.combine(day, time(0), tzinfo=ZoneInfo(zone)).astimezone(UTC)


def below(source: str, cursor: Cursor) -> int:
    """Of this source's entries at the cursor's very moment, those with a smaller id are still to come."""
    if source == cursor.source:
        return cursor.number
    return ALL_IDS if source > cursor.source else 0


def day_below(source: str, cursor: Cursor, zone: str) -> tuple[date, int]:
    """As the cursor's moment and `below`, for a source whose entries have a day: that day, and the ids to come."""
    day = cursor.at.astimezone(ZoneInfo(zone)).date()
    if cursor.at == start_of_day(day, zone):
        return day, below(source, cursor)
    return day, ALL_IDS


def page_of(found: Iterable[Entry], size: int) -> Page:
    """The newest `size` of these; each source has given one more than that, where it has so many."""
    ordered = sorted(found, key=lambda one: (one.source, -one.number))
    ordered.sort(key=lambda one: one.at, reverse=True)
    return Page(ordered[:size], is_last=len(ordered) <= size)
