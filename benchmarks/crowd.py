"""A programme of 20,000 participants in 14 languages, each with one reminder that is due.

The mix is that of a programme of work: seven of ten have a meeting of their own with their specialist, the others sit
in a class of fifteen. Specialists, places, kinds, ways from home, things to bring and manners of reading all differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.appointments.planning import REMINDER, SUBJECT
from locales.languages import LANGUAGES
from storage.database import Database
from storage.models import (
    Appointment,
    Attendee,
    AuditEntry,
    Base,
    Consent,
    Delivery,
    DeliveryKind,
    Occurrence,
    Participant,
    Person,
    Place,
    Programme,
)
from storage.repositories.deliveries import PRIORITIES

MESSAGES = 20_000
ALONE = 14_000
A_CLASS = 15
SPECIALISTS = 200
PLACES = 60
FIRST_PERSON = 1_000

_KINDS = ("meeting", "meeting", "meeting", "interview", "employer_visit", "work")
_NAMES = ("Amina", "Олена", "Yusuf", "سلمى", "ሚካኤል", "Rozerin", "Farhad", "Halima")
_WAYS = (None, 15, 25, 30, 45, 60)
_READING = ("both", "both", "both", "both", "own", "norwegian")
_LANGUAGES = tuple(LANGUAGES)

Rows = list[dict[str, Any]]
Tables = list[tuple[type[Base], Rows]]


@dataclass(frozen=True)
class Meeting:
    """One appointment: its number, and whose it is (indexes of participants)."""

    number: int
    who: range


def meetings() -> Iterator[Meeting]:
    """Who meets whom, in an order in which meetings and classes come as they come."""
    number = 0
    taken = 0
    alone_each_class = ALONE * A_CLASS // (MESSAGES - ALONE)
    while taken < MESSAGES:
        sizes = [1] * alone_each_class + [A_CLASS]
        for size in sizes:
            size_left = min(size, MESSAGES - taken)
            if size_left:
                number += 1
                yield Meeting(number, range(taken, taken + size_left))
                taken += size_left


async def fill(database: Database, first_chat: int, now: datetime) -> None:
    """Writes everybody and everything, in bulk."""
    held = list(meetings())
    tables: Tables = [
        *everybody(first_chat, now, MESSAGES),
        (Place, _places()),
        (Appointment, [_appointment(meeting, now) for meeting in held]),
        (Occurrence, [_occurrence(meeting, now) for meeting in held]),
        (Attendee, [_attendee(meeting, index) for meeting in held for index in meeting.who]),
        (Delivery, [_delivery(meeting, index, now) for meeting in held for index in meeting.who]),
    ]
    await write(database, tables)


async def write(database: Database, tables: Tables) -> None:
    """Writes these rows, in bulk."""
    async with AsyncSession(database.engine) as session:
        for table, values in tables:
            await session.execute(insert(table), values)
        await session.commit()


def everybody(first_chat: int, now: datetime, count: int) -> Tables:
    """The programme, its specialists and so many participants who have agreed; participant n has id n, from 1."""
    return [
        (Programme, [_programme(now)]),
        (Person, [*_specialists(now), *_people(first_chat, now, count)]),
        (Participant, _participants(now, count)),
        (Consent, _consents(now, count)),
    ]


def _programme(now: datetime) -> dict[str, Any]:
    # A benchmark runs at any hour, so this programme is never quiet.
    settings = {"quiet_from": "00:00", "quiet_to": "00:00"}
    return {"id": 1, "name": "Bench", "timezone": "Europe/Oslo", "settings": settings, "created_at": now}


def _specialists(now: datetime) -> Rows:
    return [
        {"id": 1 + index, "name": f"Kari {index}", "chat_id": None, "language": "nb", "reading": "both"}
        | {"reachable": True, "created_at": now}
        for index in range(SPECIALISTS)
    ]


def _people(first_chat: int, now: datetime, count: int) -> Rows:
    return [
        {
            "id": FIRST_PERSON + index,
            "name": f"{_NAMES[index % len(_NAMES)]} {index}",
            "chat_id": first_chat + index,
            "language": _LANGUAGES[index % len(_LANGUAGES)],
            "reading": _READING[index // len(_LANGUAGES) % len(_READING)],
            "reachable": True,
            "created_at": now,
        }
        for index in range(count)
    ]


def _participants(now: datetime, count: int) -> Rows:
    return [
        {
            "id": index + 1,
            "programme_id": 1,
            "person_id": FIRST_PERSON + index,
            "specialist_id": 1 + index % SPECIALISTS,
            "status": "active",
            "agreed_at": now,
            "discreet": False,
            "plan": {},
            "travel_minutes": _WAYS[index % len(_WAYS)],
            "created_at": now,
        }
        for index in range(count)
    ]


def _consents(now: datetime, count: int) -> Rows:
    return [
        {
            "participant_id": index + 1,
            "language": "en",
            "text_version": "1",
            "interpreter": True,
            "recorded_by_id": 1 + index % SPECIALISTS,
            "recorded_at": now,
        }
        for index in range(count)
    ]


def _places() -> Rows:
    return [
        {
            "id": 1 + index,
            "programme_id": 1,
            "name": {"": f"NAV Sentrum {index}"},
            "address": {"": f"Storgata {index}"},
            "stop": {"": "Torget"} if index % 2 else None,
            "room": {"": f"{index} B"} if index % 3 else None,
            "latitude": 59.9 if index % 2 else None,
            "longitude": 10.7 if index % 2 else None,
            "active": True,
        }
        for index in range(PLACES)
    ]


def _appointment(meeting: Meeting, now: datetime) -> dict[str, Any]:
    number = meeting.number
    in_class = len(meeting.who) > 1
    # A place that nobody saved was typed in.
    typed = not in_class and number % 5 == 0
    return {
        "id": number,
        "programme_id": 1,
        "specialist_id": 1 + meeting.who[0] % SPECIALISTS,
        "kind": "class" if in_class else _KINDS[number % len(_KINDS)],
        "place_id": None if typed else 1 + number % PLACES,
        "place_text": {"": f"Kafé {number}"} if typed else None,
        "host": f"Ola {number}" if number % 4 == 0 else None,
        "starts_local": _start(number, now).replace(tzinfo=None),
        "timezone": "Europe/Oslo",
        "length_minutes": 60,
        "exceptions": [],
        "bring": {"": f"CV {number}"} if number % 2 else None,
        "why": {"": "Praksis"} if number % 7 == 0 else None,
        "version": 1,
        "created_at": now,
    }


def _start(number: int, now: datetime) -> datetime:
    day = (now + timedelta(days=1 + number % 5)).replace(second=0, microsecond=0)
    return day + timedelta(minutes=number % 97 * 5)


def _occurrence(meeting: Meeting, now: datetime) -> dict[str, Any]:
    start = _start(meeting.number, now)
    return {
        "id": meeting.number,
        "appointment_id": meeting.number,
        "slot_local": start.replace(tzinfo=None),
        "starts_at": start,
        "ends_at": start + timedelta(minutes=60),
        "made_at": now,
        "version": 1,
    }


def _attendee(meeting: Meeting, index: int) -> dict[str, Any]:
    return {"appointment_id": meeting.number, "participant_id": index + 1}


def _delivery(meeting: Meeting, index: int, now: datetime) -> dict[str, Any]:
    return {
        "key": f"bench:{index}",
        "kind": "reminder",
        "priority": PRIORITIES[DeliveryKind.REMINDER],
        "state": "planned",
        "person_id": FIRST_PERSON + index,
        "participant_id": index + 1,
        "onboarding": False,
        "action": "send",
        "message_key": REMINDER,
        "params": {"moment": "evening"},
        "subject": SUBJECT,
        "subject_id": meeting.number,
        "subject_version": 1,
        "due": now,
        "next_attempt_at": now,
        "attempts": 0,
        "created_at": now,
    }


_WAITING: Mapping[str, Any] = dict.fromkeys(("lease_until", "worker", "called_at", "message_id", "finished_at"))


async def put_back(database: Database, now: datetime) -> None:
    """Makes every delivery wait again, as if none had been sent."""
    async with AsyncSession(database.engine) as session:
        values = {**_WAITING, "state": "planned", "next_attempt_at": now, "attempts": 0}
        await session.execute(update(Delivery).values(values))
        await session.execute(delete(AuditEntry))
        await session.commit()
    await tidy(database)


async def tidy(database: Database) -> None:
    """What the database does by itself in quiet hours; otherwise each round would clean up after the one before."""
    statements: Sequence[str] = ["PRAGMA wal_checkpoint(TRUNCATE)"] if database.is_sqlite else ["VACUUM ANALYZE"]
    async with database.engine.connect() as connection:
        bare = await connection.get_raw_connection()
        driver: Any = bare.driver_connection
        for statement in statements:
            await driver.execute(statement)


async def sent(database: Database) -> int:
    """How many deliveries are recorded as sent, each with the number Telegram gave it and a line of audit."""
    async with AsyncSession(database.engine) as session:
        query = text(
            "SELECT count(DISTINCT deliveries.id) FROM deliveries JOIN audit ON audit.subject_id = deliveries.id "
            "WHERE deliveries.state = 'sent' AND deliveries.message_id IS NOT NULL AND audit.action = 'delivery.sent'",
        )
        return int((await session.scalar(query)) or 0)
