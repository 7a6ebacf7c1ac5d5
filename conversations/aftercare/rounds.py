"""What aftercare does by itself: once an afternoon it asks whom it is time to ask, and reminds who helps them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import groupby

from conversations.aftercare.moments import LATE, WEEK, is_late
from conversations.aftercare.service import TASK, Workplace, end, firm_cause, talk_cause, workplace_of
from conversations.appointments.venue_time import resolve, to_local
from conversations.consent.service import responsible
from conversations.contact.working_days import working_day_after
from conversations.events.stages import Stage, stage_on
from conversations.events.words import day_text, employer_words
from conversations.programme_settings import ProgrammeSettings
from conversations.tasks.service import raise_task
from locales.text import Text, staff
from storage.models import (
    AftercareCheck,
    AftercareKind,
    AftercarePlan,
    DeliveryKind,
    Event,
    Participant,
    ParticipantStatus,
    Programme,
)
from storage.repositories.deliveries import NewDelivery
from storage.unit_of_work import UnitOfWork

CHECK = "aftercare.check"
SUBJECT = "aftercare_check"

FROM, UNTIL = time(15), time(20)
"""Between these times on the wall she is asked; her own quiet and busy hours hold besides."""

ASKED_LATELY = timedelta(days=14)
"""Who was asked after a first week so lately is not asked again about the same one."""

_OF_USE = timedelta(days=3)


async def plan_aftercare(store: UnitOfWork, now: datetime) -> None:
    """Plans what is due in every programme; once a day, however often this runs."""
    for programme in await store.programmes.everyone():
        local = to_local(now, programme.timezone)
        if not FROM <= local.time() < UNTIL:
            continue
        done = await store.rounds.today(f"aftercare:{programme.id}", local.date())
        if done.finished:
            continue
        await _plan(store, programme, local.date(), now)
        done.finished = True


async def _plan(store: UnitOfWork, programme: Programme, today: date, now: datetime) -> None:
    due = await store.aftercare.due(programme.id, today)
    for _, rows in groupby(due, key=lambda row: row[1].id):
        found = list(rows)
        plan = found[0][1]
        participant = await store.participants.get(plan.participant_id)
        if participant is None or participant.status == ParticipantStatus.WITHDRAWN:
            continue
        # Who slept through several moments is asked about the newest alone.
        for check, _ in found[:-1]:
            check.planned_at = now
        await _take(store, participant, plan, found[-1][0], now)
    for plan in await store.aftercare.over(programme.id, today - LATE):
        await end(store, plan, now)


async def _take(
    store: UnitOfWork, participant: Participant, plan: AftercarePlan, check: AftercareCheck, now: datetime
) -> None:
    today = to_local(now, participant.programme.timezone).date()
    events = list(await store.events.of_participant(participant.id))
    stage = stage_on(events, today)
    is_back = stage == Stage.SEARCHING
    firm = not (is_back or plan.employer_declined)
    await _remind(store, participant, plan, check, events=events, now=now, firm=firm)
    if is_late(check.due_on, today) or is_back or await _asked_lately(store, participant, check, now):
        check.planned_at = now
    elif participant.status == ParticipantStatus.ACTIVE and stage != Stage.PAUSED:
        check.planned_at, check.asked = now, True
        await _ask(store, participant, check, now)


async def _asked_lately(store: UnitOfWork, participant: Participant, check: AftercareCheck, now: datetime) -> bool:
    return check.moment == WEEK and await store.check_ins.made_since(participant.id, now - ASKED_LATELY)


async def _ask(store: UnitOfWork, participant: Participant, check: AftercareCheck, now: datetime) -> None:
    delivery = NewDelivery(
        key=f"{CHECK}:{check.id}",
        kind=DeliveryKind.NOTICE,
        due=now,
        message_key=CHECK,
        person_id=participant.person_id,
        participant_id=participant.id,
        subject=SUBJECT,
        subject_id=check.id,
        not_after=now + _OF_USE,
    )
    await store.deliveries.plan([delivery], now)


async def _remind(
    store: UnitOfWork,
    participant: Participant,
    plan: AftercarePlan,
    check: AftercareCheck,
    *,
    events: list[Event],
    now: datetime,
    firm: bool,
) -> None:
    """The specialist's tasks of this moment, by the end of the next working day; once each."""
    zone = participant.programme.timezone
    today = to_local(now, zone).date()
    ends = ProgrammeSettings.read(participant.programme.settings).work_to
    due_at = resolve(datetime.combine(working_day_after(today), ends), zone).utc
    place = workplace_of(plan, events, today)
    tasks = {talk_cause(plan.id): _talk(participant, plan, today)}
    if firm:
        tasks[firm_cause(plan.id)] = _contact(participant, plan, place, today)
    for cause, text in tasks.items():
        await raise_task(
            store,
            key=f"{cause}:{check.moment}",
            programme_id=plan.programme_id,
            assignee_id=await responsible(store, participant),
            participant_id=participant.id,
            kind=TASK,
            text=text,
            due_at=due_at,
            now=now,
        )


def _talk(participant: Participant, plan: AftercarePlan, today: date) -> Text:
    name, day = participant.person.name, day_text(plan.started_on, today)
    if plan.kind == AftercareKind.JOB:
        return staff("Talk with {name} about how work is. It began on {day}.", name=name, day=day)
    return staff("Talk with {name} about how school is. It began on {day}.", name=name, day=day)


def _contact(participant: Participant, plan: AftercarePlan, place: Workplace, today: date) -> Text:
    name, day = participant.person.name, day_text(place.since, today)
    at_work = plan.kind == AftercareKind.JOB
    if place.name:
        firm = employer_words(place.name)
        if at_work:
            return staff("Contact {firm}: {name} has worked there since {day}.", firm=firm, name=name, day=day)
        return staff("Contact {firm}: {name} has learned there since {day}.", firm=firm, name=name, day=day)
    if at_work:
        return staff("Contact the employer of {name}. The work began on {day}.", name=name, day=day)
    return staff("Contact the school of {name}. It began on {day}.", name=name, day=day)
