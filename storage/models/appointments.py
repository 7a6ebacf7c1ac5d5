"""Appointments, their occurrences, and what participants answered."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import DateTime, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.encryption import EncryptedJson, EncryptedText
from storage.models.base import Base, Id, Json
from storage.models.people import Participant, Person, Place, Programme


class Appointment(Base):
    """Something participants are asked to come to, once or every week.

    `starts_local` is the first start, wall-clock in `timezone` (the venue's). `version` grows with every change that
    people must hear of. `place_text` is used where no saved place is.
    """

    __tablename__ = "appointments"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"), index=True)
    specialist_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    kind: Mapped[str] = mapped_column(String(24))
    place_id: Mapped[int | None] = mapped_column(ForeignKey("places.id"))
    place_text: Mapped[dict[str, str] | None] = mapped_column(EncryptedJson)
    host: Mapped[str | None] = mapped_column(EncryptedText)
    starts_local: Mapped[datetime] = mapped_column(DateTime(timezone=False))
    timezone: Mapped[str] = mapped_column(String(64))
    length_minutes: Mapped[int] = mapped_column(default=60)
    rrule: Mapped[str | None] = mapped_column(String(200))
    exceptions: Mapped[list[Any]] = mapped_column(Json, default=list)
    rolled_to: Mapped[date | None]
    bring: Mapped[dict[str, str] | None] = mapped_column(EncryptedJson)
    why: Mapped[dict[str, str] | None] = mapped_column(EncryptedJson)
    must: Mapped[bool | None]
    interpreter: Mapped[str | None] = mapped_column(String(8))
    version: Mapped[int] = mapped_column(default=1)
    cancelled_at: Mapped[datetime | None]
    created_at: Mapped[datetime]

    programme: Mapped[Programme] = relationship(lazy="raise")
    specialist: Mapped[Person] = relationship(lazy="raise")
    place: Mapped[Place | None] = relationship(lazy="raise")
    attendees: Mapped[list[Attendee]] = relationship(lazy="raise", back_populates="appointment")
    occurrences: Mapped[list[Occurrence]] = relationship(lazy="raise", back_populates="appointment")


class Attendee(Base):
    """A participant who is asked to an appointment."""

    __tablename__ = "attendees"

    appointment_id: Mapped[int] = mapped_column(ForeignKey("appointments.id"), primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id"), primary_key=True, index=True)

    appointment: Mapped[Appointment] = relationship(lazy="raise", back_populates="attendees")
    participant: Mapped[Participant] = relationship(lazy="raise")


class Occurrence(Base):
    """One time of an appointment.

    `slot_local` is the wall-clock start the rule gave it and never changes, so the same occurrence is found again
    however often it is rolled forward; `starts_at` and `ends_at` are the moments it now takes place, in UTC;
    `made_at` is when it got the time it has. `place_id` or `place_text` is set where this one time of a repeating
    appointment takes place somewhere else than the others.
    """

    __tablename__ = "occurrences"
    __table_args__ = (
        UniqueConstraint("appointment_id", "slot_local"),
        Index("ix_occurrences_starts_at", "starts_at"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    appointment_id: Mapped[int] = mapped_column(ForeignKey("appointments.id"))
    slot_local: Mapped[datetime] = mapped_column(DateTime(timezone=False))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    made_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)
    cancelled_at: Mapped[datetime | None]
    place_id: Mapped[int | None] = mapped_column(ForeignKey("places.id"))
    place_text: Mapped[dict[str, str] | None] = mapped_column(EncryptedJson)

    appointment: Mapped[Appointment] = relationship(lazy="raise", back_populates="occurrences")
    place: Mapped[Place | None] = relationship(lazy="raise")


class Answer(Base):
    """What a participant last said about one occurrence; never a reason, never a mark against anybody."""

    __tablename__ = "answers"

    occurrence_id: Mapped[int] = mapped_column(ForeignKey("occurrences.id"), primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id"), primary_key=True)
    answer: Mapped[str] = mapped_column(String(12))
    late_minutes: Mapped[int | None]
    answered_at: Mapped[datetime]
    specialist_reply: Mapped[str | None] = mapped_column(String(16))
