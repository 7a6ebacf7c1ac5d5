"""The settings of specialists and coordinators: their language and their work phone."""

from __future__ import annotations

from conversations.home.menu import home_row
from conversations.onboarding.language_choice import language_rows
from conversations.part import Audience, Part
from conversations.preferences.phone import written_phone
from conversations.press import BadPressError, Press, payload
from conversations.turn import Turn
from locales.languages import STAFF_LANGUAGES
from locales.message import Button, Line, Message, message
from locales.text import LanguageName, staff

part = Part("sf", Audience.STAFF)

_BACK = (Button(staff("Settings"), payload("sf", "open"), icon="⚙️"),)


@part.button("open")
async def open_settings(turn: Turn, _press: Press) -> None:
    """The settings; a question about the phone that is still open is left."""
    if turn.dialogue is not None and turn.dialogue.flow == part.code:
        await turn.close()
    await turn.show(_screen(turn))


@part.command("settings")
async def settings_command(turn: Turn) -> None:
    """As the button."""
    await turn.show(_screen(turn))


def _phone(turn: Turn) -> str | None:
    return next((membership.work_phone for membership in turn.memberships if membership.work_phone), None)


def _screen(turn: Turn) -> Message:
    phone = _phone(turn)
    lines = [
        Line(staff("Settings"), "⚙️", strong=True),
        Line(staff("Language: {language}", language=LanguageName(turn.me.language)), "🗣"),
    ]
    if phone:
        lines.append(Line(staff("Work phone: {phone}", phone=phone), "📞"))
    else:
        lines.append(Line(staff("You have given no work phone."), "📞"))
    rows = [
        *language_rows(lambda code: payload("sf", "lang", code), first=turn.me.language, codes=STAFF_LANGUAGES),
        (Button(staff("Work phone"), payload("sf", "phone"), icon="📞"),),
    ]
    if phone:
        rows.append((Button(staff("Remove the work phone"), payload("sf", "nophone"), icon="🗑"),))
    if turn.is_specialist:
        rows.append((Button(staff("My reflective log"), payload("rl", "open"), icon="📓"),))
    return message(*lines, buttons=(*rows, home_row()))


@part.button("lang")
async def set_language(turn: Turn, press: Press) -> None:
    """Norwegian or English."""
    code = press.word(0)
    if code not in STAFF_LANGUAGES:
        raise BadPressError
    if turn.me.language != code:
        turn.me.language = code
        turn.commands_changed = True
    await turn.show(_screen(turn))


@part.button("phone")
async def ask_phone(turn: Turn, _press: Press) -> None:
    """Asks for the number and says who will see it."""
    await turn.open("sf", "phone")
    await turn.say(
        message(
            Line(staff("Write your work phone number."), "📞", strong=True),
            Line(staff("Your participants see it under “Who helps me?”.")),
            buttons=(_BACK,),
        ),
    )


@part.step("phone")
async def take_phone(turn: Turn) -> None:
    """Keeps the number, or asks again."""
    phone = written_phone(turn.text or "")
    if phone is None:
        await turn.say(
            message(
                Line(staff("This is not a phone number I can read.")),
                Line(staff("Write eight digits, or + and the country's number first.")),
                buttons=(_BACK,),
            ),
        )
        return
    for membership in turn.memberships:
        membership.work_phone = phone
    await turn.close()
    await turn.say(_screen(turn))


@part.button("nophone")
async def remove_phone(turn: Turn, _press: Press) -> None:
    """Nobody sees a number any more."""
    for membership in turn.memberships:
        membership.work_phone = None
    await turn.show(_screen(turn))
