"""What a specialist's day holds, asked for when the message is sent."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from conversations.appointments.venue_time import resolve, to_local
from conversations.checklists import service
from conversations.checklists.nudges import is_ignored
from conversations.contact.working_days import is_working_day
from storage.models import ChecklistItemRow, Occurrence, Participant, Programme, Task
from storage.unit_of_work import UnitOfWork

MOST_TASKS = 200
"""Tasks due that are looked at; far more than anybody has."""

_DAY = timedelta(days=1)
_MIDNIGHT = time(0)


@dataclass(frozen=True)
class Morning:
    """One specialist's day in one programme.

    Attributes:
        people: the specialist's participants in the programme, by id.
        appointments: those of today that are still to come, by time.
        due: the tasks to look at today, the first due first.
        ticked: how many items each participant ticked since the last working day began.
        left_alone: what somebody let pass twice, to be asked about by a person.
    """

    people: Mapping[int, Participant]
    appointments: Sequence[Occurrence]
    due: Sequence[Task]
    ticked: Mapping[int, int]
    left_alone: Sequence[tuple[Participant, ChecklistItemRow]]

    def due_of(self, kinds: Collection[str]) -> list[Task]:
        """The due tasks of these kinds."""
        return [task for task in self.due if task.kind in kinds]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say."""
        return not (self.appointments or self.due or self.ticked or self.left_alone)


async def gather(store: UnitOfWork, specialist_id: int, programme: Programme, now: datetime) -> Morning:
    """The day as it is now (UTC).

    Args:
        store: the system's.
        specialist_id: whose day.
        programme: what is of another programme is left to that one's message.
        now: UTC.
    """
    zone = programme.timezone
    today = to_local(now, zone).date()
    midnight = _beginning(today + _DAY, zone)
    people = {
        one.id: one for one in await store.participants.of_specialist(specialist_id) if one.programme_id == programme.id
    }
    tasks = await store.tasks.open_of(specialist_id, MOST_TASKS, before=midnight)
    ticked = await store.checklists.done_since(specialist_id, _beginning(_last_working_day(today), zone))
    return Morning(
        people=people,
        appointments=[
            row
            for row in await store.appointments.agenda(specialist_id, now, midnight)
            if row.appointment.programme_id == programme.id
        ],
        due=[task for task in tasks if task.programme_id == programme.id],
        ticked={one: ticked[one] for one in sorted(ticked) if one in people},
        left_alone=await _left_alone(store, people, today),
    )


def _beginning(day: date, zone: str) -> datetime:
    return resolve(datetime.combine(day, _MIDNIGHT), zone).utc


def _last_working_day(today: date) -> date:
    day = today - _DAY
    while not is_working_day(day):
        day -= _DAY
    return day


async def _left_alone(
    store: UnitOfWork, people: Mapping[int, Participant], today: date
) -> list[tuple[Participant, ChecklistItemRow]]:
    """What somebody let pass twice, said on the morning after the second time and not again."""
    found = []
    for participant in people.values():
        for row in await store.checklists.of_participant(participant.id):
            for item in service.visible_items(row) if row.put_away_at is None else ():
                if not is_ignored(item) or item.nudged_at is None:
                    continue
                day = service.today_of(participant, item.nudged_at)
                if _last_working_day(today) <= day < today:
                    found.append((participant, item))
    return found
