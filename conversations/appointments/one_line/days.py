"""Which day the words of a line mean.

- A weekday alone, also with *på* or *on*, is the next such day; today counts only when the time is still ahead.
- *neste mandag*, *next Monday* is the Monday of the next week, weeks beginning on Monday as in Norway: said on a
  Friday that is the coming Monday, said on a Monday the one in seven days.
- *kommende*, *coming* is the next such day after today; *denne*, *this* may also be today.
- A date without its year is the next such date from today, today included, at most a year ahead: 29 February is
  impossible when none falls within that year.
- A week without a weekday names no day.
"""

import calendar
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from conversations.appointments.one_line.dates import CalendarDay, DateWords, WeekdayWord
from conversations.appointments.one_line.parsed import Problem, ProblemKind

_DAY: Final = timedelta(days=1)
_WEEK: Final = timedelta(days=7)
_MONTHS: Final = 12


@dataclass(frozen=True)
class Settled:
    """The day a line means, if it names one, and what is wrong with the way it does."""

    date: date | None
    problems: tuple[Problem, ...] = ()


def settle_date(words: DateWords, now: datetime, at: time | None) -> Settled:
    """Find the day.

    Args:
        words: What the line says about the day.
        now: Naive wall-clock time in the programme's zone.
        at: The wall-clock time the line names, if any.
    """
    try:
        return _settle(words, now, at)
    except (OverflowError, ValueError):
        text = words.calendar[0].text if words.calendar else words.week_text
        return Settled(None, (Problem(ProblemKind.IMPOSSIBLE_DATE, text),))


def next_such_date(named: CalendarDay, today: date) -> date | None:
    """Return the date that is meant, the next one from today when the year or the month was left out."""
    if named.year is not None:
        return _date(named.year, named.month or 0, named.day)
    if named.month is not None:
        years = (today.year, today.year + 1)
        found = [_date(year, named.month, named.day) for year in years]
    else:
        found = [_date(*_month_after(today, n), named.day) for n in range(_MONTHS)]
    return next((day for day in found if day and day >= today), None)


def _settle(words: DateWords, now: datetime, at: time | None) -> Settled:
    today = now.date()
    if words.moment:
        return Settled(words.moment.date())
    if words.calendar:
        return _from_calendar(words, today)
    if words.offset_days is not None:
        return _checked(today + words.offset_days * _DAY, words)
    if words.week_number is not None or words.week_shift is not None:
        return _from_week(words, today)
    if words.weekdays:
        return _from_weekdays(words, now, at)
    return _from_distance(words, today)


def _from_weekdays(words: DateWords, now: datetime, at: time | None) -> Settled:
    first = words.weekdays[0]
    day = _from_weekday(first, now, at) + (words.weeks_ahead or 0) * _WEEK
    others = [word for word in words.weekdays[1:] if word.day != first.day]
    return Settled(day, tuple(Problem(ProblemKind.AMBIGUOUS_DATE, word.text) for word in others[:1]))


def _from_distance(words: DateWords, today: date) -> Settled:
    if words.weeks_ahead is not None:
        return Settled(today + words.weeks_ahead * _WEEK)
    if words.months_ahead is not None:
        year, month = _month_after(today, words.months_ahead)
        return Settled(date(year, month, min(today.day, calendar.monthrange(year, month)[1])))
    if words.hint_is_today:
        return Settled(today)
    return Settled(None, (Problem(ProblemKind.NO_DATE),))


def _from_calendar(words: DateWords, today: date) -> Settled:
    days = [next_such_date(named, today) for named in words.calendar]
    problems = [
        Problem(ProblemKind.IMPOSSIBLE_DATE, named.text)
        for named, day in zip(words.calendar, days, strict=True)
        if day is None
    ]
    possible = [day for day in days if day]
    if not possible:
        return Settled(None, tuple(problems))
    if words.offset_days is not None:
        possible.append(today + words.offset_days * _DAY)
    if len(set(possible)) > 1:
        problems.append(Problem(ProblemKind.AMBIGUOUS_DATE, words.calendar[-1].text))
    checked = _checked(possible[0], words)
    return Settled(checked.date, (*problems, *checked.problems))


def _checked(day: date, words: DateWords) -> Settled:
    wrong = next((word for word in words.weekdays if word.day != day.weekday()), None)
    if wrong is None:
        return Settled(day)
    return Settled(day, (Problem(ProblemKind.WEEKDAY_MISMATCH, wrong.text),))


def _from_week(words: DateWords, today: date) -> Settled:
    if not words.weekdays:
        return Settled(None, (Problem(ProblemKind.NO_DATE, words.week_text),))
    weekday = words.weekdays[0].day
    year, this_week, _ = today.isocalendar()
    if words.week_number is None:
        monday = date.fromisocalendar(year, this_week, 1)
        return Settled(monday + (words.week_shift or 0) * _WEEK + weekday * _DAY)
    if words.week_number < this_week:
        year += 1
    return Settled(date.fromisocalendar(year, words.week_number, weekday + 1))


def _from_weekday(word: WeekdayWord, now: datetime, at: time | None) -> date:
    today = now.date()
    if word.which in {"neste", "next"}:
        return today + (7 - today.weekday() + word.day) * _DAY
    ahead = (word.day - today.weekday()) % 7
    if ahead == 0 and word.which not in {"denne", "this"}:
        still_today = at is not None and at > now.time() and word.which not in {"kommende", "coming", "forstkommende"}
        ahead = 0 if still_today else 7
    return today + ahead * _DAY


def _month_after(today: date, months: int) -> tuple[int, int]:
    years, month = divmod(today.month - 1 + months, _MONTHS)
    return today.year + years, month + 1


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
