"""How lists and items look: one bubble that is edited in place, and never more than eight buttons under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from conversations.checklists import service
from conversations.checklists.library import library, library_item
from conversations.checklists.model import Help, Item, Level
from conversations.home.menu import home_row
from conversations.press import payload
from locales.message import Button, Line, Message, message
from locales.text import Day, Text, Words, brief, say
from storage.models import ChecklistItemRow, ChecklistRow, Doer, ItemState, OwnWords, Participant

PAGE = 5
"""Items on a page; with the ways on and back there are at most eight buttons."""

LISTS = 4
"""Lists on a page, for the same reason."""

CODE = "cl"

Rows = tuple[tuple[Button, ...], ...]

_BAR = 8
_MARKS = {ItemState.DONE: "✅", ItemState.OPEN: "◻️", ItemState.LEFT_OUT: "✖️"}
_OWN_ICON = "✏️"
_HELPS: dict[Help, tuple[Text, str]] = {
    Help.PROFILE: (say("About me"), "🙋"),
    Help.JOB_LOG: (say("Jobs I applied for"), "📒"),
    Help.WORDS: (say("Words at work"), "🗣️"),
    Help.LETTER: (say("Help with a letter"), "✉️"),
}
DOERS: dict[Doer, tuple[str, Text]] = {
    Doer.PARTICIPANT: ("🙋", say("I do it")),
    Doer.TOGETHER: ("🤝", say("We do it together")),
    Doer.SPECIALIST: ("👩‍💼", say("{name} does it", name=say("your job specialist"))),
}


@dataclass(frozen=True)
class Looking:
    """Who looks at a list, and when.

    Attributes:
        participant: whose lists they are; loaded with specialist and programme.
        today: the day in the programme's zone.
    """

    participant: Participant
    today: date

    @property
    def specialist(self) -> str:
        """The specialist's name."""
        return self.participant.specialist.name


def name_of(row: ChecklistRow) -> Text:
    """The list's title."""
    checklist = library().get(row.code)
    return checklist.name if checklist is not None else say("My own list")


def icon_of(row: ChecklistRow) -> str:
    """The list's picture."""
    checklist = library().get(row.code)
    return checklist.icon if checklist is not None else _OWN_ICON


def bar(done: int, total: int) -> str:
    """The progress as a row of signs that differ in shape and not only in colour."""
    full = 0 if not total else done * _BAR // total
    return "✅" * full + "▫️" * (_BAR - full)


def progress_line(row: ChecklistRow) -> Line:
    """How far the list is, in words and as a bar."""
    done, total = service.progress(row)
    return Line(say("{done} of {total}", done=done, total=total), bar(done, total))


def back_to(row: ChecklistRow, item: ChecklistItemRow | None = None) -> Button:
    """The way back to the page of the list on which the item stands."""
    page = 0
    if item is not None:
        shown = [one.id for one in service.visible_items(row)]
        page = shown.index(item.id) // PAGE if item.id in shown else 0
    return Button(say("Back"), payload(CODE, "list", row.id, page), icon="⬅️")


def overview(rows: Sequence[ChecklistRow], goal: OwnWords | None, page: int) -> Message:
    """Her lists in use, a page of them, under her own goal."""
    used = [row for row in rows if row.put_away_at is None]
    pages = max(1, -(-len(used) // LISTS))
    page %= pages
    lines = [Line(say("My lists"), "✅", strong=True), *goal_lines(goal)]
    if not used:
        lines.append(Line(say("You have no list yet. You can choose one."), "🌱"))
    lines.append(Line(say("You decide what is on your lists."), "🟢"))
    buttons: list[tuple[Button, ...]] = []
    for row in used[page * LISTS : (page + 1) * LISTS]:
        done, total = service.progress(row)
        label = say("{list} {progress}", list=name_of(row), progress=f"{done}/{total}")
        icon = "🆕" if row.seen_at is None else icon_of(row)
        buttons.append((Button(label, payload(CODE, "list", row.id, 0), icon=icon),))
    if pages > 1:
        buttons.append((Button(say("More lists"), payload(CODE, "all", (page + 1) % pages), icon="➡️"),))
    buttons.append(
        (
            Button(say("Add a list"), payload(CODE, "add", 0), icon="➕"),
            Button(say("More for me"), payload(CODE, "hub"), icon="🧰"),
        )
    )
    return message(*lines, brief=brief("My lists. You decide."), buttons=(*buttons, home_row()))


def hub() -> Message:
    """What belongs to the lists and is not one."""
    return message(
        Line(say("More for me"), "🧰", strong=True),
        brief=brief("More for me."),
        buttons=(
            (Button(say("My goal"), payload(CODE, "goal"), icon="⭐"),),
            (Button(say("About me"), payload("pf", "open"), icon="🙋"),),
            (Button(say("Jobs I applied for"), payload("jl", "list", 0), icon="📒"),),
            (Button(say("Words at work"), payload("ph", "all", 0), icon="🗣️"),),
            (Button(say("Help with a letter"), payload("lt", "begin"), icon="✉️"),),
            (Button(say("How often about my lists"), payload(CODE, "often"), icon="🔔"),),
            (Button(say("Back"), payload(CODE, "all", 0), icon="⬅️"),),
        ),
    )


def goal_lines(goal: OwnWords | None) -> list[Line]:
    """Her goal as she said it; nothing where she has not said one."""
    if goal is None:
        return []
    if goal.words:
        return [Line(say("My goal: {goal}", goal=Words({goal.language: goal.words})), "⭐")]
    return [Line(say("You said your goal with your voice."), "⭐")]


def whole_list(row: ChecklistRow, page: int, looking: Looking, *before: Line) -> Message:
    """One page of a list; every item is a line and a button."""
    items = service.visible_items(row)
    pages = max(1, -(-len(items) // PAGE))
    page = page % pages
    shown = items[page * PAGE : (page + 1) * PAGE]
    lines = [*before, Line(name_of(row), icon_of(row), strong=True), progress_line(row)]
    if not items:
        lines.append(Line(say("There is nothing on this list yet."), "🌱"))
    elif all(item.state == ItemState.DONE for item in items):
        lines.append(Line(say("All of it is done."), "🎉"))
    lines += [_line_in_list(item, looking) for item in shown]
    buttons: list[tuple[Button, ...]] = [
        (
            Button(
                say("{thing}", thing=service.line_of(item, looking.specialist)),
                payload(CODE, "item", item.id),
                icon=_signs(item, looking.today),
            ),
        )
        for item in shown
    ]
    ways = [Button(say("Back"), payload(CODE, "all", 0), icon="⬅️")]
    if pages > 1:
        ways.append(Button(say("More"), payload(CODE, "list", row.id, (page + 1) % pages), icon="➡️"))
    ways.append(Button(say("Change"), payload(CODE, "change", row.id), icon="✏️"))
    buttons.append(tuple(ways))
    done, total = service.progress(row)
    return message(
        *lines,
        brief=brief("{list}: {done} of {total} done.", list=name_of(row), done=done, total=total),
        buttons=tuple(buttons),
    )


def mark_of(item: ChecklistItemRow, today: date) -> str:
    """The sign before an item."""
    return "⏳" if service.is_waiting(item, today) else _MARKS[ItemState(item.state)]


def _signs(item: ChecklistItemRow, today: date) -> str:
    """Mark and picture, the same in the text and on the button, for somebody who goes by pictures."""
    known = library_item(item.checklist.code, item.code)
    return f"{mark_of(item, today)} {known.icon if known is not None else _OWN_ICON}"


def _line_in_list(item: ChecklistItemRow, looking: Looking) -> Line:
    return Line(say("{thing}", thing=service.line_of(item, looking.specialist)), _signs(item, looking.today))


def one_item(item: ChecklistItemRow, row: ChecklistRow, level: Level, looking: Looking, *before: Line) -> Message:
    """One item, opened: what, why and how, as much of it as she wants to see.

    What she has done once is not explained again unless she asks for it.
    """
    known = library_item(row.code, item.code)
    thing = service.line_of(item, looking.specialist)
    picture = known.icon if known is not None else _OWN_ICON
    lines = [*before, Line(say("{thing}", thing=thing), picture, strong=True)]
    if known is not None and not service.is_mastered(item):
        lines += explained(known, level, looking.specialist)
    lines += standing_lines(item, known, looking)
    return message(
        *lines,
        brief=brief("{thing}", thing=thing),
        buttons=item_buttons(item, row, known, level),
    )


def explained(known: Item, level: Level, specialist: str) -> list[Line]:
    """Why and how, for this level."""
    if level == Level.A:
        return []
    lines = [
        Line(service.named(known.why, specialist), "💡"),
        Line(service.named(known.how, specialist), "👉"),
    ]
    if level == Level.C:
        lines.append(Line(service.named(known.more, specialist), "📎"))
    return lines


def standing_lines(item: ChecklistItemRow, known: Item | None, looking: Looking) -> list[Line]:
    """Whether it is done, put off, agreed on with somebody, or changed since."""
    lines = []
    if item.state == ItemState.DONE:
        lines.append(Line(say("You have done this."), "✅", gap=True))
        if service.has_changed_since(item, known):
            lines.append(Line(say("It has changed a little since then."), "🆕"))
    elif item.state == ItemState.LEFT_OUT:
        lines.append(Line(say("You took this off your list."), "✖️", gap=True))
    elif service.is_waiting(item, looking.today) and item.later_until is not None:
        lines.append(Line(say("It comes back on {day}.", day=Day(item.later_until)), "⏳", gap=True))
    if item.state == ItemState.OPEN:
        if item.doer == Doer.TOGETHER:
            lines.append(Line(say("You do it together with {name}.", name=looking.specialist), "🤝"))
        elif item.doer == Doer.SPECIALIST:
            lines.append(Line(say("{name} does this for you.", name=looking.specialist), "👩‍💼"))
        if item.due_on is not None:
            lines.append(Line(say("Day: {day}", day=Day(item.due_on)), "📅"))
    return lines


def item_buttons(item: ChecklistItemRow, row: ChecklistRow, known: Item | None, level: Level) -> Rows:
    """Done, help, simpler, later, not for me, and what is left behind one more tap."""
    one = item.id
    if item.state == ItemState.LEFT_OUT:
        return (
            (Button(say("Take it back"), payload(CODE, "do", one, ItemState.OPEN), icon="↩️"),),
            (Button(say("Back"), payload(CODE, "out", row.id), icon="⬅️"),),
        )
    if item.state == ItemState.DONE:
        first = Button(say("Not done yet"), payload(CODE, "do", one, ItemState.OPEN), icon="↩️")
    else:
        first = Button(say("Done"), payload(CODE, "do", one, ItemState.DONE), icon="✅")
    rows: list[tuple[Button, ...]] = [(first,)]
    ask = Button(say("Help me"), payload(CODE, "help", one), icon="🆘")
    if item.voice:
        rows.append((ask, Button(say("Listen"), payload(CODE, "hear", one), icon="🔊")))
    elif known is not None and service.is_mastered(item):
        rows.append((ask, Button(say("Show me how"), payload(CODE, "how", one, level.value), icon="👉")))
    elif known is not None:
        rows.append((ask, Button(say("Say it simpler"), payload(CODE, "simple", one, level.value), icon="🧸")))
    else:
        rows.append((ask,))
    if item.state == ItemState.OPEN:
        rows.append(
            (
                Button(say("Later"), payload(CODE, "later", one), icon="⏳"),
                Button(say("Not for me"), payload(CODE, "do", one, ItemState.LEFT_OUT), icon="✖️"),
            )
        )
    if known is not None and known.helps is not None:
        words, icon = _HELPS[known.helps]
        rows.append((Button(words, known.helps.value, icon=icon),))
    rows.append((back_to(row, item), Button(say("More choices"), payload(CODE, "more", one), icon="⋯")))
    return tuple(rows)
