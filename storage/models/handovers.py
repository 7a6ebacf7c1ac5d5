"""Handing participants over from one specialist to another: who asked whom, and what came of it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, Id


class HandoverState(StrEnum):
    """Nothing has moved before it is done; what was undone has moved back."""

    OFFERED = "offered"
    DONE = "done"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    UNDONE = "undone"


class Handover(Base):
    """One participant's way from one specialist (`from_id`) to another (`to_id`), as `by_id` asked for it.

    `batch` is the id of the first of those that were asked for together. `moved_by_id` is who took it or moved it at
    once, and may undo it; `decided_at` is when it was last decided about (UTC).
    """

    __tablename__ = "handovers"
    __table_args__ = (
        Index("ix_handovers_batch", "batch"),
        Index("ix_handovers_participant_id_state", "participant_id", "state"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    batch: Mapped[int | None] = mapped_column(BigInteger)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"))
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id", ondelete="CASCADE"))
    from_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    to_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    moved_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    state: Mapped[str] = mapped_column(String(12), default=HandoverState.OFFERED)
    offered_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
