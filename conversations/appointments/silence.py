"""No answer by the morning becomes a task: somebody should ask how things are. Never a mark against anybody."""

from __future__ import annotations

from datetime import datetime, timedelta

from conversations.appointments.facts import kind_name, start_of, when
from conversations.appointments.planning import SUBJECT
from conversations.appointments.venue_time import to_local
from conversations.programme_settings import ProgrammeSettings
from conversations.tasks.service import raise_task
from locales.text import staff
from storage.models import Occurrence
from storage.unit_of_work import UnitOfWork

LOOK_AHEAD = timedelta(hours=24)
AT_LEAST_BEFORE = timedelta(hours=1)

_CAUSE = "silent"


async def notice_silence(store: UnitOfWork, now: datetime) -> None:
    """Raises a task for each participant who was told of an appointment today and has not answered.

    It waits for the staff's working day at the venue, or until an hour before an earlier start. Run again and again
    by the housekeeping; a task is raised once.
    """
    for occurrence, participant in await store.appointments.unanswered(now, now + LOOK_AHEAD):
        if not _morning_has_come(occurrence, now):
            continue
        if participant.person_id not in await store.deliveries.heard_of(SUBJECT, occurrence.id):
            continue
        appointment = occurrence.appointment
        await raise_task(
            store,
            key=f"{_CAUSE}:{occurrence.id}:{participant.id}:{occurrence.version}",
            programme_id=appointment.programme_id,
            assignee_id=participant.specialist_id,
            participant_id=participant.id,
            kind="no_answer",
            text=staff(
                "No answer yet from {name}. {kind}: {when}. A short call may help.",
                name=participant.person.name,
                kind=kind_name(appointment),
                when=when(start_of(appointment, occurrence)),
            ),
            due_at=now,
            now=now,
        )


async def let_go(store: UnitOfWork, now: datetime) -> None:
    """Closes the tasks of appointments that are over: whether it took place, the people who were there know."""
    by_occurrence: dict[int, list[str]] = {}
    for task in await store.tasks.open_keyed(_CAUSE):
        by_occurrence.setdefault(int(task.key.split(":")[1]), []).append(task.key)
    for occurrence_id in await store.care.over(by_occurrence.keys(), now) if by_occurrence else ():
        for key in by_occurrence[occurrence_id]:
            await store.tasks.close_keyed(key, now)


def _morning_has_come(occurrence: Occurrence, now: datetime) -> bool:
    appointment = occurrence.appointment
    local = to_local(now, appointment.timezone)
    if local.date() != start_of(appointment, occurrence).date():
        return False
    settings = ProgrammeSettings.read(appointment.programme.settings)
    return local.time() >= settings.work_from or occurrence.starts_at - AT_LEAST_BEFORE <= now
