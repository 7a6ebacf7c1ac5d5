from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage.database import Database
from tests.bot.delivery.office import Office
from tests.clocks import ManualClock
from tests.processes.harness import World
from tests.processes.harness import world as make_world


@pytest.fixture
async def world(database: Database, database_setting: str, secret_key: str, tmp_path: Path) -> AsyncIterator[World]:
    """A stand-in on the loopback and an office that lives in real time, for real bots."""
    office = await Office(database, ManualClock(datetime.now(UTC))).open()
    async with make_world(office, database_setting, secret_key, tmp_path / "media") as made:
        yield made
