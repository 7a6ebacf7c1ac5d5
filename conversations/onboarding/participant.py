"""A participant's first minutes in the chat.

The part is open to anybody, because nobody is a participant yet, and acts for the person's own profile alone.
"""

from __future__ import annotations

from conversations import phrases
from conversations.consent.service import welcome
from conversations.incoming import Button as Pressed
from conversations.incoming import Command, Started
from conversations.onboarding import service, texts
from conversations.onboarding.language_choice import language_rows
from conversations.part import Audience, Part
from conversations.press import BadPressError, Press, payload
from conversations.turn import Turn
from locales.languages import LANGUAGES
from locales.message import Line, Message, message
from locales.text import say
from storage.models import Participant, ParticipantStatus

part = Part("ob", Audience.ANYBODY)

_OUTSIDE = (ParticipantStatus.INVITED, ParticipantStatus.WITHDRAWN)


def _outsider(turn: Turn) -> Participant:
    """The profile of the person who presses, while they are not in.

    Raises:
        BadPressError: they have none, or are in: the button is of another time.
    """
    if turn.participant is None or turn.participant.status not in _OUTSIDE:
        raise BadPressError
    return turn.participant


async def resume(turn: Turn) -> None:
    """Shows the step where the person stands; what they wrote or spoke is answered by it, kindly."""
    if turn.participant is None or turn.participant.status not in _OUTSIDE:
        await turn.close()
        return
    content = turn.incoming.content
    is_wordless = isinstance(content, (Started, Command, Pressed))
    before = () if is_wordless else (Line(texts.use_buttons()),)
    await turn.show(await _current(turn, turn.participant, *before), onboarding=True)


async def _current(turn: Turn, participant: Participant, *before: Line) -> Message:
    dialogue = turn.dialogue if turn.dialogue is not None and turn.dialogue.flow == part.code else None
    if dialogue is None:
        if participant.agreed_at is not None:
            return texts.waiting(participant, *before)
        if participant.status == ParticipantStatus.WITHDRAWN:
            return texts.come_back(participant, *before)
        await turn.open(part.code, "language", {"then": texts.FIRST})
        return _languages(turn, *before)
    match dialogue.step:
        case "language":
            return _languages(turn, *before)
        case "talk":
            return texts.will_talk(participant, *before)
        case _:
            return texts.page(int(dialogue.draft.get("page", texts.FIRST)), participant, *before)


def _languages(turn: Turn, *before: Line) -> Message:
    rows = language_rows(lambda code: payload(part.code, "language", code), first=turn.me.language)
    return message(*before, Line(say("Choose your language."), "🌐", strong=True), buttons=rows)


@part.step("language")
@part.step("page")
@part.step("talk")
async def repeat(turn: Turn) -> None:
    """Something was written, spoken or shown where a tap is wanted."""
    await resume(turn)


@part.button("languages")
async def ask_language(turn: Turn, _press: Press) -> None:
    """The languages again, at any step; afterwards the same step goes on."""
    _outsider(turn)
    dialogue = turn.dialogue
    then = int(turn.draft.get("page", 0)) if dialogue is not None and dialogue.flow == part.code else 0
    await turn.open(part.code, "language", {"then": then})
    await turn.show(_languages(turn), onboarding=True)


@part.button("language")
async def choose_language(turn: Turn, press: Press) -> None:
    """A language was chosen: everything from here on is in it."""
    participant = _outsider(turn)
    code = press.word(0)
    if code not in LANGUAGES:
        raise BadPressError
    turn.me.language = code
    turn.commands_changed = True
    then = int(turn.draft.get("then", 0))
    if then:
        await turn.open(part.code, "page", {"page": then})
    else:
        await turn.close()
        if participant.agreed_at is None and participant.status == ParticipantStatus.INVITED:
            await turn.open(part.code, "page", {"page": texts.FIRST})
    await turn.show(await _current(turn, participant), onboarding=True)


@part.button("page")
async def show_page(turn: Turn, press: Press) -> None:
    """One of the messages, forward or back."""
    participant = _outsider(turn)
    number = press.number(0)
    if not texts.FIRST <= number <= texts.LAST:
        raise BadPressError
    if number == texts.LAST and participant.agreed_at is not None:
        await turn.close()
    else:
        await turn.open(part.code, "page", {"page": number})
    await turn.show(await _current(turn, participant), onboarding=True)


@part.button("agree")
async def agree(turn: Turn, press: Press) -> None:
    """Her own yes; to a text that has changed since, the new one is shown instead."""
    participant = _outsider(turn)
    if press.word(0) != texts.TEXT_VERSION:
        turn.toast(phrases.changed())
        await turn.open(part.code, "page", {"page": texts.FIRST})
        await turn.show(texts.page(texts.FIRST, participant), onboarding=True)
        return
    is_in = turn.commands_changed = await service.agree(turn)
    await turn.close()
    await turn.show(welcome(participant) if is_in else texts.waiting(participant), onboarding=True)


@part.button("talk")
async def talk_first(turn: Turn, _press: Press) -> None:
    """She wants to talk before she decides."""
    participant = _outsider(turn)
    if participant.agreed_at is None:
        await service.ask_to_talk(turn, participant)
        await turn.open(part.code, "talk")
        await turn.show(texts.will_talk(participant), onboarding=True)
    else:
        await turn.show(texts.waiting(participant), onboarding=True)
