"""The morning's look for who may be forgotten, and taking back what is settled.

A task says what *we* have not done. It closes by itself when there is contact, when something is planned, and when
somebody has a pause or stops: paused people are left in peace.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from conversations.appointments.venue_time import to_local
from conversations.care.rules import INVITED_FOR, RESTS_FOR, ahead_of, silent_before
from conversations.consent.service import responsible
from conversations.contact.working_days import is_working_day
from conversations.programme_settings import ProgrammeSettings
from conversations.tasks.kinds import CARE, GAP, INVITED, SILENCE
from conversations.tasks.service import raise_task
from locales.text import Day, Text, staff, staff_n
from storage.models import Participant, Programme, Task
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Forgotten:
    """A participant somebody should think of: of which kind, named by which day, and what is said of it."""

    participant: Participant
    kind: str
    day: date
    text: Text


async def notice_forgotten(store: UnitOfWork, now: datetime) -> None:
    """Raises the tasks of the day, once a working day of each programme, in its working hours."""
    for programme in await store.programmes.everyone():
        local = to_local(now, programme.timezone)
        settings = ProgrammeSettings.read(programme.settings)
        if not is_working_day(local.date()) or not settings.work_from <= local.time() < settings.work_to:
            continue
        done = await store.rounds.today(f"care:{programme.id}", local.date())
        if done.finished:
            continue
        rests = await store.care.settled_by_hand(
            (SILENCE, GAP), silent_before(local.date(), RESTS_FOR, programme.timezone)
        )
        for one in await forgotten(store, programme, now):
            if (one.participant.id, one.kind) not in rests:
                await _raise(store, one, now)
        done.finished = True


async def _raise(store: UnitOfWork, one: Forgotten, now: datetime) -> None:
    participant = one.participant
    await raise_task(
        store,
        key=f"{one.kind}:{participant.id}:{one.day}",
        programme_id=participant.programme_id,
        assignee_id=await responsible(store, participant),
        participant_id=participant.id,
        kind=one.kind,
        text=one.text,
        due_at=now,
        now=now,
        unless_open=f"{one.kind}:{participant.id}:",
    )


async def forgotten(
    store: UnitOfWork, programme: Programme, now: datetime, among: Collection[int] | None = None
) -> Sequence[Forgotten]:
    """Who may be forgotten in this programme today; with `among` only of these participants."""
    zone = programme.timezone
    today = to_local(now, zone).date()
    settings = ProgrammeSettings.read(programme.settings)
    found = []
    for one in await store.care.silent(programme.id, silent_before(today, settings.silence_days, zone), among):
        since = Day(to_local(one.last_contact_at or one.agreed_at or one.created_at, zone).date())
        text = staff("{name}: no contact since {day}. A short hello?", name=one.person.name, day=since)
        found.append(Forgotten(one, SILENCE, today, text))
    for one in await store.care.unplanned(programme.id, ahead_of(now, today, settings, zone), among):
        text = staff_n(
            "We have planned nothing with {name} for the next {count} day. What comes next?",
            "We have planned nothing with {name} for the next {count} days. What comes next?",
            count=settings.gap_days,
            name=one.person.name,
        )
        found.append(Forgotten(one, GAP, today, text))
    for one, invited_at in await store.care.not_in(programme.id, silent_before(today, INVITED_FOR, zone), among):
        day = to_local(invited_at, zone).date()
        text = staff(
            "{name} was invited on {day} and is not in yet. Can we help with the link?",
            name=one.person.name,
            day=Day(day),
        )
        found.append(Forgotten(one, INVITED, day, text))
    return found


async def settle(store: UnitOfWork, now: datetime) -> None:
    """Closes the tasks whose cause has gone, whatever feature it was that settled it."""
    by_programme: dict[int, list[Task]] = {}
    for task in await store.care.open_tasks(CARE):
        by_programme.setdefault(task.programme_id, []).append(task)
    for programme_id, tasks in by_programme.items():
        programme = await store.programmes.get(programme_id)
        if programme is None:
            continue
        among = {task.participant_id for task in tasks if task.participant_id is not None}
        standing = {(one.participant.id, one.kind) for one in await forgotten(store, programme, now, among)}
        for task in tasks:
            if (task.participant_id, task.kind) not in standing:
                await store.tasks.close_keyed(task.key, now)
