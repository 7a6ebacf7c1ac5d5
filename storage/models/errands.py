"""What is to be done on other servers after a commit."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, Id


class ErrandState(StrEnum):
    """An errand waits (also while a worker is at it), was done, or was given up."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"


class Errand(Base):
    """One thing to do on another server: fetch a file, have a voice message written down, a text translated.

    `ref_id` is the row it is about, in a table that `kind` knows; `number` lets the same be asked for once more. While
    a worker is at it the row waits with a lease (the machine's clock), so a process that dies leaves nothing to mend:
    doing an errand twice does no harm. `failure` is a short code of ours, of the last try.
    """

    __tablename__ = "errands"
    __table_args__ = (
        UniqueConstraint("kind", "ref_id", "number"),
        Index(
            "ix_errands_waiting",
            "next_attempt_at",
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    kind: Mapped[str] = mapped_column(String(24))
    ref_id: Mapped[int] = mapped_column(BigInteger)
    number: Mapped[int] = mapped_column(default=0)
    state: Mapped[str] = mapped_column(String(8), default=ErrandState.WAITING)
    attempts: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime]
    next_attempt_at: Mapped[datetime]
    lease_until: Mapped[datetime | None]
    worker: Mapped[str | None] = mapped_column(String(40))
    finished_at: Mapped[datetime | None]
    failure: Mapped[str | None] = mapped_column(String(24))
