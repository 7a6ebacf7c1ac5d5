"""The words of a line that name a time of day.

A Norwegian specialist writes 24-hour time but says hours as on a dial, so:

- an hour from one to six without *am*, *pm*, a leading zero or a part of the day is taken for the afternoon and
  reported as assumed; six stays in the morning for work and placement, and is reported as doubtful;
- hours from seven to twelve stand as written, unless *kveld*, *evening* stands beside them;
- *half ten* is half past ten, as in Britain, and reported as doubtful because a Norwegian may mean *halv ti*.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import time
from typing import Final

from conversations.appointments.one_line.day_words import HOUR_WORDS, DayHint, one_of
from conversations.appointments.one_line.text import DATE, PERSON, TIME, Line

_UNIT: Final = (
    r"(?!\s*\.?\s*(?:t|h|time|timer|hours?|hrs?|m|min\w*|dag\w*|days?|uk[ea]r?|weeks?)\b)"
    r"(?!\s*\.?\s*(?:etg|etasje|floor|stk|kr|ganger|times)\b)"
)
_ALONE: Final = rf"(?![\w:/]|[.,-]\d){_UNIT}"
_PREFIX: Final = r"(?:\b(?:kl|klokk[ae]n?|at|fra|from|ca|about|between|mellom)\b\.?:?\s*|@\s*)*"
_HALF_DAY: Final = r"(?:\s*(?P<{0}x>am|pm|a\.m\.?|p\.m\.?)(?!\w))?"
_CLOCK: Final = r"(?P<{0}h>\d{{1,2}})(?:[.:]?(?P<{0}m>\d{{2}}))?(?::\d\d)?" + _HALF_DAY
_TO: Final = r"\s*(?:-|\btil\b|\bto\b|\btill\b|\buntil\b)\s*(?:ca\.?\s*|about\s*|kl\.?\s*)?"
_AND: Final = r"\s*(?:\bog\b|\band\b)\s*"
_HOUR: Final = rf"(?P<hour>{one_of(HOUR_WORDS)}|\d{{1,2}})(?![\w:/]|[.,]\d|\s*\.?\s*(?:etg|etasje|floor)\b)"
_STEP: Final = {
    "kvart": 15,
    "quarter": 15,
    "fem": 5,
    "five": 5,
    "ti": 10,
    "ten": 10,
    "tjue": 20,
    "twenty": 20,
    "twenty-five": 25,
    "5": 5,
    "10": 10,
    "20": 20,
    "25": 25,
}

_RANGE: Final = re.compile(
    rf"(?<![\w./:-]){_PREFIX}{_CLOCK.format('')}(?:{_TO}{_CLOCK.format('to_')}){_ALONE}",
)
_BETWEEN: Final = re.compile(
    rf"\b(?:between|mellom)\s+(?:kl\.?\s*)?{_CLOCK.format('')}{_AND}{_CLOCK.format('to_')}{_ALONE}",
)
_SPOKEN: Final = re.compile(
    rf"{_PREFIX}(?<!\w)(?:(?:a )?(?P<step>{one_of(_STEP)})(?: minutter| minutes)? "
    r"(?P<way>over|past|after|pa|to|before) )?"
    rf"(?:(?P<half>halv|half past|half) )?{_HOUR}(?P<oclock> ?o'clock)?",
)
_NOON: Final = re.compile(rf"{_PREFIX}\b(?:noon|midday)\b")
_HALF_DAY_CLOCK: Final = re.compile(
    rf"(?<![\w.:]){_PREFIX}(?P<h>\d{{1,2}})(?:[.:](?P<m>\d{{2}}))?\s*(?P<x>am|pm|a\.m\.?|p\.m\.?)(?!\w)",
)
_SAID_CLOCK: Final = re.compile(
    rf"(?:\b(?:kl|klokk[ae]n?|at)\b\.?:?\s*|@\s*)(?:ca\.?\s*)?(?P<h>\d{{1,2}})(?:[.:]?(?P<m>\d{{2}}))?{_ALONE}",
)
_FROM_CLOCK: Final = re.compile(rf"\b(?:fra|from)\s+(?P<h>\d{{1,2}})(?:(?P<m>\d\d))?{_ALONE}(?!\.)")
_COLON_CLOCK: Final = re.compile(rf"(?<![\w.:]){_PREFIX}(?P<h>\d{{1,2}}):(?P<m>\d{{2}})(?::\d\d)?(?![\w:])")
_DOTTED_CLOCK: Final = re.compile(rf"(?<![\w.:/-]){_PREFIX}(?P<h>\d{{1,2}})\.(?P<m>00|1[3-9]|[2-9]\d)(?![\w:/]|\.\d)")
_FOUR_DIGITS: Final = re.compile(r"(?<![\w.:/+-])(?<!rema )(?P<h>\d\d)(?P<m>\d\d)(?![\w:/-]|[.,]\d)")
_BARE: Final = (
    re.compile(
        rf"(?<=[{DATE}{PERSON}])[\s,]*(?P<h>\d{{1,2}})(?P<m>(?!))?(?:{_TO}(?P<to_h>\d{{1,2}}))?{_ALONE}(?!\.(?!\s*$))"
    ),
    re.compile(rf"(?<![\w.:/+-])(?P<h>\d{{1,2}})(?P<m>(?!))?(?:{_TO}(?P<to_h>\d{{1,2}}))?(?=[\s,]*{DATE})"),
)
_NOON_HOUR, _LAST_HOUR, _HOUR_MINUTES, _DAY_MINUTES = 12, 23, 60, 1440
_SIX, _SEVEN, _EVENING = 6, 7 * 60, 18 * 60


@dataclass(frozen=True)
class Clock:
    """A time as it was typed.

    Attributes:
        minutes: Minutes after midnight as written, up to 1440 for the end of a day.
        fixed: It can only mean what it says.
    """

    minutes: int
    fixed: bool


@dataclass(frozen=True)
class TimeWords:
    """A time of day or a stretch of one, as typed; `clock` is `None` when no clock shows it."""

    position: int
    text: str
    clock: Clock | None
    end: Clock | None = None
    doubtful: bool = False


@dataclass(frozen=True)
class SettledTime:
    """The wall-clock time that is meant, minutes to its end if that was said, and whether it was assumed."""

    time: time | None
    length_minutes: int | None = None
    assumed: bool = False
    doubtful: bool = False


def read_times(line: Line) -> list[TimeWords]:
    """Read every time that cannot be anything else, in the order of the line."""
    found: list[TimeWords] = []
    for pattern in (_BETWEEN, _RANGE):
        found += _taken(line, pattern, only_if=_is_range)
    found += _taken(line, _HALF_DAY_CLOCK)
    found += _spoken(line)
    for pattern in (_SAID_CLOCK, _COLON_CLOCK, _DOTTED_CLOCK, _FROM_CLOCK):
        found += _taken(line, pattern)
    while match := line.take(_NOON, TIME):
        found.append(
            TimeWords(match.start(), line.typed(match.start(), match.end()), Clock(720, fixed=True)),
        )
    return sorted(found, key=lambda words: words.position)


def read_bare_time(line: Line) -> list[TimeWords]:
    """Read four digits, or a number beside a day or a name, as a time; for lines that name no other."""
    for pattern in (*_BARE, _FOUR_DIGITS):
        found = list(_taken(line, pattern, only_if=lambda match: _clock(match) is not None))
        if found:
            return found
    return []


def dotted_time(line: Line, match: re.Match[str]) -> TimeWords:
    """Take what could have been a dotted date for a time."""
    line.mark(match.start(), match.end(), TIME)
    hour, minute = match["day"], match["month"]
    return TimeWords(match.start(), line.typed(match.start(), match.end()), _written(hour, minute, None))


def settle_time(words: TimeWords, hint: DayHint | None, *, early_work: bool) -> SettledTime | None:
    """Decide which half of the day is meant; `None` when no clock shows the time.

    Args:
        words: The time as typed.
        hint: The part of the day that was said beside it.
        early_work: It is work or placement, which may well begin at six in the morning.
    """
    if words.clock is None:
        return None
    start, assumed, doubtful = _half_of_day(words.clock, hint, early_work=early_work)
    length = None
    if words.end:
        if words.end.fixed and words.clock.minutes < words.end.minutes and (doubtful or words.end.minutes <= start):
            # "6-14" begins in the morning.
            start, assumed, doubtful = words.clock.minutes, False, False
        length = _length(start, words.end)
        if length is None:
            return None
    if start >= _DAY_MINUTES:
        return None
    return SettledTime(time(*divmod(start, _HOUR_MINUTES)), length, assumed, doubtful or words.doubtful)


def _length(start: int, end: Clock) -> int | None:
    """Return the minutes to the end; a shift that starts in the evening may end the next morning."""
    minutes = end.minutes
    if minutes <= start and not end.fixed and (minutes < _SEVEN or start >= _DAY_MINUTES // 2):
        minutes += _DAY_MINUTES // 2
    if minutes <= start and start >= _EVENING:
        minutes = end.minutes + _DAY_MINUTES
    return minutes - start if minutes > start else None


def _half_of_day(clock: Clock, hint: DayHint | None, *, early_work: bool) -> tuple[int, bool, bool]:
    hour = clock.minutes // _HOUR_MINUTES
    later = clock.minutes + _DAY_MINUTES // 2
    if clock.fixed or hour >= _NOON_HOUR or hint is DayHint.MORNING:
        return clock.minutes, False, False
    if hint is DayHint.EVENING or (hint is DayHint.AFTERNOON and hour <= _SIX):
        return later, False, False
    if hour > _SIX:
        return clock.minutes, False, False
    if hour == _SIX and early_work:
        return clock.minutes, False, True
    return later, True, False


def _taken(
    line: Line,
    pattern: re.Pattern[str],
    only_if: Callable[[re.Match[str]], bool] | None = None,
) -> Iterator[TimeWords]:
    start = 0
    while match := line.find(pattern, start):
        start = match.end()
        if only_if and not only_if(match):
            start = match.start() + 1
            continue
        line.mark(match.start(), match.end(), TIME)
        end = _clock(match, "to_") if match.groupdict().get("to_h") else None
        clock = None if match.groupdict().get("to_h") and end is None else _clock(match)
        yield TimeWords(match.start(), line.typed(match.start(), match.end()), clock, end)


def _is_range(match: re.Match[str]) -> bool:
    """Tell a stretch of time from a house number: minutes, a half of the day or a word before it."""
    said = match.start("h") > match.start() or any(match[name] for name in ("m", "x", "to_m", "to_x"))
    return said and _clock(match) is not None


def _spoken(line: Line) -> Iterator[TimeWords]:
    start = 0
    while match := line.find(_SPOKEN, start):
        start = match.end()
        said = match.start("hour") > match.start() and not match["hour"].isdecimal()
        stretch = (match["step"] or "").isdecimal() and match["way"] in {"to", "before"}
        if stretch or not (match["step"] or match["half"] or match["oclock"] or said):
            start = match.start("hour") + 1
            continue
        hour = HOUR_WORDS.get(match["hour"]) or int(match["hour"])
        if hour > _LAST_HOUR:
            continue
        minutes = hour * _HOUR_MINUTES
        if match["half"]:
            minutes += -30 if match["half"] == "halv" else 30
        if match["step"]:
            step = _STEP[match["step"]]
            minutes += step if match["way"] in {"over", "past", "after"} else -step
        line.mark(match.start(), match.end(), TIME)
        clock = Clock(minutes % _DAY_MINUTES, fixed=hour > _NOON_HOUR)
        yield TimeWords(
            match.start(),
            line.typed(match.start(), match.end()),
            clock,
            doubtful=match["half"] == "half",
        )


def _clock(match: re.Match[str], which: str = "") -> Clock | None:
    groups = match.groupdict()
    return _written(groups[which + "h"], groups.get(which + "m"), groups.get(which + "x"))


def _written(hour_text: str, minute_text: str | None, half_day: str | None) -> Clock | None:
    hour, minute = int(hour_text), int(minute_text or 0)
    if minute >= _HOUR_MINUTES:
        return None
    if half_day:
        if hour not in range(1, _NOON_HOUR + 1):
            return None
        hour = hour % _NOON_HOUR + (_NOON_HOUR if half_day.startswith("p") else 0)
    elif hour > _LAST_HOUR and (hour, minute) != (24, 0):
        return None
    fixed = bool(half_day) or hour_text.startswith("0") or hour > _NOON_HOUR
    return Clock(hour * _HOUR_MINUTES + minute, fixed=fixed)
