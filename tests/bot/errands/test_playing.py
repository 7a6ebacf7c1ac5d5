"""What was kept is sent again as what it was, from our own file."""

from __future__ import annotations

from typing import Any

import pytest

from bot.delivery.dispatcher import Dispatcher
from bot.delivery.pace import DeliverySettings
from conversations.composing import Composers
from conversations.media.service import attachment_of
from locales.message import Attachment, message, pack_message
from locales.text import say
from storage.media_store import MediaStore, MediaStoreError
from tests.bot.delivery.office import BOT
from tests.bot.errands.hall import VOICE, Hall


def dispatcher(hall: Hall, files: MediaStore | None = None) -> Dispatcher:
    return Dispatcher(
        hall.office.database,
        Composers({}),
        hall.office.wire,
        clock=hall.office.clock,
        machine=hall.office.machine,
        settings=DeliverySettings(BOT, "one", 0),
        files=files or hall.store,
    )


async def play(hall: Hall, attachment: Attachment) -> None:
    content = pack_message(message(say("Menu"), attachment=attachment))
    await hall.office.plan("play", hall.office.specialist_id, kind="notice", message_key="said", content=content)


@pytest.mark.parametrize(
    ("changes", "method", "name"),
    [
        ({}, "sendVoice", ""),
        ({"kind": "photo", "mime": "image/jpeg"}, "sendPhoto", ""),
        ({"kind": "document", "mime": "application/pdf", "name": "brev.pdf"}, "sendDocument", "brev.pdf"),
        ({"kind": "document", "mime": "image/png"}, "sendDocument", "document.png"),
    ],
)
async def test_it_is_sent_as_what_it_was(hall: Hall, changes: dict[str, Any], method: str, name: str) -> None:
    media_id = await hall.sent(**changes)
    await hall.worker().run_once()
    await play(hall, attachment_of(await hall.media(media_id)))
    await dispatcher(hall).run_once()
    (call,) = hall.office.wire.delivered
    assert (call.method, call.data, call.name) == (method, VOICE, name)
    assert (await hall.office.row("play")).state == "sent"


async def test_before_it_is_kept_the_channel_has_it(hall: Hall) -> None:
    media_id = await hall.sent()
    await play(hall, attachment_of(await hall.media(media_id)))
    await dispatcher(hall).run_once()
    (call,) = hall.office.wire.delivered
    assert (call.method, call.data) == ("sendVoice", b"")


@pytest.mark.parametrize("state", ["gone", "refused"])
async def test_what_is_gone_is_not_sent(hall: Hall, state: str) -> None:
    media_id = await hall.sent(state=state)
    await play(hall, attachment_of(await hall.media(media_id)))
    await dispatcher(hall).run_once()
    assert hall.office.wire.calls == []
    row = await hall.office.row("play")
    assert (row.state, row.failure) == ("failed", "the file is gone")


@pytest.mark.parametrize("data", ["", "x", "-1", "999999"])
async def test_what_never_was_is_not_sent(hall: Hall, data: str) -> None:
    await play(hall, Attachment("media", data))
    await dispatcher(hall).run_once()
    assert (await hall.office.row("play")).state == "failed"


async def test_a_missing_file_fails_and_one_out_of_reach_waits(hall: Hall) -> None:
    class Away(MediaStore):
        async def read(self, name: str) -> bytes:
            raise MediaStoreError(name)

    media_id = await hall.sent()
    await hall.worker().run_once()
    media = await hall.media(media_id)
    await play(hall, attachment_of(media))
    await dispatcher(hall, Away(hall.store._place, hall.office.database.vault)).run_once()
    assert (await hall.office.row("play")).state == "planned"
    (hall.folder / media.stored).unlink()
    hall.pass_time(minutes=1)
    await dispatcher(hall).run_once()
    row = await hall.office.row("play")
    assert (row.state, row.failure) == ("failed", "the file is gone")
    assert hall.office.wire.calls == []
