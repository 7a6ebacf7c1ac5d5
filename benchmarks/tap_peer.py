"""The peer of "tap": an aiogram bot as its documentation shows one, with a database of its own beside ours.

It reads the item, sees that it is hers, changes it and commits; then it edits the bubble and answers the tap. The texts
are ours, written out already. It keeps no inbox, no deliveries, no audit.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, nullcontext

from aiogram import Bot, Dispatcher, Router
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web
from sqlalchemy import BigInteger, event, func, insert, select
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.pool import ConnectionPoolEntry

from benchmarks.peers import Sample
from benchmarks.stand_in import TOKEN
from benchmarks.tap_crowd import Turn
from storage.database import async_url
from storage.models import ItemState

HOST = "127.0.0.1"
PATH = "/webhook"

Samples = Mapping[tuple[int, str], Sample]
"""What a bubble says, by chat and by the state the item was just put in."""


class _Base(DeclarativeBase):
    pass


class Item(_Base):
    """One thing on somebody's list."""

    __tablename__ = "items"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    chat_id: Mapped[int] = mapped_column(BigInteger, index=True)
    state: Mapped[str]
    taps: Mapped[int]


class Tap(CallbackData, prefix="cl"):
    """A button of ours, `cl:do:12:done`."""

    action: str
    item: int
    state: str


def engine_of(setting: str) -> AsyncEngine:
    """An engine as it comes, except that SQLite keeps its log ahead and syncs as seldom as ours does."""
    engine = create_async_engine(async_url(setting))
    if engine.dialect.name == "sqlite":
        event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    return engine


def _prepare_sqlite(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.close()


async def fill_items(engine: AsyncEngine, turns: list[Turn]) -> None:
    """Makes the peer's only table, with everybody's item."""
    values = [
        {"id": Tap.unpack(payloads[0]).item, "chat_id": chat, "state": ItemState.OPEN, "taps": 0}
        for chat, payloads in turns
    ]
    async with engine.begin() as connection:
        await connection.run_sync(_Base.metadata.create_all)
        await connection.execute(insert(Item), values)


async def items_tapped(engine: AsyncEngine) -> int:
    """How often items were tapped since the beginning."""
    async with AsyncSession(engine) as session:
        return int(await session.scalar(select(func.sum(Item.taps))) or 0)


def _handlers(engine: AsyncEngine, samples: Samples) -> Router:
    router = Router()
    sessions = async_sessionmaker(engine, expire_on_commit=False)
    # Two who read and then write at once are refused by SQLite, so they go one after the other, as ours do.
    one_writer = asyncio.Lock() if engine.dialect.name == "sqlite" else nullcontext()

    @router.callback_query(Tap.filter())
    async def tapped(query: CallbackQuery, callback_data: Tap) -> None:
        async with one_writer, sessions() as session:
            item = await session.get(Item, callback_data.item)
            if item is None or item.chat_id != query.from_user.id or not isinstance(query.message, Message):
                return
            item.state = callback_data.state
            item.taps += 1
            await session.commit()
        sample = samples[item.chat_id, item.state]
        rows = [
            [InlineKeyboardButton(text=label, callback_data=payload) for label, payload in row]
            for row in sample.buttons
        ]
        await query.message.edit_text(sample.text, reply_markup=InlineKeyboardMarkup(inline_keyboard=rows))
        await query.answer("Done" if item.state == ItemState.DONE else None)

    return router


@asynccontextmanager
async def peer(engine: AsyncEngine, samples: Samples, api: str, port: int, secret: str) -> AsyncIterator[None]:
    """The bot at work, by webhook, until the block ends."""
    bot = Bot(
        TOKEN,
        session=AiohttpSession(api=TelegramAPIServer.from_base(api)),
        default=DefaultBotProperties(parse_mode="HTML", link_preview_is_disabled=True),
    )
    dispatcher = Dispatcher()
    dispatcher.include_router(_handlers(engine, samples))
    app = web.Application()
    SimpleRequestHandler(dispatcher, bot, secret_token=secret).register(app, PATH)
    async with AsyncExitStack() as stack:
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        stack.push_async_callback(runner.cleanup)
        await web.TCPSite(runner, HOST, port).start()
        await bot.set_webhook(f"http://{HOST}:{port}{PATH}", secret_token=secret)
        yield
