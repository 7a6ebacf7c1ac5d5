"""Asking a colleague to take a task. It moves when they take it and not before; until then it stays with the giver."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from conversations import phrases
from conversations.part import ButtonHandler
from conversations.people.own import object_id
from conversations.press import BadPressError, Press, payload
from conversations.tasks.card import list_row, show_task
from conversations.tasks.listing import View, show_list
from conversations.tasks.moving import colleagues, take
from conversations.tasks.staff import own_task, part
from conversations.turn import Turn
from locales.message import Button, Line, Message, message
from locales.text import staff, unpack_text
from storage.models import Role, Task, TaskOffer, TaskState

AskedHandler = Callable[[Turn, TaskOffer], Awaitable[None]]

_IN_A_ROW = 2


@part.button("hand")
async def ask_whom(turn: Turn, press: Press) -> None:
    """The colleagues of the task's programme, specialists and coordinators."""
    task, view = await own_task(turn, press), View.read(press, 1)
    if task.state != TaskState.OPEN:
        await show_task(turn, task, view)
        return
    people = await colleagues(turn.store, task, turn.me.id)
    names = [
        Button(staff("{name}", name=one.name), payload("tk", "give", task.id, one.id), icon="👤") for one in people
    ]
    rows = tuple(tuple(names[start : start + _IN_A_ROW]) for start in range(0, len(names), _IN_A_ROW))
    lines = [Line(unpack_text(task.text), "📌")]
    if people:
        lines.append(Line(staff("Who could take it? They are asked first."), "🤝", strong=True))
    else:
        lines.append(Line(staff("There is no colleague to ask yet."), "🤷"))
    back = Button(staff("Back"), payload("tk", "open", task.id, *view.args), icon="⬅️")
    await turn.show(message(*lines, buttons=(*rows, (back,))))


@part.button("give")
async def offer(turn: Turn, press: Press) -> None:
    """One colleague is asked; whoever was asked before is asked no more."""
    task = await own_task(turn, press)
    if task.state != TaskState.OPEN:
        await show_task(turn, task, View())
        return
    taker = {one.id: one for one in await colleagues(turn.store, task, turn.me.id)}.get(object_id(press, 1))
    if taker is None:
        raise BadPressError
    before = await turn.store.task_offers.waiting(task.id)
    if before is None or before.taker_id != taker.id:
        await turn.store.task_offers.offer(task.id, turn.me.id, taker.id, turn.now)
        await _note(turn, "task.offered", task)
        await turn.tell(taker.id, _question(turn.me.name, task))
    turn.toast(staff("{name} is asked.", name=taker.name))
    await show_task(turn, task, View())


@part.button("back")
async def take_back(turn: Turn, press: Press) -> None:
    """The giver asks no more; nothing is said to the colleague, whose card says so when it is pressed."""
    task = await own_task(turn, press)
    await turn.store.task_offers.drop(task.id)
    await show_task(turn, task, View.read(press, 1))


def _question(giver: str, task: Task) -> Message:
    return message(
        Line(staff("{name} asks you to take this task:", name=giver), "🤝", strong=True),
        Line(unpack_text(task.text), "📌"),
        buttons=(
            (
                Button(staff("Take it"), payload("tk", "take", task.id), icon="✅"),
                Button(staff("Not me"), payload("tk", "notme", task.id), icon="✖️"),
            ),
        ),
    )


def _asked(handler: AskedHandler) -> ButtonHandler:
    """Gives the handler the offer to this very person whose task comes first in the payload; else their list is shown.

    Whoever is no longer on the staff of the programme is offered nothing.
    """

    async def checked(turn: Turn, press: Press) -> None:
        found = await turn.store.task_offers.waiting(object_id(press))
        if found is None or found.taker_id != turn.me.id or not _on_staff(turn, found.task):
            turn.toast(phrases.changed())
            await show_list(turn)
        else:
            await handler(turn, found)

    return checked


def _on_staff(turn: Turn, task: Task) -> bool:
    programmes = [*turn.programmes(Role.SPECIALIST), *turn.programmes(Role.COORDINATOR)]
    return any(programme.id == task.programme_id for programme in programmes)


@part.button("asked")
@_asked
async def show_question(turn: Turn, found: TaskOffer) -> None:
    """The question once more."""
    await turn.show(_question(found.giver.name, found.task))


@part.button("take")
@_asked
async def take_it(turn: Turn, found: TaskOffer) -> None:
    """From now on it is theirs; the giver hears of it."""
    await take(turn.store, found, turn.now)
    await _note(turn, "task.taken", found.task)
    taken = Line(staff("{name} has taken this task:", name=turn.me.name), "🤝")
    await turn.tell(found.giver_id, message(taken, Line(unpack_text(found.task.text), "📌"), buttons=(list_row(),)))
    turn.toast(staff("The task is yours now."))
    await show_task(turn, found.task, View())


@part.button("notme")
@_asked
async def leave_it(turn: Turn, found: TaskOffer) -> None:
    """It stays with the giver, who hears of it; no reason is asked."""
    giver = found.giver
    await turn.store.task_offers.drop(found.task_id)
    await _note(turn, "task.left", found.task)
    left = Line(staff("{name} cannot take this task now. It is still yours.", name=turn.me.name), "🤝")
    again = Button(staff("Look at the task"), payload("tk", "open", found.task_id), icon="📌")
    await turn.tell(giver.id, message(left, Line(unpack_text(found.task.text), "📌"), buttons=((again,),)))
    await turn.show(message(Line(staff("{name} keeps the task.", name=giver.name), "👍"), buttons=(list_row(),)))


async def _note(turn: Turn, action: str, task: Task) -> None:
    await turn.store.audit.note(
        action, turn.now, participant_id=task.participant_id, subject="task", subject_id=task.id
    )
