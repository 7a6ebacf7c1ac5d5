"""Understands an appointment typed as one line, in Norwegian or English.

    Amina torsdag 10:00 NAV Sentrum ta med CV
    Thu 10am Amina and Yonas, library, bring CV
    hver tirsdag og torsdag kl 9 til 20. desember Amina norskkurs

A specialist has no spare minutes and often no PC, so the line may come in any order and be untidy; what was
understood is read back before anything is saved. Nothing is guessed silently: what is missing, impossible or
doubtful is a `Problem`, and words nothing was made of are kept in `Parsed.leftover`.

`parse` never raises, whatever the text. What a day means is told in `days`, what an hour means in
`times`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Final

from conversations.appointments.kinds import AppointmentKind
from conversations.appointments.one_line.dates import DOTTED, CalendarDay, DateWords, WeekdayWord, read_dates
from conversations.appointments.one_line.days import next_such_date, settle_date
from conversations.appointments.one_line.details import (
    LONGEST_MINUTES,
    read_bring,
    read_duty,
    read_host,
    read_interpreter,
    read_kind,
    read_length,
)
from conversations.appointments.one_line.names import PLACE_WORDS, name_words, take_full_names
from conversations.appointments.one_line.parsed import Named, Parsed, Problem, ProblemKind
from conversations.appointments.one_line.people import PeopleWords, read_people
from conversations.appointments.one_line.places import read_place
from conversations.appointments.one_line.repeat import RepeatWords, read_repeat, settle_repeat
from conversations.appointments.one_line.text import DATE, LONGEST, OTHER, Line
from conversations.appointments.one_line.times import (
    TimeWords,
    dotted_time,
    read_bare_time,
    read_times,
    settle_time,
)
from conversations.appointments.recurrence import Weekly

__all__ = ["parse"]

_DOTTED: Final = re.compile(DOTTED)
_HOURS, _MONTHS, _DAYS, _TWO_DIGITS = range(24), range(1, 13), range(1, 32), 2
_EARLY_WORK: Final = frozenset({AppointmentKind.WORK, AppointmentKind.PLACEMENT})


@dataclass
class _Reading:
    """What has been read of a line so far."""

    line: Line
    now: datetime
    dates: DateWords
    repeat: RepeatWords | None = None
    times: list[TimeWords] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def report(self, kind: ProblemKind, text: str = "", candidates: tuple[int, ...] = ()) -> None:
        self.problems.append(Problem(kind, text, candidates))


def parse(text: str, *, now: datetime, people: Sequence[Named], places: Sequence[Named]) -> Parsed:
    """Understand one typed line.

    Args:
        text: The line as typed; anything at all.
        now: Naive wall-clock time in the programme's zone.
        people: The participants the specialist may make appointments for.
        places: The programme's saved places.

    Returns:
        What was understood, dates and times as wall clock in the programme's zone, with every problem.
    """
    line = Line(text)
    saved = take_full_names(line, places, OTHER)
    interpreter, unnamed_interpreter = read_interpreter(line)
    repeat = read_repeat(line, now.year)
    dates = read_dates(line, now, name_words(people))
    reading = _Reading(line, now, dates, repeat)
    length = read_length(line)
    reading.times = read_times(line)
    _read_dotted(reading)
    bring = read_bring(line, name_words(people))
    must = read_duty(line)
    kind = read_kind(line)
    host = read_host(line, name_words(people), PLACE_WORDS)
    named = read_people(line, people)
    if not reading.times and dates.moment is None:
        reading.times = read_bare_time(line)
    place = read_place(line, places, saved)

    if len(text) > LONGEST:
        reading.report(ProblemKind.TOO_LONG)
    _report_people(reading, named)
    parsed = Parsed(
        people=tuple(dict.fromkeys(person for _, person in sorted(named.known))),
        unknown_people=tuple(name for _, name in sorted(named.unknown)),
        ambiguous_people=tuple(each for _, each in sorted(named.ambiguous, key=lambda pair: pair[0])),
        place=place.id,
        place_text=None if place.id is not None else place.text,
        kind=kind,
        bring=bring,
        host=host,
        must=must,
        interpreter=interpreter,
        leftover=place.leftover,
    )
    parsed = _with_day_and_time(reading, parsed, length)
    if place.candidates:
        reading.report(ProblemKind.AMBIGUOUS_PLACE, place.text or "", place.candidates)
    elif parsed.place is None and not parsed.place_text:
        reading.report(ProblemKind.NO_PLACE)
    if unnamed_interpreter:
        reading.report(ProblemKind.NO_INTERPRETER_LANGUAGE)
    order = list(ProblemKind)
    return replace(parsed, problems=tuple(sorted(reading.problems, key=lambda problem: order.index(problem.kind))))


def _read_dotted(reading: _Reading) -> None:
    """Decide what is a date and what is a time among shapes like 10.12, the clear ones first."""
    for only_clear in (True, False):
        start = 0
        while match := reading.line.find(_DOTTED, start):
            start = match.end()
            could_be_date = int(match["day"]) in _DAYS and int(match["month"]) in _MONTHS
            could_be_time = int(match["day"]) in _HOURS and len(match["month"]) == _TWO_DIGITS
            if could_be_date and could_be_time and only_clear:
                continue
            is_date = _is_date(reading, match) if could_be_date and could_be_time else could_be_date
            if is_date or (not could_be_time and int(match["month"]) in _MONTHS):
                reading.dates.calendar.append(_dotted_day(reading.line, match))
            else:
                reading.times.append(dotted_time(reading.line, match))


def _is_date(reading: _Reading, match: re.Match[str]) -> bool:
    """Decide about 10.12: a date when the line has a time, a time when it has a day."""
    if reading.times:
        return True
    if reading.dates.names_a_date or reading.repeat:
        return False
    if not reading.dates.weekdays or reading.line.find(_DOTTED, match.end()):
        return True
    named = CalendarDay(int(match["day"]), int(match["month"]), None, "")
    day = next_such_date(named, reading.now.date())
    return day is not None and day.weekday() == reading.dates.weekdays[0].day


def _dotted_day(line: Line, match: re.Match[str]) -> CalendarDay:
    line.mark(match.start(), match.end(), DATE)
    return CalendarDay(int(match["day"]), int(match["month"]), None, line.typed(match.start(), match.end()))


def _report_people(reading: _Reading, named: PeopleWords) -> None:
    for _, text in sorted(named.unknown):
        reading.report(ProblemKind.UNKNOWN_PERSON, text)
    for _, each in sorted(named.ambiguous, key=lambda pair: pair[0]):
        reading.report(ProblemKind.AMBIGUOUS_PERSON, each.text, each.candidates)
    if named.nobody and not named.unknown:
        reading.report(ProblemKind.NO_PERSON)


def _with_day_and_time(reading: _Reading, parsed: Parsed, length: int | None) -> Parsed:
    at, ranged = _settle_time(reading, early_work=parsed.kind in _EARLY_WORK)
    day, rule = _settle_day(reading, at)
    length = length if ranged is None else ranged
    if length is not None and not 0 < length <= LONGEST_MINUTES:
        reading.report(ProblemKind.IMPOSSIBLE_LENGTH)
        length = None
    if day and (day < reading.now.date() or (at and datetime.combine(day, at) < reading.now)):
        reading.report(ProblemKind.PAST)
    return replace(parsed, date=day, time=at, length_minutes=length, repeat=rule)


def _settle_time(reading: _Reading, *, early_work: bool) -> tuple[time | None, int | None]:
    """Return the start and, when an end was said, the minutes to it."""
    if reading.dates.moment:
        return reading.dates.moment.time().replace(second=0, microsecond=0), None
    if not reading.times:
        reading.report(ProblemKind.NO_TIME)
        return None, None
    reading.times.sort(key=lambda words: words.position)
    first, *others = reading.times
    settled = settle_time(first, reading.dates.hint, early_work=early_work)
    if settled is None:
        reading.report(ProblemKind.IMPOSSIBLE_TIME, first.text)
        return None, None
    if settled.assumed:
        reading.report(ProblemKind.ASSUMED_AFTERNOON, first.text)
    if settled.doubtful:
        reading.report(ProblemKind.AMBIGUOUS_TIME, first.text)
    other = next((words for words in others if words.clock != first.clock), None)
    if other:
        reading.report(ProblemKind.AMBIGUOUS_TIME, other.text)
    return settled.time, settled.length_minutes


def _settle_day(reading: _Reading, at: time | None) -> tuple[date | None, Weekly | None]:
    dates, repeat, now = reading.dates, reading.repeat, reading.now
    if repeat is None:
        settled = settle_date(dates, now, at)
        reading.problems += settled.problems
        return settled.date, None
    if not repeat.days and dates.weekdays:
        repeat.days = frozenset(word.day for word in dates.weekdays)
        dates.weekdays = dates.weekdays[:1]
    if dates.week_text and not dates.weekdays:
        dates.weekdays = [WeekdayWord(0, "", dates.week_text)]
    if repeat.days and not dates.names_a_date and not dates.week_text:
        over = at is not None and at <= now.time()
        start: date | None = now.date() + timedelta(days=1 if over else 0)
    else:
        settled = settle_date(dates, now, at)
        reading.problems += settled.problems
        start = settled.date
    if start is None:
        return None, Weekly(repeat.days, None, repeat.interval) if repeat.days else None
    found = settle_repeat(repeat, start)
    if not found.end_is_possible:
        reading.report(ProblemKind.IMPOSSIBLE_DATE, repeat.until.text if repeat.until else "")
    return found.first, found.rule
