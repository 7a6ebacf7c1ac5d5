"""Keep what participants and specialists say to each other."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
SEALED = sa.LargeBinary()
WAITING = sa.text("from_participant AND answered_at IS NULL")


def reference(column: str, target: str, ondelete: str | None = None) -> sa.Column[Any]:
    key = sa.ForeignKey(f"{target}.id", name=f"fk_talk_messages_{column}", ondelete=ondelete)
    return sa.Column(column, ID, key, nullable=False)


def upgrade() -> None:
    op.create_table(
        "talk_messages",
        sa.Column("id", ID, primary_key=True),
        reference("programme_id", "programmes"),
        reference("participant_id", "participants", "CASCADE"),
        sa.Column("from_participant", sa.Boolean(), nullable=False),
        reference("staff_id", "people"),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("words", SEALED),
        sa.Column("file", SEALED),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("said_at", MOMENT, nullable=False),
        sa.Column("answered_at", MOMENT),
        sa.Column("update_id", sa.BigInteger(), nullable=False),
        sa.Column("translation", SEALED),
        sa.Column("translated_to", sa.String(8)),
        sa.UniqueConstraint("participant_id", "update_id", name="uq_talk_messages_participant_id_update_id"),
    )
    op.create_index("ix_talk_messages_participant_id_id", "talk_messages", ["participant_id", "id"])
    op.create_index("ix_talk_messages_programme_id_said_at", "talk_messages", ["programme_id", "said_at"])
    op.create_index(
        "ix_talk_messages_waiting", "talk_messages", ["programme_id"], sqlite_where=WAITING, postgresql_where=WAITING
    )


def downgrade() -> None:
    op.drop_table("talk_messages")
