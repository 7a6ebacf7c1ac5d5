"""Stopping: two taps from the settings, without a reason, and it costs nothing."""

from __future__ import annotations

from conversations.consent.service import withdraw
from conversations.home.menu import show_home
from conversations.onboarding.participant import resume
from conversations.preferences.screen import part, settings_row
from conversations.press import Press, payload
from conversations.turn import Turn
from locales.message import Button, Line, message
from locales.text import brief, say


@part.command("stop")
async def stop_command(turn: Turn) -> None:
    """As the button."""
    await _ask_stop(turn)


@part.button("stop")
async def ask_stop(turn: Turn, _press: Press) -> None:
    """What stopping means, before it happens."""
    await _ask_stop(turn)


async def _ask_stop(turn: Turn) -> None:
    name = turn.profile.specialist.name
    await turn.show(
        message(
            Line(say("Do you want to stop?"), "🛑", strong=True),
            Line(say("It is fine to stop. Nobody asks why."), "🟢"),
            Line(say("You get no more messages here.")),
            Line(say("{name} can still help you in other ways.", name=name), "🙋"),
            brief=brief("Do you want to stop?"),
            buttons=(
                (Button(say("Yes, stop"), payload("st", "stopok"), icon="🛑"),),
                settings_row(),
            ),
        ),
    )


@part.button("stopok")
async def stop(turn: Turn, _press: Press) -> None:
    """She takes her consent back; what she sees then also says how to come back."""
    await withdraw(turn, turn.profile)
    await (show_home(turn) if turn.memberships else resume(turn))
