"""The reflective logs: each is its author's and nobody else's, the system itself included."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, delete, false, func, select

from storage.models import Reflection, ReflectionReminder
from storage.repositories.base import Repository


class ReflectionRepository(Repository):
    """The acting person's own log. Whoever acts as the system finds nothing in it."""

    async def add(self, reflection: Reflection) -> None:
        """One more entry.

        Raises:
            LookupError: it would stand in somebody else's log.
        """
        if self._scope.person_id is None or reflection.author_id != self._scope.person_id:
            raise LookupError("a log of somebody else")
        self._session.add(reflection)
        await self._session.flush()

    async def get(self, reflection_id: int) -> Reflection | None:
        """One entry; None where it is not their own."""
        return await self._session.scalar(select(Reflection).where(Reflection.id == reflection_id, self._own()))

    async def newest(self, limit: int | None = None, skip: int = 0) -> Sequence[Reflection]:
        """The entries, the newest day first."""
        query = select(Reflection).where(self._own()).order_by(Reflection.on.desc(), Reflection.id.desc())
        return (await self._session.scalars(query.limit(limit).offset(skip))).all()

    async def count(self) -> int:
        """How many entries there are."""
        return await self._session.scalar(select(func.count()).select_from(Reflection).where(self._own())) or 0

    async def has_on(self, day: date) -> bool:
        """Whether there is an entry about this day."""
        query = select(Reflection.id).where(self._own(), Reflection.on == day).limit(1)
        return await self._session.scalar(query) is not None

    async def remove(self, reflection: Reflection) -> None:
        """Takes an entry away for good."""
        await self._session.delete(reflection)
        await self._session.flush()

    async def reminder(self) -> ReflectionReminder | None:
        """When the person wants to be reminded; None for never."""
        query = select(ReflectionReminder).where(ReflectionReminder.person_id == (self._scope.person_id or 0))
        return await self._session.scalar(query)

    async def remind(self, at: str | None) -> None:
        """Keeps when the person wants to be reminded, as `HH:MM`; None for never.

        Raises:
            LookupError: nobody in particular is acting.
        """
        me = self._scope.person_id
        if me is None:
            raise LookupError("nobody to remind")
        if at is None:
            await self._session.execute(delete(ReflectionReminder).where(ReflectionReminder.person_id == me))
        else:
            await self._session.execute(self._put(ReflectionReminder, {"person_id": me, "at": at}, ["person_id"]))

    async def to_remind(self) -> Sequence[ReflectionReminder]:
        """Everybody who wants to be reminded; for the housekeeping."""
        return (await self._session.scalars(select(ReflectionReminder).order_by(ReflectionReminder.person_id))).all()

    def _own(self) -> ColumnElement[bool]:
        return false() if self._scope.person_id is None else Reflection.author_id == self._scope.person_id
