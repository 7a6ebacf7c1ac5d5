"""Re-encrypting kept files with the newest key, one at a time, while the bot runs. Stopped half-way it is run again."""

from __future__ import annotations

import logging

from storage.database import Database
from storage.media_store import MediaMissingError, MediaStore
from storage.models import MediaState

log = logging.getLogger(__name__)

_BATCH = 100


async def rotate_files(database: Database, files: MediaStore) -> int:
    """Encrypts every kept file with the newest key; says how many were not yet.

    What is fetched meanwhile is written with the newest key anyway.

    Raises:
        MediaStoreError: the store does not answer, or has no room. What was done until then stays done.
        SecretKeyError: a file was sealed with a key that was not given.
    """
    changed, after = 0, 0
    while True:
        async with database.reading() as store:
            batch = await store.media.kept_after(after, _BATCH)
        if not batch:
            return changed
        for media_id, stored in batch:
            changed += await _rotate(database, files, media_id, stored)
            after = media_id


async def _rotate(database: Database, files: MediaStore, media_id: int, stored: str) -> bool:
    try:
        changed = await files.reseal(stored)
    except MediaMissingError:
        log.warning("a kept file is missing", extra={"media": media_id})
        return False
    if changed:
        async with database.reading() as store:
            media = await store.media.get(media_id)
        if media is None or media.state != MediaState.KEPT:  # forgotten while it was being written
            await files.remove(stored)
    return changed
