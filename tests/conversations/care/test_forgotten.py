"""Nobody is forgotten: silence and gaps are noticed on working days, once, and close by themselves."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.care.rules import ahead_of, silent_before
from conversations.programme_settings import ProgrammeSettings
from storage.models import Invitation, Participant, ParticipantStatus, Role
from tests.conversations.care.watching import (
    care_tasks,
    change,
    change_settings,
    open_kinds,
    pass_days,
    run_jobs,
)
from tests.conversations.home.scene import AMINA, ELSEWHERE, EVA, LARS, MARTA, YONAS, Scene

MORNING = time(8)
"""UTC; nine in Oslo in winter, ten in summer."""


def at(day: date) -> datetime:
    return datetime.combine(day, MORNING, UTC)


async def in_touch(scene: Scene, day: date, *, planned: bool = True) -> None:
    """Everybody was last in contact on this day; with `planned` they meet far ahead, so that only silence counts."""
    for one in (scene.amina, scene.yonas):
        await change(scene, one, lambda found: setattr(found, "last_contact_at", at(day)))
    if planned:
        await change_settings(scene, gap_days=28)
        for one in (scene.amina, scene.yonas):
            for week in range(1, 20):
                local = datetime.combine(day + timedelta(weeks=week), time(12))
                async with scene.stage.database.unit_of_work() as store:
                    participant = await store.participants.get(one)
                    assert participant is not None
                occurrence = await scene.meet(one, local)
                async with scene.stage.database.unit_of_work() as store:
                    found = await store.appointments.occurrence(occurrence)
                    assert found is not None
                    found.appointment.kind = "class"
                    await store.commit()
    scene.stage.clock.set(at(day))


@pytest.mark.parametrize(
    ("last", "days", "day"),
    [
        # Monday 2 November and 21 days: Monday 23 November.
        (date(2026, 11, 2), 21, "Mon 23.11."),
        # The day is a Saturday: the Monday after it.
        (date(2026, 11, 7), 21, "Mon 30.11."),
        # Christmas Eve is a working day here; the 25th and 26th are not, and then comes a weekend.
        (date(2026, 12, 4), 21, "Mon 28.12."),
        (date(2026, 12, 11), 21, "Mon 04.01."),
        # Maundy Thursday 2027 is 25 March: the Tuesday after Easter, with summer time in between.
        (date(2027, 3, 4), 21, "Tue 30.03."),
        # 17 May 2027 is a Monday and the second day of Whitsun.
        (date(2027, 5, 3), 14, "Tue 18.05."),
        (date(2026, 11, 2), 7, "Mon 09.11."),
        (date(2026, 11, 2), 42, "Mon 14.12."),
    ],
)
async def test_silence_is_noticed_on_the_first_working_day(scene: Scene, last: date, days: int, day: str) -> None:
    await in_touch(scene, last)
    await change_settings(scene, silence_days=days)
    assert await pass_days(scene, days + 6) == [(day, "silence"), (day, "silence")]


@pytest.mark.parametrize(
    ("today", "days", "day"),
    [
        # Nothing is planned at all: the first working day.
        (date(2026, 11, 20), 14, "Mon 23.11."),
        (date(2026, 12, 24), 14, "Mon 28.12."),
        (date(2027, 3, 24), 7, "Tue 30.03."),
    ],
)
async def test_a_gap_is_noticed_on_the_first_working_day(scene: Scene, today: date, days: int, day: str) -> None:
    await change_settings(scene, gap_days=days, silence_days=42)
    for one in (scene.amina, scene.yonas):
        await change(scene, one, lambda found: setattr(found, "last_contact_at", at(today)))
    scene.stage.clock.set(at(today))
    assert await pass_days(scene, 8) == [(day, "gap"), (day, "gap")]


@pytest.mark.parametrize(("ahead", "kinds"), [(14, []), (15, ["gap"])])
async def test_planned_within_the_days_is_planned(scene: Scene, ahead: int, kinds: list[str]) -> None:
    day = date(2026, 11, 23)
    await scene.meet(scene.amina, datetime.combine(day + timedelta(days=ahead), time(23)))
    await run_jobs(scene, at(day))
    assert await open_kinds(scene, scene.amina) == kinds


async def test_an_appointment_she_cannot_come_to_is_nothing_planned(scene: Scene) -> None:
    occurrence = await scene.meet(scene.amina, datetime(2026, 11, 30, 12))  # noqa: DTZ001 - wall-clock
    await scene.stage.forge(AMINA, f"ap:no:{occurrence}:1")
    await run_jobs(scene, at(date(2026, 11, 23)))
    assert await open_kinds(scene, scene.amina) == ["gap"]


async def test_a_promise_with_a_day_is_something_planned_and_a_question_that_waits_is_not(scene: Scene) -> None:
    await scene.stage.write(AMINA, "Hello")
    await scene.stage.forge(AMINA, "cl:take:cv")
    await run_jobs(scene, at(date(2026, 11, 23)))
    assert await open_kinds(scene, scene.amina) == ["gap"]
    async with scene.stage.database.unit_of_work() as store:
        (row,) = await store.checklists.of_participant(scene.amina)
        row.items[0].due_on = date(2026, 12, 1)
        await store.commit()
    await run_jobs(scene)
    assert await open_kinds(scene, scene.amina) == []


async def test_the_words_are_about_us_and_the_ways_on_are_at_hand(scene: Scene) -> None:
    await in_touch(scene, date(2026, 11, 2))
    await run_jobs(scene, at(date(2026, 11, 23)))
    await scene.stage.write(MARTA, "/tasks")
    assert "\u2068Amina\u2069: no contact since Monday 2 November. A short hello?" in scene.stage.last(MARTA).text
    await scene.stage.press(MARTA, "Task 1")
    labels = " ".join(scene.stage.last(MARTA).labels)
    assert all(words in labels for words in ("Amina", "Write", "New appointment", "Call done", "Done", "Hand to"))


async def silent(scene: Scene) -> None:
    await in_touch(scene, date(2026, 11, 2))
    await run_jobs(scene, at(date(2026, 11, 23)))
    assert await open_kinds(scene, scene.amina) == ["silence"]


async def test_a_word_of_hers_closes_it_at_once(scene: Scene) -> None:
    await silent(scene)
    await scene.stage.write(AMINA, "Hello")
    assert await open_kinds(scene, scene.amina) == []
    assert await open_kinds(scene, scene.yonas) == ["silence"]


async def test_a_call_is_contact_and_keeps_the_promise_of_it(scene: Scene) -> None:
    await silent(scene)
    await scene.stage.write(MARTA, "/tasks")
    await scene.stage.press(MARTA, "Task 1")
    await scene.stage.press(MARTA, "Call done")
    assert await open_kinds(scene, scene.amina) == []
    assert (await scene.participant(scene.amina)).last_contact_at == scene.stage.clock.now()
    await scene.stage.forge(AMINA, "ct:callme")
    await scene.stage.forge(MARTA, f"cs:ok:{scene.amina}")
    (task,) = await scene.tasks("Marta")
    assert task.kind == "callback"
    scene.stage.clock.advance(timedelta(hours=1))
    await scene.stage.forge(MARTA, f"tk:called:{task.id}")
    await scene.stage.forge(MARTA, f"tk:called:{task.id}")
    assert await scene.tasks("Marta") == []
    assert (await scene.participant(scene.amina)).last_contact_at == scene.stage.clock.now()


@pytest.mark.parametrize("chat", [LARS, EVA, ELSEWHERE, AMINA, YONAS])
async def test_nobody_else_says_that_they_called(scene: Scene, chat: int) -> None:
    await silent(scene)
    (task,) = [task for task in await care_tasks(scene) if task.participant_id == scene.amina]
    before = (await scene.participant(scene.amina)).last_contact_at
    await scene.stage.forge(chat, f"tk:called:{task.id}")
    assert await open_kinds(scene, scene.amina) == ["silence"]
    assert (await scene.participant(scene.amina)).last_contact_at == before
    assert "no contact since" not in scene.stage.everything(chat)


@pytest.mark.parametrize("status", [ParticipantStatus.PAUSED, ParticipantStatus.WITHDRAWN])
async def test_who_has_a_pause_or_stops_is_left_in_peace(scene: Scene, status: ParticipantStatus) -> None:
    await silent(scene)
    await change(scene, scene.amina, lambda one: setattr(one, "status", status))
    await run_jobs(scene)
    assert await open_kinds(scene, scene.amina) == []
    assert [kind for _, kind in await pass_days(scene, 30)] == []
    await change(scene, scene.amina, lambda one: setattr(one, "status", ParticipantStatus.ACTIVE))
    await pass_days(scene, 4)
    assert "silence" in await open_kinds(scene, scene.amina)


async def test_one_of_each_kind_is_open_however_long_it_lasts(scene: Scene) -> None:
    await change_settings(scene, silence_days=7)
    await pass_days(scene, 60)
    assert await open_kinds(scene, scene.amina) == ["gap", "silence"]
    assert len(await care_tasks(scene)) == 4


async def test_what_is_said_to_be_done_rests_for_a_week_and_is_not_forgotten(scene: Scene) -> None:
    await silent(scene)
    (task,) = [task for task in await care_tasks(scene) if task.participant_id == scene.amina]
    await scene.stage.forge(MARTA, f"tk:done:{task.id}")
    assert await pass_days(scene, 6) == []
    assert await pass_days(scene, 1) == [("Mon 30.11.", "silence")]


async def test_what_closed_by_itself_comes_back_the_next_working_day(scene: Scene) -> None:
    await run_jobs(scene, at(date(2026, 11, 23)))
    assert await open_kinds(scene, scene.amina) == ["gap"]
    occurrence = await scene.meet(scene.amina, datetime(2026, 11, 30, 12))  # noqa: DTZ001 - wall-clock
    await run_jobs(scene)
    assert await open_kinds(scene, scene.amina) == []
    await scene.cancel(occurrence)
    assert await pass_days(scene, 1) == [("Tue 24.11.", "gap")]


async def test_a_setting_that_grew_takes_it_back(scene: Scene) -> None:
    await silent(scene)
    await change_settings(scene, silence_days=28)
    await run_jobs(scene)
    assert await open_kinds(scene, scene.amina) == []


@pytest.mark.parametrize(
    "moment",
    [datetime(2026, 11, 23, 6, 59, tzinfo=UTC), datetime(2026, 11, 23, 15, tzinfo=UTC),
     datetime(2026, 11, 22, 9, tzinfo=UTC), datetime(2026, 12, 25, 9, tzinfo=UTC)],
    ids=["before work", "after work", "Sunday", "Christmas Day"],
)  # fmt: skip
async def test_never_outside_working_hours(scene: Scene, moment: datetime) -> None:
    await run_jobs(scene, moment)
    assert await care_tasks(scene) == []


async def _invite(scene: Scene, day: date) -> None:
    def invited(one: Participant) -> None:
        one.status, one.agreed_at, one.created_at = ParticipantStatus.INVITED, None, at(day)

    await change(scene, scene.amina, invited)
    async with scene.stage.database.unit_of_work() as store:
        invitation = Invitation(
            code_hash=f"{day}",
            role=Role.PARTICIPANT,
            programme_id=scene.programme,
            participant_id=scene.amina,
            created_at=at(day),
            expires_at=at(day) + timedelta(days=14),
        )
        await store.invitations.add(invitation)
        await store.commit()
    scene.stage.clock.set(at(day))


async def test_an_invitation_nobody_opened_is_looked_after_once(scene: Scene) -> None:
    await change_settings(scene, silence_days=42, gap_days=28)
    await _invite(scene, date(2026, 11, 16))
    came = [entry for entry in await pass_days(scene, 20) if entry[1] == "invited"]
    assert came == [("Mon 23.11.", "invited")]
    await scene.stage.write(MARTA, "/tasks")
    assert "was invited on Monday 16 November and is not in yet" in scene.stage.last(MARTA).text
    await scene.stage.press(MARTA, "Task 1")
    assert any("New code" in label for label in scene.stage.last(MARTA).labels)
    await scene.stage.press(MARTA, "New code")
    await scene.stage.press(MARTA, "Make a new code")
    await run_jobs(scene)
    assert await open_kinds(scene, scene.amina) == []
    assert [kind for _, kind in await pass_days(scene, 8)] == ["invited"]


async def test_who_has_come_in_is_no_task_any_more(scene: Scene) -> None:
    await _invite(scene, date(2026, 11, 16))
    await pass_days(scene, 7)
    assert "invited" in await open_kinds(scene, scene.amina)

    def comes_in(one: Participant) -> None:
        one.agreed_at = scene.stage.clock.now()

    await change(scene, scene.amina, comes_in)
    await run_jobs(scene)
    assert "invited" not in await open_kinds(scene, scene.amina)


async def test_where_the_specialist_has_left_a_coordinator_is_asked(scene: Scene) -> None:
    await in_touch(scene, date(2026, 11, 2))
    async with scene.stage.database.unit_of_work() as store:
        membership = await store.people.membership(scene.people["Marta"], scene.programme, Role.SPECIALIST)
        assert membership is not None
        membership.active = False
        await store.commit()
    await run_jobs(scene, at(date(2026, 11, 23)))
    assert [task.kind for task in await scene.tasks("Eva")] == ["silence"]
    await scene.stage.write(EVA, "/tasks")
    await scene.stage.press(EVA, "Task 1")
    assert not any(word in label for label in scene.stage.last(EVA).labels for word in ("Write", "Amina"))


@given(
    st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1)),  # noqa: DTZ001 - made aware below
    st.integers(0, 60),
    st.sampled_from((7, 14, 21, 28, 42)),
)
def test_silence_counts_whole_days_on_the_wall(last: datetime, later: int, days: int) -> None:
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - only here

    oslo = ZoneInfo("Europe/Oslo")
    contact = last.replace(tzinfo=oslo)
    today = last.date() + timedelta(days=later)
    assert (contact.astimezone(UTC) < silent_before(today, days, "Europe/Oslo")) == (later >= days)


@given(st.dates(date(2025, 1, 1), date(2028, 1, 1)), st.sampled_from((7, 14, 21, 28)))
def test_the_time_ahead_ends_after_its_last_day(today: date, days: int) -> None:
    now = datetime.combine(today, time(9), UTC)
    ahead = ahead_of(now, today, ProgrammeSettings(gap_days=days), "Europe/Oslo")
    assert ahead.first == today
    assert ahead.last - ahead.first == timedelta(days=days)
    assert ahead.first_at < now < ahead.until
    assert abs(ahead.until - ahead.first_at - timedelta(days=days + 1)) <= timedelta(hours=1)
