"""Who the recipients of a batch are now: a handful of questions to the database for all of them, not one a row."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime, time
from functools import cache
from typing import Any, NamedTuple, Self

from sqlalchemy import Select, exists, select

from bot.delivery.check import Addressee, Standing
from conversations.appointments.blocked_time import BlockedKind, BlockedTime
from conversations.programme_settings import ProgrammeSettings
from storage.models import (
    BlockedTimeRow,
    Consent,
    Delivery,
    DeliveryKind,
    DeliveryState,
    Membership,
    Participant,
    Person,
    Programme,
)
from storage.outgoing import Outgoing
from storage.repositories.base import Repository, among


class _Profile(NamedTuple):
    """What is read of a participant."""

    id: int
    person_id: int
    programme_id: int
    specialist_id: int
    status: str
    agreed: bool
    consented: bool
    discreet: bool
    plan: Mapping[str, Any]
    quiet_from: time | None
    quiet_to: time | None


_PERSON = len(fields(Addressee))


@dataclass(frozen=True)
class Recipients:
    """The people of a batch.

    Attributes:
        addressees: by person.
        profiles: participant profiles by profile id.
        newest: each person's newest profile, by person.
    """

    addressees: Mapping[int, Addressee] = field(default_factory=dict)
    profiles: Mapping[int, Standing] = field(default_factory=dict)
    newest: Mapping[int, Standing] = field(default_factory=dict)

    def of(self, delivery: Outgoing) -> tuple[Addressee | None, Standing | None]:
        """The person, and the profile that decides whether they may be written to; staff are written to as staff.

        A delivery *about* a participant that goes to somebody else is not held up by that participant's hours.
        """
        addressee = self.addressees.get(delivery.person_id or 0)
        if addressee is None:
            return None, None
        named = self.profiles.get(delivery.participant_id or 0)
        if named is not None and named.person_id == addressee.person_id:
            return addressee, named
        return addressee, None if addressee.on_staff else self.newest.get(addressee.person_id)


@cache
def _everybody(*, postgres: bool) -> Select[Any]:
    """The columns of an `Addressee`, and those of each `_Profile` they have; older profiles first.

    Columns and not rows: a name nobody needs is not decrypted.
    """
    on_staff = exists().where(Membership.person_id == Person.id, Membership.active)
    consented = exists().where(Consent.participant_id == Participant.id, Consent.withdrawn_at.is_(None))
    person = (Person.id, Person.chat_id, Person.language, Person.reading, Person.reachable, on_staff)
    profile = (
        Participant.id,
        Participant.person_id,
        Participant.programme_id,
        Participant.specialist_id,
        Participant.status,
        Participant.agreed_at.is_not(None),
        consented,
        Participant.discreet,
        Participant.plan,
        Participant.quiet_from,
        Participant.quiet_to,
    )
    return (
        select(*person, *profile)
        .outerjoin(Participant, Participant.person_id == Person.id)
        .where(among(Person.id, "ids", postgres=postgres))
        .order_by(Participant.id)
    )


@cache
def _busy(*, postgres: bool) -> Select[int, str, time, time]:
    columns = (BlockedTimeRow.participant_id, BlockedTimeRow.days, BlockedTimeRow.starts, BlockedTimeRow.ends)
    return select(*columns).where(among(BlockedTimeRow.participant_id, "ids", postgres=postgres))


class RecipientRepository(Repository):
    """Reads what the check at send asks about; columns and not rows, as this runs for every message."""

    @classmethod
    def beside(cls, sibling: Repository) -> Self:
        """One in the transaction of another repository."""
        return cls(sibling._session, sibling._scope)  # noqa: SLF001 - of the same kind

    async def of(self, deliveries: Collection[Outgoing]) -> Recipients:
        """Everybody these deliveries go to."""
        person_ids = {delivery.person_id for delivery in deliveries if delivery.person_id is not None}
        if not person_ids:
            return Recipients()
        addressees: dict[int, Addressee] = {}
        joined = []
        named = {"ids": self._ids(person_ids)}
        for row in await self._session.execute(_everybody(postgres=self._postgres), named):
            addressees[row[0]] = Addressee(*row[:_PERSON])
            if row[_PERSON] is not None:
                joined.append(row[_PERSON:])
        profiles = await self._profiles([_Profile(*row) for row in joined])
        return Recipients(addressees, profiles, {profile.person_id: profile for profile in profiles.values()})

    async def lately(self, person_ids: Collection[int], since: datetime) -> dict[int, datetime]:
        """When each of these people was last sent something planned, where that was after `since`."""
        if not person_ids:
            return {}
        query = select(Delivery.person_id, Delivery.finished_at).where(
            self._among(Delivery.person_id, person_ids),
            Delivery.state == DeliveryState.SENT,
            Delivery.kind != DeliveryKind.REPLY,
            Delivery.finished_at > since,
        )
        latest: dict[int, datetime] = {}
        for person_id, at in await self._session.execute(query):
            if person_id is not None and at is not None:
                latest[person_id] = max(at, latest.get(person_id, at))
        return latest

    async def _profiles(self, rows: Sequence[_Profile]) -> dict[int, Standing]:
        if not rows:
            return {}
        blocked = await self._blocked([row.id for row in rows])
        programmes = await self._programmes({row.programme_id for row in rows})
        return {row.id: _standing(row, *programmes[row.programme_id], tuple(blocked.get(row.id, ()))) for row in rows}

    async def _blocked(self, participant_ids: Collection[int]) -> dict[int, list[BlockedTime]]:
        blocked: dict[int, list[BlockedTime]] = {}
        for row in await self._session.execute(_busy(postgres=self._postgres), {"ids": self._ids(participant_ids)}):
            taken = BlockedTime(frozenset(int(day) for day in row.days), row.starts, row.ends, BlockedKind.OTHER)
            blocked.setdefault(row.participant_id, []).append(taken)
        return blocked

    async def _programmes(self, programme_ids: Collection[int]) -> dict[int, tuple[str, ProgrammeSettings]]:
        query = select(Programme.id, Programme.timezone, Programme.settings).where(Programme.id.in_(programme_ids))
        rows = await self._session.execute(query)
        return {row.id: (row.timezone, ProgrammeSettings.read(row.settings)) for row in rows}


def _standing(row: _Profile, timezone: str, settings: ProgrammeSettings, blocked: tuple[BlockedTime, ...]) -> Standing:
    own = settings.with_overrides(row.plan)
    return Standing(
        participant_id=row.id,
        person_id=row.person_id,
        programme_id=row.programme_id,
        specialist_id=row.specialist_id,
        status=row.status,
        agreed=row.agreed,
        consented=row.consented,
        discreet=row.discreet,
        timezone=timezone,
        quiet_from=own.quiet_from if row.quiet_from is None else row.quiet_from,
        quiet_to=own.quiet_to if row.quiet_to is None else row.quiet_to,
        blocked=blocked,
    )
