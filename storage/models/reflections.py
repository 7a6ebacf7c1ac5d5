"""What specialists write for themselves: the reflective log, and when they want to be reminded of it."""

from __future__ import annotations

from datetime import date, time

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.encryption import EncryptedText
from storage.models.base import Base, Id


class Reflection(Base):
    """One entry of somebody's log, about their own work and nobody else.

    There is no participant in it, no programme and no time of day: nothing by which it could be joined to a note.
    `on` is the day it is about; `step` is one of the five of Supported Employment, where the author says so.
    """

    __tablename__ = "reflections"
    __table_args__ = (Index("ix_reflections_author_id_on", "author_id", "on"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    on: Mapped[date]
    situation: Mapped[str] = mapped_column(EncryptedText)
    did: Mapped[str | None] = mapped_column(EncryptedText)
    result: Mapped[str | None] = mapped_column(EncryptedText)
    worked: Mapped[str | None] = mapped_column(EncryptedText)
    differently: Mapped[str | None] = mapped_column(EncryptedText)
    step: Mapped[int | None]


class ReflectionReminder(Base):
    """That somebody wants to be reminded of their log in the evening; without a row nobody is.

    `at` is `HH:MM` on the wall clock of their programme's zone.
    """

    __tablename__ = "reflection_reminders"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True, autoincrement=False)
    at: Mapped[str] = mapped_column(String(5))

    @property
    def clock(self) -> time:
        """`at` as a time."""
        return time.fromisoformat(self.at)
