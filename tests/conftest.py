"""What every test may ask for: a database of each kind, its key, and a clock that stands still.

A test that takes `database` or `database_setting` runs twice, on SQLite and on PostgreSQL.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import hypothesis
import pytest

from storage.database import Database
from storage.encryption import Vault, new_key
from tests.clocks import ManualClock
from tests.databases import ENGINES, copy_sqlite, make_postgres_template, make_sqlite_template
from tests.postgres import PostgresServer, postgres_server

# No test is a race against the clock of a busy machine; `make bench` measures.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")


@pytest.fixture
def clock() -> ManualClock:
    """A Friday morning in November: 09:00 in Oslo."""
    return ManualClock(now=datetime(2026, 11, 20, 8, 0, tzinfo=UTC))


@pytest.fixture(scope="session")
def secret_key() -> str:
    """The key that `database_setting` was made with."""
    return new_key()


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    with postgres_server() as server:
        yield server


@pytest.fixture(scope="session")
def postgres_template(postgres: PostgresServer, secret_key: str) -> str:
    return make_postgres_template(postgres, secret_key)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory, secret_key: str) -> Path:
    return make_sqlite_template(tmp_path_factory.mktemp("sqlite"), secret_key)


@pytest.fixture(params=ENGINES)
def engine_name(request: pytest.FixtureRequest) -> str:
    """Which of the two databases this run of the test is about."""
    name: str = request.param
    return name


@pytest.fixture
def database_setting(engine_name: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """`BROBYGGER_DATABASE_URL` of a migrated, empty database, for any number of processes of this test."""
    if engine_name == "sqlite":
        yield copy_sqlite(request.getfixturevalue("sqlite_template"), tmp_path)
        return
    template: str = request.getfixturevalue("postgres_template")
    server: PostgresServer = request.getfixturevalue("postgres")
    name = server.create(template)
    yield server.setting(name)
    server.drop(name)


@pytest.fixture
def empty_setting(engine_name: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """`BROBYGGER_DATABASE_URL` of a database without a single table."""
    if engine_name == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    name = server.create()
    yield server.setting(name)
    server.drop(name)


@pytest.fixture
async def database(database_setting: str, secret_key: str) -> AsyncIterator[Database]:
    """A migrated, empty database whose key was checked."""
    database = Database(database_setting, Vault.from_setting(secret_key))
    yield database
    await database.close()
