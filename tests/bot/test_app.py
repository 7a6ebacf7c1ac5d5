"""The whole program in one process, beside a stand-in: it starts, answers, tells its health, and stops in order."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace

import aiohttp
import pytest

from bot import app
from bot.settings import Settings, read_settings
from bot.simulator.client import SimulatorClient
from bot.telegram.source import TokenRefusedError
from tests.bot.stand_in import TOKEN, stand_in


@pytest.fixture
async def address() -> AsyncIterator[str]:
    async with stand_in() as at:
        yield at


@pytest.fixture
def settings(address: str, database_setting: str, secret_key: str) -> Settings:
    return read_settings(
        {
            "BROBYGGER_TELEGRAM_TOKEN": TOKEN,
            "BROBYGGER_TELEGRAM_API": address,
            "BROBYGGER_DATABASE_URL": database_setting,
            "BROBYGGER_SECRET_KEY": secret_key,
            "BROBYGGER_LISTEN": "127.0.0.1:0",
            "BROBYGGER_CLOCK": address,
        }
    )


@asynccontextmanager
async def running(settings: Settings, caplog: pytest.LogCaptureFixture) -> AsyncIterator[int]:
    """The program at work; gives the port of its HTTP server, and waits for an orderly end."""
    stop, ready = asyncio.Event(), asyncio.Event()
    ports: list[int] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.getMessage() == "ready":
                ports.append(vars(record)["port"])
                ready.set()

    listener = Listener()
    with caplog.at_level(logging.INFO):
        logging.getLogger("bot.app").addHandler(listener)
        work = asyncio.create_task(app.run(settings, stop))
        waiting = asyncio.create_task(ready.wait())
        try:
            await asyncio.wait({work, waiting}, timeout=20, return_when=asyncio.FIRST_COMPLETED)
            if work.done():
                await work
            yield ports[0]
        finally:
            logging.getLogger("bot.app").removeHandler(listener)
            waiting.cancel()
            stop.set()
            with suppress(TokenRefusedError):
                await asyncio.wait_for(work, 20)


async def test_a_stranger_is_answered_and_health_is_told(
    settings: Settings, address: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with running(settings, caplog) as port, SimulatorClient(address) as client:
        sara = await client.add_user("Sara", "en")
        await client.start(sara.id)
        assert "private service" in (await client.wait_for_message(sara.id)).text
        async with aiohttp.ClientSession() as session:
            async with session.get(f"http://127.0.0.1:{port}/healthz") as answer:
                health = await answer.json()
            async with session.get(f"http://127.0.0.1:{port}/metrics") as answer:
                metrics = await answer.text()
    assert answer.status == 200
    assert health["ok"] is True
    assert set(health["deliveries"]) >= {"planned", "sent", "uncertain"}
    assert "brobygger_deliveries_total" in metrics
    assert TOKEN not in caplog.text


async def test_by_webhook_only_telegram_is_heard(
    settings: Settings, address: str, caplog: pytest.LogCaptureFixture
) -> None:
    secret = "s" * 32
    by_webhook = replace(settings, webhook_url="https://127.0.0.1:9/telegram", webhook_secret=secret)
    update = {
        "update_id": 7,
        "message": {
            "message_id": 1,
            "date": 1_790_000_000,
            "chat": {"id": 61, "type": "private"},
            "from": {"id": 61, "is_bot": False, "first_name": "Sara"},
            "text": "hello",
        },
    }
    async with running(by_webhook, caplog) as port, SimulatorClient(address) as client:
        await client.add_user("Sara", user_id=61, started=True)
        async with aiohttp.ClientSession() as session:
            statuses = []
            for shown in ("wrong", secret, secret):
                headers = {"X-Telegram-Bot-Api-Secret-Token": shown}
                url = f"http://127.0.0.1:{port}/telegram"
                async with session.post(url, json=update, headers=headers) as answer:
                    statuses.append(answer.status)
        await client.wait_for_message(61)
    assert statuses == [403, 200, 200]
    async with SimulatorClient(address) as client:
        assert len([message for message in await client.messages(61) if message.from_bot]) == 1


async def test_a_refused_token_ends_the_program(settings: Settings) -> None:
    with pytest.raises(TokenRefusedError, match="BROBYGGER_TELEGRAM_TOKEN"):
        await app.run(replace(settings, token="7:another"), asyncio.Event())
