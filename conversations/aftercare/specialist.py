"""The specialist's screen of aftercare: the plan, its next moment, the goals, the firm; ending it, beginning it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from conversations import phrases
from conversations.aftercare.own import CODE, about_plan, part
from conversations.aftercare.service import (
    Workplace,
    begin,
    employer_of,
    end,
    is_over,
    new_cause,
    note,
    set_employer_declined,
    starts,
    which_rows,
    workplace_of,
)
from conversations.aftercare.words import HEADINGS, ICON, moment_name
from conversations.employers.card import show_card as show_employer
from conversations.events.service import may_record, today_of
from conversations.events.words import dated_line, day_text, employer_words
from conversations.people.own import about_own, object_id
from conversations.press import Press, payload
from conversations.tasks.service import close_tasks
from conversations.turn import Turn
from locales.message import Button, Line, message
from locales.text import Day, Words, staff
from storage.models import (
    AftercareCheck,
    AftercareGoal,
    AftercareKind,
    AftercarePlan,
    AftercareState,
    Event,
    Participant,
)

_OFFERED = 4


@part.button("open")
@about_own
async def open_aftercare(turn: Turn, _press: Press, participant: Participant) -> None:
    """The plan of one of the own participants; how to begin one where none runs."""
    turn.park()
    await show_aftercare(turn, participant)


@part.button("plan")
@about_plan
async def open_plan(turn: Turn, _press: Press, participant: Participant, _plan: AftercarePlan) -> None:
    """As `open_aftercare`, from a task."""
    turn.park()
    await show_aftercare(turn, participant)


async def show_aftercare(turn: Turn, participant: Participant, *before: Line) -> None:
    """Shows the plan under what has just been done."""
    plan = await turn.store.aftercare.current(participant.id)
    if plan is None or is_over(plan, today_of(participant, turn.now)):
        await _show_none(turn, participant, *before)
    else:
        await _show_plan(turn, participant, plan, *before)


def _back(participant: Participant) -> tuple[Button, ...]:
    return (Button(staff("Back"), payload("pp", "card", participant.id), icon="⬅️"),)


async def _show_none(turn: Turn, participant: Participant, *before: Line) -> None:
    events = list(await turn.store.events.of_participant(participant.id))
    today = today_of(participant, turn.now)
    possible = starts(events)[:_OFFERED] if may_record(participant) else []
    rows = []
    for event in possible:
        icon, words = dated_line(event, today)
        rows.append((Button(words, payload(CODE, "begin", participant.id, event.id), icon=icon),))
    heading = staff("Aftercare of {name}", name=participant.person.name)
    hint = (
        staff("No plan runs now. It can begin with one of these:")
        if possible
        else staff("No plan runs now. It begins when a paid job or an education is written down.")
    )
    await turn.show(message(*before, Line(heading, ICON, strong=True), Line(hint), buttons=(*rows, _back(participant))))


async def _show_plan(turn: Turn, participant: Participant, plan: AftercarePlan, *before: Line) -> None:
    await note(turn.store, "aftercare.viewed", plan, turn.now)
    today = today_of(participant, turn.now)
    checks = await turn.store.aftercare.checks(plan.id)
    goals = await turn.store.aftercare.goals(plan.id)
    events = list(await turn.store.events.of_participant(participant.id))
    place = workplace_of(plan, events, today)
    heading = staff("Aftercare of {name}", name=participant.person.name)
    lines = [*before, Line(heading, ICON, strong=True), *_about(plan, place, today), *_next(plan, checks, today)]
    lines += goal_lines(goals, today)
    await turn.show(message(*lines, buttons=(*_ways(plan), _back(participant))))


def _about(plan: AftercarePlan, place: Workplace, today: date) -> list[Line]:
    at_work = plan.kind == AftercareKind.JOB
    started, ends = day_text(plan.started_on, today), day_text(plan.ends_on, today)
    text = staff("Work began on {day}.", day=started) if at_work else staff("School began on {day}.", day=started)
    lines = [Line(text, "📅"), Line(staff("Aftercare until {day}.", day=ends), "🏁")]
    if place.name:
        lines.append(Line(staff("{name}", name=employer_words(place.name)), "🏢" if at_work else "🏫"))
    if plan.employer_declined:
        none = staff("The firm does not want contact.") if at_work else staff("The school does not want contact.")
        lines.append(Line(none, "🔕"))
    return lines


def _next(plan: AftercarePlan, checks: Sequence[AftercareCheck], today: date) -> list[Line]:
    if plan.state == AftercareState.DECLINED:
        return [Line(staff("The questions are turned off by the participant. That needs no reason."), "🔕")]
    waiting = next((check for check in checks if check.planned_at is None), None)
    if waiting is None:
        return [Line(staff("All moments have been."), "⏰")]
    day, moment = day_text(waiting.due_on, today), moment_name(waiting.moment)
    return [Line(staff("Next: {day}, {moment}.", day=day, moment=moment), "⏰")]


def goal_lines(goals: Sequence[AftercareGoal], today: date) -> list[Line]:
    """The goals under their headings; what is done comes last."""
    if not goals:
        return [Line(staff("There are no goals yet."), gap=True)]
    lines = []
    for goal in sorted(goals, key=lambda one: one.done_at is not None):
        icon, heading = HEADINGS[goal.heading]
        text = staff("{topic}: {words}", topic=heading, words=Words({"nb": goal.goal}))
        lines.append(Line(text, "✅" if goal.done_at else icon, gap=True))
        if goal.done_at is None and goal.due_on is not None:
            lines.append(Line(staff("By {day}", day=day_text(goal.due_on, today)), "📅"))
    return lines


def _ways(plan: AftercarePlan) -> tuple[tuple[Button, ...], ...]:
    at_work = plan.kind == AftercareKind.JOB
    add = Button(staff("Add a goal"), payload(CODE, "add", plan.id), icon="➕")
    goals = Button(staff("The goals"), payload(CODE, "goals", plan.id), icon="🎯")
    card = Button(staff("The employer's card"), payload(CODE, "card", plan.id), icon="🏢")
    if plan.employer_declined:
        words = staff("Contact with the firm again") if at_work else staff("Contact with the school again")
        firm = Button(words, payload(CODE, "firm", plan.id, 0), icon="▶️")
    else:
        words = staff("The firm does not want contact") if at_work else staff("The school does not want contact")
        firm = Button(words, payload(CODE, "firm", plan.id, 1), icon="🔕")
    stop = Button(staff("End the plan"), payload(CODE, "end", plan.id), icon="🏁")
    return (add, goals), *(((card,),) if at_work else ()), (firm,), (stop,)


@part.button("card")
@about_plan
async def open_employer(turn: Turn, _press: Press, participant: Participant, plan: AftercarePlan) -> None:
    """The firm's card with its phone; where the register has none of this name, the employers."""
    events = list(await turn.store.events.of_participant(participant.id))
    place = workplace_of(plan, events, today_of(participant, turn.now))
    employer = await employer_of(turn.store, plan, place)
    if employer is not None and employer.active:
        await show_employer(turn, employer)
        return
    all_of_them = Button(staff("All employers"), payload("em", "of", plan.programme_id), icon="🏢")
    back = Button(staff("Back"), payload(CODE, "open", participant.id), icon="⬅️")
    text = staff("There is no card of this name among the employers.")
    await turn.show(message(Line(text, "🏢"), buttons=((all_of_them,), (back,))))


@part.button("firm")
@about_plan
async def employer_wants(turn: Turn, press: Press, participant: Participant, plan: AftercarePlan) -> None:
    """The firm wants no contact, or wants it again; no reason is asked."""
    await set_employer_declined(turn.store, plan, turn.now, declined=press.number(1) == 1)
    await show_aftercare(turn, participant, Line(staff("Saved."), "✅", strong=True))


@part.button("end")
@about_plan
async def ask_end(turn: Turn, _press: Press, participant: Participant, plan: AftercarePlan) -> None:
    """What ending means, before it happens."""
    name = participant.person.name
    await turn.show(
        message(
            Line(staff("End the aftercare of {name}?", name=name), "🏁", strong=True),
            Line(staff("No more questions and reminders come. {name} does not see the goals any more.", name=name)),
            buttons=(
                (Button(staff("Yes, end it"), payload(CODE, "ended", plan.id), icon="🏁"),),
                (Button(staff("Back"), payload(CODE, "open", participant.id), icon="⬅️"),),
            ),
        )
    )


@part.button("ended")
@about_plan
async def end_plan(turn: Turn, _press: Press, participant: Participant, plan: AftercarePlan) -> None:
    """It ends; a new one can begin."""
    await end(turn.store, plan, turn.now)
    await turn.store.flush()
    await show_aftercare(turn, participant, Line(staff("The plan has ended."), "✅", strong=True))


async def _start(turn: Turn, participant: Participant, event_id: int) -> Event | None:
    """The contract or education of this participant that stands."""
    events = list(await turn.store.events.of_participant(participant.id))
    return next((one for one in starts(events) if one.id == event_id), None)


@part.button("begin")
@about_own
async def begin_plan(turn: Turn, press: Press, participant: Participant) -> None:
    """A plan from a start that was written down; twice is once."""
    event = await _start(turn, participant, object_id(press, 1))
    current = await turn.store.aftercare.current(participant.id)
    if event is None or current is not None or not may_record(participant):
        turn.toast(phrases.changed())
        await show_aftercare(turn, participant)
        return
    await begin(turn.store, participant, event, turn.now)
    await show_aftercare(turn, participant, Line(staff("Aftercare begins."), "✅", strong=True))


@part.button("which")
@about_plan
async def ask_which(turn: Turn, press: Press, participant: Participant, plan: AftercarePlan) -> None:
    """A second start while the plan runs: what is meant?"""
    event = await _start(turn, participant, object_id(press, 1))
    if event is None or event.id == plan.event_id:
        turn.toast(phrases.changed())
        await show_aftercare(turn, participant)
        return
    icon, words = dated_line(event, today_of(participant, turn.now))
    text = staff("Aftercare runs since {day}. Does it go on, or does a new one begin?", day=Day(plan.started_on))
    lines = (Line(words, icon, strong=True), Line(text, ICON))
    await turn.show(message(*lines, buttons=(*which_rows(plan, event), _back(participant))))


@part.button("same")
@about_plan
async def same_plan(turn: Turn, press: Press, participant: Participant, plan: AftercarePlan) -> None:
    """The plan goes on with its own start."""
    await close_tasks(turn.store.as_system(), f"{new_cause(plan.id)}:{object_id(press, 1)}", turn.now)
    await show_aftercare(turn, participant, Line(staff("The same plan goes on."), "✅", strong=True))


@part.button("new")
@about_plan
async def new_plan(turn: Turn, press: Press, participant: Participant, plan: AftercarePlan) -> None:
    """The plan ends, and another begins with the second start."""
    event = await _start(turn, participant, object_id(press, 1))
    if event is None or event.id == plan.event_id or not may_record(participant):
        turn.toast(phrases.changed())
        await show_aftercare(turn, participant)
        return
    await end(turn.store, plan, turn.now)
    await turn.store.flush()
    await begin(turn.store, participant, event, turn.now)
    await show_aftercare(turn, participant, Line(staff("A new plan begins."), "✅", strong=True))
