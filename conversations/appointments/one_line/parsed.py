"""What one typed line was understood to say, and what is missing or doubtful in it."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from conversations.appointments.kinds import AppointmentKind
from conversations.appointments.recurrence import Weekly


@dataclass(frozen=True)
class Named:
    """A participant or a saved place that a line may name."""

    id: int
    name: str


class ProblemKind(StrEnum):
    """What is missing, wrong or doubtful."""

    NO_PERSON = "no_person"
    UNKNOWN_PERSON = "unknown_person"
    AMBIGUOUS_PERSON = "ambiguous_person"
    NO_DATE = "no_date"
    AMBIGUOUS_DATE = "ambiguous_date"
    """Two different days in one line; the first was taken."""
    IMPOSSIBLE_DATE = "impossible_date"
    WEEKDAY_MISMATCH = "weekday_mismatch"
    """The weekday and the date belong to different days; the date was taken."""
    NO_TIME = "no_time"
    AMBIGUOUS_TIME = "ambiguous_time"
    """Two different times in one line, or one that two people understand differently; the first was taken."""
    ASSUMED_AFTERNOON = "assumed_afternoon"
    """An hour from one to six was taken for the afternoon."""
    IMPOSSIBLE_TIME = "impossible_time"
    PAST = "past"
    NO_PLACE = "no_place"
    AMBIGUOUS_PLACE = "ambiguous_place"
    NO_INTERPRETER_LANGUAGE = "no_interpreter_language"
    IMPOSSIBLE_LENGTH = "impossible_length"
    """Nothing, or more than twelve hours."""
    TOO_LONG = "too_long"
    """The line has more characters than are read."""


REMARKS: Final = frozenset(
    {
        ProblemKind.ASSUMED_AFTERNOON,
        ProblemKind.AMBIGUOUS_TIME,
        ProblemKind.NO_INTERPRETER_LANGUAGE,
        ProblemKind.IMPOSSIBLE_LENGTH,
        ProblemKind.TOO_LONG,
    },
)
"""Problems that the card which is read back points out but that do not keep the appointment from being made."""


@dataclass(frozen=True)
class Problem:
    """One thing to ask or to point out.

    Attributes:
        kind: What it is.
        text: The words of the line it is about, as typed; empty when something is missing. It is data typed by a
            person: escape it before showing.
        candidates: Ids of the participants or places that it may mean.
    """

    kind: ProblemKind
    text: str = ""
    candidates: tuple[int, ...] = ()


@dataclass(frozen=True)
class Ambiguous:
    """Words that name more than one participant."""

    text: str
    candidates: tuple[int, ...]


@dataclass(frozen=True)
class Parsed:
    """What a line says. Everything is optional; `problems` tells what has to be asked.

    Attributes:
        people: Ids of the participants, in the order they were typed, each once.
        unknown_people: Words that stand where a participant is named and name none.
        ambiguous_people: Words that name more than one.
        place: Id of the saved place.
        place_text: The place as typed when no saved one matches.
        date: Wall-clock date in the programme's zone, of the first occurrence when it repeats.
        time: Wall-clock start.
        length_minutes: From a length or from a start and an end.
        repeat: The weekly rule.
        kind: The kind that was named.
        bring: What to bring, as typed.
        host: Who meets the participant, as typed.
        must: `True` for *you must*, `False` for *you choose*, `None` when neither was said.
        interpreter: Language code of the interpreter that is booked.
        leftover: Words nothing was made of, so that none disappears unseen.
        problems: What is missing, wrong or doubtful.
    """

    people: tuple[int, ...] = ()
    unknown_people: tuple[str, ...] = ()
    ambiguous_people: tuple[Ambiguous, ...] = ()
    place: int | None = None
    place_text: str | None = None
    date: dt.date | None = None
    time: dt.time | None = None
    length_minutes: int | None = None
    repeat: Weekly | None = None
    kind: AppointmentKind | None = None
    bring: str | None = None
    host: str | None = None
    must: bool | None = None
    interpreter: str | None = None
    leftover: str | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether who, when and where are known and nothing has to be asked first."""
        return all(problem.kind in REMARKS for problem in self.problems)
