"""The words of a line that make an appointment come back every week."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from conversations.appointments.one_line.dates import CALENDAR, DOTTED, CalendarDay, take_calendar_day
from conversations.appointments.one_line.day_words import (
    FULL_WEEKDAYS,
    NUMBERS,
    SHORT_WEEKDAYS,
    WEEKDAY_PLURALS,
    one_of,
    whole_number,
)
from conversations.appointments.one_line.days import next_such_date
from conversations.appointments.one_line.text import DATE, OTHER, Line
from conversations.appointments.recurrence import Weekly

_WEEKDAYS: Final = {**SHORT_WEEKDAYS, **FULL_WEEKDAYS, **WEEKDAY_PLURALS}
_NAME: Final = rf"{one_of(_WEEKDAYS)}\b\.?"
_AND: Final = r"(?:\s*[,/&+]\s*|\s+)(?:(?:og|and|hver|every|pa|on)\s+)*"
_LIST: Final = rf"(?P<days>{_NAME}(?:{_AND}{_NAME})*)"
_PLURALS: Final = rf"(?P<days>{one_of(WEEKDAY_PLURALS)}\b(?:{_AND}{one_of(WEEKDAY_PLURALS)}\b)*)"
_SECOND: Final = r"(?P<second>(?:annen|andre|other|second|2\.?)\s+)?"
_EVERY: Final = (
    re.compile(rf"\b(?:hver|every|each)\s+{_SECOND}{_LIST}"),
    re.compile(rf"\b(?P<second>annenhver|alternate)\s+{_LIST}"),
    re.compile(rf"\b(?:(?:pa|on)\s+)?{_PLURALS}(?P<second>(?!))?"),
)
_SECOND_WEEK: Final = re.compile(
    r"\b(?:hver (?:annen|andre|2\.) uke|annenhver uke|every (?:other|second) week|every (?:2|two) weeks"
    r"|biweekly|fortnightly)\b",
)
_WEEKLY: Final = re.compile(r"\b(?:hver uke|ukentlig|every week|each week|weekly)\b")
_WORKING_DAYS: Final = re.compile(
    r"\b(?:(?:hver|every|each) (?:dag|day|hverdag|ukedag|weekday|virkedag|working day)"
    r"|(?:pa )?hverdager|(?:on )?weekdays|daglig|daily"
    r"|(?:mandag|man|monday|mon)\.?\s*(?:-|til|to)\s*(?:fredag|fre|friday|fri))\b",
)
_UNTIL: Final = r"\b(?:til\s+og\s+med|t\.?\s?o\.?\s?m\.?|til|until|till|through|to|ut)\s+(?:den\s+|the\s+)?"
_UNTIL_SHAPES: Final = tuple(re.compile(_UNTIL + shape) for shape in (*CALENDAR, DOTTED))
_FOR_WEEKS: Final = re.compile(rf"\b(?:i|for)\s+(\d{{1,2}}|{one_of(NUMBERS)})\s+(?:uker|weeks)\b")
_TIMES: Final = re.compile(rf"(?<!\w)(\d{{1,2}}|{one_of(NUMBERS)})\s+(?:ganger|times)\b")
_DAY: Final = timedelta(days=1)
_WORKING: Final = frozenset(range(5))
_MONTH_NUMBERS: Final = range(1, 13)


@dataclass
class RepeatWords:
    """What a line says about repetition; no days means the weekday of its date."""

    days: frozenset[int]
    interval: int = 1
    until: CalendarDay | None = None
    weeks: int | None = None
    times: int | None = None


@dataclass(frozen=True)
class SettledRepeat:
    """The rule, the first date it happens on, and whether its end can be."""

    first: date
    rule: Weekly
    end_is_possible: bool = True


def read_repeat(line: Line, now_year: int) -> RepeatWords | None:
    """Read the words that make it weekly, and with them until when; `None` when there are none.

    *Every day* means Monday to Friday: that is when the programmes' classes and placements are.
    """
    words = _read_days(line)
    if words is None:
        return None
    for shape in _UNTIL_SHAPES:
        match = line.find(shape)
        if match and words.until is None and _can_be_date(match):
            words.until = take_calendar_day(line, shape, now_year)
            line.mark(match.start(), match.end(), OTHER)
    if match := line.take(_FOR_WEEKS):
        words.weeks = whole_number(match[1])
    if match := line.take(_TIMES):
        words.times = whole_number(match[1])
    return words


def settle_repeat(words: RepeatWords, start: date) -> SettledRepeat:
    """Make the rule whose first date is the first of its days from `start` on."""
    days = words.days or frozenset({start.weekday()})
    first = next(day for day in (start + n * _DAY for n in range(7)) if day.weekday() in days)
    until = None
    if words.until:
        until = next_such_date(words.until, first)
        if until is None or until < first:
            return SettledRepeat(first, Weekly(days, None, words.interval), end_is_possible=False)
    elif words.weeks:
        until = first + words.weeks * 7 * _DAY - _DAY
    elif words.times:
        until = _date_of(words.times, first, days, words.interval)
    return SettledRepeat(first, Weekly(days, until, words.interval))


def _read_days(line: Line) -> RepeatWords | None:
    if line.take(_WORKING_DAYS, DATE):
        return RepeatWords(_WORKING)
    for pattern in _EVERY:
        if match := line.take(pattern, DATE):
            line.take(_WEEKLY, OTHER)
            names = re.findall(rf"\b{one_of(_WEEKDAYS)}\b", match["days"])
            return RepeatWords(frozenset(_WEEKDAYS[name] for name in names), 2 if match["second"] else 1)
    if line.take(_SECOND_WEEK, OTHER):
        return RepeatWords(frozenset(), 2)
    if line.take(_WEEKLY, OTHER):
        return RepeatWords(frozenset())
    return None


def _can_be_date(match: re.Match[str]) -> bool:
    """Keep "til 11.30" for the time it is."""
    month = match["month"]
    return month.isalpha() or int(month) in _MONTH_NUMBERS


def _date_of(times: int, first: date, days: frozenset[int], interval: int) -> date:
    monday = first - first.weekday() * _DAY
    weeks = (monday + n * 7 * interval * _DAY for n in range(times + 1))
    happening = [week + day * _DAY for week in weeks for day in sorted(days) if week + day * _DAY >= first]
    return happening[times - 1]
