"""Add the reflective log and the handing on of tasks."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
SEALED = sa.LargeBinary()
OPEN = sa.text("state = 'open'")


def reference(table: str, column: str, target: str, **more: Any) -> sa.Column[Any]:
    key = sa.ForeignKey(f"{target}.id", name=f"fk_{table}_{column}", ondelete=more.pop("ondelete", None))
    return sa.Column(column, ID, key, nullable=False, **more)


def upgrade() -> None:
    op.create_table(
        "reflections",
        sa.Column("id", ID, primary_key=True),
        reference("reflections", "author_id", "people"),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("situation", SEALED, nullable=False),
        sa.Column("did", SEALED),
        sa.Column("result", SEALED),
        sa.Column("worked", SEALED),
        sa.Column("differently", SEALED),
        sa.Column("step", sa.Integer()),
    )
    op.create_index("ix_reflections_author_id_on", "reflections", ["author_id", "on"])
    op.create_table(
        "reflection_reminders",
        reference("reflection_reminders", "person_id", "people", primary_key=True, autoincrement=False),
        sa.Column("at", sa.String(5), nullable=False),
    )
    op.create_table(
        "task_offers",
        reference("task_offers", "task_id", "tasks", ondelete="CASCADE", primary_key=True, autoincrement=False),
        reference("task_offers", "giver_id", "people"),
        reference("task_offers", "taker_id", "people"),
        sa.Column("offered_at", MOMENT, nullable=False),
        sa.Column("taken_at", MOMENT),
    )
    op.create_index("ix_task_offers_taker_id", "task_offers", ["taker_id"])
    op.add_column("tasks", sa.Column("by_hand", sa.Boolean()))
    op.create_index("ix_tasks_open_about", "tasks", ["participant_id"], sqlite_where=OPEN, postgresql_where=OPEN)


def downgrade() -> None:
    op.drop_index("ix_tasks_open_about", "tasks")
    op.drop_column("tasks", "by_hand")
    op.drop_table("task_offers")
    op.drop_table("reflection_reminders")
    op.drop_table("reflections")
