"""Tasks for specialists, and the audit trail."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, insert, literal, or_, select, true

from storage.models import AuditEntry, Membership, Task, TaskState
from storage.repositories.base import Repository
from storage.visibility import visible_participant_id

_ESCAPE = "/"

_KEYED = (
    # Written out, because the index that holds open tasks only is no use to a parameter.
    Task.state == literal(TaskState.OPEN.value, literal_execute=True),
    or_(Task.key == bindparam("cause"), Task.key.startswith(bindparam("beginning"), escape=_ESCAPE)),
)
_ANY_OPEN_KEYED = select(Task.id).where(*_KEYED).limit(1)
_OPEN_KEYED = select(Task.id).where(*_KEYED).with_for_update(key_share=True).order_by(Task.id)


def _cause(prefix: str) -> dict[str, str]:
    cause = prefix.rstrip(":")
    beginning = f"{cause}:"
    for sign in (_ESCAPE, "%", "_"):
        beginning = beginning.replace(sign, _ESCAPE + sign)
    return {"cause": cause, "beginning": beginning}


class TaskRepository(Repository):
    """What a specialist should look at."""

    async def raise_once(self, task: Task) -> bool:
        """Keeps the task unless one with its key was ever raised; says whether it is new."""
        values = {
            "key": task.key,
            "programme_id": task.programme_id,
            "assignee_id": task.assignee_id,
            "participant_id": task.participant_id,
            "kind": task.kind,
            "text": task.text,
            "state": TaskState.OPEN,
            "due_at": task.due_at,
            "created_at": task.created_at,
        }
        statement = self._insert_new(Task, [values], ["key"]).returning(Task.id)
        return await self._session.scalar(statement) is not None

    async def open_of(
        self, assignee_id: int, limit: int = 20, *, skip: int = 0, before: datetime | None = None
    ) -> Sequence[Task]:
        """The specialist's open tasks, the one due first first; with `before` (UTC) only those due before it."""
        query = (
            select(Task)
            .where(
                Task.assignee_id == assignee_id,
                Task.state == TaskState.OPEN,
                true() if before is None else Task.due_at < before,
                self._own(),
            )
            .order_by(Task.due_at, Task.id)
            .limit(limit)
            .offset(skip)
        )
        return (await self._session.scalars(query)).all()

    async def count_open(self, assignee_id: int) -> int:
        """How many tasks wait for the specialist."""
        query = select(func.count()).where(
            Task.assignee_id == assignee_id,
            Task.state == TaskState.OPEN,
            self._own(),
        )
        return await self._session.scalar(query) or 0

    async def count_due(self, assignee_id: int, before: datetime) -> int:
        """How many open tasks of the specialist are due before this moment (UTC)."""
        query = select(func.count()).where(
            Task.assignee_id == assignee_id,
            Task.state == TaskState.OPEN,
            Task.due_at < before,
            self._own(),
        )
        return await self._session.scalar(query) or 0

    async def has_open(self, prefix: str) -> bool:
        """Whether a task of this cause is open still; see `close_keyed`."""
        return await self._session.scalar(_ANY_OPEN_KEYED, _cause(prefix)) is not None

    async def waiting(self, programme_id: int, kinds: Collection[str]) -> Sequence[Task]:
        """Open tasks of these kinds about participants the acting person may see, whoever has them; oldest first."""
        query = (
            select(Task)
            .where(
                Task.programme_id == programme_id,
                Task.kind.in_(kinds),
                Task.state == TaskState.OPEN,
                visible_participant_id(Task.participant_id, self._scope),
            )
            .order_by(Task.created_at, Task.id)
        )
        return (await self._session.scalars(query)).all()

    async def hand_over(self, participant_id: int, kinds: Collection[str], assignee_id: int) -> None:
        """Puts the open tasks of these kinds about this participant on somebody else's list.

        Raises:
            LookupError: the participant is not theirs to see.
        """
        await self._require_participant(participant_id)
        query = (
            select(Task)
            .where(Task.participant_id == participant_id, Task.kind.in_(kinds), Task.state == TaskState.OPEN)
            .with_for_update(key_share=True)
            .order_by(Task.id)
        )
        for task in await self._session.scalars(query):
            task.assignee_id = assignee_id

    async def get(self, task_id: int) -> Task | None:
        """The task, where it is the acting person's own."""
        return await self._session.scalar(select(Task).where(Task.id == task_id, self._own()))

    async def close_keyed(self, prefix: str, now: datetime) -> None:
        """Closes open tasks whose cause is gone: whose key is this one, or begins with it and a colon.

        So `silent:12` closes `silent:12` and `silent:12:5`, but not `silent:123`.
        """
        found = (await self._session.scalars(_OPEN_KEYED, _cause(prefix))).all()
        if not found:
            return
        for task in await self._session.scalars(select(Task).where(Task.id.in_(found))):
            task.state, task.done_at = TaskState.DONE, now

    async def open_keyed(self, prefix: str) -> Sequence[Task]:
        """The open tasks of this cause, whoever has them; see `close_keyed`."""
        query = select(Task).where(*_KEYED).order_by(Task.id)
        return (await self._session.scalars(query, _cause(prefix))).all()

    async def about(self, participant_id: int, assignee_id: int) -> Sequence[Task]:
        """The open tasks about a participant that somebody has, locked."""
        query = (
            select(Task)
            .where(
                Task.participant_id == participant_id,
                Task.assignee_id == assignee_id,
                Task.state == literal(TaskState.OPEN.value, literal_execute=True),
                self._own(),
            )
            .order_by(Task.id)
            .with_for_update(key_share=True)
        )
        return (await self._session.scalars(query)).all()

    async def left_behind(self) -> Sequence[Task]:
        """The open tasks of people who are not on the staff of the task's programme any more, locked."""
        on_staff = select(Membership.id).where(
            Membership.person_id == Task.assignee_id, Membership.programme_id == Task.programme_id, Membership.active
        )
        query = (
            select(Task)
            .where(Task.state == literal(TaskState.OPEN.value, literal_execute=True), ~on_staff.exists())
            .order_by(Task.id)
            .with_for_update(key_share=True)
        )
        return (await self._session.scalars(query)).all()

    def _own(self) -> ColumnElement[bool]:
        return true() if self._scope.person_id is None else Task.assignee_id == self._scope.person_id


class AuditRepository(Repository):
    """Who did what about whom; lines are only ever added."""

    async def note(
        self,
        action: str,
        now: datetime,
        *,
        participant_id: int | None = None,
        subject: str | None = None,
        subject_id: int | None = None,
        **detail: str | int | bool,
    ) -> None:
        """Adds a line in the acting person's name. `detail` holds ids and our own words, nothing personal."""
        values: dict[str, Any] = {
            "at": now,
            "actor_id": self._scope.person_id,
            "participant_id": participant_id,
            "action": action,
            "subject": subject,
            "subject_id": subject_id,
            "detail": detail,
        }
        await self._session.execute(insert(AuditEntry).values(values))
