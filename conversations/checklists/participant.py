"""The participant's side: her lists, opened, ticked, put in order and filled by herself."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from conversations import phrases
from conversations.checklists import service, views
from conversations.checklists.library import library_item
from conversations.checklists.model import Level
from conversations.checklists.views import CODE, Looking
from conversations.contact.expectation import expectation
from conversations.part import Audience, ButtonHandler, Part
from conversations.people.contact_dates import note_contact
from conversations.press import BadPressError, Press, payload
from conversations.tasks.service import raise_urgent_task
from conversations.turn import Turn
from locales.message import Attachment, Button, Line, message
from locales.text import say, staff
from storage.models import ChecklistItemRow, ChecklistRow, ItemState

part = Part(CODE, Audience.PARTICIPANT)

ItemHandler = Callable[[Turn, Press, ChecklistRow, ChecklistItemRow], Awaitable[None]]
ListHandler = Callable[[Turn, Press, ChecklistRow], Awaitable[None]]


def looking(turn: Turn) -> Looking:
    """The participant looks at her own lists."""
    return Looking(turn.profile, service.today_of(turn.profile, turn.now))


def about_list(handler: ListHandler) -> ButtonHandler:
    """Gives the handler her own list whose id comes first in the payload; else her lists are shown."""

    async def checked(turn: Turn, press: Press) -> None:
        row = await turn.store.checklists.get(press.number(0))
        if row is None or row.participant_id != turn.profile.id:
            turn.toast(phrases.changed())
            await show_lists(turn)
        else:
            await handler(turn, press, row)

    return checked


def about_item(handler: ItemHandler) -> ButtonHandler:
    """Gives the handler her own item whose id comes first in the payload, locked; else her lists are shown."""

    async def checked(turn: Turn, press: Press) -> None:
        opened = await turn.store.checklists.opened(press.number(0))
        if opened is None or opened[1].participant_id != turn.profile.id:
            turn.toast(phrases.changed())
            await show_lists(turn)
            return
        item, row = opened
        if not service.is_there(item):
            turn.toast(phrases.changed())
            await show_list(turn, row)
        else:
            await handler(turn, press, row, item)

    return checked


@part.button("all")
async def open_lists(turn: Turn, press: Press) -> None:
    """All her lists."""
    await show_lists(turn, press.number(0))


@part.button("hub")
async def open_hub(turn: Turn, _press: Press) -> None:
    """Goal, profile, job log and words."""
    await turn.show(views.hub())


@part.command("lists")
async def lists_command(turn: Turn) -> None:
    """As the button."""
    await show_lists(turn)


async def show_lists(turn: Turn, page: int = 0) -> None:
    """Shows a page of her lists under her goal."""
    await turn.close()
    rows = await turn.store.checklists.of_participant(turn.profile.id)
    said = await turn.store.own_words.of_participant(turn.profile.id)
    await turn.show(views.overview(rows, said.get("goal"), page))


@part.button("list")
@about_list
async def open_list(turn: Turn, press: Press, row: ChecklistRow) -> None:
    """A page of one list; what the library has added since is there too."""
    await turn.close()
    if row.seen_at is None:
        row.seen_at = turn.now
    if row.put_away_at is not None:
        row.put_away_at = None
    row = await service.refreshed(turn.store, row, turn.me.id, turn.now)
    await show_list(turn, row, press.number(1) if len(press.args) > 1 else 0)


async def show_list(turn: Turn, row: ChecklistRow, page: int = 0, *before: Line) -> None:
    """Shows a page of the list."""
    await turn.show(views.whole_list(row, page, looking(turn), *before))


@part.button("item")
@about_item
async def open_item(turn: Turn, _press: Press, row: ChecklistRow, item: ChecklistItemRow) -> None:
    """One item, with as much as she wants to see."""
    service.touched(item)
    await show_item(turn, row, item)


async def show_item(
    turn: Turn, row: ChecklistRow, item: ChecklistItemRow, *before: Line, level: Level | None = None
) -> None:
    """Shows the item as it is now."""
    shown = level or service.level_of(turn.profile, row)
    await turn.show(views.one_item(item, row, shown, looking(turn), *before))


@part.button("do")
@about_item
async def set_state(turn: Turn, press: Press, row: ChecklistRow, item: ChecklistItemRow) -> None:
    """Ticked, unticked, left out or taken back; then the list, where she can go on."""
    state = press.word(1)
    if state not in set(ItemState):
        raise BadPressError
    service.set_state(item, ItemState(state), turn.now)
    await service.keep_promise(turn.store, turn.profile, item, turn.now)
    if item.state == ItemState.LEFT_OUT:
        turn.toast(say("It is off your list. You can take it back."))
    elif item.state == ItemState.DONE:
        turn.toast(say("Done"))
    shown = [one.id for one in service.visible_items(row)]
    page = shown.index(item.id) // views.PAGE if item.id in shown else 0
    await show_list(turn, row, page)


@part.button("simple")
@about_item
async def say_it_simpler(turn: Turn, press: Press, row: ChecklistRow, item: ChecklistItemRow) -> None:
    """One level simpler; where there is none, a person explains it."""
    service.touched(item)
    level = press.word(1)
    if level not in Level.__members__:
        raise BadPressError
    easier = service.simpler(Level[level])
    if easier is not None:
        await show_item(turn, row, item, level=easier)
        return
    name = turn.profile.specialist.name
    ask = Button(say("Help me"), payload(CODE, "help", item.id), icon="🆘")
    await turn.show(
        message(
            Line(say("Do you want {name} to explain it?", name=name), "💬", strong=True),
            buttons=((ask,), (Button(say("Back"), payload(CODE, "item", item.id), icon="⬅️"),)),
        )
    )


@part.button("how")
@about_item
async def show_how(turn: Turn, press: Press, row: ChecklistRow, item: ChecklistItemRow) -> None:
    """What she has done before, explained once more because she asked."""
    known = library_item(row.code, item.code)
    level = press.word(1)
    if known is None or level not in Level.__members__:
        raise BadPressError
    more = views.explained(known, Level[level] if level != "A" else Level.B, turn.profile.specialist.name)
    await show_item(turn, row, item, *more)


@part.button("help")
@about_item
async def help_me(turn: Turn, _press: Press, row: ChecklistRow, item: ChecklistItemRow) -> None:
    """Her specialist is told which item it is about; asking twice in a day is asking once."""
    service.touched(item)
    profile = turn.profile
    name, day = profile.person.name, looking(turn).today
    thing = service.line_of(item, profile.specialist.name)
    await note_contact(turn.store, profile, turn.now)
    await raise_urgent_task(
        turn.store.as_system(),
        key=f"help:{profile.id}:item:{item.id}:{day}",
        programme_id=profile.programme_id,
        assignee_id=profile.specialist_id,
        participant_id=profile.id,
        kind="help",
        text=staff("{name} wants help with: {thing}", name=name, thing=thing),
        due_at=turn.now,
        now=turn.now,
        buttons=(
            (Button(staff("Write"), payload("cs", "write", profile.id), icon="💬"),),
            (Button(staff("Lists"), payload("ck", "lists", profile.id), icon="✅"),),
        ),
    )
    await turn.show(
        message(
            Line(say("{name} knows that you want help with this.", name=profile.specialist.name), "👍", strong=True),
            Line(expectation(turn, profile), "🕗"),
            buttons=((views.back_to(row, item),),),
        )
    )


@part.button("hear")
@about_item
async def hear(turn: Turn, _press: Press, _row: ChecklistRow, item: ChecklistItemRow) -> None:
    """What was spoken, played again in a bubble of its own."""
    if not item.voice:
        raise BadPressError
    back = Button(say("Back"), payload(CODE, "item", item.id), icon="⬅️")
    await turn.say(
        message(
            Line(say("This is what you said."), "🎤"), attachment=Attachment("voice", item.voice), buttons=((back,),)
        )
    )
