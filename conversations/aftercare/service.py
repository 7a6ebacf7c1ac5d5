"""The rules of a plan: when it begins, whom it is about, who may end or decline it. In the caller's transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from conversations.aftercare.moments import is_late, last_day, moments
from conversations.aftercare.words import ICON
from conversations.consent.service import responsible
from conversations.events.service import may_record, today_of
from conversations.events.words import day_text, event_line
from conversations.press import payload
from conversations.programme_settings import ProgrammeSettings
from conversations.tasks.service import close_tasks, raise_urgent_task
from locales.message import Button
from locales.text import staff
from storage.models import (
    AftercareKind,
    AftercarePlan,
    AftercareState,
    Employer,
    Event,
    EventKind,
    Participant,
)
from storage.unit_of_work import UnitOfWork

TASK = "aftercare"
"""The kind of the tasks; the number after the first colon of their keys is the plan's."""

STAFF_CODE = "af"

KINDS = {EventKind.CONTRACT: AftercareKind.JOB, EventKind.EDUCATION: AftercareKind.EDUCATION}
"""What begins aftercare."""


def talk_cause(plan_id: int) -> str:
    """What the keys of tasks to talk with the participant begin with."""
    return f"aftercare:{plan_id}"


def firm_cause(plan_id: int) -> str:
    """What the keys of tasks to talk with the firm or school begin with."""
    return f"aftercare_firm:{plan_id}"


def new_cause(plan_id: int) -> str:
    """What the keys of the question about a second start begin with."""
    return f"aftercare_new:{plan_id}"


async def begin_with(store: UnitOfWork, event: Event, now: datetime) -> None:
    """After a start was recorded or moved: a plan begins, or the one that began with it moves along.

    Where another plan runs, that goes on with its own start, and the specialist is asked what is meant.
    """
    system = store.as_system()
    participant = await system.participants.get(event.participant_id)
    if participant is None or not may_record(participant):
        return
    known = await system.aftercare.of_event(event.id)
    if known is not None:
        await _move(store, participant, known, event.on, now)
        return
    current = await system.aftercare.current(participant.id)
    if current is None:
        await begin(store, participant, event, now)
    else:
        await _ask_which(system, participant, current, event, now)


async def begin(store: UnitOfWork, participant: Participant, event: Event, now: datetime) -> AftercarePlan:
    """A new plan from this start; the caller has made sure that none runs.

    Args:
        store: of somebody who may see the participant.
        participant: loaded with the programme.
        event: a contract or an education that stands.
        now: UTC.
    """
    months = ProgrammeSettings.read(participant.programme.settings).aftercare_months
    plan = await store.aftercare.add(
        AftercarePlan(
            programme_id=participant.programme_id,
            participant_id=participant.id,
            event_id=event.id,
            kind=KINDS[EventKind(event.kind)],
            started_on=event.on,
            ends_on=last_day(event.on, months),
            state=AftercareState.RUNNING,
            employer_declined=False,
            made_at=now,
        )
    )
    await store.aftercare.add_checks(plan, moments(plan.started_on, plan.ends_on, today_of(participant, now)))
    await note(store, "aftercare.begun", plan, now)
    return plan


async def _move(
    store: UnitOfWork, participant: Participant, plan: AftercarePlan, started_on: date, now: datetime
) -> None:
    """What waits follows the start; what was asked stays asked, and who declined has declined."""
    if plan.started_on == started_on or plan.state == AftercareState.ENDED:
        return
    plan.ends_on = last_day(started_on, _months(plan))
    plan.started_on = started_on
    for check in await store.aftercare.checks(plan.id):
        if check.planned_at is None:
            await store.aftercare.remove_check(check)
    await store.aftercare.add_checks(plan, moments(plan.started_on, plan.ends_on, today_of(participant, now)))
    await note(store, "aftercare.moved", plan, now)


def _months(plan: AftercarePlan) -> int:
    """The length it began with, whatever the programme has chosen since; a short month's days make no difference."""
    return round((plan.ends_on - plan.started_on).days / 30.44)


async def _ask_which(
    store: UnitOfWork, participant: Participant, plan: AftercarePlan, event: Event, now: datetime
) -> None:
    _, what = event_line(event)
    assignee_id = await responsible(store, participant)
    today = today_of(participant, now)
    await raise_urgent_task(
        store,
        key=f"{new_cause(plan.id)}:{event.id}",
        programme_id=participant.programme_id,
        assignee_id=assignee_id,
        participant_id=participant.id,
        kind=TASK,
        text=staff(
            "{name} has a new start: {what}. Aftercare runs since {day}. Does it go on, or does a new one begin?",
            name=participant.person.name,
            what=what,
            day=day_text(plan.started_on, today),
        ),
        due_at=now,
        now=now,
        buttons=which_rows(plan, event) if assignee_id == participant.specialist_id else (),
    )


def which_rows(plan: AftercarePlan, event: Event) -> tuple[tuple[Button, ...], ...]:
    """The two answers to a second start."""
    return (
        (Button(staff("The same plan goes on"), payload(STAFF_CODE, "same", plan.id, event.id), icon=ICON),),
        (Button(staff("A new plan begins"), payload(STAFF_CODE, "new", plan.id, event.id), icon="🌱"),),
    )


async def undo_with(store: UnitOfWork, event: Event, now: datetime) -> None:
    """After a start was undone: its plan ends. A start that is only moved keeps its plan."""
    if event.undone_at is None:
        return
    system = store.as_system()
    plan = await system.aftercare.of_event(event.id)
    if plan is not None:
        await end(store, plan, now)
    current = await system.aftercare.current(event.participant_id)
    if current is not None:
        await close_tasks(system, f"{new_cause(current.id)}:{event.id}", now)


async def end(store: UnitOfWork, plan: AftercarePlan, now: datetime) -> None:
    """Nothing of it comes any more; ending twice changes nothing."""
    if plan.state == AftercareState.ENDED:
        return
    plan.state = AftercareState.ENDED
    await store.flush()
    for cause in (talk_cause, firm_cause, new_cause):
        await close_tasks(store.as_system(), cause(plan.id), now)
    await note(store, "aftercare.ended", plan, now)


async def decline(store: UnitOfWork, plan: AftercarePlan, now: datetime) -> bool:
    """She wants no questions any more; no reason is asked. Says whether that is new."""
    if plan.state != AftercareState.RUNNING:
        return False
    plan.state = AftercareState.DECLINED
    await store.flush()
    for cause in (talk_cause, firm_cause):
        await close_tasks(store.as_system(), cause(plan.id), now)
    await note(store, "aftercare.declined", plan, now)
    return True


async def start_again(store: UnitOfWork, plan: AftercarePlan, now: datetime) -> bool:
    """She wants the questions again; what was to be asked meanwhile is let go. Says whether that is new."""
    if plan.state != AftercareState.DECLINED:
        return False
    plan.state = AftercareState.RUNNING
    await note(store, "aftercare.again", plan, now)
    return True


async def set_employer_declined(store: UnitOfWork, plan: AftercarePlan, now: datetime, *, declined: bool) -> None:
    """The firm wants no contact, or wants it again; no reason is asked."""
    if plan.employer_declined == declined:
        return
    plan.employer_declined = declined
    if declined:
        await close_tasks(store.as_system(), firm_cause(plan.id), now)
    await note(store, "aftercare.firm", plan, now)


async def note(store: UnitOfWork, action: str, plan: AftercarePlan, now: datetime) -> None:
    """A line in the audit trail about this plan."""
    await store.audit.note(
        action, now, participant_id=plan.participant_id, subject="aftercare_plan", subject_id=plan.id
    )


@dataclass(frozen=True)
class Workplace:
    """Where she works or learns now: its name as somebody wrote it, and since when."""

    name: str | None
    since: date
    employer_id: int | None = None


def starts(events: list[Event], kind: str | None = None) -> list[Event]:
    """The contracts and educations among events that stand, the newest first."""
    wanted = [one for one, made in KINDS.items() if kind is None or made == kind]
    return [event for event in events if event.kind in wanted]


def workplace_of(plan: AftercarePlan, events: list[Event], today: date) -> Workplace:
    """The newest start of the plan's kind that has come; what the plan began with where none has.

    Args:
        plan: the plan.
        events: of its participant, without undone ones, the newest first.
        today: in the programme's zone.
    """
    begun = [one for one in starts(events, plan.kind) if plan.started_on <= one.on <= today]
    found = next(iter(begun), None) or next((one for one in events if one.id == plan.event_id), None)
    if found is None:
        return Workplace(None, plan.started_on)
    return Workplace(found.employer_name, found.on, found.employer_id)


async def employer_of(store: UnitOfWork, plan: AftercarePlan, place: Workplace) -> Employer | None:
    """The register's card of the workplace: the one that was chosen, or the only one in use of that name."""
    employers = await store.employers.of_programme(plan.programme_id)
    if place.employer_id is not None:
        return next((one for one in employers if one.id == place.employer_id), None)
    wanted = _folded(place.name or "")
    named = [one for one in employers if wanted and _folded(one.name) == wanted]
    return named[0] if len(named) == 1 else None


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def is_over(plan: AftercarePlan, today: date) -> bool:
    """Whether its last day was so long ago that nothing is caught up with any more."""
    return is_late(plan.ends_on, today)
