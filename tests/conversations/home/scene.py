"""A programme in which everybody is in already: two specialists, a participant of each, and a coordinator."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.appointments.planning import plan_appointment
from storage.database import Database
from storage.models import (
    Appointment,
    Consent,
    Delivery,
    Occurrence,
    Participant,
    ParticipantStatus,
    Person,
    Place,
    Role,
    Task,
)
from storage.unit_of_work import UnitOfWork
from tests.clocks import ManualClock
from tests.conversations.stage import Stage

MARTA, LARS, EVA, ELSEWHERE = 10, 11, 12, 13
AMINA, YONAS = 20, 21
PROGRAMME = "Jobbsjansen Øst"


@dataclass
class Scene:
    """The stage and the ids of everybody on it: of people by name, of profiles as `amina` and `yonas`."""

    stage: Stage
    programme: int
    elsewhere: int
    people: dict[str, int]
    amina: int
    yonas: int

    async def participant(self, participant_id: int) -> Participant:
        async with self.stage.database.unit_of_work() as store:
            found = await store.participants.get(participant_id)
            assert found is not None
            return found

    async def person(self, name: str) -> Person:
        async with self.stage.database.unit_of_work() as store:
            return await store.people.get(self.people[name])

    async def tasks(self, name: str) -> list[Task]:
        async with self.stage.database.unit_of_work() as store:
            return list(await store.tasks.open_of(self.people[name]))

    async def places(self) -> list[Place]:
        async with self.stage.database.unit_of_work() as store:
            return list(await store.places.of_programme(self.programme))

    async def waiting(self, name: str) -> list[Delivery]:
        """What is planned for this person still."""
        async with AsyncSession(self.stage.database.engine) as session:
            query = select(Delivery).where(Delivery.person_id == self.people[name], Delivery.state == "planned")
            return list(await session.scalars(query.order_by(Delivery.due)))

    async def meet(self, participant_id: int, local: datetime, place: str = "NAV Sentrum") -> int:
        """A meeting with this participant at this wall-clock time in Oslo, planned; gives its occurrence."""
        now = self.stage.clock.now()
        async with self.stage.database.unit_of_work() as store:
            participant = await store.participants.get(participant_id)
            assert participant is not None
            appointment = Appointment(
                programme_id=self.programme,
                specialist_id=participant.specialist_id,
                kind="interview",
                place_text={"": place},
                starts_local=local,
                timezone="Europe/Oslo",
                length_minutes=60,
                exceptions=[],
                version=1,
                created_at=now,
            )
            await store.appointments.add(appointment, [participant_id])
            loaded = await store.appointments.get(appointment.id)
            assert loaded is not None
            await plan_appointment(store, loaded, now, announce=True)
            (occurrence,) = await store.appointments.occurrences_of(appointment.id)
            await store.commit()
            return occurrence.id

    async def cancel(self, occurrence_id: int) -> None:
        async with self.stage.database.unit_of_work() as store:
            occurrence: Occurrence | None = await store.appointments.occurrence(occurrence_id)
            assert occurrence is not None
            occurrence.cancelled_at = self.stage.clock.now()
            await store.commit()


async def _participant(store: UnitOfWork, name: str, chat: int, programme: int, specialist: Person) -> Participant:
    now = specialist.created_at
    person = await store.people.add(name, "en", now, chat)
    profile = await store.participants.add(person.id, programme, specialist.id, now)
    profile.status = ParticipantStatus.ACTIVE
    profile.agreed_at = now
    consent = Consent(
        participant_id=profile.id,
        language="en",
        text_version="test",
        interpreter=False,
        recorded_by_id=specialist.id,
        recorded_at=now,
    )
    await store.participants.record_consent(consent)
    return profile


@pytest.fixture
async def scene(database: Database, clock: ManualClock) -> Scene:
    now = clock.now() - timedelta(days=3)
    async with database.unit_of_work() as store:
        programme = await store.programmes.add(PROGRAMME, "Europe/Oslo", now)
        elsewhere = await store.programmes.add("Arbeid Vest", "Europe/Oslo", now)
        staff = {
            "Marta": (MARTA, programme.id, (Role.SPECIALIST,)),
            "Lars": (LARS, programme.id, (Role.SPECIALIST,)),
            "Eva": (EVA, programme.id, (Role.COORDINATOR,)),
            "Nils": (ELSEWHERE, elsewhere.id, (Role.SPECIALIST, Role.COORDINATOR)),
        }
        people: dict[str, Person] = {}
        for name, (chat, where, roles) in staff.items():
            people[name] = await store.people.add(name, "en", now, chat)
            for role in roles:
                await store.people.join_staff(people[name].id, where, role, now)
        amina = await _participant(store, "Amina", AMINA, programme.id, people["Marta"])
        yonas = await _participant(store, "Yonas", YONAS, programme.id, people["Lars"])
        ids = {name: person.id for name, person in people.items()}
        ids |= {"Amina": amina.person_id, "Yonas": yonas.person_id}
        await store.commit()
    return Scene(Stage(database, clock), programme.id, elsewhere.id, ids, amina.id, yonas.id)
