from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from conversations.tasks.service import close_tasks, raise_task, raise_urgent_task
from locales.text import staff
from storage.models import Delivery, DeliveryKind, DeliveryState, TaskState
from tests.conversations.home.scene import AMINA, ELSEWHERE, EVA, LARS, MARTA, Scene


async def _raise(scene: Scene, key: str, text: str, *, urgent: bool = False, days: int = 0) -> bool:
    now = scene.stage.clock.now()
    async with scene.stage.database.unit_of_work() as store:
        raised = await (raise_urgent_task if urgent else raise_task)(
            store,
            key=key,
            programme_id=scene.programme,
            assignee_id=scene.people["Marta"],
            participant_id=scene.amina,
            kind="test",
            text=staff("{name} waits for an answer.", name=text),
            due_at=now + timedelta(days=days),
            now=now,
        )
        await store.commit()
    await scene.stage.deliver()
    return raised


async def _task_id(scene: Scene) -> int:
    return (await scene.tasks("Marta"))[0].id


async def test_the_same_cause_is_one_task_for_ever(scene: Scene) -> None:
    assert await _raise(scene, "test:1", "Amina")
    assert not await _raise(scene, "test:1", "Amina")
    async with scene.stage.database.unit_of_work() as store:
        await close_tasks(store, "test:1", scene.stage.clock.now())
        await store.commit()
    assert not await _raise(scene, "test:1", "Amina")
    assert await scene.tasks("Marta") == []


async def test_closing_a_cause_leaves_longer_ids_alone(scene: Scene) -> None:
    await _raise(scene, "test:1:5", "Amina")
    await _raise(scene, "test:12:5", "Other")
    async with scene.stage.database.unit_of_work() as store:
        await close_tasks(store, "test:1:", scene.stage.clock.now())
        await store.commit()
    assert [task.key for task in await scene.tasks("Marta")] == ["test:12:5"]


async def test_what_is_urgent_is_told_at_once_and_once(scene: Scene) -> None:
    await _raise(scene, "test:1", "Amina", urgent=True)
    await _raise(scene, "test:1", "Amina", urgent=True)
    assert len(scene.stage.screens[MARTA]) == 1
    assert "Amina\u2069 waits for an answer." in scene.stage.last(MARTA).text


async def test_the_list_shows_what_is_due_first_first(scene: Scene) -> None:
    await _raise(scene, "test:1", "Later", days=3)
    await _raise(scene, "test:2", "Sooner")
    await scene.stage.write(MARTA, "/tasks")
    text = scene.stage.last(MARTA).text
    assert text.index("Sooner") < text.index("Later")
    assert "2 tasks" in text
    assert "By Friday 20 November" in text


async def test_the_menu_counts_what_is_open_and_says_what_is_due(scene: Scene) -> None:
    await _raise(scene, "test:1", "Later", days=3)
    await _raise(scene, "test:2", "Sooner")
    await scene.stage.write(MARTA, "/menu")
    assert "1 task waits for you." in scene.stage.last(MARTA).text
    assert "📌 Tasks (2)" in scene.stage.last(MARTA).labels


async def test_without_tasks_the_list_says_so(scene: Scene) -> None:
    await scene.stage.write(MARTA, "/tasks")
    assert "You have no tasks now." in scene.stage.last(MARTA).text


async def test_done_closes_it_and_a_second_tap_is_harmless(scene: Scene) -> None:
    await _raise(scene, "test:1", "Amina")
    done = f"tk:done:{await _task_id(scene)}"
    await scene.stage.forge(MARTA, done)
    await scene.stage.forge(MARTA, done)
    assert await scene.tasks("Marta") == []
    assert scene.stage.toasts[MARTA] == ["This is done."] * 2


async def test_an_open_task_leads_to_the_participant(scene: Scene) -> None:
    await _raise(scene, "test:1", "Amina")
    await scene.stage.write(MARTA, "/tasks")
    await scene.stage.press(MARTA, "Task 1")
    assert [f"pp:card:{scene.amina}"] == [
        button.payload for row in scene.stage.last(MARTA).rendered.rows for button in row if "Amina" in button.label
    ]


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        ("Tomorrow", datetime(2026, 11, 23, 15, 0, tzinfo=UTC)),  # Friday's tomorrow at work is Monday
        ("Next week", datetime(2026, 11, 23, 15, 0, tzinfo=UTC)),
    ],
)
async def test_a_task_is_put_off_to_a_working_day(scene: Scene, action: str, expected: datetime) -> None:
    await _raise(scene, "test:1", "Amina")
    await scene.stage.write(MARTA, "/tasks")
    await scene.stage.press(MARTA, "Task 1")
    await scene.stage.press(MARTA, action)
    (task,) = await scene.tasks("Marta")
    assert task.due_at == expected
    assert scene.stage.toasts[MARTA] == ["It waits until Monday 23 November."]


async def test_a_done_task_is_not_put_off(scene: Scene) -> None:
    await _raise(scene, "test:1", "Amina")
    task_id = await _task_id(scene)
    await scene.stage.forge(MARTA, f"tk:done:{task_id}")
    await scene.stage.forge(MARTA, f"tk:week:{task_id}")
    async with scene.stage.database.unit_of_work() as store:
        task = await store.tasks.get(task_id)
    assert task is not None
    assert task.state == TaskState.DONE


@pytest.mark.parametrize("action", ["open", "done", "morrow", "week"])
@pytest.mark.parametrize("chat", [LARS, ELSEWHERE, EVA, AMINA])
async def test_nobody_touches_the_task_of_another(scene: Scene, action: str, chat: int) -> None:
    await _raise(scene, "test:1", "Amina")
    await scene.stage.forge(chat, f"tk:{action}:{await _task_id(scene)}")
    (task,) = await scene.tasks("Marta")
    assert task.due_at == scene.stage.clock.now()
    assert "waits for an answer" not in scene.stage.everything(chat)


@pytest.mark.parametrize("payload", ["tk:open", "tk:open:x", "tk:done:9223372036854775808", "tk:open:-5"])
async def test_a_forged_task_is_answered_kindly(scene: Scene, payload: str) -> None:
    await scene.stage.forge(MARTA, payload)
    assert scene.stage.toasts[MARTA] == ["This button is old. Here is what you can do now."]


async def _trouble(scene: Scene, person: str, state: DeliveryState, failure: str | None, days_ago: int = 1) -> None:
    finished = scene.stage.clock.now() - timedelta(days=days_ago)
    async with scene.stage.database.unit_of_work() as store:
        store._session.add(
            Delivery(
                key=f"{person}:{state}:{failure}:{days_ago}",
                kind=DeliveryKind.REMINDER,
                priority=2,
                state=state,
                person_id=scene.people[person],
                participant_id={"Amina": scene.amina, "Yonas": scene.yonas}[person],
                message_key="said",
                params={},
                due=finished,
                next_attempt_at=finished,
                failure=failure,
                created_at=finished,
                finished_at=finished,
            ),
        )
        await store.commit()


async def test_the_coordinator_sees_what_may_not_have_arrived_by_reason(scene: Scene) -> None:
    await _trouble(scene, "Amina", DeliveryState.FAILED, "blocked")
    await _trouble(scene, "Yonas", DeliveryState.FAILED, "deactivated")
    await _trouble(scene, "Yonas", DeliveryState.EXPIRED, "too late")
    await _trouble(scene, "Yonas", DeliveryState.UNCERTAIN, "timeout")
    await _trouble(scene, "Yonas", DeliveryState.FAILED, "something else")
    await _trouble(scene, "Amina", DeliveryState.FAILED, "blocked", days_ago=15)
    await scene.stage.write(EVA, "/menu")
    await scene.stage.press(EVA, "What may not have arrived")
    text = scene.stage.last(EVA).text
    for line in (
        "2 messages: the chat is closed.",
        "1 message: it was too late to send it.",
        "1 message: nobody knows if it arrived.",
        "1 message: Telegram refused it.",
        "Amina\u2069: a message on Thursday 19 November",
    ):
        assert line in text
    assert "Marta" not in text
    assert "Lars" not in text


async def test_without_trouble_that_is_said(scene: Scene) -> None:
    await scene.stage.forge(EVA, "tk:troubles")
    assert "Nothing. All messages arrived." in scene.stage.last(EVA).text


async def test_another_programme_sees_nothing_of_it(scene: Scene) -> None:
    await _trouble(scene, "Amina", DeliveryState.FAILED, "blocked")
    await scene.stage.forge(ELSEWHERE, "tk:troubles")
    assert "Nothing. All messages arrived." in scene.stage.last(ELSEWHERE).text


async def test_specialists_see_no_troubles_of_the_programme(scene: Scene) -> None:
    await scene.stage.forge(MARTA, "tk:troubles")
    assert "arrived" not in scene.stage.everything(MARTA)
