"""What a specialist takes on, alone or together with the participant: by which day, and that it is done."""

from __future__ import annotations

from functools import partial

from conversations.checklists import service
from conversations.checklists.days import chosen_day, day_buttons
from conversations.checklists.specialist import about_item, part, show_one
from conversations.checklists.views import CODE
from conversations.press import BadPressError, Press, payload
from conversations.turn import Turn
from locales.message import Button, Line, message
from locales.text import Day, brief, say, staff
from storage.models import ChecklistItemRow, ChecklistRow, Doer, ItemState, Participant

_DUE = (0, 1, 2, 3, 4, 5, 6, 7, 14)


@part.button("who")
@about_item
async def ask_day(
    turn: Turn, press: Press, participant: Participant, _row: ChecklistRow, item: ChecklistItemRow
) -> None:
    """By which day."""
    doer = press.word(1)
    if doer not in set(Doer):
        raise BadPressError
    today = service.today_of(participant, turn.now)
    days = day_buttons(today, _DUE, partial(payload, "ck", "agree", item.id, doer))
    rows = tuple(tuple(days[index : index + 2]) for index in range(0, len(days), 2))
    back = Button(staff("Back"), payload("ck", "item", item.id), icon="⬅️")
    await turn.show(message(Line(staff("By which day?"), "📅", strong=True), buttons=(*rows, (back,))))


@part.button("agree")
@about_item
async def agree(turn: Turn, press: Press, participant: Participant, row: ChecklistRow, item: ChecklistItemRow) -> None:
    """Kept among the specialist's tasks, and told to the participant."""
    doer = press.word(1)
    if doer not in set(Doer):
        raise BadPressError
    due = chosen_day(press.number(2), service.today_of(participant, turn.now))
    await service.agree(turn.store, participant, item, turn.now, doer=Doer(doer), due=due)
    name = participant.specialist.name
    thing = service.line_of(item, name)
    told = {
        Doer.SPECIALIST: say("{name} does this for you: {thing}", name=name, thing=thing),
        Doer.TOGETHER: say("{name} does this together with you: {thing}", name=name, thing=thing),
    }
    if doer in told:
        lines = [Line(told[Doer(doer)], "🤝")]
        if due is not None:
            lines.append(Line(say("Day: {day}", day=Day(due)), "📅"))
        await _tell(turn, participant, lines, item.id)
    await show_one(turn, participant, row, item)


@part.button("done")
@about_item
async def done(turn: Turn, _press: Press, participant: Participant, row: ChecklistRow, item: ChecklistItemRow) -> None:
    """What the specialist did, or they did together, is done; the participant hears what was done for her."""
    if item.doer == Doer.PARTICIPANT or item.state != ItemState.OPEN:
        raise BadPressError
    service.set_state(item, ItemState.DONE, turn.now)
    await service.keep_promise(turn.store, participant, item, turn.now)
    name = participant.specialist.name
    text = say("{name} has done this: {thing}", name=name, thing=service.line_of(item, name))
    await _tell(turn, participant, [Line(text, "✅")], item.id)
    await show_one(turn, participant, row, item)


async def _tell(turn: Turn, participant: Participant, lines: list[Line], item_id: int) -> None:
    look = Button(say("Look at it"), payload(CODE, "item", item_id), icon="👀")
    await turn.tell(
        participant.person_id,
        message(
            *lines,
            brief=brief("News from {name}.", name=participant.specialist.name),
            buttons=((look,),),
        ),
        participant_id=participant.id,
    )
