"""The timeline of an own participant: a page at a time, newest first, of everything or of one kind."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from conversations.events.service import today_of
from conversations.events.words import day_text
from conversations.home.menu import home_row
from conversations.part import Audience, Part
from conversations.people.own import about_own
from conversations.press import BadPressError, Press, payload
from conversations.timeline.entries import Cursor, Page
from conversations.timeline.gathering import SOURCES, gather
from conversations.turn import Turn
from locales.message import Button, Line, message
from locales.text import Text, staff
from storage.models import Participant

CODE = "tl"
part = Part(CODE, Audience.SPECIALIST)

PAGE = 6
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_FARTHEST = 2**53
"""Microseconds since 1970 that a button may name; it lies in the year 2255."""

FILTERS: Mapping[str, tuple[str, Text, tuple[str, ...]]] = {
    "all": ("🗓", staff("Everything"), tuple(SOURCES)),
    "ap": ("📅", staff("Appointments"), ("ap",)),
    "nt": ("📝", staff("Notes"), ("nt",)),
    "ev": ("📍", staff("What happened"), ("ev",)),
    "ta": ("🗨", staff("Talk"), ("ta",)),
    "ck": ("✅", staff("Lists"), ("ck", "oi")),
}
"""What can be shown alone: a picture, a name, and its sources."""


@part.button("list")
@about_own
async def look(turn: Turn, press: Press, participant: Participant) -> None:
    """A page of one filter, after the entry the button names; the newest of everything without any."""
    turn.park()
    chosen = press.word(1) if len(press.args) > 1 else "all"
    if chosen not in FILTERS:
        raise BadPressError
    cursor = _cursor(press) if len(press.args) > 2 else None  # noqa: PLR2004 - the cursor comes third
    await _show(turn, participant, chosen, cursor)


def _cursor(press: Press) -> Cursor:
    moment, source = press.number(2), press.word(3)
    if source not in SOURCES or not 0 <= moment <= _FARTHEST:
        raise BadPressError
    return Cursor(_EPOCH + moment * _MICROSECOND, source, press.number(4))


async def _show(turn: Turn, participant: Participant, chosen: str, cursor: Cursor | None) -> None:
    await turn.store.audit.note("timeline.viewed", turn.now, participant_id=participant.id)
    icon, words, sources = FILTERS[chosen]
    page = await gather(turn.store, participant, sources, cursor or Cursor(turn.now, "", 0), PAGE)
    name = participant.person.name
    lines = [Line(staff("{name}: what was, the newest first", name=name), "🗓", strong=True)]
    if chosen != "all":
        lines.append(Line(words, icon))
    if not page.entries:
        lines.append(Line(staff("Nothing more is here."), "🌱"))
    entries, opening = _entries(turn, participant, page)
    rows = [tuple(opening[start : start + 3]) for start in range(0, len(opening), 3)]
    turning = []
    if cursor is not None:
        turning.append(Button(staff("Newest"), payload(CODE, "list", participant.id, chosen), icon="⬅️"))
    if not page.is_last:
        last = page.entries[-1].cursor
        at = (last.at - _EPOCH) // _MICROSECOND
        older = payload(CODE, "list", participant.id, chosen, at, last.source, last.number)
        turning.append(Button(staff("Older"), older, icon="➡️"))
    if turning:
        rows.append(tuple(turning))
    only = Button(staff("Show only…"), payload(CODE, "filter", participant.id), icon="🔎")
    back = Button(staff("Back"), payload("pp", "card", participant.id), icon="⬅️")
    await turn.show(message(*lines, *entries, buttons=(*rows, (only, back))))


def _entries(turn: Turn, participant: Participant, page: Page) -> tuple[list[Line], list[Button]]:
    """A heading a day, a line an entry, and a button for each that opens, by its number."""
    zone, today = ZoneInfo(participant.programme.timezone), today_of(participant, turn.now)
    lines: list[Line] = []
    buttons: list[Button] = []
    for day, those in groupby(page.entries, key=lambda one: one.at.astimezone(zone).date()):
        lines.append(Line(day_text(day, today), strong=True, gap=True))
        for one in those:
            if not one.opens:
                lines.append(Line(one.text, one.icon))
                continue
            number = len(buttons) + 1
            lines.append(Line(staff("{number}. {what}", number=number, what=one.text), one.icon))
            buttons.append(Button(staff("Open {number}", number=number), one.opens, icon=one.icon))
    return lines, buttons


@part.button("filter")
@about_own
async def choose_filter(turn: Turn, _press: Press, participant: Participant) -> None:
    """What to show alone."""
    buttons = [
        Button(words, payload(CODE, "list", participant.id, code), icon=icon)
        for code, (icon, words, _) in FILTERS.items()
    ]
    rows = [tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2)]
    back = Button(staff("Back"), payload(CODE, "list", participant.id), icon="⬅️")
    headline = Line(staff("What do you want to see?"), "🔎", strong=True)
    await turn.show(message(headline, buttons=(*rows, (back, *home_row()))))
