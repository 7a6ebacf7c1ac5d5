"""Asking the colleague who was in contact with an employer, and the answer that goes back."""

from __future__ import annotations

from datetime import timedelta

from conversations import phrases
from conversations.employers.access import CODE, own_employer, part
from conversations.employers.card import show_card, standing_for
from conversations.home.menu import home_row
from conversations.people.own import object_id
from conversations.press import BadPressError, Press, payload
from conversations.turn import Turn
from locales.message import Button, Line, message
from locales.text import Day, Text, staff
from storage.models import ContactAnswer, Employer, EmployerQuestion, Role

AGAIN_AFTER = timedelta(hours=24)
"""A colleague is asked about the same contact once a day at most."""


async def _on_staff(turn: Turn, person_id: int, programme_id: int) -> bool:
    """Whether they work in this programme now; nobody else is asked or told."""
    for role in (Role.SPECIALIST, Role.COORDINATOR):
        if await turn.store.people.membership(person_id, programme_id, role) is not None:
            return True
    return False


@part.button("ask")
async def ask(turn: Turn, press: Press) -> None:
    """Asks the colleague of the warning, with two answers to press."""
    employer = await own_employer(turn, object_id(press))
    now = await standing_for(turn, employer)
    contact = now.warning
    if contact is None:
        turn.toast(phrases.changed())
        await show_card(turn, employer)
        return
    name = contact.person.name
    if not await _on_staff(turn, contact.person_id, employer.programme_id):
        text = staff("{name} does not work here any more. You decide.", name=name)
        await show_card(turn, employer, Line(text, "👋"))
        return
    if now.question is not None and turn.now - now.question.asked_at < AGAIN_AFTER:
        await show_card(turn, employer, Line(staff("You have asked {name} already.", name=name), "⏳"))
        return
    question = await turn.store.employers.ask(contact, turn.me.id, turn.now)
    await turn.store.audit.note("employer.asked", turn.now, subject="employer", subject_id=employer.id)
    lines = (
        Line(staff("{name} would like to contact {firm}.", name=turn.me.name, firm=employer.name), "🙋", strong=True),
        Line(staff("You were in contact with them on {day}. Is it fine?", day=Day(contact.on))),
    )
    await turn.tell(contact.person_id, message(*lines, buttons=_answers(question)))
    await show_card(turn, employer, Line(staff("{name} is asked. You get the answer here.", name=name), "📨"))


def _answers(question: EmployerQuestion) -> tuple[tuple[Button, ...], ...]:
    return tuple(
        (Button(words, payload(CODE, "answer", question.id, answer), icon=icon),)
        for answer, (icon, words) in _WORDS.items()
        if answer != question.answer
    )


_WORDS: dict[ContactAnswer, tuple[str, Text]] = {
    ContactAnswer.FINE: ("👍", staff("It is fine")),
    ContactAnswer.WAIT: ("✋", staff("Please wait")),
}


@part.button("answer")
async def answer(turn: Turn, press: Press) -> None:
    """The asked colleague's answer goes back; it may be changed afterwards."""
    question = await turn.store.employers.question(object_id(press))
    said = press.word(1)
    if question is None or question.contact.person_id != turn.me.id or said not in set(ContactAnswer):
        raise BadPressError
    employer = await own_employer(turn, question.contact.employer_id)
    asker = await turn.store.as_system().people.get(question.asker_id)
    icon, words = _WORDS[ContactAnswer(said)]
    if not await _on_staff(turn, asker.id, employer.programme_id):
        gone = staff("{name} does not work here any more.", name=asker.name)
        await turn.show(message(Line(gone, "👋"), buttons=(home_row(),)))
        return
    if question.answer != said:
        question.answer, question.answered_at = said, turn.now
        await turn.store.flush()
        await turn.store.audit.note("employer.answered", turn.now, subject="employer", subject_id=employer.id)
        await _tell(turn, employer, asker.id, icon, words)
    told = staff("{name} reads your answer about {firm}: {answer}.", name=asker.name, firm=employer.name, answer=words)
    await turn.show(message(Line(told, icon), buttons=(*_answers(question), home_row())))


async def _tell(turn: Turn, employer: Employer, asker_id: int, icon: str, words: Text) -> None:
    text = staff("{name} about {firm}: {answer}.", name=turn.me.name, firm=employer.name, answer=words)
    card = Button(staff("{name}", name=employer.name), payload(CODE, "open", employer.id), icon="🏢")
    await turn.tell(asker_id, message(Line(text, icon, strong=True), buttons=((card,),)))
