"""The specialist records a consent, read back before it is kept, or stops everything for somebody who asks for it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from conversations import phrases
from conversations.consent import service
from conversations.onboarding.language_choice import language_rows
from conversations.onboarding.texts import TEXT_VERSION
from conversations.part import Audience, Part
from conversations.people.card import show_card
from conversations.people.own import about_own
from conversations.press import BadPressError, Press, payload
from conversations.turn import Turn
from locales.languages import LANGUAGES
from locales.message import Button, Line, message
from locales.text import Day, LanguageName, Text, staff
from storage.models import Participant, ParticipantStatus

part = Part("co", Audience.SPECIALIST)

_INTERPRETER: dict[str, tuple[Text, Text]] = {
    "yes": (staff("Yes"), staff("A professional interpreter was there.")),
    "no": (staff("No"), staff("No professional interpreter was there.")),
    "none": (staff("Not needed"), staff("No interpreter was needed.")),
}
"""The answers to whether a professional interpreter was there, and how each is read back."""


def _version_of(participant: Participant) -> str:
    """The text the consent is about: the one she agreed to, else the one she is going to read."""
    return participant.agreed_version if participant.agreed_at and participant.agreed_version else TEXT_VERSION


def _language_of(participant: Participant) -> str:
    chosen = participant.agreed_language if participant.agreed_at else None
    return chosen or participant.person.language


def _facts(turn: Turn, participant: Participant, language: str) -> list[Line]:
    today = turn.now.astimezone(ZoneInfo(participant.programme.timezone)).date()
    lines = [
        Line(staff("Consent of {name}", name=participant.person.name), "🖊", strong=True),
        Line(staff("Date: {day}", day=Day(today)), "📅"),
        Line(staff("Language: {language}", language=LanguageName(language)), "🌐"),
        Line(staff("Text: version {version}", version=_version_of(participant)), "📄"),
    ]
    if participant.agreed_at is None:
        lines.append(Line(staff("{name} has not agreed in the chat yet.", name=participant.person.name), "👀"))
    elif language != participant.agreed_language:
        lines.append(service.other_language())
    return lines


def _back(participant: Participant) -> Button:
    return Button(staff("Back"), payload("pp", "card", participant.id), icon="⬅️")


def _known_language(press: Press) -> str:
    language = press.word(1)
    if language not in LANGUAGES:
        raise BadPressError
    return language


async def _stands_already(turn: Turn, participant: Participant) -> bool:
    """Whether there is nothing to record; the card is shown then."""
    if await turn.store.participants.standing_consent(participant.id) is None:
        return False
    turn.toast(phrases.changed())
    await show_card(turn, participant)
    return True


@part.button("record")
@about_own
async def begin(turn: Turn, _press: Press, participant: Participant) -> None:
    """Asks what only the specialist knows: whether an interpreter was there."""
    await _ask(turn, participant, _language_of(participant))


@part.button("in")
@about_own
async def change_language(turn: Turn, press: Press, participant: Participant) -> None:
    """The consent was given in this language."""
    await _ask(turn, participant, _known_language(press))


async def _ask(turn: Turn, participant: Participant, language: str) -> None:
    if await _stands_already(turn, participant):
        return
    answers = tuple(
        Button(label, payload(part.code, "check", participant.id, language, answer))
        for answer, (label, _) in _INTERPRETER.items()
    )
    other = Button(staff("Another language"), payload(part.code, "languages", participant.id), icon="🌐")
    await turn.show(
        message(
            *_facts(turn, participant, language),
            Line(staff("Was a professional interpreter there?"), "❓", strong=True, gap=True),
            buttons=(answers, (other,), (_back(participant),)),
        ),
    )


@part.button("languages")
@about_own
async def ask_language(turn: Turn, _press: Press, participant: Participant) -> None:
    """Asks in which language they spoke about it."""
    rows = language_rows(
        lambda code: payload(part.code, "in", participant.id, code),
        first=_language_of(participant),
    )
    question = Line(staff("In which language did you talk about it?"), "🌐", strong=True)
    await turn.show(message(question, buttons=(*rows, (_back(participant),))))


@part.button("check")
@about_own
async def read_back(turn: Turn, press: Press, participant: Participant) -> None:
    """Reads everything back before it is kept."""
    language, answer = _known_language(press), press.word(2)
    if answer not in _INTERPRETER:
        raise BadPressError
    if await _stands_already(turn, participant):
        return
    keep = payload(part.code, "save", participant.id, language, answer, _version_of(participant))
    change = payload(part.code, "in", participant.id, language)
    await turn.show(
        message(
            *_facts(turn, participant, language),
            Line(_INTERPRETER[answer][1], "💬"),
            Line(staff("Is this right?"), "❓", strong=True, gap=True),
            buttons=(
                (Button(staff("Record it"), keep, icon="✅"),),
                (Button(staff("Change"), change, icon="✏️"), _back(participant)),
            ),
        ),
    )


@part.button("save")
@about_own
async def save(turn: Turn, press: Press, participant: Participant) -> None:
    """Keeps the consent; the participant takes part when she has agreed too."""
    language, answer, version = _known_language(press), press.word(2), press.word(3)
    if answer not in _INTERPRETER:
        raise BadPressError
    if await _stands_already(turn, participant):
        return
    if version != _version_of(participant):
        turn.toast(phrases.changed())
        await _ask(turn, participant, language)
        return
    is_in = await service.record(
        turn,
        participant,
        language=language,
        text_version=version,
        interpreter=answer == "yes",
    )
    name = participant.person.name
    done = staff("The consent is recorded.") if is_in else staff("Recorded. {name} agrees next.", name=name)
    await show_card(turn, participant, Line(done, "✅"))


@part.button("stop")
@about_own
async def ask_stop(turn: Turn, _press: Press, participant: Participant) -> None:
    """Says what stopping means, before it happens."""
    name = participant.person.name
    await turn.show(
        message(
            Line(staff("Stop all messages to {name}?", name=name), "⏹", strong=True),
            staff("Do this when {name} asks for it. No reason is needed.", name=name),
            staff("The consent ends, and reminders are not sent any more."),
            staff("{name} can start again at any time, by writing here.", name=name),
            buttons=(
                (Button(staff("Stop all messages"), payload(part.code, "stopok", participant.id), icon="⏹"),),
                (_back(participant),),
            ),
        ),
    )


@part.button("stopok")
@about_own
async def stop(turn: Turn, _press: Press, participant: Participant) -> None:
    """Ends it. The participant is not written to: that is what she asked for."""
    if participant.status != ParticipantStatus.WITHDRAWN:
        await service.withdraw(turn, participant)
    done = staff("Nothing is sent to {name} any more. Please tell {name} yourself.", name=participant.person.name)
    await show_card(turn, participant, Line(done, "⏹"))
