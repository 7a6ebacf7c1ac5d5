"""The tables come, go and come again, and are then exactly what the models say, on both databases."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, text

from storage.database import Database
from storage.encryption import Vault, new_key
from storage.models import Base
from storage.schema import DatabaseTooNewError, check_version, downgrade, migrate, version
from tests.storage.world import make_appointment, make_team

NEWEST = "0011"


@pytest.fixture
async def empty(empty_setting: str, secret_key: str) -> AsyncIterator[Database]:
    database = Database(empty_setting, Vault.from_setting(secret_key))
    yield database
    await database.close()


async def tables(database: Database) -> set[str]:
    async with database.reading_connection() as connection:
        return set(await connection.run_sync(lambda sync: inspect(sync).get_table_names()))


def differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
    return list(compare_metadata(context, Base.metadata))


async def test_the_migrated_tables_are_those_of_the_models(database: Database) -> None:
    async with database.reading_connection() as connection:
        assert await connection.run_sync(differences) == []


async def test_up_down_and_up_again(empty: Database) -> None:
    await migrate(empty)
    made = await tables(empty)
    assert made == {*Base.metadata.tables, "alembic_version"}
    await downgrade(empty, "base")
    assert await tables(empty) == {"alembic_version"}
    await migrate(empty)
    assert await tables(empty) == made
    assert await version(empty) == NEWEST


async def test_an_empty_database_has_no_version_and_is_not_too_new(empty: Database) -> None:
    await check_version(empty)
    assert await version(empty) is None


async def test_migrating_again_keeps_what_is_there(empty: Database) -> None:
    await migrate(empty)
    await empty.check_key()
    await migrate(empty)
    async with empty.reading_connection() as connection:
        assert await connection.scalar(text("SELECT count(*) FROM meta")) == 1


@pytest.mark.parametrize("act", [migrate, check_version])
async def test_a_database_of_a_newer_program_is_refused(
    database: Database, act: Callable[[Database], Awaitable[None]]
) -> None:
    async with database.engine.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseTooNewError, match="newer version of Brobygger"):
        await act(database)
    assert await version(database) == "9999"


async def test_a_file_in_the_hands_of_another_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Turning on the write-ahead log is the one thing for which SQLite itself does not wait."""
    file = tmp_path / "new.db"
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    other.execute("CREATE TABLE its_own (id INTEGER)")
    waited = 0

    async def wait(_seconds: float) -> None:
        nonlocal waited
        waited += 1
        if waited == 3:
            other.execute("COMMIT")
            other.close()

    monkeypatch.setattr("storage.database.asyncio.sleep", wait)
    database = Database(f"sqlite:///{file}", Vault([new_key()]))
    try:
        assert await version(database) is None
    finally:
        await database.close()
    assert waited == 3


async def test_many_that_start_at_once_migrate_once(empty_setting: str, secret_key: str) -> None:
    databases = [Database(empty_setting, Vault.from_setting(secret_key)) for _ in range(5)]
    try:
        await asyncio.gather(*(migrate(database) for database in databases))
        await asyncio.gather(*(database.check_key() for database in databases))
        assert await version(databases[0]) == NEWEST
    finally:
        for database in databases:
            await database.close()


async def test_packs_keep_what_is_in_them_when_employers_come_and_go(empty: Database) -> None:
    await migrate(empty)
    async with empty.unit_of_work() as uow:
        team = await make_team(uow, "Øst", "Kari")
        appointment = await uow.appointments.add(make_appointment(team, team.coordinator_id), [])
        pack = await uow.packs.prepare(appointment.id)
        pack.firm, pack.employer_id = "Bakeriet", team.employer_id
        await uow.commit()
    await downgrade(empty, "0003")
    await migrate(empty)
    async with empty.reading() as uow:
        kept = (await uow.packs.of_appointments([appointment.id]))[appointment.id]
    assert (kept.firm, kept.employer_id) == ("Bakeriet", None)
