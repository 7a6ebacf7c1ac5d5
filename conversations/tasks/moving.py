"""Tasks going from one hand to another, so that none is lost: offered, taken, moved with a participant, inherited."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from conversations.consent.service import responsible
from storage.models import Person, Role, Task, TaskOffer
from storage.unit_of_work import UnitOfWork


async def colleagues(store: UnitOfWork, task: Task, person_id: int) -> Sequence[Person]:
    """Whom somebody may ask to take a task: the others on the staff of its programme, by the alphabet."""
    found: dict[int, Person] = {}
    for role in (Role.SPECIALIST, Role.COORDINATOR):
        for membership in await store.people.staff_of(task.programme_id, role):
            found[membership.person_id] = membership.person
    found.pop(person_id, None)
    return sorted(found.values(), key=lambda person: person.name.casefold())


async def take(store: UnitOfWork, offer: TaskOffer, now: datetime) -> None:
    """The task is the taker's from now on. The offer must be loaded with its task."""
    offer.task.assignee_id = offer.taker_id
    offer.taken_at = now
    await store.flush()


async def give(store: UnitOfWork, task: Task, taker_id: int, now: datetime) -> None:
    """Moves a task at once, without asking; whoever gets it sees who had it before."""
    giver_id = task.assignee_id
    if giver_id == taker_id:
        return
    system = store.as_system()
    await system.task_offers.offer(task.id, giver_id, taker_id, now, taken_at=now)
    task.assignee_id = taker_id
    await system.flush()


async def move_tasks(store: UnitOfWork, participant_id: int, *, giver_id: int, taker_id: int, now: datetime) -> int:
    """Gives the open tasks about a participant to the new specialist; says how many. For handing a participant over.

    What a third colleague has taken on stays with them.
    """
    tasks = await store.as_system().tasks.about(participant_id, giver_id)
    for task in tasks:
        await give(store, task, taker_id, now)
    return len(tasks)


async def keep_held(store: UnitOfWork, now: datetime) -> None:
    """Finds hands for the tasks of people who have left; run again and again by the housekeeping.

    They go to the participant's specialist of now, or to a coordinator. Offers to people who have left end.
    """
    for task in await store.tasks.left_behind():
        heir = await _heir(store, task)
        if heir is not None:
            await give(store, task, heir, now)
    await store.task_offers.drop_of_leavers()


async def _heir(store: UnitOfWork, task: Task) -> int | None:
    participant = await store.participants.get(task.participant_id) if task.participant_id is not None else None
    if participant is not None:
        heir = await responsible(store, participant)
        return heir if heir != task.assignee_id else None
    coordinators = await store.people.staff_of(task.programme_id, Role.COORDINATOR)
    return coordinators[0].person_id if coordinators else None
