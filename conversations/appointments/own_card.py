"""What a participant sees of their own appointments: the list, one card, and what stands under it."""

from __future__ import annotations

from conversations import phrases
from conversations.appointments.facts import kind_name, pictogram, start_of, when
from conversations.appointments.messages import (
    answer_buttons,
    cancelled_message,
    card,
    headline,
    said_lines,
    short_norwegian,
)
from conversations.packs.contents import pack_kind
from conversations.press import Press, payload
from conversations.turn import Turn
from locales.message import Button, Line, Message, message
from locales.text import At, Day, Text, say
from storage.models import Answer, Occurrence

MOST_SHOWN = 5
LAST_PAGE = 40

Rows = tuple[tuple[Button, ...], ...]


def list_row() -> tuple[Button, ...]:
    """Back to the list."""
    return (Button(say("My next appointments"), payload("ap", "list"), icon="📅"),)


async def show_list(turn: Turn, page: int = 0) -> None:
    """The next appointments, a handful at a time; each opens in full on its button."""
    page = max(0, min(page, LAST_PAGE))
    found = await turn.store.appointments.upcoming(turn.profile.id, turn.now, MOST_SHOWN + 1, page * MOST_SHOWN)
    coming = found[:MOST_SHOWN]
    home = (Button(say("Back"), payload("h", "home"), icon="↩️"),)
    if not coming:
        nothing = Line(say("You have no appointments now."), "📅")
        await turn.show(message(nothing, buttons=(home,)))
        return
    lines = [Line(say("Your next appointments"), "📅", strong=True)]
    rows: list[tuple[Button, ...]] = []
    for occurrence in coming:
        appointment = occurrence.appointment
        start = start_of(appointment, occurrence)
        lines.append(Line(kind_name(appointment), pictogram(appointment), strong=True, gap=True))
        lines.append(Line(when(start)))
        label = say("{day}, {time}", day=Day(start.date()), time=At(start.time()))
        rows.append((Button(label, payload("ap", "show", occurrence.id), icon=pictogram(appointment)),))
    if len(found) > MOST_SHOWN:
        rows.append((Button(say("Later appointments"), payload("ap", "list", page + 1), icon="➡️"),))
    await turn.show(message(*lines, buttons=(*rows, home)))


async def own_occurrence(turn: Turn, press: Press) -> Occurrence | None:
    """The pressed occurrence when it is still as the button says; else it is shown how it is now, kindly."""
    occurrence = await turn.store.appointments.occurrence(press.number(0))
    if occurrence is None or turn.profile.id not in _attendees(occurrence):
        turn.toast(phrases.changed())
        await show_list(turn)
        return None
    if occurrence.cancelled_at or occurrence.appointment.cancelled_at:
        turn.toast(phrases.changed())
        await turn.show(_cancelled(turn, occurrence))
        return None
    if occurrence.ends_at <= turn.now:
        turn.toast(say("This appointment is over. All is well."))
        return None
    if len(press.args) > 1 and press.number(1) != occurrence.version:
        turn.toast(phrases.changed())
        await show_card(turn, occurrence)
        return None
    return occurrence


def _cancelled(turn: Turn, occurrence: Occurrence) -> Message:
    appointment = occurrence.appointment
    return cancelled_message(appointment, start_of(appointment, occurrence), turn.profile.specialist.name)


def _attendees(occurrence: Occurrence) -> set[int]:
    return {attendee.participant_id for attendee in occurrence.appointment.attendees}


async def answer_of(turn: Turn, occurrence: Occurrence) -> Answer | None:
    """What the participant of this turn said about it."""
    answers = await turn.store.appointments.answers([occurrence.id])
    return answers.get((occurrence.id, turn.profile.id))


async def show_card(
    turn: Turn,
    occurrence: Occurrence,
    *,
    also: Text | None = None,
    changes: bool = False,
    below: Rows = (),
) -> None:
    """One appointment with what was answered.

    Args:
        turn: the participant's.
        occurrence: loaded with its whole appointment.
        also: what has just been passed on, as a last line.
        changes: whether the answers are offered again though there is one.
        below: rows under the usual ones.
    """
    answer = await answer_of(turn, occurrence)
    said = said_lines(answer, turn.profile.specialist.name)
    if also is not None:
        said.append(Line(also, "💬"))
    rows = answer_buttons(occurrence) if answer is None or changes else _after_answer(occurrence, answer)
    if answer is not None and answer.answer == "cannot" and not changes:
        await turn.show(_short(turn, occurrence, said, (*rows, *below)))
        return
    await turn.show(
        card(
            headline(occurrence, turn.now),
            occurrence,
            turn.profile.travel_minutes,
            turn.profile.specialist.name,
            said=said,
            buttons=(*rows, *_pack_row(occurrence), *below),
            series=True,
        ),
    )


def _pack_row(occurrence: Occurrence) -> Rows:
    """What helps to get ready, where the appointment has a pack."""
    if pack_kind(occurrence.appointment) is None:
        return ()
    return ((Button(say("Get ready"), payload("pk", "show", occurrence.id), icon="🎒"),),)


def _short(turn: Turn, occurrence: Occurrence, said: list[Line], buttons: Rows) -> Message:
    """Who cannot come needs neither the way nor what to bring."""
    return message(
        headline(occurrence, turn.now),
        Line(when(start_of(occurrence.appointment, occurrence)), "📅", strong=True),
        *said,
        brief=short_norwegian(occurrence.appointment, occurrence),
        buttons=buttons,
    )


def _after_answer(occurrence: Occurrence, answer: Answer) -> Rows:
    """After *cannot*: what happens next is hers to choose; and she may change her mind, always."""
    subject = (occurrence.id, occurrence.version)
    change = (Button(say("Change my answer"), payload("ap", "change", *subject), icon="🔄"),)
    if answer.answer != "cannot":
        return (change, answer_buttons(occurrence)[-1])
    return (
        (Button(say("Find another time"), payload("ap", "another", *subject), icon="📅"),),
        (Button(say("Call me"), payload("ap", "callme", *subject), icon="📞"),),
        change,
    )
