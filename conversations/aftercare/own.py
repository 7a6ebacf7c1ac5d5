"""The specialist's part of aftercare, and the plan or goal a button is about: asked for again at every press."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from conversations import phrases
from conversations.aftercare.service import STAFF_CODE, is_over
from conversations.events.service import today_of
from conversations.part import Audience, ButtonHandler, Part
from conversations.people.listing import show_list
from conversations.people.own import object_id, own_participant
from conversations.press import Press
from conversations.turn import Turn
from storage.models import AftercareGoal, AftercarePlan, AftercareState, Participant

CODE = STAFF_CODE

part = Part(CODE, Audience.SPECIALIST)

PlanHandler = Callable[[Turn, Press, Participant, AftercarePlan], Awaitable[None]]
GoalHandler = Callable[[Turn, Press, Participant, AftercarePlan, AftercareGoal], Awaitable[None]]


async def own_plan(turn: Turn, plan_id: int) -> tuple[Participant, AftercarePlan] | None:
    """The plan that has not ended and its participant, if this very specialist helps them now."""
    plan = await turn.store.aftercare.get(plan_id)
    participant = await own_participant(turn, plan.participant_id) if plan is not None else None
    if plan is None or participant is None or plan.state == AftercareState.ENDED:
        return None
    return None if is_over(plan, today_of(participant, turn.now)) else (participant, plan)


async def own_goal(turn: Turn, goal_id: int) -> tuple[Participant, AftercarePlan, AftercareGoal] | None:
    """As `own_plan`, for a goal of it."""
    found = await turn.store.aftercare.goal(goal_id)
    owner = await own_plan(turn, found[1].id) if found is not None else None
    return (*owner, found[0]) if owner is not None and found is not None else None


async def gone(turn: Turn) -> None:
    """What the button was about is not there, or not theirs: their own participants are shown."""
    turn.toast(phrases.changed())
    await show_list(turn)


def about_plan(handler: PlanHandler) -> ButtonHandler:
    """Gives the handler the own plan whose id comes first in the payload."""

    async def checked(turn: Turn, press: Press) -> None:
        found = await own_plan(turn, object_id(press))
        await (gone(turn) if found is None else handler(turn, press, *found))

    return checked


def about_goal(handler: GoalHandler) -> ButtonHandler:
    """Gives the handler the goal of an own plan whose id comes first in the payload."""

    async def checked(turn: Turn, press: Press) -> None:
        found = await own_goal(turn, object_id(press))
        await (gone(turn) if found is None else handler(turn, press, *found))

    return checked
