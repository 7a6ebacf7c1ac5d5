"""Hand participants over from one specialist to another."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def reference(column: str, target: str, *, ondelete: str | None = None, nullable: bool = False) -> sa.Column[Any]:
    key = sa.ForeignKey(f"{target}.id", name=f"fk_handovers_{column}", ondelete=ondelete)
    return sa.Column(column, ID, key, nullable=nullable)


def upgrade() -> None:
    op.create_table(
        "handovers",
        sa.Column("id", ID, primary_key=True),
        sa.Column("batch", sa.BigInteger()),
        reference("programme_id", "programmes"),
        reference("participant_id", "participants", ondelete="CASCADE"),
        reference("from_id", "people"),
        reference("to_id", "people"),
        reference("by_id", "people"),
        reference("moved_by_id", "people", nullable=True),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("offered_at", MOMENT, nullable=False),
        sa.Column("decided_at", MOMENT),
    )
    op.create_index("ix_handovers_batch", "handovers", ["batch"])
    op.create_index("ix_handovers_participant_id_state", "handovers", ["participant_id", "state"])


def downgrade() -> None:
    op.drop_table("handovers")
