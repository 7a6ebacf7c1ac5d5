"""`rotate-key` seals kept files anew, one at a time; stopped half-way it is run again."""

from __future__ import annotations

import pytest

from storage.database import Database
from storage.encryption import Vault, new_key
from storage.media_rotation import rotate_files
from storage.media_store import MediaPlace, MediaStore
from storage.models import Media
from tests.bot.errands.hall import VOICE, Hall


class StoppedError(Exception):
    """Somebody pulled the plug."""


async def test_files_open_with_the_newest_key_alone(
    hall: Hall, database_setting: str, secret_key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = [await hall.sent() for _ in range(4)]
    while await hall.worker().run_once():
        pass
    medias = [await hall.media(one) for one in ids]
    (hall.folder / medias[1].stored).unlink()
    newest = new_key()
    both = Database(database_setting, Vault([newest, secret_key]))
    files = MediaStore(MediaPlace(str(hall.folder)), both.vault)
    reseal, left = both.vault.reseal, [2]

    def run_out(sealed: bytes) -> bytes:
        left[0] -= 1
        if left[0] < 0:
            raise StoppedError
        return reseal(sealed)

    try:
        with monkeypatch.context() as patch:
            patch.setattr(both.vault, "reseal", run_out)
            with pytest.raises(StoppedError):
                await rotate_files(both, files)
        assert await rotate_files(both, files) == 1, "what was done stayed done"
        assert await rotate_files(both, files) == 0
    finally:
        await both.close()
    alone = MediaStore(MediaPlace(str(hall.folder)), Vault([newest]))
    for number in (0, 2, 3):
        assert await alone.read(medias[number].stored) == VOICE


async def test_what_is_forgotten_meanwhile_is_not_written_back(
    hall: Hall, database_setting: str, secret_key: str
) -> None:
    media_id = await hall.sent()
    await hall.worker().run_once()
    both = Database(database_setting, Vault([new_key(), secret_key]))

    class Overtaken(MediaStore):
        async def reseal(self, name: str) -> bool:
            changed = await super().reseal(name)
            await hall.office.change(Media, media_id, state="gone")
            return changed

    try:
        await rotate_files(both, Overtaken(MediaPlace(str(hall.folder)), both.vault))
    finally:
        await both.close()
    assert hall.files() == set()
