"""The specialist's side: lists, ticks and goal of an own participant on one screen, and what can be added to them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from conversations import phrases
from conversations.checklists import service, views
from conversations.checklists.library import library_item
from conversations.checklists.views import PAGE, Looking
from conversations.home.menu import home_row
from conversations.part import Audience, ButtonHandler, Part
from conversations.people.listing import show_list as show_people
from conversations.people.own import about_own, own_participant
from conversations.press import BadPressError, Press, payload
from conversations.turn import Turn
from locales.message import Attachment, Button, Line, message
from locales.text import Day, Text, Words, staff
from storage.models import ChecklistItemRow, ChecklistRow, Doer, ItemState, OwnWords, Participant

part = Part("ck", Audience.SPECIALIST)

_SHOWN = 6

ItemHandler = Callable[[Turn, Press, Participant, ChecklistRow, ChecklistItemRow], Awaitable[None]]
ListHandler = Callable[[Turn, Press, Participant, ChecklistRow], Awaitable[None]]


def about_list(handler: ListHandler) -> ButtonHandler:
    """Gives the handler the list whose id comes first in the payload, if it is an own participant's."""

    async def checked(turn: Turn, press: Press) -> None:
        row = await turn.store.checklists.get(press.number(0))
        participant = await own_participant(turn, row.participant_id) if row is not None else None
        if row is None or participant is None:
            turn.toast(phrases.changed())
            await show_people(turn)
        else:
            await handler(turn, press, participant, row)

    return checked


def about_item(handler: ItemHandler) -> ButtonHandler:
    """Gives the handler the item whose id comes first in the payload, if it is an own participant's."""

    async def checked(turn: Turn, press: Press) -> None:
        opened = await turn.store.checklists.opened(press.number(0))
        participant = await own_participant(turn, opened[1].participant_id) if opened is not None else None
        if opened is None or participant is None:
            turn.toast(phrases.changed())
            await show_people(turn)
            return
        item, row = opened
        if not service.is_there(item):
            turn.toast(phrases.changed())
            await show_screen(turn, participant)
        else:
            await handler(turn, press, participant, row, item)

    return checked


def to_lists(participant: Participant) -> Button:
    """The way back to the participant's lists."""
    return Button(staff("Back"), payload("ck", "lists", participant.id), icon="⬅️")


@part.button("lists")
@about_own
async def show_lists(turn: Turn, _press: Press, participant: Participant) -> None:
    """Goal, lists and ticks on one screen."""
    turn.park()
    await show_screen(turn, participant)


async def show_screen(turn: Turn, participant: Participant, *before: Line) -> None:
    """Goal, lists and ticks, under what has just been done."""
    await turn.store.audit.note("checklists.viewed", turn.now, participant_id=participant.id)
    rows = [row for row in await turn.store.checklists.of_participant(participant.id) if row.put_away_at is None]
    goal = (await turn.store.own_words.of_participant(participant.id)).get("goal")
    name, one = participant.person.name, participant.id
    lines = [*before, Line(staff("Lists of {name}", name=name), "✅", strong=True), *goal_lines(goal)]
    if not rows:
        lines.append(Line(staff("No list yet. You can suggest one; {name} decides.", name=name), "🌱"))
    for row in rows:
        done, total = service.progress(row)
        text = staff("{list}: {done} of {total}", list=views.name_of(row), done=done, total=total)
        lines.append(Line(text, views.icon_of(row), gap=True))
        lines += _last_ticks(row, participant)
    buttons: list[tuple[Button, ...]] = [
        (Button(staff("{list}", list=views.name_of(row)), payload("ck", "list", row.id, 0), icon=views.icon_of(row)),)
        for row in rows[:_SHOWN]
    ]
    if goal is not None and goal.voice:
        buttons.append((Button(staff("Listen to the goal"), payload("ck", "hear", one), icon="🔊"),))
    buttons.append(
        (
            Button(staff("About {name}", name=name), payload("ck", "about", one), icon="🙋"),
            Button(staff("Job log"), payload("ck", "jobs", one), icon="📒"),
        )
    )
    buttons.append((Button(staff("Propose a job"), payload("jo", "open", one), icon="🔎"),))
    buttons.append(
        (
            Button(staff("Add a list"), payload("ck", "add", one, 0), icon="➕"),
            Button(staff("Add an item"), payload("ck", "own", one), icon="✏️"),
        )
    )
    card = Button(staff("Back"), payload("pp", "card", one), icon="⬅️")
    await turn.show(message(*lines, buttons=(*buttons, (card, *home_row()))))


def goal_lines(goal: OwnWords | None) -> list[Line]:
    """The goal as the participant said it, for staff; nothing where none was said."""
    if goal is None:
        return []
    if goal.words:
        return [Line(staff("Goal, in own words: {goal}", goal=Words({goal.language: goal.words})), "⭐")]
    return [Line(staff("The goal was spoken. You can listen to it."), "⭐")]


def _last_ticks(row: ChecklistRow, participant: Participant) -> list[Line]:
    """The three ticked last, for what to begin a talk with."""
    done = [item for item in service.visible_items(row) if item.state == ItemState.DONE and item.done_at is not None]
    done.sort(key=lambda item: item.done_at or item.added_at, reverse=True)
    name = participant.specialist.name
    return [Line(staff("{thing}", thing=service.line_of(item, name)), "✅") for item in done[:3]]


@part.button("hear")
@about_own
async def hear_goal(turn: Turn, _press: Press, participant: Participant) -> None:
    """The goal in the participant's own voice."""
    goal = (await turn.store.own_words.of_participant(participant.id)).get("goal")
    if goal is None or not goal.voice:
        raise BadPressError
    await turn.store.audit.note("goal.heard", turn.now, participant_id=participant.id)
    text = staff("The goal of {name}", name=participant.person.name)
    await turn.say(
        message(Line(text, "⭐"), attachment=Attachment("voice", goal.voice), buttons=((to_lists(participant),),))
    )


@part.button("list")
@about_list
async def show_list(turn: Turn, press: Press, participant: Participant, row: ChecklistRow) -> None:
    """One list as the participant has it; every item opens."""
    await turn.store.audit.note("checklists.viewed", turn.now, participant_id=participant.id)
    view = Looking(participant, service.today_of(participant, turn.now))
    items = service.visible_items(row)
    pages = max(1, -(-len(items) // PAGE))
    page = press.number(1) % pages
    done, total = service.progress(row)
    lines = [
        Line(staff("{list}: {done} of {total}", list=views.name_of(row), done=done, total=total), "✅", strong=True)
    ]
    buttons: list[tuple[Button, ...]] = []
    for item in items[page * PAGE : (page + 1) * PAGE]:
        thing = staff("{thing}", thing=service.line_of(item, view.specialist))
        mark = views.mark_of(item, view.today)
        lines.append(Line(thing, mark))
        buttons.append((Button(thing, payload("ck", "item", item.id), icon=mark),))
    ways = [to_lists(participant)]
    if pages > 1:
        ways.append(Button(staff("More"), payload("ck", "list", row.id, (page + 1) % pages), icon="➡️"))
    await turn.show(message(*lines, buttons=(*buttons, tuple(ways))))


@part.button("item")
@about_item
async def show_item(
    turn: Turn, _press: Press, participant: Participant, row: ChecklistRow, item: ChecklistItemRow
) -> None:
    """One item and what is agreed about it."""
    await show_one(turn, participant, row, item)


async def show_one(
    turn: Turn, participant: Participant, row: ChecklistRow, item: ChecklistItemRow, *before: Line
) -> None:
    """The item and what is agreed about it, under what has just been done."""
    view = Looking(participant, service.today_of(participant, turn.now))
    name = participant.person.name
    known = library_item(row.code, item.code)
    thing = service.line_of(item, view.specialist)
    lines = [*before, Line(staff("{thing}", thing=thing), known.icon if known is not None else "✏️", strong=True)]
    if known is not None:
        lines.append(Line(staff("{text}", text=service.named(known.how, view.specialist)), "👉"))
    lines += _standing(item, view, name)
    buttons: list[tuple[Button, ...]] = []
    if item.voice:
        buttons.append((Button(staff("Listen"), payload("ck", "hearitem", item.id), icon="🔊"),))
    if item.state == ItemState.OPEN and item.doer != Doer.PARTICIPANT:
        buttons.append((Button(staff("It is done"), payload("ck", "done", item.id), icon="✅"),))
    if item.state == ItemState.OPEN:
        buttons.append(
            (
                Button(staff("I do it"), payload("ck", "who", item.id, Doer.SPECIALIST), icon="👩‍💼"),
                Button(staff("Together"), payload("ck", "who", item.id, Doer.TOGETHER), icon="🤝"),
            )
        )
        if item.doer != Doer.PARTICIPANT:
            own = staff("{name} does it", name=name)
            buttons.append((Button(own, payload("ck", "agree", item.id, Doer.PARTICIPANT, 0), icon="🙋"),))
    back = Button(staff("Back"), payload("ck", "list", row.id, 0), icon="⬅️")
    await turn.show(message(*lines, buttons=(*buttons, (back,))))


def _standing(item: ChecklistItemRow, view: Looking, name: str) -> list[Line]:
    lines = []
    if item.state == ItemState.DONE and item.done_at is not None:
        lines.append(Line(staff("Done"), "✅"))
    elif item.state == ItemState.LEFT_OUT:
        lines.append(Line(staff("{name} does not want this one.", name=name), "✖️"))
    elif service.is_waiting(item, view.today) and item.later_until is not None:
        lines.append(Line(staff("Put off until {day}", day=Day(item.later_until)), "⏳"))
    doers: dict[str, Text] = {
        Doer.SPECIALIST: staff("You do this."),
        Doer.TOGETHER: staff("You do this together."),
    }
    if item.state == ItemState.OPEN and item.doer in doers:
        lines.append(Line(doers[item.doer], "🤝"))
    if item.state == ItemState.OPEN and item.due_on is not None:
        lines.append(Line(staff("By {day}", day=Day(item.due_on)), "📅"))
    return lines


@part.button("hearitem")
@about_item
async def hear_item(
    turn: Turn, _press: Press, participant: Participant, _row: ChecklistRow, item: ChecklistItemRow
) -> None:
    """What the participant spoke onto the list."""
    if not item.voice:
        raise BadPressError
    text = staff("{name} speaks to you.", name=participant.person.name)
    back = Button(staff("Back"), payload("ck", "item", item.id), icon="⬅️")
    await turn.say(message(Line(text, "🎤"), attachment=Attachment("voice", item.voice), buttons=((back,),)))
