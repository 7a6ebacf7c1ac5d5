"""Re-encrypting everything with the newest key, while the bot runs.

The bot already runs with both keys (`BROBYGGER_SECRET_KEY=new,old`), so it writes with the new one and reads either;
this goes through what is there already. Stopped half-way it is simply run again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, LargeBinary, TableClause, and_, bindparam, column, select, table, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database
from storage.encryption import EncryptedJson, EncryptedText, Vault
from storage.models import Base, Meta

Key = tuple[Any, ...]


@dataclass(frozen=True)
class SealedTable:
    """A table with encrypted columns, seen without its types: what is read and written is the sealed bytes."""

    rows: TableClause
    key: tuple[str, ...]
    sealed: tuple[str, ...]

    @property
    def key_columns(self) -> list[ColumnElement[Any]]:
        """The columns of the primary key."""
        return [self.rows.c[name] for name in self.key]


def sealed_tables() -> Iterator[SealedTable]:
    """Every table of the models that has encrypted columns; the one with the proof of the key comes last.

    So a database whose rotation was stopped half-way does not start with the new key alone.
    """
    for model in sorted(Base.metadata.sorted_tables, key=lambda model: model.name == Meta.__tablename__):
        sealed = tuple(part.name for part in model.columns if isinstance(part.type, EncryptedText | EncryptedJson))
        if sealed:
            key = tuple(part.name for part in model.primary_key)
            columns = [column(name, LargeBinary if name in sealed else model.c[name].type) for name in key + sealed]
            yield SealedTable(table(model.name, *columns), key, sealed)


async def rotate(database: Database, batch: int = 500) -> int:
    """Encrypts every sealed value with the newest key; says how many rows were not yet.

    Goes by `batch` rows a transaction, and waits for a row that somebody is changing only while it holds no other.

    Raises:
        SecretKeyError: a value was sealed with a key that was not given. What was done until then stays done.
    """
    return sum([await _rotate_table(database, sealed, batch) for sealed in sealed_tables()])


async def _rotate_table(database: Database, sealed: SealedTable, batch: int) -> int:
    changed = 0
    busy: list[Key] = []
    after: Key | None = None
    while keys := await _next_keys(database, sealed, after, batch):
        async with database.writing_connection() as connection:
            free = await _lock(connection, sealed, keys, skip_locked=True)
            changed += await _reseal(connection, sealed, free, database.vault)
        seen = {tuple(row[name] for name in sealed.key) for row in free}
        busy += [key for key in keys if key not in seen]
        after = keys[-1]
    for key in busy:
        async with database.writing_connection() as connection:
            changed += await _reseal(connection, sealed, await _lock(connection, sealed, [key]), database.vault)
    return changed


async def _next_keys(database: Database, sealed: SealedTable, after: Key | None, batch: int) -> Sequence[Key]:
    query = select(*sealed.key_columns).order_by(*sealed.key_columns).limit(batch)
    if after is not None:
        query = query.where(tuple_(*sealed.key_columns) > tuple_(*after))
    async with database.reading_connection() as connection:
        return [tuple(row) for row in await connection.execute(query)]


async def _lock(
    connection: AsyncConnection,
    sealed: SealedTable,
    keys: Sequence[Key],
    *,
    skip_locked: bool = False,
) -> Sequence[dict[str, Any]]:
    query = (
        select(sealed.rows)
        .where(tuple_(*sealed.key_columns).in_(keys))
        .order_by(*sealed.key_columns)
        .with_for_update(skip_locked=skip_locked)
    )
    return [dict(row) for row in (await connection.execute(query)).mappings()]


async def _reseal(
    connection: AsyncConnection,
    sealed: SealedTable,
    rows: Sequence[dict[str, Any]],
    vault: Vault,
) -> int:
    stale = [
        {
            **{f"key_{name}": row[name] for name in sealed.key},
            **{f"new_{name}": None if row[name] is None else vault.reseal(row[name]) for name in sealed.sealed},
        }
        for row in rows
        if any(row[name] is not None and not vault.is_newest(row[name]) for name in sealed.sealed)
    ]
    if stale:
        statement = (
            update(sealed.rows)
            .where(and_(*(sealed.rows.c[name] == bindparam(f"key_{name}") for name in sealed.key)))
            .values({name: bindparam(f"new_{name}") for name in sealed.sealed})
        )
        await connection.execute(statement, stale)
    return len(stale)
