"""A stand-in on an ephemeral loopback port, and hands to use it with."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from aiohttp import ClientSession, web
from telegram import Bot

from bot.simulator import WORLD, SimulatorClient, SimulatorConfig, World, build_app

TOKEN = "4200001:test"


@dataclass
class StandIn:
    """A running stand-in."""

    base: str
    world: World
    client: SimulatorClient
    session: ClientSession

    async def raw(self, method: str, **params: Any) -> dict[str, Any]:
        """Call a Bot API method with a JSON body and return the whole answer."""
        async with self.session.post(f"{self.base}/bot{TOKEN}/{method}", json=params) as response:
            answer: dict[str, Any] = await response.json()
            assert answer["ok"] or answer["error_code"] == response.status
            return answer

    async def call(self, method: str, **params: Any) -> Any:
        """Call a Bot API method that must succeed."""
        answer = await self.raw(method, **params)
        assert answer["ok"], answer
        return answer["result"]

    def bot(self) -> Bot:
        """Return python-telegram-bot's own client."""
        return Bot(TOKEN, base_url=f"{self.base}/bot", base_file_url=f"{self.base}/file/bot")


@asynccontextmanager
async def listening(app: web.Application) -> AsyncIterator[str]:
    """Serve an application on a free port."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0, handler_cancellation=True)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def running(config: SimulatorConfig) -> AsyncIterator[StandIn]:
    """Run a stand-in with these settings."""
    app = build_app(config)
    async with listening(app) as base, SimulatorClient(base) as client, ClientSession() as session:
        yield StandIn(base, app[WORLD], client, session)


@pytest.fixture
async def stand_in() -> AsyncIterator[StandIn]:
    async with running(SimulatorConfig(token=TOKEN, webhook_retry_seconds=0.0)) as started:
        yield started


@pytest.fixture
async def amina(stand_in: StandIn) -> int:
    """A participant who pressed start; the update is confirmed already."""
    person = await stand_in.client.add_user("Amina", "ar", started=True)
    return person.id


Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@asynccontextmanager
async def webhook(handler: Handler) -> AsyncIterator[str]:
    """Serve one address that receives updates."""
    app = web.Application()
    app.router.add_post("/hook", handler)
    async with listening(app) as base:
        yield f"{base}/hook"
