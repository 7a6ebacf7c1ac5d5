"""Small pushes about one item: at most one a day and three a week, as she chooses.

What is nudged about: what has a day first, then what fits her calendar, then the next open item of her lists. What she
has done once, what is put off, what somebody else does and what she ignored twice is left alone; the last of these is
a line in her specialist's morning, not one more message to her.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from conversations.appointments.venue_time import resolve, to_local
from conversations.checklists import service
from conversations.checklists.choosing import FITS
from conversations.checklists.library import library_item
from conversations.checklists.model import Level
from conversations.checklists.participant import part
from conversations.checklists.views import CODE, DOERS
from conversations.composing import Composed, Drop
from conversations.preferences.screen import mark, settings_row
from conversations.press import BadPressError, Press, payload
from conversations.turn import Turn
from locales.message import Button, Line, Message, message
from locales.text import Day, Text, brief, say
from storage.models import (
    ChecklistItemRow,
    ChecklistRow,
    DeliveryKind,
    DeliveryState,
    Doer,
    ItemState,
    Participant,
)
from storage.outgoing import Outgoing
from storage.repositories.deliveries import NewDelivery
from storage.unit_of_work import UnitOfWork

NUDGE = "checklist.nudge"
SUBJECT = "checklist_item"

IGNORED = 2
"""Nudges without any answer after which an item is left alone."""

RATES = (3, 1, 0)
"""How many a week one can choose; three until she chooses."""

_AT = time(10, 30)
_UNTIL = time(18)
_WEEK = timedelta(days=7)
_BATCH = 100
_AHEAD = 5
_SOON = timedelta(days=2)


def rate_of(participant: Participant) -> int:
    """How many nudges a week she wants."""
    rate = participant.plan.get("nudges", RATES[0])
    return rate if rate in RATES else RATES[0]


def choose(rows: Sequence[ChecklistRow], kinds: Iterable[str], today: date) -> ChecklistItemRow | None:
    """The item to nudge about today, or None.

    Args:
        rows: her lists with their items, in her order.
        kinds: the kinds of her next appointments, nearest first.
        today: the day in the programme's zone.
    """
    used = [row for row in rows if row.put_away_at is None]
    items = [item for row in used for item in service.visible_items(row) if _may_be_nudged(item, today)]
    with_day = sorted((item for item in items if item.due_on and item.due_on <= today + _SOON), key=_day)
    fitting = [code for kind in kinds for code in FITS.get(kind, ())]
    in_calendar = [item for code in fitting for item in items if item.checklist.code == code]
    return next(iter([*with_day, *in_calendar, *items]), None)


def _day(item: ChecklistItemRow) -> date:
    return item.due_on or date.max


def _may_be_nudged(item: ChecklistItemRow, today: date) -> bool:
    return (
        item.state == ItemState.OPEN
        and item.doer != Doer.SPECIALIST
        and not service.is_waiting(item, today)
        and not service.is_mastered(item)
        and item.nudges < IGNORED
    )


def is_ignored(item: ChecklistItemRow) -> bool:
    """Whether she let it pass so often that a person should rather ask."""
    return item.state == ItemState.OPEN and item.nudges >= IGNORED


async def plan_nudges(store: UnitOfWork, now: datetime) -> None:
    """Plans today's nudges, a batch of people of each programme at a time; the check at send judges again."""
    for programme in await store.programmes.everyone():
        local = to_local(now, programme.timezone)
        if not _AT <= local.time() < _UNTIL:
            continue
        done = await store.rounds.today(f"nudges:{programme.id}", local.date())
        if done.finished:
            continue
        people = await store.checklists.people_with_lists(programme.id, _BATCH, done.after_id)
        for participant in people:
            await _plan_one(store, participant, now)
        done.finished = len(people) < _BATCH
        done.after_id = people[-1].id if people else done.after_id


async def _plan_one(store: UnitOfWork, participant: Participant, now: datetime) -> None:
    rate, zone = rate_of(participant), participant.programme.timezone
    if not rate:
        return
    today = to_local(now, zone).date()
    rows = await store.checklists.of_participant(participant.id)
    if await store.deliveries.count_of_key(participant.id, NUDGE, now - _WEEK) >= rate:
        return
    coming = await store.appointments.upcoming(participant.id, now, _AHEAD)
    soon = [row.appointment.kind for row in coming if to_local(row.starts_at, zone).date() <= today + _SOON]
    item = choose(rows, soon, today)
    if item is None:
        return
    item.nudges, item.nudged_at = item.nudges + 1, now
    delivery = NewDelivery(
        key=f"nudge:{participant.id}:{today}",
        kind=DeliveryKind.NUDGE,
        due=now,
        message_key=NUDGE,
        person_id=participant.person_id,
        participant_id=participant.id,
        subject=SUBJECT,
        subject_id=item.id,
        not_after=resolve(datetime.combine(today, _UNTIL), zone).utc,
    )
    await store.deliveries.plan([delivery], now)


@part.composer(NUDGE)
async def compose(store: UnitOfWork, deliveries: Sequence[Outgoing], _now: datetime) -> Composed:
    """What is nudged about as it is now; what is done or put off by then is not mentioned any more."""
    items = await store.checklists.items_by_id({row.subject_id for row in deliveries if row.subject_id is not None})
    composed: dict[int, Message | Drop] = {}
    for delivery in deliveries:
        item = items.get(delivery.subject_id or 0)
        participant = await store.participants.get(delivery.participant_id or 0)
        if item is None or participant is None or item.checklist.put_away_at is not None:
            composed[delivery.id] = Drop(DeliveryState.SUPERSEDED, "gone")
        elif not service.is_there(item):
            composed[delivery.id] = Drop(DeliveryState.SUPERSEDED, "not in the library any more")
        elif item.state != ItemState.OPEN or not rate_of(participant):
            composed[delivery.id] = Drop(DeliveryState.SUPERSEDED, "not wanted any more")
        else:
            composed[delivery.id] = nudge(item, participant)
    return composed


def nudge(item: ChecklistItemRow, participant: Participant) -> Message:
    """One item with the four things one can do about it at once."""
    name = participant.specialist.name
    thing = service.line_of(item, name)
    known = library_item(item.checklist.code, item.code)
    lines = [
        Line(say("One small step"), "👣", strong=True),
        Line(say("{thing}", thing=thing), known.icon if known is not None else "✏️"),
    ]
    if known is not None and service.level_of(participant, item.checklist) != Level.A:
        lines.append(Line(service.named(known.why, name), "💡"))
    if item.doer == Doer.TOGETHER:
        lines.append(Line(say("You do it together with {name}.", name=name), DOERS[Doer.TOGETHER][0]))
    if item.due_on is not None:
        lines.append(Line(say("Day: {day}", day=Day(item.due_on)), "📅"))
    lines.append(Line(say("You choose."), "🟢"))
    return message(
        *lines,
        brief=brief("{thing}", thing=thing),
        buttons=(
            (Button(say("Done"), payload(CODE, "do", item.id, ItemState.DONE), icon="✅"),),
            (Button(say("Show me how") if known else say("Look at it"), payload(CODE, "item", item.id), icon="👉"),),
            (
                Button(say("Later"), payload(CODE, "later", item.id), icon="⏳"),
                Button(say("Help me"), payload(CODE, "help", item.id), icon="🆘"),
            ),
            (Button(say("Not for me"), payload(CODE, "do", item.id, ItemState.LEFT_OUT), icon="✖️"),),
        ),
    )


_RATES: dict[int, Text] = {3: say("Three times a week"), 1: say("Once a week"), 0: say("Never")}


@part.button("often")
async def choose_rate(turn: Turn, _press: Press) -> None:
    """How often she is reminded of her lists."""
    chosen = rate_of(turn.profile)
    choices = tuple(
        (Button(words, payload(CODE, "rate", rate), icon=mark(chosen=rate == chosen)),)
        for rate, words in _RATES.items()
    )
    await turn.show(
        message(
            Line(say("How often do you want to hear about your lists?"), "🔔", strong=True),
            Line(say("You choose. You can change it at any time."), "🟢"),
            brief=brief("How often?"),
            buttons=(*choices, settings_row()),
        )
    )


@part.button("rate")
async def set_rate(turn: Turn, press: Press) -> None:
    """In use at once, for what is planned already too."""
    rate = press.number(0)
    if rate not in RATES:
        raise BadPressError
    turn.profile.plan = {**turn.profile.plan, "nudges": rate}
    await choose_rate(turn, press)
