"""Tapping: participants tick an item of a checklist and take the tick back, beside an aiogram bot.

Ours is the program as `bot.app` builds it: webhook handler, sequencer, edge, router, deliveries, transport; without the
pace, and without the jobs of every minute. A tap is over when its bubble was edited and its waiting sign has ended; the
run is over when everything is recorded too. Both bots are handed their updates by the same stand-in, for the same
people, as many at a time, and run in turn, each alone in the process.
"""

from __future__ import annotations

import asyncio
import gc
import socket
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from sqlalchemy.ext.asyncio import AsyncEngine

from benchmarks.figures import Row, of_pairs, say
from benchmarks.ground import ENGINES, watched
from benchmarks.peers import CONCURRENCY, Sample
from benchmarks.stand_in import FIRST_CHAT, TOKEN, stand_in, tapping
from benchmarks.tap_crowd import PEOPLE, TAPS, Turn, fill_lists, forget_taps, recorded_taps
from benchmarks.tap_peer import HOST, engine_of, fill_items, items_tapped, peer
from bot.app import App, build
from bot.memory import calm_collector
from bot.settings import Settings
from bot.telegram.api import BotApi, Markup
from bot.telegram.transport import AiohttpRequest
from conversations.clock import SystemClock
from storage.database import Database
from storage.encryption import Vault, new_key
from storage.models import ItemState
from storage.schema import migrate

ROUNDS = 5
UNIT = "updates/s"
OURS, PEER = "ours", "aiogram"

_CONNECTIONS = 256  # as `bot.app` opens
_SECRET = "benchmark-benchmark"  # noqa: S105 - opens nothing


class Recorder(BotApi):
    """Our own client, keeping what it writes into bubbles so that the peer writes the same."""

    def __init__(self, api: str) -> None:
        super().__init__(TOKEN, AiohttpRequest(connections=_CONNECTIONS), api=api)
        self.samples: dict[tuple[int, str], Sample] = {}

    def keep(self) -> None:
        """Keeps what is written from now on: of each chat the first as done, the second as open."""
        plain = self.edit_message_text

        async def edit(chat_id: int, message_id: int, text: str, *, reply_markup: Markup | None = None) -> None:
            state = ItemState.OPEN if (chat_id, ItemState.DONE) in self.samples else ItemState.DONE
            rows = (reply_markup or {}).get("inline_keyboard", [])
            shown = tuple(tuple((cell["text"], cell["callback_data"]) for cell in row) for row in rows)
            self.samples[chat_id, state] = Sample(chat_id, text, shown)
            await plain(chat_id, message_id, text, reply_markup=reply_markup)

        self.edit_message_text = edit  # type: ignore[method-assign, assignment]

    def forget(self) -> None:
        """Writes plainly again."""
        del self.edit_message_text


def rows() -> list[Row]:
    """Measures on both databases."""
    result: list[Row] = []
    with stand_in(PEOPLE) as api:
        for engine, ground in ENGINES.items():
            with ground() as new_database:
                result.append(asyncio.run(_engine(engine, new_database(), new_database(), api)))
    return result


async def _engine(engine: str, ours: str, peers: str, api: str) -> Row:
    database, theirs = Database(ours, Vault([new_key()])), engine_of(peers)
    try:
        await migrate(database)
        turns = await fill_lists(database, FIRST_CHAT, datetime.now(UTC))
        await fill_items(theirs, turns)
        async with Recorder(api) as recorder:
            say(f"{engine}: a round to warm up")
            recorder.keep()
            await _ours(database, recorder, turns, api)
            recorder.forget()
            await _peer(theirs, recorder, turns, api)
            runs: list[tuple[str, Callable[[], Awaitable[float]]]] = [
                (OURS, lambda: _ours(database, recorder, turns, api)),
                (PEER, lambda: _peer(theirs, recorder, turns, api)),
            ]
            rounds = [await _round(engine, runs if number % 2 == 0 else runs[::-1], api) for number in range(ROUNDS)]
    finally:
        await database.close()
        await theirs.dispose()
    return of_pairs("tap", engine, UNIT, PEER, [(figures[OURS], figures[PEER]) for figures in rounds])


async def _round(engine: str, runs: list[tuple[str, Callable[[], Awaitable[float]]]], api: str) -> dict[str, float]:
    return {name: await watched(f"{engine}: {name}", UNIT, run, api) for name, run in runs}


async def _ours(database: Database, api_client: BotApi, turns: list[Turn], api: str) -> float:
    """Updates a second through the product; all of it must be in the database then."""
    await forget_taps(database)
    port = _free_port()
    settings = Settings(
        token=TOKEN,
        secret_key="",
        api=api,
        webhook_url=f"http://{HOST}:{port}/telegram",
        webhook_secret=_SECRET,
        host=HOST,
        port=port,
        rate=0,
    )
    app = build(settings, database, api_client, SystemClock(), "bench_bot")
    usual = gc.get_threshold()
    calm_collector()  # as `brobygger run` does; the peer gets Python's own ways back
    async with _at_work(app):
        await _handed_over(api_client, settings.webhook_url or "")
        began = time.perf_counter()
        await tapping(api, turns, CONCURRENCY)
        await app.edge.drain()
        took = time.perf_counter() - began
    gc.set_threshold(*usual)
    recorded = await recorded_taps(database)
    if recorded != TAPS:
        raise RuntimeError(f"only {recorded} of {TAPS} taps were answered and recorded")
    return TAPS / took


@asynccontextmanager
async def _at_work(app: App) -> AsyncIterator[None]:
    stop = asyncio.Event()
    async with app.server, asyncio.TaskGroup() as parts:
        parts.create_task(app.source.run(app.edge.handle, stop))
        parts.create_task(app.dispatcher.run(stop))
        try:
            yield
        finally:
            stop.set()


async def _handed_over(api_client: BotApi, url: str) -> None:
    """Returns when updates are handed to this address."""
    while (await api_client.call("getWebhookInfo", {}))["url"] != url:  # noqa: ASYNC110 - of another process
        await asyncio.sleep(0.01)


async def _peer(engine: AsyncEngine, recorder: Recorder, turns: list[Turn], api: str) -> float:
    """Updates a second through aiogram; what it keeps is committed before it edits."""
    before = await items_tapped(engine)
    async with peer(engine, recorder.samples, api, _free_port(), _SECRET):
        began = time.perf_counter()
        await tapping(api, turns, CONCURRENCY)
        took = time.perf_counter() - began
    tapped = await items_tapped(engine) - before
    if tapped != TAPS:
        raise RuntimeError(f"only {tapped} of {TAPS} taps were kept")
    return TAPS / took


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        return int(taken.getsockname()[1])
