"""kill -9 at every step of a reminder's life, and a restart: nothing lost, at most one repeat, and that one known."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from locales.message import message, pack_message
from locales.text import say
from storage.models import Delivery, DeliveryKind
from tests.processes.harness import World, until

pytestmark = pytest.mark.process

HELLO = pack_message(message(say("Menu")))
MARK = "You may have got this message before."
REMINDER = {"message_key": "said", "content": HELLO}


@pytest.mark.parametrize("point", ["before claim", "after claim"])
async def test_killed_before_the_call_is_announced(world: World, point: str) -> None:
    """The call was certainly not made: the reminder simply leaves later, once."""
    person, chat = await world.person()
    await world.office.plan("a", person, **REMINDER)
    assert await (await world.start(crash_at=point)).ended() == -9
    assert await world.texts(chat) == []
    await world.start()
    await world.settled()
    assert await world.texts(chat) == ["Menu"]
    assert await world.states() == {"a": "sent"}
    assert await world.office.tasks() == []


async def test_killed_between_announcement_and_call(world: World) -> None:
    """Nobody can know that the call was not made: one repeat, marked, known to the specialist."""
    person, chat = await world.person()
    await world.office.plan("a", person, **REMINDER)
    assert await (await world.start(crash_at="before call")).ended() == -9
    await world.start()
    await world.settled()
    (text,) = await world.texts(chat)
    assert MARK in text
    await _assert_known(world)


async def test_killed_after_the_call_before_recording(world: World) -> None:
    person, chat = await world.person()
    await world.office.plan("a", person, **REMINDER)
    assert await (await world.start(crash_at="before recording")).ended() == -9
    assert await world.texts(chat) == ["Menu"]
    await world.start()
    await world.settled()
    first, second = await world.texts(chat)
    assert MARK not in first
    assert MARK in second
    await _assert_known(world)


@pytest.mark.parametrize(("fault", "arrived"), [("hang_before_delivery", 0), ("hang_after_delivery", 1)])
async def test_killed_during_the_call(world: World, fault: str, arrived: int) -> None:
    person, chat = await world.person()
    await world.client.faults(fault, method="sendMessage")
    await world.office.plan("a", person, **REMINDER)
    bot = await world.start(BROBYGGER_LEASE_SECONDS="30")

    async def called() -> bool:
        return bool(await world.client.log(method="sendMessage"))

    await until(called, "the call is made")
    await bot.kill()
    await world.client.clear_faults()
    assert len(await world.texts(chat)) == arrived
    await _lease_is_over(world)
    await world.start()
    await world.settled()
    texts = await world.texts(chat)
    assert len(texts) == arrived + 1
    assert MARK in texts[-1]
    await _assert_known(world)


async def test_a_killed_broadcast_is_never_repeated(world: World) -> None:
    person, chat = await world.person()
    await world.office.plan("a", person, kind=DeliveryKind.BROADCAST, **REMINDER)
    await (await world.start(crash_at="before recording")).ended()
    await world.start()
    await world.settled()
    assert await world.texts(chat) == ["Menu"]
    assert await world.states() == {"a": "uncertain"}
    assert [task.kind for task in await world.office.tasks()] == ["uncertain"]


async def test_killed_over_and_over(world: World) -> None:
    """Whatever dies when: each person gets the reminder at least once and at most twice, the second one marked."""
    people = [await world.person() for _ in range(5)]
    for number, (person, _) in enumerate(people):
        await world.office.plan(str(number), person, **REMINDER)
    for point in ("after claim", "before recording", "before recording"):
        await (await world.start(crash_at=point)).ended()
    await world.start()
    await world.settled()
    for _, chat in people:
        texts = await world.texts(chat)
        assert 1 <= len(texts) <= 2
        assert all(MARK in text for text in texts[1:])
    assert len(await world.office.tasks()) >= 5


async def _lease_is_over(world: World) -> None:
    """The dead process asked for half a minute; nobody waits for that here."""
    row = await world.office.row("a")
    await world.office.change(Delivery, row.id, lease_until=datetime.now(UTC))


async def _assert_known(world: World) -> None:
    assert await world.states() == {"a": "uncertain", "a:again": "sent"}
    rows = await world.office.rows()
    assert rows["a:again"].repeats_id == rows["a"].id
    assert [task.kind for task in await world.office.tasks()] == ["repeated"]
