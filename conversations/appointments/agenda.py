"""The specialist's days: what comes, who answered what, cancelling, and answering participants with one tap."""

from __future__ import annotations

from conversations import phrases
from conversations.appointments.changes import cancel_from, cancel_occurrence
from conversations.appointments.facts import kind_name, pictogram, start_of, when
from conversations.appointments.one_tap import one_tap_reply
from conversations.appointments.staff_views import note_change, show_agenda, show_occurrence
from conversations.part import Audience, Part
from conversations.press import Press, payload
from conversations.turn import Turn
from locales.message import Button, Line, message
from locales.text import staff
from storage.models import Occurrence

part = Part("ag", Audience.SPECIALIST)
part.button("re")(one_tap_reply)


@part.command("agenda")
async def agenda_command(turn: Turn) -> None:
    """The next days."""
    await show_agenda(turn)


@part.button("list")
async def agenda_pressed(turn: Turn, press: Press) -> None:
    """A week of appointments, beginning so many days from today and, where there are many, after so many of them."""
    first = press.number(0) if press.args else 0
    await show_agenda(turn, first, press.number(1) if len(press.args) > 1 else 0)


@part.button("show")
async def show(turn: Turn, press: Press) -> None:
    """One occurrence with its answers."""
    await show_occurrence(turn, press.number(0))


@part.button("drop")
async def ask_to_cancel(turn: Turn, press: Press) -> None:
    """Asks once more before anybody is told."""
    occurrence = await _own(turn, press)
    if occurrence is None:
        return
    subject = (occurrence.id, occurrence.version)
    rows: list[tuple[Button, ...]] = []
    if occurrence.appointment.rrule is None:
        rows.append((Button(staff("Yes, cancel it"), payload("ag", "dropone", *subject), icon="❌"),))
    else:
        rows.append((Button(staff("Only this time"), payload("ag", "dropone", *subject), icon="❌"),))
        rows.append((Button(staff("This and all later ones"), payload("ag", "dropall", *subject), icon="❌"),))
    rows.append((Button(staff("No, keep it"), payload("ag", "show", occurrence.id), icon="↩️"),))
    await turn.show(
        message(
            Line(staff("Cancel this? Everyone who knows of it is told."), "❓", strong=True),
            Line(kind_name(occurrence.appointment), pictogram(occurrence.appointment)),
            Line(when(start_of(occurrence.appointment, occurrence)), "📅"),
            buttons=tuple(rows),
        ),
    )


@part.button("dropone")
async def cancel_one(turn: Turn, press: Press) -> None:
    """Cancels this time."""
    occurrence = await _own(turn, press)
    if occurrence is None:
        return
    await cancel_occurrence(turn.store.as_system(), occurrence, turn.now)
    await _cancelled(turn, occurrence, "appointment.cancelled")


@part.button("dropall")
async def cancel_all(turn: Turn, press: Press) -> None:
    """Cancels this time and all later ones."""
    occurrence = await _own(turn, press)
    if occurrence is None:
        return
    await cancel_from(turn.store.as_system(), occurrence, turn.now)
    await _cancelled(turn, occurrence, "appointment.ended")


async def _cancelled(turn: Turn, occurrence: Occurrence, action: str) -> None:
    await note_change(turn, action, occurrence.appointment, occurrence)
    said = Line(staff("Cancelled. Who knew of it is told."), "✅", strong=True)
    await show_occurrence(turn, occurrence.id, said=said)


async def _own(turn: Turn, press: Press) -> Occurrence | None:
    """The specialist's own occurrence while it is as the button says; else how it is now is shown."""
    occurrence = await turn.store.appointments.occurrence(press.number(0))
    if occurrence is None or occurrence.appointment.specialist_id != turn.me.id:
        turn.toast(phrases.changed())
        await show_agenda(turn)
        return None
    if occurrence.version != press.number(1) or occurrence.cancelled_at or occurrence.ends_at <= turn.now:
        turn.toast(phrases.changed())
        await show_occurrence(turn, occurrence.id)
        return None
    return occurrence
