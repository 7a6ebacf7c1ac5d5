"""An appointment in the making: what the specialist has said so far, kept in the dialogue's row."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, time
from typing import Any

from conversations.appointments.facts import kind_of, start_of, venue
from conversations.appointments.kinds import AppointmentKind
from conversations.appointments.one_line.parsed import Parsed
from conversations.appointments.recurrence import to_rrule
from locales.user_text import clean, shorten
from storage.models import Occurrence

DEFAULT_LENGTH_MINUTES = 60
LONGEST_PLACE = 200
LONGEST_WORDS = 300
LONGEST_HOST = 60
MOVABLE = ("day", "clock", "length_minutes")
"""What a typed line can change while an existing occurrence is moved; its place comes on top."""


@dataclass(frozen=True)
class Draft:
    """Everything an appointment can hold; only who, when and where are needed.

    `day` and `clock` are wall-clock at the venue. `occurrence_id` is set when an existing occurrence is being moved;
    then only time, place and length can change. `token` tells this draft from another one of the same chat, so that
    an old card's button never saves what it does not show. `line` is what was typed outside any dialogue, `source` the
    id of its message, in case that it was meant as a note.
    """

    participant_ids: tuple[int, ...] = ()
    day: date | None = None
    clock: time | None = None
    place_id: int | None = None
    place_text: str | None = None
    kind: str = AppointmentKind.MEETING
    length_minutes: int = DEFAULT_LENGTH_MINUTES
    rrule: str | None = None
    bring: str | None = None
    why: str | None = None
    host: str | None = None
    must: bool | None = None
    interpreter: str | None = None
    occurrence_id: int | None = None
    programme_id: int | None = None
    token: int | None = None
    line: str | None = None
    source: int | None = None

    @property
    def start(self) -> datetime | None:
        """The start on the venue's wall clock, once day and time are known."""
        if self.day is None or self.clock is None:
            return None
        return datetime.combine(self.day, self.clock)

    @property
    def complete(self) -> bool:
        """Whether who, when and where are known."""
        has_place = self.place_id is not None or bool(self.place_text)
        return bool(self.participant_ids) and self.start is not None and has_place

    def stored(self) -> dict[str, Any]:
        """The draft as JSON; what is not set is left out."""
        values = {name: value for name, value in asdict(self).items() if value is not None}
        values["participant_ids"] = list(self.participant_ids)
        if self.day is not None:
            values["day"] = self.day.isoformat()
        if self.clock is not None:
            values["clock"] = self.clock.isoformat("minutes")
        return values

    @classmethod
    def read(cls, stored: dict[str, Any]) -> Draft:
        """The draft that `stored` wrote."""
        values = {name: value for name, value in stored.items() if name in cls.__dataclass_fields__}
        values["participant_ids"] = tuple(values.get("participant_ids", ()))
        if "day" in values:
            values["day"] = date.fromisoformat(values["day"])
        if "clock" in values:
            values["clock"] = time.fromisoformat(values["clock"])
        return cls(**values)

    def with_line(self, parsed: Parsed) -> Draft:
        """The draft with what a typed line adds to it; what the line does not say stays."""
        added: dict[str, Any] = {
            "participant_ids": parsed.people or None,
            "day": parsed.date,
            "clock": parsed.time,
            "kind": parsed.kind.value if parsed.kind else None,
            "length_minutes": parsed.length_minutes,
            "rrule": to_rrule(parsed.repeat) if parsed.repeat else None,
            "bring": _cut(parsed.bring, LONGEST_WORDS),
            "host": _cut(parsed.host, LONGEST_HOST),
            "must": parsed.must,
            "interpreter": parsed.interpreter,
        }
        if self.occurrence_id is not None:
            added = {name: value for name, value in added.items() if name in MOVABLE}
        draft = replace(self, **{name: value for name, value in added.items() if value is not None})
        if parsed.place is not None:
            return replace(draft, place_id=parsed.place, place_text=None)
        if parsed.place_text:
            return replace(draft, place_id=None, place_text=_cut(parsed.place_text, LONGEST_PLACE))
        return draft


def _cut(words: str | None, longest: int) -> str | None:
    """The words without anything invisible, cut in plain sight; None when nothing of them is left."""
    return (shorten(clean(words), longest) or None) if words else None


def draft_of(occurrence: Occurrence) -> Draft:
    """An existing occurrence as a draft, for moving it. It must be loaded with its appointment and attendees."""
    appointment = occurrence.appointment
    place, place_text = venue(appointment, occurrence)
    start = start_of(appointment, occurrence)
    length = int((occurrence.ends_at - occurrence.starts_at).total_seconds() // 60)
    return Draft(
        participant_ids=tuple(attendee.participant_id for attendee in appointment.attendees),
        day=start.date(),
        clock=start.time(),
        place_id=place.id if place is not None else None,
        place_text=(place_text or {}).get("") if place is None else None,
        kind=kind_of(appointment),
        length_minutes=length,
        host=appointment.host,
        bring=(appointment.bring or {}).get(""),
        why=(appointment.why or {}).get(""),
        must=appointment.must,
        interpreter=appointment.interpreter,
        occurrence_id=occurrence.id,
        programme_id=appointment.programme_id,
    )
