"""What staff read of an appointment's details: the facts that participants get, told about them and not to them."""

from __future__ import annotations

from conversations.appointments.facts import kind_of
from conversations.appointments.kinds import AppointmentKind
from locales.message import Line
from locales.text import LanguageName, Words, staff
from storage.models import Appointment


def staff_detail_lines(appointment: Appointment) -> list[Line]:
    """Who meets them, what they bring, why, the interpreter, and whether they must; only what was said."""
    lines: list[Line] = []
    is_meeting = kind_of(appointment) is AppointmentKind.MEETING
    host = appointment.host or (appointment.specialist.name if is_meeting else None)
    if host:
        lines.append(Line(staff("Meets them: {name}", name=host), "👋"))
    if appointment.bring:
        lines.append(Line(staff("They bring: {things}", things=Words(appointment.bring)), "🎒"))
    if appointment.why:
        lines.append(Line(staff("Why: {why}", why=Words(appointment.why)), "💡"))
    if appointment.interpreter:
        lines.append(Line(staff("Interpreter: {language}", language=LanguageName(appointment.interpreter)), "💬"))
    if appointment.must is not None:
        text = staff("They must come.") if appointment.must else staff("They choose if they come.")
        lines.append(Line(text, "❗" if appointment.must else "🟢"))
    return lines
