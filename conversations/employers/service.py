"""Who of the team talked to an employer, and when a colleague is warned; callable without any dialogue."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from storage.models import ContactAnswer, ContactKind, Employer, EmployerContact, EmployerQuestion
from storage.unit_of_work import UnitOfWork


async def note_contact(
    store: UnitOfWork, employer: Employer, person_id: int, *, on: date, kind: str, now: datetime
) -> None:
    """Keeps that somebody of the team was in contact with an employer; the same day and kind again changes nothing.

    Args:
        store: on behalf of somebody of the programme's staff, or of the system.
        employer: with whom.
        person_id: who was.
        on: the day in the programme's zone.
        kind: one of `ContactKind`.
        now: UTC.

    Raises:
        ValueError: there is no such kind.
        LookupError: the employer is not theirs to see.
    """
    kept = ContactKind(kind)
    if await store.employers.add_contact(employer.id, person_id, on=on, kind=kept, now=now):
        await store.audit.note("employer.contacted", now, subject="employer", subject_id=employer.id, kind=kept.value)


@dataclass(frozen=True)
class Standing:
    """Where an employer stands for one of the team.

    Attributes:
        last: the team's newest contact, however long ago.
        warning: a colleague's contact after which the firm should be left alone for now.
        question: what this person asked the colleague of the warning, or whose answer has lifted it.
    """

    last: EmployerContact | None
    warning: EmployerContact | None
    question: EmployerQuestion | None


def too_near(
    newest_first: Sequence[EmployerContact], person_id: int, allowed: Collection[int] = frozenset()
) -> EmployerContact | None:
    """The colleague's contact to warn of, among those within the programme's limit.

    A release frees the firm for all that was before it too. `allowed` are the contacts whose colleague said that this
    person may go ahead.
    """
    for contact in newest_first:
        if contact.released_at is not None:
            return None
        if contact.person_id != person_id and contact.id not in allowed:
            return contact
    return None


async def standing(store: UnitOfWork, employer: Employer, person_id: int, *, today: date, rest_days: int) -> Standing:
    """Who talked to the employer last, and whether this person is warned.

    Employers ask that one firm is not called by many of the same programme: three months between colleagues is usual.

    Args:
        store: on behalf of this person.
        employer: which.
        person_id: who thinks of contacting them.
        today: in the programme's zone.
        rest_days: the programme's limit; 0 for no warning.
    """
    last = await store.employers.last_contact(employer.id)
    if last is None:
        return Standing(None, None, None)
    questions = {one.contact_id: one for one in await store.employers.questions_about(employer.id, person_id)}
    near = await store.employers.contacts_after(employer.id, today - timedelta(days=rest_days)) if rest_days else ()
    allowed = {contact_id for contact_id, one in questions.items() if one.answer == ContactAnswer.FINE}
    warning = too_near(near, person_id, allowed)
    asked_of = warning or too_near(near, person_id)
    return Standing(last, warning, questions.get(asked_of.id) if asked_of is not None else None)


def may_release(last: EmployerContact | None, person_id: int) -> bool:
    """Whether this person may free the firm for the others, or take that back: who was in contact last may."""
    return last is not None and last.person_id == person_id
