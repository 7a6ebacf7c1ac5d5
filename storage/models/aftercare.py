"""Aftercare: the follow-up after a job or an education began, what was agreed for it, and what she said on the way."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.encryption import EncryptedText
from storage.models.base import Base, Id, Json


class AftercareKind(StrEnum):
    """What began."""

    JOB = "job"
    EDUCATION = "education"


class AftercareState(StrEnum):
    """Where a plan stands; `declined` is the participant's own choice, without a reason, until she starts again."""

    RUNNING = "running"
    DECLINED = "declined"
    ENDED = "ended"


class AftercarePlan(Base):
    """The follow-up after one start; days in the programme's zone, `ends_on` is the last one.

    `event_id` is the contract or the education that it began with. `employer_declined` says that the firm or school
    wants no contact; the participant is followed up all the same. A participant has one plan at a time that has not
    ended.
    """

    __tablename__ = "aftercare_plans"
    __table_args__ = (
        Index(
            "uq_aftercare_plans_current",
            "participant_id",
            unique=True,
            sqlite_where=text("state <> 'ended'"),
            postgresql_where=text("state <> 'ended'"),
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"))
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id", ondelete="CASCADE"), index=True)
    event_id: Mapped[int | None] = mapped_column(ForeignKey("events.id", ondelete="SET NULL"), index=True)
    kind: Mapped[str] = mapped_column(String(12))
    started_on: Mapped[date]
    ends_on: Mapped[date]
    state: Mapped[str] = mapped_column(String(12))
    employer_declined: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[datetime]


class AftercareGoal(Base):
    """A goal under one heading of a plan, in the specialist's words and for the participant to read."""

    __tablename__ = "aftercare_goals"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("aftercare_plans.id", ondelete="CASCADE"), index=True)
    heading: Mapped[str] = mapped_column(String(12))
    goal: Mapped[str] = mapped_column(EncryptedText)
    due_on: Mapped[date | None]
    done_at: Mapped[datetime | None]
    made_at: Mapped[datetime]


class AftercareCheck(Base):
    """One moment of a plan: the participant is asked, her specialist is reminded.

    `said` holds codes of her answers in the order in which she gave them. `planned_at` is when the moment was over
    and done with; `asked` says whether she was asked then, or her specialist was reminded alone.
    """

    __tablename__ = "aftercare_checks"
    __table_args__ = (
        UniqueConstraint("plan_id", "moment"),
        Index(
            "ix_aftercare_checks_waiting",
            "due_on",
            sqlite_where=text("planned_at IS NULL"),
            postgresql_where=text("planned_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("aftercare_plans.id", ondelete="CASCADE"))
    moment: Mapped[str] = mapped_column(String(4))
    due_on: Mapped[date]
    said: Mapped[list[Any]] = mapped_column(Json, default=list)
    asked: Mapped[bool] = mapped_column(default=False)
    planned_at: Mapped[datetime | None]
    said_at: Mapped[datetime | None]
