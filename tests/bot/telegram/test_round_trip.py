"""The whole of this room against the stand-in for the Bot API, over HTTP."""

from __future__ import annotations

import asyncio
import struct
import zlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest
from aiohttp import web
from telegram import Update
from telegram.error import BadRequest, TelegramError

from bot.http.server import HttpServer, make_app
from bot.simulator.client import SimulatorClient
from bot.simulator.config import SimulatorConfig
from bot.simulator.server import build_app
from bot.telegram.api import BotApi
from bot.telegram.inbound import incoming_of
from bot.telegram.outcome import (
    Absence,
    EditLost,
    Outcome,
    Permanent,
    Retry,
    TapExpired,
    TokenRefused,
    Uncertain,
    Unchanged,
    Unreachable,
    Wait,
    outcome_of,
)
from bot.telegram.polling import PollingSource
from bot.telegram.sequencer import PerChatSequencer
from bot.telegram.source import UpdateSource
from bot.telegram.transport import AiohttpRequest
from bot.telegram.webhook import WebhookSource
from conversations.incoming import Blocked, Button, Content, Photo, PlaceShared, Started, Text, Unblocked

TOKEN = "4200001:AAHfakefakefakefakefakefakefakefake-x_"
MARKUP = {"inline_keyboard": [[{"text": "Jeg kommer", "callback_data": "a:1"}]]}


@dataclass
class House:
    base: str
    api: BotApi
    phones: SimulatorClient
    person: int


@pytest.fixture
async def house() -> AsyncIterator[House]:
    runner = web.AppRunner(
        build_app(SimulatorConfig(token=TOKEN)), access_log=None, shutdown_timeout=0.1, handler_cancellation=True
    )
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        async with (
            SimulatorClient(base) as phones,
            BotApi(TOKEN, AiohttpRequest(connect_timeout=0.3, read_timeout=0.2), api=base) as api,
        ):
            person = await phones.add_user("Deltaker", "ar", started=True)
            yield House(base, api, phones, person.id)
    finally:
        await runner.cleanup()


def picture() -> bytes:
    """One white dot as PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\x00\xff")) + chunk(b"IEND", b"")


async def failure(call: Any) -> Outcome:
    with pytest.raises(TelegramError) as caught:
        await call
    return outcome_of(caught.value)


async def test_every_kind_of_call_is_accepted(house: House) -> None:
    api, person = house.api, house.person
    assert (await api.get_me()).is_bot
    number = await api.send_message(person, "<b>Møte</b>", reply_markup=MARKUP, silent=True, protect=True)
    await api.edit_message_text(person, number, "Nytt møte", reply_markup=MARKUP)
    await api.edit_message_reply_markup(person, number)
    await api.send_location(person, 59.91, 10.75, reply_markup=MARKUP)
    await api.send_chat_action(person)
    await api.set_commands([("help", "Hjelp")])
    await api.set_commands([("help", "مساعدة")], chat_id=person)
    await api.send_photo(person, picture(), caption="<i>kode</i>", reply_markup=MARKUP)
    await api.send_document(person, b"BEGIN:VCALENDAR", filename="møte.ics", reply_markup=MARKUP)
    await api.delete_message(person, number)
    seen = await house.phones.messages(person)
    assert [message.kind for message in seen if message.from_bot] == ["location", "photo", "document"]


FAULTS: list[tuple[dict[str, Any], Outcome]] = [
    ({"kind": "status", "status": 502}, Retry("Bad Gateway (502)")),
    ({"kind": "too_many", "retry_after": 9}, Wait(9.0)),
    ({"kind": "reset"}, Uncertain("…")),
    ({"kind": "reset_after_delivery"}, Uncertain("…")),
    ({"kind": "hang_before_delivery"}, Uncertain("…")),
    ({"kind": "hang_after_delivery"}, Uncertain("…")),
]


@pytest.mark.parametrize(("fault", "expected"), FAULTS)
async def test_faults(house: House, fault: dict[str, Any], expected: Outcome) -> None:
    await house.phones.call("POST", "faults", {"method": "sendMessage", **fault})
    outcome = await failure(house.api.send_message(house.person, "hei"))
    if isinstance(expected, Uncertain):
        assert isinstance(outcome, Uncertain)
    else:
        assert outcome == expected
    await house.phones.call("DELETE", "faults")


async def test_refusals(house: House) -> None:
    api, phones, person = house.api, house.phones, house.person
    number = await api.send_message(person, "hei")
    stranger = (await phones.add_user("Ny", "en")).id
    gone = (await phones.add_user("Borte", "en", started=True)).id
    await phones.update_user(gone, deactivated=True)
    assert await failure(api.edit_message_text(person, number, "hei")) == Unchanged()
    assert await failure(api.edit_message_text(person, 999_999, "hei")) == EditLost()
    assert await failure(api.answer_callback_query("123")) == TapExpired()
    assert isinstance(await failure(api.send_message(person, "x" * 5000)), Permanent)
    assert isinstance(await failure(api.send_message(person, "<b>x")), Permanent)
    assert await failure(api.send_message(987_654, "hei")) == Unreachable(Absence.CHAT_NOT_FOUND)
    assert await failure(api.send_message(gone, "hei")) == Unreachable(Absence.DEACTIVATED)
    assert isinstance(await failure(api.send_message(stranger, "hei")), Unreachable)
    await phones.update_user(person, blocked=True)
    assert await failure(api.send_message(person, "hei")) == Unreachable(Absence.BLOCKED)
    async with BotApi("1:wrong", AiohttpRequest(), api=house.base) as other:
        assert await failure(other.get_me()) == TokenRefused()


async def live_through(house: House, source: UpdateSource) -> list[Content]:
    """What the source hands over while a person does one thing of each kind."""
    heard: list[Content] = []
    news = asyncio.Event()
    stop = asyncio.Event()

    async def handle(update: Update) -> None:
        incoming = incoming_of(update)
        assert incoming is not None
        heard.append(incoming.content)
        if isinstance(incoming.content, Button):
            await house.api.answer_callback_query(incoming.content.query_id)
        news.set()

    async def hear(count: int) -> None:
        while len(heard) < count:
            news.clear()
            waiting = asyncio.ensure_future(news.wait())
            await asyncio.wait({waiting, running}, return_when=asyncio.FIRST_COMPLETED)
            waiting.cancel()
            if running.done():
                running.result()

    running = asyncio.create_task(source.run(handle, stop))
    phones, person = house.phones, house.person
    await phones.start(person, "Qm9ueWdnZXItMTIz")
    await phones.send(person, "Jeg kommer")
    await phones.send_file(person, "photo")
    await phones.send_location(person, 59.91, 10.75)
    await house.api.send_message(person, "Kommer du?", reply_markup=MARKUP)
    await phones.press(person, "Jeg kommer")
    await phones.update_user(person, blocked=True)
    await phones.update_user(person, blocked=False)
    await hear(7)
    stop.set()
    await running
    return heard


def check(heard: list[Content]) -> None:
    assert [type(content) for content in heard] == [Started, Text, Photo, PlaceShared, Button, Blocked, Unblocked]


async def test_polling(house: House) -> None:
    heard = await live_through(house, PollingSource(house.api, PerChatSequencer(), wait=1))
    check(heard)
    photo = heard[2]
    assert isinstance(photo, Photo)
    assert await house.api.download(photo.file_id)


async def test_webhook(house: House) -> None:
    async def receive(request: web.Request) -> web.Response:
        return await source.receive(request)  # its address is known only once the server listens

    async def health() -> dict[str, object]:
        return {}

    app = make_app(health=health, metrics=str, webhook=receive)
    async with HttpServer(app, host="127.0.0.1", port=0) as server:
        source = WebhookSource(
            house.api,
            PerChatSequencer(),
            url=f"http://127.0.0.1:{server.port}/telegram",
            secret="not-so-secret-secret",
        )
        check(await live_through(house, source))


async def test_a_file_is_read_no_further_than_its_limit(house: House) -> None:
    message = await house.phones.send_file(house.person, "voice")
    file_id = message.raw["file"]["file_id"]
    assert (await house.api.download(file_id)).startswith(b"OggS")
    await house.phones.faults("file_too_big", method="download")
    with pytest.raises(BadRequest, match="too big"):
        await house.api.download(file_id)
    for kind, method, meaning in (
        ("file_vanished", "getFile", Permanent),
        ("file_vanished", "download", Permanent),
        ("status", "download", Retry),
        ("too_many", "getFile", Wait),
        ("reset_after_delivery", "download", Uncertain),
    ):
        await house.phones.faults(kind, method=method)
        with pytest.raises(TelegramError) as caught:
            await house.api.download(file_id)
        assert isinstance(outcome_of(caught.value), meaning), kind
        assert TOKEN not in repr(caught.value)


async def test_a_voice_message_arrives_as_one(house: House) -> None:
    message = await house.phones.send_file(house.person, "voice")
    data = await house.api.download(message.raw["file"]["file_id"])
    await house.api.send_voice(house.person, data, caption="<b>Hei</b>", seconds=3, reply_markup=MARKUP)
    shown = (await house.phones.messages(house.person))[-1]
    assert shown.raw["file"]["duration"] == 3
    assert await house.api.download(shown.raw["file"]["file_id"]) == data
