"""The card on which a specialist reads back an appointment in the making, and confirms or corrects it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from conversations.appointments.clashes import ClashKind
from conversations.appointments.draft import Draft
from conversations.appointments.draft_checks import can_be_saved, missing, time_problem
from conversations.appointments.facts import (
    KIND_NAMES,
    WEEKDAY_NAMES,
    kind_name,
    pictogram,
    place_lines,
    repeat_line,
    when,
)
from conversations.appointments.one_line.parsed import Parsed, ProblemKind
from conversations.appointments.service import ParticipantClash
from conversations.appointments.staff_facts import staff_detail_lines
from conversations.appointments.venue_time import to_local
from conversations.press import payload
from locales.message import Button, Line, Message, message
from locales.text import At, Day, Param, Several, Text, say, staff, staff_n
from locales.user_text import clean, shorten
from storage.models import Appointment, Participant, ParticipantStatus, Person, Place

MOST_CLASHES = 6
LONGEST_QUOTE = 60

MISSING: dict[ProblemKind, Text] = {
    ProblemKind.NO_PERSON: staff("Who is it for?"),
    ProblemKind.NO_DATE: staff("Which day?"),
    ProblemKind.NO_TIME: staff("What time?"),
    ProblemKind.NO_PLACE: staff("Where?"),
}

REMARKS: dict[ProblemKind, Callable[[str], Text]] = {
    ProblemKind.UNKNOWN_PERSON: lambda words: staff(
        "I know nobody called “{words}” among your participants.", words=words
    ),
    ProblemKind.AMBIGUOUS_PERSON: lambda words: staff(
        "“{words}” can be more than one person. Please choose.", words=words
    ),
    ProblemKind.AMBIGUOUS_DATE: lambda words: staff("I saw two days. I took the first. Check “{words}”.", words=words),
    ProblemKind.IMPOSSIBLE_DATE: lambda words: staff("There is no such day: “{words}”.", words=words),
    ProblemKind.WEEKDAY_MISMATCH: lambda words: staff(
        "The weekday and the date do not fit: “{words}”. I took the date.", words=words
    ),
    ProblemKind.AMBIGUOUS_TIME: lambda words: staff("I am not sure of the time. Check “{words}”.", words=words),
    ProblemKind.ASSUMED_AFTERNOON: lambda words: staff("I took “{words}” as the afternoon.", words=words),
    ProblemKind.IMPOSSIBLE_TIME: lambda words: staff("There is no such time: “{words}”.", words=words),
    ProblemKind.AMBIGUOUS_PLACE: lambda words: staff(
        "“{words}” can be more than one place. Please choose.", words=words
    ),
    ProblemKind.NO_INTERPRETER_LANGUAGE: lambda _: staff("Which language does the interpreter speak?"),
    ProblemKind.IMPOSSIBLE_LENGTH: lambda words: staff("I could not use this length: “{words}”.", words=words),
    ProblemKind.TOO_LONG: lambda _: staff("The line was too long. I read only the beginning."),
}
"""What is pointed out in a typed line; the words are as they were typed."""


def preview(draft: Draft, place: Place | None, specialist: Person, zone: str) -> Appointment:
    """The draft as an appointment that is never saved, so that it reads exactly as it will."""
    return Appointment(
        kind=draft.kind,
        place=place,
        place_text={"": draft.place_text} if draft.place_text else None,
        host=draft.host,
        specialist=specialist,
        starts_local=draft.start,
        timezone=zone,
        length_minutes=draft.length_minutes,
        rrule=draft.rrule,
        bring={"": draft.bring} if draft.bring else None,
        why={"": draft.why} if draft.why else None,
        must=draft.must,
        interpreter=draft.interpreter,
    )


def remark_lines(parsed: Parsed) -> list[Line]:
    """What was doubtful in a typed line, and the words nothing was made of; what is missing is asked elsewhere."""
    lines = [
        Line(REMARKS[problem.kind](shorten(problem.text, LONGEST_QUOTE)), "⚠️")
        for problem in parsed.problems
        if problem.kind in REMARKS
    ]
    if parsed.leftover and clean(parsed.leftover):
        lines.append(Line(staff("I did not use: “{words}”.", words=shorten(parsed.leftover, LONGEST_QUOTE)), "⚠️"))
    return lines


def clash_lines(clashes: Sequence[ParticipantClash], zone: str) -> list[Line]:
    """What it collides with; the specialist decides."""
    lines = []
    for found in clashes[:MOST_CLASHES]:
        clash, name = found.clash, found.participant.person.name
        start, end = to_local(clash.start, zone), to_local(clash.end, zone)
        span: dict[str, Param] = {"name": name, "start": At(start.time()), "end": At(end.time())}
        if clash.kind is ClashKind.BLOCKED:
            weekday = WEEKDAY_NAMES[start.weekday()]
            text = staff("{name} is busy every {weekday}, {start} to {end}.", weekday=weekday, **span)
        elif clash.busy is None:
            continue
        elif clash.kind is ClashKind.OVERLAP:
            kind = KIND_NAMES[clash.busy.label_kind]
            text = staff(
                "{name} has something else on {day}: {kind}, {start} to {end}.",
                day=Day(start.date()),
                kind=kind,
                **span,
            )
        else:
            text = staff_n(
                "{name} has only {count} minute between this and {kind} on {day} ({start} to {end}).",
                "{name} has only {count} minutes between this and {kind} on {day} ({start} to {end}).",
                count=clash.gap_minutes or 0,
                day=Day(start.date()),
                kind=KIND_NAMES[clash.busy.label_kind],
                **span,
            )
        lines.append(Line(text, "⚠️"))
    if len(clashes) > MOST_CLASHES:
        more = staff_n("And {count} more.", "And {count} more.", count=len(clashes) - MOST_CLASHES)
        lines.append(Line(more, "⚠️"))
    return lines


def who_line(participants: Sequence[Participant]) -> Line:
    """For whom it is."""
    names = Several(tuple(participant.person.name for participant in participants))
    return Line(staff("For: {names}", names=names), "👤")


def waiting_lines(participants: Sequence[Participant]) -> list[Line]:
    """Who will not be told yet, because onboarding is not finished or they paused, and who not at all."""
    lines = []
    for participant in participants:
        name = participant.person.name
        match participant.status:
            case ParticipantStatus.INVITED:
                lines.append(Line(staff("{name} is not in yet, and is told after that.", name=name), "⏳"))
            case ParticipantStatus.PAUSED:
                lines.append(Line(staff("{name} has a pause, and is told when it ends.", name=name), "⏸"))
            case ParticipantStatus.WITHDRAWN:
                lines.append(Line(staff("{name} has stopped all messages, and is not told.", name=name), "⏹"))
    return lines


def draft_message(
    draft: Draft,
    appointment: Appointment,
    participants: Sequence[Participant],
    *,
    version: int,
    now: datetime,
    remarks: Sequence[Line] = (),
    clashes: Sequence[ParticipantClash] = (),
) -> Message:
    """The draft read back, what is missing, what is doubtful, and the buttons."""
    zone = appointment.timezone
    lines = [Line(kind_name(appointment), pictogram(appointment), strong=True)]
    if participants:
        lines.append(who_line(participants))
    lines += _time_lines(draft)
    lines += repeat_line(appointment)
    if draft.place_id is not None or draft.place_text:
        lines += place_lines(appointment)
    lines += staff_detail_lines(appointment)
    lines += waiting_lines(participants)
    wrong = time_problem(draft, zone, now)
    warnings = [*remarks, *([Line(wrong, "⚠️")] if wrong else []), *clash_lines(clashes, zone)]
    lines += warnings
    gaps = missing(draft)
    lines += [Line(MISSING[gap], "❓", strong=True) for gap in gaps]
    savable = can_be_saved(draft, zone, now)
    return message(*lines, buttons=_rows(draft, version, savable=savable, warned=bool(clashes)))


def _time_lines(draft: Draft) -> list[Line]:
    if draft.start is not None:
        length = staff_n("It takes {count} minute.", "It takes {count} minutes.", count=draft.length_minutes)
        return [Line(when(draft.start), "📅", strong=True), Line(length, "⏳")]
    if draft.day is not None:
        return [Line(say("{day}", day=Day(draft.day)), "📅")]
    if draft.clock is not None:
        return [Line(say("{time}", time=At(draft.clock)), "🕙")]
    return []


def _rows(draft: Draft, version: int, *, savable: bool, warned: bool) -> tuple[tuple[Button, ...], ...]:
    rows: list[tuple[Button, ...]] = []
    if savable:
        save = staff("Save anyway") if warned else staff("Save and tell them")
        rows.append((Button(save, payload("as", "save", version, draft.token or 0), icon="✅"),))
        if draft.occurrence_id is None:
            rows.append((Button(staff("What they will read"), payload("as", "look"), icon="👁"),))
    day = Button(staff("Day"), payload("as", "day"), icon="📅")
    clock = Button(staff("Time"), payload("as", "time"), icon="🕙")
    place = Button(staff("Place"), payload("as", "place"), icon="📍")
    if draft.occurrence_id is None:
        rows.append((Button(staff("Who"), payload("as", "who"), icon="👤"), day))
        rows.append((clock, place))
        rows.append(
            (
                Button(staff("Kind"), payload("as", "kind"), icon="🏷"),
                Button(staff("More"), payload("as", "more"), icon="➕"),
            ),
        )
    else:
        rows.append((day, clock))
        rows.append((place,))
    last = [Button(staff("Throw away"), payload("as", "away"), icon="🗑")]
    if draft.line is not None:
        last.insert(0, Button(staff("It is a note"), payload("as", "note"), icon="📝"))
    return (*rows, tuple(last))
