"""What a specialist sees of appointments: the days that come, and one of them with its answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from conversations import phrases
from conversations.appointments.draft_card import waiting_lines
from conversations.appointments.facts import (
    kind_name,
    pictogram,
    place_lines,
    place_name,
    repeat_line,
    start_of,
    when,
)
from conversations.appointments.planning import SUBJECT
from conversations.appointments.staff_facts import staff_detail_lines
from conversations.appointments.venue_time import resolve, to_local
from conversations.packs.contents import NAMES, pack_kind
from conversations.press import payload
from conversations.turn import Turn
from locales.message import Button, Line, message
from locales.text import At, Day, Several, Text, Words, say, staff, staff_n
from storage.models import Answer, Appointment, Attendee, Occurrence, Role

DAYS_SHOWN = 7
MOST_SHOWN = 12
FARTHEST_DAY = 730

Answers = Mapping[tuple[int, int], Answer]


def answer_text(answer: Answer | None) -> tuple[Text, str]:
    """What somebody said, in words and as a pictogram; no answer is no mark against anybody."""
    if answer is None:
        return staff("no answer yet"), "⚪"
    match answer.answer:
        case "coming":
            return staff("is coming"), "✅"
        case "late":
            return staff_n("{count} minute late", "{count} minutes late", count=answer.late_minutes or 0), "⏰"
        case _:
            return staff("cannot come"), "✋"


async def note_change(turn: Turn, action: str, appointment: Appointment, occurrence: Occurrence | None = None) -> None:
    """A line in the audit for each participant whom the specialist's act is about."""
    subject, subject_id = ("occurrence", occurrence.id) if occurrence else ("appointment", appointment.id)
    for attendee in appointment.attendees:
        await turn.store.audit.note(
            action,
            turn.now,
            participant_id=attendee.participant_id,
            subject=subject,
            subject_id=subject_id,
        )


async def show_agenda(turn: Turn, offset: int = 0, skip: int = 0) -> None:
    """The specialist's appointments of seven days, day by day, with the answers so far.

    Args:
        turn: the specialist's.
        offset: how many days from today it begins.
        skip: how many appointments of these days were shown before.
    """
    zone = turn.programmes(Role.SPECIALIST)[0].timezone
    today = to_local(turn.now, zone).replace(hour=0, minute=0, second=0, microsecond=0)
    offset, skip = max(0, min(offset, FARTHEST_DAY)), max(0, skip)
    start = resolve(today + timedelta(days=offset), zone).utc
    end = resolve(today + timedelta(days=offset + DAYS_SHOWN), zone).utc
    found = (await turn.store.appointments.agenda(turn.me.id, start, end))[skip:]
    rows = found[:MOST_SHOWN]
    answers = await turn.store.appointments.answers([row.id for row in rows])
    mine = await _mine(turn)
    lines = [
        Line(
            staff("From {first} to {last}", first=_day(today, offset), last=_day(today, offset + DAYS_SHOWN - 1)),
            "📅",
            strong=True,
        ),
    ]
    if not rows:
        lines.append(Line(staff("Nothing is planned in these days.")))
    day = None
    for occurrence in rows:
        local = start_of(occurrence.appointment, occurrence)
        if local.date() != day:
            day = local.date()
            lines.append(Line(say("{day}", day=Day(day)), strong=True, gap=True))
        lines.append(_agenda_line(occurrence))
        lines += _answer_lines(occurrence, answers, mine)
    buttons = [
        (
            Button(
                staff(
                    "{day} {time} {kind}",
                    day=Day(start_of(row.appointment, row).date()),
                    time=At(start_of(row.appointment, row).time()),
                    kind=kind_name(row.appointment),
                ),
                payload("ag", "show", row.id),
                icon=pictogram(row.appointment),
            ),
        )
        for row in rows
    ]
    if len(found) > MOST_SHOWN:
        more = staff("More in these days")
        buttons.append((Button(more, payload("ag", "list", offset, skip + MOST_SHOWN), icon="⬇️"),))
    pages = [Button(staff("Later days"), payload("ag", "list", offset + DAYS_SHOWN), icon="➡️")]
    if offset:
        pages.insert(0, Button(staff("Earlier days"), payload("ag", "list", max(0, offset - DAYS_SHOWN)), icon="⬅️"))
    home = (Button(staff("Menu"), payload("h", "home"), icon="🏠"),)
    await turn.show(message(*lines, buttons=(*buttons, tuple(pages), home)))


def _day(today: datetime, offset: int) -> Day:
    return Day((today + timedelta(days=offset)).date())


def _agenda_line(occurrence: Occurrence) -> Line:
    appointment = occurrence.appointment
    return Line(
        staff(
            "{time} {kind}, {place}",
            time=At(start_of(appointment, occurrence).time()),
            kind=kind_name(appointment),
            place=place_name(appointment, occurrence),
        ),
        pictogram(appointment),
    )


async def _mine(turn: Turn) -> set[int]:
    """The participants the specialist helps now; others in a group are counted and not named."""
    return {participant.id for participant in await turn.store.participants.of_specialist(turn.me.id)}


def _named(appointment: Appointment, mine: set[int]) -> list[Attendee]:
    return [attendee for attendee in appointment.attendees if attendee.participant_id in mine]


def _others_line(appointment: Appointment, mine: set[int]) -> list[Line]:
    others = len(appointment.attendees) - len(_named(appointment, mine))
    if not others:
        return []
    return [Line(staff_n("And {count} other person", "And {count} other people", count=others), "👥")]


def _answer_lines(occurrence: Occurrence, answers: Answers, mine: set[int]) -> list[Line]:
    lines = []
    for attendee in _named(occurrence.appointment, mine):
        text, icon = answer_text(answers.get((occurrence.id, attendee.participant_id)))
        lines.append(Line(staff("{name}: {answer}", name=attendee.participant.person.name, answer=text), icon))
    return [*lines, *_others_line(occurrence.appointment, mine)]


async def show_occurrence(turn: Turn, occurrence_id: int, *, said: Line | None = None) -> None:
    """One occurrence as the specialist sees it, with what can be done about it."""
    occurrence = await turn.store.appointments.occurrence(occurrence_id)
    if occurrence is None:
        turn.toast(phrases.changed())
        await show_agenda(turn)
        return
    appointment = occurrence.appointment
    mine = await _mine(turn)
    named = _named(appointment, mine)
    gone = occurrence.cancelled_at or appointment.cancelled_at
    kind = kind_name(appointment)
    names = Several(tuple(attendee.participant.person.name for attendee in named))
    lines = [
        *([said] if said else []),
        Line(
            staff("Cancelled: {kind}", kind=kind) if gone else kind,
            "❌" if gone else pictogram(appointment),
            strong=True,
        ),
        *([Line(staff("For: {names}", names=names), "👤")] if named else []),
        *([] if named and not gone else _others_line(appointment, mine)),
        Line(when(start_of(appointment, occurrence)), "📅", strong=True),
    ]
    if not gone:
        answers = await turn.store.appointments.answers([occurrence.id])
        lines += [*repeat_line(appointment), *place_lines(appointment, occurrence), *staff_detail_lines(appointment)]
        lines += _answer_lines(occurrence, answers, mine) if named else []
        lines += await _reminder_lines(turn, occurrence, named)
        lines += await _goal_lines(turn, named)
    rows: list[tuple[Button, ...]] = []
    if not gone and occurrence.ends_at > turn.now and appointment.specialist_id == turn.me.id:
        rows.append(
            (
                Button(staff("Move"), payload("as", "move", occurrence.id), icon="🔄"),
                Button(staff("Cancel it"), payload("ag", "drop", occurrence.id, occurrence.version), icon="❌"),
            ),
        )
        kind_of_pack = pack_kind(appointment)
        if kind_of_pack is not None:
            rows.append((Button(NAMES[kind_of_pack], payload("pa", "open", occurrence.id), icon="🎒"),))
    rows += [
        (_person_button(attendee.participant_id, attendee.participant.person.name),) for attendee in named[:MOST_SHOWN]
    ]
    if len(named) == 1:
        about = staff("About {name}", name=named[0].participant.person.name)
        rows.append((Button(about, payload("ck", "about", named[0].participant_id), icon="🙋"),))
    rows.append(
        (
            Button(staff("Next days"), payload("ag", "list"), icon="📅"),
            Button(staff("Menu"), payload("h", "home"), icon="🏠"),
        ),
    )
    await turn.show(message(*lines, buttons=tuple(rows)))


async def _goal_lines(turn: Turn, named: Sequence[Attendee]) -> list[Line]:
    """What the one person wants, in their own words: good to have read before a meeting."""
    if len(named) != 1:
        return []
    goal = (await turn.store.own_words.of_participant(named[0].participant_id)).get("goal")
    if goal is None or not goal.words:
        return []
    return [Line(staff("Goal, in own words: {goal}", goal=Words({goal.language: goal.words})), "⭐", gap=True)]


async def _reminder_lines(turn: Turn, occurrence: Occurrence, named: Sequence[Attendee]) -> list[Line]:
    """When each of them is told what still waits; those who are told at the same times stand together."""
    zone = occurrence.appointment.timezone
    times: dict[int, list[datetime]] = {}
    for delivery in await turn.store.appointments.waiting(occurrence.id, SUBJECT):
        times.setdefault(delivery.person_id or 0, []).append(max(delivery.due, turn.now))
    together: dict[tuple[datetime, ...], list[str]] = {}
    for attendee in named:
        participant = attendee.participant
        if participant.person_id in times:
            together.setdefault(tuple(times[participant.person_id]), []).append(participant.person.name)
    lines = [
        Line(
            staff(
                "Messages to {names}: {times}",
                names=Several(tuple(names)),
                times=Several(tuple(_moment(due, turn.now, zone) for due in dues)),
            ),
            "🔔",
        )
        for dues, names in together.items()
    ]
    silent = [attendee.participant for attendee in named if attendee.participant.person_id not in times]
    return lines + (waiting_lines(silent) if occurrence.starts_at > turn.now else [])


def _moment(due: datetime, now: datetime, zone: str) -> Text:
    if due <= now:
        return staff("now")
    local = to_local(due, zone)
    return staff("{day} at {time}", day=Day(local.date()), time=At(local.time()))


def _person_button(participant_id: int, name: str) -> Button:
    return Button(staff("{name}", name=name), payload("pp", "card", participant_id), icon="👤")
