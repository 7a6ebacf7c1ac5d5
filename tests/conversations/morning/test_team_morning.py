"""What the morning message says of tasks, promises and silence; and the coordinator's: how many wait, since when."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from conversations.care.noticing import notice_forgotten
from storage.models import Role
from tests.conversations.care.watching import change
from tests.conversations.home.scene import AMINA, ELSEWHERE, EVA, LARS, MARTA, YONAS, Scene
from tests.conversations.morning.test_morning import MONDAY, morning
from tests.conversations.tasks.raising import make_task


async def forget(scene: Scene, at: datetime, *, since: datetime = datetime(2026, 10, 1, tzinfo=UTC)) -> None:
    for one in (scene.amina, scene.yonas):
        await change(scene, one, lambda found: setattr(found, "last_contact_at", since))
    scene.stage.clock.set(at)
    async with scene.stage.database.unit_of_work() as store:
        await notice_forgotten(store, at)
        await store.commit()


async def test_the_first_tasks_are_told_with_their_words(scene: Scene) -> None:
    scene.stage.clock.set(MONDAY - timedelta(hours=2))
    for number in range(5):
        await make_task(scene, f"test:{number}")
    await make_task(scene, "later:1", days=1)
    await make_task(scene, "promise:1", kind="promise")
    await morning(scene, MONDAY)
    shown = scene.stage.last(MARTA).text
    assert "6 tasks wait for you." in shown
    assert [f"test:{number}" in shown for number in range(5)] == [True, True, True, False, False]
    assert "later:1" not in shown
    assert "promise:1" in shown
    assert sum(label == "👤 \u2068Amina\u2069" for label in scene.stage.last(MARTA).labels) == 1


async def test_who_was_not_heard_of_is_named_to_their_own_specialist(scene: Scene) -> None:
    await forget(scene, MONDAY)
    await morning(scene, MONDAY)
    assert "A hello would be good: \u2068Amina\u2069" in scene.stage.last(MARTA).text
    assert "Yonas" not in scene.stage.everything(MARTA)
    assert "A hello would be good: \u2068Yonas\u2069" in scene.stage.last(LARS).text
    await scene.stage.press(MARTA, "Amina")
    assert "You were last in contact on Thursday 1 October." in scene.stage.last(MARTA).text
    await scene.stage.press(LARS, "Tasks for today")
    assert "tasks for today" in scene.stage.last(LARS).text


async def test_a_full_morning_is_one_message_of_ten_buttons(scene: Scene) -> None:
    now = scene.stage.clock.now()
    async with scene.stage.database.unit_of_work() as store:
        for number in range(12):
            person = await store.people.add(f"Name{number}", "en", now, 900 + number)
            one = await store.participants.add(person.id, scene.programme, scene.people["Marta"], now)
            one.status, one.agreed_at = "active", datetime(2026, 10, 1, tzinfo=UTC)
        await store.commit()
    await forget(scene, MONDAY)
    await morning(scene, MONDAY)
    assert sum("Good morning" in bubble.text for bubble in scene.stage.screens[MARTA]) == 1
    assert len(scene.stage.last(MARTA).labels) == 10
    assert "26 tasks wait for you." in scene.stage.last(MARTA).text


async def test_a_coordinator_reads_how_many_and_how_old_and_no_name(scene: Scene) -> None:
    await forget(scene, MONDAY - timedelta(days=7))
    await morning(scene, MONDAY)
    shown = scene.stage.last(EVA).text
    assert "2 participants wait for a hello or a next step." in shown
    assert "The longest since Monday 16 November." in shown
    everything = scene.stage.everything(EVA)
    assert not any(name in everything for name in ("Marta", "Lars", "Amina", "Yonas"))
    assert all(chat not in scene.stage.screens for chat in (ELSEWHERE, AMINA, YONAS))
    await scene.stage.press(EVA, "Who waits now?")
    assert "2 participants wait" in scene.stage.last(EVA).text
    async with scene.stage.database.unit_of_work() as store:
        for cause in ("silence", "gap"):
            await store.tasks.close_keyed(cause, MONDAY)
        await store.commit()
    await scene.stage.press(EVA, "Who waits now?")
    assert "Nobody waits." in scene.stage.last(EVA).text


async def test_without_anybody_waiting_a_coordinator_is_left_alone(scene: Scene) -> None:
    await make_task(scene)
    await morning(scene, MONDAY)
    assert EVA not in scene.stage.screens


async def test_who_has_both_roles_gets_one_message(scene: Scene) -> None:
    async with scene.stage.database.unit_of_work() as store:
        await store.people.join_staff(scene.people["Eva"], scene.programme, Role.SPECIALIST, MONDAY)
        await store.commit()
    await forget(scene, MONDAY)
    await morning(scene, MONDAY)
    assert len(scene.stage.screens[EVA]) == 1
    assert "2 participants wait" in scene.stage.last(EVA).text


@pytest.mark.parametrize("chat", [MARTA, LARS, AMINA])
async def test_the_numbers_are_for_coordinators(scene: Scene, chat: int) -> None:
    await forget(scene, MONDAY)
    await scene.stage.forge(chat, "sl:now")
    assert "wait for a hello" not in scene.stage.everything(chat)


async def test_another_programme_learns_nothing(scene: Scene) -> None:
    await forget(scene, MONDAY)
    await scene.stage.forge(ELSEWHERE, "sl:now")
    assert "Nobody waits." in scene.stage.last(ELSEWHERE).text
    assert "Jobbsjansen" not in scene.stage.everything(ELSEWHERE)


async def test_a_task_put_off_is_not_in_todays_message(scene: Scene) -> None:
    task = await make_task(scene)
    await scene.stage.forge(MARTA, f"tk:week:{task}")
    scene.stage.screens.pop(MARTA)
    await morning(scene, datetime.combine(date(2026, 11, 20), MONDAY.timetz()))
    assert MARTA not in scene.stage.screens
