"""From an appointment to what is told of it: planned again it is the same, and every setting counts."""

from __future__ import annotations

from datetime import date, time

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.appointments.planning import plan_appointment, replan_participant
from storage.models import BlockedTimeRow, DeliveryState, Participant, ParticipantStatus
from tests.conversations.appointments.conftest import AMINA, Cast
from tests.conversations.appointments.looking import (
    change_participant,
    change_programme,
    deliveries,
    make,
    occurrences,
    open_tasks,
    planned,
    utc,
)

USUAL = ["evening 25.11. 17:00", "leave 26.11. 07:00"]


async def plan_again(cast: Cast, appointment_id: int) -> None:
    async with cast.stage.database.unit_of_work() as store:
        appointment = await store.appointments.get(appointment_id)
        assert appointment is not None
        await plan_appointment(store, appointment, cast.stage.clock.now(), announce=True)
        await store.commit()


async def replan(cast: Cast) -> None:
    async with cast.stage.database.unit_of_work() as store:
        amina = await store.participants.get(cast.amina)
        assert amina is not None
        await replan_participant(store, amina, cast.stage.clock.now())
        await store.commit()


async def test_it_is_told_when_made_on_the_evening_before_and_in_time_to_leave(cast: Cast) -> None:
    await make(cast)
    rows = [(row.params["moment"], row.state) for row in await deliveries(cast)]
    assert rows == [("made", "sent"), ("evening", "planned"), ("leave", "planned")]


@pytest.mark.parametrize("rrule", [None, "FREQ=WEEKLY;BYDAY=MO,TH"])
async def test_planning_twice_makes_the_same_rows(cast: Cast, rrule: str | None) -> None:
    made = await make(cast, rrule=rrule)
    before = [(row.key, row.state, row.due, row.subject_version) for row in await deliveries(cast)]
    await plan_again(cast, made)
    assert [(row.key, row.state, row.due, row.subject_version) for row in await deliveries(cast)] == before


async def test_keys_are_made_of_ids_and_wall_clock(cast: Cast) -> None:
    made = await make(cast)
    keys = [row.key for row in await deliveries(cast)]
    assert keys[1] == f"appointment:{made}:2026-11-26T10:00:evening:person:{cast.amina_person}"


@pytest.mark.parametrize(
    ("settings", "rows"),
    [
        ({"evening_at": "19:30"}, ["evening 25.11. 18:30", "leave 26.11. 07:00"]),
        ({"lead_minutes": 60}, ["evening 25.11. 17:00", "leave 26.11. 08:00"]),
        ({"remind_evening": False}, ["leave 26.11. 07:00"]),
        ({"remind_leave": False}, ["evening 25.11. 17:00"]),
        ({"quiet_from": "17:00"}, ["evening 25.11. 15:59", "leave 26.11. 07:00"]),
        ({"quiet_to": "09:00"}, ["evening 25.11. 17:00", "leave 25.11. 19:59"]),
    ],
)
async def test_the_programme_decides(cast: Cast, settings: dict[str, object], rows: list[str]) -> None:
    await change_programme(cast, **settings)
    await make(cast)
    assert await planned(cast) == rows


async def test_a_programme_may_tell_nothing_when_it_is_made(cast: Cast) -> None:
    await change_programme(cast, remind_when_made=False)
    await make(cast)
    assert AMINA not in cast.stage.screens


@pytest.mark.parametrize(
    ("values", "rows"),
    [
        ({"travel_minutes": 35}, ["evening 25.11. 17:00", "leave 26.11. 08:15"]),
        ({"quiet_from": time(16)}, ["evening 25.11. 14:59", "leave 26.11. 07:00"]),
        ({"plan": {"remind_evening": False}}, ["leave 26.11. 07:00"]),
    ],
)
async def test_a_participants_own_choice_replans(cast: Cast, values: dict[str, object], rows: list[str]) -> None:
    await make(cast)
    await change_participant(cast, cast.amina, **values)
    await replan(cast)
    assert await planned(cast) == rows


async def test_a_new_busy_time_moves_the_reminder_earlier(cast: Cast) -> None:
    await make(cast)
    async with AsyncSession(cast.stage.database.engine) as session:
        row = BlockedTimeRow(participant_id=cast.amina, days="2", starts=time(17), ends=time(19), kind="class")
        session.add(row)
        await session.commit()
    await replan(cast)
    assert await planned(cast) == ["evening 25.11. 15:59", "leave 26.11. 07:00"]


async def test_a_choice_taken_back_brings_the_reminder_back(cast: Cast) -> None:
    await make(cast)
    await change_participant(cast, cast.amina, plan={"remind_evening": False})
    await replan(cast)
    await change_participant(cast, cast.amina, plan={})
    await replan(cast)
    assert await planned(cast) == USUAL


async def test_after_a_pause_it_is_as_it_was(cast: Cast) -> None:
    await make(cast)
    async with cast.stage.database.unit_of_work() as store:
        await store.deliveries.suppress_waiting(cast.amina_person, cast.stage.clock.now(), "paused")
        await store.commit()
    await change_participant(cast, cast.amina, status=ParticipantStatus.PAUSED)
    await replan(cast)
    await change_participant(cast, cast.amina, status=ParticipantStatus.ACTIVE)
    await replan(cast)
    assert await planned(cast) == USUAL


@pytest.mark.parametrize("status", [ParticipantStatus.INVITED, ParticipantStatus.PAUSED, ParticipantStatus.WITHDRAWN])
async def test_nothing_is_planned_for_who_does_not_take_part_now(cast: Cast, status: str) -> None:
    await change_participant(cast, cast.amina, status=status)
    await make(cast)
    assert await deliveries(cast) == []


async def test_what_is_made_during_a_pause_is_news_after_it(cast: Cast) -> None:
    await change_participant(cast, cast.amina, status=ParticipantStatus.PAUSED)
    await make(cast, rrule="FREQ=WEEKLY;BYDAY=TH")
    await change_participant(cast, cast.amina, status=ParticipantStatus.ACTIVE)
    await replan(cast)
    await cast.stage.deliver()
    assert len(cast.stage.screens[AMINA]) == 1


async def test_what_was_told_is_not_told_again_after_a_change(cast: Cast) -> None:
    await make(cast, rrule="FREQ=WEEKLY;BYDAY=TH")
    await change_participant(cast, cast.amina, travel_minutes=35)
    await replan(cast)
    await cast.stage.deliver()
    assert len(cast.stage.screens[AMINA]) == 1


async def test_news_made_in_the_quiet_hours_waits_for_the_morning(cast: Cast) -> None:
    cast.stage.clock.set(utc(2026, 11, 20, 21))
    await make(cast)
    assert (await planned(cast))[0] == "made 21.11. 06:00"


async def test_news_that_waits_survives_a_change_of_settings(cast: Cast) -> None:
    cast.stage.clock.set(utc(2026, 11, 20, 21))
    await make(cast)
    await change_participant(cast, cast.amina, travel_minutes=35)
    await replan(cast)
    assert (await planned(cast))[0] == "made 21.11. 06:00"


async def test_a_reminder_that_cannot_be_sent_in_time_is_a_task(cast: Cast) -> None:
    cast.stage.clock.set(utc(2026, 11, 20, 21))
    await make(cast, day=date(2026, 11, 21), clock=time(6, 30))
    assert await open_tasks(cast) == ["reminder_missed"]


async def test_such_a_task_is_raised_once(cast: Cast) -> None:
    cast.stage.clock.set(utc(2026, 11, 20, 21))
    made = await make(cast, day=date(2026, 11, 21), clock=time(6, 30))
    await plan_again(cast, made)
    await replan(cast)
    assert await open_tasks(cast) == ["reminder_missed"]


async def test_an_occurrence_that_has_begun_is_left_alone(cast: Cast) -> None:
    made = await make(cast)
    cast.stage.clock.set(utc(2026, 11, 26, 9, 30))
    before = [row.state for row in await deliveries(cast)]
    await plan_again(cast, made)
    assert [row.state for row in await deliveries(cast)] == before


async def test_who_cannot_come_is_not_planned_for_again(cast: Cast) -> None:
    made = await make(cast)
    await cast.stage.press(AMINA, "I cannot come")
    await plan_again(cast, made)
    await replan(cast)
    assert await planned(cast) == []


async def test_each_delivery_names_occurrence_version_and_profile(cast: Cast) -> None:
    await make(cast)
    [row] = await occurrences(cast)
    subjects = {(each.subject_id, each.subject_version, each.participant_id) for each in await deliveries(cast)}
    assert subjects == {(row.id, 1, cast.amina)}


async def test_no_text_is_stored_with_a_reminder(cast: Cast) -> None:
    await make(cast)
    assert [row.content for row in await deliveries(cast)] == [None] * 3


async def test_a_reminder_goes_out_when_it_is_due_and_once(cast: Cast) -> None:
    await make(cast)
    await cast.stage.pass_time(days=5, hours=9)
    await cast.stage.pass_time(hours=1)
    states = [row.state for row in await deliveries(cast)]
    assert states == [DeliveryState.SENT, DeliveryState.SENT, DeliveryState.PLANNED]


async def test_the_last_reminder_says_when_to_leave_home(cast: Cast) -> None:
    await change_participant(cast, cast.amina, travel_minutes=35)
    await make(cast)
    await cast.stage.pass_time(days=6)
    assert "🚶 <b>Leave home at 09:15.</b>" in cast.stage.last(AMINA).text


async def test_a_profile_is_read_fresh(cast: Cast) -> None:
    await make(cast)
    async with cast.stage.database.unit_of_work() as store:
        amina: Participant | None = await store.participants.get(cast.amina)
        assert amina is not None
        amina.travel_minutes = 35
        await replan_participant(store, amina, cast.stage.clock.now())
        await store.commit()
    assert (await planned(cast))[1] == "leave 26.11. 08:15"
