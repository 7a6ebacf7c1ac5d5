"""People with a checklist each, who tick one item and take the tick back, in 14 languages."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from benchmarks.crowd import FIRST_PERSON, Rows, everybody, tidy, write
from conversations.checklists.library import library
from storage.database import Database
from storage.models import (
    AuditEntry,
    ChecklistItemRow,
    ChecklistRow,
    Delivery,
    DeliveryState,
    Doer,
    InboxEntry,
    ItemState,
)

PEOPLE = 1_000
TAPS = 2 * PEOPLE
"""Everybody taps twice: done, and not done yet."""

Turn = tuple[int, tuple[str, str]]
"""A chat and what is tapped in it, in order."""


async def fill_lists(database: Database, first_chat: int, now: datetime) -> list[Turn]:
    """Writes everybody with a list of the library, and gives who taps what."""
    lists: Rows = []
    items: Rows = []
    turns: list[Turn] = []
    checklists = list(library().values())
    for index in range(PEOPLE):
        by = {"added_by_id": FIRST_PERSON + index, "added_at": now}
        checklist = checklists[index % len(checklists)]
        lists.append(
            {"id": index + 1, "participant_id": index + 1, "code": checklist.code, "position": 1, "seen_at": now} | by
        )
        first_item = len(items) + 1
        items += [
            {"id": first_item + place, "checklist_id": index + 1, "code": item.code, "position": place + 1, "nudges": 0}
            | {"state": ItemState.OPEN, "meaning": item.meaning, "doer": Doer.PARTICIPANT}
            | by
            for place, item in enumerate(checklist.items)
        ]
        tapped = first_item + index % len(checklist.items)
        turns.append((first_chat + index, (f"cl:do:{tapped}:{ItemState.DONE}", f"cl:do:{tapped}:{ItemState.OPEN}")))
    everything = everybody(first_chat, now, PEOPLE)
    await write(database, [*everything, (ChecklistRow, lists), (ChecklistItemRow, items)])
    return turns


async def forget_taps(database: Database) -> None:
    """Makes it as if nobody had tapped yet, except that each item was done once."""
    async with AsyncSession(database.engine) as session:
        for table in (Delivery, AuditEntry, InboxEntry):
            await session.execute(delete(table))
        await session.commit()
    await tidy(database)


async def recorded_taps(database: Database) -> int:
    """How many taps are recorded whole: the update as handled, the edit as confirmed, and a line of audit for it.

    0 where an item is not as its last tap left it.
    """
    async with AsyncSession(database.engine) as session:
        left = await session.scalar(select(func.count()).where(ChecklistItemRow.state != ItemState.OPEN))
        done = await session.scalar(select(func.count()).where(ChecklistItemRow.done_once_at.is_not(None)))
        handled = await session.scalar(select(func.count()).select_from(InboxEntry))
        confirmed = await session.scalar(
            select(func.count(Delivery.id.distinct()))
            .join(AuditEntry, AuditEntry.subject_id == Delivery.id)
            .where(
                Delivery.state == DeliveryState.SENT,
                Delivery.action == "edit",
                Delivery.message_id == Delivery.target_message_id,
                AuditEntry.action == "delivery.sent",
            ),
        )
    return 0 if left or done != PEOPLE else min(handled or 0, confirmed or 0)
