"""A worker that dies between any two steps: another one ends the errand, nothing is lost and nothing doubled."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from bot.errands.service import Service
from bot.errands.transcription import Transcription
from bot.errands.worker import ErrandWorker
from conversations.errands.model import Result
from conversations.house import ERRANDS
from conversations.media import service
from storage.media_store import MediaStore
from storage.repositories.errands import ErrandRepository
from storage.unit_of_work import UnitOfWork
from tests.bot.errands.hall import LEASE, VOICE, Hall, Killed

POINTS = ("claim", "claimed", "download", "downloaded", "write", "written", "record", "concluded")


async def _die(*_: object, **_named: object) -> None:
    raise Killed


def _worker_that_dies(hall: Hall, point: str, patch: pytest.MonkeyPatch) -> ErrandWorker:
    store = hall.store
    keep, conclude = MediaStore.keep, ERRANDS["fetch"].conclude

    async def keep_and_die(self: MediaStore, name: str, data: bytes) -> None:
        await keep(self, name, data)
        raise Killed

    async def conclude_and_die(uow: UnitOfWork, ref_id: int, result: Result, now: datetime) -> None:
        await conclude(uow, ref_id, result, now)
        await uow.flush()
        raise Killed

    kinds = dict(ERRANDS)
    deadly: dict[str, tuple[type, str, object]] = {
        "claim": (ErrandRepository, "claim", _die),
        "claimed": (ErrandWorker, "_attempt", _die),
        "download": (type(hall.channel), "download", _die),
        "downloaded": (MediaStore, "keep", _die),
        "write": (MediaStore, "_write", _die),
        "written": (MediaStore, "keep", keep_and_die),
        "record": (ErrandWorker, "_record", _die),
    }
    if point in deadly:
        patch.setattr(*deadly[point])
    else:
        kinds["fetch"] = replace(kinds["fetch"], conclude=conclude_and_die)
    return hall.worker("dying", kinds, store)


@pytest.mark.parametrize("point", POINTS)
async def test_killed_at_any_point(hall: Hall, monkeypatch: pytest.MonkeyPatch, point: str) -> None:
    hall.transcription = Transcription(Service("http://127.0.0.1:1", seconds=0.2))
    media_id = await hall.sent(delete_original=True)
    with monkeypatch.context() as patch:
        worker = _worker_that_dies(hall, point, patch)
        with pytest.raises(Killed):
            await worker.run_once()
    assert (await hall.media(media_id)).state == "wanted"
    assert await hall.notices() == []
    if point != "claim":
        assert await hall.worker("two").run_once() == 0, "it is still the dead one's"
        hall.office.machine.advance(LEASE * 1.01)
    assert await hall.worker("two").run_once() == 1
    media = await hall.media(media_id)
    assert media.state == "kept"
    assert hall.files() == {media.stored}
    assert await hall.store.read(media.stored) == VOICE
    assert await hall.notices() == [f"gone:{media_id}"]
    assert await hall.errands() == {"fetch 0": "done", "transcribe 0": "waiting"}


async def test_one_that_was_only_slow_changes_nothing_any_more(hall: Hall) -> None:
    media_id = await hall.sent(delete_original=True)

    async def overtaken() -> None:
        hall.channel.during = None
        hall.office.machine.advance(LEASE * 1.01)
        assert await hall.worker("two").run_once() == 1
        hall.office.clock.advance(LEASE)

    hall.channel.during = overtaken
    await hall.worker("one").run_once()
    media = await hall.media(media_id)
    assert media.kept_at == hall.office.clock.now() - LEASE
    assert hall.files() == {media.stored}
    assert await hall.notices() == [f"gone:{media_id}"]


async def test_one_that_died_over_a_forgotten_file_leaves_none(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    media_id = await hall.sent()
    with monkeypatch.context() as patch, pytest.raises(Killed):
        await _worker_that_dies(hall, "written", patch).run_once()
    async with hall.office.database.unit_of_work() as store:
        await service.forget(store, await hall.media(media_id), hall.office.clock.now())
        await store.commit()
    hall.office.machine.advance(LEASE * 1.01)
    while await hall.worker("two").run_once():
        pass
    assert hall.files() == set()
    assert (await hall.media(media_id)).state == "gone"
