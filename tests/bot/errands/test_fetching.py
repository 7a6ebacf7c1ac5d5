"""What people send becomes a file of ours, or they are told kindly; nothing is lost while there is trouble."""

from __future__ import annotations

import errno

import obstore
import pytest
from telegram.error import BadRequest, RetryAfter, TelegramError

from bot.telegram.errors import AnswerLost, ConnectFailed, ServerFailed
from conversations.media import service
from locales.message import unpack_message
from tests.bot.errands.hall import VOICE, Hall

GONE_OR_AWAY = "wrong file_id or the file is temporarily unavailable"


async def test_a_voice_message_is_kept(hall: Hall) -> None:
    media_id = await hall.sent()
    assert await hall.worker().run_once() == 1
    media = await hall.media(media_id)
    assert (media.state, media.size, media.kept_at) == ("kept", len(VOICE), hall.office.clock.now())
    assert await hall.store.read(media.stored) == VOICE
    assert VOICE not in (hall.folder / media.stored).read_bytes()
    assert await hall.errands() == {"fetch 0": "done"}
    assert await hall.notices() == []
    assert await hall.worker().run_once() == 0


async def test_the_original_goes_only_when_the_file_is_ours(hall: Hall) -> None:
    media_id = await hall.sent(ConnectFailed("no"), delete_original=True)
    await hall.worker().run_once()
    assert await hall.notices() == []
    media = await hall.media(media_id)
    assert media.file_id is not None
    hall.channel.files[media.file_id] = VOICE
    hall.pass_time(minutes=1)
    await hall.worker().run_once()
    await hall.office.run_until_quiet(hall.office.dispatcher())
    (call,) = hall.office.wire.calls
    assert (call.method, call.chat_id, call.target) == ("deleteMessage", 900, 55)


async def test_an_original_is_let_go_later(hall: Hall) -> None:
    media_id = await hall.sent()
    media = await hall.media(media_id)
    for _ in range(2):
        async with hall.office.database.unit_of_work() as store:
            await service.delete_original(store, media, hall.office.clock.now())
            await store.commit()
        await hall.worker().run_once()
    assert await hall.notices() == [f"gone:{media_id}"]


@pytest.mark.parametrize("hours", [47, 49])
async def test_an_original_is_deleted_within_two_days_or_left(hall: Hall, hours: int) -> None:
    media_id = await hall.sent()
    await hall.worker().run_once()
    hall.pass_time(hours=hours)
    async with hall.office.database.unit_of_work() as store:
        await service.delete_original(store, await hall.media(media_id), hall.office.clock.now())
        await store.commit()
    await hall.office.run_until_quiet(hall.office.dispatcher())
    assert (await hall.office.row(f"gone:{media_id}")).state == ("sent" if hours < 48 else "expired")
    assert len(hall.office.wire.calls) == (1 if hours < 48 else 0)
    assert await hall.office.tasks() == []


async def test_a_deletion_that_is_refused_is_left(hall: Hall) -> None:
    media_id = await hall.sent(delete_original=True)
    hall.office.wire.fail(900, BadRequest("message can't be deleted for everyone"))
    await hall.worker().run_once()
    await hall.office.run_until_quiet(hall.office.dispatcher())
    assert (await hall.office.row(f"gone:{media_id}")).state == "failed"
    assert await hall.office.tasks() == []
    assert (await hall.media(media_id)).state == "kept"


@pytest.mark.parametrize(
    "error",
    [
        ConnectFailed("no connection"),
        AnswerLost("read timeout"),
        ServerFailed(502, "Bad Gateway"),
        RetryAfter(20),
        BadRequest(GONE_OR_AWAY),
    ],
    ids=lambda error: type(error).__name__,
)
async def test_trouble_of_the_moment_is_waited_out(hall: Hall, error: TelegramError) -> None:
    media_id = await hall.sent(error)
    await hall.worker().run_once()
    errand = await hall.errand()
    assert (errand.state, errand.failure, errand.attempts) == ("waiting", "away", 1)
    assert errand.next_attempt_at > hall.office.clock.now()
    assert await hall.worker().run_once() == 0
    media = await hall.media(media_id)
    assert media.state == "wanted"
    hall.channel.files[media.file_id or ""] = VOICE
    hall.pass_time(minutes=1)
    assert await hall.worker().run_once() == 1
    assert (await hall.media(media_id)).state == "kept"
    assert (await hall.errand()).failure is None
    assert await hall.notices() == []


async def test_telegram_is_given_the_pause_it_asks_for(hall: Hall) -> None:
    await hall.sent(RetryAfter(20))
    await hall.worker().run_once()
    wait = (await hall.errand()).next_attempt_at - hall.office.clock.now()
    assert wait.total_seconds() == 20


async def test_a_file_that_stays_away_is_gone(hall: Hall) -> None:
    media_id = await hall.sent(BadRequest(GONE_OR_AWAY))
    for _ in range(3):
        assert (await hall.media(media_id)).state == "wanted"
        await hall.worker().run_once()
        hall.pass_time(minutes=5)
    assert (await hall.media(media_id)).state == "gone"


@pytest.mark.parametrize(
    ("error", "state", "words"),
    [
        (BadRequest("The file is no longer there to download"), "gone", "Please send it once more."),
        (BadRequest("invalid file_id"), "gone", "Please send it once more."),
        (BadRequest("file is too big"), "refused", "too big"),
    ],
)
@pytest.mark.parametrize("whose", ["staff", "participant"])
async def test_what_cannot_be_had_is_told_kindly(
    hall: Hall, error: TelegramError, state: str, words: str, whose: str
) -> None:
    changes = {}
    if whose == "participant":
        person, profile, chat = await hall.office.participant()
        changes = {"owner_id": person, "chat_id": chat}
    media_id = await hall.sent(error, delete_original=True, **changes)
    await hall.worker().run_once()
    media = await hall.media(media_id)
    assert (media.state, media.file_id) == (state, None)
    assert await hall.errands() == {"fetch 0": "failed"}
    assert await hall.notices() == [f"media:{media_id}:lost"]
    notice = await hall.office.row(f"media:{media_id}:lost")
    assert notice.person_id == media.owner_id
    assert notice.participant_id == (profile if whose == "participant" else None)
    assert notice.content is not None
    text = unpack_message(notice.content).lines[0].text
    assert words in text.msgid
    assert text.domain == whose
    assert hall.files() == set()


async def test_a_full_disk_is_told_once_and_waited_out(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    media_id = await hall.sent(delete_original=True)

    async def full(*_: object, **_options: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(obstore, "put_async", full)
        for _ in range(4):
            assert await hall.worker().run_once() == 1
            assert (await hall.errand()).failure == "full"
            assert (await hall.media(media_id)).state == "wanted"
            hall.pass_time(minutes=10)
    assert await hall.notices() == [f"media:{media_id}:no-room"], "told once, and nothing is deleted"
    await hall.worker().run_once()
    assert (await hall.media(media_id)).state == "kept"
    assert await hall.notices() == [f"media:{media_id}:no-room", f"gone:{media_id}"]


async def test_twenty_megabytes_are_fetched(hall: Hall) -> None:
    data = bytes(range(256)) * (20 * 1024 * 4)
    media_id = await hall.sent(data, kind="document", mime="application/pdf", name="stor fil.pdf")
    await hall.worker().run_once()
    media = await hall.media(media_id)
    assert media.size == 20 * 1024 * 1024
    assert await hall.store.read(media.stored) == data


async def test_what_is_forgotten_is_removed(hall: Hall) -> None:
    media_id = await hall.sent(name="navn", transcript="hva hun sa", transcript_state="taken")
    await hall.worker().run_once()
    await _forget(hall, media_id)
    await hall.worker().run_once()
    media = await hall.media(media_id)
    assert (media.state, media.name, media.file_id, media.transcript) == ("gone", None, None, None)
    assert hall.files() == set()
    assert await hall.errands() == {"fetch 0": "done", "remove 0": "done"}


async def test_what_is_forgotten_while_it_is_fetched_does_not_stay(hall: Hall) -> None:
    media_id = await hall.sent(delete_original=True)

    async def forget_and_remove() -> None:
        hall.channel.during = None
        await _forget(hall, media_id)
        await hall.worker("other").run_once()

    hall.channel.during = forget_and_remove
    await hall.worker().run_once()
    assert len(hall.files()) == 1
    await hall.worker().run_once()
    assert hall.files() == set()
    assert (await hall.media(media_id)).state == "gone"
    assert await hall.notices() == []


async def _forget(hall: Hall, media_id: int) -> None:
    async with hall.office.database.unit_of_work() as store:
        media = await service.find(store, media_id)
        assert media is not None
        await service.forget(store, media, hall.office.clock.now())
        await store.commit()
