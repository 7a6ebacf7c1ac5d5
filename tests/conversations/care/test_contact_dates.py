"""When contact was: every way of it counts, it only moves forward, and a meeting counts from its end."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.incoming import Voice
from conversations.people.contact_dates import note_contact
from conversations.people.next_activity import NextActivity, next_activity
from conversations.tasks.service import raise_task
from locales.text import staff
from storage.models import Answer, Participant, ParticipantStatus
from storage.unit_of_work import UnitOfWork
from tests.conversations.care.watching import appointment_of, change, run_jobs
from tests.conversations.home.scene import AMINA, MARTA, Scene

LATER = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
MEETING = datetime(2026, 11, 24, 10, 0)  # noqa: DTZ001 - wall-clock
OVER = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


async def contact(scene: Scene) -> datetime | None:
    return (await scene.participant(scene.amina)).last_contact_at


async def says(scene: Scene) -> None:
    await scene.stage.write(AMINA, "Hello")


async def speaks(scene: Scene) -> None:
    await scene.stage.send(AMINA, Voice("file", "unique", 3, 100, 1))


async def asks_for_a_call(scene: Scene) -> None:
    await scene.stage.forge(AMINA, "ct:callme")


async def is_written_to(scene: Scene) -> None:
    await scene.stage.forge(MARTA, f"cs:write:{scene.amina}")
    await scene.stage.write(MARTA, "Hello")
    await scene.stage.press(MARTA, "Send")


async def answers_a_check_in(scene: Scene) -> None:
    occurrence = await scene.meet(scene.amina, MEETING)
    async with scene.stage.database.unit_of_work() as store:
        appointment = await appointment_of(store, occurrence)
        made = await store.check_ins.add_once(scene.amina, appointment.id, scene.stage.clock.now())
        await store.commit()
    await scene.stage.forge(AMINA, f"ci:say:{made}:hours")


async def answers_a_reminder(scene: Scene) -> None:
    occurrence = await scene.meet(scene.amina, MEETING + timedelta(days=3))
    await scene.stage.forge(AMINA, f"ap:yes:{occurrence}:1")
    await scene.stage.forge(AMINA, f"ap:callme:{occurrence}:1")


async def sends_a_letter(scene: Scene) -> None:
    await scene.stage.forge(AMINA, "lt:plain")


WAYS: list[Callable[[Scene], Awaitable[None]]] = [
    says, speaks, asks_for_a_call, is_written_to, answers_a_check_in, answers_a_reminder, sends_a_letter,
]  # fmt: skip


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
async def test_every_way_of_contact_counts(scene: Scene, way: Callable[[Scene], Awaitable[None]]) -> None:
    scene.stage.clock.set(LATER)
    await way(scene)
    assert await contact(scene) == LATER


@given(st.lists(st.integers(0, 1000), max_size=12))
async def test_it_only_moves_forward(hours: list[int]) -> None:
    class Tasks:
        async def close_keyed(self, prefix: str, _now: datetime) -> None:
            assert prefix == "silence:7:"

    class Store:
        tasks = Tasks()

        def as_system(self) -> Store:
            return self

    participant = Participant(id=7)
    latest = None
    for hour in hours:
        at = LATER + timedelta(hours=hour)
        await note_contact(Store(), participant, at)  # type: ignore[arg-type]
        latest = at if latest is None else max(latest, at)
        assert participant.last_contact_at == latest


async def test_a_meeting_counts_from_its_end(scene: Scene) -> None:
    await scene.meet(scene.amina, MEETING)
    await run_jobs(scene, OVER - timedelta(minutes=1))
    assert await contact(scene) is None
    await run_jobs(scene, OVER + timedelta(minutes=1))
    assert await contact(scene) == OVER


async def test_an_older_meeting_takes_no_later_word_back(scene: Scene) -> None:
    await scene.meet(scene.amina, MEETING)
    scene.stage.clock.set(LATER)
    await says(scene)
    await run_jobs(scene, LATER + timedelta(minutes=1))
    assert await contact(scene) == LATER


Change = Callable[[Scene, UnitOfWork, int], Awaitable[None]]


async def _cancelled(_scene: Scene, store: UnitOfWork, occurrence: int) -> None:
    (await appointment_of(store, occurrence)).cancelled_at = MEETING.replace(tzinfo=UTC)


async def _one_cancelled(_scene: Scene, store: UnitOfWork, occurrence: int) -> None:
    found = await store.appointments.occurrence(occurrence)
    assert found is not None
    found.cancelled_at = found.made_at


async def _of_a_colleague(scene: Scene, store: UnitOfWork, occurrence: int) -> None:
    (await appointment_of(store, occurrence)).specialist_id = scene.people["Lars"]


async def _with_somebody_else(_scene: Scene, store: UnitOfWork, occurrence: int) -> None:
    (await appointment_of(store, occurrence)).host = "Bente"


async def _a_class(_scene: Scene, store: UnitOfWork, occurrence: int) -> None:
    (await appointment_of(store, occurrence)).kind = "class"


async def _not_coming(scene: Scene, store: UnitOfWork, occurrence: int) -> None:
    await store.appointments.keep_answer(
        Answer(occurrence_id=occurrence, participant_id=scene.amina, answer="cannot", answered_at=OVER)
    )


async def _withdrawn(scene: Scene, store: UnitOfWork, _occurrence: int) -> None:
    found = await store.participants.get(scene.amina)
    assert found is not None
    found.status = ParticipantStatus.WITHDRAWN


@pytest.mark.parametrize(
    "why",
    [_cancelled, _one_cancelled, _of_a_colleague, _with_somebody_else, _a_class, _not_coming, _withdrawn],
    ids=lambda why: why.__name__,
)
async def test_what_was_no_meeting_with_us_does_not_count(scene: Scene, why: Change) -> None:
    occurrence = await scene.meet(scene.amina, MEETING)
    async with scene.stage.database.unit_of_work() as store:
        await why(scene, store, occurrence)
        await store.commit()
    await run_jobs(scene, OVER + timedelta(hours=1))
    assert await contact(scene) is None


@pytest.mark.parametrize("answer", ["coming", "late"])
async def test_who_said_she_comes_was_there(scene: Scene, answer: str) -> None:
    occurrence = await scene.meet(scene.amina, MEETING)
    async with scene.stage.database.unit_of_work() as store:
        row = Answer(occurrence_id=occurrence, participant_id=scene.amina, answer=answer, answered_at=OVER)
        await store.appointments.keep_answer(row)
        (await appointment_of(store, occurrence)).host = "marta"
        await store.commit()
    await run_jobs(scene, OVER)
    assert await contact(scene) == OVER


async def _next(scene: Scene) -> NextActivity | None:
    async with scene.stage.database.unit_of_work() as store:
        participant = await store.participants.get(scene.amina)
        assert participant is not None
        return await next_activity(store, participant, scene.stage.clock.now())


async def test_what_comes_next_is_the_nearest_of_all(scene: Scene) -> None:
    now = scene.stage.clock.now()
    assert await _next(scene) is None
    await scene.meet(scene.amina, MEETING + timedelta(days=10))
    assert await _next(scene) == NextActivity(MEETING.date() + timedelta(days=10), "appointment")
    async with scene.stage.database.unit_of_work() as store:
        for kind, days in (("talk", 1), ("promise", 8)):
            await raise_task(
                store,
                key=f"{kind}:{scene.amina}:1",
                programme_id=scene.programme,
                assignee_id=scene.people["Marta"],
                participant_id=scene.amina,
                kind=kind,
                text=staff("{name}", name="Amina"),
                due_at=now + timedelta(days=days),
                now=now,
            )
        await store.commit()
    assert await _next(scene) == NextActivity((now + timedelta(days=8)).date(), "task")
    await scene.stage.forge(AMINA, "cl:take:cv")
    async with scene.stage.database.unit_of_work() as store:
        (row,) = await store.checklists.of_participant(scene.amina)
        row.items[0].due_on = (now + timedelta(days=2)).date()
        await store.commit()
    assert await _next(scene) == NextActivity((now + timedelta(days=2)).date(), "item")


async def test_the_card_says_what_is_planned_where_no_appointment_is(scene: Scene) -> None:
    await scene.stage.forge(AMINA, "cl:take:cv")
    async with scene.stage.database.unit_of_work() as store:
        (row,) = await store.checklists.of_participant(scene.amina)
        row.items[0].due_on = datetime(2026, 11, 26).date()  # noqa: DTZ001 - a day
        await store.commit()
    await scene.stage.forge(MARTA, f"pp:card:{scene.amina}")
    assert "Something is planned for Thursday 26 November." in scene.stage.last(MARTA).text


async def test_consent_recorded_face_to_face_is_contact(scene: Scene) -> None:
    async with scene.stage.database.unit_of_work() as store:
        consent = await store.participants.standing_consent(scene.amina)
        assert consent is not None
        consent.withdrawn_at = scene.stage.clock.now()
        await store.commit()
    await change(scene, scene.amina, lambda one: setattr(one, "status", ParticipantStatus.INVITED))
    await scene.stage.forge(MARTA, f"co:record:{scene.amina}")
    await scene.stage.press(MARTA, "Not needed")
    await scene.stage.press(MARTA, "Record it")
    assert await contact(scene) == scene.stage.clock.now()
