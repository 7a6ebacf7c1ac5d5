"""Raising and closing tasks; callable from anywhere, in the caller's transaction."""

from __future__ import annotations

from datetime import datetime

from conversations.composing import SAID
from locales.message import Button, message, pack_message
from locales.text import Text, pack
from storage.models import DeliveryKind, Task
from storage.repositories.deliveries import NewDelivery
from storage.unit_of_work import UnitOfWork

Rows = tuple[tuple[Button, ...], ...]


async def raise_task(
    store: UnitOfWork,
    *,
    key: str,
    programme_id: int,
    assignee_id: int,
    participant_id: int | None,
    kind: str,
    text: Text,
    due_at: datetime,
    now: datetime,
    unless_open: str | None = None,
) -> bool:
    """Puts something on a specialist's list, once per key for ever; says whether it is new.

    Args:
        store: any unit of work of the transaction.
        key: names the cause, from stable ids: `talk:<participant>:<update>`.
        programme_id: the programme it happens in.
        assignee_id: the person who should look at it.
        participant_id: whom it is about, if anybody.
        kind: a short word of ours for statistics.
        text: one staff sentence; a fact, never blame.
        due_at: when it should be looked at, UTC.
        now: UTC.
        unless_open: the beginning of keys of which one open task is enough.
    """
    if unless_open is not None and await store.tasks.has_open(unless_open):
        return False
    task = Task(
        key=key,
        programme_id=programme_id,
        assignee_id=assignee_id,
        participant_id=participant_id,
        kind=kind,
        text=pack(text),
        due_at=due_at,
        created_at=now,
    )
    return await store.tasks.raise_once(task)


async def raise_urgent_task(
    store: UnitOfWork,
    *,
    key: str,
    programme_id: int,
    assignee_id: int,
    participant_id: int | None,
    kind: str,
    text: Text,
    due_at: datetime,
    now: datetime,
    unless_open: str | None = None,
    buttons: Rows = (),
) -> bool:
    """As `raise_task`, and the specialist is told at once on a card with these buttons."""
    is_new = await raise_task(
        store,
        key=key,
        programme_id=programme_id,
        assignee_id=assignee_id,
        participant_id=participant_id,
        kind=kind,
        text=text,
        due_at=due_at,
        now=now,
        unless_open=unless_open,
    )
    if is_new:
        notice = NewDelivery(
            key=f"task:{key}",
            kind=DeliveryKind.NOTICE,
            due=now,
            message_key=SAID,
            person_id=assignee_id,
            participant_id=participant_id,
            content=pack_message(message(text, buttons=buttons)),
        )
        await store.deliveries.plan([notice], now)
    return is_new


async def close_tasks(store: UnitOfWork, cause: str, now: datetime) -> None:
    """Closes the open tasks whose key starts with this cause; none is fine. End it with a colon after an id."""
    await store.tasks.close_keyed(cause, now)
