"""A clock that can be moved forward, so that tomorrow's reminder can be seen today."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.simulator.events import Signal

OSLO = ZoneInfo("Europe/Oslo")


class ClockError(ValueError):
    """The wish is unknown, or would turn time back."""


def _at_hour(now: datetime, hour: int, days: int = 0) -> datetime:
    day = (now + timedelta(days=days)).date()
    return datetime(day.year, day.month, day.day, hour, tzinfo=OSLO)


def _next_evening(now: datetime) -> datetime:
    tonight = _at_hour(now, 18)
    return tonight if tonight > now else _at_hour(now, 18, days=1)


def _next_hour(now: datetime) -> datetime:
    whole = now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    return whole + timedelta(hours=1)


NAMED: dict[str, Callable[[datetime], datetime]] = {
    "next_hour": _next_hour,
    "this_evening": _next_evening,
    "tomorrow_morning": lambda now: _at_hour(now, 8, days=1),
    "next_week": lambda now: datetime.combine(
        now.date() + timedelta(days=7), now.time().replace(microsecond=now.microsecond), tzinfo=OSLO
    ),
}
"""Moments one can jump to by name, on the clocks of Oslo."""


class SimulatedClock:
    """Real time plus an offset that only grows.

    Attributes:
        offset: Seconds ahead of real time.
        revision: Counts the jumps, so that others can wait for the next one.
        moved: Raised at each jump.
    """

    def __init__(self, real: Callable[[], float] = time.time) -> None:
        self._real = real
        self.offset = 0.0
        self.revision = 0
        self.moved = Signal()

    def timestamp(self) -> float:
        """Return simulated seconds since 1970 UTC."""
        return self._real() + self.offset

    def now(self) -> datetime:
        """Return simulated time in UTC."""
        return datetime.fromtimestamp(self.timestamp(), UTC)

    def advance(self, seconds: float) -> None:
        """Move forward.

        Raises:
            ClockError: `seconds` is negative.
        """
        if not 0 <= seconds < float("inf"):
            raise ClockError("time only moves forward")
        self.offset += seconds
        self.revision += 1
        self.moved.notify()

    def to(self, moment: datetime) -> None:
        """Jump to a moment with a zone; one without is read on the clocks of Oslo.

        Raises:
            ClockError: The moment has passed.
        """
        aware = moment if moment.tzinfo else moment.replace(tzinfo=OSLO)
        self.advance((aware.astimezone(UTC) - self.now()).total_seconds())

    def to_named(self, name: str) -> None:
        """Jump to one of `NAMED`.

        Raises:
            ClockError: No such name.
        """
        if name not in NAMED:
            raise ClockError(f"unknown moment {name!r}; one of {', '.join(NAMED)}")
        self.to(NAMED[name](self.now().astimezone(OSLO)))

    def state(self) -> dict[str, str | float | int]:
        """Return what `GET /control/clock` shows."""
        return {"now": self.now().isoformat(), "offset": self.offset, "revision": self.revision}
