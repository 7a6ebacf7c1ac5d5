"""The review of a placement: on its day somebody asks whether it has led to paid work, and one tap answers."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from conversations import phrases
from conversations.appointments.venue_time import resolve, to_local
from conversations.consent.service import responsible
from conversations.contact.working_days import is_working_day
from conversations.events.card import show_event
from conversations.events.days import digits, pressed_day
from conversations.events.own import CODE, Rows, about_event, part, to_all
from conversations.events.service import NewEvent, change, may_record, order_fault, record, review_cause, today_of
from conversations.events.stages import running
from conversations.events.words import day_text, employer_words
from conversations.press import Press, payload
from conversations.programme_settings import ProgrammeSettings
from conversations.tasks.service import close_tasks, raise_urgent_task
from conversations.turn import Turn
from locales.message import Button, Line, message
from locales.text import Text, staff
from storage.models import EndReason, Event, EventKind, Participant, Programme
from storage.unit_of_work import UnitOfWork

TASK = "placement"
"""The kind of the task."""

LONGER = timedelta(weeks=2)
"""How much later the next review is when a placement goes on."""


async def plan_reviews(store: UnitOfWork, now: datetime) -> None:
    """Puts placements whose day has come on their specialists' lists; on working days, once however often this runs."""
    for programme in await store.programmes.everyone():
        local = to_local(now, programme.timezone)
        settings = ProgrammeSettings.read(programme.settings)
        if not is_working_day(local.date()) or not settings.work_from <= local.time() < settings.work_to:
            continue
        done = await store.rounds.today(f"placements:{programme.id}", local.date())
        if done.finished:
            continue
        ends = resolve(datetime.combine(local.date(), settings.work_to), programme.timezone).utc
        for event in await store.events.to_review(programme.id, local.date()):
            await _raise(store, programme, event, ends, now)
        done.finished = True


async def _raise(store: UnitOfWork, programme: Programme, event: Event, ends: datetime, now: datetime) -> None:
    participant = await store.participants.get(event.participant_id)
    events = await store.events.of_participant(event.participant_id)
    if participant is None or not may_record(participant) or all(one.id != event.id for one in running(events)):
        return
    assignee_id = await responsible(store, participant)
    await raise_urgent_task(
        store,
        key=f"{review_cause(event.id)}:{event.review_on}",
        programme_id=programme.id,
        assignee_id=assignee_id,
        participant_id=participant.id,
        kind=TASK,
        text=_question(participant, event, to_local(now, programme.timezone).date()),
        due_at=ends,
        now=now,
        buttons=_answers(event) if assignee_id == participant.specialist_id else (),
    )


def _question(participant: Participant, event: Event, today: date) -> Text:
    name, day = participant.person.name, day_text(event.on, today)
    if event.employer_name:
        return staff(
            "{name} has been in a placement since {day}: {firm}. Has it led to paid work?",
            name=name,
            day=day,
            firm=employer_words(event.employer_name),
        )
    return staff("{name} has been in a placement since {day}. Has it led to paid work?", name=name, day=day)


def _answers(event: Event) -> Rows:
    stamp = digits(event.review_on or event.on)
    return (
        (Button(staff("Yes, a paid job"), payload(CODE, "paid", event.id, stamp), icon="🤝"),),
        (Button(staff("It goes on for two weeks"), payload(CODE, "longer", event.id, stamp), icon="⏳"),),
        (Button(staff("It has ended, no job"), payload(CODE, "nojob", event.id, stamp), icon="🏁"),),
    )


@part.button("review")
@about_event
async def review(turn: Turn, _press: Press, participant: Participant, event: Event) -> None:
    """The question with its answers; a placement that has ended is shown as it is."""
    if await _still_runs(turn, participant, event):
        text = _question(participant, event, today_of(participant, turn.now))
        await turn.show(message(Line(text, "🧰", strong=True), buttons=(*_answers(event), (to_all(participant),))))
    else:
        await show_event(turn, participant, event)


async def _still_runs(turn: Turn, participant: Participant, event: Event) -> bool:
    events = await turn.store.events.of_participant(participant.id)
    return may_record(participant) and any(one.id == event.id for one in running(events))


async def _asked(turn: Turn, press: Press, participant: Participant, event: Event) -> bool:
    """Whether the question is open still; two taps are one answer, and an old card answers nothing."""
    if await _still_runs(turn, participant, event) and event.review_on == pressed_day(press, 1):
        return True
    turn.toast(phrases.changed())
    await show_event(turn, participant, event)
    return False


@part.button("longer")
@about_event
async def goes_on(turn: Turn, press: Press, participant: Participant, event: Event) -> None:
    """Asked again in two weeks."""
    if not await _asked(turn, press, participant, event):
        return
    today = today_of(participant, turn.now)
    later = max(event.review_on or today, today) + LONGER
    await change(turn.store, event, {"review_on": later}, turn.now)
    await close_tasks(turn.store.as_system(), review_cause(event.id), turn.now)
    await show_event(turn, participant, event)


@part.button("nojob")
@about_event
async def ended(turn: Turn, press: Press, participant: Participant, event: Event) -> None:
    """The placement ends today; that it led to no job says nothing about anybody."""
    if await _asked(turn, press, participant, event):
        await _end(turn, participant, event, EndReason.FINISHED)


async def _end(turn: Turn, participant: Participant, event: Event, reason: EndReason) -> Event | None:
    """Records the end and shows it; None when it began only later than today."""
    today = today_of(participant, turn.now)
    new = NewEvent(
        EventKind.PLACEMENT_END,
        today,
        f"end:{event.id}:{turn.incoming.update_id}",
        start=event,
        employer_name=event.employer_name,
        end_reason=reason,
    )
    if await order_fault(turn.store, participant, new) is not None:
        await show_event(turn, participant, event)
        return None
    end = await record(turn.store, participant, new, by=turn.me.id, now=turn.now)
    if reason != EndReason.HIRED:
        await show_event(turn, participant, end, Line(staff("Saved."), "✅", strong=True))
    return end


@part.button("paid")
@about_event
async def hired(turn: Turn, press: Press, participant: Participant, event: Event) -> None:
    """The placement ends and the job begins, both today; the kind of contract is asked for and may be left."""
    if not await _asked(turn, press, participant, event):
        return
    if await _end(turn, participant, event, EndReason.HIRED) is None:
        return
    new = NewEvent(
        EventKind.CONTRACT,
        today_of(participant, turn.now),
        f"job:{event.id}:{turn.incoming.update_id}",
        start=event,
        employer_name=event.employer_name,
        sector=event.sector,
    )
    job = await record(turn.store, participant, new, by=turn.me.id, now=turn.now)
    await show_event(turn, participant, job, Line(staff("Saved."), "✅", strong=True))
