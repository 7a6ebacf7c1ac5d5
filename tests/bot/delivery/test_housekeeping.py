from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

from bot.delivery.housekeeping import Housekeeping
from storage.unit_of_work import UnitOfWork
from tests.bot.delivery.office import Office


async def test_a_job_that_fails_stops_no_other_and_is_undone(office: Office) -> None:
    async def fails(store: UnitOfWork, now: datetime) -> None:
        await store.programmes.add("half done", "Europe/Oslo", now)
        raise RuntimeError

    async def works(store: UnitOfWork, now: datetime) -> None:
        await store.programmes.add("done", "Europe/Oslo", now)

    rounds: list[None] = []
    await Housekeeping(
        office.database, office.clock, {"fails": fails, "works": works}, lambda: rounds.append(None)
    ).run_once()
    async with office.database.reading() as store:
        assert [programme.name for programme in await store.programmes.everyone()] == ["Test", "done"]
    assert len(rounds) == 1


async def test_it_runs_at_the_start_and_when_the_clock_jumps(office: Office) -> None:
    ran = asyncio.Event()

    async def job(_store: UnitOfWork, _now: datetime) -> None:
        ran.set()

    housekeeping = Housekeeping(office.database, office.clock, {"job": job})
    stop = asyncio.Event()
    running = asyncio.create_task(housekeeping.run(stop))
    for _ in range(3):
        await asyncio.wait_for(ran.wait(), 10)
        ran.clear()
        housekeeping.poke()
    stop.set()
    await asyncio.wait_for(running, 10)


async def test_old_updates_are_forgotten(office: Office) -> None:
    async with office.database.unit_of_work() as store:
        await store.inbox.take(1, office.clock.now())
        await store.commit()
    housekeeping = Housekeeping(office.database, office.clock, {})
    for days, is_new in ((6, False), (2, True)):
        office.clock.advance(timedelta(days=days))
        await housekeeping.run_once()
        async with office.database.unit_of_work() as store:
            assert await store.inbox.take(1, office.clock.now()) is is_new
