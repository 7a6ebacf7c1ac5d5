"""What goes out and what came in: deliveries, the inbox, dialogues, tasks and the audit trail."""

from __future__ import annotations

from datetime import date, datetime
from enum import IntEnum, StrEnum
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.encryption import EncryptedJson
from storage.models.base import Base, Id, Json


class DeliveryKind(StrEnum):
    """Why something is sent; it decides what happens when nobody knows whether it arrived.

    A nudge is a small push that may be missed: it goes last, is never repeated, and nobody is told that it failed.
    """

    REPLY = "reply"
    REMINDER = "reminder"
    NOTICE = "notice"
    BROADCAST = "broadcast"
    NUDGE = "nudge"


class DeliveryState(StrEnum):
    """The life of a delivery; see the table in `docs/deliveries.md`."""

    PLANNED = "planned"
    SENDING = "sending"
    SENT = "sent"
    UNCERTAIN = "uncertain"
    FAILED = "failed"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    SUPPRESSED = "suppressed"


class Priority(IntEnum):
    """Who goes first when the pace is the limit; lower goes earlier."""

    REPLY = 0
    NOTICE = 1
    REMINDER = 2
    BROADCAST = 3


class Delivery(Base):
    """One message to one recipient, planned, under way or done.

    The text is never stored: either `content` holds the packed message (a reply, sealed), or `message_key` and
    `params` say which feature composes it when it is sent. `key` is made from stable ids, so planning twice is
    planning once. `called_at` is written before the call to Telegram: an expired lease without it means that the
    call was certainly not made.
    """

    __tablename__ = "deliveries"
    __table_args__ = (
        Index(
            "ix_deliveries_waiting",
            "priority",
            "next_attempt_at",
            sqlite_where=text("state = 'planned'"),
            postgresql_where=text("state = 'planned'"),
        ),
        Index(
            "ix_deliveries_under_way",
            "lease_until",
            sqlite_where=text("state = 'sending'"),
            postgresql_where=text("state = 'sending'"),
        ),
        Index("ix_deliveries_subject", "subject", "subject_id"),
        Index("ix_deliveries_person_id_state", "person_id", "state"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(String(200), unique=True)
    kind: Mapped[str] = mapped_column(String(12))
    priority: Mapped[int]
    state: Mapped[str] = mapped_column(String(12), default=DeliveryState.PLANNED)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    participant_id: Mapped[int | None] = mapped_column(ForeignKey("participants.id"), index=True)
    chat_id: Mapped[int | None] = mapped_column(BigInteger)
    onboarding: Mapped[bool] = mapped_column(default=False)
    action: Mapped[str] = mapped_column(String(8), default="send")
    target_message_id: Mapped[int | None] = mapped_column(BigInteger)
    message_key: Mapped[str] = mapped_column(String(64))
    params: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    content: Mapped[dict[str, Any] | None] = mapped_column(EncryptedJson)
    subject: Mapped[str | None] = mapped_column(String(16))
    subject_id: Mapped[int | None] = mapped_column(BigInteger)
    subject_version: Mapped[int | None]
    due: Mapped[datetime]
    not_after: Mapped[datetime | None]
    next_attempt_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    lease_until: Mapped[datetime | None]
    worker: Mapped[str | None] = mapped_column(String(40))
    called_at: Mapped[datetime | None]
    repeats_id: Mapped[int | None] = mapped_column(ForeignKey("deliveries.id"))
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    failure: Mapped[str | None] = mapped_column(String(60))
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]


class SendBudget(Base):
    """How fast one bot token may send, shared by every worker process.

    `next_slot_at` is the moment the next message may leave if all that was granted is used; `paused_until` is what
    Telegram asked for with its last 429.
    """

    __tablename__ = "send_budget"

    bot_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    next_slot_at: Mapped[datetime]
    paused_until: Mapped[datetime | None]


class InboxEntry(Base):
    """An update that was handled; the unique number makes a redelivered one harmless."""

    __tablename__ = "inbox"

    update_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    received_at: Mapped[datetime] = mapped_column(index=True)


class Dialogue(Base):
    """What a chat is in the middle of. A row, not memory: any process can take the next message."""

    __tablename__ = "dialogues"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True, autoincrement=False)
    flow: Mapped[str] = mapped_column(String(32))
    step: Mapped[str] = mapped_column(String(32))
    draft: Mapped[dict[str, Any]] = mapped_column(EncryptedJson)
    version: Mapped[int] = mapped_column(default=1)
    expires_at: Mapped[datetime]


class TaskState(StrEnum):
    """A task is open until somebody did it."""

    OPEN = "open"
    DONE = "done"


class Task(Base):
    """Something a specialist should look at; `key` keeps the same cause from making two.

    `text` is the packed text shown (sealed). `by_hand` says whether somebody said that it is done; it is not when its
    cause went away by itself. A task is never a mark against a participant.
    """

    __tablename__ = "tasks"
    __table_args__ = (
        Index("ix_tasks_assignee_id_state", "assignee_id", "state"),
        Index(
            "ix_tasks_open",
            "key",
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
            postgresql_ops={"key": "varchar_pattern_ops"},
        ),
        Index(
            "ix_tasks_open_about",
            "participant_id",
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(String(200), unique=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"))
    assignee_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    participant_id: Mapped[int | None] = mapped_column(ForeignKey("participants.id"))
    kind: Mapped[str] = mapped_column(String(32))
    text: Mapped[dict[str, Any]] = mapped_column(EncryptedJson)
    state: Mapped[str] = mapped_column(String(8), default=TaskState.OPEN)
    due_at: Mapped[datetime]
    created_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    by_hand: Mapped[bool | None]


class AuditEntry(Base):
    """One line of who did what about whom; only ever added. `detail` holds ids and words of ours, nothing personal."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    at: Mapped[datetime]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    participant_id: Mapped[int | None] = mapped_column(ForeignKey("participants.id"), index=True)
    action: Mapped[str] = mapped_column(String(48))
    subject: Mapped[str | None] = mapped_column(String(24))
    subject_id: Mapped[int | None] = mapped_column(BigInteger)
    detail: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)


class DailyRound(Base):
    """How far something that is done once a day for many has come: a restart goes on where it was, and nobody is twice.

    `day` is the day in the programme's zone; `after_id` the last one seen to.
    """

    __tablename__ = "daily_rounds"

    name: Mapped[str] = mapped_column(String(48), primary_key=True)
    day: Mapped[date]
    after_id: Mapped[int] = mapped_column(BigInteger)
    finished: Mapped[bool] = mapped_column(default=False)


class Meta(Base):
    """Facts about the database itself, such as the sealed word that proves the key fits."""

    __tablename__ = "meta"

    key: Mapped[str] = mapped_column(String(32), primary_key=True)
    value: Mapped[dict[str, Any]] = mapped_column(EncryptedJson)
