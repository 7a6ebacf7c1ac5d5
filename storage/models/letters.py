"""Letters participants do not understand."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from storage.encryption import EncryptedText
from storage.models.base import Base, Id


class Letter(Base):
    """A letter that waits for help.

    `picture` is the channel's file id with its kind; it is taken away when the letter is closed, and after a week at
    the latest.
    """

    __tablename__ = "letters"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id", ondelete="CASCADE"), index=True)
    picture: Mapped[str | None] = mapped_column(EncryptedText)
    sent_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
