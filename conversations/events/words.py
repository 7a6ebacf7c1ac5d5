"""Events in words for staff: what each kind, stage and code is called."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from conversations.events.stages import Stage
from locales.text import Day, Param, Several, Text, Words, staff
from storage.models import ContractForm, EndReason, Event, EventGoal, EventKind, Sector

Named = tuple[str, Text]
"""A picture and the words it stands beside."""

KINDS: Mapping[EventKind, Named] = {
    EventKind.PROPOSAL: ("🔎", staff("Job proposed")),
    EventKind.APPLICATION: ("✉️", staff("Application sent")),
    EventKind.INTERVIEW: ("💼", staff("Job interview")),
    EventKind.PLACEMENT_START: ("🧰", staff("Placement begins")),
    EventKind.PLACEMENT_END: ("🏁", staff("Placement ends")),
    EventKind.CONTRACT: ("🤝", staff("Paid job")),
    EventKind.EDUCATION: ("🎓", staff("Education begins")),
    EventKind.PAUSE: ("⏸", staff("Pause begins")),
    EventKind.RE_ENTRY: ("↩️", staff("Is back")),
    EventKind.EXIT: ("🚪", staff("Leaves the programme")),
}

CODES: Mapping[EventKind, str] = {
    EventKind.PROPOSAL: "pr",
    EventKind.APPLICATION: "ap",
    EventKind.INTERVIEW: "iv",
    EventKind.PLACEMENT_START: "ps",
    EventKind.PLACEMENT_END: "pe",
    EventKind.CONTRACT: "co",
    EventKind.EDUCATION: "ed",
    EventKind.PAUSE: "pa",
    EventKind.RE_ENTRY: "re",
    EventKind.EXIT: "ex",
}
"""The kinds as they stand in buttons, which have no room for more."""

BY_CODE: Mapping[str, EventKind] = {code: kind for kind, code in CODES.items()}

STAGES: Mapping[Stage, Named] = {
    Stage.SEARCHING: ("🔎", staff("Searching for work")),
    Stage.PLACEMENT: ("🧰", staff("In a placement")),
    Stage.WORK: ("🤝", staff("In work, with follow-up")),
    Stage.EDUCATION: ("🎓", staff("In education")),
    Stage.PAUSED: ("⏸", staff("Paused")),
    Stage.EXITED: ("🚪", staff("Has left the programme")),
}

FORMS: Mapping[ContractForm, Text] = {
    ContractForm.PERMANENT: staff("Permanent"),
    ContractForm.TEMPORARY: staff("Temporary"),
    ContractForm.ON_CALL: staff("On call"),
    ContractForm.EXTRA_SHIFT: staff("Extra shifts"),
    ContractForm.WEEKEND: staff("Weekends"),
}

SECTORS: Mapping[Sector, Text] = {
    Sector.PRIVATE: staff("Private sector"),
    Sector.MUNICIPAL: staff("Municipality"),
    Sector.PUBLIC: staff("State or county"),
    Sector.VOLUNTARY: staff("Voluntary sector"),
}

REASONS: Mapping[EndReason, Text] = {
    EndReason.HIRED: staff("Got a job there"),
    EndReason.OTHER_WORK: staff("Other work"),
    EndReason.EDUCATION: staff("Education"),
    EndReason.FINISHED: staff("It was finished"),
    EndReason.MOVED: staff("Moved away"),
    EndReason.OTHER: staff("Something else"),
}

GOALS: Mapping[EventGoal, Text] = {
    EventGoal.JOB: staff("A job there"),
    EventGoal.TASTE: staff("To try the work"),
    EventGoal.LANGUAGE: staff("To use Norwegian at work"),
    EventGoal.CERTIFICATE: staff("A trade certificate"),
    EventGoal.SCHOOL: staff("Upper secondary school"),
    EventGoal.STUDIES: staff("University or college"),
    EventGoal.COURSE: staff("A course"),
}

PAID: Mapping[bool, Text] = {True: staff("Paid"), False: staff("Unpaid")}


def employer_words(name: str) -> Words:
    """A firm's name as somebody wrote it."""
    return Words({"": name})


def percent_text(percent: int) -> Text:
    """A share of a full position."""
    return staff("{percent} percent", percent=percent)


def details_of(event: Event) -> list[Param]:
    """What is known of an event besides its kind and its day, in the order in which it is read."""
    known: list[Param] = []
    if event.employer_name:
        known.append(employer_words(event.employer_name))
    if event.contract:
        known.append(FORMS[ContractForm(event.contract)])
    if event.percent is not None:
        known.append(percent_text(event.percent))
    if event.sector:
        known.append(SECTORS[Sector(event.sector)])
    if event.paid is not None:
        known.append(PAID[event.paid])
    if event.goal:
        known.append(GOALS[EventGoal(event.goal)])
    if event.end_reason:
        known.append(REASONS[EndReason(event.end_reason)])
    return known


def event_line(event: Event) -> Named:
    """A picture and one staff line of what happened, without its day: a timeline says that itself."""
    icon, what = KINDS[EventKind(event.kind)]
    details = details_of(event)
    if not details:
        return icon, what
    return icon, staff("{what}: {details}", what=what, details=Several(tuple(details)))


def day_text(day: date, today: date) -> Text:
    """The day with its weekday, and with its year where it is not this year."""
    if day.year == today.year:
        return staff("{day}", day=Day(day))
    return staff("{day} {year}", day=Day(day), year=day.year)


def dated_line(event: Event, today: date) -> Named:
    """As `event_line`, with the day before it."""
    icon, words = event_line(event)
    return icon, staff("{day}: {event}", day=day_text(event.on, today), event=words)
