"""The real bot over HTTP, when the network, Telegram, people and operators do what they do."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import pytest

from locales.message import message, pack_message
from locales.text import say
from storage.models import DeliveryKind
from tests.processes.harness import World, until

pytestmark = pytest.mark.process

MARK = "You may have got this message before."
REMINDER = {"message_key": "said", "content": pack_message(message(say("Menu")))}
HOUR = timedelta(hours=1)


async def test_a_stop_during_a_send_loses_nothing(world: World) -> None:
    people = [await world.person() for _ in range(4)]
    await world.client.faults("latency", method="sendMessage", seconds=0.3, times=None)
    for number, (person, _) in enumerate(people):
        await world.office.plan(str(number), person, **REMINDER)
    bot = await world.start(BROBYGGER_LEASE_SECONDS="30")

    async def begun() -> bool:
        return any(row.called_at for row in (await world.office.rows()).values())

    await until(begun, "a call is announced")
    assert await bot.terminate() == 0
    states = Counter((await world.states()).values())
    assert set(states) <= {"sent", "planned"}
    await world.client.clear_faults()
    await world.start()
    await world.settled()
    assert [await world.texts(chat) for _, chat in people] == [["Menu"]] * 4
    assert await world.office.tasks() == []


async def test_six_hours_of_downtime(world: World) -> None:
    person, chat = await world.person()
    other, other_chat = await world.person()
    due = world.office.clock.now() - 6 * HOUR
    await world.office.plan("stale", person, due=due, not_after=due + 2 * HOUR, **REMINDER)
    await world.office.plan("fresh", other, due=due, not_after=due + 9 * HOUR, **REMINDER)
    await world.start()
    await world.settled()
    assert await world.states() == {"stale": "expired", "fresh": "sent"}
    assert await world.texts(chat) == []
    assert await world.texts(other_chat) == ["Menu"]
    assert [task.kind for task in await world.office.tasks()] == ["reminder_too_late"]


async def test_a_storm_of_429(world: World) -> None:
    people = [await world.person() for _ in range(6)]
    await world.client.faults("too_many", method="sendMessage", times=2, retry_after=1)
    for number, (person, _) in enumerate(people):
        await world.office.plan(str(number), person, **REMINDER)
    await world.start()
    await world.settled()
    assert [await world.texts(chat) for _, chat in people] == [["Menu"]] * 6
    assert await world.office.tasks() == []


async def test_a_lasting_storm_of_429(world: World) -> None:
    """Telegram refuses all that is over its rate, a bot without a pace of its own keeps running into it."""
    people = [await world.person() for _ in range(40)]
    await world.client.rate(per_second=15)
    for number, (person, _) in enumerate(people):
        await world.office.plan(str(number), person, **REMINDER)
    await world.start(BROBYGGER_MESSAGES_PER_SECOND="0")
    await world.settled()
    assert [await world.texts(chat) for _, chat in people] == [["Menu"]] * 40
    refused = [call for call in await world.client.log(method="sendMessage") if call["code"] == 429]
    assert refused
    assert await world.office.tasks() == []


@pytest.mark.parametrize(
    ("fault", "texts"),
    [
        ({"kind": "status", "status": 502, "times": 2}, ["Menu"]),
        ({"kind": "reset"}, ["marked"]),
        ({"kind": "reset_after_delivery"}, ["Menu", "marked"]),
    ],
    ids=["5xx", "reset before", "reset after"],
)
async def test_a_broken_wire(world: World, fault: dict[str, Any], texts: list[str]) -> None:
    """What certainly did not arrive is sent again; what may have arrived is repeated once, marked and told."""
    person, chat = await world.person()
    await world.client.faults(**{"method": "sendMessage", **fault})
    await world.office.plan("a", person, **REMINDER)
    await world.start()
    await world.settled()
    assert ["marked" if MARK in text else text for text in await world.texts(chat)] == texts
    told = [task.kind for task in await world.office.tasks()]
    assert told == (["repeated"] if "marked" in texts else [])


async def test_blocked_and_unblocked(world: World) -> None:
    person, chat = await world.person()
    await world.start()
    await world.client.update_user(chat, blocked=True)

    async def is_unreachable() -> bool:
        return not (await world.office.person(person)).reachable

    await until(is_unreachable, "the bot hears that it is blocked")
    await world.office.plan("a", person, **REMINDER)
    await world.settled()
    assert (await world.states())["a"] == "failed"
    await world.client.update_user(chat, blocked=False)

    async def is_back() -> bool:
        return not await is_unreachable()

    await until(is_back, "the bot hears that they are back")
    await world.office.plan("b", person, **REMINDER)
    await world.settled()
    assert (await world.states())["b"] == "sent"
    assert await world.texts(chat) == ["Menu"]


async def test_blocked_without_a_word(world: World) -> None:
    """The 403 itself tells, once."""
    person, chat = await world.person()
    await world.client.call("POST", "updates/hold")
    await world.client.update_user(chat, blocked=True)
    for key in "ab":
        await world.office.plan(key, person, kind=DeliveryKind.NOTICE, **REMINDER)
    await world.start()
    await world.settled()
    assert await world.states() == {"a": "failed", "b": "failed"}
    assert [task.kind for task in await world.office.tasks()] == ["unreachable"]


async def test_duplicate_and_disordered_updates_are_answered_once(world: World) -> None:
    stranger = 4711
    await world.client.add_user("Sara", user_id=stranger)
    await world.start()
    await world.client.start(stranger)
    await world.client.wait_for_message(stranger)
    await world.client.call("POST", "updates/duplicate", {"last": 1})
    await world.client.call("POST", "updates/hold")
    for text in ("one", "two", "three"):
        await world.client.send(stranger, text)
    await world.client.call("POST", "updates/duplicate", {"next": 3})
    await world.client.call("POST", "updates/shuffle")
    await world.client.call("POST", "updates/release")

    async def all_answered() -> bool:
        replies = [row for key, row in (await world.office.rows()).items() if key.startswith("reply:")]
        return len(replies) == 4 and all(row.finished_at for row in replies)

    await until(all_answered, "each message is answered")
    assert len(await world.texts(stranger)) == 4


@pytest.mark.parametrize("engine_name", ["postgresql"], indirect=True)  # what any number of workers share
async def test_two_workers_never_send_twice_and_share_the_pace(world: World) -> None:
    people = [await world.person() for _ in range(60)]
    by_webhook = {
        "BROBYGGER_WEBHOOK_URL": "https://127.0.0.1:9/telegram",
        "BROBYGGER_WEBHOOK_SECRET": "s" * 32,
        "BROBYGGER_MESSAGES_PER_SECOND": "20",
        "BROBYGGER_LEASE_SECONDS": "30",
    }
    for _ in range(2):
        await world.start(**by_webhook)
    for number, (person, _) in enumerate(people):
        await world.office.plan(str(number), person, **REMINDER)
    await world.settled()
    calls = await world.client.log(method="sendMessage")
    assert Counter(call["chat_id"] for call in calls) == Counter(chat for _, chat in people)
    times = sorted(_moment(call["at"]) for call in calls)
    assert times[-1] - times[0] >= timedelta(seconds=1.5)  # a second's worth at once, then twenty a second


def _moment(at: object) -> datetime:
    return datetime.fromisoformat(str(at))
