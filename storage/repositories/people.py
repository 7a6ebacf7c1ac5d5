"""People, and who is on the staff of what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload, selectinload

from storage.models import (
    Membership,
    Person,
    Role,
)
from storage.repositories.base import Repository
from storage.visibility import (
    visible_memberships,
    visible_people,
    visible_programmes,
)

_BY_CHAT = (
    select(Person)
    .where(Person.chat_id == bindparam("chat"))
    .options(selectinload(Person.memberships).joinedload(Membership.programme))
    .with_for_update(of=Person, key_share=True)
)


class PersonRepository(Repository):
    """People and staff memberships; who may be spoken to is decided by the participants' rules."""

    async def by_chat(self, chat_id: int) -> Person | None:
        """The person of this chat, with their memberships, locked until the end of the transaction."""
        return await self._session.scalar(_BY_CHAT, {"chat": chat_id})

    async def with_memberships(self, person_id: int) -> Person:
        """The person with their memberships and programmes as they are now, whatever was loaded before.

        Raises:
            LookupError: there is none, or none that the acting person may know.
        """
        await self._session.flush()
        query = (
            select(Person)
            .where(Person.id == person_id, visible_people(self._scope))
            .options(selectinload(Person.memberships).joinedload(Membership.programme))
            .execution_options(populate_existing=True)
        )
        person = await self._session.scalar(query)
        if person is None:
            raise LookupError(f"person {person_id}")
        return person

    async def get(self, person_id: int) -> Person:
        """The person with this id.

        Raises:
            LookupError: there is none, or none that the acting person may know.
        """
        person = await self._session.scalar(
            select(Person).where(Person.id == person_id, visible_people(self._scope)),
        )
        if person is None:
            raise LookupError(f"person {person_id}")
        return person

    async def add(self, name: str, language: str, now: datetime, chat_id: int | None = None) -> Person:
        """A new person."""
        person = Person(name=name, language=language, chat_id=chat_id, reading="both", reachable=True, created_at=now)
        self._session.add(person)
        await self._session.flush()
        return person

    async def release_chat(self, chat_id: int) -> None:
        """Frees the chat from whoever had it, so that another person can be bound to it."""
        holder = await self._session.scalar(select(Person).where(Person.chat_id == chat_id))
        if holder is not None:
            holder.chat_id = None
            await self._session.flush()

    async def join_staff(self, person_id: int, programme_id: int, role: Role, now: datetime) -> Membership:
        """Makes the person staff of the programme; already being so changes nothing."""
        query = select(Membership).where(
            Membership.person_id == person_id,
            Membership.programme_id == programme_id,
            Membership.role == role,
        )
        membership = await self._session.scalar(query)
        if membership is None:
            membership = Membership(
                person_id=person_id,
                programme_id=programme_id,
                role=role,
                active=True,
                created_at=now,
            )
            self._session.add(membership)
        membership.active = True
        await self._session.flush()
        return membership

    async def staff_of(self, programme_id: int, role: Role) -> Sequence[Membership]:
        """The active staff of a programme in this role, with their people."""
        query = (
            select(Membership)
            .join(Membership.programme)
            .where(
                Membership.programme_id == programme_id,
                Membership.role == role,
                Membership.active,
                visible_programmes(self._scope),
            )
            .options(joinedload(Membership.person))
            .order_by(Membership.id)
        )
        return (await self._session.scalars(query)).all()

    async def membership(self, person_id: int, programme_id: int, role: Role) -> Membership | None:
        """The active membership, or None."""
        return await self._session.scalar(
            select(Membership)
            .join(Membership.programme)
            .where(
                Membership.person_id == person_id,
                Membership.programme_id == programme_id,
                Membership.role == role,
                Membership.active,
                visible_programmes(self._scope),
            ),
        )

    async def membership_by_id(self, membership_id: int) -> Membership | None:
        """The active membership with its person and programme, where the acting person coordinates the programme."""
        query = (
            select(Membership)
            .where(Membership.id == membership_id, Membership.active, visible_memberships(self._scope))
            .options(joinedload(Membership.person), joinedload(Membership.programme))
        )
        return await self._session.scalar(query)
