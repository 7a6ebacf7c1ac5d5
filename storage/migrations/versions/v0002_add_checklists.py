"""Add checklists, own words, job log and job proposals, and rounds made once a day."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(JSONB(), "postgresql")
MOMENT = sa.DateTime(timezone=True)
SEALED = sa.LargeBinary()


def reference(table: str, column: str, target: str, ondelete: str | None = None) -> sa.Column[Any]:
    key = sa.ForeignKey(f"{target}.id", name=f"fk_{table}_{column}", ondelete=ondelete)
    return sa.Column(column, ID, key, nullable=False)


def upgrade() -> None:
    op.create_table(
        "checklists",
        sa.Column("id", ID, primary_key=True),
        reference("checklists", "participant_id", "participants", "CASCADE"),
        sa.Column("code", sa.String(32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(1)),
        reference("checklists", "added_by_id", "people"),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT),
        sa.Column("put_away_at", MOMENT),
        sa.UniqueConstraint("participant_id", "code", name="uq_checklists_participant_id_code"),
    )
    op.create_table(
        "checklist_items",
        sa.Column("id", ID, primary_key=True),
        reference("checklist_items", "checklist_id", "checklists", "CASCADE"),
        sa.Column("code", sa.String(32)),
        sa.Column("words", SEALED),
        sa.Column("voice", SEALED),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("meaning", sa.Integer(), nullable=False),
        sa.Column("done_at", MOMENT),
        sa.Column("done_once_at", MOMENT),
        sa.Column("later_until", sa.Date()),
        sa.Column("doer", sa.String(12), nullable=False),
        sa.Column("due_on", sa.Date()),
        reference("checklist_items", "added_by_id", "people"),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.Column("nudges", sa.Integer(), nullable=False),
        sa.Column("nudged_at", MOMENT),
        sa.UniqueConstraint("checklist_id", "code", name="uq_checklist_items_checklist_id_code"),
    )
    op.create_index("ix_checklist_items_done_at", "checklist_items", ["done_at"])
    op.create_index("ix_checklist_items_due_on", "checklist_items", ["due_on"])
    op.create_table(
        "own_words",
        sa.Column("id", ID, primary_key=True),
        reference("own_words", "participant_id", "participants", "CASCADE"),
        sa.Column("topic", sa.String(16), nullable=False),
        sa.Column("words", SEALED),
        sa.Column("voice", SEALED),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("said_at", MOMENT, nullable=False),
        sa.UniqueConstraint("participant_id", "topic", name="uq_own_words_participant_id_topic"),
    )
    op.create_table(
        "job_applications",
        sa.Column("id", ID, primary_key=True),
        reference("job_applications", "participant_id", "participants", "CASCADE"),
        sa.Column("firm", SEALED, nullable=False),
        sa.Column("job", SEALED),
        sa.Column("applied_on", sa.Date(), nullable=False),
        sa.Column("answer", sa.String(12), nullable=False),
        sa.Column("answered_on", sa.Date()),
        sa.Column("created_at", MOMENT, nullable=False),
    )
    op.create_index("ix_job_applications_participant_id", "job_applications", ["participant_id"])
    op.create_table(
        "job_proposals",
        sa.Column("id", ID, primary_key=True),
        reference("job_proposals", "participant_id", "participants", "CASCADE"),
        reference("job_proposals", "specialist_id", "people"),
        sa.Column("work", SEALED, nullable=False),
        sa.Column("place", SEALED),
        sa.Column("hours", SEALED),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("answer", sa.String(12)),
        sa.Column("why_not", sa.String(12)),
        sa.Column("answered_at", MOMENT),
    )
    op.create_index("ix_job_proposals_participant_id", "job_proposals", ["participant_id"])
    op.create_table(
        "check_ins",
        sa.Column("id", ID, primary_key=True),
        reference("check_ins", "participant_id", "participants", "CASCADE"),
        reference("check_ins", "appointment_id", "appointments", "CASCADE"),
        sa.Column("said", JSON, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("said_at", MOMENT),
        sa.UniqueConstraint("participant_id", "appointment_id", name="uq_check_ins_participant_id_appointment_id"),
    )
    op.create_table(
        "letters",
        sa.Column("id", ID, primary_key=True),
        reference("letters", "participant_id", "participants", "CASCADE"),
        sa.Column("picture", SEALED),
        sa.Column("sent_at", MOMENT, nullable=False),
        sa.Column("closed_at", MOMENT),
    )
    op.create_index("ix_letters_participant_id", "letters", ["participant_id"])
    op.create_table(
        "daily_rounds",
        sa.Column("name", sa.String(48), primary_key=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("after_id", sa.BigInteger(), nullable=False),
        sa.Column("finished", sa.Boolean(), nullable=False),
    )


def downgrade() -> None:
    for table in (
        "daily_rounds",
        "letters",
        "check_ins",
        "job_proposals",
        "job_applications",
        "own_words",
        "checklist_items",
        "checklists",
    ):
        op.drop_table(table)
