"""Programmes, the people in them, and how each of them may be reached."""

from __future__ import annotations

from datetime import datetime, time
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.encryption import EncryptedJson, EncryptedText
from storage.models.base import Base, Id, Json


class Role(StrEnum):
    """What somebody is in a programme."""

    PARTICIPANT = "participant"
    SPECIALIST = "specialist"
    COORDINATOR = "coordinator"


class ParticipantStatus(StrEnum):
    """Where a participant stands with the bot; no reason is ever stored."""

    INVITED = "invited"
    ACTIVE = "active"
    PAUSED = "paused"
    WITHDRAWN = "withdrawn"


class Programme(Base):
    """An employment programme; `settings` holds what it decides differently from the defaults."""

    __tablename__ = "programmes"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(String(200), unique=True)
    timezone: Mapped[str] = mapped_column(String(64))
    settings: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    created_at: Mapped[datetime]


class Person(Base):
    """Anybody who talks with the bot, or is invited to. `chat_id` is None until they have opened their link."""

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(EncryptedText)
    chat_id: Mapped[int | None] = mapped_column(BigInteger, unique=True)
    language: Mapped[str] = mapped_column(String(8), default="nb")
    reading: Mapped[str] = mapped_column(String(12), default="both")
    reachable: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]

    memberships: Mapped[list[Membership]] = relationship(back_populates="person", lazy="raise")


class Membership(Base):
    """Somebody's place on a programme's staff."""

    __tablename__ = "memberships"
    __table_args__ = (UniqueConstraint("programme_id", "person_id", "role"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    role: Mapped[str] = mapped_column(String(12))
    work_phone: Mapped[str | None] = mapped_column(EncryptedText)
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]

    person: Mapped[Person] = relationship(back_populates="memberships", lazy="raise")
    programme: Mapped[Programme] = relationship(lazy="raise")


class Participant(Base):
    """A participant's profile in a programme: who helps them and how they want to be reached.

    `agreed_at` is their own yes in the chat; the specialist's record of it is a row in `consents`. Both are
    needed before anything but onboarding is sent. Times are wall-clock in the programme's zone.
    """

    __tablename__ = "participants"
    __table_args__ = (UniqueConstraint("programme_id", "person_id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    specialist_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    status: Mapped[str] = mapped_column(String(12), default=ParticipantStatus.INVITED)
    agreed_at: Mapped[datetime | None]
    agreed_language: Mapped[str | None] = mapped_column(String(8))
    agreed_version: Mapped[str | None] = mapped_column(String(16))
    discreet: Mapped[bool] = mapped_column(default=False)
    quiet_from: Mapped[time | None]
    quiet_to: Mapped[time | None]
    travel_minutes: Mapped[int | None]
    plan: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    last_contact_at: Mapped[datetime | None]
    created_at: Mapped[datetime]

    person: Mapped[Person] = relationship(foreign_keys=[person_id], lazy="raise")
    specialist: Mapped[Person] = relationship(foreign_keys=[specialist_id], lazy="raise")
    programme: Mapped[Programme] = relationship(lazy="raise")
    blocked_times: Mapped[list[BlockedTimeRow]] = relationship(lazy="raise", cascade="all, delete-orphan")
    consents: Mapped[list[Consent]] = relationship(lazy="raise", back_populates="participant")


class BlockedTimeRow(Base):
    """A weekly time when a participant is busy (the school run, a class); wall-clock in the programme's zone.

    `days` are digits, 0 for Monday; `ends` before `starts` means past midnight.
    """

    __tablename__ = "blocked_times"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id", ondelete="CASCADE"), index=True)
    days: Mapped[str] = mapped_column(String(7))
    starts: Mapped[time]
    ends: Mapped[time]
    kind: Mapped[str] = mapped_column(String(16))


class Consent(Base):
    """A consent as the human event it is: who recorded it, when, in which language, with an interpreter or not."""

    __tablename__ = "consents"
    __table_args__ = (
        Index(
            "uq_consents_standing",
            "participant_id",
            unique=True,
            sqlite_where=text("withdrawn_at IS NULL"),
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id"), index=True)
    language: Mapped[str] = mapped_column(String(8))
    text_version: Mapped[str] = mapped_column(String(16))
    interpreter: Mapped[bool]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    recorded_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]

    participant: Mapped[Participant] = relationship(lazy="raise", back_populates="consents")


class Place(Base):
    """A saved meeting place of a programme. `name`, `address`, `stop` and `room` are maps of language to words."""

    __tablename__ = "places"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"), index=True)
    name: Mapped[dict[str, str]] = mapped_column(EncryptedJson)
    address: Mapped[dict[str, str] | None] = mapped_column(EncryptedJson)
    stop: Mapped[dict[str, str] | None] = mapped_column(EncryptedJson)
    room: Mapped[dict[str, str] | None] = mapped_column(EncryptedJson)
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    active: Mapped[bool] = mapped_column(default=True)


class Invitation(Base):
    """A single-use way in; only a hash of its code is kept.

    For a participant `participant_id` is set: the same profile may be invited again, as when a phone changes hands.
    """

    __tablename__ = "invitations"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    role: Mapped[str] = mapped_column(String(12))
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"))
    participant_id: Mapped[int | None] = mapped_column(ForeignKey("participants.id"), index=True)
    name: Mapped[str | None] = mapped_column(EncryptedText)
    invited_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    used_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    revoked_at: Mapped[datetime | None]

    programme: Mapped[Programme] = relationship(lazy="raise")
    participant: Mapped[Participant | None] = relationship(lazy="raise")


class CodeAttempts(Base):
    """How many wrong codes a chat has tried lately, so that guessing slows down."""

    __tablename__ = "code_attempts"

    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    failures: Mapped[int]
    wait_until: Mapped[datetime]
