"""What a specialist prepared for an interview or a first day."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.encryption import EncryptedText
from storage.models.base import Base, Id


class Pack(Base):
    """The pack of one appointment; without a row the usual one is sent.

    `wanted` says whether it is sent at all. The texts are the specialist's own, in Norwegian; `questions` and `rules`
    have one a line. What is empty may be filled from the employer that was chosen.
    """

    __tablename__ = "packs"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    appointment_id: Mapped[int] = mapped_column(ForeignKey("appointments.id", ondelete="CASCADE"), unique=True)
    employer_id: Mapped[int | None] = mapped_column(ForeignKey("employers.id", ondelete="SET NULL"))
    wanted: Mapped[bool] = mapped_column(default=True)
    dress: Mapped[str | None] = mapped_column(String(12))
    trade: Mapped[str | None] = mapped_column(String(12))
    firm: Mapped[str | None] = mapped_column(EncryptedText)
    route: Mapped[str | None] = mapped_column(EncryptedText)
    questions: Mapped[str | None] = mapped_column(EncryptedText)
    ill: Mapped[str | None] = mapped_column(EncryptedText)
    rules: Mapped[str | None] = mapped_column(EncryptedText)
