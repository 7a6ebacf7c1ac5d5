"""Hours of a participant's week that are taken: the school run, class, work.

Studies of the programmes tell of meetings put on top of Norwegian class or the hour children are fetched,
because few share one timetable and nobody had hers at hand.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

_DAY = timedelta(days=1)


class BlockedKind(StrEnum):
    """Why the time is taken; nothing more private than this is kept."""

    SCHOOL_RUN = "school_run"
    CLASS = "class"
    WORK = "work"
    OTHER = "other"


@dataclass(frozen=True)
class BlockedTime:
    """A stretch of wall-clock time that comes back on some weekdays, in the venue's zone.

    Attributes:
        days: Weekdays on which it begins, 0 for Monday to 6 for Sunday.
        start: First wall-clock minute that is taken.
        end: First minute that is free again. An end at or before the start lies on the next day, so equal
            times take twenty-four hours.
        kind: What takes the time.
    """

    days: frozenset[int]
    start: time
    end: time
    kind: BlockedKind = BlockedKind.OTHER

    def __post_init__(self) -> None:
        """Refuse weekdays that do not exist.

        Raises:
            ValueError: A day is not in 0..6.
        """
        if not self.days <= frozenset(range(7)):
            raise ValueError("weekdays are 0 for Monday to 6 for Sunday")

    def beginning_on(self, day: date) -> tuple[datetime, datetime] | None:
        """Return the stretch that begins on this date as naive wall times (start, end), if one does."""
        if day.weekday() not in self.days:
            return None
        start = datetime.combine(day, self.start)
        return start, datetime.combine(day if self.end > self.start else day + _DAY, self.end)

    def holding(self, local: datetime) -> tuple[datetime, datetime] | None:
        """Return the stretch (start, end) that holds this naive wall time, if any; the end is outside."""
        for day in (local.date(), local.date() - _DAY):
            stretch = self.beginning_on(day)
            if stretch and stretch[0] <= local < stretch[1]:
                return stretch
        return None

    def stretches(self, first: date, last: date) -> Iterator[tuple[datetime, datetime]]:
        """Yield every stretch that begins from `first` to `last`, both included, in order."""
        for offset in range((last - first).days + 1):
            stretch = self.beginning_on(first + offset * _DAY)
            if stretch:
                yield stretch
