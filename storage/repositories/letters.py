"""The letters of the participants whom the acting person may see."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update

from storage.models import Letter
from storage.repositories.base import Repository
from storage.visibility import visible_participant_id


class LetterRepository(Repository):
    """Letters that wait for help, or waited."""

    async def get(self, letter_id: int) -> Letter | None:
        """One; None where it is not theirs to see."""
        query = select(Letter).where(Letter.id == letter_id, visible_participant_id(Letter.participant_id, self._scope))
        return await self._session.scalar(query)

    async def add(self, letter: Letter) -> None:
        """Keeps one more.

        Raises:
            LookupError: the participant is not theirs to see.
        """
        await self._require_participant(letter.participant_id)
        self._session.add(letter)
        await self._session.flush()

    async def forget_pictures(self, sent_before: datetime) -> None:
        """Takes away the pictures of letters sent before this moment (UTC), dealt with or not."""
        await self._session.execute(
            update(Letter)
            .where(Letter.sent_at < sent_before, Letter.picture.is_not(None))
            .values(picture=None)
            .execution_options(synchronize_session=False)
        )
