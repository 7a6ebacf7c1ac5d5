"""The rules of checklists, without any dialogue: lists, ticks, order, who does what. Nothing here asks for a reason.

A tick says what the item shall be, never "the other way round": two taps at once, or the same tap twice, end alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from conversations.checklists.library import library, library_item
from conversations.checklists.model import Item, Level
from conversations.tasks.service import close_tasks, raise_task
from locales.text import Text, Words, staff
from storage.models import ChecklistItemRow, ChecklistRow, Doer, ItemState, Participant
from storage.unit_of_work import UnitOfWork

OWN = "own"
"""The list of what she and her specialist wrote themselves."""

MOST_OWN = 60
"""Own items on one list; far more than anybody can use."""


async def add_list(
    store: UnitOfWork, participant: Participant, code: str, by: int, now: datetime, *, seen: bool
) -> ChecklistRow:
    """Gives her this list, or brings back the one she put away; a list she has already stays as it is.

    Args:
        store: of somebody who may see the participant.
        participant: whose list it becomes.
        code: the library's, or `OWN`.
        by: the person who adds it.
        now: UTC.
        seen: whether she is looking at it, so that it is not news to her.
    """
    row = await store.checklists.add(participant.id, code, by, now, seen_at=now if seen else None)
    row.put_away_at = None
    if seen and row.seen_at is None:
        row.seen_at = now
    await store.audit.note(
        "checklist.added", now, participant_id=participant.id, subject="checklist", subject_id=row.id
    )
    return await refreshed(store, row, by, now)


async def refreshed(store: UnitOfWork, row: ChecklistRow, by: int, now: datetime) -> ChecklistRow:
    """The list with what the library has added to it since; nothing is ever taken from it."""
    checklist = library().get(row.code)
    if checklist is None:
        return row
    there = {item.code for item in row.items}
    new = {item.code: item.meaning for item in checklist.items if item.code not in there}
    if not new:
        return row
    await store.checklists.add_library_items(row.id, new, by, now)
    return await store.checklists.get(row.id) or row


def set_state(item: ChecklistItemRow, state: ItemState, now: datetime) -> None:
    """Ticks, unticks, leaves out or takes back; being so already changes nothing but that she was here."""
    touched(item)
    item.later_until = None
    if item.state == state:
        return
    item.state = state
    if state == ItemState.DONE:
        item.done_at = now
        item.done_once_at = item.done_once_at or now
        item.meaning = meaning_now(item)
    else:
        item.done_at = None


def put_off(item: ChecklistItemRow, until: date) -> None:
    """Out of the way until that day; it comes back by itself."""
    touched(item)
    item.state, item.done_at = ItemState.OPEN, None
    item.later_until = until


def touched(item: ChecklistItemRow) -> None:
    """She has looked at it, so it may be nudged about again."""
    item.nudges = 0


def meaning_now(item: ChecklistItemRow) -> int:
    """The library's meaning of the item today; 1 for what somebody wrote."""
    known = library_item(item.checklist.code, item.code)
    return known.meaning if known is not None else 1


def has_changed_since(item: ChecklistItemRow, known: Item | None) -> bool:
    """Whether the item asks for something else than when it was ticked; the tick stays."""
    return known is not None and item.state == ItemState.DONE and known.meaning > item.meaning


def is_mastered(item: ChecklistItemRow) -> bool:
    """Whether she has done it once: then it is neither explained by itself nor nudged about."""
    return item.done_once_at is not None


def visible_items(row: ChecklistRow) -> list[ChecklistItemRow]:
    """What stands on the list: not what she left out, nor what the library has no more."""
    return [item for item in row.items if item.state != ItemState.LEFT_OUT and is_there(item)]


def left_out(row: ChecklistRow) -> list[ChecklistItemRow]:
    """What she took off the list, to be taken back."""
    return [item for item in row.items if item.state == ItemState.LEFT_OUT and is_there(item)]


def is_there(item: ChecklistItemRow) -> bool:
    """Whether the item is still one: somebody's own always, the library's as long as the library has it."""
    return item.code is None or library_item(item.checklist.code, item.code) is not None


def progress(row: ChecklistRow) -> tuple[int, int]:
    """How many of the list's items are done, and how many there are."""
    items = visible_items(row)
    return sum(item.state == ItemState.DONE for item in items), len(items)


def is_waiting(item: ChecklistItemRow, today: date) -> bool:
    """Whether it is put off to a later day."""
    return item.state == ItemState.OPEN and item.later_until is not None and item.later_until > today


def move(row: ChecklistRow, item_id: int, by: int) -> None:
    """Moves an item up (-1) or down (+1) among those that are shown; at an end it stays."""
    shown = visible_items(row)
    index = next((place for place, item in enumerate(shown) if item.id == item_id), None)
    if index is None or not 0 <= index + by < len(shown):
        return
    shown[index], shown[index + by] = shown[index + by], shown[index]
    hidden = [item for item in row.items if item not in shown]
    for position, item in enumerate([*shown, *hidden], start=1):
        item.position = position


def level_of(participant: Participant, row: ChecklistRow | None) -> Level:
    """How much she wants to see: her choice for the list, else for all lists, else the middle one."""
    for stored in (row.level if row is not None else None, participant.plan.get("level")):
        if isinstance(stored, str) and stored in Level.__members__:
            return Level[stored]
    return Level.B


def simpler(level: Level) -> Level | None:
    """The next level with fewer words; None when there is none."""
    return {Level.C: Level.B, Level.B: Level.A}.get(level)


def today_of(participant: Participant, now: datetime) -> date:
    """The day it is in her programme's zone."""
    return now.astimezone(ZoneInfo(participant.programme.timezone)).date()


def line_of(item: ChecklistItemRow, specialist: str) -> Text | Words:
    """What the item says, for whoever reads it: the library's text, or somebody's own words as they stand."""
    known = library_item(item.checklist.code, item.code)
    if known is not None:
        return named(known.line, specialist)
    return Words({"": item.words or "🎤"})


def named(text: Text, specialist: str) -> Text:
    """A text of the library with the specialist's name in the place kept for it."""
    if "name" not in text.params:
        return text
    return Text(text.msgid, {**text.params, "name": specialist}, text.domain)


def pick(items: Sequence[ChecklistItemRow], today: date) -> ChecklistItemRow | None:
    """The first open item that is hers to do and not put off."""
    for item in items:
        if item.state == ItemState.OPEN and item.doer != Doer.SPECIALIST and not is_waiting(item, today):
            return item
    return None


async def agree(
    store: UnitOfWork, participant: Participant, item: ChecklistItemRow, now: datetime, *, doer: Doer, due: date | None
) -> None:
    """Notes who does it and by which day. What the specialist takes on is kept among their tasks until it is done."""
    touched(item)
    item.doer, item.due_on = doer, due
    await keep_promise(store, participant, item, now)


async def keep_promise(store: UnitOfWork, participant: Participant, item: ChecklistItemRow, now: datetime) -> None:
    """Brings the specialist's task for this item in line with what is agreed now."""
    system = store.as_system()
    if item.doer == Doer.PARTICIPANT or item.due_on is None or item.state != ItemState.OPEN:
        await close_tasks(system, f"promise:{item.id}", now)
        return
    key = f"promise:{item.id}:{item.doer}:{item.due_on}"
    if await system.tasks.has_open(key):
        return
    await close_tasks(system, f"promise:{item.id}", now)
    name, thing = participant.person.name, line_of(item, participant.specialist.name)
    if item.doer == Doer.SPECIALIST:
        text = staff("You said you would do this for {name}: {thing}", name=name, thing=thing)
    else:
        text = staff("You said you would do this together with {name}: {thing}", name=name, thing=thing)
    zone = ZoneInfo(participant.programme.timezone)
    morning = datetime(item.due_on.year, item.due_on.month, item.due_on.day, 8, tzinfo=zone)
    await raise_task(
        system,
        key=f"{key}:{int(now.timestamp())}",
        programme_id=participant.programme_id,
        assignee_id=participant.specialist_id,
        participant_id=participant.id,
        kind="promise",
        text=text,
        due_at=morning,
        now=now,
    )
