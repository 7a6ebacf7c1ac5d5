"""Which participants have waited for an answer for longer than two working days: who and how long, never what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from conversations.appointments.venue_time import to_local
from conversations.contact.keeping import WAITS
from conversations.contact.words import age, moment
from conversations.contact.working_days import working_days_later
from conversations.programme_settings import ProgrammeSettings
from locales.message import Line
from locales.text import Text, staff, staff_n
from storage.models import Participant, ParticipantStatus, Programme, Task
from storage.unit_of_work import UnitOfWork

WORKING_DAYS = 2
"""A coordinator sees what has waited for longer."""


@dataclass(frozen=True)
class Waiting:
    """A participant who waits.

    Attributes:
        participant: loaded with person, specialist and programme.
        since: of the oldest of it, UTC.
        messages: how many of hers wait for an answer.
        call: whether she asked to be called.
        tasks: the open tasks of it, whoever has them; none where somebody forgot to leave one open.
    """

    participant: Participant
    since: datetime
    messages: int
    call: bool
    tasks: tuple[Task, ...]

    @property
    def holders(self) -> set[int]:
        """The people on whose lists it is."""
        return {task.assignee_id for task in self.tasks} or {self.participant.specialist_id}


def is_long(since: datetime, now: datetime, programme: Programme) -> bool:
    """Whether more than two working days of the programme have passed; both moments in UTC."""
    settings = ProgrammeSettings.read(programme.settings)
    zone = programme.timezone
    end = working_days_later(to_local(since, zone), WORKING_DAYS, settings.work_from, settings.work_to)
    return to_local(now, zone) > end


async def long_waiting(store: UnitOfWork, programme: Programme, now: datetime) -> list[Waiting]:
    """Who has waited too long in this programme, the longest first; withdrawn participants wait for nothing here."""
    tasks: dict[int, list[Task]] = {}
    for task in await store.tasks.waiting(programme.id, WAITS):
        if task.participant_id is not None:
            tasks.setdefault(task.participant_id, []).append(task)
    unanswered = {one.participant_id: one for one in await store.talk.unanswered(programme.id)}
    if not tasks and not unanswered:
        return []
    found = []
    for participant in await store.participants.of_programme(programme.id):
        own, said = tuple(tasks.get(participant.id, ())), unanswered.get(participant.id)
        since = min([task.created_at for task in own] + ([said.since] if said else []), default=None)
        if since is None or participant.status == ParticipantStatus.WITHDRAWN or not is_long(since, now, programme):
            continue
        talk = any(task.kind == "talk" for task in own)
        call = any(task.kind == "call" for task in own)
        found.append(Waiting(participant, since, said.count if said else int(talk), call, own))
    return sorted(found, key=lambda one: (one.since, one.participant.id))


def sum_up(waiting: Iterable[Waiting], now: datetime) -> list[Line]:
    """How much waits, and how long the oldest of it; no line where nothing does."""
    everyone = list(waiting)
    if not everyone:
        return []
    messages, calls = sum(one.messages for one in everyone), sum(one.call for one in everyone)
    lines = []
    if messages:
        text = staff_n("{count} message waits for an answer.", "{count} messages wait for an answer.", count=messages)
        lines.append(Line(text, "💬"))
    if calls:
        text = staff_n("{count} participant waits for a call.", "{count} participants wait for a call.", count=calls)
        lines.append(Line(text, "📞"))
    days = (now - min(one.since for one in everyone)).days
    text = staff_n("The oldest has waited for {count} day.", "The oldest has waited for {count} days.", count=days)
    return [*lines, Line(text, "⏳")]


def line_of(one: Waiting) -> Text:
    """Who waits since when, and with how many messages."""
    name, since = one.participant.person.name, moment(one.since, one.participant.programme.timezone)
    if not one.messages:
        return staff("{name} has waited for a call since {day} at {time}.", name=name, **since)
    return staff_n(
        "{name}: {count} message, since {day} at {time}",
        "{name}: {count} messages, since {day} at {time}",
        count=one.messages,
        name=name,
        **since,
    )


def details(one: Waiting, now: datetime) -> list[Line]:
    """All that a coordinator learns of one participant who waits."""
    lines = [Line(line_of(one), "💬" if one.messages else "📞", strong=True)]
    if one.messages and one.call:
        lines.append(Line(staff("{name} wants a call, too.", name=one.participant.person.name), "📞"))
    return [*lines, Line(age(one.since, now), "⏳")]
