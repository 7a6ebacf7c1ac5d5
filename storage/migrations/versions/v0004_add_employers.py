"""Add employers, who talked to them, and the employer of a pack."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
SEALED = sa.LargeBinary()


def reference(table: str, column: str, target: str, ondelete: str | None = None) -> sa.Column[int]:
    key = sa.ForeignKey(f"{target}.id", name=f"fk_{table}_{column}", ondelete=ondelete)
    return sa.Column(column, ID, key, nullable=False)


def upgrade() -> None:
    op.create_table(
        "employers",
        sa.Column("id", ID, primary_key=True),
        reference("employers", "programme_id", "programmes"),
        sa.Column("name", SEALED, nullable=False),
        sa.Column("contact", SEALED),
        sa.Column("phone", SEALED),
        sa.Column("trade", sa.String(12)),
        sa.Column("rules", SEALED),
        sa.Column("ill", SEALED),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        reference("employers", "created_by_id", "people"),
    )
    op.create_index("ix_employers_programme_id", "employers", ["programme_id"])
    op.create_table(
        "employer_contacts",
        sa.Column("id", ID, primary_key=True),
        reference("employer_contacts", "employer_id", "employers", "CASCADE"),
        reference("employer_contacts", "person_id", "people"),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("released_at", MOMENT),
        sa.UniqueConstraint(
            "employer_id", "person_id", "on", "kind", name="uq_employer_contacts_employer_id_person_id_on_kind"
        ),
    )
    op.create_index("ix_employer_contacts_person_id", "employer_contacts", ["person_id"])
    op.create_table(
        "employer_questions",
        sa.Column("id", ID, primary_key=True),
        reference("employer_questions", "contact_id", "employer_contacts", "CASCADE"),
        reference("employer_questions", "asker_id", "people"),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("answer", sa.String(8)),
        sa.Column("answered_at", MOMENT),
        sa.UniqueConstraint("contact_id", "asker_id", name="uq_employer_questions_contact_id_asker_id"),
    )
    with op.batch_alter_table("packs") as packs:
        packs.add_column(sa.Column("employer_id", ID))
        packs.create_foreign_key("fk_packs_employer_id", "employers", ["employer_id"], ["id"], ondelete="SET NULL")


def downgrade() -> None:
    with op.batch_alter_table("packs") as packs:
        packs.drop_constraint("fk_packs_employer_id", type_="foreignkey")
        packs.drop_column("employer_id")
    op.drop_table("employer_questions")
    op.drop_table("employer_contacts")
    op.drop_table("employers")
