"""An update counts once, and a dialogue is a row that any process can take up."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from storage.database import Database
from storage.models import Dialogue
from tests.storage.world import NOW, TOMORROW


async def take(database: Database, update_id: int) -> bool:
    async with database.unit_of_work() as uow:
        new = await uow.inbox.take(update_id, NOW)
        await uow.commit()
    return new


async def test_an_update_is_new_once(database: Database) -> None:
    assert [await take(database, number) for number in (5, 4, 5, 4, 2**40)] == [True, True, False, False, True]


async def test_of_the_same_update_in_many_hands_one_is_new(database: Database) -> None:
    assert sorted(await asyncio.gather(*(take(database, 5) for _ in range(20)))) == [False] * 19 + [True]


async def test_an_update_whose_transaction_failed_is_new_again(database: Database) -> None:
    async with database.unit_of_work() as uow:
        assert await uow.inbox.take(5, NOW)
    assert await take(database, 5)


async def test_only_old_updates_are_forgotten(database: Database) -> None:
    assert await take(database, 5)
    for moment, new in ((NOW, False), (NOW + timedelta(seconds=1), True)):
        async with database.unit_of_work() as uow:
            await uow.inbox.forget_before(moment)
            await uow.commit()
        assert await take(database, 5) == new


@pytest.fixture
async def person_id(database: Database) -> int:
    async with database.unit_of_work() as uow:
        person = await uow.people.add("Amina", "so", NOW)
        await uow.commit()
    return person.id


async def put(database: Database, person_id: int, step: str, draft: dict[str, object]) -> int:
    async with database.unit_of_work() as uow:
        version = (await uow.dialogues.put(person_id, "appointment", step, draft, TOMORROW)).version
        await uow.commit()
    return version


async def read(database: Database, person_id: int) -> Dialogue | None:
    async with database.reading() as uow:
        return await uow.dialogues.of(person_id)


async def test_each_step_of_a_dialogue_has_its_version(database: Database, person_id: int) -> None:
    assert await read(database, person_id) is None
    assert [await put(database, person_id, step, {}) for step in ("who", "when", "when")] == [1, 2, 3]
    dialogue = await read(database, person_id)
    assert dialogue is not None
    assert (dialogue.flow, dialogue.step, dialogue.version) == ("appointment", "when", 3)
    assert dialogue.expires_at == TOMORROW


async def test_a_draft_changed_in_place_is_kept(database: Database, person_id: int) -> None:
    await put(database, person_id, "who", {"people": [1]})
    async with database.unit_of_work() as uow:
        dialogue = await uow.dialogues.of(person_id)
        assert dialogue is not None
        dialogue.draft["people"].append(2)
        await uow.dialogues.put(person_id, "appointment", "who", dialogue.draft, TOMORROW)
        await uow.commit()
    kept = await read(database, person_id)
    assert kept is not None
    assert kept.draft == {"people": [1, 2]}


async def test_a_closed_dialogue_is_gone_and_may_be_closed_again(database: Database, person_id: int) -> None:
    await put(database, person_id, "who", {})
    for _ in range(2):
        async with database.unit_of_work() as uow:
            await uow.dialogues.close(person_id)
            await uow.commit()
        assert await read(database, person_id) is None
    assert await put(database, person_id, "who", {}) == 1
