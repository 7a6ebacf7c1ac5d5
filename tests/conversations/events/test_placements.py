"""A placement is looked at on its day: has it led to paid work? One tap answers."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from conversations.events.placements import plan_reviews
from conversations.events.stages import Stage, stage_on
from storage.models import Event, EventKind, Task
from tests.conversations.events.happened import bare, events_of, recorded
from tests.conversations.home.scene import EVA, LARS, MARTA, Scene

BEGAN = date(2026, 11, 19)
REVIEW = datetime(2026, 12, 17, 8, tzinfo=UTC)


async def at(scene: Scene, moment: datetime) -> None:
    """What is planned every minute, twice."""
    scene.stage.clock.set(moment)
    for _ in range(2):
        async with scene.stage.database.unit_of_work() as store:
            await plan_reviews(store, moment)
            await store.commit()
    await scene.stage.deliver()


async def placement(scene: Scene) -> Event:
    return await recorded(scene, EventKind.PLACEMENT_START, BEGAN, employer_name="Bakeriet", sector="private")


async def reviews(scene: Scene) -> list[Task]:
    return [task for task in await scene.tasks("Marta") if task.kind == "placement"]


async def test_on_the_day_and_not_before(scene: Scene) -> None:
    event = await placement(scene)
    assert event.review_on == date(2026, 12, 17)
    await at(scene, datetime(2026, 12, 16, 8, tzinfo=UTC))
    assert await reviews(scene) == []
    await at(scene, datetime(2026, 12, 17, 6, 30, tzinfo=UTC))
    assert await reviews(scene) == []
    await at(scene, REVIEW)
    (task,) = await reviews(scene)
    assert task.key == f"placement:{event.id}:2026-12-17"
    assert task.due_at == datetime(2026, 12, 17, 15, tzinfo=UTC)
    text = bare(scene.stage.last(MARTA).text)
    assert "Amina has been in a placement since Thursday 19 November: Bakeriet. Has it led to paid work?" in text
    assert len(scene.stage.screens[MARTA]) == 1
    assert LARS not in scene.stage.screens
    assert EVA not in scene.stage.screens


async def test_a_review_on_a_day_off_waits_for_work_to_begin(scene: Scene) -> None:
    async with scene.stage.database.unit_of_work() as store:
        programme = await store.programmes.get(scene.programme)
        assert programme is not None
        programme.settings = {"placement_review_weeks": 2}
        await store.commit()
    event = await recorded(scene, EventKind.PLACEMENT_START, date(2026, 11, 14))
    assert event.review_on == date(2026, 11, 28)
    for day, count in ((28, 0), (29, 0), (30, 1)):
        await at(scene, datetime(2026, 11, day, 8, tzinfo=UTC))
        assert len(await reviews(scene)) == count


async def test_a_paid_job_is_a_contract_and_ends_the_placement(scene: Scene) -> None:
    event = await placement(scene)
    await at(scene, REVIEW)
    await scene.stage.press(MARTA, "Yes, a paid job")
    job, end, _ = await events_of(scene)
    assert (job.kind, job.start_id, job.employer_name, job.sector) == ("contract", event.id, "Bakeriet", "private")
    assert (end.kind, end.start_id, end.end_reason) == ("placement_end", event.id, "hired")
    assert job.on == end.on == date(2026, 12, 17)
    assert any("Kind of contract" in label for label in scene.stage.last(MARTA).labels)
    assert await reviews(scene) == []
    assert stage_on(await events_of(scene), job.on) is Stage.WORK
    await scene.stage.press(MARTA, "Undo")
    assert [one.id for one in await events_of(scene)] == [event.id]


async def test_it_goes_on_for_two_weeks_and_is_asked_again(scene: Scene) -> None:
    await placement(scene)
    await at(scene, REVIEW)
    await scene.stage.press(MARTA, "It goes on for two weeks")
    assert (await events_of(scene))[0].review_on == date(2026, 12, 31)
    assert await reviews(scene) == []
    assert "It is looked at again on Thursday 31 December" in bare(scene.stage.last(MARTA).text)
    await at(scene, datetime(2026, 12, 30, 8, tzinfo=UTC))
    assert await reviews(scene) == []
    await at(scene, datetime(2026, 12, 31, 8, tzinfo=UTC))
    assert len(await reviews(scene)) == 1


async def test_it_has_ended_without_a_job(scene: Scene) -> None:
    await placement(scene)
    await at(scene, REVIEW)
    await scene.stage.press(MARTA, "It has ended, no job")
    assert [one.kind for one in await events_of(scene)] == ["placement_end", "placement_start"]
    assert await reviews(scene) == []
    await at(scene, datetime(2026, 12, 18, 8, tzinfo=UTC))
    assert await reviews(scene) == []


@pytest.mark.parametrize("first", ["paid", "nojob", "longer"])
@pytest.mark.parametrize("second", ["paid", "nojob", "longer"])
async def test_two_answers_are_one(scene: Scene, first: str, second: str) -> None:
    event = await placement(scene)
    await at(scene, REVIEW)
    await scene.stage.forge(MARTA, f"ev:{first}:{event.id}:20261217")
    before = [(one.id, one.review_on) for one in await events_of(scene)]
    await scene.stage.forge(MARTA, f"ev:{second}:{event.id}:20261217")
    assert [(one.id, one.review_on) for one in await events_of(scene)] == before
    assert scene.stage.toasts[MARTA] == ["This has changed. Here is how it is now."]


@pytest.mark.parametrize("answer", ["It has ended, no job", "Yes, a paid job"])
async def test_an_answer_that_is_taken_back_is_asked_for_again(scene: Scene, answer: str) -> None:
    event = await placement(scene)
    await at(scene, REVIEW)
    await scene.stage.press(MARTA, answer)
    await scene.stage.press(MARTA, "Undo")
    assert [(one.id, one.review_on) for one in await events_of(scene)] == [(event.id, date(2026, 12, 18))]
    await at(scene, datetime(2026, 12, 18, 8, tzinfo=UTC))
    assert len(await reviews(scene)) == 1


async def test_a_start_that_is_moved_far_back_is_asked_about_at_once(scene: Scene) -> None:
    event = await placement(scene)
    await scene.stage.forge(MARTA, f"ev:day:{event.id}")
    await scene.stage.write(MARTA, "1.9")
    assert (await events_of(scene))[0].review_on == date(2026, 11, 21)
    await at(scene, datetime(2026, 11, 23, 8, tzinfo=UTC))
    assert len(await reviews(scene)) == 1


async def test_from_the_list_of_tasks_it_is_one_tap_to_the_answers(scene: Scene) -> None:
    await placement(scene)
    await at(scene, REVIEW)
    await scene.stage.write(MARTA, "/tasks")
    await scene.stage.press(MARTA, "Task 1")
    await scene.stage.press(MARTA, "Has it led to paid work?")
    await scene.stage.press(MARTA, "It has ended, no job")
    assert (await events_of(scene))[0].kind == "placement_end"


@pytest.mark.parametrize("what", ["end", "undo", "exit", "withdrawn"])
async def test_what_has_ended_is_not_asked_about(scene: Scene, what: str) -> None:
    event = await placement(scene)
    if what == "end":
        await recorded(scene, EventKind.PLACEMENT_END, date(2026, 11, 20), start=event)
    elif what == "exit":
        await recorded(scene, EventKind.EXIT, date(2026, 11, 20))
    elif what == "undo":
        await scene.stage.forge(MARTA, f"ev:undo:{event.id}")
    else:
        await scene.stage.forge(MARTA, f"co:stopok:{scene.amina}")
    await at(scene, REVIEW)
    assert await reviews(scene) == []


async def test_an_end_closes_the_task(scene: Scene) -> None:
    event = await placement(scene)
    await at(scene, REVIEW)
    await recorded(scene, EventKind.PLACEMENT_END, date(2026, 12, 17), start=event)
    assert await reviews(scene) == []
    await scene.stage.forge(MARTA, f"ev:review:{event.id}")
    assert "Placement begins" in scene.stage.last(MARTA).text
