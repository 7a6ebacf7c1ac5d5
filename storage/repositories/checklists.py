"""Checklists and own words: a participant's, for herself and for those who help her."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from storage.models import (
    ChecklistItemRow,
    ChecklistRow,
    Consent,
    Doer,
    ItemState,
    OwnWords,
    Participant,
    ParticipantStatus,
)
from storage.repositories.base import Repository
from storage.visibility import Scope, visible_participant_id, visible_participants


def _joined(row: ChecklistRow) -> ChecklistRow:
    """The list, known to its items too."""
    for item in row.items:
        set_committed_value(item, "checklist", row)
    return row


_ITEMS = (
    select(ChecklistItemRow)
    .where(ChecklistItemRow.checklist_id == bindparam("checklist"))
    .order_by(ChecklistItemRow.position, ChecklistItemRow.id)
    .execution_options(populate_existing=True)
)


@cache
def _item(scope: Scope) -> Select[ChecklistItemRow]:
    return (
        select(ChecklistItemRow)
        .join(ChecklistItemRow.checklist)
        .where(ChecklistItemRow.id == bindparam("item"), visible_participant_id(ChecklistRow.participant_id, scope))
        .options(contains_eager(ChecklistItemRow.checklist))
        .with_for_update(key_share=True, of=ChecklistItemRow)
        .execution_options(populate_existing=True)
    )


class ChecklistRepository(Repository):
    """The lists of the participants whom the acting person may see."""

    async def of_participant(self, participant_id: int) -> list[ChecklistRow]:
        """All her lists with their items, those put away too, in her order."""
        query = (
            select(ChecklistRow)
            .where(
                ChecklistRow.participant_id == participant_id,
                visible_participant_id(ChecklistRow.participant_id, self._scope),
            )
            .options(selectinload(ChecklistRow.items))
            .order_by(ChecklistRow.position, ChecklistRow.id)
            .execution_options(populate_existing=True)
        )
        return [_joined(row) for row in await self._session.scalars(query)]

    async def get(self, checklist_id: int) -> ChecklistRow | None:
        """One list with its items; None where it is not theirs to see."""
        query = (
            select(ChecklistRow)
            .where(ChecklistRow.id == checklist_id, visible_participant_id(ChecklistRow.participant_id, self._scope))
            .options(selectinload(ChecklistRow.items))
            .execution_options(populate_existing=True)
        )
        row = await self._session.scalar(query)
        return _joined(row) if row is not None else None

    async def item(self, item_id: int) -> ChecklistItemRow | None:
        """One item with its list, locked until the transaction ends: of two taps at once the second waits."""
        named = {"item": item_id, "viewer": self._scope.person_id}
        return await self._session.scalar(_item(self._scope.stand_in), named)

    async def opened(self, item_id: int) -> tuple[ChecklistItemRow, ChecklistRow] | None:
        """As `item`, beside its list with all its items."""
        item = await self.item(item_id)
        if item is None:
            return None
        # The list was judged with the item; its other items are read after the lock, as they are now.
        row = item.checklist
        items = (await self._session.scalars(_ITEMS, {"checklist": row.id})).all()
        set_committed_value(row, "items", list(items))
        return item, _joined(row)

    async def items_by_id(self, item_ids: Collection[int]) -> dict[int, ChecklistItemRow]:
        """These items with their lists, by id; those that are gone are missing."""
        query = (
            select(ChecklistItemRow)
            .join(ChecklistItemRow.checklist)
            .where(
                self._among(ChecklistItemRow.id, item_ids),
                visible_participant_id(ChecklistRow.participant_id, self._scope),
            )
            .options(contains_eager(ChecklistItemRow.checklist))
        )
        return {item.id: item for item in await self._session.scalars(query)}

    async def add(
        self, participant_id: int, code: str, added_by_id: int, now: datetime, *, seen_at: datetime | None
    ) -> ChecklistRow:
        """Her list of this code, added at the end; the one that is there already, if there is one.

        Raises:
            LookupError: the participant is not theirs to see.
        """
        await self._require_participant(participant_id)
        last = select(func.coalesce(func.max(ChecklistRow.position), 0) + 1).where(
            ChecklistRow.participant_id == participant_id
        )
        values = {
            "participant_id": participant_id,
            "code": code,
            "position": await self._session.scalar(last),
            "added_by_id": added_by_id,
            "added_at": now,
            "seen_at": seen_at,
        }
        await self._session.execute(self._insert_new(ChecklistRow, [values], ["participant_id", "code"]))
        query = select(ChecklistRow.id).where(ChecklistRow.participant_id == participant_id, ChecklistRow.code == code)
        found = await self.get((await self._session.scalars(query)).one())
        if found is None:
            raise LookupError(f"checklist {code}")
        return found

    async def add_library_items(
        self, checklist_id: int, codes: Mapping[str, int], added_by_id: int, now: datetime
    ) -> None:
        """Items of the library (by code, with their meaning) that the list does not have yet, added at the end."""
        last = select(func.coalesce(func.max(ChecklistItemRow.position), 0)).where(
            ChecklistItemRow.checklist_id == checklist_id
        )
        start = await self._session.scalar(last) or 0
        values = [
            {
                "checklist_id": checklist_id,
                "code": code,
                "position": start + number,
                "state": ItemState.OPEN,
                "meaning": meaning,
                "doer": Doer.PARTICIPANT,
                "added_by_id": added_by_id,
                "added_at": now,
                "nudges": 0,
            }
            for number, (code, meaning) in enumerate(codes.items(), start=1)
        ]
        if values:
            await self._session.execute(self._insert_new(ChecklistItemRow, values, ["checklist_id", "code"]))

    async def add_item(self, item: ChecklistItemRow) -> None:
        """Somebody's own item, added at the end of its list.

        Raises:
            LookupError: the list is not theirs to see.
        """
        # Locked, so that of two who write at once the second sees the place that the first has taken.
        lists = select(ChecklistRow.id).where(
            ChecklistRow.id == item.checklist_id, visible_participant_id(ChecklistRow.participant_id, self._scope)
        )
        if await self._session.scalar(lists.with_for_update(key_share=True)) is None:
            raise LookupError(f"checklist {item.checklist_id}")
        last = select(func.coalesce(func.max(ChecklistItemRow.position), 0) + 1).where(
            ChecklistItemRow.checklist_id == item.checklist_id
        )
        item.position = await self._session.scalar(last) or 1
        self._session.add(item)
        await self._session.flush()

    async def remove_item(self, item: ChecklistItemRow) -> None:
        """Takes somebody's own item away for good."""
        await self._session.delete(item)
        await self._session.flush()

    async def done_since(self, specialist_id: int, since: datetime) -> dict[int, int]:
        """How many items each participant of this specialist has ticked since then, by participant id."""
        query = (
            select(ChecklistRow.participant_id, func.count())
            .join(ChecklistRow.items)
            .join(Participant, Participant.id == ChecklistRow.participant_id)
            .where(
                Participant.specialist_id == specialist_id,
                ChecklistItemRow.state == ItemState.DONE,
                ChecklistItemRow.done_at >= since,
                visible_participant_id(ChecklistRow.participant_id, self._scope),
            )
            .group_by(ChecklistRow.participant_id)
        )
        return {participant_id: count for participant_id, count in await self._session.execute(query)}  # noqa: C416

    async def people_with_lists(self, programme_id: int, limit: int, after_id: int) -> Sequence[Participant]:
        """Active participants of a programme with a standing consent and a list in use, by id, after this one."""
        query = (
            select(Participant)
            .where(
                Participant.id > after_id,
                Participant.programme_id == programme_id,
                Participant.status == ParticipantStatus.ACTIVE,
                Participant.agreed_at.is_not(None),
                select(Consent.id)
                .where(Consent.participant_id == Participant.id, Consent.withdrawn_at.is_(None))
                .exists(),
                select(ChecklistRow.id)
                .where(ChecklistRow.participant_id == Participant.id, ChecklistRow.put_away_at.is_(None))
                .exists(),
                visible_participants(self._scope),
            )
            .options(
                joinedload(Participant.person), joinedload(Participant.programme), joinedload(Participant.specialist)
            )
            .order_by(Participant.id)
            .limit(limit)
        )
        return (await self._session.scalars(query)).all()


class OwnWordsRepository(Repository):
    """What the participants whom the acting person may see said in their own words."""

    async def of_participant(self, participant_id: int) -> dict[str, OwnWords]:
        """All of it by topic."""
        query = select(OwnWords).where(
            OwnWords.participant_id == participant_id, visible_participant_id(OwnWords.participant_id, self._scope)
        )
        return {row.topic: row for row in await self._session.scalars(query)}

    async def keep(self, said: OwnWords) -> None:
        """What she says now, instead of what she said on that topic before.

        Raises:
            LookupError: the participant is not theirs to see.
        """
        await self._require_participant(said.participant_id)
        names = ("participant_id", "topic", "words", "voice", "language", "said_at")
        values = {name: getattr(said, name) for name in names}
        await self._session.execute(self._put(OwnWords, values, ["participant_id", "topic"]))

    async def forget(self, participant_id: int, topic: str) -> None:
        """Takes one topic away; nothing there is fine."""
        row = (await self.of_participant(participant_id)).get(topic)
        if row is not None:
            await self._session.delete(row)
            await self._session.flush()
