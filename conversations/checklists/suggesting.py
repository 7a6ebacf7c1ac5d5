"""What a specialist adds to an own participant's lists: a list of the library, or an item in own words. She decides."""

from __future__ import annotations

from functools import partial

from conversations.checklists import service
from conversations.checklists.choosing import free_lists
from conversations.checklists.days import NO_DAY, chosen_day, day_buttons
from conversations.checklists.library import library
from conversations.checklists.service import OWN
from conversations.checklists.specialist import about_item, part, show_one, show_screen, to_lists
from conversations.checklists.views import CODE, PAGE
from conversations.people.listing import show_list as show_people
from conversations.people.own import about_own, own_participant
from conversations.press import BadPressError, Press, payload
from conversations.turn import Turn
from locales.message import Button, Line, message
from locales.text import Words, brief, say, staff
from locales.user_text import clean
from storage.models import ChecklistItemRow, ChecklistRow, Doer, ItemState, Participant

_DUE = (1, 2, 3, 4, 5, 6, 7, 14)

LONGEST_ITEM = 300
"""Characters of an item that a specialist writes."""


@part.button("add")
@about_own
async def choose_list(turn: Turn, press: Press, participant: Participant) -> None:
    """The lists the participant does not have, in the order of the way to work."""
    free = free_lists(await turn.store.checklists.of_participant(participant.id))
    pages = max(1, -(-len(free) // PAGE))
    page = press.number(1) % pages
    buttons: list[tuple[Button, ...]] = [
        (Button(staff("{list}", list=one.name), payload("ck", "give", participant.id, one.code), icon=one.icon),)
        for one in free[page * PAGE : (page + 1) * PAGE]
    ]
    ways = [to_lists(participant)]
    if pages > 1:
        ways.append(Button(staff("More"), payload("ck", "add", participant.id, (page + 1) % pages), icon="➡️"))
    name = participant.person.name
    await turn.show(
        message(
            Line(staff("Which list do you suggest?"), "➕", strong=True),
            Line(staff("{name} hears of it and decides.", name=name), "🟢"),
            buttons=(*buttons, tuple(ways)),
        )
    )


@part.button("give")
@about_own
async def give_list(turn: Turn, press: Press, participant: Participant) -> None:
    """The list is there at once; the participant is told, and puts it away again if it is not for her."""
    checklist = library().get(press.word(1))
    if checklist is None:
        raise BadPressError
    row = await service.add_list(turn.store, participant, checklist.code, turn.me.id, turn.now, seen=False)
    name = participant.specialist.name
    await turn.tell(
        participant.person_id,
        message(
            Line(say("{name} suggests a list: {list}", name=name, list=checklist.name), checklist.icon, strong=True),
            Line(checklist.about, "💡"),
            Line(say("You decide."), "🟢"),
            brief=brief("{name} suggests a list: {list}.", name=name, list=checklist.name),
            buttons=(
                (Button(say("Look at it"), payload(CODE, "list", row.id, 0), icon="👀"),),
                (Button(say("Not for me"), payload(CODE, "away", row.id), icon="✖️"),),
            ),
        ),
        participant_id=participant.id,
    )
    await show_screen(turn, participant, Line(staff("The list is added."), "✅"))


@part.button("own")
@about_own
async def ask_item(turn: Turn, _press: Press, participant: Participant) -> None:
    """Asks for an item in the specialist's own words."""
    await turn.open("ck", "item", {"participant": participant.id})
    await turn.show(
        message(
            Line(staff("What shall be on the list of {name}?", name=participant.person.name), "✏️", strong=True),
            Line(staff("Write it in words {name} understands. It is not translated.", name=participant.person.name)),
            buttons=((to_lists(participant),),),
        )
    )


@part.step("item")
async def take_item(turn: Turn) -> None:
    """The words; then the day."""
    participant = await own_participant(turn, int(turn.draft.get("participant", 0)))
    if participant is None:
        await turn.close()
        await show_people(turn)
        return
    words = clean(turn.text or "")
    if not words or len(words) > LONGEST_ITEM:
        text = staff("Please write it in words.") if not words else staff("Please write it shorter.")
        await turn.say(message(Line(text, "✏️"), buttons=((to_lists(participant),),)))
        return
    row = await service.add_list(turn.store, participant, OWN, turn.me.id, turn.now, seen=False)
    item = ChecklistItemRow(
        checklist_id=row.id,
        words=words,
        state=ItemState.OPEN,
        meaning=1,
        doer=Doer.PARTICIPANT,
        added_by_id=turn.me.id,
        added_at=turn.now,
        nudges=0,
    )
    await turn.store.checklists.add_item(item)
    await turn.close()
    days = day_buttons(service.today_of(participant, turn.now), _DUE, partial(payload, "ck", "due", item.id))
    days.append(Button(staff("No day"), payload("ck", "due", item.id, NO_DAY), icon="♾️"))
    buttons = tuple(tuple(days[index : index + 2]) for index in range(0, len(days), 2))
    await turn.say(message(Line(staff("It is on the list. By which day?"), "📅", strong=True), buttons=buttons))
    name = participant.specialist.name
    await turn.tell(
        participant.person_id,
        message(
            Line(say("{name} has put this on your list: {thing}", name=name, thing=Words({"": words})), "✏️"),
            Line(say("You decide."), "🟢"),
            brief=brief("{name} has put something on your list.", name=name),
            buttons=(
                (Button(say("Look at it"), payload(CODE, "item", item.id), icon="👀"),),
                (Button(say("Not for me"), payload(CODE, "do", item.id, ItemState.LEFT_OUT), icon="✖️"),),
            ),
        ),
        participant_id=participant.id,
    )


@part.button("due")
@about_item
async def set_day(
    turn: Turn, press: Press, participant: Participant, row: ChecklistRow, item: ChecklistItemRow
) -> None:
    """By which day the item is to be done."""
    if item.code is not None:
        raise BadPressError
    item.due_on = chosen_day(press.number(1), service.today_of(participant, turn.now))
    await show_one(turn, participant, row, item)
