"""Bringing the tables to where this program expects them, and refusing a database that is further on.

Everything happens in one transaction under one lock, so any number of processes may start at once: one migrates, the
others wait and find it done; and a step that fails leaves the database as it was.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database

# Any number will do that nothing else in the same PostgreSQL database uses as an advisory lock.
MIGRATION_LOCK = 0x62726F


class DatabaseTooNewError(Exception):
    """The database was written by a newer program than this one."""

    def __init__(self, revision: str) -> None:
        super().__init__(
            f"This database was written by a newer version of Brobygger (step {revision}, not known here). "
            "Install that version or a later one; this one changes nothing.",
        )
        self.revision = revision


class BrokenReferencesError(Exception):
    """A migration would have left rows that point at nothing; it was rolled back."""


async def migrate(database: Database) -> None:
    """Brings the database to the newest step that this program knows; being there already is fine.

    Raises:
        DatabaseTooNewError: the database is further on than this program.
    """
    async with _alone(database) as connection:
        await connection.run_sync(_upgrade)


async def downgrade(database: Database, revision: str) -> None:
    """Takes the database back to this step, or to nothing with `base`. Data of the steps taken back is lost."""
    async with _alone(database) as connection:
        await connection.run_sync(_downgrade, revision)


async def check_version(database: Database) -> None:
    """Changes nothing and says nothing unless the database is further on than this program.

    Raises:
        DatabaseTooNewError: it is.
    """
    async with database.reading_connection() as connection:
        await connection.run_sync(_refuse_newer)


async def version(database: Database) -> str | None:
    """The step the database is at, such as `0001`; None for an empty one."""
    async with database.reading_connection() as connection:
        return await connection.run_sync(_version)


def configuration(connection: Connection) -> Config:
    """What Alembic needs to know to work on this connection."""
    config = Config()
    config.set_main_option("script_location", "storage:migrations")
    config.attributes["connection"] = connection
    return config


@asynccontextmanager
async def _alone(database: Database) -> AsyncIterator[AsyncConnection]:
    async with database.engine.connect() as connection:
        if not database.is_sqlite:
            async with connection.begin():
                await connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})
                yield connection
            return
        # To change a table SQLite often has to be given a new one and lose the old, which would take along what
        # refers to it. The switch only works outside a transaction.
        await connection.run_sync(_foreign_keys, "OFF")
        try:
            async with connection.begin():
                yield connection
                await _check_references(connection)
        finally:
            await connection.run_sync(_foreign_keys, "ON")


def _foreign_keys(connection: Connection, state: str) -> None:
    cursor = connection.connection.cursor()
    cursor.execute(f"PRAGMA foreign_keys = {state}")
    cursor.close()


async def _check_references(connection: AsyncConnection) -> None:
    broken = (await connection.exec_driver_sql("PRAGMA foreign_key_check")).all()
    if broken:
        raise BrokenReferencesError(f"rows that point at nothing, in {', '.join(sorted({row[0] for row in broken}))}")


def _version(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _refuse_newer(connection: Connection) -> None:
    at = _version(connection)
    known = {step.revision for step in ScriptDirectory.from_config(configuration(connection)).walk_revisions()}
    if at is not None and at not in known:
        raise DatabaseTooNewError(at)


def _upgrade(connection: Connection) -> None:
    _refuse_newer(connection)
    command.upgrade(configuration(connection), "head")


def _downgrade(connection: Connection, revision: str) -> None:
    command.downgrade(configuration(connection), revision)
