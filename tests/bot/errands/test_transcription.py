"""A voice message is written down when a server is set; without one, or in trouble, nobody is bothered."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

import pytest

from bot.errands.failures import LaterError, NeverError
from bot.errands.service import Service
from bot.errands.transcription import Transcription
from conversations.media import service
from conversations.media.service import ON_TRANSCRIPT
from storage.models import Media
from storage.unit_of_work import UnitOfWork
from tests.bot.errands.hall import VOICE, Hall
from tests.bot.errands.servers import TROUBLES, Answer, Served, served, text

WORDS = "Jeg ringte tre bakerier."


@pytest.fixture
async def server() -> AsyncIterator[Served]:
    async with served() as made:
        yield made


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """What features are told."""
    heard: list[str | None] = []

    async def hear(_store: UnitOfWork, media: Media, _now: datetime) -> None:
        heard.append(media.transcript)

    monkeypatch.setattr("conversations.media.errands.ON_TRANSCRIPT", [*ON_TRANSCRIPT, hear])
    return heard


async def test_a_voice_message_is_written_down(hall: Hall, server: Served, told: list[str | None]) -> None:
    hall.transcription = Transcription(Service(server.url, "key-1"), "large")
    media_id = await hall.sent()
    worker = hall.worker()
    while await worker.run_once():
        pass
    (asked,) = server.asked
    assert asked == {
        "model": "large",
        "response_format": "json",
        "data": VOICE,
        "name": "voice.ogg",
        "type": "audio/ogg",
        "authorization": "Bearer key-1",
    }
    media = await hall.media(media_id)
    assert (media.transcript, media.transcript_state) == (WORDS, "proposed")
    assert told == [WORDS]
    assert await hall.errands() == {"fetch 0": "done", "transcribe 0": "done"}


@pytest.mark.parametrize("changes", [{"kind": "photo", "mime": "image/jpeg"}, {"kind": "document"}])
async def test_only_voice_messages_are_written_down(hall: Hall, server: Served, changes: dict[str, Any]) -> None:
    hall.transcription = Transcription(Service(server.url))
    await hall.sent(**changes)
    await hall.worker().run_once()
    assert await hall.errands() == {"fetch 0": "done"}


async def test_without_a_server_nothing_is_asked(hall: Hall) -> None:
    media_id = await hall.sent()
    await hall.worker().run_once()
    assert await hall.errands() == {"fetch 0": "done"}
    assert (await hall.media(media_id)).transcript_state == "none"


@pytest.mark.parametrize(
    ("answer", "lasts", "failure"), [one[1:] for one in TROUBLES], ids=[one[0] for one in TROUBLES]
)
async def test_each_trouble_has_its_name(server: Served, answer: Answer, lasts: str, failure: str) -> None:
    server.trouble = answer
    transcription = Transcription(Service(server.url, seconds=0.3 if failure == "slow" else 10))
    with pytest.raises(LaterError if lasts == "later" else NeverError) as caught:
        await transcription.write_down(VOICE, "audio/ogg")
    assert caught.value.failure == failure
    assert "private" not in repr(caught.value)


async def test_nobody_at_the_address() -> None:
    with pytest.raises(LaterError) as caught:
        await Transcription(Service("http://127.0.0.1:1")).write_down(VOICE, "audio/ogg")
    assert caught.value.failure == "away"


@pytest.mark.parametrize("trouble", ["no JSON", "slow", "gone"])
async def test_in_trouble_it_fails_in_silence(hall: Hall, server: Served, told: list[str | None], trouble: str) -> None:
    server.trouble = {name: answer for name, answer, *_ in TROUBLES}.get(trouble)
    url = "http://127.0.0.1:1" if trouble == "gone" else server.url
    hall.transcription = Transcription(Service(url, seconds=0.2))
    media_id = await hall.sent()
    for _ in range(20):
        while await hall.worker().run_once():
            pass
        if (await hall.media(media_id)).transcript_state == "failed":
            break
        hall.pass_time(minutes=10)
    media = await hall.media(media_id)
    assert (media.state, media.transcript, media.transcript_state) == ("kept", None, "failed")
    assert told == []
    assert await hall.notices() == []
    assert await hall.errands() == {"fetch 0": "done", "transcribe 0": "failed"}


async def test_silence_is_no_transcript(hall: Hall, server: Served, told: list[str | None]) -> None:
    server.trouble = text('{"text": " \\u200b "}')
    hall.transcription = Transcription(Service(server.url))
    media_id = await hall.sent()
    while await hall.worker().run_once():
        pass
    assert (await hall.media(media_id)).transcript_state == "failed"
    assert told == []


async def test_what_was_forgotten_meanwhile_is_not_sent_anywhere(hall: Hall, server: Served) -> None:
    hall.transcription = Transcription(Service(server.url))
    media_id = await hall.sent()
    await hall.worker().run_once()
    async with hall.office.database.unit_of_work() as store:
        await service.forget(store, await hall.media(media_id), hall.office.clock.now())
        await store.commit()
    while await hall.worker().run_once():
        pass
    assert server.asked == []
    assert await hall.errands() == {"fetch 0": "done", "transcribe 0": "done", "remove 0": "done"}
