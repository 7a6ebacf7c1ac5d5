"""The database: engines for SQLite and PostgreSQL, units of work, and the checks made before the first message.

SQLite is the embedded default: write-ahead log, foreign keys, a busy timeout, and one writer at a time, which this
class sees to inside the process (a lock) and SQLite between processes (`BEGIN IMMEDIATE` waits its turn). PostgreSQL
is the engine for scale: any number of processes on any number of machines.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import aiosqlite
from sqlalchemy import URL, Connection, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from storage import sqlite_driver
from storage.encryption import SecretKeyError, Vault, bind_vault
from storage.unit_of_work import UnitOfWork
from storage.visibility import SYSTEM, Scope

BUSY_TIMEOUT_SECONDS = 30
BUSY_PAUSE_SECONDS = 0.02
# SQLite's extended result codes carry the primary one in their lowest byte.
PRIMARY_RESULT_CODE = 0xFF
KEY_CHECK = "key-check"
WRONG_ADDRESS = "BROBYGGER_DATABASE_URL must be a sqlite:// or postgresql:// address"


def async_url(setting: str) -> URL:
    """The SQLAlchemy address for a database setting such as `sqlite:///var/x.db` or `postgresql://user@host/name`.

    Raises:
        ValueError: neither SQLite nor PostgreSQL.
    """
    try:
        url = make_url(setting)
    except ArgumentError:
        raise ValueError(WRONG_ADDRESS) from None
    drivers = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}
    backend = url.get_backend_name() if url.drivername != "postgres" else "postgres"
    if backend not in drivers:
        raise ValueError(WRONG_ADDRESS)
    return url.set(drivername=drivers[backend])


class Database:
    """One database and the way into it; `close` it when done."""

    def __init__(self, setting: str, vault: Vault, *, pool_size: int = 10) -> None:
        self.url = async_url(setting)
        self.vault = vault
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._one_writer = asyncio.Lock()
        self.engine = self._sqlite_engine() if self.is_sqlite else self._postgres_engine(pool_size)
        self._reading_engine = self.engine.execution_options(brobygger_reading=True)
        bind_vault(self.engine.dialect, vault)

    def _sqlite_engine(self) -> AsyncEngine:
        if self.url.database:
            Path(self.url.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_async_engine(
            self.url, connect_args={"timeout": BUSY_TIMEOUT_SECONDS, "async_creator_fn": sqlite_driver.connect}
        )
        event.listen(engine.sync_engine, "connect", _prepare_sqlite)
        event.listen(engine.sync_engine, "begin", _begin_sqlite)
        return engine

    def _postgres_engine(self, pool_size: int) -> AsyncEngine:
        return create_async_engine(self.url, pool_size=pool_size, max_overflow=pool_size, pool_pre_ping=True)

    @asynccontextmanager
    async def unit_of_work(self, scope: Scope = SYSTEM) -> AsyncIterator[UnitOfWork]:
        """A transaction that writes; what was not committed when the block ends is rolled back."""
        async with AsyncExitStack() as stack:
            if self.is_sqlite:
                await stack.enter_async_context(self._one_writer)
            session = await stack.enter_async_context(AsyncSession(self.engine, expire_on_commit=False))
            yield UnitOfWork(session, scope)

    @asynccontextmanager
    async def reading(self, scope: Scope = SYSTEM) -> AsyncIterator[UnitOfWork]:
        """A transaction that only reads, and so waits for nobody; it is always rolled back."""
        async with AsyncSession(self._reading_engine, expire_on_commit=False) as session:
            yield UnitOfWork(session, scope)

    @asynccontextmanager
    async def writing_connection(self) -> AsyncIterator[AsyncConnection]:
        """A bare connection in a transaction, committed when the block ends well; for work on the database itself."""
        async with AsyncExitStack() as stack:
            if self.is_sqlite:
                await stack.enter_async_context(self._one_writer)
            yield await stack.enter_async_context(self.engine.begin())

    @asynccontextmanager
    async def reading_connection(self) -> AsyncIterator[AsyncConnection]:
        """A bare connection that only reads, for questions about the database itself."""
        async with self._reading_engine.connect() as connection:
            yield connection

    async def check_key(self) -> None:
        """Proves that the secret key is the one this database was written with; a new database keeps the proof.

        Raises:
            SecretKeyError: it is another key. Nothing was sent yet.
        """
        async with self.unit_of_work() as uow:
            proof = await uow.meta.put_once(KEY_CHECK, {"word": "bro"})
            if proof != {"word": "bro"}:
                raise SecretKeyError("The secret key does not open this database. Put the right key back.")
            await uow.commit()

    async def close(self) -> None:
        """Gives all connections back."""
        await self.engine.dispose()


def _prepare_sqlite(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    # The driver must not open transactions of its own accord: `_begin_sqlite` does.
    connection.isolation_level = None
    connection.run_async(_write_ahead)
    cursor = connection.cursor()
    for pragma in (
        "synchronous = NORMAL",
        "foreign_keys = ON",
        f"busy_timeout = {BUSY_TIMEOUT_SECONDS * 1000}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


async def _write_ahead(driver: aiosqlite.Connection) -> None:
    """Turns the write-ahead log on, which the file then keeps.

    Turning it on is the one thing for which SQLite does not wait its turn: while another process holds the new file it
    answers "database is locked" at once, whatever the busy timeout. So the waiting is done here.
    """
    async with asyncio.timeout(BUSY_TIMEOUT_SECONDS):
        while True:
            try:
                await driver.execute_fetchall("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & PRIMARY_RESULT_CODE != sqlite3.SQLITE_BUSY:
                    raise
                await asyncio.sleep(BUSY_PAUSE_SECONDS)
            else:
                return


def _begin_sqlite(connection: Connection) -> None:
    reading: Any = connection.get_execution_options().get("brobygger_reading")
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
