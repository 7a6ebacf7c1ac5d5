"""Tasks on their way from one colleague to another."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, delete, or_, select, true
from sqlalchemy.orm import contains_eager, joinedload

from storage.models import Membership, Task, TaskOffer, TaskState
from storage.repositories.base import Repository


class TaskOfferRepository(Repository):
    """Who asked whom to take which task; both of them see it, and nobody else."""

    async def of_tasks(self, task_ids: Collection[int]) -> dict[int, TaskOffer]:
        """How these tasks were handed on last, taken or not, by task."""
        query = self._loaded().where(self._among(TaskOffer.task_id, task_ids), self._between_us())
        return {offer.task_id: offer for offer in await self._session.scalars(query)}

    async def waiting_for(self, person_id: int) -> Sequence[TaskOffer]:
        """What others ask this person to take, the oldest first; only what is still open and the giver's."""
        query = self._open().where(TaskOffer.taker_id == person_id, self._between_us())
        return (await self._session.scalars(query.order_by(TaskOffer.offered_at, TaskOffer.task_id))).all()

    async def waiting(self, task_id: int) -> TaskOffer | None:
        """The offer of this task that nobody has answered, locked with its task; None when there is none to see."""
        query = self._open().where(TaskOffer.task_id == task_id, self._between_us())
        query = query.with_for_update(of=(TaskOffer, Task), key_share=True)
        return await self._session.scalar(query.execution_options(populate_existing=True))

    async def offer(
        self, task_id: int, giver_id: int, taker_id: int, now: datetime, *, taken_at: datetime | None = None
    ) -> None:
        """Keeps the offer, in place of an earlier one; with `taken_at` it is no question any more.

        Raises:
            LookupError: the acting person does not have the task.
        """
        own = select(Task.id).where(Task.id == task_id, Task.assignee_id == giver_id, self._is_me(Task.assignee_id))
        if await self._session.scalar(own) is None:
            raise LookupError(f"task {task_id}")
        values = {
            "task_id": task_id,
            "giver_id": giver_id,
            "taker_id": taker_id,
            "offered_at": now,
            "taken_at": taken_at,
        }
        await self._session.execute(self._put(TaskOffer, values, ["task_id"]))

    async def drop(self, task_id: int) -> None:
        """Takes an unanswered offer away; none is fine."""
        await self._session.execute(
            delete(TaskOffer)
            .where(TaskOffer.task_id == task_id, TaskOffer.taken_at.is_(None), self._between_us())
            .execution_options(synchronize_session=False)
        )

    async def drop_of_leavers(self) -> None:
        """Takes unanswered offers away whose taker is not on the staff of the task's programme any more."""
        still_here = (
            select(Membership.id)
            .join(Task, Task.programme_id == Membership.programme_id)
            .where(Task.id == TaskOffer.task_id, Membership.person_id == TaskOffer.taker_id, Membership.active)
            .correlate_except(Membership, Task)
        )
        await self._session.execute(
            delete(TaskOffer)
            .where(TaskOffer.taken_at.is_(None), ~still_here.exists())
            .execution_options(synchronize_session=False)
        )

    @staticmethod
    def _loaded() -> Select[TaskOffer]:
        return (
            select(TaskOffer)
            .options(joinedload(TaskOffer.giver), joinedload(TaskOffer.taker))
            .execution_options(populate_existing=True)
        )

    def _open(self) -> Select[TaskOffer]:
        return (
            self._loaded()
            .join(TaskOffer.task)
            .where(TaskOffer.taken_at.is_(None), Task.state == TaskState.OPEN, Task.assignee_id == TaskOffer.giver_id)
            .options(contains_eager(TaskOffer.task))
        )

    def _is_me(self, person_id: SQLColumnExpression[int]) -> ColumnElement[bool]:
        return true() if self._scope.person_id is None else person_id == self._scope.person_id

    def _between_us(self) -> ColumnElement[bool]:
        return or_(self._is_me(TaskOffer.giver_id), self._is_me(TaskOffer.taker_id))
