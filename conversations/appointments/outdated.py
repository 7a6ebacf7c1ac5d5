"""Older cards after a change: somebody who scrolls up must not read a time that does not hold any more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from conversations.appointments.facts import kind_name, pictogram, when
from conversations.appointments.planning import SUBJECT
from conversations.composing import Composed, Drop
from conversations.press import payload
from locales.message import Button, Line, Message, message
from locales.text import At, Day, brief, say
from storage.models import Appointment, DeliveryKind, DeliveryState, Occurrence, Participant
from storage.outgoing import Outgoing
from storage.repositories.deliveries import NewDelivery
from storage.unit_of_work import UnitOfWork

OUTDATED = "appointment.outdated"
STILL_READ = timedelta(days=14)
"""Older cards than this are left alone: nobody scrolls up so far to look for an appointment."""


async def outdate(
    store: UnitOfWork,
    occurrence: Occurrence,
    participant: Participant,
    now: datetime,
    *,
    known: Mapping[str, Any],
) -> None:
    """Plans that the cards of this occurrence on the participant's screen are crossed out.

    They go after the correction, which says what holds now. On a private screen nothing of it stands, so nothing is
    crossed out there.

    Args:
        store: the system's unit of work.
        occurrence: with its version of now.
        participant: whose screen.
        now: UTC.
        known: what the cards say, `start` and `place`.
    """
    if participant.discreet:
        return
    shown = await store.deliveries.on_screen(SUBJECT, occurrence.id, participant.person_id, now - STILL_READ)
    await store.deliveries.plan(
        [
            NewDelivery(
                key=f"outdated:{row.id}",
                kind=DeliveryKind.NOTICE,
                due=now,
                message_key=OUTDATED,
                person_id=participant.person_id,
                participant_id=participant.id,
                action="edit",
                target_message_id=row.message_id,
                content=dict(known),
                subject="outdated",
                subject_id=occurrence.id,
                not_after=now + STILL_READ,
            )
            for row in shown
        ],
        now,
    )


def outdated_message(appointment: Appointment, start: datetime) -> Message:
    """What is left of an old card; `start` is the wall-clock time it spoke of."""
    return message(
        Line(kind_name(appointment), pictogram(appointment), struck=True),
        Line(say("Not any more: {when}", when=when(start)), "❌", struck=True),
        brief=brief("Not any more: {day} at {time}.", day=Day(start.date()), time=At(start.time())),
        buttons=((Button(say("My next appointments"), payload("ap", "list"), icon="📅"),),),
    )


async def compose_outdated(store: UnitOfWork, deliveries: Sequence[Outgoing], _now: datetime) -> Composed:
    """Old cards, crossed out."""
    ids = {delivery.subject_id for delivery in deliveries if delivery.subject_id is not None}
    found = await store.appointments.occurrences_by_id(ids)
    composed: dict[int, Message | Drop] = {}
    for delivery in deliveries:
        occurrence = found.get(delivery.subject_id or 0)
        if occurrence is None or delivery.content is None:
            composed[delivery.id] = Drop(DeliveryState.SUPERSEDED, "gone")
        elif await store.deliveries.changed_since(delivery):
            composed[delivery.id] = Drop(DeliveryState.SUPERSEDED, "shows what holds now")
        else:
            start = datetime.fromisoformat(delivery.content["start"])
            composed[delivery.id] = outdated_message(occurrence.appointment, start)
    return composed
