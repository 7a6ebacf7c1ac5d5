"""The rules of the log, without any dialogue, and the log as a file in Norwegian."""

from __future__ import annotations

from datetime import date, datetime

from conversations.appointments.venue_time import to_local
from conversations.reflections.headings import HEADINGS, STEPS, said_under
from locales.languages import NORWEGIAN
from locales.render import write
from locales.text import Day, staff
from storage.models import Reflection, Role
from storage.unit_of_work import UnitOfWork

LOG = "reflections"

LONGEST = 1800
"""UTF-16 units under one heading."""


async def add(store: UnitOfWork, author_id: int, *, on: date, situation: str, now: datetime) -> Reflection:
    """Keeps an entry in the author's own log. The audit trail knows that there is one more, and not which.

    Args:
        store: any unit of work of the transaction; the entry is the author's, whoever calls.
        author_id: the person whose log it is.
        on: the day it is about, in their programme's zone.
        situation: their words, cleaned; all of a message where one message is all there is.
        now: UTC; it is not kept with the entry.
    """
    own = store.acting(author_id)
    reflection = Reflection(author_id=author_id, on=on, situation=situation)
    await own.reflections.add(reflection)
    await own.audit.note("reflection.added", now)
    return reflection


async def zone_of(store: UnitOfWork, person_id: int) -> str | None:
    """The zone of the first programme in which the person is a specialist; None when there is none any more."""
    person = await store.people.with_memberships(person_id)
    mine = [one for one in person.memberships if one.active and one.role == Role.SPECIALIST]
    return mine[0].programme.timezone if mine else None


async def reflections_file(store: UnitOfWork, person_id: int, now: datetime) -> tuple[str, str] | None:
    """The file's name and text, in Norwegian, of this very person's log; None when they are no specialist now."""
    zone = await zone_of(store, person_id)
    if zone is None:
        return None
    today = Day(to_local(now, zone).date())
    lines = [write(staff("My reflective log, {day}", day=today), NORWEGIAN), ""]
    for entry in await store.acting(person_id).reflections.newest():
        lines += _entry(entry)
    return "refleksjonslogg.txt", "\n".join(lines)


def _entry(entry: Reflection) -> list[str]:
    lines = [write(staff("{day}", day=Day(entry.on)), NORWEGIAN)]
    if entry.step in STEPS:
        lines.append(write(staff("Step {number}: {name}", number=entry.step, name=STEPS[entry.step]), NORWEGIAN))
    for field, heading in HEADINGS.items():
        words = said_under(entry, field)
        if words:
            lines += [write(heading.name, NORWEGIAN), words]
    return [*lines, ""]
