"""The job logs, and the jobs proposed to, the participants whom the acting person may see."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from storage.models import JobApplication, JobProposal
from storage.repositories.base import Repository
from storage.visibility import visible_participant_id


class JobLogRepository(Repository):
    """Applications, newest first."""

    async def of_participant(self, participant_id: int) -> Sequence[JobApplication]:
        """All of hers, the newest first."""
        query = (
            select(JobApplication)
            .where(
                JobApplication.participant_id == participant_id,
                visible_participant_id(JobApplication.participant_id, self._scope),
            )
            .order_by(JobApplication.applied_on.desc(), JobApplication.id.desc())
        )
        return (await self._session.scalars(query)).all()

    async def get(self, application_id: int) -> JobApplication | None:
        """One; None where it is not theirs to see."""
        query = select(JobApplication).where(
            JobApplication.id == application_id,
            visible_participant_id(JobApplication.participant_id, self._scope),
        )
        return await self._session.scalar(query)

    async def add(self, application: JobApplication) -> None:
        """Keeps one more.

        Raises:
            LookupError: the participant is not theirs to see.
        """
        await self._require_participant(application.participant_id)
        self._session.add(application)
        await self._session.flush()

    async def remove(self, application: JobApplication) -> None:
        """Takes one away for good."""
        await self._session.delete(application)
        await self._session.flush()


class ProposalRepository(Repository):
    """Jobs that specialists proposed, newest first."""

    async def of_participant(self, participant_id: int) -> Sequence[JobProposal]:
        """All that were proposed to her, the newest first."""
        query = (
            select(JobProposal)
            .where(
                JobProposal.participant_id == participant_id,
                visible_participant_id(JobProposal.participant_id, self._scope),
            )
            .order_by(JobProposal.id.desc())
        )
        return (await self._session.scalars(query)).all()

    async def get(self, proposal_id: int) -> JobProposal | None:
        """One; None where it is not theirs to see."""
        query = select(JobProposal).where(
            JobProposal.id == proposal_id, visible_participant_id(JobProposal.participant_id, self._scope)
        )
        return await self._session.scalar(query)

    async def add(self, proposal: JobProposal) -> None:
        """Keeps one more.

        Raises:
            LookupError: the participant is not theirs to see.
        """
        await self._require_participant(proposal.participant_id)
        self._session.add(proposal)
        await self._session.flush()
