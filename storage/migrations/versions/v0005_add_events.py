"""Add typed events."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "events",
        sa.Column("id", ID, primary_key=True),
        sa.Column("programme_id", ID, sa.ForeignKey("programmes.id", name="fk_events_programme_id"), nullable=False),
        sa.Column(
            "participant_id",
            ID,
            sa.ForeignKey("participants.id", name="fk_events_participant_id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column(
            "employer_id",
            ID,
            sa.ForeignKey("employers.id", name="fk_events_employer_id", ondelete="SET NULL"),
        ),
        sa.Column("employer_name", sa.LargeBinary()),
        sa.Column("contract", sa.String(12)),
        sa.Column("percent", sa.Integer()),
        sa.Column("sector", sa.String(12)),
        sa.Column("paid", sa.Boolean()),
        sa.Column("end_reason", sa.String(12)),
        sa.Column("goal", sa.String(12)),
        sa.Column("start_id", ID, sa.ForeignKey("events.id", name="fk_events_start_id", ondelete="SET NULL")),
        sa.Column("review_on", sa.Date()),
        sa.Column("source", sa.String(40)),
        sa.Column("recorded_by_id", ID, sa.ForeignKey("people.id", name="fk_events_recorded_by_id"), nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("undone_at", MOMENT),
        sa.UniqueConstraint("participant_id", "source", name="uq_events_participant_id_source"),
    )
    op.create_index("ix_events_participant_id_on", "events", ["participant_id", "on"])
    op.create_index("ix_events_programme_id_review_on", "events", ["programme_id", "review_on"])
    op.create_index("ix_events_start_id", "events", ["start_id"])


def downgrade() -> None:
    op.drop_table("events")
