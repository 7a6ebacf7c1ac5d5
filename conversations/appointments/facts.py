"""What is told about an appointment, line by line: one fact each, the same for everybody who reads it."""

from __future__ import annotations

from datetime import datetime, time
from functools import lru_cache

from conversations.appointments.kinds import PICTOGRAMS, AppointmentKind
from conversations.appointments.recurrence import from_rrule
from conversations.appointments.venue_time import to_local
from locales.message import Line
from locales.text import At, Day, DayPart, LanguageName, Several, Text, Words, say, say_n
from storage.models import Appointment, Occurrence, Place

KIND_NAMES: dict[AppointmentKind, Text] = {
    AppointmentKind.MEETING: say("Meeting"),
    AppointmentKind.INTERVIEW: say("Job interview"),
    AppointmentKind.CLASS: say("Norwegian class"),
    AppointmentKind.COURSE: say("Course"),
    AppointmentKind.PLACEMENT: say("Work placement"),
    AppointmentKind.WORK: say("Work"),
    AppointmentKind.EMPLOYER_VISIT: say("Visit to an employer"),
    AppointmentKind.HOMEWORK_HELP: say("Homework help"),
    AppointmentKind.CONVERSATION_GROUP: say("Conversation group"),
    AppointmentKind.OTHER: say("Appointment"),
}

_KINDS = {kind.value: kind for kind in AppointmentKind}

_YOU_MUST = Line(say("You must: this is part of your programme."), "❗")
_YOU_CHOOSE = Line(say("You choose: you decide if you come."), "🟢")

WEEKDAY_NAMES: tuple[Text, ...] = (
    say("Monday"),
    say("Tuesday"),
    say("Wednesday"),
    say("Thursday"),
    say("Friday"),
    say("Saturday"),
    say("Sunday"),
)


def kind_of(appointment: Appointment) -> AppointmentKind:
    """The appointment's kind; one of another age counts as `OTHER`."""
    return _KINDS.get(appointment.kind, AppointmentKind.OTHER)


def kind_name(appointment: Appointment) -> Text:
    """The kind in the reader's words."""
    return KIND_NAMES[kind_of(appointment)]


def pictogram(appointment: Appointment) -> str:
    """The kind's picture."""
    return PICTOGRAMS[kind_of(appointment)]


def start_of(appointment: Appointment, occurrence: Occurrence) -> datetime:
    """The start on the venue's wall clock, without zone."""
    return to_local(occurrence.starts_at, appointment.timezone)


@lru_cache(maxsize=2048)
def when(local: datetime) -> Text:
    """Weekday, date, 24-hour time and the part of the day in words.

    Digits alone failed people who see 232 as 223, and several languages count the hours from dawn.
    """
    return say("{day} at {time}, {part}", day=Day(local.date()), time=At(local.time()), part=DayPart(local.time()))


def venue(appointment: Appointment, occurrence: Occurrence | None = None) -> tuple[Place | None, dict[str, str] | None]:
    """Where it is: the saved place, or else the words somebody typed. One time of a series may be somewhere else."""
    if occurrence is not None and (occurrence.place_id is not None or occurrence.place_text):
        return occurrence.place, occurrence.place_text
    return appointment.place, appointment.place_text


def place_id_of(appointment: Appointment, occurrence: Occurrence) -> int | None:
    """The id of the saved place; None where the place was typed."""
    if occurrence.place_id is not None or occurrence.place_text:
        return occurrence.place_id
    return appointment.place_id


def place_name(appointment: Appointment, occurrence: Occurrence | None = None) -> Words:
    """The place as people know it; the words somebody typed where it is no saved place."""
    place, words = venue(appointment, occurrence)
    return Words(place.name if place is not None else words or {"": "–"})


def place_lines(appointment: Appointment, occurrence: Occurrence | None = None) -> list[Line]:
    """Place, address, stop and room, each on a line of its own."""
    lines = [Line(say("Place: {place}", place=place_name(appointment, occurrence)), "📍")]
    place, _ = venue(appointment, occurrence)
    if place is None:
        return lines
    if place.address:
        lines.append(Line(say("Address: {address}", address=Words(place.address)), "🏠"))
    if place.stop:
        lines.append(Line(say("Stop: {stop}", stop=Words(place.stop)), "🚌"))
    if place.room:
        lines.append(Line(say("Floor or room: {room}", room=Words(place.room)), "🚪"))
    return lines


def repeat_line(appointment: Appointment) -> list[Line]:
    """On which days it comes back, and until when; nothing when it happens once."""
    if appointment.rrule is None:
        return []
    rule = from_rrule(appointment.rrule)
    days = Several(tuple(WEEKDAY_NAMES[day] for day in sorted(rule.days)))
    if rule.interval == 1:
        lines = [Line(say("Every week: {days}", days=days), "🔁")]
    else:
        weeks = say_n("Every {count} week: {days}", "Every {count} weeks: {days}", count=rule.interval, days=days)
        lines = [Line(weeks, "🔁")]
    if rule.until is not None:
        lines.append(Line(say("The last day is {day}.", day=Day(rule.until)), "🏁"))
    return lines


def detail_lines(appointment: Appointment, helper: str) -> list[Line]:
    """Who meets you, what to bring, why it is useful, whether you must, and the interpreter.

    Args:
        appointment: loaded with its specialist.
        helper: the name of the specialist who helps the reader now; a group's may be another's.
    """
    lines: list[Line] = []
    maker = appointment.specialist.name
    host = appointment.host or (maker if kind_of(appointment) is AppointmentKind.MEETING else None)
    if host:
        lines.append(Line(say("{name} will meet you.", name=host), "👋"))
    if host != helper:
        lines.append(Line(say("You can ask {name} about it.", name=helper), "🙋"))
    if appointment.bring:
        lines.append(Line(say("Bring: {things}", things=Words(appointment.bring)), "🎒"))
    if appointment.why:
        lines.append(Line(say("Why this is good for you: {why}", why=Words(appointment.why)), "💡"))
    if appointment.interpreter:
        lines.append(
            Line(say("An interpreter will help you: {language}", language=LanguageName(appointment.interpreter)), "💬"),
        )
    if appointment.must is not None:
        lines.append(must_line(must=appointment.must))
    return lines


def must_line(*, must: bool) -> Line:
    """The plain label that was missing where requests were read as orders."""
    return _YOU_MUST if must else _YOU_CHOOSE


@lru_cache(maxsize=2048)
def leave_line(leave_at: time) -> Line:
    """When to leave home: what people need to know, and not only when it starts."""
    return Line(say("Leave home at {time}.", time=At(leave_at)), "🚶", strong=True)
