from __future__ import annotations

import pytest

from storage.database import Database
from tests.bot.delivery.office import Office
from tests.clocks import ManualClock


@pytest.fixture
async def office(database: Database, clock: ManualClock) -> Office:
    """On a Friday at 09:00 in Oslo."""
    return await Office(database, clock).open()
