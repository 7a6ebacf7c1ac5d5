"""Voice messages, pictures and files, each for whoever sent it.

Who else may have one depends on what it belongs to (a note, a talk), which a feature judges by its own rows; it then
reads the row as the system (`conversations.media.service.find`).
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, select, true

from storage.models import Media, MediaState, Programme
from storage.repositories.base import Repository
from storage.visibility import visible_programmes


class MediaRepository(Repository):
    """The media of the acting person."""

    @property
    def _own(self) -> ColumnElement[bool]:
        return true() if self._scope.person_id is None else Media.owner_id == self._scope.person_id

    async def add(self, media: Media) -> None:
        """Keeps one more.

        Raises:
            LookupError: it is somebody else's, or of a programme that is not theirs.
        """
        programme = select(Programme.id).where(Programme.id == media.programme_id, visible_programmes(self._scope))
        if self._scope.person_id not in {None, media.owner_id} or await self._session.scalar(programme) is None:
            raise LookupError(f"programme {media.programme_id}")
        self._session.add(media)
        await self._session.flush()

    async def get(self, media_id: int) -> Media | None:
        """One; None where it is somebody else's."""
        return await self._session.scalar(select(Media).where(Media.id == media_id, self._own))

    async def locked(self, media_id: int) -> Media | None:
        """The same as it is now, whatever was loaded before, locked until the end of the transaction."""
        await self._session.flush()
        query = (
            select(Media)
            .where(Media.id == media_id, self._own)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
        return await self._session.scalar(query)

    async def kept_after(self, media_id: int, limit: int) -> Sequence[tuple[int, str]]:
        """Ids and stored names of the next kept ones after this id, in order; for work on the files themselves."""
        query = (
            select(Media.id, Media.stored)
            .where(Media.id > media_id, Media.state == MediaState.KEPT, self._own)
            .order_by(Media.id)
            .limit(limit)
        )
        return [(row.id, row.stored) for row in await self._session.execute(query)]
