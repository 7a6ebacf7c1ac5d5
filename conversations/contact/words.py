"""How staff read what was said: one line a message for a timeline, since when something waits, and a quotation."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from conversations.appointments.venue_time import to_local
from locales.message import Attachment
from locales.text import At, Day, Param, Text, staff, staff_n
from locales.user_text import shorten
from storage.models import TalkMessage

QUOTED = 200
"""UTF-16 units of somebody's words where they are only called to mind."""

_ICONS = {"text": "💬", "voice": "🎤", "photo": "🖼", "document": "📄", "map": "🗺"}
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


def talk_line(message: TalkMessage) -> tuple[str, Text]:
    """A picture and one staff line: who said it, in its words or its form. Only for who may read the talk."""
    text = quoted(message)
    if message.from_participant:
        return icon_of(message), staff("The participant: {text}", text=text)
    return icon_of(message), staff("To the participant: {text}", text=text)


def icon_of(message: TalkMessage) -> str:
    """The picture of the message's form."""
    return _ICONS[message.kind]


def form_of(message: TalkMessage) -> Text | None:
    """What it is besides words; None for words alone."""
    match message.kind:
        case "voice":
            return staff("A voice message")
        case "photo":
            return staff("A picture")
        case "document":
            return staff("A file")
        case "map":
            return staff("A place on the map")
        case _:
            return None


def quoted(message: TalkMessage) -> Param:
    """The beginning of the words; without words, the form."""
    if message.words:
        return shorten(message.words, QUOTED)
    return form_of(message) or ""


def attachment_of(message: TalkMessage) -> Attachment | None:
    """What there is to hear or see again, made from the kept file; None for words alone."""
    match message.kind:
        case "voice" | "photo" | "document" | "map" as kind if message.file:
            return Attachment(kind, message.file)
        case _:
            return None


def moment(utc: datetime, zone: str) -> dict[str, Any]:
    """The parameters `day` and `time` of a sentence that names this moment, on the wall clock of the zone."""
    local = to_local(utc, zone)
    return {"day": Day(local.date()), "time": At(local.time())}


def waits_since(name: str, since: datetime, zone: str) -> Text:
    """The sentence of a task: who waits for an answer, and since when."""
    return staff("{name} has waited for an answer since {day} at {time}.", name=name, **moment(since, zone))


def age(since: datetime, now: datetime) -> Text:
    """How long something waits: in hours on the first day, then in whole days."""
    waited = now - since
    if waited < _HOUR:
        return staff("It has waited for less than an hour.")
    if waited < _DAY:
        return staff_n("It has waited for {count} hour.", "It has waited for {count} hours.", count=waited // _HOUR)
    return staff_n("It has waited for {count} day.", "It has waited for {count} days.", count=waited // _DAY)
