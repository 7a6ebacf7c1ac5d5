"""The participant's side of appointments: seeing them, the way there and the calendar; `answering` has the answers."""

from __future__ import annotations

from conversations.appointments.answering import (
    another_time,
    call_me,
    cannot,
    coming,
    help_me,
    late,
    late_by,
    not_understood,
)
from conversations.appointments.facts import venue
from conversations.appointments.messages import COMPOSERS
from conversations.appointments.outdated import OUTDATED, compose_outdated
from conversations.appointments.own_card import list_row, own_occurrence, show_card, show_list
from conversations.part import Audience, Part
from conversations.press import Press
from conversations.turn import Turn
from locales.message import Attachment, Line, Message
from locales.text import say
from storage.models import Occurrence

part = Part("ap", Audience.PARTICIPANT)
part.composers.update(COMPOSERS)
part.composers[OUTDATED] = compose_outdated

part.button("yes")(coming)
part.button("late")(late)
part.button("lateby")(late_by)
part.button("no")(cannot)
part.button("another")(another_time)
part.button("callme")(call_me)
part.button("unclear")(not_understood)
part.button("help")(help_me)


@part.command("appointments")
async def list_appointments(turn: Turn) -> None:
    """The next appointments, each in full behind a button."""
    await show_list(turn)


@part.button("list")
async def list_pressed(turn: Turn, press: Press) -> None:
    """As the command, or a later page."""
    await show_list(turn, press.number(0) if press.args else 0)


@part.button("show")
async def show(turn: Turn, press: Press) -> None:
    """One appointment in full."""
    occurrence = await own_occurrence(turn, press)
    if occurrence is not None:
        await show_card(turn, occurrence, below=(list_row(),))


@part.button("change")
async def change(turn: Turn, press: Press) -> None:
    """The answer buttons again."""
    occurrence = await own_occurrence(turn, press)
    if occurrence is not None:
        await show_card(turn, occurrence, changes=True)


@part.button("way")
async def the_way(turn: Turn, press: Press) -> None:
    """Place, stop and when to leave; the map where there is one."""
    occurrence = await own_occurrence(turn, press)
    if occurrence is not None:
        await show_card(turn, occurrence)
        if await _send_map(turn, occurrence):
            return
        turn.toast(say("The place is in the message."))


@part.button("map")
async def the_map(turn: Turn, press: Press) -> None:
    """The place as a point on the map."""
    occurrence = await own_occurrence(turn, press)
    if occurrence is not None and not await _send_map(turn, occurrence):
        turn.toast(say("The place is in the message."))


async def _send_map(turn: Turn, occurrence: Occurrence) -> bool:
    place, _ = venue(occurrence.appointment, occurrence)
    if place is None or place.latitude is None or place.longitude is None:
        return False
    point = Attachment("map", f"{place.latitude},{place.longitude}")
    await turn.say(Message((Line(say("Here is the place."), "📍"),), attachment=point))
    return True


@part.button("ics")
async def calendar_file(turn: Turn, press: Press) -> None:
    """The appointment as a file for the phone's own calendar."""
    occurrence = await own_occurrence(turn, press)
    if occurrence is not None:
        await turn.say(
            Message(
                (Line(say("Open this file to put it in your calendar."), "📅"),),
                attachment=Attachment("calendar", str(occurrence.id)),
            ),
        )
