"""Weekly repetition of an appointment, kept as an RRULE in the venue's wall-clock time.

Class at nine is class at nine in summer and in winter, so a rule is computed on naive wall times and only
each occurrence is turned into an instant.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from dateutil.rrule import rrulestr

_DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True)
class Weekly:
    """A weekly rule.

    Attributes:
        days: Weekdays, 0 for Monday to 6 for Sunday; at least one.
        until: Last date, in the venue's zone, on which it may happen; `None` for no end.
        interval: Every how many weeks; weeks begin on Monday, as in Norway.
    """

    days: frozenset[int]
    until: date | None = None
    interval: int = 1

    def __post_init__(self) -> None:
        """Refuse a rule that could never happen.

        Raises:
            ValueError: No weekday, a weekday outside 0..6, or an interval below one.
        """
        if not self.days or not self.days <= frozenset(range(7)):
            raise ValueError("a weekly rule needs weekdays from 0 for Monday to 6 for Sunday")
        if self.interval < 1:
            raise ValueError("a weekly rule repeats every week or less often")


def to_rrule(rule: Weekly) -> str:
    """Write a rule as RRULE text; UNTIL is the last second of its date in floating wall-clock time."""
    parts = ["FREQ=WEEKLY"]
    if rule.interval > 1:
        parts.append(f"INTERVAL={rule.interval}")
    parts.append("BYDAY=" + ",".join(_DAYS[day] for day in sorted(rule.days)))
    if rule.until:
        parts.append(f"UNTIL={rule.until.isoformat().replace('-', '')}T235959")
    return ";".join(parts)


def from_rrule(text: str) -> Weekly:
    """Read what `to_rrule` wrote.

    Raises:
        ValueError: The text is not a weekly rule of that form.
    """
    parts = dict(part.partition("=")[::2] for part in text.upper().split(";"))
    unknown = parts.keys() - {"FREQ", "INTERVAL", "BYDAY", "UNTIL"}
    if unknown or parts.get("FREQ") != "WEEKLY" or "BYDAY" not in parts:
        raise ValueError(f"not a weekly rule of ours: {text!r}")
    until = parts.get("UNTIL")
    return Weekly(
        days=frozenset(_DAYS.index(day) for day in parts["BYDAY"].split(",")),
        until=date.fromisoformat(until[:8]) if until else None,
        interval=int(parts.get("INTERVAL", "1")),
    )


def occurrences(
    start_local: datetime,
    rule: str | None,
    exceptions: Collection[date],
    *,
    after: date,
    before: date,
) -> list[datetime]:
    """List the starts of an appointment within a window of dates.

    The result depends on nothing but the arguments, and neighbouring windows join without seam: a date belongs
    to the window when `after <= date < before`.

    Args:
        start_local: Naive wall-clock start of the first occurrence at the venue. When its weekday is not one of
            the rule's, the first occurrence is the next day that is.
        rule: RRULE text, or `None` for an appointment that happens once.
        exceptions: Dates at the venue on which it does not happen.
        after: First date of the window.
        before: The date after the last one of the window.

    Returns:
        Naive wall-clock starts at the venue, ascending.
    """
    if before <= after:
        return []
    if rule is None:
        starts = [start_local] if after <= start_local.date() < before else []
    else:
        first = datetime.combine(after, time.min)
        last = datetime.combine(before, time.min) - timedelta(microseconds=1)
        starts = rrulestr(rule, dtstart=start_local).between(first, last, inc=True)
    skipped = frozenset(exceptions)
    return [start for start in starts if start.date() not in skipped]
