"""Add field notes with their earlier versions and additions."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(JSONB(), "postgresql")
MOMENT = sa.DateTime(timezone=True)
SEALED = sa.LargeBinary()


def reference(
    table: str, column: str, target: str, *, ondelete: str | None = None, nullable: bool = False
) -> sa.Column[Any]:
    key = sa.ForeignKey(f"{target}.id", name=f"fk_{table}_{column}", ondelete=ondelete)
    return sa.Column(column, ID, key, nullable=nullable)


def upgrade() -> None:
    op.create_table(
        "notes",
        sa.Column("id", ID, primary_key=True),
        reference("notes", "programme_id", "programmes"),
        reference("notes", "author_id", "people"),
        reference("notes", "participant_id", "participants", nullable=True),
        sa.Column("kind", sa.String(16)),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("steps", JSON, nullable=False),
        sa.Column("words", SEALED),
        sa.Column("did", SEALED),
        sa.Column("result", SEALED),
        sa.Column("worked", SEALED),
        sa.Column("different", SEALED),
        sa.Column("next_words", SEALED),
        sa.Column("next_on", sa.Date()),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("held_only", sa.Boolean(), nullable=False),
        sa.Column("sources", JSON, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("kept_at", MOMENT),
        sa.Column("journal_at", MOMENT),
        sa.Column("told_at", MOMENT),
    )
    op.create_index("ix_notes_participant_id_happened_on", "notes", ["participant_id", "happened_on"])
    op.create_index("ix_notes_author_id_state", "notes", ["author_id", "state"])
    undone = sa.text("state = 'undone'")
    op.create_index("ix_notes_undone", "notes", ["changed_at"], sqlite_where=undone, postgresql_where=undone)
    op.create_table(
        "note_media",
        sa.Column(
            "media_id",
            ID,
            sa.ForeignKey("media.id", name="fk_note_media_media_id"),
            primary_key=True,
            autoincrement=False,
        ),
        reference("note_media", "note_id", "notes", ondelete="CASCADE"),
    )
    op.create_index("ix_note_media_note_id", "note_media", ["note_id"])
    op.create_table(
        "note_versions",
        sa.Column("id", ID, primary_key=True),
        reference("note_versions", "note_id", "notes", ondelete="CASCADE"),
        sa.Column("fields", SEALED, nullable=False),
        sa.Column("replaced_at", MOMENT, nullable=False),
    )
    op.create_index("ix_note_versions_note_id", "note_versions", ["note_id"])
    op.create_table(
        "note_additions",
        sa.Column("id", ID, primary_key=True),
        reference("note_additions", "note_id", "notes", ondelete="CASCADE"),
        reference("note_additions", "author_id", "people"),
        sa.Column("words", SEALED, nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
    )
    op.create_index("ix_note_additions_note_id", "note_additions", ["note_id"])


def downgrade() -> None:
    for table in ("note_additions", "note_versions", "note_media", "notes"):
        op.drop_table(table)
