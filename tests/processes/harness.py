"""Real processes of the bot beside a stand-in on the loopback, and waiting for what they do."""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import time
from pathlib import Path

from aiohttp import web

from bot.simulator.client import SimulatorClient
from bot.simulator.config import SimulatorConfig
from bot.simulator.server import build_app
from tests.bot.delivery.office import Office

ROOT = Path(__file__).parents[2]
TOKEN = "4200001:simulator"
PATIENCE = 60.0
"""Seconds; only a test that fails waits so long."""
LOOK_EVERY = 0.02


async def until(condition: Callable[[], Awaitable[bool]], what: str) -> None:
    """Returns as soon as the condition holds."""
    deadline = asyncio.get_running_loop().time() + PATIENCE
    while not await condition():
        assert asyncio.get_running_loop().time() < deadline, f"waited in vain: {what}"
        await asyncio.sleep(LOOK_EVERY)


@dataclass
class Bot:
    """One process of the bot."""

    process: Process
    lines: list[str] = field(default_factory=list)
    reader: asyncio.Task[None] | None = None

    async def _read(self) -> None:
        assert self.process.stderr is not None
        async for line in self.process.stderr:
            self.lines.append(line.decode())

    async def ready(self) -> None:
        async def is_ready() -> bool:
            assert self.process.returncode is None, "".join(self.lines)
            return any("event=ready" in line for line in self.lines)

        await until(is_ready, "the bot is ready")

    async def ended(self) -> int:
        code = await asyncio.wait_for(self.process.wait(), PATIENCE)
        assert self.reader is not None
        await self.reader
        return code

    async def kill(self) -> None:
        self.process.kill()
        await self.ended()

    async def terminate(self) -> int:
        self.process.terminate()
        return await self.ended()


@dataclass
class World:
    """A stand-in, a database with people in it, and as many bots as a test starts."""

    client: SimulatorClient
    address: str
    office: Office
    environment: dict[str, str]
    bots: list[Bot] = field(default_factory=list)

    async def start(self, *, crash_at: str | None = None, **settings: str) -> Bot:
        """Starts a bot; one that is to crash is not waited for."""
        command = ["-m", "bot", "run"] if crash_at is None else ["-m", "tests.processes.crashing_bot"]
        extra = {"CRASH_AT": crash_at} if crash_at else {}
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *command,
            cwd=ROOT,
            env=self.environment | settings | extra,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=PIPE,
        )
        bot = Bot(process)
        bot.reader = asyncio.create_task(bot._read())
        self.bots.append(bot)
        if crash_at is None:
            await bot.ready()
        return bot

    async def person(self) -> tuple[int, int]:
        """A participant with a phone and no quiet hours: (person id, chat)."""
        person, _, chat = await self.office.participant(quiet_from=time(0), quiet_to=time(0))
        await self.client.add_user("Amina", user_id=chat, started=True)
        return person, chat

    async def texts(self, chat: int) -> list[str]:
        return [message.text for message in await self.client.messages(chat) if message.from_bot]

    async def settled(self) -> None:
        """Nothing is planned or on its way any more."""

        async def is_settled() -> bool:
            return all(row.finished_at is not None for row in (await self.office.rows()).values())

        await until(is_settled, f"all deliveries end; {''.join(''.join(bot.lines[-10:]) for bot in self.bots)}")

    async def states(self) -> dict[str, str]:
        """The states of what the test planned; not of what specialists are told besides."""
        rows = (await self.office.rows()).items()
        return {key: str(row.state) for key, row in rows if not key.startswith(("notice:", "task:"))}


@asynccontextmanager
async def world(office: Office, database_setting: str, secret_key: str, media: Path) -> AsyncIterator[World]:
    app = build_app(SimulatorConfig(token=TOKEN))
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0, handler_cancellation=True)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("BROBYGGER_")} | {
        "BROBYGGER_TELEGRAM_TOKEN": TOKEN,
        "BROBYGGER_TELEGRAM_API": address,
        "BROBYGGER_DATABASE_URL": database_setting,
        "BROBYGGER_SECRET_KEY": secret_key,
        "BROBYGGER_LISTEN": "127.0.0.1:0",
        "BROBYGGER_LEASE_SECONDS": "1",
        "BROBYGGER_MEDIA": str(media),
    }
    try:
        async with SimulatorClient(address) as client:
            made = World(client, address, office, environment)
            await client.add_user("Lars", user_id=900, started=True)
            try:
                yield made
            finally:
                for bot in made.bots:
                    if bot.process.returncode is None:
                        await bot.kill()
    finally:
        await runner.cleanup()
