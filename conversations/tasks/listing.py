"""The list of somebody's tasks: those for today or all of them, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from conversations.appointments.venue_time import resolve, to_local
from conversations.contact.keeping import WAITS
from conversations.contact.words import age
from conversations.home.menu import home_row
from conversations.press import Press, payload
from conversations.turn import Turn
from locales.message import Button, Line, Message, message
from locales.text import Day, staff, staff_n, unpack_text
from storage.models import Programme, Task, TaskOffer

PAGE = 12
OLD = timedelta(days=7)
"""A task older than this says since when it is here."""

_IN_A_ROW = 4
_TODAY, _ALL = "today", "all"
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class View:
    """What somebody is looking at: the tasks for today or all, and which page of them."""

    only_today: bool = False
    page: int = 1

    @classmethod
    def read(cls, press: Press, index: int) -> View:
        """The view a button's payload holds from this place on; all tasks where it holds none.

        Raises:
            BadPressError: the page is no number.
        """
        if len(press.args) <= index + 1:
            return cls()
        return cls(press.word(index) == _TODAY, press.number(index + 1))

    @property
    def args(self) -> tuple[str, int]:
        """As the end of a payload; `View.read` gives it back."""
        return (_TODAY if self.only_today else _ALL, self.page)

    @property
    def list_payload(self) -> str:
        """The payload of a button that shows this."""
        return payload("tk", "list", *self.args)


async def programme_of(turn: Turn, task: Task) -> Programme:
    """The programme the task belongs to, also where the person is no longer on its staff.

    Raises:
        LookupError: there is none, which the database does not allow.
    """
    programme = await turn.store.as_system().programmes.get(task.programme_id)
    if programme is None:
        raise LookupError(f"programme {task.programme_id}")
    return programme


async def when_lines(turn: Turn, task: Task) -> list[Line]:
    """By which day, and since when where that is long ago."""
    zone = (await programme_of(turn, task)).timezone
    lines = [Line(staff("By {day}", day=Day(to_local(task.due_at, zone).date())))]
    if task.kind in WAITS:
        lines.append(Line(age(task.created_at, turn.now), "⏳"))
    elif turn.now - task.created_at > OLD:
        lines.append(Line(staff("Here since {day}", day=Day(to_local(task.created_at, zone).date())), "⏳"))
    return lines


async def show_list(turn: Turn, view: View | None = None) -> None:
    """Shows the tasks; a page that is none is the nearest."""
    await turn.show(await _list(turn, view or View()))


def _end_of_today(turn: Turn) -> datetime:
    """When the day is over in the zone of the person's first programme, UTC."""
    zone = turn.memberships[0].programme.timezone
    today: date = turn.local_now(zone).date()
    return resolve(datetime.combine(today + _DAY, time(0)), zone).utc


async def _list(turn: Turn, view: View) -> Message:
    me = turn.me.id
    asked = await turn.store.task_offers.waiting_for(me)
    before = _end_of_today(turn) if view.only_today else None
    if before is None:
        count = await turn.store.tasks.count_open(me)
    else:
        count = await turn.store.tasks.count_due(me, before)
    pages = max(1, -(-count // PAGE))
    view = replace(view, page=min(max(view.page, 1), pages))
    tasks = await turn.store.tasks.open_of(me, PAGE, skip=(view.page - 1) * PAGE, before=before)
    offers = await turn.store.task_offers.of_tasks([task.id for task in tasks])
    lines = [_headline(view, count), *(_asked_line(offer) for offer in asked)]
    buttons = []
    for number, task in enumerate(tasks, (view.page - 1) * PAGE + 1):
        lines.append(Line(unpack_text(task.text), f"{number}.", gap=True))
        lines += await when_lines(turn, task)
        offer = offers.get(task.id)
        if offer is not None and offer.taken_at is None:
            lines.append(Line(staff("Offered to {name}", name=offer.taker.name), "🤝"))
        buttons.append(Button(staff("Task {number}", number=number), payload("tk", "open", task.id, *view.args)))
    rows = tuple(tuple(buttons[start : start + _IN_A_ROW]) for start in range(0, len(buttons), _IN_A_ROW))
    return message(*lines, buttons=(*_asked_rows(asked), *rows, *_ways(view, pages, count), home_row()))


def _headline(view: View, count: int) -> Line:
    if not count:
        text = staff("You have no tasks for today.") if view.only_today else staff("You have no tasks now.")
        return Line(text, "👍")
    if view.only_today:
        return Line(staff_n("{count} task for today", "{count} tasks for today", count=count), "📌", strong=True)
    return Line(staff_n("{count} task", "{count} tasks", count=count), "📌", strong=True)


def _asked_line(offer: TaskOffer) -> Line:
    return Line(staff("{name} asks you to take a task.", name=offer.giver.name), "🤝")


def _asked_rows(asked: Sequence[TaskOffer]) -> list[tuple[Button, ...]]:
    return [
        (Button(staff("Asked by {name}", name=offer.giver.name), payload("tk", "asked", offer.task_id), icon="🤝"),)
        for offer in asked
    ]


def _ways(view: View, pages: int, count: int) -> list[tuple[Button, ...]]:
    """Turning pages, and the other choice of tasks."""
    rows: list[tuple[Button, ...]] = []
    turning = []
    if view.page > 1:
        turning.append(Button(staff("Earlier"), replace(view, page=view.page - 1).list_payload, icon="⬅️"))
    if view.page < pages:
        turning.append(Button(staff("More"), replace(view, page=view.page + 1).list_payload, icon="➡️"))
    if turning:
        rows.append(tuple(turning))
    if view.only_today:
        rows.append((Button(staff("All tasks"), View().list_payload, icon="📌"),))
    elif count:
        rows.append((Button(staff("Only today"), View(only_today=True).list_payload, icon="☀️"),))
    return rows
