"""A specialist's list of tasks, and what a coordinator sees of messages that may not have arrived."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from conversations.appointments.venue_time import resolve, to_local
from conversations.contact.keeping import WAITS, answered_elsewhere
from conversations.contact.service import so_far_button
from conversations.contact.words import age
from conversations.contact.working_days import working_day_after
from conversations.home.menu import home_row
from conversations.part import Audience, Part
from conversations.people.own import object_id
from conversations.press import BadPressError, Press, payload
from conversations.programme_settings import ProgrammeSettings
from conversations.tasks.trouble import show_trouble
from conversations.turn import Turn
from locales.message import Button, Line, Message, message
from locales.text import Day, staff, staff_n, unpack_text
from storage.models import Programme, Task, TaskState

part = Part("tk", Audience.STAFF)

MOST_SHOWN = 12
_IN_A_ROW = 4


@part.command("tasks")
async def list_tasks(turn: Turn) -> None:
    """As the button."""
    await turn.show(await _list(turn))


@part.button("list")
async def list_pressed(turn: Turn, _press: Press) -> None:
    """The open tasks, the one due first first."""
    await turn.show(await _list(turn))


async def _list(turn: Turn) -> Message:
    tasks = await turn.store.tasks.open_of(turn.me.id, MOST_SHOWN)
    if not tasks:
        return message(Line(staff("You have no tasks now."), "👍"), buttons=(home_row(),))
    count = await turn.store.tasks.count_open(turn.me.id)
    lines = [Line(staff_n("{count} task", "{count} tasks", count=count), "📌", strong=True)]
    buttons = []
    for number, task in enumerate(tasks, 1):
        lines.append(Line(unpack_text(task.text), f"{number}.", gap=True))
        lines.append(Line(staff("By {day}", day=Day(await _due_day(turn, task)))))
        if task.kind in WAITS:
            lines.append(Line(age(task.created_at, turn.now), "⏳"))
        buttons.append(Button(staff("Task {number}", number=number), payload("tk", "open", task.id)))
    if count > len(tasks):
        lines.append(Line(staff("The others come when these are done."), gap=True))
    rows = tuple(tuple(buttons[start : start + _IN_A_ROW]) for start in range(0, len(buttons), _IN_A_ROW))
    return message(*lines, buttons=(*rows, home_row()))


async def _programme(turn: Turn, task: Task) -> Programme:
    programme = await turn.store.as_system().programmes.get(task.programme_id)
    if programme is None:
        raise LookupError(f"programme {task.programme_id}")
    return programme


async def _due_day(turn: Turn, task: Task) -> date:
    return to_local(task.due_at, (await _programme(turn, task)).timezone).date()


async def _own(turn: Turn, press: Press) -> Task:
    task = await turn.store.tasks.get(object_id(press))
    if task is None or task.assignee_id != turn.me.id:
        raise BadPressError
    return task


@part.button("open")
async def open_task(turn: Turn, press: Press) -> None:
    """One task and what can be done with it."""
    await _show(turn, await _own(turn, press))


async def _show(turn: Turn, task: Task) -> None:
    lines = [
        Line(unpack_text(task.text), "📌"),
        Line(staff("By {day}", day=Day(await _due_day(turn, task)))),
    ]
    if task.kind in WAITS:
        lines.append(Line(age(task.created_at, turn.now), "⏳"))
    rows: list[tuple[Button, ...]] = []
    if task.participant_id is not None:
        participant = await turn.store.participants.get(task.participant_id)
        if participant is not None:
            label = staff("{name}", name=participant.person.name)
            rows.append((Button(label, payload("pp", "card", participant.id), icon="👤"),))
            if task.kind in WAITS and participant.specialist_id == turn.me.id:
                rows.append(
                    (
                        Button(staff("Reply"), payload("cs", "reply", participant.id), icon="✏️"),
                        so_far_button(participant),
                    )
                )
    if task.kind == "letter":
        letter = int(task.key.rpartition(":")[2])
        rows.append((Button(staff("Look at the letter"), payload("le", "open", letter), icon="✉️"),))
    if task.kind == "placement":
        start = int(task.key.split(":")[1])
        rows.append((Button(staff("Has it led to paid work?"), payload("ev", "review", start), icon="🧰"),))
    if task.kind == "handover":
        batch = int(task.key.rpartition(":")[2])
        rows.append((Button(staff("Look at it"), payload("ho", "offer", batch), icon="🤝"),))
    if task.state == TaskState.OPEN:
        rows += [
            (Button(staff("Done"), payload("tk", "done", task.id), icon="✅"),),
            (
                Button(staff("Tomorrow"), payload("tk", "morrow", task.id), icon="🌅"),
                Button(staff("Next week"), payload("tk", "week", task.id), icon="📆"),
            ),
        ]
    else:
        lines[1:] = [Line(staff("This is done."), "✅")]
    await turn.show(message(*lines, buttons=(*rows, _list_row())))


def _list_row() -> tuple[Button, ...]:
    return (Button(staff("All tasks"), payload("tk", "list"), icon="📌"),)


@part.button("done")
async def done(turn: Turn, press: Press) -> None:
    """It is done; saying so twice is fine."""
    task = await _own(turn, press)
    if task.state == TaskState.OPEN:
        task.state, task.done_at = TaskState.DONE, turn.now
        await answered_elsewhere(turn.store, task, turn.now)
        await turn.store.flush()
    turn.toast(staff("This is done."))
    await turn.show(await _list(turn))


@part.button("morrow")
async def tomorrow(turn: Turn, press: Press) -> None:
    """Put off to the next working day."""
    task = await _own(turn, press)
    programme = await _programme(turn, task)
    await _put_off(turn, task, programme, working_day_after(turn.local_now(programme.timezone).date()))


@part.button("week")
async def next_week(turn: Turn, press: Press) -> None:
    """Put off to the first working day of next week."""
    task = await _own(turn, press)
    programme = await _programme(turn, task)
    today = turn.local_now(programme.timezone).date()
    sunday = today + timedelta(days=6 - today.weekday())
    await _put_off(turn, task, programme, working_day_after(sunday))


async def _put_off(turn: Turn, task: Task, programme: Programme, day: date) -> None:
    """To the end of that working day in the programme's zone; a task that is done stays done."""
    if task.state == TaskState.OPEN:
        ends = ProgrammeSettings.read(programme.settings).work_to
        task.due_at = resolve(datetime.combine(day, ends), programme.timezone).utc
        await turn.store.flush()
        turn.toast(staff("It waits until {day}.", day=Day(day)))
    else:
        turn.toast(staff("This is done."))
    await turn.show(await _list(turn))


@part.button("troubles")
async def troubles(turn: Turn, _press: Press) -> None:
    """What may not have arrived, for coordinators."""
    if not turn.is_coordinator:
        raise BadPressError
    await show_trouble(turn)
