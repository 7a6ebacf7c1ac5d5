"""One message at the beginning of a working day: today's appointments, tasks, what was ticked, and whom to ask.

It is planned once a day for every specialist and composed when it is sent; with nothing to say it is not sent. Nothing
in it counts or compares what staff do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

from conversations.appointments.facts import kind_name, pictogram, start_of
from conversations.appointments.venue_time import resolve, to_local
from conversations.checklists import service
from conversations.checklists.nudges import is_ignored
from conversations.composing import Composed, Drop
from conversations.contact.working_days import is_working_day
from conversations.home.menu import home_row
from conversations.part import Audience, Part
from conversations.press import payload
from conversations.programme_settings import ProgrammeSettings
from locales.message import Button, Line, Message, message
from locales.text import At, Several, staff, staff_n
from storage.models import DeliveryKind, DeliveryState, Occurrence, Participant, Programme, Role
from storage.outgoing import Outgoing
from storage.repositories.deliveries import NewDelivery
from storage.unit_of_work import UnitOfWork

part = Part("mo", Audience.SPECIALIST)

MORNING = "morning.summary"

_SHOWN = 8
_DAY = timedelta(days=1)
_MIDNIGHT = time(0)


async def plan_mornings(store: UnitOfWork, now: datetime) -> None:
    """Plans today's message for every specialist, once their programme's working day has begun."""
    for programme in await store.programmes.everyone():
        local = to_local(now, programme.timezone)
        settings = ProgrammeSettings.read(programme.settings)
        if not is_working_day(local.date()) or not settings.work_from <= local.time() < settings.work_to:
            continue
        done = await store.rounds.today(f"morning:{programme.id}", local.date())
        if done.finished:
            continue
        ends = resolve(datetime.combine(local.date(), settings.work_to), programme.timezone).utc
        members = await store.people.staff_of(programme.id, Role.SPECIALIST)
        await store.deliveries.plan(
            [
                NewDelivery(
                    key=f"morning:{programme.id}:{member.person_id}:{local.date()}",
                    kind=DeliveryKind.NOTICE,
                    due=now,
                    message_key=MORNING,
                    person_id=member.person_id,
                    params={"programme": programme.id, "day": local.date().isoformat()},
                    not_after=ends,
                )
                for member in members
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
        said = await _message(store, delivery.person_id or 0, programme, now) if programme is not None else None
        composed[delivery.id] = said or Drop(DeliveryState.SUPERSEDED, "nothing to say")
    return composed


async def _message(store: UnitOfWork, specialist_id: int, programme: Programme, now: datetime) -> Message | None:
    zone = programme.timezone
    today = to_local(now, zone).date()
    midnight = resolve(datetime.combine(today + _DAY, _MIDNIGHT), zone).utc
    people = {
        one.id: one for one in await store.participants.of_specialist(specialist_id) if one.programme_id == programme.id
    }
    lines = [
        *await _appointments(store, specialist_id, people, now, midnight),
        *await _tasks(store, specialist_id, midnight),
        *await _ticks(store, specialist_id, people, _since(today, zone)),
        *await _left_alone(store, people, today),
    ]
    if not lines:
        return None
    return message(
        Line(staff("Good morning. This is today."), "☀️", strong=True),
        *lines,
        buttons=(
            (
                Button(staff("Next days"), payload("ag", "list"), icon="📅"),
                Button(staff("My participants"), payload("pp", "list"), icon="👥"),
            ),
            (Button(staff("All tasks"), payload("tk", "list"), icon="📌"), *home_row()),
        ),
    )


def _since(today: date, zone: str) -> datetime:
    """The beginning of the last working day before today, UTC."""
    day = today - _DAY
    while not is_working_day(day):
        day -= _DAY
    return resolve(datetime.combine(day, _MIDNIGHT), zone).utc


def _names(row: Occurrence, people: Mapping[int, Participant]) -> tuple[str, ...]:
    return tuple(
        attendee.participant.person.name for attendee in row.appointment.attendees if attendee.participant_id in people
    )


async def _appointments(
    store: UnitOfWork,
    specialist_id: int,
    people: Mapping[int, Participant],
    now: datetime,
    until: datetime,
) -> list[Line]:
    coming = await store.appointments.agenda(specialist_id, now, until)
    if not coming:
        return []
    text = staff_n("{count} appointment today", "{count} appointments today", count=len(coming))
    lines = [Line(text, "📅")]
    for row in coming[:_SHOWN]:
        at = At(start_of(row.appointment, row).time())
        kind, names = kind_name(row.appointment), _names(row, people)
        if names:
            text = staff("{time}: {kind}, {names}", time=at, kind=kind, names=Several(names))
        else:
            text = staff("{time}: {kind}", time=at, kind=kind)
        lines.append(Line(text, pictogram(row.appointment)))
    return lines


async def _tasks(store: UnitOfWork, specialist_id: int, until: datetime) -> list[Line]:
    due = await store.tasks.count_due(specialist_id, until)
    if not due:
        return []
    return [Line(staff_n("{count} task waits for you.", "{count} tasks wait for you.", count=due), "📌")]


async def _ticks(store: UnitOfWork, specialist_id: int, people: dict[int, Participant], since: datetime) -> list[Line]:
    ticked = await store.checklists.done_since(specialist_id, since)
    lines = []
    for participant_id, count in sorted(ticked.items()):
        if participant_id in people:
            name = people[participant_id].person.name
            text = staff_n(
                "{name} has ticked {count} item.", "{name} has ticked {count} items.", count=count, name=name
            )
            lines.append(Line(text, "✅"))
    return lines[:_SHOWN]


async def _left_alone(store: UnitOfWork, people: dict[int, Participant], today: date) -> list[Line]:
    """What somebody let pass twice, said on the morning after the second time and not again."""
    lines = []
    for participant in people.values():
        for row in await store.checklists.of_participant(participant.id):
            for item in service.visible_items(row) if row.put_away_at is None else ():
                if not is_ignored(item) or item.nudged_at is None:
                    continue
                since = today - service.today_of(participant, item.nudged_at)
                if _DAY <= since <= _weekend(today):
                    thing = service.line_of(item, participant.specialist.name)
                    text = staff("Ask {name} about this some time: {thing}", name=participant.person.name, thing=thing)
                    lines.append(Line(text, "💬"))
    return lines[:_SHOWN]


def _weekend(today: date) -> timedelta:
    """How far back the last working day lies."""
    back = _DAY
    while not is_working_day(today - back):
        back += _DAY
    return back
