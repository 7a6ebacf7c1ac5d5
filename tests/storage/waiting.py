"""Knowing that another transaction of the test waits for this one, without sleeping."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from storage.database import Database

on_postgresql = pytest.mark.parametrize("engine_name", ["postgresql"], indirect=True)
"""For what has no meaning on SQLite, where one transaction writes at a time."""

WAITING = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()")


async def until_somebody_waits(database: Database) -> None:
    for _ in range(20_000):
        async with database.reading_connection() as connection:
            if await connection.scalar(WAITING):
                return
    raise AssertionError("nobody ever waited for a lock")
