"""Who may see what, in one place: every repository asks here and adds no rule of its own.

A participant sees their own profile, a specialist their own participants, a coordinator the participants of their
programmes, and not what these say to their specialists; the system itself (the dispatcher, the housekeeping) sees all.

Every subquery names the tables that are its own (`correlate_except`): a query that happens to use the same table must
not make them mean its rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from sqlalchemy import BigInteger, ColumnElement, SQLColumnExpression, bindparam, exists, or_, select, true
from sqlalchemy.orm import aliased

from storage.models import (
    Appointment,
    Attendee,
    Employer,
    Handover,
    Membership,
    Participant,
    Person,
    Place,
    Programme,
    Role,
)


@dataclass(frozen=True)
class Scope:
    """On whose behalf the database is read; `person_id` is None for the system itself."""

    person_id: int | None

    @property
    def stand_in(self) -> Scope:
        """What stands for this scope in a statement that is built once for everybody: the system, or `VIEWER`."""
        return SYSTEM if self.person_id is None else VIEWER


SYSTEM = Scope(None)

VIEWER = Scope(cast("int", bindparam("viewer", type_=BigInteger)))
"""Somebody: a statement built with it is told who it is by its parameter `viewer`, each time it runs."""


def _coordinates(programme_id: ColumnElement[int], scope: Scope) -> ColumnElement[bool]:
    return exists(
        select(Membership.id)
        .where(
            Membership.programme_id == programme_id,
            Membership.person_id == scope.person_id,
            Membership.role == Role.COORDINATOR,
            Membership.active,
        )
        .correlate_except(Membership),
    )


def _on_staff(programme_id: ColumnElement[int], scope: Scope) -> ColumnElement[bool]:
    return exists(
        select(Membership.id)
        .where(
            Membership.programme_id == programme_id,
            Membership.person_id == scope.person_id,
            Membership.active,
        )
        .correlate_except(Membership),
    )


def _specialist_now(participant: type[Participant], scope: Scope) -> ColumnElement[bool]:
    return (participant.specialist_id == scope.person_id) & exists(
        select(Membership.id)
        .where(
            Membership.programme_id == participant.programme_id,
            Membership.person_id == scope.person_id,
            Membership.role == Role.SPECIALIST,
            Membership.active,
        )
        .correlate_except(Membership),
    )


def visible_participants(scope: Scope) -> ColumnElement[bool]:
    """The participants this person may see."""
    if scope.person_id is None:
        return true()
    return or_(
        Participant.person_id == scope.person_id,
        _specialist_now(Participant, scope),
        _coordinates(Participant.programme_id.expression, scope),
    )


def visible_participant_id(participant_id: SQLColumnExpression[int | None], scope: Scope) -> ColumnElement[bool]:
    """Whether a row that points at a participant is about one this person may see."""
    if scope.person_id is None:
        return true()
    about = select(Participant.id).where(Participant.id == participant_id, visible_participants(scope))
    return exists(about.correlate_except(Participant))


def visible_talk(participant_id: ColumnElement[int], scope: Scope) -> ColumnElement[bool]:
    """Whether this person may read what was said with this participant: the two who talk, and no coordinator."""
    if scope.person_id is None:
        return true()
    one = aliased(Participant)
    either = or_(one.person_id == scope.person_id, _specialist_now(one, scope))
    return exists(select(one.id).where(one.id == participant_id, either).correlate_except(one))


def visible_to_helper(participant_id: ColumnElement[int], scope: Scope) -> ColumnElement[bool]:
    """Whether this person helps this participant now: neither the participant nor a coordinator reads it."""
    if scope.person_id is None:
        return true()
    one = aliased(Participant)
    helps = _specialist_now(one, scope) & (one.person_id != scope.person_id)
    return exists(select(one.id).where(one.id == participant_id, helps).correlate_except(one))


def visible_people(scope: Scope) -> ColumnElement[bool]:
    """The people this person may know: themselves, the staff of their programmes, and the participants they may see."""
    if scope.person_id is None:
        return true()
    colleague = aliased(Membership)
    return or_(
        Person.id == scope.person_id,
        exists(
            select(colleague.id)
            .join(Programme, Programme.id == colleague.programme_id)
            .where(colleague.person_id == Person.id, visible_programmes(scope))
            .correlate_except(colleague, Programme),
        ),
        exists(
            select(Participant.id)
            .where(Participant.person_id == Person.id, visible_participants(scope))
            .correlate_except(Participant),
        ),
    )


def visible_appointments(scope: Scope) -> ColumnElement[bool]:
    """The appointments this person may see: with a participant they may see, or made by them while on the staff."""
    if scope.person_id is None:
        return true()
    return or_(
        (Appointment.specialist_id == scope.person_id) & _on_staff(Appointment.programme_id.expression, scope),
        exists(
            select(Attendee.appointment_id)
            .join(Participant, Participant.id == Attendee.participant_id)
            .where(Attendee.appointment_id == Appointment.id, visible_participants(scope))
            .correlate_except(Attendee, Participant),
        ),
    )


def visible_memberships(scope: Scope) -> ColumnElement[bool]:
    """The staff places of the programmes this person coordinates."""
    if scope.person_id is None:
        return true()
    own = aliased(Membership)
    return exists(
        select(own.id).where(
            own.programme_id == Membership.programme_id,
            own.person_id == scope.person_id,
            own.role == Role.COORDINATOR,
            own.active,
        ),
    )


def visible_places(scope: Scope) -> ColumnElement[bool]:
    """The places of the programmes this person works in."""
    if scope.person_id is None:
        return true()
    return _on_staff(Place.programme_id.expression, scope)


def visible_employers(scope: Scope) -> ColumnElement[bool]:
    """The employers of the programmes this person works in."""
    if scope.person_id is None:
        return true()
    return _on_staff(Employer.programme_id.expression, scope)


def staffed_programmes(scope: Scope) -> ColumnElement[bool]:
    """The programmes this person works in."""
    if scope.person_id is None:
        return true()
    return _on_staff(Programme.id.expression, scope)


def visible_programmes(scope: Scope) -> ColumnElement[bool]:
    """The programmes this person works in or takes part in."""
    if scope.person_id is None:
        return true()
    takes_part = exists(
        select(Participant.id)
        .where(
            Participant.programme_id == Programme.id,
            Participant.person_id == scope.person_id,
        )
        .correlate_except(Participant),
    )
    return or_(_on_staff(Programme.id.expression, scope), takes_part)


def visible_handovers(scope: Scope) -> ColumnElement[bool]:
    """Offers that this person made or got, while on the staff, and all of the programmes they coordinate."""
    if scope.person_id is None:
        return true()
    party = or_(Handover.to_id == scope.person_id, Handover.by_id == scope.person_id)
    programme_id = Handover.programme_id.expression
    return or_(party & _on_staff(programme_id, scope), _coordinates(programme_id, scope))
