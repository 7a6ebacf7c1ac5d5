"""The composition root: builds the running program in order, and stops it in the opposite one.

Stopping loses nothing: no update is taken any more, those begun are finished and committed, calls under way are
waited for and recorded, and what was claimed but not called goes back for the next process.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import signal
from collections.abc import AsyncIterator, Coroutine, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

from bot.clock import FollowedClock
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.edge import Edge
from bot.delivery.health import delivery_health
from bot.delivery.housekeeping import Housekeeping
from bot.delivery.outage import is_outage
from bot.delivery.pace import DeliverySettings
from bot.delivery.replies import ReplySender
from bot.errands.performing import Performer
from bot.errands.service import Service
from bot.errands.transcription import Transcription
from bot.errands.translation import Translation
from bot.errands.worker import ErrandSettings, ErrandWorker
from bot.http.metrics import Registry
from bot.http.server import HttpServer, make_app
from bot.memory import calm_collector
from bot.settings import Settings
from bot.telegram.api import BotApi
from bot.telegram.polling import PollingSource
from bot.telegram.sequencer import PerChatSequencer
from bot.telegram.source import Caller, StoppingError, UpdateSource
from bot.telegram.transport import AiohttpRequest
from bot.telegram.webhook import WebhookSource
from conversations.clock import Clock, SystemClock
from conversations.house import ERRANDS, JOBS, build_composers, build_router
from conversations.turn import Context
from storage.database import Database
from storage.encryption import Vault
from storage.media_store import MediaStore
from storage.models import DeliveryState
from storage.schema import migrate

log = logging.getLogger(__name__)

_CONNECTIONS = 256
"""More than all calls that run at once, so that none waits for a connection until it counts as failed."""


_LEASES_AN_ERRAND = 6
"""A file of 20 MB takes longer than a message; so many times a delivery's lease is an errand's."""


@asynccontextmanager
async def open_database(settings: Settings) -> AsyncIterator[Database]:
    """The database, migrated, with its key proven.

    Raises:
        SecretKeyError: the key is malformed or another one.
        DatabaseTooNewError: the database is further on than this program.
    """
    database = Database(settings.database_url, Vault.from_setting(settings.secret_key))
    try:
        await migrate(database)
        await database.check_key()
        yield database
    finally:
        await database.close()


@asynccontextmanager
async def open_api(settings: Settings) -> AsyncIterator[BotApi]:
    """The Bot API; calls nothing yet."""
    api = BotApi(settings.token, AiohttpRequest(connections=_CONNECTIONS), api=settings.api)
    async with api:
        yield api


@asynccontextmanager
async def open_clock(settings: Settings) -> AsyncIterator[Clock]:
    """The product's clock: the machine's, or the one of a stand-in.

    Raises:
        ClockAwayError: the stand-in does not answer.
    """
    if settings.clock is None:
        yield SystemClock()
        return
    async with FollowedClock(settings.clock) as clock:
        yield clock


@dataclass
class App:
    """The running program's parts, built and not yet at work."""

    settings: Settings
    dispatcher: Dispatcher
    errands: ErrandWorker
    housekeeping: Housekeeping
    edge: Edge
    source: UpdateSource
    server: HttpServer


def build(settings: Settings, database: Database, api: BotApi, clock: Clock, username: str) -> App:
    """Puts the parts together.

    Args:
        settings: see `bot.settings`.
        database: migrated.
        api: open.
        clock: the product's time.
        username: the bot's name, for invitation links.
    """
    machine = SystemClock()
    worker = f"{settings.bot_id}-{secrets.token_hex(6)}"
    metrics = Registry()
    ended = metrics.counter("brobygger_deliveries_total", "Deliveries by the state they were recorded in.", "state")

    def counted(counts: Mapping[DeliveryState, int]) -> None:
        for state, number in counts.items():
            ended.add(number, state=state.value)

    files = MediaStore(settings.media, database.vault)
    dispatcher = Dispatcher(
        database,
        build_composers(),
        api,
        clock=clock,
        machine=machine,
        settings=DeliverySettings(settings.bot_id, worker, settings.rate, settings.lease),
        counted=counted,
        files=files,
    )
    errands = ErrandWorker(
        database,
        ERRANDS,
        make_performer(settings, api, files),
        clock=clock,
        machine=machine,
        settings=ErrandSettings(worker, settings.lease * _LEASES_AN_ERRAND),
        planned=dispatcher.poke,
    )
    context = Context(username, settings.timezone, worker, settings.lease, translates=settings.translation is not None)
    edge = Edge(
        database,
        build_router(context),
        context,
        api,
        ReplySender(dispatcher.preparation, dispatcher.carriage),
        clock=clock,
        machine=machine,
        planned=dispatcher.poke,
        asked=errands.poke,
    )

    def worked() -> None:
        dispatcher.poke()
        errands.poke()

    housekeeping = Housekeeping(database, clock, JOBS, worked)
    if isinstance(clock, FollowedClock):

        def moved() -> None:
            worked()
            housekeeping.poke()

        clock.moved = moved

    async def health() -> Mapping[str, object]:
        return (await delivery_health(database, clock.now())).as_json()

    source = _source(settings, api)
    webhook = source.receive if isinstance(source, WebhookSource) else None
    server = HttpServer(
        make_app(health=health, metrics=metrics.render, webhook=webhook), host=settings.host, port=settings.port
    )
    return App(settings, dispatcher, errands, housekeeping, edge, source, server)


def make_performer(settings: Settings, api: BotApi, files: MediaStore) -> Performer:
    """What does errands, with the servers that are set."""
    transcription, translation = settings.transcription, settings.translation
    return Performer(
        api,
        files,
        Transcription(Service(transcription.url, transcription.key), transcription.model) if transcription else None,
        Translation(Service(translation.url, translation.key)) if translation else None,
    )


def _source(settings: Settings, api: BotApi) -> PollingSource | WebhookSource:
    sequencer = PerChatSequencer(outage=is_outage)
    if settings.webhook_url is None:
        return PollingSource(api, sequencer)
    return WebhookSource(api, sequencer, url=settings.webhook_url, secret=settings.webhook_secret)


async def run(settings: Settings, stop: asyncio.Event | None = None) -> None:
    """Runs the program until `stop` is set, or SIGTERM or SIGINT comes.

    Raises:
        SecretKeyError, DatabaseTooNewError, SourceError, OSError, ClockAwayError: it cannot run; the text says why.
    """
    stopping = stop or asyncio.Event()
    loop = asyncio.get_running_loop()
    async with AsyncExitStack() as stack:
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stopping.set)
            stack.callback(loop.remove_signal_handler, number)
        database = await stack.enter_async_context(open_database(settings))
        api = await stack.enter_async_context(open_api(settings))
        try:
            me = await Caller().call(api.get_me, stopping)
        except StoppingError:
            return
        clock = await stack.enter_async_context(open_clock(settings))
        app = build(settings, database, api, clock, me.username or "")
        await stack.enter_async_context(app.server)
        calm_collector()
        log.info(
            "ready",
            extra={"port": app.server.port, "updates": "polling" if settings.webhook_url is None else "webhook"},
        )
        await work(app, stopping)
    log.info("stopped")


async def work(app: App, stop: asyncio.Event) -> None:
    """Everything at once until `stop` is set or one part cannot go on; then an orderly end.

    Raises:
        Exception: what made a part give up.
    """
    sending_may_end = asyncio.Event()
    source = _task(app.source.run(app.edge.handle, stop))
    housekeeping = _task(app.housekeeping.run(stop))
    errands = _task(app.errands.run(stop))
    dispatcher = _task(app.dispatcher.run(sending_may_end))
    stopped = _task(stop.wait())
    await asyncio.wait({source, housekeeping, errands, dispatcher, stopped}, return_when=asyncio.FIRST_COMPLETED)
    stop.set()
    await asyncio.wait({source, housekeeping, errands})
    await app.edge.drain()
    sending_may_end.set()
    results = await asyncio.gather(source, housekeeping, errands, dispatcher, stopped, return_exceptions=True)
    for result in results:
        if isinstance(result, BaseException):
            raise result


def _task(work_to_do: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
    return asyncio.create_task(work_to_do)
