"""Invitations and the slowing down of wrong codes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import joinedload

from storage.models import CodeAttempts, Invitation
from storage.repositories.base import Repository


class InvitationRepository(Repository):
    """Single-use codes, found by their hash."""

    async def by_hash(self, code_hash: str) -> Invitation | None:
        """The invitation of this code whatever its state, locked until the end of the transaction."""
        query = (
            select(Invitation)
            .where(Invitation.code_hash == code_hash)
            .options(joinedload(Invitation.programme))
            .with_for_update(of=Invitation, key_share=True)
        )
        return await self._session.scalar(query)

    async def used_for_staff(self, person_id: int) -> Sequence[Invitation]:
        """The staff invitations this person has opened, with their programmes, oldest first."""
        query = (
            select(Invitation)
            .where(Invitation.used_by_id == person_id, Invitation.participant_id.is_(None))
            .options(joinedload(Invitation.programme))
            .order_by(Invitation.id)
        )
        return (await self._session.scalars(query)).all()

    async def add(self, invitation: Invitation) -> None:
        """A new invitation."""
        self._session.add(invitation)
        await self._session.flush()

    async def revoke_open(self, participant_id: int, now: datetime) -> None:
        """Makes every unused code of this participant worthless, as when a new one is made."""
        await self._session.execute(
            update(Invitation)
            .where(
                Invitation.participant_id == participant_id,
                Invitation.used_at.is_(None),
                Invitation.revoked_at.is_(None),
            )
            .values(revoked_at=now),
        )

    async def attempts(self, chat_id: int) -> CodeAttempts | None:
        """How this chat has fared with codes, or None when it never failed."""
        return await self._session.get(CodeAttempts, chat_id, populate_existing=True)

    async def note_failure(self, chat_id: int, failures: int, wait_until: datetime) -> None:
        """Keeps that another wrong code was tried and until when the chat must wait."""
        values = {"chat_id": chat_id, "failures": failures, "wait_until": wait_until}
        await self._session.execute(self._put(CodeAttempts, values, ["chat_id"]))

    async def forget_failures(self, chat_id: int) -> None:
        """A right code wipes the slate."""
        attempts = await self.attempts(chat_id)
        if attempts is not None:
            await self._session.delete(attempts)
            await self._session.flush()
