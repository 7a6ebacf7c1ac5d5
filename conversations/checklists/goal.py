"""Her own goal, in her own words or her own voice: kept as she said it, shown to her specialist untranslated."""

from __future__ import annotations

from conversations.checklists.participant import part, show_lists
from conversations.checklists.views import CODE, goal_lines
from conversations.press import BadPressError, Press, payload
from conversations.profile.keeping import WARNED, heard, keep_or_warn, keep_waiting
from conversations.profile.topics import GOAL
from conversations.turn import Turn
from locales.message import Attachment, Button, Line, message
from locales.text import brief, say

_BACK = Button(say("Back"), payload(CODE, "all", 0), icon="⬅️")


@part.button("goal")
async def open_goal(turn: Turn, _press: Press) -> None:
    """Her goal, and what she can do with it."""
    await turn.close()
    goal = (await turn.store.own_words.of_participant(turn.profile.id)).get(GOAL)
    if goal is None:
        await ask_goal(turn, _press)
        return
    rows: list[tuple[Button, ...]] = []
    if goal.voice:
        rows.append((Button(say("Listen"), payload(CODE, "heargoal"), icon="🔊"),))
    rows += [
        (
            Button(say("Say it anew"), payload(CODE, "saygoal"), icon="✏️"),
            Button(say("Delete"), payload(CODE, "nogoal"), icon="🗑"),
        ),
        (_BACK,),
    ]
    name = turn.profile.specialist.name
    await turn.show(
        message(
            Line(say("My goal"), "⭐", strong=True),
            *goal_lines(goal),
            Line(say("{name} can see it, in your own words.", name=name), "👀"),
            brief=brief("My goal."),
            buttons=tuple(rows),
        )
    )


@part.button("saygoal")
async def ask_goal(turn: Turn, _press: Press) -> None:
    """Asks for the goal."""
    await turn.open(CODE, GOAL)
    name = turn.profile.specialist.name
    await turn.show(
        message(
            Line(say("What do you hope for? Write it or say it."), "⭐", strong=True),
            Line(say("Your own language is best."), "🗣"),
            Line(say("{name} can see it, in your own words.", name=name), "👀"),
            brief=brief("What do you hope for?"),
            buttons=((_BACK,),),
        )
    )


@part.step(GOAL)
@part.step(WARNED)
async def take_goal(turn: Turn) -> None:
    """Kept as it is; after a kind question where it looks like something we need not know."""
    said = await heard(turn, _BACK)
    if said is not None and await keep_or_warn(turn, CODE, GOAL, said):
        await show_lists(turn)


@part.button("keep")
async def keep_it(turn: Turn, _press: Press) -> None:
    """She wants it kept as it is."""
    if await keep_waiting(turn) is None:
        raise BadPressError
    await show_lists(turn)


@part.button("anew")
async def write_anew(turn: Turn, press: Press) -> None:
    """The question once more; what waited is forgotten."""
    await ask_goal(turn, press)


@part.button("heargoal")
async def hear_goal(turn: Turn, _press: Press) -> None:
    """Her own voice."""
    goal = (await turn.store.own_words.of_participant(turn.profile.id)).get(GOAL)
    if goal is None or not goal.voice:
        raise BadPressError
    await turn.say(
        message(
            Line(say("This is what you said."), "🎤"), attachment=Attachment("voice", goal.voice), buttons=((_BACK,),)
        )
    )


@part.button("nogoal")
async def forget_goal(turn: Turn, _press: Press) -> None:
    """Gone; a new one can be said at any time."""
    await turn.store.own_words.forget(turn.profile.id, GOAL)
    turn.toast(say("It is deleted."))
    await show_lists(turn)
