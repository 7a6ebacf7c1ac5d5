"""The server as a program runs it."""

import asyncio

import pytest

from bot.simulator import SimulatorClient, serve
from tests.bot.simulator.conftest import TOKEN


async def test_serving_ends_at_once_even_while_somebody_waits() -> None:
    ready: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    server = asyncio.create_task(serve("127.0.0.1", 0, token=TOKEN, ready=ready.set_result))
    async with SimulatorClient(f"http://127.0.0.1:{await ready}") as client:
        assert await client.users() == []
        waiting = asyncio.create_task(client.call("GET", "clock", revision=0, timeout=60))
        await client.position()
        server.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asyncio.wait_for(server, 1.5)
        assert (await waiting)["revision"] == 0
