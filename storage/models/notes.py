"""Field notes: what a specialist keeps from a talk, a visit or a call, for themselves and whoever comes after."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.encryption import EncryptedJson, EncryptedText
from storage.models.base import Base, Id, Json
from storage.models.people import Participant


class NoteState(StrEnum):
    """A note is a draft until it is known what it is about; what was undone is erased a day later."""

    DRAFT = "draft"
    KEPT = "kept"
    UNDONE = "undone"


class Note(Base):
    """One note. It belongs to whoever helps the participant; without a participant, to its author.

    `happened_on` is a day in the programme's zone. `steps` are numbers 1-5 of the steps of Supported Employment.
    `sources` are the ids of the author's own messages it was made from, taken away once it is kept. `held_only` says
    that something took place and nothing more was to be kept. `journal_at` is when it was handed over to the official
    record, `told_at` when the participant was told what was done for them.
    """

    __tablename__ = "notes"
    __table_args__ = (
        Index("ix_notes_participant_id_happened_on", "participant_id", "happened_on"),
        Index("ix_notes_author_id_state", "author_id", "state"),
        Index(
            "ix_notes_undone",
            "changed_at",
            sqlite_where=text("state = 'undone'"),
            postgresql_where=text("state = 'undone'"),
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    participant_id: Mapped[int | None] = mapped_column(ForeignKey("participants.id"))
    kind: Mapped[str | None] = mapped_column(String(16))
    happened_on: Mapped[date]
    steps: Mapped[list[Any]] = mapped_column(Json, default=list)
    words: Mapped[str | None] = mapped_column(EncryptedText)
    did: Mapped[str | None] = mapped_column(EncryptedText)
    result: Mapped[str | None] = mapped_column(EncryptedText)
    worked: Mapped[str | None] = mapped_column(EncryptedText)
    different: Mapped[str | None] = mapped_column(EncryptedText)
    next_words: Mapped[str | None] = mapped_column(EncryptedText)
    next_on: Mapped[date | None]
    state: Mapped[str] = mapped_column(String(8), default=NoteState.DRAFT)
    held_only: Mapped[bool] = mapped_column(default=False)
    sources: Mapped[list[Any]] = mapped_column(Json, default=list)
    made_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    kept_at: Mapped[datetime | None]
    journal_at: Mapped[datetime | None]
    told_at: Mapped[datetime | None]

    participant: Mapped[Participant | None] = relationship(lazy="raise")


class NoteMedia(Base):
    """A voice message, picture or file that belongs to a note."""

    __tablename__ = "note_media"

    media_id: Mapped[int] = mapped_column(ForeignKey("media.id"), primary_key=True, autoincrement=False)
    note_id: Mapped[int] = mapped_column(ForeignKey("notes.id", ondelete="CASCADE"), index=True)


class NoteVersion(Base):
    """What a note said before it was changed within its first day; `fields` are column names and their words."""

    __tablename__ = "note_versions"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    note_id: Mapped[int] = mapped_column(ForeignKey("notes.id", ondelete="CASCADE"), index=True)
    fields: Mapped[dict[str, Any]] = mapped_column(EncryptedJson)
    replaced_at: Mapped[datetime]


class NoteAddition(Base):
    """What was added to a note after its first day; the note itself stays as it was."""

    __tablename__ = "note_additions"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    note_id: Mapped[int] = mapped_column(ForeignKey("notes.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    words: Mapped[str] = mapped_column(EncryptedText)
    added_at: Mapped[datetime]
