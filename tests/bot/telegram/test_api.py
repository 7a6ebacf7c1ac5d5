from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from telegram.error import BadRequest

from bot.telegram.api import BotApi
from bot.telegram.transport import AiohttpRequest
from tests.bot.telegram.servers import TOKEN, ok, web_server

MARKUP = {"inline_keyboard": [[{"text": "Jeg kommer", "callback_data": "a:1"}]]}
MESSAGE = {"message_id": 7, "date": 1, "chat": {"id": 42, "type": "private"}}
RESULTS: dict[str, Any] = {
    "getMe": {"id": 700123456, "is_bot": True, "first_name": "Bro", "username": "bro_bot"},
    "getFile": {"file_id": "f", "file_unique_id": "u", "file_size": 3, "file_path": "photos/1.jpg"},
    "getUpdates": [{"update_id": 1}],
}


class Wire:
    """Records each call as (method, parameters) and answers as Telegram would."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []

    async def handle(self, request: web.Request) -> web.Response:
        if request.method == "GET":
            return web.Response(body=b"jpg")
        name = request.path.rpartition("/")[2]
        if request.content_type == "multipart/form-data":
            form = await request.post()
            sent = {
                key: value.file.read() if isinstance(value, web.FileField) else value for key, value in form.items()
            }
        else:
            sent = await request.json()
        self.calls.append((name, sent))
        return ok(RESULTS.get(name, MESSAGE if name.startswith("send") else True))


@pytest.fixture
def wire() -> Wire:
    return Wire()


@pytest.fixture
async def api(wire: Wire) -> AsyncIterator[BotApi]:
    async with web_server(wire.handle) as base, BotApi(TOKEN, AiohttpRequest(), api=f"{base}/") as opened:
        yield opened


async def test_a_message_carries_only_what_is_set(api: BotApi, wire: Wire) -> None:
    assert await api.send_message(42, "<b>hei</b>", reply_markup=MARKUP) == 7
    assert wire.calls == [
        (
            "sendMessage",
            {
                "chat_id": 42,
                "text": "<b>hei</b>",
                "parse_mode": "HTML",
                "reply_markup": MARKUP,
                "link_preview_options": {"is_disabled": True},
            },
        )
    ]


async def test_plain_calls(api: BotApi, wire: Wire) -> None:
    await api.send_location(42, 59.9, 10.7)
    await api.edit_message_text(42, 7, "ny", parse_mode=None)
    await api.edit_message_reply_markup(42, 7)
    await api.delete_message(42, 7)
    await api.answer_callback_query("q", "Takk", alert=True)
    await api.answer_callback_query("q")
    await api.send_chat_action(42)
    await api.delete_webhook()
    assert wire.calls == [
        ("sendLocation", {"chat_id": 42, "latitude": 59.9, "longitude": 10.7}),
        (
            "editMessageText",
            {"chat_id": 42, "message_id": 7, "text": "ny", "link_preview_options": {"is_disabled": True}},
        ),
        ("editMessageReplyMarkup", {"chat_id": 42, "message_id": 7}),
        ("deleteMessage", {"chat_id": 42, "message_id": 7}),
        ("answerCallbackQuery", {"callback_query_id": "q", "text": "Takk", "show_alert": True}),
        ("answerCallbackQuery", {"callback_query_id": "q"}),
        ("sendChatAction", {"chat_id": 42, "action": "typing"}),
        ("deleteWebhook", {}),
    ]


async def test_the_kinds_of_update_are_named_at_every_start(api: BotApi, wire: Wire) -> None:
    assert await api.get_updates(5, timeout=0) == [{"update_id": 1}]
    await api.set_webhook("https://bro.example/telegram", "s3cret")
    kinds = ["message", "edited_message", "callback_query", "my_chat_member"]
    assert [sent["allowed_updates"] for _, sent in wire.calls] == [kinds, kinds]


async def test_commands_are_for_one_chat_or_for_all(api: BotApi, wire: Wire) -> None:
    await api.set_commands([("help", "Hjelp")])
    await api.set_commands([("help", "مساعدة")], chat_id=42, language_code="ar")
    assert [sent["scope"] for _, sent in wire.calls] == [
        {"type": "all_private_chats"},
        {"type": "chat", "chat_id": 42},
    ]


async def test_files_are_uploaded_with_their_buttons(api: BotApi, wire: Wire) -> None:
    assert await api.send_photo(42, b"png", caption="<i>kode</i>", reply_markup=MARKUP) == 7
    assert await api.send_document(42, b"BEGIN:VCALENDAR", filename="møte.ics") == 7
    (_, photo), (_, document) = wire.calls
    assert photo["photo"] == b"png"
    assert photo["parse_mode"] == "HTML"
    assert json.loads(photo["reply_markup"]) == MARKUP
    assert document["document"] == b"BEGIN:VCALENDAR"


async def test_a_known_file_is_sent_by_its_id(api: BotApi, wire: Wire) -> None:
    await api.send_photo(42, "file-id")
    assert wire.calls[0][1]["photo"] == "file-id"


async def test_a_file_is_fetched_unless_it_is_too_big(api: BotApi) -> None:
    assert await api.download("f") == b"jpg"
    with pytest.raises(BadRequest, match="too big"):
        await api.download("f", limit=2)


async def test_it_knows_itself_and_tells_nobody_its_token(api: BotApi, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    assert (await api.get_me()).username == "bro_bot"
    await api.send_photo(42, b"png")
    assert TOKEN.partition(":")[2] not in repr(api) + caplog.text
