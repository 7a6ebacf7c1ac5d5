"""Counting in the database: what two who write at once would get wrong. Also run as a process of its own."""

from __future__ import annotations

import asyncio
import sys

from storage.database import Database
from storage.encryption import Vault

CHAT = 42


async def count_up(database: Database) -> None:
    """Reads and writes in one transaction, so that a write in between would be lost."""
    async with database.unit_of_work() as uow:
        person = await uow.people.by_chat(CHAT)
        assert person is not None
        person.name = str(int(person.name) + 1)
        await uow.commit()


async def counted(database: Database) -> int:
    async with database.reading() as uow:
        person = await uow.people.by_chat(CHAT)
        assert person is not None
        return int(person.name)


async def _main(setting: str, key: str, times: str) -> None:
    database = Database(setting, Vault([key]))
    await asyncio.gather(*(count_up(database) for _ in range(int(times))))
    await database.close()


if __name__ == "__main__":
    asyncio.run(_main(*sys.argv[1:]))
