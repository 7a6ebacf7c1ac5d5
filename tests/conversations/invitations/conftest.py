"""A stage with nobody on it yet."""

from __future__ import annotations

import pytest

from storage.database import Database
from tests.clocks import ManualClock
from tests.conversations.stage import Stage


@pytest.fixture
def stage(database: Database, clock: ManualClock) -> Stage:
    return Stage(database, clock)
