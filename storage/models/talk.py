"""What participants and specialists say to each other."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.encryption import EncryptedText
from storage.models.base import Base, Id
from storage.models.people import Person

_WAITING = text("from_participant AND answered_at IS NULL")


class TalkMessage(Base):
    """One message as it was said, in the writer's own words and language.

    `staff_id` is who said it, or whom it reached. `kind` is text, voice, photo, document or map; `file` the channel's
    file id, or "latitude,longitude". `answered_at` is for a participant's message alone. The same update is kept once a
    participant. `translation` and `translated_to` hold what a machine made of the words; the original always stays.
    """

    __tablename__ = "talk_messages"
    __table_args__ = (
        UniqueConstraint("participant_id", "update_id"),
        Index("ix_talk_messages_participant_id_id", "participant_id", "id"),
        Index("ix_talk_messages_programme_id_said_at", "programme_id", "said_at"),
        Index("ix_talk_messages_waiting", "programme_id", sqlite_where=_WAITING, postgresql_where=_WAITING),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"))
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id", ondelete="CASCADE"))
    from_participant: Mapped[bool]
    staff_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    kind: Mapped[str] = mapped_column(String(12))
    words: Mapped[str | None] = mapped_column(EncryptedText)
    file: Mapped[str | None] = mapped_column(EncryptedText)
    language: Mapped[str] = mapped_column(String(8))
    said_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    update_id: Mapped[int] = mapped_column(BigInteger)
    translation: Mapped[str | None] = mapped_column(EncryptedText)
    translated_to: Mapped[str | None] = mapped_column(String(8))

    staff: Mapped[Person] = relationship(lazy="raise")
