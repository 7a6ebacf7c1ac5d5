"""A specialist's list of tasks, and what a coordinator sees of messages that may not have arrived."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from conversations.appointments.venue_time import resolve
from conversations.contact.keeping import answered_elsewhere
from conversations.contact.working_days import working_day_after
from conversations.part import Audience, Part
from conversations.people.contact_dates import note_contact
from conversations.people.own import object_id
from conversations.press import BadPressError, Press
from conversations.programme_settings import ProgrammeSettings
from conversations.tasks.card import show_task
from conversations.tasks.kinds import ABOUT_CONTACT
from conversations.tasks.listing import View, programme_of, show_list
from conversations.tasks.service import close_tasks
from conversations.tasks.trouble import show_trouble
from conversations.turn import Turn
from locales.text import Day, staff
from storage.models import Programme, Task, TaskState

part = Part("tk", Audience.STAFF)


@part.command("tasks")
async def list_tasks(turn: Turn) -> None:
    """As the button."""
    await show_list(turn)


@part.button("list")
async def list_pressed(turn: Turn, press: Press) -> None:
    """The open tasks, the one due first first."""
    await show_list(turn, View.read(press, 0))


async def own_task(turn: Turn, press: Press) -> Task:
    """The person's own task whose id comes first in the payload.

    Raises:
        BadPressError: it is not theirs.
    """
    task = await turn.store.tasks.get(object_id(press))
    if task is None or task.assignee_id != turn.me.id:
        raise BadPressError
    return task


@part.button("open")
async def open_task(turn: Turn, press: Press) -> None:
    """One task and what can be done with it."""
    await show_task(turn, await own_task(turn, press), View.read(press, 1))


async def _finish(turn: Turn, task: Task) -> None:
    if task.state == TaskState.OPEN:
        task.state, task.done_at, task.by_hand = TaskState.DONE, turn.now, True
        await answered_elsewhere(turn.store, task, turn.now)
        await turn.store.task_offers.drop(task.id)
        await turn.store.flush()


@part.button("done")
async def done(turn: Turn, press: Press) -> None:
    """It is done; saying so twice is fine."""
    await _finish(turn, await own_task(turn, press))
    turn.toast(staff("This is done."))
    await show_list(turn, View.read(press, 1))


@part.button("called")
async def called(turn: Turn, press: Press) -> None:
    """They have talked on the phone: the task is done, and so is every promise of a call."""
    task = await own_task(turn, press)
    system = turn.store.as_system()
    participant = await system.participants.get(task.participant_id or 0)
    if participant is None or task.kind not in ABOUT_CONTACT:
        raise BadPressError
    if task.state == TaskState.OPEN:
        await _finish(turn, task)
        await note_contact(system, participant, turn.now)
        for cause in ("call", "callback"):
            await close_tasks(system, f"{cause}:{participant.id}:", turn.now)
        await turn.store.audit.note("contact.called", turn.now, participant_id=participant.id)
    turn.toast(staff("This is done."))
    await show_list(turn, View.read(press, 1))


@part.button("morrow")
async def tomorrow(turn: Turn, press: Press) -> None:
    """Put off to the next working day."""
    task = await own_task(turn, press)
    programme = await programme_of(turn, task)
    day = working_day_after(turn.local_now(programme.timezone).date())
    await _put_off(turn, task, programme, day, View.read(press, 1))


@part.button("week")
async def next_week(turn: Turn, press: Press) -> None:
    """Put off to the first working day of next week."""
    task = await own_task(turn, press)
    programme = await programme_of(turn, task)
    today = turn.local_now(programme.timezone).date()
    sunday = today + timedelta(days=6 - today.weekday())
    await _put_off(turn, task, programme, working_day_after(sunday), View.read(press, 1))


async def _put_off(turn: Turn, task: Task, programme: Programme, day: date, view: View) -> None:
    """To the end of that working day in the programme's zone; a task that is done stays done."""
    if task.state == TaskState.OPEN:
        ends = ProgrammeSettings.read(programme.settings).work_to
        task.due_at = resolve(datetime.combine(day, ends), programme.timezone).utc
        await turn.store.flush()
        turn.toast(staff("It waits until {day}.", day=Day(day)))
    else:
        turn.toast(staff("This is done."))
    await show_list(turn, view)


@part.button("troubles")
async def troubles(turn: Turn, _press: Press) -> None:
    """What may not have arrived, for coordinators."""
    if not turn.is_coordinator:
        raise BadPressError
    await show_trouble(turn)
