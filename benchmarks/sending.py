"""Sending: 20,000 reminders through claim, check, rendering in 14 languages, call, record and audit, beside two peers.

The peers are handed texts that are rendered already and keep no record, and make as many calls at once as we do.
All three are measured in every round, in turn forwards and backwards, so that a machine that is busy with something
else, or grows warm, is so for all of them.
"""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from benchmarks.crowd import MESSAGES, fill, put_back, sent
from benchmarks.figures import Row, of_pairs, say
from benchmarks.ground import ENGINES, watched
from benchmarks.peers import CONCURRENCY, Sample, bare, stock
from benchmarks.stand_in import FIRST_CHAT, TOKEN, stand_in
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.pace import DeliverySettings
from bot.memory import calm_collector
from bot.telegram.api import BotApi
from bot.telegram.transport import AiohttpRequest
from conversations.clock import SystemClock
from conversations.house import build_composers
from storage.database import Database
from storage.encryption import Vault, new_key
from storage.schema import migrate

ROUNDS = 5
STOCK_MESSAGES = 2_000
BARE_MESSAGES = 8_000
UNIT = "messages/s"
OURS, STOCK, BARE = "ours", "python-telegram-bot", "aiohttp"

_PATIENCE = 300


class Recorder(BotApi):
    """Our own client, keeping the texts it sends so that the peers send the same."""

    def __init__(self, api: str) -> None:
        super().__init__(TOKEN, AiohttpRequest(connections=CONCURRENCY), api=api)
        self.samples: list[Sample] = []

    def keep(self) -> None:
        """Keeps what is sent from now on, until there is enough for the peers."""
        plain = self.send_message

        async def send_message(chat_id: int, text: str, **options: object) -> int:
            if len(self.samples) < BARE_MESSAGES:
                markup = options.get("reply_markup")
                rows = markup["inline_keyboard"] if isinstance(markup, dict) else []
                shown = tuple(tuple((cell["text"], cell["callback_data"]) for cell in row) for row in rows)
                self.samples.append(Sample(chat_id, text, shown))
            return await plain(chat_id, text, **options)  # type: ignore[arg-type]

        self.send_message = send_message  # type: ignore[method-assign]

    def forget(self) -> None:
        """Sends plainly again."""
        del self.send_message


def rows() -> list[Row]:
    """Measures on both databases."""
    result: list[Row] = []
    with stand_in(MESSAGES) as api:
        for engine, ground in ENGINES.items():
            with ground() as new_database:
                result += asyncio.run(_engine(engine, new_database(), api))
    return result


async def _engine(engine: str, setting: str, api: str) -> list[Row]:
    database = Database(setting, Vault([new_key()]))
    try:
        await migrate(database)
        say(f"{engine}: filling in {MESSAGES} reminders")
        await fill(database, FIRST_CHAT, datetime.now(UTC))
        async with Recorder(api) as recorder:
            say(f"{engine}: a round to warm up")
            recorder.keep()
            await ours(database, recorder)
            recorder.forget()
            rounds = [await _round(engine, number, database, recorder, api) for number in range(ROUNDS)]
    finally:
        await database.close()
    return [
        of_pairs("send", engine, UNIT, peer, [(figures[OURS], figures[peer]) for figures in rounds])
        for peer in (STOCK, BARE)
    ]


async def _round(engine: str, number: int, database: Database, recorder: Recorder, api: str) -> dict[str, float]:
    samples = recorder.samples
    await put_back(database, datetime.now(UTC))
    runs: list[tuple[str, Callable[[], Awaitable[float]]]] = [
        (OURS, lambda: ours(database, recorder)),
        (STOCK, lambda: stock(samples[:STOCK_MESSAGES], api)),
        (BARE, lambda: bare(samples, api)),
    ]
    figures: dict[str, float] = {}
    for name, run in runs if number % 2 == 0 else reversed(runs):
        figures[name] = await watched(f"{engine}: {name}", UNIT, run, api)
    return figures


async def ours(database: Database, api: BotApi) -> float:
    """Messages a second through the real dispatcher, until nothing is left; all of it must be in the database then."""
    settings = DeliverySettings(
        bot_id=1,
        worker="bench",
        rate=0,
        lease=timedelta(seconds=120),
        concurrency=CONCURRENCY,
    )
    clock = SystemClock()
    ended = 0
    done = asyncio.Event()

    def counted(counts: object) -> None:
        nonlocal ended
        ended += sum(dict(counts).values())  # type: ignore[call-overload]
        if ended >= MESSAGES:
            done.set()

    usual = gc.get_threshold()
    calm_collector()  # as `brobygger run` does; the peers get Python's own ways back
    dispatcher = Dispatcher(
        database, build_composers(), api, clock=clock, machine=clock, settings=settings, counted=counted
    )
    stop = asyncio.Event()
    began = time.perf_counter()
    running = asyncio.create_task(dispatcher.run(stop))
    async with asyncio.timeout(_PATIENCE):
        await done.wait()
    took = time.perf_counter() - began
    stop.set()
    await running
    gc.set_threshold(*usual)
    recorded = await sent(database)
    if recorded != MESSAGES:
        raise RuntimeError(f"only {recorded} of {MESSAGES} messages were sent and recorded")
    return MESSAGES / took
