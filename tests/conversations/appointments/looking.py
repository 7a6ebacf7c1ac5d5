"""What the tests of appointments look up in the database, and how they make one without any dialogue."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.appointments.draft import Draft
from conversations.appointments.planning import SUBJECT
from conversations.appointments.service import make_appointment
from storage.models import (
    Answer,
    Appointment,
    AuditEntry,
    Base,
    Delivery,
    DeliveryState,
    Occurrence,
    Participant,
    ParticipantStatus,
    Place,
    Programme,
    Role,
    Task,
)
from tests.conversations.appointments.conftest import OTHER, Cast

THURSDAY = date(2026, 11, 26)
LINE = "Amina torsdag 10:00 NAV Sentrum ta med CV"


def utc(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    """A moment."""
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


Row = TypeVar("Row", bound=Base)


async def everything(cast: Cast, model: type[Row]) -> Sequence[Row]:
    """All rows of a table, in the order of their ids where they have one."""
    async with AsyncSession(cast.stage.database.engine) as session:
        rows = (await session.scalars(select(model))).all()
    return sorted(rows, key=lambda row: getattr(row, "id", 0))


async def appointments(cast: Cast) -> Sequence[Appointment]:
    return await everything(cast, Appointment)


async def occurrences(cast: Cast) -> Sequence[Occurrence]:
    return sorted(await everything(cast, Occurrence), key=lambda row: row.slot_local)


async def answers(cast: Cast) -> dict[int, tuple[str, int | None]]:
    return {row.participant_id: (row.answer, row.late_minutes) for row in await everything(cast, Answer)}


async def open_tasks(cast: Cast) -> list[str]:
    return sorted(task.kind for task in await everything(cast, Task) if task.state == "open")


async def audit(cast: Cast, action: str) -> list[tuple[int | None, int | None]]:
    """Who did it about whom."""
    return [(row.actor_id, row.participant_id) for row in await everything(cast, AuditEntry) if row.action == action]


async def deliveries(cast: Cast, person_id: int | None = None) -> list[Delivery]:
    """What is or was to be told about occurrences."""
    rows = await everything(cast, Delivery)
    return [row for row in rows if row.subject == SUBJECT and person_id in (None, row.person_id)]


async def planned(cast: Cast, person_id: int | None = None) -> list[str]:
    """What still waits, as its message key or moment and the due time in UTC."""
    waiting = [row for row in await deliveries(cast, person_id) if row.state == DeliveryState.PLANNED]
    return [
        f"{row.params.get('moment', row.message_key)} {row.due:%d.%m. %H:%M}"
        for row in sorted(waiting, key=lambda row: (row.due, row.id))
    ]


async def make(cast: Cast, draft: Draft | None = None, **fields: object) -> int:
    """An appointment of Kari's without any dialogue; gives its id. Amina, Thursday at ten, NAV Sentrum by default."""
    usual = {"participant_ids": (cast.amina,), "day": THURSDAY, "clock": time(10), "place_id": cast.place_id}
    draft = draft or Draft(**(usual | fields))  # type: ignore[arg-type]
    async with cast.stage.database.unit_of_work() as store:
        made = await make_appointment(
            store,
            draft,
            programme_id=cast.programme_id,
            specialist_id=cast.specialist_id,
            zone="Europe/Oslo",
            now=cast.stage.clock.now(),
        )
        await store.commit()
        appointment_id = made.id
    await cast.stage.deliver()
    return appointment_id


async def make_of_lars(cast: Cast, *also: int, **fields: object) -> tuple[int, int]:
    """Another specialist's appointment with Noor and these; gives the ids of Noor's profile and the occurrence."""
    now = cast.stage.clock.now()
    async with cast.stage.database.unit_of_work() as store:
        lars = await store.people.by_chat(OTHER)
        assert lars is not None
        noor = await store.people.add("Noor", "en", now, 22)
        profile = await store.participants.add(noor.id, cast.programme_id, lars.id, now)
        profile.status = ParticipantStatus.ACTIVE
        usual = {
            "participant_ids": (profile.id, *also),
            "day": THURSDAY,
            "clock": time(10),
            "place_text": "Secret Street 7",
            "kind": "interview",
            "host": "Ms Hidden",
        }
        made = await make_appointment(
            store,
            Draft(**(usual | fields)),  # type: ignore[arg-type]
            programme_id=cast.programme_id,
            specialist_id=lars.id,
            zone="Europe/Oslo",
            now=now,
        )
        [occurrence] = await store.appointments.occurrences_of(made.id)
        await store.commit()
        return profile.id, occurrence.id


async def change_participant(cast: Cast, participant_id: int, **values: object) -> None:
    """Sets fields of a profile."""
    async with AsyncSession(cast.stage.database.engine) as session:
        profile = await session.get_one(Participant, participant_id)
        for name, value in values.items():
            setattr(profile, name, value)
        await session.commit()


async def change_programme(cast: Cast, **settings: object) -> None:
    """Sets what the programme decides for itself."""
    async with AsyncSession(cast.stage.database.engine) as session:
        programme = await session.get_one(Programme, cast.programme_id)
        programme.settings = dict(settings)
        await session.commit()


async def second_programme(cast: Cast) -> tuple[int, int]:
    """Kari also works in another programme, with Samir and the place Bakeriet; gives both ids."""
    now = cast.stage.clock.now()
    async with cast.stage.database.unit_of_work() as store:
        other = await store.programmes.add("Bro Vest", "Europe/Oslo", now)
        await store.people.join_staff(cast.specialist_id, other.id, Role.SPECIALIST, now)
        samir = await store.people.add("Samir", "en", now, 23)
        profile = await store.participants.add(samir.id, other.id, cast.specialist_id, now)
        profile.status = ParticipantStatus.ACTIVE
        place = await store.places.add(Place(programme_id=other.id, name={"": "Bakeriet"}, active=True))
        await store.commit()
        return profile.id, place.id
