"""Events for tests of what follows from them: days in 2026, written "1.9"."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from conversations.events.service import NewEvent, record
from storage.models import Event, EventKind
from tests.conversations.home.scene import Scene

KINDS = {
    "proposal": EventKind.PROPOSAL,
    "application": EventKind.APPLICATION,
    "interview": EventKind.INTERVIEW,
    "start": EventKind.PLACEMENT_START,
    "end": EventKind.PLACEMENT_END,
    "job": EventKind.CONTRACT,
    "school": EventKind.EDUCATION,
    "exit": EventKind.EXIT,
    "back": EventKind.RE_ENTRY,
    "pause": EventKind.PAUSE,
}


def on(words: str) -> date:
    day, month = words.split(".")
    return date(2026, int(month), int(day))


def happened(words: str, **more: Any) -> list[Event]:
    """ "start 1.9, end 30.9 <1": kinds with their days; `<n` names the start, by its place, that is ended."""
    numbers = count(1)
    found = []
    for part in filter(None, (one.strip() for one in words.split(","))):
        kind, day, *start = part.split()
        ended = int(start[0][1:]) if start else None
        found.append(Event(id=next(numbers), kind=KINDS[kind], on=on(day), start_id=ended, **more))
    return found


async def events_of(scene: Scene, participant_id: int | None = None) -> list[Event]:
    """What stands, the newest first."""
    async with scene.stage.database.reading() as store:
        return list(await store.events.of_participant(participant_id or scene.amina))


async def recorded(scene: Scene, kind: EventKind, on: date, **more: object) -> Event:
    """An event that is there already, recorded by Marta."""
    async with scene.stage.database.unit_of_work() as store:
        participant = await store.participants.get(scene.amina)
        assert participant is not None
        new = NewEvent(kind, on, f"test:{kind}:{on}", **more)  # type: ignore[arg-type]
        event = await record(store, participant, new, by=scene.people["Marta"], now=scene.stage.clock.now())
        await store.commit()
    return event


def bare(text: str) -> str:
    """Without marks of direction."""
    return text.translate(dict.fromkeys((0x2066, 0x2067, 0x2068, 0x2069)))
