"""Errands are handed out once at a time, and come back when their worker is gone."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.database import Database
from storage.models import Errand, ErrandState
from tests.storage.waiting import on_postgresql
from tests.storage.world import NOW

LEASE = timedelta(minutes=3)
KINDS = ("fetch", "remove")


async def ask(database: Database, *refs: int, kind: str = "fetch", at: datetime = NOW, number: int = 0) -> None:
    async with database.unit_of_work() as store:
        for ref in refs:
            await store.errands.ask(kind, ref, at, number=number)
        await store.commit()


async def claim(
    database: Database, worker: str = "one", limit: int = 99, now: datetime = NOW, machine: datetime = NOW
) -> list[int]:
    async with database.unit_of_work() as store:
        rows = await store.errands.claim(
            worker, KINDS, now=now, machine_now=machine, lease_until=machine + LEASE, limit=limit
        )
        await store.commit()
    return [row.ref_id for row in rows]


async def all_rows(database: Database) -> list[Errand]:
    async with AsyncSession(database.engine, expire_on_commit=False) as session:
        return list(await session.scalars(select(Errand).order_by(Errand.id)))


async def test_asking_twice_is_asking_once(database: Database) -> None:
    await ask(database, 1, 1)
    await ask(database, 1)
    await ask(database, 1, kind="remove")
    await ask(database, 1, number=1)
    assert [(row.kind, row.number) for row in await all_rows(database)] == [("fetch", 0), ("remove", 0), ("fetch", 1)]


async def test_a_transaction_knows_that_an_errand_was_asked_for(database: Database) -> None:
    async with database.unit_of_work() as store:
        assert not store.errand_asked
        await store.acting(1).errands.ask("fetch", 1, NOW)
        assert store.errand_asked


async def test_what_was_not_committed_was_not_asked(database: Database) -> None:
    async with database.unit_of_work() as store:
        await store.errands.ask("fetch", 1, NOW)
    assert await claim(database) == []


async def test_an_errand_is_claimed_once_until_its_lease_ends(database: Database) -> None:
    await ask(database, 1)
    assert await claim(database) == [1]
    assert await claim(database, "other") == []
    assert await claim(database, "other", machine=NOW + LEASE) == []
    assert await claim(database, "other", machine=NOW + LEASE + timedelta(seconds=1)) == [1]
    (row,) = await all_rows(database)
    assert (row.worker, row.attempts, row.state) == ("other", 2, ErrandState.WAITING)


async def test_only_what_is_due_and_known_is_claimed_oldest_first(database: Database) -> None:
    await ask(database, 3, at=NOW + timedelta(seconds=1))
    await ask(database, 2, 1)
    await ask(database, 4, kind="another")
    async with database.reading() as store:
        assert await store.errands.next_due(KINDS, NOW) == NOW
    assert await claim(database, limit=1) == [2]
    assert await claim(database) == [1]
    async with database.reading() as store:
        assert await store.errands.next_due(KINDS, NOW) == NOW + timedelta(seconds=1)
    assert await claim(database, now=NOW + timedelta(hours=1)) == [3]
    async with database.reading() as store:
        assert await store.errands.next_due(KINDS, NOW) is None


async def test_only_who_holds_an_errand_may_record_it(database: Database) -> None:
    await ask(database, 1)
    await claim(database)
    (row,) = await all_rows(database)
    async with database.unit_of_work() as store:
        assert await store.errands.held("other", row.id) is None
        held = await store.errands.held("one", row.id)
        assert held is not None
        held.state = ErrandState.DONE
        await store.commit()
    async with database.unit_of_work() as store:
        assert await store.errands.held("one", row.id) is None


async def test_what_is_given_back_is_free_at_once_and_no_try(database: Database) -> None:
    await ask(database, 1, 2)
    await claim(database, limit=1)
    await claim(database, "other")
    async with database.unit_of_work() as store:
        await store.errands.give_back("one")
        await store.commit()
    assert await claim(database, "third") == [1]
    assert [row.attempts for row in await all_rows(database)] == [1, 1]


async def test_many_workers_hand_each_errand_out_once(database: Database) -> None:
    await ask(database, *range(60))

    async def work(worker: str) -> list[int]:
        taken: list[int] = []
        while refs := await claim(database, worker, limit=4):
            taken += refs
        return taken

    shares = await asyncio.gather(*(work(f"w{number}") for number in range(5)))
    assert Counter(ref for share in shares for ref in share) == Counter(range(60))


@on_postgresql
async def test_two_claims_at_one_moment_share_the_errands(database: Database) -> None:
    await ask(database, 1, 2, 3)
    async with database.unit_of_work() as one, database.unit_of_work() as other:
        first = await one.errands.claim("one", KINDS, now=NOW, machine_now=NOW, lease_until=NOW + LEASE, limit=2)
        second = await other.errands.claim("other", KINDS, now=NOW, machine_now=NOW, lease_until=NOW + LEASE, limit=2)
        await other.commit()
        await one.commit()
    assert [row.ref_id for row in first] == [1, 2]
    assert [row.ref_id for row in second] == [3]
