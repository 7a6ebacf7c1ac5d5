"""A stand-in for Telegram on the loopback, for tests of the command line and of the whole program."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from bot.simulator.config import SimulatorConfig
from bot.simulator.server import build_app

TOKEN = "4200001:simulator"


@asynccontextmanager
async def stand_in() -> AsyncIterator[str]:
    """Its address."""
    runner = web.AppRunner(
        build_app(SimulatorConfig(token=TOKEN)), access_log=None, shutdown_timeout=1.0, handler_cancellation=True
    )
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
