"""SQLite's driver as the product uses it: a statement is one errand to the connection's thread, not four.

aiosqlite sends its thread out to make a cursor, to execute, to fetch and to close, and waits for it each time, which
costs more than SQLite itself. All rows are fetched in any case, so all of it is done in one go here.
"""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Self

import aiosqlite

Parameters = Sequence[Any]


class _Done(NamedTuple):
    """What a finished statement leaves."""

    description: Any
    rowcount: int
    lastrowid: int | None
    rows: list[Any]


_NOTHING = _Done(None, -1, None, [])


def _finished(cursor: sqlite3.Cursor) -> _Done:
    try:
        rows = cursor.fetchall() if cursor.description else []
        return _Done(cursor.description, cursor.rowcount, cursor.lastrowid, rows)
    finally:
        cursor.close()


class WholeCursor:
    """As much of aiosqlite's cursor as SQLAlchemy asks for; every row is here when a statement has run."""

    def __init__(self, connection: WholeConnection) -> None:
        self._connection = connection
        self._done = _NOTHING
        self._rows: deque[Any] = deque()
        self.arraysize = 1

    async def __aenter__(self) -> Self:
        return self

    @property
    def description(self) -> Any:
        """The columns of the rows, or None where there can be none."""
        return self._done.description

    @property
    def rowcount(self) -> int:
        """How many rows were changed, or -1."""
        return self._done.rowcount

    @property
    def lastrowid(self) -> int | None:
        """The number of the row that was inserted last."""
        return self._done.lastrowid

    async def execute(self, statement: str, parameters: Parameters = ()) -> Self:
        """Runs a statement and fetches what it gives."""
        return await self._run(lambda database: database.execute(statement, parameters))

    async def executemany(self, statement: str, rows: Iterable[Parameters]) -> Self:
        """Runs a statement for each of these rows."""
        return await self._run(lambda database: database.executemany(statement, rows))

    async def fetchone(self) -> Any:
        """The next row, or None."""
        return self._rows.popleft() if self._rows else None

    async def fetchmany(self, size: int | None = None) -> list[Any]:
        """The next rows, `arraysize` of them unless told otherwise."""
        return [self._rows.popleft() for _ in range(min(size or self.arraysize, len(self._rows)))]

    async def fetchall(self) -> list[Any]:
        """The rows that are left."""
        rows = list(self._rows)
        self._rows.clear()
        return rows

    async def close(self) -> None:
        """Nothing is open any more."""

    async def _run(self, begin: Callable[[sqlite3.Connection], sqlite3.Cursor]) -> Self:
        self._done = _NOTHING
        self._rows.clear()
        self._done = await self._connection.errand(lambda database: _finished(begin(database)))
        self._rows.extend(self._done.rows)
        return self


class WholeConnection(aiosqlite.Connection):
    """aiosqlite's connection with such cursors; a rollback where no transaction is open is no errand at all."""

    async def errand(self, work: Callable[[sqlite3.Connection], _Done]) -> _Done:
        """Lets the connection's thread do something with the database."""
        done: _Done = await self._execute(lambda: work(self._conn))  # type: ignore[no-untyped-call]
        return done

    def cursor(self) -> WholeCursor:  # type: ignore[override]
        """A cursor that has opened nothing yet."""
        return WholeCursor(self)

    async def rollback(self) -> None:
        """Takes the open transaction back, if one is open."""
        if self.in_transaction:
            await super().rollback()


def connect(database: str | Path, **options: Any) -> WholeConnection:
    """As `aiosqlite.connect`; to be awaited.

    Args:
        database: the file.
        options: those of `sqlite3.connect`.
    """
    connection = WholeConnection(lambda: sqlite3.connect(database, **options), iter_chunk_size=64)
    connection._thread.daemon = True  # noqa: SLF001 - as SQLAlchemy does: a process may end without waiting for it
    return connection
