"""What she plans about an item: when it comes back, who does it by when, where it stands, and that it goes."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from conversations.checklists import service, views
from conversations.checklists.days import NO_DAY, chosen_day, day_buttons
from conversations.checklists.participant import about_item, looking, part, show_item, show_list
from conversations.checklists.views import CODE
from conversations.press import BadPressError, Press, payload
from conversations.turn import Turn
from locales.message import Button, Line, message
from locales.text import say, staff
from storage.models import ChecklistItemRow, ChecklistRow, Doer

_DUE = (1, 2, 3, 7, 14)
_LATER = (1, 7, 30)


@part.button("later")
@about_item
async def ask_until(turn: Turn, _press: Press, _row: ChecklistRow, item: ChecklistItemRow) -> None:
    """When it shall come back."""
    await turn.show(
        message(
            Line(say("When do you want to see it again?"), "⏳", strong=True),
            buttons=(
                (Button(say("Tomorrow"), payload(CODE, "wait", item.id, _LATER[0])),),
                (Button(say("In one week"), payload(CODE, "wait", item.id, _LATER[1])),),
                (Button(say("In one month"), payload(CODE, "wait", item.id, _LATER[2])),),
                (Button(say("Back"), payload(CODE, "item", item.id), icon="⬅️"),),
            ),
        )
    )


@part.button("wait")
@about_item
async def wait(turn: Turn, press: Press, row: ChecklistRow, item: ChecklistItemRow) -> None:
    """Out of the way until then; it comes back by itself."""
    days = press.number(1)
    if days not in _LATER:
        raise BadPressError
    service.put_off(item, looking(turn).today + timedelta(days=days))
    await show_item(turn, row, item)


@part.button("more")
@about_item
async def more_choices(turn: Turn, _press: Press, _row: ChecklistRow, item: ChecklistItemRow) -> None:
    """Who does it, and where it stands on the list."""
    name = turn.profile.specialist.name
    doers = tuple(
        (Button(service.named(words, name), payload(CODE, "who", item.id, doer), icon=icon),)
        for doer, (icon, words) in views.DOERS.items()
    )
    order = (
        Button(say("Up"), payload(CODE, "move", item.id, -1), icon="⬆️"),
        Button(say("Down"), payload(CODE, "move", item.id, 1), icon="⬇️"),
    )
    own = ((Button(say("Delete"), payload(CODE, "drop", item.id), icon="🗑"),),) if item.code is None else ()
    await turn.show(
        message(
            Line(say("Who does this?"), "🤝", strong=True),
            Line(say("You decide it together."), "🟢"),
            buttons=(*doers, order, *own, (Button(say("Back"), payload(CODE, "item", item.id), icon="⬅️"),)),
        )
    )


@part.button("who")
@about_item
async def choose_doer(turn: Turn, press: Press, _row: ChecklistRow, item: ChecklistItemRow) -> None:
    """Who does it; then by which day, if any."""
    doer = _doer(press)
    choices = day_buttons(looking(turn).today, _DUE, partial(payload, CODE, "agree", item.id, doer))
    await turn.show(
        message(
            Line(say("By which day?"), "📅", strong=True),
            buttons=(
                *((choice,) for choice in choices),
                (Button(say("No day"), payload(CODE, "agree", item.id, doer, NO_DAY), icon="♾️"),),
                (Button(say("Back"), payload(CODE, "more", item.id), icon="⬅️"),),
            ),
        )
    )


@part.button("agree")
@about_item
async def agree(turn: Turn, press: Press, row: ChecklistRow, item: ChecklistItemRow) -> None:
    """Kept, and told to the specialist when there is something for them to do."""
    doer, due = _doer(press), chosen_day(press.number(2), looking(turn).today)
    before = item.doer
    await service.agree(turn.store, turn.profile, item, turn.now, doer=doer, due=due)
    if doer not in {Doer.PARTICIPANT, before}:
        await _tell_of_agreement(turn, item, doer)
    await show_item(turn, row, item)


async def _tell_of_agreement(turn: Turn, item: ChecklistItemRow, doer: Doer) -> None:
    profile = turn.profile
    name, thing = profile.person.name, service.line_of(item, profile.specialist.name)
    if doer == Doer.SPECIALIST:
        text = staff("{name} asks you to do this: {thing}", name=name, thing=thing)
    else:
        text = staff("{name} wants to do this together with you: {thing}", name=name, thing=thing)
    button = Button(staff("Look at it"), payload("ck", "item", item.id), icon="✅")
    write = Button(staff("Write"), payload("cs", "write", profile.id), icon="💬")
    await turn.tell(profile.specialist_id, message(Line(text, "🤝"), buttons=((button,), (write,))))


def _doer(press: Press) -> Doer:
    doer = press.word(1)
    if doer not in set(Doer):
        raise BadPressError
    return Doer(doer)


@part.button("move")
@about_item
async def move(turn: Turn, press: Press, row: ChecklistRow, item: ChecklistItemRow) -> None:
    """One place up or down; at an end it stays."""
    by = press.number(1)
    if by not in {-1, 1}:
        raise BadPressError
    service.move(row, item.id, by)
    await turn.store.flush()
    row = await turn.store.checklists.get(row.id) or row
    shown = [one.id for one in service.visible_items(row)]
    await show_list(turn, row, shown.index(item.id) // views.PAGE if item.id in shown else 0)


@part.button("drop")
@about_item
async def drop(turn: Turn, _press: Press, row: ChecklistRow, item: ChecklistItemRow) -> None:
    """An item somebody wrote, gone for good; the library's are only ever left out."""
    if item.code is not None:
        raise BadPressError
    await service.agree(turn.store, turn.profile, item, turn.now, doer=Doer.PARTICIPANT, due=None)
    await turn.store.checklists.remove_item(item)
    turn.toast(say("It is deleted."))
    await show_list(turn, await turn.store.checklists.get(row.id) or row)
