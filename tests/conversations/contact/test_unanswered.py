"""Unanswered talk is a task with an age: open exactly while the last word is the participant's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conversations.contact.words import age
from conversations.incoming import Photo, Unsupported, Voice
from locales.render import write
from tests.conversations.home.scene import AMINA, MARTA, YONAS, Scene

Step = Literal["write", "speak", "show", "sticker", "other", "reply", "reply by voice", "cancel", "done"]
STEPS: tuple[Step, ...] = ("write", "speak", "show", "sticker", "other", "reply", "reply by voice", "cancel", "done")
HERS = ("write", "speak", "show")
ANSWERS = ("reply", "reply by voice", "done")


async def _reply(scene: Scene, step: Step) -> None:
    await scene.stage.forge(MARTA, f"cs:reply:{scene.amina}")
    if step == "reply by voice":
        await scene.stage.send(MARTA, Voice("voice", "u", 1, 1, 1))
    else:
        await scene.stage.write(MARTA, "Hi")
    await scene.stage.press(MARTA, "Cancel" if step == "cancel" else "Send")


async def _do(scene: Scene, step: Step) -> None:
    stage = scene.stage
    match step:
        case "write":
            await stage.write(AMINA, "Hello")
        case "speak":
            await stage.send(AMINA, Voice("voice", "u", 1, 1, 1))
        case "show":
            await stage.send(AMINA, Photo("photo", "u", "", 1, 1))
        case "sticker":
            await stage.send(AMINA, Unsupported("sticker", 1))
        case "other":
            await stage.write(YONAS, "Hello")
        case "done":
            for task in await scene.tasks("Marta"):
                await stage.forge(MARTA, f"tk:done:{task.id}")
        case _:
            await _reply(scene, step)
    await stage.pass_time(minutes=7)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.sampled_from(STEPS), max_size=6))
async def test_the_task_is_open_exactly_while_the_last_word_is_hers(scene: Scene, steps: list[Step]) -> None:
    await _do(scene, "reply")  # whatever an earlier example left
    waits_since = None
    for step in steps:
        now = scene.stage.clock.now()
        await _do(scene, step)
        if step in HERS:
            waits_since = waits_since or now
        elif step in ANSWERS:
            waits_since = None
    tasks = [(task.kind, task.created_at) for task in await scene.tasks("Marta")]
    assert tasks == ([("talk", waits_since)] if waits_since else [])
    async with scene.stage.database.reading() as store:
        unanswered = {one.participant_id: one.since for one in await store.talk.unanswered(scene.programme)}
    assert unanswered.get(scene.amina) == waits_since


async def test_the_task_says_since_when_she_waits(scene: Scene) -> None:
    await scene.stage.write(AMINA, "Hello")
    await scene.stage.pass_time(hours=3)
    await scene.stage.write(AMINA, "Are you there?")
    await scene.stage.write(MARTA, "/tasks")
    text = scene.stage.last(MARTA).text
    assert "Amina\u2069 has waited for an answer since Friday 20 November at 09:00." in text
    assert "It has waited for 3 hours." in text
    await scene.stage.press(MARTA, "Task 1")
    assert "It has waited for 3 hours." in scene.stage.last(MARTA).text
    assert {"✏️ Reply", "🗨 Talk so far"} <= set(scene.stage.last(MARTA).labels)


async def test_a_wish_for_a_call_has_an_age_too(scene: Scene) -> None:
    await scene.stage.forge(AMINA, "ct:callme")
    await scene.stage.pass_time(days=2)
    await scene.stage.write(MARTA, "/tasks")
    assert "It has waited for 2 days." in scene.stage.last(MARTA).text


async def test_a_task_that_is_done_has_no_age(scene: Scene) -> None:
    await scene.stage.write(AMINA, "Hello")
    (task,) = await scene.tasks("Marta")
    await scene.stage.forge(MARTA, f"tk:done:{task.id}")
    await scene.stage.forge(MARTA, f"tk:open:{task.id}")
    assert "It has waited" not in scene.stage.last(MARTA).text


@pytest.mark.parametrize(
    ("waited", "expected"),
    [
        (timedelta(minutes=59), "It has waited for less than an hour."),
        (timedelta(hours=1), "It has waited for 1 hour."),
        (timedelta(hours=23, minutes=59), "It has waited for 23 hours."),
        (timedelta(hours=24), "It has waited for 1 day."),
        (timedelta(days=6, hours=23), "It has waited for 6 days."),
    ],
)
def test_an_age_is_in_hours_on_the_first_day_and_then_in_days(waited: timedelta, expected: str) -> None:
    since = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
    assert write(age(since, since + waited), "en") == expected
