"""The words of a line that name a day. What they mean is settled in `days`."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from conversations.appointments.one_line.day_words import (
    FULL_WEEKDAYS,
    MONTHS,
    NUMBERS,
    SHORT_WEEKDAYS,
    DayHint,
    one_of,
    whole_number,
)
from conversations.appointments.one_line.text import DATE, Line

_NUMBER: Final = rf"(\d{{1,3}}|{one_of(NUMBERS)})"
_MONTH: Final = rf"(?P<month>{one_of(MONTHS)})\b\.?"
_DAY: Final = r"(?:(?:den|the)\s+)?(?P<day>\d{1,2})"
_ORDINAL: Final = r"(?:\.|st|nd|rd|th)?"
_FROM: Final = r"(?:\b(?:fra(?:\s+og\s+med)?|from|fom|f\.o\.m\.|starting|start|den|dato|date)\s+)?"

CALENDAR: Final = (
    r"(?<![\w.])(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:t(?=\d)|(?!\w))",
    r"(?<![\w.])(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4}|\d{2})(?![\w:]|[.]\d)",
    r"(?<![\w.])(?P<day>\d{1,2})-(?P<month>\d{1,2})-(?P<year>\d{4})(?!\w)",
    r"(?<![\w.])(?P<day>\d{1,2})/(?P<month>\d{1,2})(?:[/-](?P<year>\d{4}|\d{2}))?(?!\w)",
    rf"(?<![\w.:]){_DAY}{_ORDINAL}\s*(?:of\s+)?{_MONTH}(?:,?\s*(?P<year>20\d\d)(?!\w))?",
    rf"(?<!\w){_MONTH}\s+(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\w|[.:]\d)(?:,?\s*(?P<year>20\d\d)(?!\w))?",
)
"""Shapes of a date that cannot be taken for a time."""

DOTTED: Final = r"(?<![\w.:/-])(?P<day>\d{1,2})\.(?P<month>\d{1,2})(?![\w:/]|\.\d)"
"""The shape that a date shares with a time: 10.12 is the tenth of December or twelve past ten."""

_CALENDAR: Final = tuple(re.compile(_FROM + shape) for shape in CALENDAR)
_DAY_OF_MONTH: Final = (
    re.compile(r"\b(?:den|the)\s+(?P<day>\d{1,2})(?:\.|st|nd|rd|th)(?!\w|\s*(?:etasje|etg|floor))"),
    re.compile(r"(?<!\w)(?P<day>\d{1,2})(?:st|nd|rd|th)\b(?!\s*floor)"),
    re.compile(rf"(?<={DATE})\s*(?:den\s+)?(?P<day>\d{{1,2}})\.(?=\s+(?:kl\b|at\b|\d)|\s*$)"),
)
_AHEAD: Final = re.compile(
    rf"\b(?:om|in)\s+(?:ca\.?\s+)?{_NUMBER}\s*"
    r"(dag(?:er)?|days?|uker?|weeks?|maned(?:er)?|months?|timer?|hours?|min(?:utt(?:er)?|utes?|s)?)\b",
)
_HALF_HOUR_AHEAD: Final = re.compile(r"\b(?:om en halv ?time|in half an hour)\b")
_RELATIVE: Final = (
    (re.compile(r"\b(?:i forgars|(?:the )?day before yesterday)\b"), -2),
    (re.compile(r"\b(?:i ?gar|yesterday)\b"), -1),
    (re.compile(r"\b(?:(?:i )?over ?i? ?morgen|(?:the )?day after tomorrow)\b"), 2),
    (re.compile(r"\b(?:i ?morgen|i ?morra|imorn|tomorrow|tomorow|tmrw)\b"), 1),
    (re.compile(r"\b(?:i ?dag|today)\b"), 0),
)
_NEXT_WEEK: Final = re.compile(r"\b(?:i )?(?:neste uk[ea]n?|til uk[ea]n?|next week|kommende uke)\b")
_THIS_WEEK: Final = re.compile(r"\b(?:i )?(?:denne uk[ea]n?|this week)\b")
_WEEK: Final = re.compile(r"\b(?:i )?(?:uk[ea]|veke|week|wk)\s*(?:nr\.?\s*)?(\d{1,2})\b")
_WHICH: Final = r"(?:\b(?P<which>neste|next|forstkommende|kommende|coming|this|denne|na pa|pa|on|den|the)\s+)?"
_WEEKDAY: Final = re.compile(rf"{_WHICH}\b(?P<name>{one_of(FULL_WEEKDAYS)})\b")
_SHORT_WEEKDAY: Final = re.compile(rf"{_WHICH}(?<![\w'-])(?P<name>{one_of(SHORT_WEEKDAYS)})\b(?!['-])\.?")
_LIKE_WORDS: Final = frozenset({"man", "son", "sun", "sat", "fri", "lor", "tor", "mon", "wed", "weds"})
_BEFORE_A_TIME: Final = re.compile(rf"\.?,?\s*(?:kl\b|at\b|halv\b|{DATE}|\d|$)")
_HINTS: Final = (
    (re.compile(r"\b(?P<today>i ?|this )?(?:om |in the )?(?:kvelden|kveld|evening)\b"), DayHint.EVENING),
    (re.compile(r"\b(?P<today>tonight)\b"), DayHint.EVENING),
    (re.compile(r"\b(?P<today>i ?|this )?(?:om |in the )?(?:ettermiddag(?:en)?|afternoon)\b"), DayHint.AFTERNOON),
    (
        re.compile(r"\b(?P<today>i ?|this )?(?:om |in the )?(?:formiddag(?:en)?|morgenen|morning|tidlig)\b"),
        DayHint.MORNING,
    ),
)
_YEARS_BACK, _YEARS_AHEAD = 1, 2


@dataclass(frozen=True)
class CalendarDay:
    """A date as it was typed; `month` and `year` are `None` when they were left out."""

    day: int
    month: int | None
    year: int | None
    text: str


@dataclass(frozen=True)
class WeekdayWord:
    """A weekday as it was typed, with the word before it (`neste`, `this`, ...) folded."""

    day: int
    which: str
    text: str


@dataclass
class DateWords:
    """Everything in a line that names a day."""

    calendar: list[CalendarDay] = field(default_factory=list)
    weekdays: list[WeekdayWord] = field(default_factory=list)
    offset_days: int | None = None
    weeks_ahead: int | None = None
    months_ahead: int | None = None
    week_shift: int | None = None
    week_number: int | None = None
    week_text: str = ""
    moment: datetime | None = None
    hint: DayHint | None = None
    hint_is_today: bool = False

    @property
    def names_a_date(self) -> bool:
        """Whether a day other than a mere weekday has been named."""
        return bool(self.calendar) or self.offset_days is not None or self.weeks_ahead is not None


def read_dates(line: Line, now: datetime, names: frozenset[str]) -> DateWords:
    """Read every word that names a day, but not the dotted dates that may be times.

    Args:
        line: The line; what is read is marked.
        now: Naive wall-clock time in the programme's zone.
        names: Folded words of participants' names, so that Tor is not taken for Thursday.
    """
    words = DateWords()
    _read_ahead(line, now, words)
    for pattern, days in _RELATIVE:
        if line.take(pattern, DATE) and words.offset_days is None:
            words.offset_days = days
    for pattern in _CALENDAR:
        while match := line.find(pattern):
            words.calendar.append(_calendar_day(line, match, now.year))
    _read_weeks(line, words)
    _read_weekdays(line, words, names)
    for pattern in _DAY_OF_MONTH:
        while match := line.take(pattern, DATE):
            words.calendar.append(
                CalendarDay(int(match["day"]), None, None, line.typed(match.start(), match.end())),
            )
    for pattern, hint in _HINTS:
        if match := line.take(pattern, DATE):
            words.hint = words.hint or hint
            words.hint_is_today = words.hint_is_today or bool(match["today"])
    return words


def take_calendar_day(line: Line, pattern: re.Pattern[str], now_year: int) -> CalendarDay | None:
    """Read one date of a given shape."""
    match = line.find(pattern)
    return _calendar_day(line, match, now_year) if match else None


def _calendar_day(line: Line, match: re.Match[str], now_year: int) -> CalendarDay:
    groups = match.groupdict()
    year, end = groups.get("year"), match.end()
    if year and groups["month"].isalpha() and not _plausible(int(year), now_year):
        # "26. nov 2030" is half past eight in the evening.
        year, end = None, match.start("year")
    line.mark(match.start(), end, DATE)
    return CalendarDay(
        int(match["day"]),
        MONTHS[match["month"]] if match["month"].isalpha() else int(match["month"]),
        (int(year) + (2000 if len(year) == len("26") else 0)) if year else None,
        line.typed(match.start(), end),
    )


def _plausible(year: int, now_year: int) -> bool:
    return now_year - _YEARS_BACK <= year <= now_year + _YEARS_AHEAD


def _read_ahead(line: Line, now: datetime, words: DateWords) -> None:
    if line.take(_HALF_HOUR_AHEAD, DATE):
        words.moment = now + timedelta(minutes=30)
    while match := line.take(_AHEAD, DATE):
        count, unit = whole_number(match[1]), match[2]
        if unit.startswith(("dag", "day")):
            words.offset_days = count
        elif unit.startswith(("uke", "week")):
            words.weeks_ahead = count
        elif unit.startswith(("maned", "month")):
            words.months_ahead = count
        elif unit.startswith("min"):
            words.moment = now + timedelta(minutes=count)
        else:
            words.moment = now + timedelta(hours=count)


def _read_weeks(line: Line, words: DateWords) -> None:
    for pattern, shift in ((_NEXT_WEEK, 1), (_THIS_WEEK, 0)):
        if match := line.take(pattern, DATE):
            words.week_shift, words.week_text = shift, line.typed(match.start(), match.end())
    if match := line.take(_WEEK, DATE):
        words.week_number, words.week_text = int(match[1]), line.typed(match.start(), match.end())


def _read_weekdays(line: Line, words: DateWords, names: frozenset[str]) -> None:
    found: list[tuple[int, WeekdayWord]] = []
    while match := line.take(_WEEKDAY, DATE):
        word = WeekdayWord(FULL_WEEKDAYS[match["name"]], match["which"] or "", line.typed(match.start(), match.end()))
        found.append((match.start(), word))
    words.weekdays = [word for _, word in found]
    start = 0
    while match := line.find(_SHORT_WEEKDAY, start):
        start = match.end()
        name = match["name"]
        doubtful = name in _LIKE_WORDS | names and not _BEFORE_A_TIME.match(line.view, match.end("name"))
        is_name = name in names and not (match.group().endswith(".") and not doubtful)
        if is_name or doubtful or (words.weekdays and name in _LIKE_WORDS):
            continue
        line.mark(match.start(), match.end(), DATE)
        word = WeekdayWord(SHORT_WEEKDAYS[name], match["which"] or "", line.typed(match.start(), match.end()))
        found.append((match.start(), word))
    words.weekdays = [word for _, word in sorted(found, key=lambda pair: pair[0])]
