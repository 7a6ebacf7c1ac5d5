"""On a working morning a coordinator is told that something has waited too long; on other mornings nothing comes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from conversations.appointments.venue_time import resolve, to_local
from conversations.composing import Composed, Drop
from conversations.contact.coordinator import part
from conversations.contact.waiting import long_waiting, sum_up
from conversations.contact.working_days import is_working_day
from conversations.home.menu import home_row
from conversations.press import payload
from conversations.programme_settings import ProgrammeSettings
from locales.message import Button, Line, Message, message
from locales.text import staff
from storage.models import DeliveryKind, DeliveryState, Programme, Role
from storage.outgoing import Outgoing
from storage.repositories.deliveries import NewDelivery
from storage.unit_of_work import UnitOfWork

WAITS_MORNING = "talk.waits"


async def plan_waits(store: UnitOfWork, now: datetime) -> None:
    """Plans today's notice for the coordinators of each programme where something has waited too long this morning."""
    for programme in await store.programmes.everyone():
        local = to_local(now, programme.timezone)
        settings = ProgrammeSettings.read(programme.settings)
        if not is_working_day(local.date()) or not settings.work_from <= local.time() < settings.work_to:
            continue
        done = await store.rounds.today(f"waits:{programme.id}", local.date())
        if done.finished:
            continue
        done.finished = True
        if not await long_waiting(store, programme, now):
            continue
        ends = resolve(datetime.combine(local.date(), settings.work_to), programme.timezone).utc
        await store.deliveries.plan(
            [
                NewDelivery(
                    key=f"waits:{programme.id}:{member.person_id}:{local.date()}",
                    kind=DeliveryKind.NOTICE,
                    due=now,
                    message_key=WAITS_MORNING,
                    person_id=member.person_id,
                    params={"programme": programme.id},
                    not_after=ends,
                )
                for member in await store.people.staff_of(programme.id, Role.COORDINATOR)
            ],
            now,
        )


@part.composer(WAITS_MORNING)
async def compose(store: UnitOfWork, deliveries: Sequence[Outgoing], now: datetime) -> Composed:
    """What still waits when it is sent."""
    composed: dict[int, Message | Drop] = {}
    for delivery in deliveries:
        programme = await store.programmes.get(int(delivery.params["programme"]))
        said = await _message(store, programme, now) if programme is not None else None
        composed[delivery.id] = said or Drop(DeliveryState.SUPERSEDED, "nothing to say")
    return composed


async def _message(store: UnitOfWork, programme: Programme, now: datetime) -> Message | None:
    lines = sum_up(await long_waiting(store, programme, now), now)
    if not lines:
        return None
    return message(
        Line(staff("Good morning. This waits in {programme}.", programme=programme.name), "⏳", strong=True),
        *lines,
        buttons=((Button(staff("What waits"), payload("ww", "list"), icon="⏳"),), home_row()),
    )
