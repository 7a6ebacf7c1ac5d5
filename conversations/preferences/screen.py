"""The participant's settings at a glance; each is one tap further."""

from __future__ import annotations

from conversations.home.menu import home_row
from conversations.part import Audience, Part
from conversations.press import Press, payload
from conversations.turn import Turn
from locales.message import Button, Line, message
from locales.text import LanguageName, brief, say
from storage.models import ParticipantStatus

part = Part("st", Audience.PARTICIPANT)


def settings_row() -> tuple[Button, ...]:
    """The row that leads back to the settings."""
    return (Button(say("Settings"), payload("st", "open"), icon="⚙️"),)


def mark(*, chosen: bool) -> str:
    """The icon of a choice: a tick where it is the one in use."""
    return "☑️" if chosen else "⬜"


@part.button("open")
async def open_settings(turn: Turn, _press: Press) -> None:
    """The settings."""
    await show_settings(turn)


@part.command("settings")
async def settings_command(turn: Turn) -> None:
    """As the button."""
    await show_settings(turn)


async def show_settings(turn: Turn) -> None:
    """Shows what can be chosen; where everything is free to choose, that is said."""
    profile = turn.profile
    paused = profile.status == ParticipantStatus.PAUSED
    lines = [
        Line(say("Settings"), "⚙️", strong=True),
        Line(say("Language: {language}", language=LanguageName(turn.me.language)), "🗣"),
        Line(say("You choose. You can change it at any time."), "🟢"),
    ]
    if paused:
        lines.append(Line(say("You have a pause. Nothing is sent to you."), "⏸"))
        pause = Button(say("Go on again"), payload("st", "goon"), icon="▶️")
    else:
        pause = Button(say("Pause"), payload("st", "pause"), icon="⏸")
    rows = (
        (
            Button(say("Language"), payload("st", "language"), icon="🗣"),
            Button(say("Reading"), payload("st", "reading"), icon="📖"),
        ),
        (
            Button(say("Private screen"), payload("st", "discreet"), icon="🙈"),
            Button(say("Quiet hours"), payload("st", "quiet"), icon="🌙"),
        ),
        (Button(say("How often about my lists"), payload("cl", "often"), icon="🔔"),),
        (pause, Button(say("Stop"), payload("st", "stop"), icon="🛑")),
        home_row(),
    )
    await turn.show(message(*lines, brief=brief("Your settings"), buttons=rows))
