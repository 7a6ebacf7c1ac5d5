"""What happened on a participant's way to work, recorded when it happens and not at the end."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.encryption import EncryptedText
from storage.models.base import Base, Id


class EventKind(StrEnum):
    """What an event is; the value is what is stored and never shown."""

    PROPOSAL = "proposal"
    APPLICATION = "application"
    INTERVIEW = "interview"
    PLACEMENT_START = "placement_start"
    PLACEMENT_END = "placement_end"
    CONTRACT = "contract"
    EDUCATION = "education"
    EXIT = "exit"
    RE_ENTRY = "re_entry"
    PAUSE = "pause"


class ContractForm(StrEnum):
    """What kind of contract it is."""

    PERMANENT = "permanent"
    TEMPORARY = "temporary"
    ON_CALL = "on_call"
    EXTRA_SHIFT = "extra_shift"
    WEEKEND = "weekend"


class Sector(StrEnum):
    """Whose workplace it is."""

    PRIVATE = "private"
    PUBLIC = "public"
    MUNICIPAL = "municipal"
    VOLUNTARY = "voluntary"


class EndReason(StrEnum):
    """Why something ended; what is not listed here is nobody's business."""

    HIRED = "hired"
    FINISHED = "finished"
    OTHER_WORK = "other_work"
    EDUCATION = "education"
    MOVED = "moved"
    OTHER = "other"


class EventGoal(StrEnum):
    """What a placement or an education is meant to lead to."""

    JOB = "job"
    TASTE = "taste"
    LANGUAGE = "language"
    CERTIFICATE = "certificate"
    SCHOOL = "school"
    STUDIES = "studies"
    COURSE = "course"


class Event(Base):
    """One thing that happened, or is agreed to happen, on a day in the programme's zone.

    `start_id` is the placement that this one ends, or that led to this contract. `paid` says whether a placement is
    paid; nobody has said so where it is None. `review_on` is the day on which a running placement is looked at.
    `source` names what it was recorded from ("tap:17", "proposal:3"), so that one tap twice is one event. What was
    undone stays and counts for nothing.
    """

    __tablename__ = "events"
    __table_args__ = (
        UniqueConstraint("participant_id", "source"),
        Index("ix_events_participant_id_on", "participant_id", "on"),
        Index("ix_events_programme_id_review_on", "programme_id", "review_on"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"))
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(16))
    on: Mapped[date]
    employer_id: Mapped[int | None] = mapped_column(ForeignKey("employers.id", ondelete="SET NULL"))
    employer_name: Mapped[str | None] = mapped_column(EncryptedText)
    contract: Mapped[str | None] = mapped_column(String(12))
    percent: Mapped[int | None]
    sector: Mapped[str | None] = mapped_column(String(12))
    paid: Mapped[bool | None]
    end_reason: Mapped[str | None] = mapped_column(String(12))
    goal: Mapped[str | None] = mapped_column(String(12))
    start_id: Mapped[int | None] = mapped_column(ForeignKey("events.id", ondelete="SET NULL"), index=True)
    review_on: Mapped[date | None]
    source: Mapped[str | None] = mapped_column(String(40))
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    recorded_at: Mapped[datetime]
    undone_at: Mapped[datetime | None]
