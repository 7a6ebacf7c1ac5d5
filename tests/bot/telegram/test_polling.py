from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from aiohttp import web
from telegram import Update

from bot.telegram.api import BotApi
from bot.telegram.polling import PollingSource
from bot.telegram.sequencer import PerChatSequencer
from bot.telegram.source import AnotherPollerError, Caller, SourceError, TokenRefusedError
from bot.telegram.transport import AiohttpRequest
from tests.bot.telegram.servers import TOKEN, ok, refused, web_server


def message(number: int, chat: int = 5) -> dict[str, Any]:
    person = {"id": chat, "is_bot": False, "first_name": "D"}
    body = {"message_id": number, "date": 1, "chat": {"id": chat, "type": "private"}, "from": person, "text": "hei"}
    return {"update_id": number, "message": body}


class Telegram:
    """Keeps updates until they are confirmed by their offset, as Telegram does."""

    def __init__(self) -> None:
        self.waiting: list[dict[str, Any]] = []
        self.trouble: list[web.Response] = []
        self.calls: list[str] = []
        self.offsets: list[int | None] = []
        self.stop = asyncio.Event()
        self.asked_while_empty = asyncio.Event()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        name = request.path.rpartition("/")[2]
        self.calls.append(name)
        sent = await request.json()
        if self.trouble:
            return self.trouble.pop(0)
        if name != "getUpdates":
            return ok(result=True)
        self.offsets.append(sent.get("offset"))
        self.waiting = [raw for raw in self.waiting if raw["update_id"] >= sent.get("offset", 0)]
        if not self.waiting and sent["timeout"]:
            self.asked_while_empty.set()
            await asyncio.Event().wait()
        return ok(self.waiting[: sent["limit"]])


async def no_time(_: float) -> None:
    await asyncio.sleep(0)


@pytest.fixture
async def telegram() -> Telegram:
    return Telegram()


@pytest.fixture
async def source(telegram: Telegram) -> AsyncIterator[PollingSource]:
    async with web_server(telegram.handle) as base, BotApi(TOKEN, AiohttpRequest(), api=base) as api:
        sequencer = PerChatSequencer(tries=3, sleep=no_time)
        yield PollingSource(api, sequencer, caller=Caller(sleep=no_time))


async def until(wanted: asyncio.Event, running: asyncio.Task[None]) -> None:
    waiting = asyncio.create_task(wanted.wait())
    await asyncio.wait({waiting, running}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if running.done():
        running.result()


async def play(source: PollingSource, telegram: Telegram, handle: Callable[[Update], Awaitable[None]]) -> None:
    """Run until everything is confirmed, then stop."""
    running = asyncio.create_task(source.run(handle, telegram.stop))
    await until(telegram.asked_while_empty, running)
    telegram.stop.set()
    await running


async def test_updates_are_confirmed_after_they_were_handled(source: PollingSource, telegram: Telegram) -> None:
    telegram.waiting = [message(11), message(12, chat=6), message(13)]
    handled: list[int] = []

    async def handle(update: Update) -> None:
        assert telegram.offsets == [None]
        handled.append(update.update_id)

    await play(source, telegram, handle)
    assert sorted(handled) == [11, 12, 13]
    assert [number for number in handled if number != 12] == [11, 13]
    assert telegram.offsets == [None, 14, 14]


async def test_the_webhook_is_removed_before_the_first_question(source: PollingSource, telegram: Telegram) -> None:
    async def handle(_: Update) -> None:
        raise AssertionError

    await play(source, telegram, handle)
    assert telegram.calls[:2] == ["deleteWebhook", "getUpdates"]


async def test_trouble_on_the_way_is_waited_out(source: PollingSource, telegram: Telegram) -> None:
    telegram.trouble = [
        refused(502, "Bad Gateway"),
        web.Response(status=504),
        web.Response(text="<html>"),
        refused(429, "Too Many Requests", retry_after=3),
    ]
    telegram.waiting = [message(11)]
    handled: list[int] = []

    async def handle(update: Update) -> None:
        handled.append(update.update_id)

    await play(source, telegram, handle)
    assert handled == [11]


@pytest.mark.parametrize(
    ("answer", "expected", "advice"),
    [
        (refused(401, "Unauthorized"), TokenRefusedError, "BROBYGGER_TELEGRAM_TOKEN"),
        (refused(404, "Not Found"), TokenRefusedError, "BROBYGGER_TELEGRAM_TOKEN"),
        (refused(409, "Conflict: terminated by other getUpdates request"), AnotherPollerError, "Stop it first"),
        (refused(400, "Bad Request: no"), SourceError, "Telegram refuses: No"),
    ],
)
async def test_what_waiting_cannot_help_ends_with_advice(
    source: PollingSource, telegram: Telegram, answer: web.Response, expected: type[SourceError], advice: str
) -> None:
    telegram.trouble = [web.Response(status=answer.status, body=answer.body, headers=answer.headers)]

    async def handle(_: Update) -> None:
        raise AssertionError

    with pytest.raises(expected, match=advice):
        await source.run(handle, telegram.stop)


async def test_an_update_that_cannot_be_handled_is_skipped(source: PollingSource, telegram: Telegram) -> None:
    telegram.waiting = [message(11), message(12)]
    handled: list[int] = []

    async def handle(update: Update) -> None:
        handled.append(update.update_id)
        if update.update_id == 11:
            raise ValueError

    await play(source, telegram, handle)
    assert handled == [11, 11, 11, 12]


async def test_an_update_that_cannot_be_read_is_skipped(source: PollingSource, telegram: Telegram) -> None:
    telegram.waiting = [{"update_id": 11, "message": {"date": "never"}}, message(12)]
    handled: list[int] = []

    async def handle(update: Update) -> None:
        handled.append(update.update_id)

    await play(source, telegram, handle)
    assert handled == [12]


async def test_a_stop_while_handling_lets_it_finish_and_confirms(source: PollingSource, telegram: Telegram) -> None:
    telegram.waiting = [message(11)]
    handled: list[int] = []

    async def handle(update: Update) -> None:
        telegram.stop.set()
        await asyncio.sleep(0)
        handled.append(update.update_id)

    await source.run(handle, telegram.stop)
    assert handled == [11]
    assert telegram.waiting == []


async def test_a_stop_while_the_database_is_away_confirms_nothing(source: PollingSource, telegram: Telegram) -> None:
    telegram.waiting = [message(11)]

    async def handle(_: Update) -> None:
        telegram.stop.set()
        raise ConnectionRefusedError

    await source.run(handle, telegram.stop)
    assert telegram.offsets == [None]
    assert telegram.waiting != []
