"""The employers a programme knows, who of the team talked to them, and what colleagues asked each other about it."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.encryption import EncryptedText
from storage.models.base import Base, Id
from storage.models.people import Person


class ContactKind(StrEnum):
    """How somebody of the team was in contact with an employer."""

    VISIT = "visit"
    CALL = "call"
    MAIL = "mail"
    OTHER = "other"


class ContactAnswer(StrEnum):
    """What a colleague says when asked whether an employer may be contacted."""

    FINE = "fine"
    WAIT = "wait"


class Employer(Base):
    """A firm a programme's team may talk to, with the card for a first day there.

    `rules` (one a line) and `ill` (whom to call when ill or late) are in Norwegian. No mail address is kept.
    """

    __tablename__ = "employers"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"), index=True)
    name: Mapped[str] = mapped_column(EncryptedText)
    contact: Mapped[str | None] = mapped_column(EncryptedText)
    phone: Mapped[str | None] = mapped_column(EncryptedText)
    trade: Mapped[str | None] = mapped_column(String(12))
    rules: Mapped[str | None] = mapped_column(EncryptedText)
    ill: Mapped[str | None] = mapped_column(EncryptedText)
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]
    created_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))


class EmployerContact(Base):
    """Somebody of the team was in contact with an employer on this day (in the programme's zone); once a day and kind.

    `released_at` says since when the firm is free for the others again.
    """

    __tablename__ = "employer_contacts"
    __table_args__ = (UniqueConstraint("employer_id", "person_id", "on", "kind"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    employer_id: Mapped[int] = mapped_column(ForeignKey("employers.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    at: Mapped[datetime]
    on: Mapped[date]
    kind: Mapped[str] = mapped_column(String(8))
    released_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(lazy="raise")


class EmployerQuestion(Base):
    """Somebody asked the colleague of this contact whether the employer may be contacted now."""

    __tablename__ = "employer_questions"
    __table_args__ = (UniqueConstraint("contact_id", "asker_id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("employer_contacts.id", ondelete="CASCADE"))
    asker_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    asked_at: Mapped[datetime]
    answer: Mapped[str | None] = mapped_column(String(8))
    answered_at: Mapped[datetime | None]

    contact: Mapped[EmployerContact] = relationship(lazy="raise")
