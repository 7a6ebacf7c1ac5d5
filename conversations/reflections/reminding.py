"""A question in the evening, for those who asked for it: off until somebody turns it on, and only for themselves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from conversations.appointments.venue_time import resolve, to_local
from conversations.composing import Composed, Drop
from conversations.contact.working_days import is_working_day
from conversations.preferences.screen import mark
from conversations.press import BadPressError, Press, payload
from conversations.reflections.service import zone_of
from conversations.reflections.specialist import part
from conversations.reflections.views import back_row
from conversations.turn import Turn
from locales.message import Button, Line, Message, message
from locales.text import At, staff
from storage.models import DeliveryKind, DeliveryState
from storage.outgoing import Outgoing
from storage.repositories.deliveries import NewDelivery
from storage.unit_of_work import UnitOfWork

REMINDER = "reflections.reminder"

TIMES = tuple(time(hour) for hour in (16, 17, 18, 19, 20))
NEVER = -1

_OF_USE = timedelta(hours=2)


async def plan_reminders(store: UnitOfWork, now: datetime) -> None:
    """Plans this evening's questions, on working days; once a person and day, and not where the log has its entry."""
    for wish in await store.reflections.to_remind():
        zone = await zone_of(store, wish.person_id)
        if zone is None:
            continue
        local = to_local(now, zone)
        starts = resolve(datetime.combine(local.date(), wish.clock), zone).utc
        if not is_working_day(local.date()) or not starts <= now < starts + _OF_USE:
            continue
        if await store.acting(wish.person_id).reflections.has_on(local.date()):
            continue
        delivery = NewDelivery(
            key=f"reflections:{wish.person_id}:{local.date()}",
            kind=DeliveryKind.NUDGE,
            due=starts,
            message_key=REMINDER,
            person_id=wish.person_id,
            not_after=starts + _OF_USE,
        )
        await store.deliveries.plan([delivery], now)


@part.composer(REMINDER)
async def compose(store: UnitOfWork, deliveries: Sequence[Outgoing], now: datetime) -> Composed:
    """The question, for those who still want it and have not written by then."""
    composed: dict[int, Message | Drop] = {}
    for delivery in deliveries:
        own = store.acting(delivery.person_id or 0)
        zone = await zone_of(store, delivery.person_id) if delivery.person_id is not None else None
        if zone is None or await own.reflections.reminder() is None:
            composed[delivery.id] = Drop(DeliveryState.SUPERSEDED, "not wanted any more")
        elif await own.reflections.has_on(to_local(now, zone).date()):
            composed[delivery.id] = Drop(DeliveryState.SUPERSEDED, "written already")
        else:
            composed[delivery.id] = message(
                Line(staff("How was your work today? A few words for yourself are enough."), "📓"),
                buttons=(
                    (Button(staff("Write"), payload("rl", "open"), icon="✍️"),),
                    (Button(staff("Remind me"), payload("rl", "remind"), icon="🔔"),),
                ),
            )
    return composed


@part.button("remind")
async def ask_time(turn: Turn, _press: Press) -> None:
    """When to be reminded, if at all."""
    wish = await turn.store.reflections.reminder()
    await _show(turn, wish.clock if wish is not None else None)


async def _show(turn: Turn, chosen: time | None) -> None:
    never = Button(staff("Never"), payload("rl", "at", NEVER), icon=mark(chosen=chosen is None))
    times = [
        Button(staff("At {time}", time=At(one)), payload("rl", "at", one.hour), icon=mark(chosen=one == chosen))
        for one in TIMES
    ]
    await turn.show(
        message(
            Line(staff("When do you want to be reminded of your log?"), "🔔", strong=True),
            Line(staff("Once in the evening of a working day, and only if you have not written.")),
            buttons=((never,), tuple(times[:3]), tuple(times[3:]), back_row()),
        )
    )


@part.button("at")
async def set_time(turn: Turn, press: Press) -> None:
    """In use at once."""
    hour = press.number(0)
    chosen = next((one for one in TIMES if one.hour == hour), None)
    if chosen is None and hour != NEVER:
        raise BadPressError
    await turn.store.reflections.remind(chosen.isoformat("minutes") if chosen is not None else None)
    await _show(turn, chosen)
