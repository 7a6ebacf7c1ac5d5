"""One message at the beginning of a working day, to every specialist and every coordinator who has something in it.

It is planned once a day and composed when it is sent; with nothing to say it is not sent. Nothing in it counts or
compares what staff do: a coordinator reads how many participants wait in the whole programme, and since when.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from conversations.appointments.venue_time import resolve, to_local
from conversations.care.coordinator import waiting_button
from conversations.care.waiting import waiting_lines
from conversations.composing import Composed, Drop
from conversations.contact.working_days import is_working_day
from conversations.home.menu import home_row
from conversations.morning.gathering import gather
from conversations.morning.writing import morning_message
from conversations.part import Audience, Part
from conversations.programme_settings import ProgrammeSettings
from locales.message import Line, Message, message
from locales.text import staff
from storage.models import DeliveryKind, DeliveryState, Programme, Role
from storage.outgoing import Outgoing
from storage.repositories.deliveries import NewDelivery
from storage.unit_of_work import UnitOfWork

part = Part("mo", Audience.SPECIALIST)

MORNING = "morning.summary"
TEAM_MORNING = "morning.team"


async def plan_mornings(store: UnitOfWork, now: datetime) -> None:
    """Plans today's messages, once the programme's working day has begun; one a person, whatever roles they have."""
    for programme in await store.programmes.everyone():
        local = to_local(now, programme.timezone)
        settings = ProgrammeSettings.read(programme.settings)
        if not is_working_day(local.date()) or not settings.work_from <= local.time() < settings.work_to:
            continue
        done = await store.rounds.today(f"morning:{programme.id}", local.date())
        if done.finished:
            continue
        ends = resolve(datetime.combine(local.date(), settings.work_to), programme.timezone).utc
        specialists = {one.person_id for one in await store.people.staff_of(programme.id, Role.SPECIALIST)}
        coordinators = {one.person_id for one in await store.people.staff_of(programme.id, Role.COORDINATOR)}
        keys = dict.fromkeys(sorted(coordinators), TEAM_MORNING) | dict.fromkeys(sorted(specialists), MORNING)
        await store.deliveries.plan(
            [
                NewDelivery(
                    key=f"morning:{programme.id}:{person_id}:{local.date()}",
                    kind=DeliveryKind.NOTICE,
                    due=now,
                    message_key=key,
                    person_id=person_id,
                    params={"programme": programme.id, "day": local.date().isoformat()},
                    not_after=ends,
                )
                for person_id, key in keys.items()
            ],
            now,
        )
        done.finished = True


@part.composer(MORNING)
async def compose(store: UnitOfWork, deliveries: Sequence[Outgoing], now: datetime) -> Composed:
    """What is true when it is sent."""
    composed: dict[int, Message | Drop] = {}
    for delivery in deliveries:
        programme = await store.programmes.get(int(delivery.params["programme"]))
        said = await _own(store, delivery.person_id or 0, programme, now) if programme is not None else None
        composed[delivery.id] = said or Drop(DeliveryState.SUPERSEDED, "nothing to say")
    return composed


async def _own(store: UnitOfWork, person_id: int, programme: Programme, now: datetime) -> Message | None:
    return morning_message(
        await gather(store, person_id, programme, now), await _of_the_team(store, person_id, programme)
    )


async def _of_the_team(store: UnitOfWork, person_id: int, programme: Programme) -> list[Line]:
    """What the person reads as a coordinator; nothing where they are none."""
    if await store.people.membership(person_id, programme.id, Role.COORDINATOR) is None:
        return []
    return await waiting_lines(store, programme)


@part.composer(TEAM_MORNING)
async def compose_team(store: UnitOfWork, deliveries: Sequence[Outgoing], _now: datetime) -> Composed:
    """How many wait, for whoever coordinates the programme when it is sent."""
    composed: dict[int, Message | Drop] = {}
    for delivery in deliveries:
        programme = await store.programmes.get(int(delivery.params["programme"]))
        lines = await _of_the_team(store, delivery.person_id or 0, programme) if programme is not None else []
        if programme is None or not lines:
            composed[delivery.id] = Drop(DeliveryState.SUPERSEDED, "nothing to say")
        else:
            title = Line(staff("Good morning. This waits in {programme}.", programme=programme.name), "☀️", strong=True)
            composed[delivery.id] = message(title, *lines, buttons=((waiting_button(),), home_row()))
    return composed
