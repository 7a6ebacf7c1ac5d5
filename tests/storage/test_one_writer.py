"""However many write at once, nobody hears "database is locked" and nothing is lost."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest

from storage.database import Database
from storage.encryption import Vault
from tests.storage.counting import CHAT, count_up, counted
from tests.storage.world import NOW

ROOT = Path(__file__).parents[2]


@pytest.fixture
async def counter(database: Database) -> Database:
    async with database.unit_of_work() as uow:
        await uow.people.add("0", "nb", NOW, CHAT)
        await uow.commit()
    return database


async def test_two_hundred_writers_and_their_readers(counter: Database) -> None:
    readings: list[list[int]] = []

    async def read_on() -> None:
        readings.append([await counted(counter) for _ in range(20)])

    await asyncio.gather(*(read_on() for _ in range(5)), *(count_up(counter) for _ in range(200)))
    assert await counted(counter) == 200
    assert all(seen == sorted(seen) for seen in readings), "a reader never sees time go back"


@pytest.mark.process
async def test_two_processes(counter: Database, database_setting: str, secret_key: str) -> None:
    def start() -> asyncio.Future[asyncio.subprocess.Process]:
        command = [sys.executable, "-W", "error", "-m", "tests.storage.counting", database_setting, secret_key, "40"]
        return asyncio.ensure_future(
            asyncio.create_subprocess_exec(*command, cwd=ROOT, stderr=asyncio.subprocess.PIPE),
        )

    processes = await asyncio.gather(start(), start())
    ours = asyncio.gather(*(count_up(counter) for _ in range(40)))
    complaints = [stderr.decode() for _, stderr in await asyncio.gather(*(one.communicate() for one in processes))]
    await ours
    assert complaints == ["", ""]
    assert await counted(counter) == 120


async def test_a_reader_waits_for_no_writer(counter: Database) -> None:
    async with counter.unit_of_work() as uow:
        person = await uow.people.add("Samira", "ar", NOW)
        async with counter.reading() as other:
            assert await other.programmes.everyone() == []
            with pytest.raises(LookupError):
                await other.people.get(person.id)
        await uow.commit()


async def test_what_is_not_committed_never_was(counter: Database) -> None:
    async with counter.unit_of_work() as uow:
        await uow.people.add("Samira", "ar", NOW, 43)
    async with counter.unit_of_work() as uow:
        await uow.people.add("Samira", "ar", NOW, 43)
        await uow.flush()
    async with counter.reading() as uow:
        assert await uow.people.by_chat(43) is None


async def test_a_reader_changes_nothing(counter: Database) -> None:
    async with counter.reading() as uow:
        person = await uow.people.by_chat(CHAT)
        assert person is not None
        person.name = "1000"
    assert await counted(counter) == 0


@pytest.mark.parametrize("setting", ["mysql://localhost/x", "sqlite", "http://127.0.0.1/"])
def test_another_kind_of_database_is_refused(setting: str, secret_key: str) -> None:
    with pytest.raises(ValueError, match=r"sqlite:// or postgresql://|parse"):
        Database(setting, Vault([secret_key]))
