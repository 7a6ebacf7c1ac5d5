"""A programme with a specialist and two participants who are already in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest

from storage.database import Database
from storage.models import Consent, ParticipantStatus, Place, Role
from tests.clocks import ManualClock
from tests.conversations.stage import Stage

SPECIALIST, AMINA, YONAS, OTHER = 10, 20, 21, 11


@dataclass
class Cast:
    """The stage with everybody on it; ids are of people, profiles and the saved place."""

    stage: Stage
    programme_id: int
    specialist_id: int
    amina: int
    amina_person: int
    yonas: int
    yonas_person: int
    place_id: int


@pytest.fixture
async def cast(database: Database, clock: ManualClock) -> Cast:
    now = clock.now()
    async with database.unit_of_work() as store:
        programme = await store.programmes.add("Bro Øst", "Europe/Oslo", now)
        kari = await store.people.add("Kari", "en", now, SPECIALIST)
        other = await store.people.add("Lars", "en", now, OTHER)
        for person in (kari, other):
            person.reading = "own"
            await store.people.join_staff(person.id, programme.id, Role.SPECIALIST, now)
        profiles = []
        for name, chat in (("Amina", AMINA), ("Yonas", YONAS)):
            person = await store.people.add(name, "en", now, chat)
            profile = await store.participants.add(person.id, programme.id, kari.id, now)
            profile.status = ParticipantStatus.ACTIVE
            profile.agreed_at = now - timedelta(days=1)
            await store.participants.record_consent(
                Consent(
                    participant_id=profile.id,
                    language="en",
                    text_version="test",
                    interpreter=False,
                    recorded_by_id=kari.id,
                    recorded_at=now,
                ),
            )
            profiles.append(profile)
        place = await store.places.add(
            Place(
                programme_id=programme.id,
                name={"": "NAV Sentrum"},
                address={"": "Storgata 1"},
                stop={"": "Torget"},
                latitude=59.9,
                longitude=10.7,
                active=True,
            ),
        )
        await store.commit()
    amina, yonas = profiles
    return Cast(
        Stage(database, clock),
        programme.id,
        kari.id,
        amina.id,
        amina.person_id,
        yonas.id,
        yonas.person_id,
        place.id,
    )
