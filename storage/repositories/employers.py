"""Employers, for the staff of their programme alone."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager, joinedload

from storage.models import Employer, EmployerContact, EmployerQuestion, Programme
from storage.repositories.base import Repository
from storage.visibility import staffed_programmes, visible_employers


class EmployerRepository(Repository):
    """Employers of the programmes the acting person works in, and the team's contacts with them."""

    async def get(self, employer_id: int) -> Employer | None:
        """The employer, in use or put away; None where it is not theirs to see."""
        query = select(Employer).where(Employer.id == employer_id, visible_employers(self._scope))
        return await self._session.scalar(query)

    async def by_ids(self, employer_ids: Collection[int]) -> dict[int, Employer]:
        """Those of these ids that they may see, in use or put away."""
        query = select(Employer).where(self._among(Employer.id, employer_ids), visible_employers(self._scope))
        return {employer.id: employer for employer in await self._session.scalars(query)}

    async def of_programme(self, programme_id: int) -> Sequence[Employer]:
        """The programme's employers in use, newest first; names are sealed, so who reads sorts and searches."""
        query = self._of(programme_id).where(Employer.active)
        return (await self._session.scalars(query)).all()

    async def put_away_of(self, programme_id: int) -> Sequence[Employer]:
        """The programme's employers that were put away, newest first."""
        query = self._of(programme_id).where(~Employer.active)
        return (await self._session.scalars(query)).all()

    def _of(self, programme_id: int) -> Select[Employer]:
        return (
            select(Employer)
            .where(Employer.programme_id == programme_id, visible_employers(self._scope))
            .order_by(Employer.id.desc())
        )

    async def recent(
        self, person_id: int, programme_ids: Collection[int], limit: int, offset: int = 0
    ) -> Sequence[Employer]:
        """Employers in use of these programmes: first those this person was in contact with last, then the newest."""
        last = (
            select(
                EmployerContact.employer_id,
                func.max(EmployerContact.on).label("last_on"),
                func.max(EmployerContact.at).label("last_at"),
            )
            .where(EmployerContact.person_id == person_id)
            .group_by(EmployerContact.employer_id)
            .subquery()
        )
        query = (
            select(Employer)
            .outerjoin(last, last.c.employer_id == Employer.id)
            .where(
                self._among(Employer.programme_id, programme_ids),
                Employer.active,
                visible_employers(self._scope),
            )
            .order_by(last.c.last_on.desc().nulls_last(), last.c.last_at.desc().nulls_last(), Employer.id.desc())
            .limit(limit)
            .offset(offset)
        )
        return (await self._session.scalars(query)).all()

    async def add(self, employer: Employer) -> Employer:
        """A new employer.

        Raises:
            LookupError: the acting person does not work in the programme.
        """
        query = select(Programme.id).where(Programme.id == employer.programme_id, staffed_programmes(self._scope))
        if await self._session.scalar(query) is None:
            raise LookupError(f"programme {employer.programme_id}")
        self._session.add(employer)
        await self._session.flush()
        return employer

    async def add_contact(self, employer_id: int, person_id: int, *, on: date, kind: str, now: datetime) -> bool:
        """Keeps that this person was in contact; once a day and kind. Says whether it is new.

        Raises:
            LookupError: the employer is not theirs to see.
        """
        if await self.get(employer_id) is None:
            raise LookupError(f"employer {employer_id}")
        values = {"employer_id": employer_id, "person_id": person_id, "at": now, "on": on, "kind": kind}
        new = self._insert_new(EmployerContact, [values], ["employer_id", "person_id", "on", "kind"])
        return await self._session.scalar(new.returning(EmployerContact.id)) is not None

    async def contact(self, contact_id: int) -> EmployerContact | None:
        """One contact with its person; None where the employer is not theirs to see."""
        return await self._session.scalar(self._contacts().where(EmployerContact.id == contact_id))

    async def last_contact(self, employer_id: int) -> EmployerContact | None:
        """The team's newest contact with the employer, with its person."""
        return await self._session.scalar(self._newest_first(employer_id).limit(1))

    async def contacts_after(self, employer_id: int, day: date) -> Sequence[EmployerContact]:
        """The team's contacts with the employer after this day, the newest first, each with its person."""
        query = self._newest_first(employer_id).where(EmployerContact.on > day)
        return (await self._session.scalars(query)).all()

    def _newest_first(self, employer_id: int) -> Select[EmployerContact]:
        return (
            self._contacts()
            .where(EmployerContact.employer_id == employer_id)
            .order_by(EmployerContact.on.desc(), EmployerContact.at.desc(), EmployerContact.id.desc())
        )

    def _contacts(self) -> Select[EmployerContact]:
        return (
            select(EmployerContact)
            .join(Employer, Employer.id == EmployerContact.employer_id)
            .where(visible_employers(self._scope))
            .options(joinedload(EmployerContact.person))
        )

    async def remove_contact(self, contact: EmployerContact) -> None:
        """Takes back a contact that was noted by mistake, and what was asked about it."""
        await self._session.delete(contact)
        await self._session.flush()

    async def questions_about(self, employer_id: int, asker_id: int) -> Sequence[EmployerQuestion]:
        """What this person asked about contacts with the employer."""
        query = self._questions().where(
            EmployerContact.employer_id == employer_id, EmployerQuestion.asker_id == asker_id
        )
        return (await self._session.scalars(query)).all()

    async def question(self, question_id: int) -> EmployerQuestion | None:
        """One question with its contact; None where the employer is not theirs to see."""
        return await self._session.scalar(self._questions().where(EmployerQuestion.id == question_id))

    def _questions(self) -> Select[EmployerQuestion]:
        return (
            select(EmployerQuestion)
            .join(EmployerQuestion.contact)
            .join(Employer, Employer.id == EmployerContact.employer_id)
            .where(visible_employers(self._scope))
            .options(contains_eager(EmployerQuestion.contact))
        )

    async def ask(self, contact: EmployerContact, asker_id: int, now: datetime) -> EmployerQuestion:
        """Keeps that this person asks about the contact, now and not yet answered; asked before or not."""
        values = {
            "contact_id": contact.id,
            "asker_id": asker_id,
            "asked_at": now,
            "answer": None,
            "answered_at": None,
        }
        await self._session.execute(self._put(EmployerQuestion, values, ["contact_id", "asker_id"]))
        query = self._questions().where(
            EmployerQuestion.contact_id == contact.id, EmployerQuestion.asker_id == asker_id
        )
        return (await self._session.scalars(query.execution_options(populate_existing=True))).one()
