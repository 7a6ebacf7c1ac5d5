"""The pack as the participant reads it: one card, with a page for each thing to know."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from conversations.appointments.facts import leave_line, pictogram, place_lines, place_name, start_of, when
from conversations.appointments.messages import extras, leave_at
from conversations.contact.service import talk_button
from conversations.packs.contents import DRESS, QUESTIONS, USUAL_DRESS, PackKind
from conversations.packs.trade_words import ANY_WORK, TRADES
from conversations.press import payload
from locales.message import Button, Line, Message, message
from locales.text import At, Day, Text, Words, brief, say
from storage.models import Occurrence, Pack, Participant

CODE = "pk"

NOBODYS = Pack(wanted=True)
"""What is sent when the specialist has prepared nothing."""

Page = Callable[[Occurrence, Pack, Participant], Message]


def first_page(kind: PackKind, occurrence: Occurrence, pack: Pack, participant: Participant) -> Message:
    """When, where and what to wear, with a button for each of the rest."""
    appointment = occurrence.appointment
    start = start_of(appointment, occurrence)
    if kind is PackKind.INTERVIEW:
        headline = Line(say("Get ready for your interview"), "💼", strong=True)
        calm = Line(say("Come ten minutes early. Turn off the sound of your phone."), "📵")
    else:
        headline = Line(say("Get ready for your first day"), pictogram(appointment), strong=True)
        calm = Line(say("It is normal to be nervous. Nobody knows everything on the first day."), "💛")
    lines = [headline, Line(when(start), "📅", strong=True)]
    if pack.firm:
        lines.append(Line(say("The firm: {firm}", firm=_norwegian(pack.firm)), "🏢"))
    lines.append(Line(say("Place: {place}", place=place_name(appointment, occurrence)), "📍"))
    if appointment.host:
        lines.append(Line(say("{name} will meet you.", name=appointment.host), "👋"))
    icon, dress = DRESS.get(pack.dress or "", DRESS[USUAL_DRESS[kind]])
    lines.append(Line(dress, icon))
    lines.append(calm)
    return message(*lines, brief=_norwegian_line(kind, start), buttons=_rows(kind, occurrence, participant))


def _norwegian(words: str) -> Words:
    return Words({"nb": words})


def _norwegian_line(kind: PackKind, start: datetime) -> Text:
    day, time = Day(start.date()), At(start.time())
    if kind is PackKind.INTERVIEW:
        return brief("Get ready for the interview: {day} at {time}.", day=day, time=time)
    return brief("Get ready for the first day: {day} at {time}.", day=day, time=time)


def _rows(kind: PackKind, occurrence: Occurrence, participant: Participant) -> tuple[tuple[Button, ...], ...]:
    one = occurrence.id
    rows = [
        (Button(say("The way there"), payload(CODE, "way", one), icon="🚌"),),
        (Button(say("Words to know"), payload(CODE, "words", one), icon="🗣️"),),
    ]
    if kind is PackKind.INTERVIEW:
        rows.append((Button(say("Questions you can ask"), payload(CODE, "questions", one), icon="❓"),))
    else:
        rows.append((Button(say("At work"), payload(CODE, "work", one), icon="🧰"),))
        rows.append((Button(say("If I am ill or late"), payload(CODE, "ill", one), icon="📞"),))
    rows.append((Button(say("I did not understand"), payload("ap", "unclear", one, occurrence.version), icon="🤷"),))
    rows.append((talk_button(participant),))
    return tuple(rows)


def _back(occurrence: Occurrence) -> tuple[tuple[Button, ...], ...]:
    return ((Button(say("Back"), payload(CODE, "show", occurrence.id), icon="⬅️"),),)


def way_page(occurrence: Occurrence, pack: Pack, participant: Participant) -> Message:
    """Address, stop, room, when to leave home, and what the specialist wrote about the way."""
    appointment = occurrence.appointment
    lines = [Line(say("The way there"), "🚌", strong=True), *place_lines(appointment, occurrence)]
    leave = leave_at(appointment, occurrence, participant.travel_minutes)
    if leave is not None:
        lines.append(leave_line(leave.time()))
    if pack.route:
        lines.append(Line(say("{words}", words=_norwegian(pack.route)), "🧭"))
    rows = (extras(occurrence), *_back(occurrence))
    return message(*lines, brief=brief("Place: {place}.", place=place_name(appointment, occurrence)), buttons=rows)


def words_page(occurrence: Occurrence, pack: Pack, _participant: Participant) -> Message:
    """Ten words of the trade, in Norwegian and in the reader's language."""
    trade = TRADES.get(pack.trade or "", TRADES[ANY_WORK])
    lines = [
        Line(say("Words to know"), "🗣️", strong=True),
        Line(say("You may hear these words. You need not know them all."), "🟢"),
    ]
    lines += [
        Line(say("{word}: {meaning}", word=word.norwegian, meaning=word.meaning), "🔹", gap=not index)
        for index, word in enumerate(trade.words)
    ]
    return message(*lines, brief=brief("Words at work."), buttons=_back(occurrence))


def questions_page(occurrence: Occurrence, pack: Pack, _participant: Participant) -> Message:
    """What she can ask: the Norwegian sentence and what it means; then the specialist's own."""
    lines = [
        Line(say("Questions you can ask"), "❓", strong=True),
        Line(say("They like it when you ask. One question is enough."), "🟢"),
    ]
    lines += [
        Line(say("{word}: {meaning}", word=Words({"nb": one.norwegian}), meaning=one.meaning), "🔹", gap=not index)
        for index, one in enumerate(QUESTIONS)
    ]
    lines += [Line(say("{words}", words=_norwegian(one)), "🔹") for one in (pack.questions or "").splitlines()]
    return message(*lines, brief=brief("Questions you can ask."), buttons=_back(occurrence))


def work_page(occurrence: Occurrence, pack: Pack, _participant: Participant) -> Message:
    """What usually holds at a workplace, and the rules of this one."""
    lines = [
        Line(say("At work"), "🧰", strong=True),
        Line(say("Say your name and that it is your first day."), "👋"),
        Line(say("Take food with you. Eat lunch with the others."), "🥪"),
        Line(say("Keep your phone in your bag. Look at it in the break."), "📵"),
        Line(say("Ask when something is unclear. It is good to ask."), "🙋"),
        Line(say("Finished? Ask: what can I do now?"), "✨"),
        Line(say("Before you go, say what is done and what is left."), "📋"),
    ]
    lines += [
        Line(say("{words}", words=_norwegian(one)), "🔹", gap=not index)
        for index, one in enumerate((pack.rules or "").splitlines())
    ]
    return message(*lines, brief=brief("This is good to know at work."), buttons=_back(occurrence))


def ill_page(occurrence: Occurrence, pack: Pack, participant: Participant) -> Message:
    """Whom to call before the shift begins."""
    name = participant.specialist.name
    lines = [
        Line(say("If I am ill or late"), "📞", strong=True),
        Line(say("Call work before the work day begins."), "⏰"),
    ]
    if pack.ill:
        lines.append(Line(say("{words}", words=_norwegian(pack.ill)), "👤"))
    else:
        lines.append(Line(say("Ask on the first day: whom do I call?"), "🙋"))
    lines.append(Line(say("Then tell {name} too, if you want.", name=name), "💬"))
    return message(*lines, brief=brief("Call work before the work day begins."), buttons=_back(occurrence))


PAGES: dict[str, Page] = {
    "way": way_page,
    "words": words_page,
    "questions": questions_page,
    "work": work_page,
    "ill": ill_page,
}
