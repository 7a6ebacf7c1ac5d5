from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from telegram import Update

from bot.http.server import HttpServer, make_app
from bot.telegram.api import BotApi
from bot.telegram.sequencer import PerChatSequencer
from bot.telegram.source import Caller, SourceError
from bot.telegram.transport import AiohttpRequest
from bot.telegram.webhook import BODY_LIMIT, SECRET_HEADER, WebhookSource
from tests.bot.telegram.servers import TOKEN, ok, refused, web_server

SECRET = "not-so-secret-secret"
UPDATE = (Path(__file__).parent / "updates" / "text.json").read_bytes()


class Office:
    """A running webhook source, the address it listens on, and what it handled."""

    def __init__(self) -> None:
        self.set_up: list[dict[str, Any]] = []
        self.is_set = asyncio.Event()
        self.trouble: list[web.Response] = []
        self.handled: list[int] = []
        self.fail = 0
        self.stop = asyncio.Event()

    async def telegram(self, request: web.Request) -> web.Response:
        if self.trouble:
            return self.trouble.pop(0)
        self.set_up.append(await request.json())
        self.is_set.set()
        return ok(result=True)

    async def handle(self, update: Update) -> None:
        if self.fail:
            self.fail -= 1
            raise ValueError("private words")
        self.handled.append(update.update_id)


async def no_time(_: float) -> None:
    await asyncio.sleep(0)


async def healthy() -> dict[str, object]:
    return {"ok": True}


@asynccontextmanager
async def source_of(office: Office) -> AsyncIterator[WebhookSource]:
    async with web_server(office.telegram) as base, BotApi(TOKEN, AiohttpRequest(), api=base) as api:
        yield WebhookSource(
            api,
            PerChatSequencer(tries=3),
            url="https://bro.example/telegram",
            secret=SECRET,
            caller=Caller(sleep=no_time),
        )


@asynccontextmanager
async def at_work(office: Office) -> AsyncIterator[str]:
    async with source_of(office) as source:
        app = make_app(health=healthy, metrics=str, webhook=source.receive)
        async with HttpServer(app, host="127.0.0.1", port=0) as server:
            running = asyncio.create_task(source.run(office.handle, office.stop))
            await office.is_set.wait()
            try:
                yield f"http://127.0.0.1:{server.port}/telegram"
            finally:
                office.stop.set()
                await running


async def deliver(url: str, body: bytes = UPDATE, secret: str | None = SECRET) -> int:
    headers = {"Content-Type": "application/json"} | ({} if secret is None else {SECRET_HEADER: secret})
    async with aiohttp.ClientSession() as client, client.post(url, data=body, headers=headers) as answer:
        return answer.status


async def test_an_update_is_accepted_once_it_is_handled() -> None:
    office = Office()
    async with at_work(office) as url:
        assert await deliver(url) == 200
    assert office.handled == [9001]
    assert office.set_up[0]["url"] == "https://bro.example/telegram"
    assert office.set_up[0]["secret_token"] == SECRET
    assert TOKEN not in json.dumps(office.set_up)


@pytest.mark.parametrize(
    ("body", "secret", "status"),
    [
        (UPDATE, None, 403),
        (UPDATE, "", 403),
        (UPDATE, SECRET + "x", 403),
        (UPDATE, "ærlig", 403),
        (b"", SECRET, 400),
        (b"{", SECRET, 400),
        (b"\xff\xfe", SECRET, 400),
        (b"[" * 100_000, SECRET, 400),
        (b"[]", SECRET, 400),
        (b"{}", SECRET, 400),
        (b'{"update_id":"1"}', SECRET, 400),
    ],
)
async def test_what_is_not_telegram_is_turned_away(body: bytes, secret: str | None, status: int) -> None:
    office = Office()
    async with at_work(office) as url:
        assert await deliver(url, body, secret) == status
    assert office.handled == []


async def raw_status(url: str, head: str, body: bytes = b"") -> int:
    host, port = url.removeprefix("http://").partition("/")[0].split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(f"POST /telegram HTTP/1.1\r\nHost: x\r\n{SECRET_HEADER}: {SECRET}\r\n{head}\r\n\r\n".encode() + body)
    line = await reader.readline()
    writer.transport.abort()
    return int(line.split()[1])


async def test_a_body_that_says_it_is_too_large_is_not_read() -> None:
    async with at_work(Office()) as url:
        assert await raw_status(url, f"Content-Length: {BODY_LIMIT + 1}") == 413


async def test_a_body_that_turns_out_too_large_is_dropped() -> None:
    async with at_work(Office()) as url:
        size = BODY_LIMIT + 1
        chunk = f"{size:x}\r\n".encode() + b" " * size + b"\r\n"
        assert await raw_status(url, "Transfer-Encoding: chunked", chunk) == 413


async def test_a_failed_update_is_asked_for_again_until_given_up() -> None:
    office = Office()
    office.fail = 3
    async with at_work(office) as url:
        assert [await deliver(url) for _ in range(4)] == [503, 503, 200, 200]
    assert office.handled == [9001]


async def test_an_unreadable_update_is_not_asked_for_again() -> None:
    async with at_work(Office()) as url:
        assert await deliver(url, b'{"update_id":1,"message":{"date":"never"}}') == 200


async def test_before_the_start_and_after_the_stop_telegram_keeps_updates() -> None:
    office = Office()
    async with source_of(office) as source:
        app = make_app(health=healthy, metrics=str, webhook=source.receive)
        async with HttpServer(app, host="127.0.0.1", port=0) as server:
            url = f"http://127.0.0.1:{server.port}/telegram"
            assert await deliver(url) == 503
            office.stop.set()
            await source.run(office.handle, office.stop)
            assert await deliver(url) == 503


async def test_setting_the_webhook_is_tried_again() -> None:
    office = Office()
    office.trouble = [refused(502, "Bad Gateway")]
    async with at_work(office) as url:
        assert await deliver(url) == 200


async def test_a_webhook_telegram_refuses_ends_with_its_reason() -> None:
    office = Office()
    office.trouble = [refused(400, "Bad Request: bad webhook: HTTPS url must be provided for webhook")]
    async with source_of(office) as source:
        with pytest.raises(SourceError, match="https url must be provided"):
            await source.run(office.handle, office.stop)


@pytest.mark.parametrize("secret", ["", "short", "with space and more", "æ" * 20, "x" * 257])
async def test_a_weak_secret_is_refused(secret: str) -> None:
    api = BotApi(TOKEN, AiohttpRequest())
    with pytest.raises(ValueError, match="16-256"):
        WebhookSource(api, PerChatSequencer(), url="https://bro.example/telegram", secret=secret)
