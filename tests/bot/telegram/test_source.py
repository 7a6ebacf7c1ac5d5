"""Reading what Telegram hands over, without what comes back with every tap and nobody reads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.telegram.inbound import incoming_of
from bot.telegram.source import chat_of, read_update

UPDATES = Path(__file__).parent / "updates"
BUBBLE: dict[str, Any] = {
    "message_id": 30,
    "date": 1_790_000_000,
    "chat": {"id": 61, "type": "private", "first_name": "Sara"},
    "from": {"id": 1, "is_bot": True, "first_name": "Bro"},
    "text": "My lists",
    "entities": [{"type": "bold", "offset": 0, "length": 2}],
    "reply_markup": {"inline_keyboard": [[{"text": "Done", "callback_data": "cl:do:1:done"}]]},
    "link_preview_options": {"is_disabled": True},
}
PERSON = {"id": 61, "is_bot": False, "first_name": "Sara"}


def tap(message: dict[str, Any] | None) -> dict[str, Any]:
    query: dict[str, Any] = {"id": "q", "from": PERSON, "chat_instance": "x", "data": "cl:do:1:done"}
    return {"update_id": 7, "callback_query": query | ({} if message is None else {"message": message})}


@pytest.mark.parametrize("message", [BUBBLE, {**BUBBLE, "date": 0}, None])
def test_a_tap_says_the_same_without_what_the_bubble_says(message: dict[str, Any] | None) -> None:
    raw = tap(message)
    before = json.dumps(raw)
    update = read_update(raw)
    assert update is not None
    assert chat_of(update) == 61
    incoming = incoming_of(update)
    assert incoming is not None
    assert incoming.content.payload == "cl:do:1:done"  # type: ignore[union-attr]
    assert incoming.content.message_id == (30 if message else 0)  # type: ignore[union-attr]
    assert json.dumps(raw) == before, "what was handed over stays as it is"


def test_what_the_bubble_says_is_not_read() -> None:
    update = read_update(tap(BUBBLE))
    assert update is not None
    assert update.callback_query is not None
    assert update.callback_query.message.text is None  # type: ignore[union-attr]
    assert update.callback_query.message.reply_markup is None  # type: ignore[union-attr]


def test_what_a_person_writes_is_read_whole() -> None:
    written = {**BUBBLE, "from": PERSON}
    del written["reply_markup"]
    update = read_update({"update_id": 8, "message": written})
    assert update is not None
    assert update.message is not None
    assert update.message.text == "My lists"
    assert update.message.entities


@pytest.mark.parametrize("query", ["nonsense", {"message": "nonsense"}, None, {"id": 1}])
def test_what_cannot_be_read_is_left(query: Any) -> None:
    update = read_update({"update_id": 9, "callback_query": query})
    assert update is None or incoming_of(update) is None
