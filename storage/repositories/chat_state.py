"""What each chat is in the middle of, which updates were handled, and how far daily rounds have come."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Executable, bindparam, delete, select
from sqlalchemy.orm.attributes import flag_modified

from storage.models import DailyRound, Dialogue, InboxEntry
from storage.repositories.base import Repository, insert_into

_DIALOGUE = select(Dialogue).where(Dialogue.person_id == bindparam("person"))


@cache
def _take(*, postgres: bool) -> Executable:
    statement = insert_into(InboxEntry, postgres=postgres).on_conflict_do_nothing(index_elements=["update_id"])
    return statement.returning(InboxEntry.update_id)


class InboxRepository(Repository):
    """The updates handled so far."""

    async def take(self, update_id: int, now: datetime) -> bool:
        """Whether this update is new; it counts as handled when the transaction commits."""
        values = {"update_id": update_id, "received_at": now}
        return await self._session.scalar(_take(postgres=self._postgres), values) is not None

    async def forget_before(self, moment: datetime) -> None:
        """Drops what is so old that Telegram cannot deliver it again (it keeps updates for a day)."""
        await self._session.execute(delete(InboxEntry).where(InboxEntry.received_at < moment))


class DialogueRepository(Repository):
    """One open dialogue a person."""

    async def of(self, person_id: int) -> Dialogue | None:
        """The person's open dialogue, expired or not; None where it is somebody else's."""
        if self._scope.person_id not in (None, person_id):
            return None
        return await self._session.scalar(_DIALOGUE, {"person": person_id})

    async def _open(self, person_id: int) -> Dialogue | None:
        return await self._session.get(Dialogue, person_id)

    async def put(self, person_id: int, flow: str, step: str, draft: dict[str, Any], expires_at: datetime) -> Dialogue:
        """Opens a dialogue, or moves the open one on; its version grows each time."""
        dialogue = await self._open(person_id)
        if dialogue is None:
            dialogue = Dialogue(person_id=person_id, version=0)
            self._session.add(dialogue)
        dialogue.flow, dialogue.step, dialogue.draft = flow, step, draft
        # The caller may have changed the very dict that was loaded, which looks like no change at all.
        flag_modified(dialogue, "draft")
        dialogue.expires_at = expires_at
        dialogue.version += 1
        await self._session.flush()
        return dialogue

    async def close(self, person_id: int) -> None:
        """Ends the person's dialogue; having none is fine."""
        dialogue = await self._open(person_id)
        if dialogue is not None:
            await self._session.delete(dialogue)
            await self._session.flush()


class RoundRepository(Repository):
    """How far what is done once a day has come."""

    async def today(self, name: str, day: date) -> DailyRound:
        """The round of this name on this day, locked; begun now if it was not. A new day begins at the first one."""
        values = {"name": name, "day": day, "after_id": 0, "finished": False}
        await self._session.execute(self._insert_new(DailyRound, [values], ["name"]))
        query = select(DailyRound).where(DailyRound.name == name).with_for_update()
        found = (await self._session.scalars(query.execution_options(populate_existing=True))).one()
        if found.day != day:
            found.day, found.after_id, found.finished = day, 0, False
        return found
