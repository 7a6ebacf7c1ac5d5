"""When somebody is asked how it goes after a start. Pure; days of the programme's zone.

A week, one, three and six months after the start, then every half year. Jobbsjansen asks for one year of aftercare;
three years were proposed, and two and a half to five were found to be needed: so the length is the programme's choice.
"""

from __future__ import annotations

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

WEEK = "w1"

MONTHS: dict[str, int] = {"m1": 1, "m3": 3, "m6": 6, "m12": 12, "m18": 18, "m24": 24, "m30": 30, "m36": 36}
"""The moments by their codes, in whole months after the start."""

LENGTHS = (6, 12, 18, 24, 36)
"""How many months aftercare may last."""

LATE = timedelta(days=14)
"""How late she may be asked; after that somebody talks with her instead."""


def day_of(moment: str, started_on: date) -> date:
    """The day of a moment; a month that is too short gives its last day.

    Raises:
        KeyError: there is no such moment.
    """
    if moment == WEEK:
        return started_on + timedelta(days=7)
    return started_on + relativedelta(months=MONTHS[moment])


def last_day(started_on: date, months: int) -> date:
    """The last day of aftercare that lasts so many months."""
    return started_on + relativedelta(months=months)


def moments(started_on: date, ends_on: date, known_on: date) -> list[tuple[str, date]]:
    """The moments of a plan with their days, the first first.

    Args:
        started_on: the first day at work or at school.
        ends_on: the last day of aftercare; a moment on it counts.
        known_on: when the start was written down; what was over long before is left out.
    """
    days = [(code, day_of(code, started_on)) for code in (WEEK, *MONTHS)]
    return [(code, day) for code, day in days if day <= ends_on and not is_late(day, known_on)]


def is_late(due_on: date, today: date) -> bool:
    """Whether it is too late to ask her."""
    return today - due_on > LATE
