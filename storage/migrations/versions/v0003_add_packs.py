"""Add packs for interviews and first days."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SEALED = sa.LargeBinary()


def upgrade() -> None:
    op.create_table(
        "packs",
        sa.Column("id", ID, primary_key=True),
        sa.Column(
            "appointment_id",
            ID,
            sa.ForeignKey("appointments.id", name="fk_packs_appointment_id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("wanted", sa.Boolean(), nullable=False),
        sa.Column("dress", sa.String(12)),
        sa.Column("trade", sa.String(12)),
        sa.Column("firm", SEALED),
        sa.Column("route", SEALED),
        sa.Column("questions", SEALED),
        sa.Column("ill", SEALED),
        sa.Column("rules", SEALED),
        sa.UniqueConstraint("appointment_id", name="uq_packs_appointment_id"),
    )


def downgrade() -> None:
    op.drop_table("packs")
