"""Add plans for aftercare with their goals and moments."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(JSONB(), "postgresql")
MOMENT = sa.DateTime(timezone=True)


def reference(
    table: str, column: str, target: str, *, ondelete: str | None = None, nullable: bool = False
) -> sa.Column[Any]:
    key = sa.ForeignKey(f"{target}.id", name=f"fk_{table}_{column}", ondelete=ondelete)
    return sa.Column(column, ID, key, nullable=nullable)


def upgrade() -> None:
    plans, goals, checks = "aftercare_plans", "aftercare_goals", "aftercare_checks"
    op.create_table(
        plans,
        sa.Column("id", ID, primary_key=True),
        reference(plans, "programme_id", "programmes"),
        reference(plans, "participant_id", "participants", ondelete="CASCADE"),
        reference(plans, "event_id", "events", ondelete="SET NULL", nullable=True),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("employer_declined", sa.Boolean(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
    )
    op.create_index("ix_aftercare_plans_participant_id", plans, ["participant_id"])
    op.create_index("ix_aftercare_plans_event_id", plans, ["event_id"])
    current = sa.text("state <> 'ended'")
    op.create_index(
        "uq_aftercare_plans_current",
        plans,
        ["participant_id"],
        unique=True,
        sqlite_where=current,
        postgresql_where=current,
    )
    op.create_table(
        goals,
        sa.Column("id", ID, primary_key=True),
        reference(goals, "plan_id", plans, ondelete="CASCADE"),
        sa.Column("heading", sa.String(12), nullable=False),
        sa.Column("goal", sa.LargeBinary(), nullable=False),
        sa.Column("due_on", sa.Date()),
        sa.Column("done_at", MOMENT),
        sa.Column("made_at", MOMENT, nullable=False),
    )
    op.create_index("ix_aftercare_goals_plan_id", goals, ["plan_id"])
    op.create_table(
        checks,
        sa.Column("id", ID, primary_key=True),
        reference(checks, "plan_id", plans, ondelete="CASCADE"),
        sa.Column("moment", sa.String(4), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("said", JSON, nullable=False),
        sa.Column("asked", sa.Boolean(), nullable=False),
        sa.Column("planned_at", MOMENT),
        sa.Column("said_at", MOMENT),
        sa.UniqueConstraint("plan_id", "moment", name="uq_aftercare_checks_plan_id_moment"),
    )
    waiting = sa.text("planned_at IS NULL")
    op.create_index("ix_aftercare_checks_waiting", checks, ["due_on"], sqlite_where=waiting, postgresql_where=waiting)


def downgrade() -> None:
    for table in ("aftercare_checks", "aftercare_goals", "aftercare_plans"):
        op.drop_table(table)
