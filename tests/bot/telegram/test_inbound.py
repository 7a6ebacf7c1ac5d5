from __future__ import annotations

import dataclasses
import json
import unicodedata
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Update

from bot.telegram.inbound import clean, incoming_of
from conversations.incoming import (
    Blocked,
    Button,
    Command,
    Contact,
    Content,
    Document,
    Edited,
    Incoming,
    Photo,
    PlaceShared,
    Started,
    Text,
    Unblocked,
    Unsupported,
    Voice,
)

UPDATES = Path(__file__).parent / "updates"
SENT = datetime(2026, 11, 26, 14, 0, tzinfo=UTC)

UNDERSTOOD: dict[str, Content] = {
    "text": Text("Jeg kommer i morgen", 31),
    "text_with_effect": Text("Takk!", 31),
    "reply": Text("ok", 31),
    "start": Started(None, 31),
    "start_with_code": Started("Qm9ueWdnZXItMTIz", 31),
    "command": Command("help", "timer og dager", 31),
    "tap": Button("appointment:come:17:2", 30, "21477201"),
    "tap_on_old_message": Button("a:1", 12, "21477202"),
    "tap_without_message": Button("a:1", 0, "21477203"),
    "photo": Photo("photo-l", "ul", "Ny jobb", 180000, 31),
    "voice": Voice("voice-1", "v1", 7, 21000, 31),
    "document": Document("doc-1", "d1", "CV.pdf", "application/pdf", "CV", 99000, 31),
    "document_bare": Document("doc-2", "d2", "", "", "", 0, 31),
    "location": PlaceShared(59.91, 10.75, 31),
    "venue": PlaceShared(59.91, 10.75, 31),
    "contact": Contact("+000000", "Kontakt", 31),
    "edited": Edited("Jeg kommer likevel", 31),
    "edited_caption": Edited("Rettet", 31),
    "sticker": Unsupported("sticker", 31),
    "animation": Unsupported("animation", 31),
    "video_note": Unsupported("video_note", 31),
    "something_new": Unsupported("unknown", 31),
    "blocked": Blocked(),
    "unblocked": Unblocked(),
}
IGNORED = {
    "tap_of_a_game",
    "pinned",
    "edited_live_location",
    "joined",
    "group_text",
    "group_tap",
    "group_removed",
    "channel_post",
    "from_a_bot",
    "poll_answer",
}


def load(name: str) -> Update:
    return Update.de_json(json.loads((UPDATES / f"{name}.json").read_text(encoding="utf-8")), None)


def said(text: str) -> Content:
    message: dict[str, Any] = {
        "message_id": 1,
        "date": 1,
        "chat": {"id": 5, "type": "private"},
        "from": {"id": 5, "is_bot": False, "first_name": "D"},
        "text": text,
    }
    incoming = incoming_of(Update.de_json({"update_id": 1, "message": message}, None))
    assert incoming is not None
    return incoming.content


def test_every_example_is_in_a_table() -> None:
    assert {path.stem for path in UPDATES.glob("*.json")} == UNDERSTOOD.keys() | IGNORED


@pytest.mark.parametrize("name", UNDERSTOOD)
def test_what_a_person_does_reaches_the_conversations(name: str) -> None:
    incoming = incoming_of(load(name))
    assert incoming is not None
    assert dataclasses.replace(incoming, sent_at=None) == Incoming(9001, 5001, 5001, "ar", UNDERSTOOD[name])


@pytest.mark.parametrize("name", sorted(IGNORED))
def test_what_does_not_concern_the_bot_is_ignored(name: str) -> None:
    assert incoming_of(load(name)) is None


@pytest.mark.parametrize(
    ("name", "sent_at"),
    [("text", SENT), ("edited", SENT.replace(minute=1)), ("blocked", SENT), ("tap", None)],
)
def test_when_it_was_sent(name: str, sent_at: datetime | None) -> None:
    incoming = incoming_of(load(name))
    assert incoming is not None
    assert incoming.sent_at == sent_at


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("/", Text("/", 1)),
        ("/ help", Text("/ help", 1)),
        ("//help", Text("//help", 1)),
        ("/møte", Text("/møte", 1)),
        ("hei /start", Text("hei /start", 1)),
        ("/start   ", Started(None, 1)),
        ("/START abc", Started("abc", 1)),
        ("/note line one\nline two", Command("note", "line one\nline two", 1)),
        ("  strip nothing  \n", Text("  strip nothing  \n", 1)),
        ("a\x00b\x1b[31mc\r\nd\te\x7f\x85", Text("ab[31mc\nd\te", 1)),
        ("A\u030a", Text("Å", 1)),
        ("می\u200cروم 👩\u200d🏭", Text("می\u200cروم 👩\u200d🏭", 1)),
        ("half \ud83d emoji", Text("half  emoji", 1)),
    ],
)
def test_words(text: str, content: Content) -> None:
    assert said(text) == content


@given(text=st.text(st.characters(codec=None)))
def test_clean_text_can_be_stored_and_is_clean_already(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert "\x00" not in cleaned
    cleaned.encode("utf-8")


@given(text=st.text())
def test_any_text_is_text_or_a_command(text: str) -> None:
    content = said(text)
    assert isinstance(content, (Text, Started, Command))
    if isinstance(content, Text):
        assert content.text == clean(text)
