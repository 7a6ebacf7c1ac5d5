"""The participant's side of aftercare: concrete questions now and then, and her own view of the plan.

There is no "all is fine" among the answers: many say so when it is not. *I did not understand* and *talk to me* are,
and one button ends the questions without a reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from conversations import phrases
from conversations.aftercare.rounds import CHECK
from conversations.aftercare.service import decline, note, start_again
from conversations.aftercare.words import ANSWERS, ICON, UNCLEAR, asked_briefly, moment_name, pages, since_start
from conversations.composing import Composed, Drop
from conversations.consent.service import responsible
from conversations.contact.expectation import expectation
from conversations.contact.service import talk_button
from conversations.home.menu import home_row, show_home
from conversations.part import Audience, Part
from conversations.people.own import object_id
from conversations.preferences.screen import mark
from conversations.press import BadPressError, Press, payload
from conversations.tasks.service import close_tasks, raise_urgent_task
from conversations.turn import Turn
from locales.message import Button, Line, Message, message
from locales.text import Day, Words, brief, say, staff
from storage.models import (
    AftercareCheck,
    AftercareGoal,
    AftercareKind,
    AftercarePlan,
    AftercareState,
    DeliveryState,
    Participant,
)
from storage.outgoing import Outgoing
from storage.unit_of_work import UnitOfWork

CODE = "ac"

part = Part(CODE, Audience.PARTICIPANT)


@part.composer(CHECK)
async def compose(store: UnitOfWork, deliveries: Sequence[Outgoing], _now: datetime) -> Composed:
    """The questions, for who helps her when they are sent; nothing where she wants none any more."""
    composed: dict[int, Message | Drop] = {}
    for delivery in deliveries:
        found = await store.aftercare.check(delivery.subject_id or 0)
        participant = await store.participants.get(delivery.participant_id or 0)
        if found is None or participant is None or found[1].state != AftercareState.RUNNING:
            composed[delivery.id] = Drop(DeliveryState.SUPERSEDED, "not wanted any more")
        else:
            composed[delivery.id] = questions(*found, participant)
    return composed


def questions(
    check: AftercareCheck, plan: AftercarePlan, participant: Participant, *after: Line, page: int = 0
) -> Message:
    """One page of what may be true for her, with a tick at what she has said."""
    name = participant.specialist.name
    at_work = plan.kind == AftercareKind.JOB
    hidden = (
        say("{name} sees what you press. Nobody at work sees it.", name=name)
        if at_work
        else say("{name} sees what you press. Nobody at school sees it.", name=name)
    )
    lines = [
        Line(since_start(plan.kind, check.moment), "🗓️", strong=True),
        Line(say("What is true for you? You can press several."), "👇"),
        Line(hidden, "🔒"),
    ]
    offered = pages(plan.kind, check.moment)
    rows: list[tuple[Button, ...]] = [_answer_button(check, code, page) for code in offered[page]]
    if page + 1 < len(offered):
        rows.append((Button(say("More answers"), payload(CODE, "page", check.id, page + 1), icon="➡️"),))
    elif page:
        rows.append((Button(say("Back"), payload(CODE, "page", check.id, page - 1), icon="⬅️"),))
    rows += [_answer_button(check, UNCLEAR, page), (talk_button(participant),)]
    if plan.state == AftercareState.RUNNING:
        rows.append((_stop_button(plan),))
    return message(*lines, *after, brief=asked_briefly(plan.kind), buttons=tuple(rows))


def _answer_button(check: AftercareCheck, code: str, page: int) -> tuple[Button, ...]:
    icon, words = ANSWERS[code]
    chosen = mark(chosen=code in check.said)
    return (Button(words, payload(CODE, "say", check.id, code, page), icon=f"{chosen} {icon}"),)


def _stop_button(plan: AftercarePlan) -> Button:
    return Button(say("I do not want these questions any more"), payload(CODE, "stop", plan.id), icon="🛑")


async def _own_check(turn: Turn, press: Press) -> tuple[AftercareCheck, AftercarePlan] | None:
    found = await turn.store.aftercare.check(object_id(press))
    if found is None or found[1].participant_id != turn.profile.id:
        turn.toast(phrases.changed())
        await show_home(turn)
        return None
    return found


def _page(press: Press, index: int, plan: AftercarePlan, check: AftercareCheck) -> int:
    page = press.number(index)
    if not 0 <= page < len(pages(plan.kind, check.moment)):
        raise BadPressError
    return page


@part.button("page")
async def turn_page(turn: Turn, press: Press) -> None:
    """Further answers."""
    found = await _own_check(turn, press)
    if found is not None:
        check, plan = found
        await turn.show(questions(check, plan, turn.profile, page=_page(press, 1, plan, check)))


@part.button("say")
async def answer(turn: Turn, press: Press) -> None:
    """One answer, given or taken back; her specialist learns of it as it is given."""
    found = await _own_check(turn, press)
    if found is None:
        return
    check, plan = found
    code, page, profile = press.word(1), _page(press, 2, plan, check), turn.profile
    if code != UNCLEAR and not any(code in one for one in pages(plan.kind, check.moment)):
        raise BadPressError
    await note(turn.store, "aftercare.said", plan, turn.now)
    if code in check.said:
        check.said = [one for one in check.said if one != code]
        await close_tasks(turn.store.as_system(), _said_cause(check, code), turn.now)
        await turn.show(questions(check, plan, profile, page=page))
        return
    check.said, check.said_at = [*check.said, code], turn.now
    await _tell(turn, check, plan, code)
    thanks = Line(say("Thank you. {name} knows it.", name=profile.specialist.name), "💛", gap=True)
    await turn.show(questions(check, plan, profile, thanks, Line(expectation(turn, profile), "🕗"), page=page))


def _said_cause(check: AftercareCheck, code: str) -> str:
    return f"aftercare_said:{check.id}:{code}"


async def _tell(turn: Turn, check: AftercareCheck, plan: AftercarePlan, code: str) -> None:
    profile = turn.profile
    name = profile.person.name
    _, words = ANSWERS[code]
    reader = await responsible(turn.store.as_system(), profile)
    has_left = reader != profile.specialist_id
    when = moment_name(check.moment)
    if has_left:
        text = staff("{name} has answered questions about work or school and has no specialist now.", name=name)
    elif code == UNCLEAR:
        text = staff("{name} did not understand the questions, {when}. A call helps.", name=name, when=when)
    else:
        text = staff("{name}, {when}: {words}", name=name, when=when, words=words)
    write = Button(staff("Write"), payload("cs", "write", profile.id), icon="💬")
    look = Button(staff("Aftercare"), payload("af", "open", profile.id), icon=ICON)
    await raise_urgent_task(
        turn.store.as_system(),
        key=f"{_said_cause(check, code)}:{turn.incoming.update_id}",
        programme_id=plan.programme_id,
        assignee_id=reader,
        participant_id=profile.id,
        kind="check_in",
        text=text,
        due_at=turn.now,
        now=turn.now,
        buttons=() if has_left else ((write, look),),
    )


@part.button("plan")
async def open_plan(turn: Turn, _press: Press) -> None:
    """What is agreed for her at work."""
    plan = await turn.store.aftercare.current(turn.profile.id)
    if plan is None:
        turn.toast(phrases.changed())
        await show_home(turn)
        return
    await _show(turn, plan)


async def _show(turn: Turn, plan: AftercarePlan, *before: Line) -> None:
    await note(turn.store, "aftercare.viewed", plan, turn.now)
    goals = await turn.store.aftercare.goals(plan.id)
    profile = turn.profile
    at_work = plan.kind == AftercareKind.JOB
    heading = say("My plan at work") if at_work else say("My plan at school")
    lines = [
        *before,
        Line(heading, ICON, strong=True),
        Line(say("{name} helps you until {day}.", name=profile.specialist.name, day=_day(plan)), "🙋"),
    ]
    if not goals:
        lines.append(Line(say("There are no goals yet.")))
    for goal in goals:
        lines += _goal_lines(goal)
    rows: list[tuple[Button, ...]] = [(talk_button(profile),)]
    if plan.state == AftercareState.RUNNING:
        rows.append((_stop_button(plan),))
    else:
        lines.append(Line(say("You get no questions now."), "🔕", gap=True))
        rows.append((Button(say("Start the questions again"), payload(CODE, "again", plan.id), icon="▶️"),))
    short = brief("Your plan at work.") if at_work else brief("Your plan at school.")
    await turn.show(message(*lines, brief=short, buttons=(*rows, home_row())))


def _day(plan: AftercarePlan) -> Words:
    return Words({"": f"{plan.ends_on:%d.%m.%Y}"})


def _goal_lines(goal: AftercareGoal) -> list[Line]:
    words = say("{thing}", thing=Words({"nb": goal.goal}))
    if goal.done_at is not None:
        return [Line(words, "☑️", gap=True)]
    lines = [Line(words, "⬜", gap=True)]
    if goal.due_on is not None:
        lines.append(Line(say("Day: {day}", day=Day(goal.due_on)), "📅"))
    return lines


async def _own_plan(turn: Turn, press: Press) -> AftercarePlan | None:
    """Her plan that has not ended; otherwise the menu is shown."""
    plan = await turn.store.aftercare.get(object_id(press))
    if plan is None or plan.participant_id != turn.profile.id or plan.state == AftercareState.ENDED:
        turn.toast(phrases.changed())
        await show_home(turn)
        return None
    return plan


@part.button("stop")
async def stop(turn: Turn, press: Press) -> None:
    """No more questions, with one tap and without a reason; her specialist is told plainly."""
    plan = await _own_plan(turn, press)
    if plan is None:
        return
    if await decline(turn.store, plan, turn.now):
        name = turn.profile.person.name
        await _inform(
            turn,
            Line(staff("{name} does not want the questions of the aftercare any more.", name=name), "🔕"),
            Line(staff("That is fine and needs no reason.")),
            Line(staff("{name} can start again here at any time.", name=name)),
        )
    await _show(turn, plan, Line(say("Thank you. That is fine."), "💛", strong=True))


@part.button("again")
async def again(turn: Turn, press: Press) -> None:
    """She wants the questions again."""
    plan = await _own_plan(turn, press)
    if plan is None:
        return
    if await start_again(turn.store, plan, turn.now):
        name = turn.profile.person.name
        await _inform(turn, Line(staff("{name} wants the questions of the aftercare again.", name=name), "▶️"))
    await _show(turn, plan, Line(say("The questions come again."), "▶️", strong=True))


async def _inform(turn: Turn, *lines: Line) -> None:
    profile = turn.profile
    reader = await responsible(turn.store.as_system(), profile)
    await turn.tell(reader, message(*lines), participant_id=profile.id)
