"""Add errands on other servers, and media kept as files of our own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
SEALED = sa.LargeBinary()
WAITING = sa.text("state = 'waiting'")


def upgrade() -> None:
    op.create_table(
        "errands",
        sa.Column("id", ID, primary_key=True),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("ref_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("next_attempt_at", MOMENT, nullable=False),
        sa.Column("lease_until", MOMENT),
        sa.Column("worker", sa.String(40)),
        sa.Column("finished_at", MOMENT),
        sa.Column("failure", sa.String(24)),
        sa.UniqueConstraint("kind", "ref_id", "number", name="uq_errands_kind_ref_id_number"),
    )
    op.create_index(
        "ix_errands_waiting", "errands", ["next_attempt_at"], sqlite_where=WAITING, postgresql_where=WAITING
    )
    op.create_table(
        "media",
        sa.Column("id", ID, primary_key=True),
        sa.Column("programme_id", ID, sa.ForeignKey("programmes.id", name="fk_media_programme_id"), nullable=False),
        sa.Column("owner_id", ID, sa.ForeignKey("people.id", name="fk_media_owner_id"), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("mime", sa.String(100), nullable=False),
        sa.Column("name", SEALED),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("file_id", SEALED),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("stored", sa.String(32), nullable=False),
        sa.Column("transcript", SEALED),
        sa.Column("transcript_state", sa.String(8), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("kept_at", MOMENT),
        sa.Column("delete_original", sa.Boolean(), nullable=False),
        sa.UniqueConstraint("stored", name="uq_media_stored"),
    )
    op.create_index("ix_media_owner_id", "media", ["owner_id"])


def downgrade() -> None:
    op.drop_table("media")
    op.drop_table("errands")
