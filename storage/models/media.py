"""Voice messages, pictures and files that people sent, kept as encrypted files of our own."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.encryption import EncryptedText
from storage.models.base import Base, Id


class MediaKind(StrEnum):
    """What it was sent as, which is also what it is sent on as."""

    VOICE = "voice"
    PHOTO = "photo"
    DOCUMENT = "document"


class MediaState(StrEnum):
    """Not fetched yet; ours; no longer there (on the channel, or forgotten); or not one we keep."""

    WANTED = "wanted"
    KEPT = "kept"
    GONE = "gone"
    REFUSED = "refused"


class TranscriptState(StrEnum):
    """Where the written words of a voice message stand; `proposed` waits for its owner's yes or no."""

    NONE = "none"
    WANTED = "wanted"
    PROPOSED = "proposed"
    TAKEN = "taken"
    REFUSED = "refused"
    FAILED = "failed"


class Media(Base):
    """One thing that somebody sent.

    `stored` is the name of our own encrypted file, random, chosen before there is one, so that fetching twice writes
    one file. `size` in bytes (0 when unknown), `seconds` the length of a voice message (else 0). `delete_original` says
    that the sender's message in the chat is to go once the file is ours.
    """

    __tablename__ = "media"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"))
    owner_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    kind: Mapped[str] = mapped_column(String(8))
    mime: Mapped[str] = mapped_column(String(100))
    name: Mapped[str | None] = mapped_column(EncryptedText)
    size: Mapped[int]
    seconds: Mapped[int] = mapped_column(default=0)
    file_id: Mapped[str | None] = mapped_column(EncryptedText)
    chat_id: Mapped[int] = mapped_column(BigInteger)
    message_id: Mapped[int] = mapped_column(BigInteger)
    state: Mapped[str] = mapped_column(String(8), default=MediaState.WANTED)
    stored: Mapped[str] = mapped_column(String(32), unique=True)
    transcript: Mapped[str | None] = mapped_column(EncryptedText)
    transcript_state: Mapped[str] = mapped_column(String(8), default=TranscriptState.NONE)
    made_at: Mapped[datetime]
    kept_at: Mapped[datetime | None]
    delete_original: Mapped[bool] = mapped_column(default=False)
