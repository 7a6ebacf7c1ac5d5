"""Migrated, empty databases for tests, copied from one template each because migrating takes longer than most tests."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

from storage.database import Database
from storage.encryption import Vault
from storage.schema import migrate
from tests.postgres import PostgresServer

ENGINES = ("sqlite", "postgresql")


async def _prepare(setting: str, secret_key: str) -> None:
    database = Database(setting, Vault.from_setting(secret_key))
    try:
        await migrate(database)
        await database.check_key()
    finally:
        await database.close()


def make_sqlite_template(folder: Path, secret_key: str) -> Path:
    """A file with the newest tables that knows this key."""
    path = folder / "template.db"
    with asyncio.Runner(loop_factory=asyncio.new_event_loop) as runner:
        runner.run(_prepare(f"sqlite:///{path}", secret_key))
    return path


def make_postgres_template(server: PostgresServer, secret_key: str) -> str:
    """The name of a database with the newest tables that knows this key."""
    name = server.create(name="brobygger_template")
    with asyncio.Runner(loop_factory=asyncio.new_event_loop) as runner:
        runner.run(_prepare(server.setting(name), secret_key))
    return name


def copy_sqlite(template: Path, folder: Path) -> str:
    """The setting of a fresh database in this folder."""
    path = folder / "brobygger.db"
    shutil.copyfile(template, path)
    return f"sqlite:///{path}"
