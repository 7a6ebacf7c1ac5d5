"""Machine translation of talk, where a server for it is set: an offer beside the original, and always labelled so.

The original goes out at once and is never changed or held back. The translation follows in a bubble of its own; what
cannot be translated soon is left, because the original is there.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from conversations.composing import SAID
from conversations.contact.service import so_far_button, talk_button
from conversations.errands.model import ErrandKind, Request, Result, Translate, Translated
from conversations.part import Audience, Part
from conversations.people.own import object_id
from conversations.press import BadPressError, Press, payload
from conversations.turn import Turn
from locales.message import Button, Line, Message, message, pack_message
from locales.text import Words, brief, say, staff
from storage.models import DeliveryKind, Participant, TalkMessage
from storage.repositories.deliveries import NewDelivery
from storage.repositories.talk import TALK
from storage.unit_of_work import UnitOfWork

TRANSLATE = "translate"

PATIENCE = timedelta(minutes=30)
"""So long a translation is of use: later, the two have talked already."""

part = Part("tr", Audience.PARTICIPANT)


async def ask_for_translation(turn: Turn, talk_id: int | None, language: str) -> None:
    """Has what was just said translated for who reads it, when there is a server and the two read different languages.

    Args:
        turn: of who said it.
        talk_id: what was said; None when it was kept before.
        language: the reader's.
    """
    if turn.context.translates and talk_id is not None and language != turn.me.language:
        await turn.store.errands.ask(TRANSLATE, talk_id, turn.now)


def reader_language(participant: Participant, said: TalkMessage) -> str:
    """The language of whom it was said to; the profile must be loaded with person and specialist."""
    return participant.specialist.language if said.from_participant else participant.person.language


async def _prepare(store: UnitOfWork, talk_id: int) -> Request | None:
    said = await store.talk.get(talk_id)
    participant = await store.participants.get(said.participant_id) if said is not None else None
    if said is None or participant is None or not said.words or said.translation is not None:
        return None
    return Translate(said.words, said.language, reader_language(participant, said))


async def _conclude(store: UnitOfWork, talk_id: int, result: Result, now: datetime) -> None:
    said = await store.talk.get(talk_id)
    participant = await store.participants.get(said.participant_id) if said is not None else None
    if said is None or participant is None or not isinstance(result, Translated) or said.translation is not None:
        return
    said.translation, said.translated_to = result.words, reader_language(participant, said)
    reader = participant.specialist_id if said.from_participant else participant.person_id
    bubble = _for_staff(said, participant) if said.from_participant else _for_participant(said, participant)
    told = NewDelivery(
        key=f"talk-translated:{said.id}",
        kind=DeliveryKind.NOTICE,
        due=now,
        message_key=SAID,
        person_id=reader,
        participant_id=participant.id,
        content=pack_message(bubble),
        subject=TALK,
        subject_id=participant.id,
        not_after=now + PATIENCE,
    )
    await store.deliveries.plan([told], now)


TALK_ERRANDS = {TRANSLATE: ErrandKind(_prepare, _conclude, patience=PATIENCE)}


def _for_staff(said: TalkMessage, participant: Participant) -> Message:
    name, words = participant.person.name, said.translation or ""
    return message(
        Line(staff("{name} writes: {text}", name=name, text=words), "💬"),
        Line(staff("A machine has translated this. It can be wrong."), "🤖"),
        buttons=((so_far_button(participant),),),
    )


def _for_participant(said: TalkMessage, participant: Participant) -> Message:
    name = participant.specialist.name
    original = Button(say("Show it as it was written"), payload("tr", "original", said.id), icon="📄")
    words = Words({said.translated_to or "": said.translation or ""})
    return message(
        Line(say("{name} writes: {text}", name=name, text=words), "💬"),
        Line(say("A machine has translated this. It can be wrong."), "🤖"),
        brief=brief("Message from {name}.", name=name),
        buttons=((original,), (talk_button(participant),)),
    )


async def _own(turn: Turn, press: Press) -> TalkMessage:
    said = await turn.store.talk.get(object_id(press))
    if said is None or said.participant_id != turn.profile.id or said.from_participant or not said.words:
        raise BadPressError
    return said


@part.button("original")
async def original(turn: Turn, press: Press) -> None:
    """The words as they were written, in the same bubble; back with one tap."""
    said = await _own(turn, press)
    words = Words({said.language: said.words or ""})
    back = Button(say("Back"), payload("tr", "machine", said.id), icon="⬅️")
    name = turn.profile.specialist.name
    await turn.show(
        message(
            Line(say("{name} writes: {text}", name=name, text=words), "💬"),
            brief=brief("Message from {name}.", name=name),
            buttons=((back,), (talk_button(turn.profile),)),
        )
    )


@part.button("machine")
async def machine(turn: Turn, press: Press) -> None:
    """The translation again."""
    said = await _own(turn, press)
    if not said.translation:
        raise BadPressError
    await turn.show(_for_participant(said, turn.profile))
