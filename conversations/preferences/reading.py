"""How a participant reads: the language, with Norwegian or without, and whether the screen stays neutral."""

from __future__ import annotations

from conversations.appointments.planning import replan_participant
from conversations.discreet.messages import covered
from conversations.onboarding.language_choice import language_rows
from conversations.preferences.screen import mark, part, settings_row, show_settings
from conversations.press import BadPressError, Press, payload
from conversations.turn import Turn
from locales.languages import LANGUAGES
from locales.message import Button, Line, message
from locales.text import Text, Words, brief, say

READINGS: dict[str, Text] = {
    "both": say("My language and Norwegian"),
    "own": say("Only my language"),
    "norwegian": say("Only Norwegian"),
}

# Shown as an example of Norwegian, so it is the same words for everybody.
_NORWEGIAN_EXAMPLE = Words({"": "Vi ses i morgen."})


@part.button("language")
async def choose_language(turn: Turn, _press: Press) -> None:
    """All languages in their own names."""
    rows = language_rows(lambda code: payload("st", "lang", code), first=turn.me.language)
    await turn.show(
        message(
            Line(say("Which language do you want?"), "🗣", strong=True),
            brief=brief("Which language do you want?"),
            buttons=(*rows, settings_row()),
        ),
    )


@part.button("lang")
async def set_language(turn: Turn, press: Press) -> None:
    """Everything from now on is in this language, what was planned before too."""
    code = press.word(0)
    if code not in LANGUAGES:
        raise BadPressError
    if turn.me.language != code:
        turn.me.language = code
        turn.commands_changed = True
        await replan_participant(turn.store.as_system(), turn.profile, turn.now)
    await show_settings(turn)


@part.button("reading")
async def choose_reading(turn: Turn, _press: Press) -> None:
    """Own language with Norwegian, alone, or Norwegian alone; this very screen is an example of the choice in use."""
    choices = tuple(
        (Button(label, payload("st", "read", mode), icon=mark(chosen=turn.me.reading == mode)),)
        for mode, label in READINGS.items()
    )
    await turn.show(
        message(
            Line(say("How do you want to read messages?"), "📖", strong=True),
            Line(say("An example: See you tomorrow.")),
            Line(say("The same in Norwegian: {example}", example=_NORWEGIAN_EXAMPLE)),
            Line(say("Reading both helps you learn Norwegian."), "💡"),
            brief=brief("How do you want to read messages?"),
            buttons=(*choices, settings_row()),
        ),
    )


@part.button("read")
async def set_reading(turn: Turn, press: Press) -> None:
    """The choice is in use at once, on the screen that follows."""
    mode = press.word(0)
    if mode not in READINGS:
        raise BadPressError
    turn.me.reading = mode
    await choose_reading(turn, press)


@part.button("discreet")
async def choose_discreet(turn: Turn, _press: Press) -> None:
    """What a private screen is, and what it looks like."""
    name = turn.profile.specialist.name
    preview = covered(name, 0).lines[0].text
    chosen = turn.profile.discreet
    await turn.show(
        message(
            Line(say("Private screen"), "🙈", strong=True),
            Line(say("Your phone shows only that you have a message.")),
            Line(say("Your screen shows only this:"), gap=True),
            Line(preview, "✉️"),
            brief=brief("Your messages are hidden."),
            buttons=(
                (
                    Button(say("On"), payload("st", "dis", 1), icon=mark(chosen=chosen)),
                    Button(say("Off"), payload("st", "dis", 0), icon=mark(chosen=not chosen)),
                ),
                settings_row(),
            ),
        ),
    )


@part.button("dis")
async def set_discreet(turn: Turn, press: Press) -> None:
    """On or off; what waits already is covered or open accordingly, because that is decided when it is sent."""
    turn.profile.discreet = press.number(0) == 1
    await choose_discreet(turn, press)
