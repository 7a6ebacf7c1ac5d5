"""SQLite's driver does what aiosqlite does, in one errand a statement."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from storage.sqlite_driver import WholeConnection, connect


@pytest.fixture
async def connection(tmp_path: Path) -> AsyncIterator[WholeConnection]:
    opened = connect(tmp_path / "driver.db", isolation_level=None, check_same_thread=False)
    await opened
    await opened.cursor().execute("CREATE TABLE words (id INTEGER PRIMARY KEY, word TEXT UNIQUE)")
    await opened.cursor().executemany("INSERT INTO words (word) VALUES (?)", [("bro",), ("vei",), ("dør",)])
    yield opened
    await opened.close()


@pytest.fixture
def errands(connection: WholeConnection, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the connection's thread is sent out for."""
    seen: list[Any] = []
    plain = connection._execute

    async def counted(work: Any, *rest: Any) -> Any:
        seen.append(work)
        return await plain(work, *rest)  # type: ignore[no-untyped-call]

    monkeypatch.setattr(connection, "_execute", counted)
    return seen


async def test_a_statement_and_its_rows_are_one_errand(connection: WholeConnection, errands: list[Any]) -> None:
    cursor = await connection.cursor().__aenter__()
    await cursor.execute("SELECT id, word FROM words WHERE id > ? ORDER BY id", (0,))
    assert [column[0] for column in cursor.description] == ["id", "word"]
    assert await cursor.fetchone() == (1, "bro")
    assert await cursor.fetchmany(1) == [(2, "vei")]
    assert await cursor.fetchall() == [(3, "dør")]
    assert await cursor.fetchone() is None
    assert await cursor.fetchmany() == await cursor.fetchall() == []
    await cursor.close()
    assert len(errands) == 1


@pytest.mark.parametrize(
    ("statement", "rows", "changed"),
    [
        ("INSERT INTO words (word) VALUES ('ja') RETURNING id", [(4,)], None),
        ("INSERT INTO words (word) VALUES ('bro') ON CONFLICT DO NOTHING RETURNING id", [], None),
        ("UPDATE words SET word = word || '!' WHERE id < 3", [], 2),
        ("DELETE FROM words", [], 3),
        ("BEGIN IMMEDIATE", [], -1),
    ],
)
async def test_what_a_statement_leaves(
    connection: WholeConnection, statement: str, rows: list[tuple[int]], changed: int | None
) -> None:
    cursor = connection.cursor()
    await cursor.execute(statement)
    assert await cursor.fetchall() == rows
    if changed is not None:
        assert cursor.rowcount == changed
        assert cursor.description is None


async def test_the_number_of_the_last_row(connection: WholeConnection) -> None:
    cursor = connection.cursor()
    await cursor.execute("INSERT INTO words (word) VALUES (?)", ("ja",))
    assert cursor.lastrowid == 4


async def test_an_error_is_the_drivers_own_and_leaves_nothing_behind(connection: WholeConnection) -> None:
    cursor = connection.cursor()
    await cursor.execute("SELECT word FROM words")
    with pytest.raises(sqlite3.IntegrityError):
        await cursor.execute("INSERT INTO words (word) VALUES ('bro')")
    assert cursor.description is None
    assert await cursor.fetchall() == []


async def test_a_rollback_takes_back_and_costs_nothing_without_a_transaction(
    connection: WholeConnection, errands: list[Any]
) -> None:
    await connection.rollback()
    assert errands == []
    await connection.cursor().execute("BEGIN")
    await connection.cursor().execute("DELETE FROM words")
    await connection.rollback()
    cursor = connection.cursor()
    await cursor.execute("SELECT count(*) FROM words")
    assert await cursor.fetchall() == [(3,)]
