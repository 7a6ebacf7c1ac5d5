"""Choosing a list, or not choosing yet. Suggestions are two or three, and nothing is ever assigned by the bot."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from conversations.appointments.kinds import AppointmentKind
from conversations.appointments.venue_time import resolve
from conversations.checklists import service
from conversations.checklists.library import library
from conversations.checklists.model import Checklist
from conversations.checklists.participant import part, show_list
from conversations.checklists.service import OWN
from conversations.checklists.views import CODE
from conversations.composing import SAID
from conversations.press import BadPressError, Press, payload
from conversations.turn import Turn
from locales.message import Button, Line, message, pack_message
from locales.text import Day, brief, say
from storage.models import ChecklistRow, DeliveryKind, Occurrence
from storage.repositories.deliveries import NewDelivery

_PAGE = 5
_SUGGESTED = 3
_THINK = timedelta(days=7)
_NOON = time(12)

FITS: dict[str, tuple[str, ...]] = {
    AppointmentKind.INTERVIEW: ("interview",),
    AppointmentKind.PLACEMENT: ("first_day", "first_week"),
    AppointmentKind.WORK: ("first_day", "first_week"),
    AppointmentKind.EMPLOYER_VISIT: ("interview",),
    AppointmentKind.CLASS: ("norwegian",),
    AppointmentKind.CONVERSATION_GROUP: ("norwegian",),
    AppointmentKind.HOMEWORK_HELP: ("norwegian",),
}
"""Which lists fit what is in her calendar, by kind of appointment."""


@part.button("add")
async def add(turn: Turn, press: Press) -> None:
    """The lists she does not have, in the order of the way to work."""
    rows = await turn.store.checklists.of_participant(turn.profile.id)
    free = free_lists(rows)
    pages = max(1, -(-len(free) // _PAGE))
    page = press.number(0) % pages
    buttons: list[tuple[Button, ...]] = [
        (Button(one.name, payload(CODE, "take", one.code), icon=one.icon),)
        for one in free[page * _PAGE : (page + 1) * _PAGE]
    ]
    ways = [Button(say("Back"), payload(CODE, "all", 0), icon="⬅️")]
    if pages > 1:
        ways.append(Button(say("More"), payload(CODE, "add", (page + 1) % pages), icon="➡️"))
    buttons.append(tuple(ways))
    unsure = Button(say("I am not sure"), payload(CODE, "unsure"), icon="🤔")
    own = next((row for row in rows if row.code == OWN and row.put_away_at is None), None)
    mine = Button(say("My own list"), payload(CODE, "take", OWN), icon="✏️") if own is None else None
    buttons.append((unsure, mine) if mine is not None else (unsure,))
    await turn.show(
        message(
            Line(say("Which list do you want?"), "➕", strong=True),
            Line(say("You decide. You can put a list away again."), "🟢"),
            brief=brief("Which list do you want?"),
            buttons=tuple(buttons[: _PAGE + 2]),
        )
    )


def free_lists(rows: Sequence[ChecklistRow]) -> list[Checklist]:
    """The library's lists that she does not use now."""
    used = {row.code for row in rows if row.put_away_at is None}
    return [one for one in library().values() if one.code not in used]


@part.button("take")
async def take(turn: Turn, press: Press) -> None:
    """The list is hers."""
    code = press.word(0)
    if code != OWN and code not in library():
        raise BadPressError
    row = await service.add_list(turn.store, turn.profile, code, turn.me.id, turn.now, seen=True)
    checklist = library().get(code)
    about = (Line(checklist.about, "💡"),) if checklist is not None else ()
    await show_list(turn, row, 0, *about)


@part.button("unsure")
async def unsure(turn: Turn, _press: Press) -> None:
    """Two or three that may fit, and time to think."""
    rows = await turn.store.checklists.of_participant(turn.profile.id)
    coming = await turn.store.appointments.upcoming(turn.profile.id, turn.now, _PAGE)
    buttons = [(Button(one.name, payload(CODE, "take", one.code), icon=one.icon),) for one in suggested(rows, coming)]
    day = _thinking_until(service.today_of(turn.profile, turn.now))
    later = Button(
        say("I think about it until {day}", day=Day(day)), payload(CODE, "think", day.isoformat()), icon="🤔"
    )
    await turn.show(
        message(
            Line(say("That is fine. You do not need to choose now."), "💛", strong=True),
            Line(say("These lists may fit you."), "💡"),
            buttons=(*buttons, (later,), (Button(say("Back"), payload(CODE, "add", 0), icon="⬅️"),)),
        )
    )


def suggested(rows: Sequence[ChecklistRow], coming: Sequence[Occurrence]) -> list[Checklist]:
    """What fits her calendar first, then what comes first on the way to work; at most three."""
    free = {one.code: one for one in free_lists(rows)}
    codes = [code for row in coming for code in FITS.get(row.appointment.kind, ())]
    return [free[code] for code in dict.fromkeys([*codes, *free]) if code in free][:_SUGGESTED]


def _thinking_until(today: date) -> date:
    return today + _THINK


@part.button("think")
async def think(turn: Turn, press: Press) -> None:
    """Asked again on that day, once; nothing else happens."""
    try:
        day = date.fromisoformat(press.word(0))
    except ValueError:
        raise BadPressError from None
    profile = turn.profile
    today = service.today_of(profile, turn.now)
    if not today < day <= today + 2 * _THINK:
        day = _thinking_until(today)
    due = resolve(datetime.combine(day, _NOON), profile.programme.timezone).utc
    ask = message(
        Line(say("You wanted to think about a list. Do you want to choose one now?"), "🤔", strong=True),
        Line(say("You choose. Nothing happens if you wait."), "🟢"),
        brief=brief("Do you want a list?"),
        buttons=(
            (Button(say("Add a list"), payload(CODE, "add", 0), icon="➕"),),
            (Button(say("I am not sure"), payload(CODE, "unsure"), icon="🤔"),),
        ),
    )
    delivery = NewDelivery(
        key=f"think:{profile.id}:{day}",
        kind=DeliveryKind.NUDGE,
        due=due,
        message_key=SAID,
        person_id=profile.person_id,
        participant_id=profile.id,
        content=pack_message(ask),
        not_after=due.astimezone(ZoneInfo("UTC")) + timedelta(days=2),
    )
    await turn.store.deliveries.plan([delivery], turn.now)
    await turn.show(
        message(
            Line(say("Good. You are asked again on {day}.", day=Day(day)), "👍", strong=True),
            buttons=((Button(say("Back"), payload(CODE, "all", 0), icon="⬅️"),),),
        )
    )
