"""When a participant wants quiet: their own hours, or the programme's."""

from __future__ import annotations

from datetime import time

from conversations.appointments.planning import replan_participant
from conversations.preferences.screen import mark, part, settings_row
from conversations.press import BadPressError, Press, payload
from conversations.turn import Turn
from locales.message import Button, Line, message
from locales.text import At, brief, say

FROM_HOURS = (19, 20, 21, 22, 23)
TO_HOURS = (5, 6, 7, 8, 9)


@part.button("quiet")
async def choose_quiet(turn: Turn, _press: Press) -> None:
    """The hours in use, and the choice of others."""
    profile = turn.profile
    settings = turn.settings_of(profile)
    own = profile.quiet_from is not None or profile.quiet_to is not None
    starts = [
        Button(
            say("From {time}", time=At(time(hour))),
            payload("st", "qfrom", hour),
            icon=mark(chosen=settings.quiet_from == time(hour)),
        )
        for hour in FROM_HOURS
    ]
    ends = [
        Button(
            say("Until {time}", time=At(time(hour))),
            payload("st", "qto", hour),
            icon=mark(chosen=settings.quiet_to == time(hour)),
        )
        for hour in TO_HOURS
    ]
    pairs = tuple(zip(starts, ends, strict=True))
    usual = Button(say("The usual quiet hours"), payload("st", "qusual"), icon=mark(chosen=not own))
    await turn.show(
        message(
            Line(say("Quiet hours"), "🌙", strong=True),
            Line(
                say(
                    "No reminders from {start} until {end}.",
                    start=At(settings.quiet_from),
                    end=At(settings.quiet_to),
                ),
            ),
            brief=brief("Quiet from {start} until {end}", start=At(settings.quiet_from), end=At(settings.quiet_to)),
            buttons=(*pairs, (usual,), settings_row()),
        ),
    )


@part.button("qfrom")
async def quiet_from(turn: Turn, press: Press) -> None:
    """Quiet begins at this hour."""
    turn.profile.quiet_from = _hour(press, FROM_HOURS)
    await _changed(turn, press)


@part.button("qto")
async def quiet_to(turn: Turn, press: Press) -> None:
    """Quiet ends at this hour."""
    turn.profile.quiet_to = _hour(press, TO_HOURS)
    await _changed(turn, press)


@part.button("qusual")
async def usual_quiet(turn: Turn, press: Press) -> None:
    """As the programme has it, also when the programme changes it."""
    turn.profile.quiet_from = turn.profile.quiet_to = None
    await _changed(turn, press)


async def _changed(turn: Turn, press: Press) -> None:
    await replan_participant(turn.store.as_system(), turn.profile, turn.now)
    await choose_quiet(turn, press)


def _hour(press: Press, allowed: tuple[int, ...]) -> time:
    hour = press.number(0)
    if hour not in allowed:
        raise BadPressError
    return time(hour)
