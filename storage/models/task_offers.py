"""Tasks that somebody asks a colleague to take."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.models.base import Base
from storage.models.deliveries import Task
from storage.models.people import Person


class TaskOffer(Base):
    """The last time a task was handed on. Until `taken_at` it is an offer, and the task stays with `giver`."""

    __tablename__ = "task_offers"

    task_id: Mapped[int] = mapped_column(
        ForeignKey("tasks.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    giver_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    taker_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    offered_at: Mapped[datetime]
    taken_at: Mapped[datetime | None]

    task: Mapped[Task] = relationship(lazy="raise")
    giver: Mapped[Person] = relationship(foreign_keys=[giver_id], lazy="raise")
    taker: Mapped[Person] = relationship(foreign_keys=[taker_id], lazy="raise")
