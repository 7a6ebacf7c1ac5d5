"""Facts about the database itself."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from storage.models import Meta
from storage.repositories.base import Repository


class MetaRepository(Repository):
    """Sealed facts by name."""

    async def put_once(self, key: str, value: dict[str, Any]) -> dict[str, Any]:
        """Keeps the fact unless one of this name is there, and gives the one that is kept.

        Raises:
            SecretKeyError: what is there was sealed with another key.
        """
        query = select(Meta.value).where(Meta.key == key)
        kept: dict[str, Any] | None = await self._session.scalar(query)
        if kept is None:
            await self._session.execute(self._insert_new(Meta, [{"key": key, "value": value}], ["key"]))
            kept = (await self._session.scalars(query)).one()
        return kept
