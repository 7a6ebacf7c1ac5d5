"""The morning message written out: a few lines a subject, and everything in it one tap away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from conversations.appointments.facts import kind_name, pictogram, start_of
from conversations.checklists import service
from conversations.home.menu import home_row
from conversations.morning.gathering import Morning
from conversations.press import payload
from conversations.tasks.kinds import SILENCE
from locales.message import Button, Line, Message, message
from locales.text import At, Several, staff, staff_n, unpack_text
from storage.models import Occurrence, Participant, Task

_SHOWN = 8
_TASKS_SHOWN = 3
_CARDS = 6
"""Participants whose cards are one tap away; with the four lists that is as much as fits one screen."""

_IN_A_ROW = 2
_PROMISE = "promise"


def morning_message(morning: Morning, more: Sequence[Line] = ()) -> Message | None:
    """The message; None when there is nothing to say.

    Args:
        morning: the day.
        more: further lines, for whoever coordinates the programme too.
    """
    if morning.is_empty and not more:
        return None
    names = [
        Button(staff("{name}", name=one.person.name), payload("pp", "card", one.id), icon="👤")
        for one in islice(_mentioned(morning), _CARDS)
    ]
    return message(
        Line(staff("Good morning. This is today."), "☀️", strong=True),
        *_appointments(morning),
        *_tasks(morning),
        *_promises(morning),
        *_silent(morning),
        *_ticks(morning),
        *_left_alone(morning),
        *more,
        buttons=(
            *(tuple(names[start : start + _IN_A_ROW]) for start in range(0, len(names), _IN_A_ROW)),
            (
                Button(staff("Next days"), payload("ag", "list"), icon="📅"),
                Button(staff("My participants"), payload("pp", "list"), icon="👥"),
            ),
            (Button(staff("Tasks for today"), payload("tk", "list", "today", 1), icon="📌"), *home_row()),
        ),
    )


def _mentioned(morning: Morning) -> Iterator[Participant]:
    """The specialist's own participants of whom the message speaks, in its order, each once."""
    ids: dict[int | None, None] = {}
    for row in morning.appointments:
        ids.update(dict.fromkeys(attendee.participant_id for attendee in row.appointment.attendees))
    ids.update(dict.fromkeys(task.participant_id for task in morning.due))
    ids.update(dict.fromkeys(morning.ticked))
    ids.update(dict.fromkeys(participant.id for participant, _ in morning.left_alone))
    return (morning.people[one] for one in ids if one is not None and one in morning.people)


def _names(row: Occurrence, people: Mapping[int, Participant]) -> tuple[str, ...]:
    return tuple(
        attendee.participant.person.name for attendee in row.appointment.attendees if attendee.participant_id in people
    )


def _appointments(morning: Morning) -> list[Line]:
    coming = morning.appointments
    if not coming:
        return []
    text = staff_n("{count} appointment today", "{count} appointments today", count=len(coming))
    lines = [Line(text, "📅")]
    for row in coming[:_SHOWN]:
        at = At(start_of(row.appointment, row).time())
        kind, names = kind_name(row.appointment), _names(row, morning.people)
        if names:
            text = staff("{time}: {kind}, {names}", time=at, kind=kind, names=Several(names))
        else:
            text = staff("{time}: {kind}", time=at, kind=kind)
        lines.append(Line(text, pictogram(row.appointment)))
    return lines


def _tasks(morning: Morning) -> list[Line]:
    """How many there are, and what the first are about; promises and silence have lines of their own."""
    due = morning.due
    if not due:
        return []
    told = [task for task in due if task.kind not in (_PROMISE, SILENCE)]
    return [
        Line(staff_n("{count} task waits for you.", "{count} tasks wait for you.", count=len(due)), "📌"),
        *(_text(task, "•") for task in told[:_TASKS_SHOWN]),
    ]


def _promises(morning: Morning) -> list[Line]:
    return [_text(task, "🤝") for task in morning.due_of((_PROMISE,))[:_TASKS_SHOWN]]


def _text(task: Task, icon: str) -> Line:
    return Line(unpack_text(task.text), icon)


def _silent(morning: Morning) -> list[Line]:
    """Whom nobody has been in contact with for long; it is about us, and a hello is enough."""
    ids = dict.fromkeys(task.participant_id for task in morning.due_of((SILENCE,)))
    names = tuple(morning.people[one].person.name for one in ids if one is not None and one in morning.people)
    if not names:
        return []
    return [Line(staff("A hello would be good: {names}", names=Several(names[:_SHOWN])), "💬")]


def _ticks(morning: Morning) -> list[Line]:
    lines = []
    for participant_id, count in morning.ticked.items():
        name = morning.people[participant_id].person.name
        text = staff_n("{name} has ticked {count} item.", "{name} has ticked {count} items.", count=count, name=name)
        lines.append(Line(text, "✅"))
    return lines[:_SHOWN]


def _left_alone(morning: Morning) -> list[Line]:
    lines = []
    for participant, item in morning.left_alone[:_SHOWN]:
        thing = service.line_of(item, participant.specialist.name)
        text = staff("Ask {name} about this some time: {thing}", name=participant.person.name, thing=thing)
        lines.append(Line(text, "💬"))
    return lines
