from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import ClockAwayError, FollowedClock
from bot.simulator.client import SimulatorClient
from tests.bot.stand_in import stand_in

HOUR = timedelta(hours=1)


async def test_the_clock_follows_each_jump() -> None:
    moved = asyncio.Event()
    async with stand_in() as address, SimulatorClient(address) as client:
        await client.clock_advance(3600)
        async with FollowedClock(address, moved.set) as clock:
            assert (
                timedelta(0) <= clock.now() - datetime.now(UTC) - HOUR + timedelta(seconds=5) <= timedelta(seconds=10)
            )
            moved.clear()
            await client.clock_advance(3600)
            await asyncio.wait_for(moved.wait(), 10)
            assert clock.now() - datetime.now(UTC) > 2 * HOUR - timedelta(seconds=5)


async def test_without_a_clock_there_is_no_start() -> None:
    with pytest.raises(ClockAwayError, match="BROBYGGER_CLOCK"):
        async with FollowedClock("http://127.0.0.1:9"):
            pass
