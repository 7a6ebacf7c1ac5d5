"""Occurrences are found again by their slot, and an answer is the last thing somebody said."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, timedelta

from storage.database import Database
from storage.models import Answer, Occurrence
from tests.storage.world import NOW, TOMORROW, Case, World, make_appointment, make_occurrence

HOUR = timedelta(hours=1)
WEEK = timedelta(days=7)


async def add(database: Database, *occurrences: Occurrence) -> None:
    async with database.unit_of_work() as uow:
        await uow.appointments.add_occurrences(occurrences)
        await uow.commit()


async def starts(database: Database, case: Case) -> list[object]:
    async with database.reading() as uow:
        return [row.starts_at for row in await uow.appointments.occurrences_of(case.appointment_id)]


async def test_an_occurrence_that_exists_is_left_as_it_is(database: Database, world: World) -> None:
    case = world.amina
    moved = make_occurrence(case.appointment_id)
    moved.starts_at += HOUR
    await add(database, moved, make_occurrence(case.appointment_id, TOMORROW + WEEK))
    await add(database)
    assert await starts(database, case) == [TOMORROW, TOMORROW + WEEK]


async def test_rolling_forward_at_one_moment_makes_each_occurrence_once(database: Database, world: World) -> None:
    case = world.amina
    slots = [make_occurrence(case.appointment_id, TOMORROW + week * WEEK) for week in range(5)]
    await asyncio.gather(*(add(database, *slots) for _ in range(5)))
    assert await starts(database, case) == [TOMORROW + week * WEEK for week in range(5)]


async def answer(database: Database, case: Case, what: str, minutes: int | None = None) -> None:
    async with database.unit_of_work() as uow:
        assert await uow.appointments.occurrence(case.occurrence_id)
        await uow.appointments.keep_answer(
            Answer(
                occurrence_id=case.occurrence_id,
                participant_id=case.participant_id,
                answer=what,
                late_minutes=minutes,
                answered_at=NOW,
            ),
        )
        await uow.commit()


async def test_the_last_answer_stands_and_taps_at_one_moment_are_harmless(database: Database, world: World) -> None:
    case = world.amina
    async with database.unit_of_work() as uow:
        await uow.appointments.clear_answers(case.occurrence_id)
        assert await uow.appointments.answers([case.occurrence_id]) == {}
        await uow.commit()
    await asyncio.gather(*(answer(database, case, "coming") for _ in range(5)))
    await answer(database, case, "late", 15)
    async with database.reading() as uow:
        kept = await uow.appointments.answers([case.occurrence_id])
    assert [(row.answer, row.late_minutes) for row in kept.values()] == [("late", 15)]
    assert list(kept) == [(case.occurrence_id, case.participant_id)]


async def test_an_appointment_comes_whole(database: Database, world: World) -> None:
    case = world.amina
    async with database.reading() as uow:
        occurrence = await uow.appointments.occurrence(case.occurrence_id)
    assert occurrence is not None
    appointment = occurrence.appointment
    assert appointment.place is not None
    assert appointment.place.name == {"nb": "Huset Øst"}
    assert (appointment.programme.name, appointment.specialist.name) == ("Øst", "Ingrid")
    (attendee,) = appointment.attendees
    assert attendee.participant.person.name == "Amina"
    assert len(attendee.participant.blocked_times) == 1
    assert attendee.participant.programme.name == "Øst"
    assert appointment.starts_local.tzinfo is None
    assert occurrence.slot_local == TOMORROW.replace(tzinfo=None)
    assert occurrence.starts_at.tzinfo is UTC


async def test_an_appointment_without_a_place_comes_too(database: Database, world: World) -> None:
    async with database.unit_of_work() as uow:
        appointment = make_appointment(world.amina.team, world.amina.specialist_id)
        appointment.place_id = None
        appointment.place_text = {"nb": "Ved inngangen"}
        await uow.appointments.add(appointment, [world.amina.participant_id])
        found = await uow.appointments.get(appointment.id)
        assert found is not None
        assert found.place is None
        assert found.place_text == {"nb": "Ved inngangen"}
        assert len(found.attendees) == 1


async def test_what_a_participant_has_at_that_time_whoever_made_it(database: Database, world: World) -> None:
    case = world.amina
    end = TOMORROW + HOUR
    spans = [
        (TOMORROW, end, True),
        (TOMORROW - HOUR, TOMORROW, False),
        (TOMORROW - HOUR, TOMORROW + timedelta(seconds=1), True),
        (end - timedelta(seconds=1), end + HOUR, True),
        (end, end + HOUR, False),
    ]
    for start, until, touches in spans:
        async with database.reading() as uow:
            found = await uow.appointments.between({case.participant_id, world.hodan.participant_id}, start, until)
            busy = {participant_id for participant_id, _ in found}
        assert busy == ({case.participant_id, world.hodan.participant_id} if touches else set()), (start, until)


async def test_what_is_cancelled_is_nowhere(database: Database, world: World) -> None:
    case = world.amina
    async with database.unit_of_work() as uow:
        occurrence = await uow.appointments.occurrence(case.occurrence_id)
        assert occurrence is not None
        occurrence.cancelled_at = NOW
        await uow.commit()
    async with database.reading() as uow:
        assert await uow.appointments.upcoming(case.participant_id, NOW, 5) == []
        assert await uow.appointments.of_participant(case.participant_id, NOW) == []
        assert await uow.appointments.agenda(case.specialist_id, NOW, NOW + WEEK) == []
        assert await uow.appointments.between([case.participant_id], NOW, NOW + WEEK) == []
        assert case.participant_id not in {who.id for _, who in await uow.appointments.unanswered(NOW, NOW + WEEK)}


async def test_who_has_said_nothing(database: Database, world: World) -> None:
    async with database.unit_of_work() as uow:
        await uow.appointments.clear_answers(world.amina.occurrence_id)
        await uow.appointments.clear_answers(world.samira.occurrence_id)
        samira = await uow.participants.get(world.samira.participant_id)
        assert samira is not None
        samira.status = "paused"
        await uow.commit()
    async with database.reading() as uow:
        silent = await uow.appointments.unanswered(NOW, NOW + WEEK)
        assert [participant.person.name for _, participant in silent] == ["Amina"]
        assert await uow.appointments.unanswered(NOW, TOMORROW) == []


async def test_what_repeats_and_is_to_be_rolled_forward(database: Database, world: World) -> None:
    async with database.unit_of_work() as uow:
        appointment = await uow.appointments.get(world.amina.appointment_id)
        assert appointment is not None
        appointment.rrule = "FREQ=WEEKLY;BYDAY=SA"
        await uow.flush()
        assert await uow.appointments.repeating(date(2026, 12, 1)) == [appointment.id]
        appointment.rolled_to = date(2026, 12, 1)
        await uow.flush()
        assert await uow.appointments.repeating(date(2026, 12, 1)) == []
        assert await uow.appointments.repeating(date(2026, 12, 2)) == [appointment.id]
