"""The goals of a plan: a heading, a day, the words; read back by both, done when it is done."""

from __future__ import annotations

from datetime import date
from functools import partial

from conversations.aftercare.own import CODE, about_goal, about_plan, gone, own_plan, part
from conversations.aftercare.service import note
from conversations.aftercare.specialist import goal_lines, show_aftercare
from conversations.aftercare.words import HEADINGS
from conversations.checklists.days import NO_DAY, day_buttons
from conversations.events.own import in_rows
from conversations.events.service import may_record, today_of
from conversations.press import BadPressError, Press, payload
from conversations.turn import Turn
from locales.message import Button, Line, Message, message
from locales.sensitive_words import looks_sensitive
from locales.text import staff
from locales.user_text import clean
from storage.models import AftercareGoal, AftercarePlan, Participant

LONGEST = 200
"""Characters of a goal: one short sentence that she reads too."""

MOST = 9
"""Goals of a plan; more than this is nobody's plan."""

WRITE = "goal"
WARNED = "warned"

_DUE = (7, 14, 30, 60, 91, 182)
_FARTHEST = 366


def _back(participant: Participant) -> tuple[Button, ...]:
    return (Button(staff("Back"), payload(CODE, "open", participant.id), icon="⬅️"),)


@part.button("add")
@about_plan
async def choose_heading(turn: Turn, _press: Press, participant: Participant, plan: AftercarePlan) -> None:
    """Under which heading."""
    turn.park()
    if not await _has_room(turn, participant, plan):
        return
    buttons = [
        Button(words, payload(CODE, "head", plan.id, code), icon=icon) for code, (icon, words) in HEADINGS.items()
    ]
    text = staff("What is the goal about?")
    await turn.show(message(Line(text, "🎯", strong=True), buttons=(*in_rows(buttons), _back(participant))))


async def _has_room(turn: Turn, participant: Participant, plan: AftercarePlan) -> bool:
    """Whether one more goal may be written down; where not, it has been said why."""
    if not may_record(participant):
        text = staff("{name} has stopped. Nothing new is written down.", name=participant.person.name)
        await show_aftercare(turn, participant, Line(text, "⏹"))
        return False
    if len(await turn.store.aftercare.goals(plan.id)) >= MOST:
        await show_aftercare(turn, participant, Line(staff("There are many goals. Remove one first."), "✋"))
        return False
    return True


@part.button("head")
@about_plan
async def choose_day(turn: Turn, press: Press, participant: Participant, plan: AftercarePlan) -> None:
    """By which day."""
    heading = press.word(1)
    if heading not in HEADINGS:
        raise BadPressError
    today = today_of(participant, turn.now)
    buttons = day_buttons(today, _DUE, partial(payload, CODE, "day", plan.id, heading))
    no_day = Button(staff("No day"), payload(CODE, "day", plan.id, heading, NO_DAY), icon="♾")
    rows = (*in_rows(buttons), (no_day,), _back(participant))
    await turn.show(message(Line(staff("By which day?"), "📅", strong=True), buttons=rows))


def _due(number: int, today: date) -> date | None:
    if number == NO_DAY:
        return None
    if not today.toordinal() - _FARTHEST <= number <= today.toordinal() + _FARTHEST:
        raise BadPressError
    return max(today, date.fromordinal(number))


@part.button("day")
@about_plan
async def ask_words(turn: Turn, press: Press, participant: Participant, plan: AftercarePlan) -> None:
    """Asks for the goal in words."""
    heading = press.word(1)
    if heading not in HEADINGS:
        raise BadPressError
    due_on = _due(press.number(2), today_of(participant, turn.now))
    draft = {"plan": plan.id, "heading": heading, "due": due_on.toordinal() if due_on else NO_DAY}
    await turn.open(CODE, WRITE, draft)
    icon, words = HEADINGS[heading]
    await turn.show(
        message(
            Line(words, icon, strong=True),
            Line(staff("Write the goal in one short sentence, in Norwegian.")),
            Line(staff("{name} reads it too.", name=participant.person.name), "👀"),
            buttons=(_back(participant),),
        )
    )


@part.step(WRITE)
@part.step(WARNED)
async def take_words(turn: Turn) -> None:
    """Kept; where it looks like health, faith or family, one kind question comes first."""
    found = await own_plan(turn, int(turn.draft.get("plan", 0)))
    if found is None or turn.draft.get("heading") not in HEADINGS:
        await turn.close()
        await gone(turn)
        return
    participant, plan = found
    words = clean(turn.text or "")
    if not words or len(words) > LONGEST:
        text = staff("Please write one short sentence.")
        await turn.say(message(Line(text, "✏️"), buttons=(_back(participant),)))
        return
    if looks_sensitive(words):
        await turn.open(CODE, WARNED, {**turn.draft, "words": words})
        await turn.say(_warning(plan))
        return
    await _keep(turn, participant, plan, words)


def _warning(plan: AftercarePlan) -> Message:
    return message(
        Line(staff("This may be about health, faith or somebody's private life."), "💛", strong=True),
        Line(staff("A goal names what there is help with, not what is wrong. You decide.")),
        buttons=(
            (Button(staff("Keep it"), payload(CODE, "keep", plan.id), icon="✅"),),
            (Button(staff("Write it anew"), payload(CODE, "anew", plan.id), icon="✏️"),),
        ),
    )


@part.button("keep")
@about_plan
async def keep_warned(turn: Turn, _press: Press, participant: Participant, plan: AftercarePlan) -> None:
    """The words that wait are kept as they are."""
    words = str(turn.draft.get("words", ""))
    if turn.dialogue is None or turn.draft.get("plan") != plan.id or not words:
        await show_aftercare(turn, participant)
        return
    await _keep(turn, participant, plan, words)


@part.button("anew")
@about_plan
async def write_anew(turn: Turn, _press: Press, participant: Participant, plan: AftercarePlan) -> None:
    """The words that wait are forgotten."""
    if turn.dialogue is None or turn.draft.get("plan") != plan.id:
        await show_aftercare(turn, participant)
        return
    kept = {name: value for name, value in turn.draft.items() if name != "words"}
    await turn.open(CODE, WRITE, kept)
    text = staff("Write the goal in one short sentence, in Norwegian.")
    await turn.show(message(Line(text, "✏️"), buttons=(_back(participant),)))


async def _keep(turn: Turn, participant: Participant, plan: AftercarePlan, words: str) -> None:
    draft = turn.draft
    await turn.close()
    if not await _has_room(turn, participant, plan):
        return
    number = int(draft.get("due", NO_DAY))
    await turn.store.aftercare.add_goal(
        AftercareGoal(
            plan_id=plan.id,
            heading=str(draft["heading"]),
            goal=words,
            due_on=date.fromordinal(number) if number else None,
            made_at=turn.now,
        )
    )
    await note(turn.store, "aftercare.goal", plan, turn.now)
    await show_aftercare(turn, participant, Line(staff("Saved."), "✅", strong=True))


@part.button("goals")
@about_plan
async def list_goals(turn: Turn, _press: Press, participant: Participant, plan: AftercarePlan) -> None:
    """All goals, each with a button."""
    goals = await turn.store.aftercare.goals(plan.id)
    buttons = []
    for number, goal in enumerate(goals, 1):
        icon, words = HEADINGS[goal.heading]
        label = staff("{number}. {topic}", number=number, topic=words)
        buttons.append(Button(label, payload(CODE, "goal", goal.id), icon="✅" if goal.done_at else icon))
    lines = [Line(staff("The goals"), "🎯", strong=True)]
    if not goals:
        lines.append(Line(staff("There are no goals yet.")))
    await note(turn.store, "aftercare.viewed", plan, turn.now)
    await turn.show(message(*lines, buttons=(*in_rows(buttons), _back(participant))))


@part.button("goal")
@about_goal
async def open_goal(
    turn: Turn, _press: Press, participant: Participant, plan: AftercarePlan, goal: AftercareGoal
) -> None:
    """One goal."""
    await note(turn.store, "aftercare.viewed", plan, turn.now)
    done = (
        Button(staff("Not done yet"), payload(CODE, "done", goal.id, 0), icon="↩️")
        if goal.done_at
        else Button(staff("Done"), payload(CODE, "done", goal.id, 1), icon="✅")
    )
    remove = Button(staff("Remove"), payload(CODE, "remove", goal.id), icon="🗑")
    back = Button(staff("Back"), payload(CODE, "goals", plan.id), icon="⬅️")
    lines = goal_lines([goal], today_of(participant, turn.now))
    await turn.show(message(*lines, buttons=((done,), (remove,), (back,))))


@part.button("done")
@about_goal
async def set_done(
    turn: Turn, press: Press, participant: Participant, plan: AftercarePlan, goal: AftercareGoal
) -> None:
    """It is done, or it is not done yet after all; twice is once."""
    is_done = press.number(1) == 1
    if is_done != (goal.done_at is not None):
        goal.done_at = turn.now if is_done else None
        await turn.store.flush()
        await note(turn.store, "aftercare.goal", plan, turn.now)
    await show_aftercare(turn, participant, Line(staff("Saved."), "✅", strong=True))


@part.button("remove")
@about_goal
async def remove(turn: Turn, _press: Press, participant: Participant, plan: AftercarePlan, goal: AftercareGoal) -> None:
    """It is no goal any more."""
    await turn.store.aftercare.remove_goal(goal)
    await note(turn.store, "aftercare.goal", plan, turn.now)
    await show_aftercare(turn, participant, Line(staff("Saved."), "✅", strong=True))
