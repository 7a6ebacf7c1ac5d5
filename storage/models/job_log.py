"""The job log, where a participant applied; and the jobs a specialist proposed."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.encryption import EncryptedText
from storage.models.base import Base, Id


class ApplicationAnswer(StrEnum):
    """What came of an application; no answer is the most common one and says nothing about anybody."""

    WAITING = "waiting"
    INTERVIEW = "interview"
    JOB = "job"
    NO = "no"


class JobApplication(Base):
    """One application, as the participant wrote it down. Days are in the programme's zone."""

    __tablename__ = "job_applications"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id", ondelete="CASCADE"), index=True)
    firm: Mapped[str] = mapped_column(EncryptedText)
    job: Mapped[str | None] = mapped_column(EncryptedText)
    applied_on: Mapped[date]
    answer: Mapped[str] = mapped_column(String(12), default=ApplicationAnswer.WAITING)
    answered_on: Mapped[date | None]
    created_at: Mapped[datetime]


class ProposalAnswer(StrEnum):
    """What she says to a proposed job; a no is as good an answer as a yes."""

    YES = "yes"
    TOGETHER = "together"
    NO = "no"


class WhyNot(StrEnum):
    """What did not fit, where she says it: of the job, never of her."""

    HOURS = "hours"
    WORK = "work"
    BODY = "body"
    DISTANCE = "distance"
    OTHER = "other"


class JobProposal(Base):
    """A job that a specialist proposed to a participant, and her answer."""

    __tablename__ = "job_proposals"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id", ondelete="CASCADE"), index=True)
    specialist_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    work: Mapped[str] = mapped_column(EncryptedText)
    place: Mapped[str | None] = mapped_column(EncryptedText)
    hours: Mapped[str | None] = mapped_column(EncryptedText)
    made_at: Mapped[datetime]
    answer: Mapped[str | None] = mapped_column(String(12))
    why_not: Mapped[str | None] = mapped_column(String(12))
    answered_at: Mapped[datetime | None]
