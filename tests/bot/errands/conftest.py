from __future__ import annotations

from pathlib import Path

import pytest

from storage.database import Database
from tests.bot.delivery.office import Office
from tests.bot.errands.hall import Hall
from tests.clocks import ManualClock


@pytest.fixture
async def hall(database: Database, clock: ManualClock, tmp_path: Path) -> Hall:
    return Hall(await Office(database, clock).open(), tmp_path / "media")
