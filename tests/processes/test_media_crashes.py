"""kill -9 while a voice message becomes a file of ours: it is kept once, and the sender's message goes only then."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bot.errands.hall import Hall
from tests.processes.harness import World, until

pytestmark = pytest.mark.process

LARS = 900


@pytest.mark.parametrize("point", ["errand claimed", "file fetched", "file written"])
async def test_killed_while_fetching(world: World, tmp_path: Path, point: str) -> None:
    hall = Hall(world.office, tmp_path / "media")
    spoken = await world.client.send_file(LARS, "voice")
    media_id = await hall.sent(file_id=spoken.raw["file"]["file_id"], message_id=spoken.id, delete_original=True)
    assert await (await world.start(crash_at=point)).ended() == -9
    assert (await hall.media(media_id)).state == "wanted"
    assert spoken.id in {message.id for message in await world.client.messages(LARS)}
    await world.start()

    async def is_kept() -> bool:
        return (await hall.media(media_id)).state == "kept"

    await until(is_kept, "the voice message is kept")
    await world.settled()
    media = await hall.media(media_id)
    assert media.stored in hall.files()
    assert hall.files() == await hall.kept_names(), "what the bot made of the voice itself, and nothing besides"
    assert len(await hall.store.read(media.stored)) == media.size
    assert spoken.id not in {message.id for message in await world.client.messages(LARS)}
    assert len(await world.client.log(method="deleteMessage")) == 1
