"""Telling the specialist what could not be sent, and who cannot be reached."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.delivery.check import Standing
from bot.delivery.trouble import Report, Trouble
from conversations.contact.reach import note_gone
from storage.models import DeliveryKind
from storage.outgoing import Outgoing
from storage.unit_of_work import UnitOfWork


def report_of(trouble: Trouble | None, delivery: Outgoing, standing: Standing | None) -> Report | None:
    """The report of a trouble with this delivery, or None: messages to staff, and nudges, concern nobody else."""
    if trouble is None or standing is None or delivery.kind == DeliveryKind.NUDGE:
        return None
    return Report(
        trouble=trouble,
        delivery_id=delivery.id,
        participant_id=standing.participant_id,
        person_id=standing.person_id,
        programme_id=standing.programme_id,
        specialist_id=standing.specialist_id,
    )


async def raise_tasks(store: UnitOfWork, reports: Iterable[Report | None], now: datetime) -> None:
    """Puts the reports on the specialists' lists, each once."""
    for report in reports:
        if report is not None:
            person = await store.people.get(report.person_id)
            await store.tasks.raise_once(report.task(person.name, now))


async def note_unreachable(store: UnitOfWork, delivery: Outgoing, standing: Standing | None, now: datetime) -> None:
    """Marks the person as unreachable until they come back; a participant's specialist is told, once."""
    if delivery.person_id is None:
        return
    (await store.people.get(delivery.person_id)).reachable = False
    participant = await store.participants.get(standing.participant_id) if standing else None
    if participant is not None:
        await note_gone(store, participant, f"delivery:{delivery.id}", now)
