"""What she changes about a whole list: how much is shown, what is left out, lines of her own, and putting it away."""

from __future__ import annotations

from conversations.checklists import service, views
from conversations.checklists.model import Level
from conversations.checklists.participant import about_list, looking, part, show_list, show_lists
from conversations.checklists.views import CODE
from conversations.contact.said import said_in
from conversations.preferences.screen import mark
from conversations.press import BadPressError, Press, payload
from conversations.turn import Turn
from locales.message import Button, Line, message
from locales.text import Text, say
from storage.models import ChecklistItemRow, ChecklistRow

LONGEST_OWN = 300
"""Characters of a line somebody writes; more is a letter and not a line."""

LEVELS: dict[Level, Text] = {
    Level.A: say("A picture and one line"),
    Level.B: say("Why and how"),
    Level.C: say("All details"),
}


@part.button("change")
@about_list
async def change(turn: Turn, _press: Press, row: ChecklistRow) -> None:
    """What can be changed."""
    rows = [
        (Button(say("Add my own line"), payload(CODE, "own", row.id), icon="✏️"),),
        (Button(say("How much to show"), payload(CODE, "level", row.id), icon="📖"),),
    ]
    if service.left_out(row):
        rows.append((Button(say("What I left out"), payload(CODE, "out", row.id), icon="✖️"),))
    rows += [
        (Button(say("Put this list away"), payload(CODE, "away", row.id), icon="📦"),),
        (views.back_to(row),),
    ]
    await turn.show(
        message(
            Line(views.name_of(row), views.icon_of(row), strong=True),
            Line(say("You decide what is on your lists."), "🟢"),
            buttons=tuple(rows),
        )
    )


@part.button("level")
@about_list
async def choose_level(turn: Turn, _press: Press, row: ChecklistRow) -> None:
    """How much of an item is shown, on this list or on all."""
    chosen = service.level_of(turn.profile, row)
    choices = tuple(
        (Button(words, payload(CODE, "setlevel", row.id, level.value), icon=mark(chosen=level == chosen)),)
        for level, words in LEVELS.items()
    )
    await turn.show(
        message(
            Line(say("How much do you want to see?"), "📖", strong=True),
            Line(say("You choose. You can change it at any time."), "🟢"),
            buttons=(
                *choices,
                (Button(say("The same for all my lists"), payload(CODE, "alllevels", row.id), icon="📚"),),
                (Button(say("Back"), payload(CODE, "change", row.id), icon="⬅️"),),
            ),
        )
    )


@part.button("setlevel")
@about_list
async def set_level(turn: Turn, press: Press, row: ChecklistRow) -> None:
    """For this list."""
    level = press.word(1)
    if level not in Level.__members__:
        raise BadPressError
    row.level = level
    await choose_level(turn, press)


@part.button("alllevels")
@about_list
async def level_for_all(turn: Turn, press: Press, row: ChecklistRow) -> None:
    """What holds for this list holds for all from now on."""
    turn.profile.plan = {**turn.profile.plan, "level": service.level_of(turn.profile, row).value}
    for other in await turn.store.checklists.of_participant(turn.profile.id):
        other.level = None
    turn.toast(say("It is so on all your lists now."))
    await turn.store.flush()
    await choose_level(turn, press)


@part.button("out")
@about_list
async def show_left_out(turn: Turn, _press: Press, row: ChecklistRow) -> None:
    """What she left out, to be taken back."""
    view = looking(turn)
    items = service.left_out(row)[: views.PAGE + 2]
    buttons = tuple(
        (
            Button(
                say("{thing}", thing=service.line_of(item, view.specialist)), payload(CODE, "item", item.id), icon="✖️"
            ),
        )
        for item in items
    )
    line = say("You left these out.") if items else say("You have left nothing out.")
    await turn.show(
        message(
            Line(line, "✖️", strong=True),
            buttons=(*buttons, (Button(say("Back"), payload(CODE, "change", row.id), icon="⬅️"),)),
        )
    )


@part.button("away")
@about_list
async def put_away(turn: Turn, _press: Press, row: ChecklistRow) -> None:
    """Out of sight with everything that is on it; adding it again brings it back as it was."""
    row.put_away_at = turn.now
    turn.toast(say("The list is put away. Add it again to get it back."))
    await turn.store.flush()
    await show_lists(turn)


@part.button("own")
@about_list
async def ask_own(turn: Turn, _press: Press, row: ChecklistRow) -> None:
    """Asks for a line of her own."""
    await turn.open(CODE, "own", {"list": row.id})
    await turn.show(
        message(
            Line(say("What do you want to do? Write it or say it."), "✏️", strong=True),
            Line(say("One thing at a time."), "1️⃣"),
            buttons=((views.back_to(row),),),
        )
    )


@part.step("own")
async def take_own(turn: Turn) -> None:
    """Her words or her voice, kept as they are. The dialogue stays open: several lines go one after the other."""
    row = await turn.store.checklists.get(int(turn.draft.get("list", 0)))
    if row is None or row.participant_id != turn.profile.id:
        await show_lists(turn)
        return
    said = said_in(turn.incoming.content)
    back = ((views.back_to(row),),)
    if said is None or said.kind not in {"text", "voice"}:
        await turn.say(message(Line(say("Please write it or say it."), "✏️"), buttons=back))
    elif len(said.text) > LONGEST_OWN:
        await turn.say(message(Line(say("This is a long text. Please write it shorter."), "✂️"), buttons=back))
    elif sum(item.code is None for item in row.items) >= service.MOST_OWN:
        await turn.say(message(Line(say("This list is full. Take something away first."), "📦"), buttons=back))
    else:
        await turn.store.checklists.add_item(own_item(row, turn, said.text or None, said.data or None))
        row = await turn.store.checklists.get(row.id) or row
        last = max(0, len(service.visible_items(row)) - 1)
        await show_list(turn, row, last // views.PAGE, Line(say("It is on your list."), "👍"))


def own_item(row: ChecklistRow, turn: Turn, words: str | None, voice: str | None) -> ChecklistItemRow:
    """An item in the words, or with the voice, of the person of this turn."""
    return ChecklistItemRow(
        checklist_id=row.id,
        code=None,
        words=words,
        voice=voice,
        state="open",
        meaning=1,
        doer="participant",
        added_by_id=turn.me.id,
        added_at=turn.now,
        nudges=0,
    )
