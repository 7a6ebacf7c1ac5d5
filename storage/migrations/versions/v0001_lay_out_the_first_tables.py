"""Lay out the first tables."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(JSONB(), "postgresql")
MOMENT = sa.DateTime(timezone=True)
SEALED = sa.LargeBinary()


def index(name: str, table: str, *columns: str, where: str | None = None, **options: Any) -> None:
    only = sa.text(where) if where else None
    op.create_index(name, table, list(columns), sqlite_where=only, postgresql_where=only, **options)


def reference(table: str, column: str, target: str, ondelete: str | None = None, **options: Any) -> sa.Column[Any]:
    key = sa.ForeignKey(f"{target}.id", name=f"fk_{table}_{column}", ondelete=ondelete)
    return sa.Column(column, ID, key, **options)


def upgrade() -> None:
    make_people()
    make_appointments()
    make_deliveries()


def make_people() -> None:
    op.create_table(
        "code_attempts",
        sa.Column("chat_id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("wait_until", MOMENT, nullable=False),
    )
    op.create_table(
        "people",
        sa.Column("id", ID, primary_key=True),
        sa.Column("name", SEALED, nullable=False),
        sa.Column("chat_id", sa.BigInteger()),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("reading", sa.String(12), nullable=False),
        sa.Column("reachable", sa.Boolean(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.UniqueConstraint("chat_id", name="uq_people_chat_id"),
    )
    op.create_table(
        "programmes",
        sa.Column("id", ID, primary_key=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("timezone", sa.String(64), nullable=False),
        sa.Column("settings", JSON, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.UniqueConstraint("name", name="uq_programmes_name"),
    )
    op.create_table(
        "memberships",
        sa.Column("id", ID, primary_key=True),
        reference("memberships", "programme_id", "programmes", nullable=False),
        reference("memberships", "person_id", "people", nullable=False),
        sa.Column("role", sa.String(12), nullable=False),
        sa.Column("work_phone", SEALED),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.UniqueConstraint("programme_id", "person_id", "role", name="uq_memberships_programme_id_person_id_role"),
    )
    index("ix_memberships_person_id", "memberships", "person_id")
    op.create_table(
        "participants",
        sa.Column("id", ID, primary_key=True),
        reference("participants", "programme_id", "programmes", nullable=False),
        reference("participants", "person_id", "people", nullable=False),
        reference("participants", "specialist_id", "people", nullable=False),
        sa.Column("status", sa.String(12), nullable=False),
        sa.Column("agreed_at", MOMENT),
        sa.Column("agreed_language", sa.String(8)),
        sa.Column("agreed_version", sa.String(16)),
        sa.Column("discreet", sa.Boolean(), nullable=False),
        sa.Column("quiet_from", sa.Time()),
        sa.Column("quiet_to", sa.Time()),
        sa.Column("travel_minutes", sa.Integer()),
        sa.Column("plan", JSON, nullable=False),
        sa.Column("last_contact_at", MOMENT),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.UniqueConstraint("programme_id", "person_id", name="uq_participants_programme_id_person_id"),
    )
    index("ix_participants_person_id", "participants", "person_id")
    index("ix_participants_specialist_id", "participants", "specialist_id")
    op.create_table(
        "places",
        sa.Column("id", ID, primary_key=True),
        reference("places", "programme_id", "programmes", nullable=False),
        sa.Column("name", SEALED, nullable=False),
        sa.Column("address", SEALED),
        sa.Column("stop", SEALED),
        sa.Column("room", SEALED),
        sa.Column("latitude", sa.Double()),
        sa.Column("longitude", sa.Double()),
        sa.Column("active", sa.Boolean(), nullable=False),
    )
    index("ix_places_programme_id", "places", "programme_id")
    op.create_table(
        "blocked_times",
        sa.Column("id", ID, primary_key=True),
        reference("blocked_times", "participant_id", "participants", ondelete="CASCADE", nullable=False),
        sa.Column("days", sa.String(7), nullable=False),
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("ends", sa.Time(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
    )
    index("ix_blocked_times_participant_id", "blocked_times", "participant_id")
    op.create_table(
        "consents",
        sa.Column("id", ID, primary_key=True),
        reference("consents", "participant_id", "participants", nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("text_version", sa.String(16), nullable=False),
        sa.Column("interpreter", sa.Boolean(), nullable=False),
        reference("consents", "recorded_by_id", "people", nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("withdrawn_at", MOMENT),
    )
    index("ix_consents_participant_id", "consents", "participant_id")
    index("uq_consents_standing", "consents", "participant_id", unique=True, where="withdrawn_at IS NULL")
    op.create_table(
        "invitations",
        sa.Column("id", ID, primary_key=True),
        sa.Column("code_hash", sa.String(64), nullable=False),
        sa.Column("role", sa.String(12), nullable=False),
        reference("invitations", "programme_id", "programmes", nullable=False),
        reference("invitations", "participant_id", "participants"),
        sa.Column("name", SEALED),
        reference("invitations", "invited_by_id", "people"),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT),
        reference("invitations", "used_by_id", "people"),
        sa.Column("revoked_at", MOMENT),
        sa.UniqueConstraint("code_hash", name="uq_invitations_code_hash"),
    )
    index("ix_invitations_participant_id", "invitations", "participant_id")


def make_appointments() -> None:
    op.create_table(
        "appointments",
        sa.Column("id", ID, primary_key=True),
        reference("appointments", "programme_id", "programmes", nullable=False),
        reference("appointments", "specialist_id", "people", nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        reference("appointments", "place_id", "places"),
        sa.Column("place_text", SEALED),
        sa.Column("host", SEALED),
        sa.Column("starts_local", sa.DateTime(), nullable=False),
        sa.Column("timezone", sa.String(64), nullable=False),
        sa.Column("length_minutes", sa.Integer(), nullable=False),
        sa.Column("rrule", sa.String(200)),
        sa.Column("exceptions", JSON, nullable=False),
        sa.Column("rolled_to", sa.Date()),
        sa.Column("bring", SEALED),
        sa.Column("why", SEALED),
        sa.Column("must", sa.Boolean()),
        sa.Column("interpreter", sa.String(8)),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("cancelled_at", MOMENT),
        sa.Column("created_at", MOMENT, nullable=False),
    )
    index("ix_appointments_programme_id", "appointments", "programme_id")
    index("ix_appointments_specialist_id", "appointments", "specialist_id")
    op.create_table(
        "attendees",
        reference("attendees", "appointment_id", "appointments", primary_key=True),
        reference("attendees", "participant_id", "participants", primary_key=True),
    )
    index("ix_attendees_participant_id", "attendees", "participant_id")
    op.create_table(
        "occurrences",
        sa.Column("id", ID, primary_key=True),
        reference("occurrences", "appointment_id", "appointments", nullable=False),
        sa.Column("slot_local", sa.DateTime(), nullable=False),
        sa.Column("starts_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("cancelled_at", MOMENT),
        reference("occurrences", "place_id", "places"),
        sa.Column("place_text", SEALED),
        sa.UniqueConstraint("appointment_id", "slot_local", name="uq_occurrences_appointment_id_slot_local"),
    )
    index("ix_occurrences_starts_at", "occurrences", "starts_at")
    op.create_table(
        "answers",
        reference("answers", "occurrence_id", "occurrences", primary_key=True),
        reference("answers", "participant_id", "participants", primary_key=True),
        sa.Column("answer", sa.String(12), nullable=False),
        sa.Column("late_minutes", sa.Integer()),
        sa.Column("answered_at", MOMENT, nullable=False),
        sa.Column("specialist_reply", sa.String(16)),
    )


def make_deliveries() -> None:
    op.create_table(
        "inbox",
        sa.Column("update_id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("received_at", MOMENT, nullable=False),
    )
    index("ix_inbox_received_at", "inbox", "received_at")
    op.create_table(
        "meta",
        sa.Column("key", sa.String(32), primary_key=True),
        sa.Column("value", SEALED, nullable=False),
    )
    op.create_table(
        "send_budget",
        sa.Column("bot_id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("next_slot_at", MOMENT, nullable=False),
        sa.Column("paused_until", MOMENT),
    )
    op.create_table(
        "dialogues",
        reference("dialogues", "person_id", "people", primary_key=True, autoincrement=False),
        sa.Column("flow", sa.String(32), nullable=False),
        sa.Column("step", sa.String(32), nullable=False),
        sa.Column("draft", SEALED, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
    )
    op.create_table(
        "audit",
        sa.Column("id", ID, primary_key=True),
        sa.Column("at", MOMENT, nullable=False),
        reference("audit", "actor_id", "people"),
        reference("audit", "participant_id", "participants"),
        sa.Column("action", sa.String(48), nullable=False),
        sa.Column("subject", sa.String(24)),
        sa.Column("subject_id", sa.BigInteger()),
        sa.Column("detail", JSON, nullable=False),
    )
    index("ix_audit_participant_id", "audit", "participant_id")
    op.create_table(
        "deliveries",
        sa.Column("id", ID, primary_key=True),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        reference("deliveries", "person_id", "people"),
        reference("deliveries", "participant_id", "participants"),
        sa.Column("chat_id", sa.BigInteger()),
        sa.Column("onboarding", sa.Boolean(), nullable=False),
        sa.Column("action", sa.String(8), nullable=False),
        sa.Column("target_message_id", sa.BigInteger()),
        sa.Column("message_key", sa.String(64), nullable=False),
        sa.Column("params", JSON, nullable=False),
        sa.Column("content", SEALED),
        sa.Column("subject", sa.String(16)),
        sa.Column("subject_id", sa.BigInteger()),
        sa.Column("subject_version", sa.Integer()),
        sa.Column("due", MOMENT, nullable=False),
        sa.Column("not_after", MOMENT),
        sa.Column("next_attempt_at", MOMENT, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease_until", MOMENT),
        sa.Column("worker", sa.String(40)),
        sa.Column("called_at", MOMENT),
        reference("deliveries", "repeats_id", "deliveries"),
        sa.Column("message_id", sa.BigInteger()),
        sa.Column("failure", sa.String(60)),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("finished_at", MOMENT),
        sa.UniqueConstraint("key", name="uq_deliveries_key"),
    )
    index("ix_deliveries_participant_id", "deliveries", "participant_id")
    index("ix_deliveries_person_id_state", "deliveries", "person_id", "state")
    index("ix_deliveries_subject", "deliveries", "subject", "subject_id")
    index("ix_deliveries_under_way", "deliveries", "lease_until", where="state = 'sending'")
    index("ix_deliveries_waiting", "deliveries", "priority", "next_attempt_at", where="state = 'planned'")
    op.create_table(
        "tasks",
        sa.Column("id", ID, primary_key=True),
        sa.Column("key", sa.String(200), nullable=False),
        reference("tasks", "programme_id", "programmes", nullable=False),
        reference("tasks", "assignee_id", "people", nullable=False),
        reference("tasks", "participant_id", "participants"),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("text", SEALED, nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("done_at", MOMENT),
        sa.UniqueConstraint("key", name="uq_tasks_key"),
    )
    index("ix_tasks_assignee_id_state", "tasks", "assignee_id", "state")
    index("ix_tasks_open", "tasks", "key", where="state = 'open'", postgresql_ops={"key": "varchar_pattern_ops"})


def downgrade() -> None:
    for table in (
        "tasks",
        "deliveries",
        "audit",
        "dialogues",
        "send_budget",
        "meta",
        "inbox",
        "answers",
        "occurrences",
        "attendees",
        "appointments",
        "invitations",
        "consents",
        "blocked_times",
        "places",
        "participants",
        "memberships",
        "programmes",
        "people",
        "code_attempts",
    ):
        op.drop_table(table)
