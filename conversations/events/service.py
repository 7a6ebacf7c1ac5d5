"""Recording, changing and undoing events: the rules, callable without any dialogue, in the caller's transaction."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from conversations.appointments.venue_time import to_local
from conversations.events.stages import Fault, new_fault
from conversations.tasks.service import close_tasks
from conversations.turn import settings_of
from locales.text import Text, staff
from storage.models import EndReason, Event, EventKind, Participant, ParticipantStatus
from storage.unit_of_work import UnitOfWork

Hook = Callable[[UnitOfWork, Event, datetime], Awaitable[None]]

AFTER: list[Hook] = []
"""What follows when a job or an education is recorded; the house fills it."""

AFTER_UNDO: list[Hook] = []
"""What follows when a job or an education is undone: what `AFTER` began is taken back."""

STARTED_ON = "started_on"
"""Where a participant's plan holds the first day in the programme, if somebody said it."""

_FOLLOWED_UP = (EventKind.CONTRACT, EventKind.EDUCATION)


@dataclass(frozen=True)
class NewEvent:
    """An event to be recorded.

    Attributes:
        kind: what happened.
        on: the day in the programme's zone.
        source: names the tap, proposal or appointment it comes from; the same source again is the same event.
        start: the placement that it ends or that led to it.
        employer_name: as somebody wrote it.
        end_reason: why a placement ended.
        sector: whose workplace it is.
    """

    kind: EventKind
    on: date
    source: str
    start: Event | None = None
    employer_name: str | None = None
    end_reason: EndReason | None = None
    sector: str | None = None


def today_of(participant: Participant, now: datetime) -> date:
    """Today in the programme's zone; the profile must be loaded with its programme."""
    return to_local(now, participant.programme.timezone).date()


def started_on(participant: Participant) -> date:
    """The first day in the programme: what somebody said, or the day of her own yes, or of the invitation."""
    said = participant.plan.get(STARTED_ON)
    if isinstance(said, str):
        return date.fromisoformat(said)
    return to_local(participant.agreed_at or participant.created_at, participant.programme.timezone).date()


def may_record(participant: Participant) -> bool:
    """Whether new things may be written down: not about somebody who has stopped."""
    return participant.status != ParticipantStatus.WITHDRAWN


def refusal(fault: Fault, name: str) -> Text:
    """Why it cannot be recorded so, as a fact about the order of things."""
    match fault:
        case Fault.END_FIRST:
            return staff("The placement began later than that. An end comes after its start.")
        case Fault.NO_PLACEMENT:
            return staff("No placement of {name} runs on that day. Record its start first.", name=name)
        case Fault.OUT:
            return staff("{name} had left the programme by that day. Record first that {name} is back.", name=name)
        case Fault.OUT_ALREADY:
            return staff("{name} had left the programme already.", name=name)
        case Fault.PAUSED_ALREADY:
            return staff("{name} had a pause already.", name=name)
        case Fault.NOT_AWAY:
            return staff("{name} was not away on that day.", name=name)


async def order_fault(store: UnitOfWork, participant: Participant, new: NewEvent) -> Fault | None:
    """What would be in a wrong order if this were recorded."""
    before = await store.events.of_participant(participant.id)
    return new_fault(before, [*before, Event(kind=new.kind, on=new.on, start_id=new.start.id if new.start else None)])


async def record(store: UnitOfWork, participant: Participant, new: NewEvent, *, by: int, now: datetime) -> Event:
    """Keeps the event and lets follow what follows; the same source again gives the event that is there.

    The order must have been judged before (`order_fault`).

    Args:
        store: of somebody who may see the participant.
        participant: loaded with the programme.
        new: what happened.
        by: the person who records it.
        now: UTC.
    """
    known = await store.events.from_source(participant.id, new.source)
    if known is not None:
        return known
    review_on = None
    if new.kind == EventKind.PLACEMENT_START:
        review_on = new.on + timedelta(weeks=settings_of(participant).placement_review_weeks)
    event = await store.events.add(
        Event(
            programme_id=participant.programme_id,
            participant_id=participant.id,
            kind=new.kind,
            on=new.on,
            employer_name=new.employer_name,
            end_reason=new.end_reason,
            sector=new.sector,
            start_id=new.start.id if new.start else None,
            review_on=review_on,
            source=new.source,
            recorded_by_id=by,
            recorded_at=now,
        )
    )
    await _note(store, "event.recorded", event, now)
    if new.kind == EventKind.PLACEMENT_END and new.start is not None:
        await close_tasks(store.as_system(), review_cause(new.start.id), now)
    await _follow(AFTER, store, event, now)
    return event


async def _follow(hooks: Sequence[Hook], store: UnitOfWork, event: Event, now: datetime) -> None:
    if event.kind in _FOLLOWED_UP:
        for hook in hooks:
            await hook(store, event, now)


async def undo_fault(store: UnitOfWork, event: Event) -> Fault | None:
    """What would be in a wrong order without this event."""
    before = await store.events.of_participant(event.participant_id)
    gone = {event.id}
    if event.kind == EventKind.CONTRACT:
        gone |= {one.id for one in before if one.start_id is not None and _same_tap(one, event)}
    return new_fault(before, [one for one in before if one.id not in gone])


def _same_tap(one: Event, event: Event) -> bool:
    return one.start_id == event.start_id and one.recorded_at == event.recorded_at


async def undo(store: UnitOfWork, event: Event, today: date, now: datetime) -> None:
    """Takes it back, with what the same tap recorded; the order must have been judged before (`undo_fault`).

    Args:
        store: of somebody who may see the participant.
        event: what did not happen.
        today: in the programme's zone.
        now: UTC.
    """
    if event.undone_at is not None:
        return
    for one in await store.events.undone_with(event, now):
        await _note(store, "event.undone", one, now)
        if one.kind == EventKind.PLACEMENT_START:
            await close_tasks(store.as_system(), review_cause(one.id), now)
        if one.kind == EventKind.PLACEMENT_END and one.start_id is not None:
            _ask_again(await store.events.get(one.start_id), today)
        await _follow(AFTER_UNDO, store, one, now)


def _ask_again(start: Event | None, today: date) -> None:
    """A review whose day has been was asked already, and one day is asked about once: so it comes tomorrow."""
    if start is not None and start.review_on is not None and start.review_on <= today:
        start.review_on = today + timedelta(days=1)


async def day_fault(store: UnitOfWork, event: Event, on: date) -> Fault | None:
    """What would be in a wrong order if this event were on that day."""
    before = await store.events.of_participant(event.participant_id)
    moved = Event(id=event.id, kind=event.kind, on=on, start_id=event.start_id)
    return new_fault(before, [moved if one.id == event.id else one for one in before])


async def move(store: UnitOfWork, event: Event, on: date, today: date, now: datetime) -> None:
    """Puts it on another day; what follows from it moves along. The order must have been judged (`day_fault`)."""
    if event.review_on is not None:
        event.review_on += on - event.on
        _ask_again(event, today)
        await close_tasks(store.as_system(), review_cause(event.id), now)
    await change(store, event, {"on": on}, now)
    await store.flush()
    await _follow(AFTER_UNDO, store, event, now)
    await _follow(AFTER, store, event, now)


async def change(
    store: UnitOfWork, event: Event, values: Mapping[str, str | int | bool | date | None], now: datetime
) -> None:
    """Sets details of an event; what is None is taken away."""
    for name, value in values.items():
        setattr(event, name, value)
    await _note(store, "event.changed", event, now)


def review_cause(start_id: int) -> str:
    """What the keys of tasks about this placement begin with."""
    return f"placement:{start_id}"


async def _note(store: UnitOfWork, action: str, event: Event, now: datetime) -> None:
    await store.audit.note(
        action, now, participant_id=event.participant_id, subject="event", subject_id=event.id, kind=event.kind
    )
