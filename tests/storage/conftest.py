"""The people of `world`, in the database of the test."""

from __future__ import annotations

import pytest

from storage.database import Database
from tests.storage.world import World, make_world


@pytest.fixture
async def world(database: Database) -> World:
    return await make_world(database)
