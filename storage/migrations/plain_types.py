"""How a drafted step writes our column types: as what they are in the database, so that a step never changes later."""

from __future__ import annotations

from typing import Any, Literal

from alembic.autogenerate.api import AutogenContext

from storage.encryption import EncryptedJson, EncryptedText
from storage.models.base import Id, Json, UtcDateTime


def render_item(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """The source text of a column type of ours; False leaves the rest to Alembic."""
    if kind != "type":
        return False
    if isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if isinstance(item, EncryptedText | EncryptedJson):
        return "sa.LargeBinary()"
    if isinstance(item, type(Json)):
        return 'sa.JSON().with_variant(JSONB(), "postgresql")'
    if isinstance(item, type(Id)) and item._variant_mapping:  # noqa: SLF001
        return 'sa.BigInteger().with_variant(sa.Integer(), "sqlite")'
    return False
