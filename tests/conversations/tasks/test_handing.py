"""Tasks are handed to a colleague who takes them, and none is lost when people come, go or have a pause."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.tasks.moving import keep_held, move_tasks
from storage.models import AuditEntry, ParticipantStatus, Role, TaskState
from tests.conversations.home.scene import AMINA, ELSEWHERE, EVA, LARS, MARTA, YONAS, Scene
from tests.conversations.tasks.raising import holder, make_task, the_task

CHATS = {"Lars": LARS, "Eva": EVA}


async def offer(scene: Scene, to: str = "Lars", key: str = "test:1", **fields: str) -> int:
    task = await make_task(scene, key, **fields)  # type: ignore[arg-type]
    await scene.stage.forge(MARTA, f"tk:open:{task}")
    await scene.stage.press(MARTA, "Hand to")
    await scene.stage.press(MARTA, to)
    return task


async def leave(scene: Scene, name: str) -> None:
    async with scene.stage.database.unit_of_work() as store:
        for role in (Role.SPECIALIST, Role.COORDINATOR):
            membership = await store.people.membership(scene.people[name], scene.programme, role)
            if membership is not None:
                membership.active = False
        await store.commit()


async def look_round(scene: Scene) -> None:
    for _ in range(2):
        async with scene.stage.database.unit_of_work() as store:
            await keep_held(store, scene.stage.clock.now())
            await store.commit()


async def test_the_colleagues_of_the_programme_are_offered_and_nobody_else(scene: Scene) -> None:
    task = await make_task(scene)
    await scene.stage.forge(MARTA, f"tk:hand:{task}")
    names = [label for label in scene.stage.last(MARTA).labels if label.startswith("👤")]
    assert names == ["👤 \u2068Eva\u2069", "👤 \u2068Lars\u2069"]


@pytest.mark.parametrize("to", ["Lars", "Eva"])
async def test_it_moves_when_it_is_taken_and_not_before(scene: Scene, to: str) -> None:
    await offer(scene, to)
    assert await holder(scene) == "Marta"
    assert f"Offered to \u2068{to}\u2069. It is yours until it is taken." in scene.stage.last(MARTA).text
    await scene.stage.write(MARTA, "/tasks")
    assert f"Offered to \u2068{to}\u2069" in scene.stage.last(MARTA).text
    assert "\u2068Marta\u2069 asks you to take this task:" in scene.stage.last(CHATS[to]).text
    assert "test:1" in scene.stage.last(CHATS[to]).text
    await scene.stage.press(CHATS[to], "Take it")
    assert await holder(scene) == to
    assert f"\u2068{to}\u2069 has taken this task:" in scene.stage.last(MARTA).text
    await scene.stage.write(CHATS[to], "/tasks")
    await scene.stage.press(CHATS[to], "Task 1")
    assert "\u2068Marta\u2069 gave you this." in scene.stage.last(CHATS[to]).text
    await scene.stage.press(CHATS[to], "Done")
    assert (await the_task(scene)).state == TaskState.DONE


async def test_not_me_leaves_it_where_it_is_and_says_so(scene: Scene) -> None:
    task = await offer(scene)
    await scene.stage.press(LARS, "Not me")
    assert await holder(scene) == "Marta"
    assert "cannot take this task now. It is still yours." in scene.stage.last(MARTA).text
    await scene.stage.press(MARTA, "Look at the task")
    assert any("Hand to" in label for label in scene.stage.last(MARTA).labels)
    await scene.stage.forge(LARS, f"tk:take:{task}")
    assert await holder(scene) == "Marta"


async def test_a_question_that_was_overlooked_stands_in_the_list(scene: Scene) -> None:
    await offer(scene, "Eva")
    scene.stage.screens.pop(EVA)
    await scene.stage.write(EVA, "/menu")
    await scene.stage.press(EVA, "Tasks")
    assert "\u2068Marta\u2069 asks you to take a task." in scene.stage.last(EVA).text
    await scene.stage.press(EVA, "Asked by")
    await scene.stage.press(EVA, "Take it")
    assert await holder(scene) == "Eva"


async def test_whoever_is_asked_instead_is_the_only_one_who_can_take_it(scene: Scene) -> None:
    task = await offer(scene)
    await scene.stage.forge(MARTA, f"tk:give:{task}:{scene.people['Eva']}")
    await scene.stage.press(LARS, "Take it")
    assert await holder(scene) == "Marta"
    await scene.stage.press(EVA, "Take it")
    assert await holder(scene) == "Eva"


async def test_asking_the_same_one_twice_is_asking_once(scene: Scene) -> None:
    task = await offer(scene)
    await scene.stage.forge(MARTA, f"tk:give:{task}:{scene.people['Lars']}")
    assert len(scene.stage.screens[LARS]) == 1


@pytest.mark.parametrize("act", ["back", "done"])
async def test_taken_back_or_done_it_cannot_be_taken(scene: Scene, act: str) -> None:
    task = await offer(scene)
    await scene.stage.forge(MARTA, f"tk:{act}:{task}")
    await scene.stage.press(LARS, "Take it")
    assert scene.stage.toasts[LARS] == ["This has changed. Here is how it is now."]
    assert await holder(scene) == "Marta"


async def test_taking_it_twice_is_taking_it_once(scene: Scene) -> None:
    task = await offer(scene)
    for _ in range(2):
        await scene.stage.forge(LARS, f"tk:take:{task}")
    assert await holder(scene) == "Lars"
    assert sum("has taken this task" in bubble.text for bubble in scene.stage.screens[MARTA]) == 1


async def test_a_colleague_reads_the_task_and_not_the_participants_card(scene: Scene) -> None:
    task = await offer(scene, kind="silence")
    await scene.stage.press(LARS, "Take it")
    payloads = [button.payload for row in scene.stage.last(LARS).rendered.rows for button in row]
    assert not [one for one in payloads if one.startswith(("pp:", "cs:", "as:"))]
    await scene.stage.forge(LARS, f"pp:card:{scene.amina}")
    assert "Travel time" not in scene.stage.everything(LARS)
    await scene.stage.forge(LARS, f"tk:called:{task}")
    assert (await scene.participant(scene.amina)).last_contact_at == scene.stage.clock.now()


@pytest.mark.parametrize("action", ["hand", "give", "back", "asked", "take", "notme"])
@pytest.mark.parametrize("chat", [EVA, ELSEWHERE, AMINA, YONAS])
async def test_nobody_else_has_a_hand_in_it(scene: Scene, action: str, chat: int) -> None:
    task = await offer(scene)
    person = next(one for one in (scene.people["Eva"], scene.people["Nils"]))
    await scene.stage.forge(chat, f"tk:{action}:{task}:{person}")
    assert await holder(scene) == "Marta"
    assert "test:1" not in scene.stage.everything(chat)
    await scene.stage.press(LARS, "Take it")
    assert await holder(scene) == "Lars"


@pytest.mark.parametrize("name", ["Nils", "Amina", "Yonas", "Marta"])
async def test_it_is_given_to_colleagues_only(scene: Scene, name: str) -> None:
    task = await make_task(scene)
    await scene.stage.forge(MARTA, f"tk:give:{task}:{scene.people[name]}")
    assert "asks you" not in "".join(scene.stage.everything(chat) for chat in (ELSEWHERE, AMINA, YONAS))
    async with scene.stage.database.reading() as store:
        assert await store.task_offers.of_tasks([task]) == {}


async def test_who_has_left_takes_nothing(scene: Scene) -> None:
    await offer(scene)
    await leave(scene, "Lars")
    await scene.stage.press(LARS, "Take it")
    assert await holder(scene) == "Marta"
    await look_round(scene)
    async with scene.stage.database.reading() as store:
        assert await store.task_offers.waiting_for(scene.people["Lars"]) == []


async def test_each_step_is_on_record_without_a_word_of_the_task(scene: Scene) -> None:
    task = await offer(scene)
    await scene.stage.press(LARS, "Take it")
    async with AsyncSession(scene.stage.database.engine) as session:
        rows = list(await session.scalars(select(AuditEntry).where(AuditEntry.subject == "task")))
    assert [(row.action, row.subject_id, row.participant_id, row.detail) for row in rows] == [
        ("task.offered", task, scene.amina, {}),
        ("task.taken", task, scene.amina, {}),
    ]


@pytest.mark.parametrize("status", [ParticipantStatus.PAUSED, ParticipantStatus.WITHDRAWN])
async def test_a_pause_or_a_stop_loses_no_task(scene: Scene, status: ParticipantStatus) -> None:
    await make_task(scene)
    await scene.stage.forge(AMINA, "st:pauseok" if status == ParticipantStatus.PAUSED else "st:stopok")
    assert (await scene.participant(scene.amina)).status == status
    await look_round(scene)
    assert [task.key for task in await scene.tasks("Marta")] == ["test:1"]


async def test_with_the_participant_her_tasks_move(scene: Scene) -> None:
    for key in ("test:1", "test:2", "test:3"):
        await make_task(scene, key)
    await make_task(scene, "other:1", about=False)
    await scene.stage.forge(MARTA, f"tk:done:{(await the_task(scene, 'test:3')).id}")
    await offer(scene, "Eva", "test:4")
    taken = await offer(scene, "Eva", "test:5")
    await scene.stage.forge(EVA, f"tk:take:{taken}")
    async with scene.stage.database.unit_of_work() as store:
        participant = await store.participants.get(scene.amina)
        assert participant is not None
        giver, participant.specialist_id = participant.specialist_id, scene.people["Lars"]
        for _ in range(2):
            await move_tasks(
                store, scene.amina, giver_id=giver, taker_id=scene.people["Lars"], now=scene.stage.clock.now()
            )
        await store.commit()
    assert {key: await holder(scene, key) for key in ("test:1", "test:2", "test:3", "test:4", "test:5", "other:1")} == {
        "test:1": "Lars", "test:2": "Lars", "test:3": "Marta", "test:4": "Lars", "test:5": "Eva", "other:1": "Marta",
    }  # fmt: skip
    await scene.stage.forge(LARS, f"tk:open:{(await the_task(scene)).id}")
    assert any("Amina" in label for label in scene.stage.last(LARS).labels)


async def test_the_tasks_of_who_has_left_go_to_who_helps_now(scene: Scene) -> None:
    await make_task(scene)
    await make_task(scene, "other:1", about=False)
    await leave(scene, "Marta")
    await look_round(scene)
    assert [await holder(scene, key) for key in ("test:1", "other:1")] == ["Eva", "Eva"]
    await scene.stage.write(EVA, "/tasks")
    await scene.stage.press(EVA, "Task 1")
    assert "\u2068Marta\u2069 gave you this." in scene.stage.last(EVA).text


async def test_a_colleagues_tasks_come_back_when_the_colleague_leaves(scene: Scene) -> None:
    await offer(scene)
    await scene.stage.press(LARS, "Take it")
    await leave(scene, "Lars")
    await look_round(scene)
    assert await holder(scene) == "Marta"


async def test_ending_an_access_leaves_no_task_behind(scene: Scene) -> None:
    await make_task(scene, "other:1", about=False)
    async with scene.stage.database.unit_of_work() as store:
        participant = await store.participants.get(scene.amina)
        assert participant is not None
        participant.status = ParticipantStatus.WITHDRAWN
        membership = await store.people.membership(scene.people["Marta"], scene.programme, Role.SPECIALIST)
        assert membership is not None
        await store.commit()
    await scene.stage.forge(EVA, f"tm:stop:{membership.id}")
    assert await holder(scene, "other:1") == "Eva"


async def test_with_nobody_left_a_task_stays(scene: Scene) -> None:
    await make_task(scene)
    for name in ("Marta", "Lars", "Eva"):
        await leave(scene, name)
    await look_round(scene)
    assert await holder(scene) == "Marta"
