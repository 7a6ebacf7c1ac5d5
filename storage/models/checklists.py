"""Checklists: what is on a participant's lists, what she said about herself, and how her first week at work was."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.encryption import EncryptedText
from storage.models.base import Base, Id, Json
from storage.models.people import Participant, Person


class ItemState(StrEnum):
    """Where an item stands. There is no "late": what is not done is simply still there."""

    OPEN = "open"
    DONE = "done"
    LEFT_OUT = "left_out"


class Doer(StrEnum):
    """Who does it, as the two of them agreed."""

    PARTICIPANT = "participant"
    TOGETHER = "together"
    SPECIALIST = "specialist"


class ChecklistRow(Base):
    """A list that a participant has. `code` is the library's name for it, or `own` for her own.

    `level` is A, B or C where she chose another for this list than for all; `seen_at` is when she first opened a list
    that her specialist added; a list put away keeps everything.
    """

    __tablename__ = "checklists"
    __table_args__ = (UniqueConstraint("participant_id", "code"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(String(32))
    position: Mapped[int]
    level: Mapped[str | None] = mapped_column(String(1))
    added_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    added_at: Mapped[datetime]
    seen_at: Mapped[datetime | None]
    put_away_at: Mapped[datetime | None]

    items: Mapped[list[ChecklistItemRow]] = relationship(
        back_populates="checklist", lazy="raise", order_by="ChecklistItemRow.position, ChecklistItemRow.id"
    )
    participant: Mapped[Participant] = relationship(lazy="raise")


class ChecklistItemRow(Base):
    """One item of a participant's list: the library's (`code`), or somebody's own words or voice.

    `meaning` is the library's when it was ticked last: a tick outlives a change and says so. `done_once_at` stays
    when a tick is taken back: what she has done once is not explained again. `later_until` and `due_on` are days
    in the programme's zone. `nudges` counts the nudges since she last touched it.
    """

    __tablename__ = "checklist_items"
    __table_args__ = (UniqueConstraint("checklist_id", "code"), Index("ix_checklist_items_due_on", "due_on"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    checklist_id: Mapped[int] = mapped_column(ForeignKey("checklists.id", ondelete="CASCADE"))
    code: Mapped[str | None] = mapped_column(String(32))
    words: Mapped[str | None] = mapped_column(EncryptedText)
    voice: Mapped[str | None] = mapped_column(EncryptedText)
    position: Mapped[int]
    state: Mapped[str] = mapped_column(String(12), default=ItemState.OPEN)
    meaning: Mapped[int] = mapped_column(default=1)
    done_at: Mapped[datetime | None] = mapped_column(index=True)
    done_once_at: Mapped[datetime | None]
    later_until: Mapped[date | None]
    doer: Mapped[str] = mapped_column(String(12), default=Doer.PARTICIPANT)
    due_on: Mapped[date | None]
    added_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    added_at: Mapped[datetime]
    nudges: Mapped[int] = mapped_column(default=0)
    nudged_at: Mapped[datetime | None]

    checklist: Mapped[ChecklistRow] = relationship(back_populates="items", lazy="raise")
    added_by: Mapped[Person] = relationship(lazy="raise")


class OwnWords(Base):
    """What a participant said about herself on one topic, in her own words: kept as said, never translated.

    `topic` is `goal` or a topic of her profile; `voice` is the channel's file id of what she spoke.
    """

    __tablename__ = "own_words"
    __table_args__ = (UniqueConstraint("participant_id", "topic"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id", ondelete="CASCADE"))
    topic: Mapped[str] = mapped_column(String(16))
    words: Mapped[str | None] = mapped_column(EncryptedText)
    voice: Mapped[str | None] = mapped_column(EncryptedText)
    language: Mapped[str] = mapped_column(String(8))
    said_at: Mapped[datetime]


class CheckIn(Base):
    """The questions after a participant's first week at a workplace, and what she said is so.

    `said` holds codes of the answers, in the order in which she gave them; what she takes back is gone.
    """

    __tablename__ = "check_ins"
    __table_args__ = (UniqueConstraint("participant_id", "appointment_id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id", ondelete="CASCADE"))
    appointment_id: Mapped[int] = mapped_column(ForeignKey("appointments.id", ondelete="CASCADE"))
    said: Mapped[list[Any]] = mapped_column(Json, default=list)
    made_at: Mapped[datetime]
    said_at: Mapped[datetime | None]
