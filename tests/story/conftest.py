"""The story is played to where she takes part; its chapters go on from there."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from aiohttp import web

from bot.simulator import WORLD
from bot.simulator.client import SimulatorClient
from bot.simulator.config import SimulatorConfig
from bot.simulator.server import build_app
from storage.database import Database
from storage.encryption import Vault
from tests.databases import copy_sqlite
from tests.postgres import PostgresServer
from tests.processes.harness import TOKEN
from tests.story import way_in
from tests.story.cast import PROGRAMME, Player, Story, Variant, oslo, run_command, start_bot

VARIANTS = (
    Variant("sqlite", "ti", "nb"),
    Variant("sqlite", "ar", "en"),
    Variant("sqlite", "so", "nb"),
    Variant("postgresql", "ti", "en"),
    Variant("postgresql", "ar", "nb", by_webhook=True),
    Variant("postgresql", "so", "en"),
)
FIRST_MORNING = oslo(date(2026, 11, 2), 8)


@pytest.fixture(params=VARIANTS, ids=str)
def variant(request: pytest.FixtureRequest) -> Variant:
    chosen: Variant = request.param
    return chosen


@pytest.fixture
def story_database(variant: Variant, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """`BROBYGGER_DATABASE_URL` of this variant's own database."""
    if variant.engine == "sqlite":
        template: Path = request.getfixturevalue("sqlite_template")
        yield copy_sqlite(template, tmp_path)
        return
    name: str = request.getfixturevalue("postgres_template")
    server: PostgresServer = request.getfixturevalue("postgres")
    made = server.create(name)
    yield server.setting(made)
    server.drop(made)


@pytest.fixture
async def stand_in() -> AsyncIterator[str]:
    """The address of a stand-in whose clock shows a Monday morning in November."""
    app = build_app(SimulatorConfig(token=TOKEN, webhook_retry_seconds=0.0))
    app[WORLD].clock.offset = (FIRST_MORNING - datetime.now(UTC)).total_seconds()
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0, handler_cancellation=True)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


@pytest.fixture
async def story(
    variant: Variant, story_database: str, stand_in: str, secret_key: str, tmp_path: Path
) -> AsyncIterator[Story]:
    """Everybody is in, a place is known, and how long she travels."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("BROBYGGER_")} | {
        "BROBYGGER_TELEGRAM_TOKEN": TOKEN,
        "BROBYGGER_TELEGRAM_API": stand_in,
        "BROBYGGER_CLOCK": stand_in,
        "BROBYGGER_DATABASE_URL": story_database,
        "BROBYGGER_SECRET_KEY": secret_key,
        "BROBYGGER_LISTEN": "127.0.0.1:0",
        "BROBYGGER_MEDIA": str(tmp_path / "media"),
    }
    module, arguments = "bot", ["run"]
    if variant.by_webhook:
        module, arguments = "tests.story.webhook_bot", []
        environment |= _webhook()
    database = Database(story_database, Vault.from_setting(secret_key))
    invite = run_command(environment, "invite", "--role", "coordinator", "--programme", PROGRAMME)
    bot, printed = await asyncio.gather(start_bot(environment, module, *arguments), invite)
    try:
        async with SimulatorClient(stand_in) as client:
            kari, lars, she = [
                Player(client, await client.add_user(name, code, label=name))
                for name, code in (
                    (way_in.COORDINATOR, "en"),
                    (way_in.SPECIALIST, "nb"),
                    (way_in.NAMES[variant.language], variant.language),
                )
            ]
            made = Story(variant, client, stand_in, database, bot, kari, lars, she)
            await way_in.staff_join(made, printed)
            await way_in.participant_agrees(made)
            await way_in.consent_is_recorded(made)
            await way_in.place_and_way_are_known(made)
            yield made
    finally:
        code = await bot.terminate()
        await database.close()
    assert code == 0, "".join(bot.lines[-20:])


def _webhook() -> dict[str, str]:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = int(found.getsockname()[1])
    return {
        "BROBYGGER_LISTEN": f"127.0.0.1:{port}",
        "BROBYGGER_WEBHOOK_URL": "https://brobygger.example/telegram",
        "BROBYGGER_WEBHOOK_SECRET": "s" * 32,
        "STORY_WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram",
    }
