"""What participants read about appointments, composed from what is true when it is sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from conversations.appointments.facts import (
    detail_lines,
    kind_name,
    leave_line,
    pictogram,
    place_lines,
    place_name,
    repeat_line,
    start_of,
    venue,
    when,
)
from conversations.appointments.planning import REMINDER, SUBJECT
from conversations.appointments.reminder_plan import LEAVING_MARGIN, Moment
from conversations.appointments.venue_time import to_local
from conversations.composing import Composed, Composer, Drop
from conversations.press import payload
from locales.message import Button, Line, Message, message
from locales.text import At, Day, Text, Words, brief, say, say_n, unpack
from storage.models import Answer, Appointment, DeliveryState, Occurrence
from storage.outgoing import Outgoing
from storage.unit_of_work import UnitOfWork

MOVED = "appointment.moved"
CANCELLED = "appointment.cancelled"


_ANSWERS = (
    (say("I am coming"), "yes", "✅"),
    (say("I will be late"), "late", "⏰"),
    (say("I cannot come"), "no", "✋"),
    (say("Help me"), "help", "🆘"),
)


_MAP = say("Map")
_TO_MY_CALENDAR = say("To my calendar")


def answer_buttons(occurrence: Occurrence) -> tuple[tuple[Button, ...], ...]:
    """Coming, late, cannot, help: no reason is asked, because absence has reasons nobody guessed."""
    subject = (occurrence.id, occurrence.version)
    return tuple((Button(label, payload("ap", action, *subject), icon=icon),) for label, action, icon in _ANSWERS)


def extras(occurrence: Occurrence) -> tuple[Button, ...]:
    """The map, where the place has a point on it, and the calendar file."""
    calendar = Button(_TO_MY_CALENDAR, payload("ap", "ics", occurrence.id), icon="📅")
    place, _ = venue(occurrence.appointment, occurrence)
    if place is None or place.latitude is None or place.longitude is None:
        return (calendar,)
    return (Button(_MAP, payload("ap", "map", occurrence.id), icon="🗺"), calendar)


def leave_at(appointment: Appointment, occurrence: Occurrence, travel_minutes: int | None) -> datetime | None:
    """When to leave home on the venue's wall clock; None when the way is unknown."""
    if travel_minutes is None:
        return None
    way = timedelta(minutes=travel_minutes) + LEAVING_MARGIN
    return to_local(occurrence.starts_at - way, appointment.timezone)


def short_norwegian(appointment: Appointment, occurrence: Occurrence) -> Text:
    """The whole appointment in one line of very simple Norwegian."""
    start = start_of(appointment, occurrence)
    return brief(
        "{kind}: {day} at {time}. Place: {place}.",
        kind=kind_name(appointment),
        day=Day(start.date()),
        time=At(start.time()),
        place=place_name(appointment, occurrence),
    )


def card(
    headline: Line,
    occurrence: Occurrence,
    travel_minutes: int | None,
    helper: str,
    *,
    said: Sequence[Line] = (),
    buttons: tuple[tuple[Button, ...], ...] | None = None,
    series: bool = False,
) -> Message:
    """One appointment on a card.

    Args:
        headline: what the card is about.
        occurrence: loaded with its appointment, place and specialist.
        travel_minutes: the reader's way from home, if known.
        helper: the name of the specialist who helps the reader now.
        said: what the participant answered, shown last.
        buttons: other rows than the usual answers.
        series: whether it is said that it comes back every week; a reminder is about one time.
    """
    rows = answer_buttons(occurrence) if buttons is None else buttons
    return message(
        headline,
        Line(when(start_of(occurrence.appointment, occurrence)), "📅", strong=True),
        *(repeat_line(occurrence.appointment) if series else ()),
        *_way_and_more(occurrence, travel_minutes, helper),
        *said,
        brief=short_norwegian(occurrence.appointment, occurrence),
        buttons=(*rows, extras(occurrence)),
    )


def _way_and_more(occurrence: Occurrence, travel_minutes: int | None, helper: str) -> list[Line]:
    """When to leave home, where it is, and the rest."""
    appointment = occurrence.appointment
    leaving = leave_at(appointment, occurrence, travel_minutes)
    leave = [leave_line(leaving.time())] if leaving is not None else []
    return [*leave, *place_lines(appointment, occurrence), *detail_lines(appointment, helper)]


def headline(occurrence: Occurrence, now: datetime) -> Line:
    """Today, tomorrow or later, said from the day on which it is read."""
    appointment = occurrence.appointment
    days = (start_of(appointment, occurrence).date() - to_local(now, appointment.timezone).date()).days
    kind = kind_name(appointment)
    if days <= 0:
        text = say("Today: {kind}", kind=kind)
    elif days == 1:
        text = say("Tomorrow: {kind}", kind=kind)
    else:
        text = say("Your appointment: {kind}", kind=kind)
    return Line(text, pictogram(appointment), strong=True)


def news_headline(occurrence: Occurrence) -> Line:
    """An appointment that was just made."""
    kind = kind_name(occurrence.appointment)
    return Line(say("New appointment: {kind}", kind=kind), pictogram(occurrence.appointment), strong=True)


def said_lines(answer: Answer | None, specialist: str) -> list[Line]:
    """What the participant answered last, and that the specialist knows."""
    if answer is None:
        return []
    match answer.answer:
        case "coming":
            text = say("You said: I am coming. {name} can see it.", name=specialist)
        case "late" if answer.late_minutes:
            text = say_n(
                "You said: I will be {count} minute late. {name} knows it.",
                "You said: I will be {count} minutes late. {name} knows it.",
                count=answer.late_minutes,
                name=specialist,
            )
        case _:
            text = say("You said: I cannot come. {name} knows it.", name=specialist)
    return [Line(text, "💬", gap=True)]


def moved_message(occurrence: Occurrence, known: Mapping[str, Any], travel_minutes: int | None, helper: str) -> Message:
    """A correction that shows old and new; `known` is what the reader was told last (`start` and `place`)."""
    appointment = occurrence.appointment
    start, place = start_of(appointment, occurrence), place_name(appointment, occurrence)
    old, old_place = datetime.fromisoformat(known["start"]), _old_place(known)
    lines = [_moved_headline(appointment, other_time=old != start, other_place=old_place != place)]
    if old != start:
        lines.append(Line(say("Not any more: {when}", when=when(old)), "❌", struck=True))
        lines.append(Line(say("New time: {when}", when=when(start)), "✅", strong=True))
    else:
        lines.append(Line(when(start), "📅", strong=True))
    if old_place != place:
        lines.append(Line(say("Not any more: {place}", place=old_place), "❌", struck=True))
    buttons = (*answer_buttons(occurrence), extras(occurrence))
    lines += _way_and_more(occurrence, travel_minutes, helper)
    return message(*lines, brief=short_norwegian(appointment, occurrence), buttons=buttons)


def _old_place(known: Mapping[str, Any]) -> Words:
    place = unpack(known["place"])
    return place if isinstance(place, Words) else Words({"": "–"})


def _moved_headline(appointment: Appointment, *, other_time: bool, other_place: bool) -> Line:
    kind = kind_name(appointment)
    if other_time and other_place:
        text = say("New time and new place: {kind}", kind=kind)
    elif other_place:
        text = say("The place has changed: {kind}", kind=kind)
    else:
        text = say("The time has changed: {kind}", kind=kind)
    return Line(text, "🔄", strong=True)


def cancelled_message(appointment: Appointment, start: datetime, helper: str, *, all_later: bool = False) -> Message:
    """It does not take place; `start` is the wall-clock time people had heard of, `helper` who helps the reader."""
    later = [Line(say("All later times are cancelled too."), "🔁")] if all_later else []
    return message(
        Line(say("Cancelled: {kind}", kind=kind_name(appointment)), "❌", strong=True),
        Line(when(start), "📅"),
        *later,
        Line(say("You do not need to come."), "🏡"),
        Line(say("You can ask {name} about it.", name=helper), "🙋"),
        brief=brief(
            "Cancelled: {kind}, {day} at {time}.",
            kind=kind_name(appointment),
            day=Day(start.date()),
            time=At(start.time()),
        ),
    )


@dataclass(frozen=True)
class Known:
    """What deliveries are about, as it is now: occurrences by id, and who is asked to come, with way and helper."""

    occurrences: Mapping[int, Occurrence]
    invited: Mapping[tuple[int, int], tuple[int | None, str]]

    def subject(self, delivery: Outgoing) -> Occurrence | Drop:
        """The occurrence it tells of, or why there is nothing to tell any more."""
        occurrence = self.occurrences.get(delivery.subject_id or 0)
        if occurrence is None:
            return Drop(DeliveryState.SUPERSEDED, "gone")
        if occurrence.cancelled_at or occurrence.appointment.cancelled_at:
            return Drop(DeliveryState.SUPERSEDED, "cancelled")
        if delivery.subject_version != occurrence.version:
            return Drop(DeliveryState.SUPERSEDED, "changed")
        if (occurrence.appointment_id, delivery.participant_id) not in self.invited:
            return Drop(DeliveryState.SUPERSEDED, "not invited any more")
        return occurrence

    def way(self, delivery: Outgoing, occurrence: Occurrence) -> int | None:
        """The reader's way from home in minutes, if known."""
        return self.invited[occurrence.appointment_id, delivery.participant_id or 0][0]

    def helper(self, delivery: Outgoing, occurrence: Occurrence) -> str:
        """The name of the specialist who helps the reader now; the maker's where the reader is not asked any more."""
        found = self.invited.get((occurrence.appointment_id, delivery.participant_id or 0))
        return found[1] if found else occurrence.appointment.specialist.name


async def _subjects(store: UnitOfWork, deliveries: Sequence[Outgoing]) -> dict[int, Occurrence]:
    ids = {delivery.subject_id for delivery in deliveries if delivery.subject_id is not None}
    return await store.appointments.occurrences_by_id(ids)


async def known_of(store: UnitOfWork, deliveries: Sequence[Outgoing]) -> Known:
    """What these deliveries are about, in two queries however many they are."""
    found = await _subjects(store, deliveries)
    return Known(found, await store.appointments.invited({row.appointment_id for row in found.values()}))


async def compose_reminders(store: UnitOfWork, deliveries: Sequence[Outgoing], now: datetime) -> Composed:
    """Reminders of all moments."""
    known = await known_of(store, deliveries)
    answers = await store.appointments.answers(known.occurrences.keys())
    composed: dict[int, Message | Drop] = {}
    for delivery in deliveries:
        occurrence = known.subject(delivery)
        if isinstance(occurrence, Drop):
            composed[delivery.id] = occurrence
            continue
        answer = answers.get((occurrence.id, delivery.participant_id or 0))
        if answer is not None and answer.answer == "cannot":
            composed[delivery.id] = Drop(DeliveryState.SUPPRESSED, "cannot come")
            continue
        made = delivery.params.get("moment") == Moment.MADE
        composed[delivery.id] = card(
            news_headline(occurrence) if made else headline(occurrence, now),
            occurrence,
            known.way(delivery, occurrence),
            known.helper(delivery, occurrence),
            said=said_lines(answer, known.helper(delivery, occurrence)),
            series=made,
        )
    return composed


async def compose_moved(store: UnitOfWork, deliveries: Sequence[Outgoing], _now: datetime) -> Composed:
    """Corrections of a time or a place."""
    known = await known_of(store, deliveries)
    composed: dict[int, Message | Drop] = {}
    for delivery in deliveries:
        occurrence = known.subject(delivery)
        if isinstance(occurrence, Drop):
            composed[delivery.id] = occurrence
        else:
            way = known.way(delivery, occurrence)
            composed[delivery.id] = moved_message(
                occurrence, delivery.content or {}, way, known.helper(delivery, occurrence)
            )
    return composed


async def compose_cancelled(store: UnitOfWork, deliveries: Sequence[Outgoing], _now: datetime) -> Composed:
    """That something does not take place."""
    whole = await known_of(store, deliveries)
    composed: dict[int, Message | Drop] = {}
    for delivery in deliveries:
        occurrence = whole.occurrences.get(delivery.subject_id or 0)
        if occurrence is None:
            composed[delivery.id] = Drop(DeliveryState.SUPERSEDED, "gone")
        else:
            known = delivery.content or {}
            composed[delivery.id] = cancelled_message(
                occurrence.appointment,
                datetime.fromisoformat(known["start"]),
                whole.helper(delivery, occurrence),
                all_later=bool(known.get("later")),
            )
    return composed


COMPOSERS: dict[str, Composer] = {
    REMINDER: compose_reminders,
    MOVED: compose_moved,
    CANCELLED: compose_cancelled,
}

__all__ = ["CANCELLED", "COMPOSERS", "MOVED", "SUBJECT", "card", "headline"]
