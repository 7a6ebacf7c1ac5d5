"""Tasks for specialists, and the audit trail."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, insert, literal, or_, select, true

from storage.models import AuditEntry, Task, TaskState
from storage.repositories.base import Repository

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

    async def open_of(self, assignee_id: int, limit: int = 20) -> Sequence[Task]:
        """The specialist's open tasks, the one due first first."""
        query = (
            select(Task)
            .where(Task.assignee_id == assignee_id, Task.state == TaskState.OPEN, self._own())
            .order_by(Task.due_at, Task.id)
            .limit(limit)
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
