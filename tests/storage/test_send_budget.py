"""One token's pace holds over all processes that use it."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from storage.database import Database
from tests.storage.waiting import on_postgresql, until_somebody_waits
from tests.storage.world import NOW

BOT = 7_000_000_001
RATE = 40
AT_ONCE = 10


async def send(database: Database, at: datetime, wanted: int, rate: int = RATE, bot: int = BOT) -> int:
    """What a worker does: asks, sends no more than it may, and says how many it sent."""
    async with database.unit_of_work() as uow:
        sent = min(wanted, await uow.budget.grant(bot, at, rate))
        await uow.budget.spend(bot, at, rate, sent)
        await uow.commit()
    return sent


def after(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


async def test_after_a_silence_a_few_go_at_once_and_the_others_as_time_goes(database: Database) -> None:
    assert await send(database, NOW, 1000) == AT_ONCE
    assert await send(database, NOW, 1000) == 0
    assert await send(database, after(0.1), 1000) == RATE // 10
    assert await send(database, after(3600), 1000) == AT_ONCE


async def test_what_was_granted_and_not_used_is_there_still(database: Database) -> None:
    assert await send(database, NOW, 4) == 4
    assert await send(database, NOW, 1000) == AT_ONCE - 4


async def test_replies_may_overdraw_and_the_rest_waits_the_longer(database: Database) -> None:
    async with database.unit_of_work() as uow:
        await uow.budget.spend(BOT, NOW, RATE, 2 * RATE)
        await uow.commit()
    assert await send(database, after(1), 1000) == 0
    assert await send(database, after(2), 1000) == AT_ONCE


async def test_a_pause_silences_everybody_on_the_token_and_nobody_else(database: Database) -> None:
    async with database.unit_of_work() as uow:
        await uow.budget.pause_token(BOT, NOW, after(10))
        await uow.budget.pause_token(BOT, NOW, after(5))
        await uow.commit()
    assert await send(database, after(9.9), 5) == 0
    assert await send(database, after(9.9), 5, bot=BOT + 1) == 5
    assert await send(database, after(10), 5) == 5


async def test_the_budget_tells_how_it_stands(database: Database) -> None:
    async with database.unit_of_work() as uow:
        await uow.budget.pause_token(BOT, NOW, after(10))
        await uow.commit()
    async with database.unit_of_work() as uow:
        assert (await uow.budget.budget(BOT, NOW)).paused_until == after(10)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    asks=st.lists(st.tuples(st.integers(0, 2_500), st.integers(0, 80)), min_size=1, max_size=25),
    rate=st.sampled_from([1, 7, 30, 1000]),
)
async def test_no_span_of_time_holds_more_than_its_rate_and_what_may_go_at_once(
    database: Database,
    asks: list[tuple[int, int]],
    rate: int,
) -> None:
    """Two workers on one token ask in turn, at whatever moments of the machine's clock, for whatever they have."""
    async with database.writing_connection() as connection:
        await connection.execute(text("DELETE FROM send_budget"))
    other = Database(str(database.url.render_as_string(hide_password=False)), database.vault)
    sent: list[tuple[datetime, int]] = []
    moment = NOW
    try:
        for number, (milliseconds, wanted) in enumerate(asks):
            moment += timedelta(milliseconds=milliseconds)
            sent.append((moment, await send((database, other)[number % 2], moment, wanted, rate)))
    finally:
        await other.close()
    for first in range(len(sent)):
        for last in range(first, len(sent)):
            span = (sent[last][0] - sent[first][0]).total_seconds()
            assert sum(count for _, count in sent[first : last + 1]) <= rate * span + max(rate / 4, 1) + 0.1


@pytest.mark.parametrize("workers", [2, 8])
async def test_workers_who_ask_at_one_moment_share_what_may_go(database: Database, workers: int) -> None:
    shares = await asyncio.gather(*(send(database, NOW, 20) for _ in range(workers)))
    assert sum(shares) == AT_ONCE


@on_postgresql
async def test_who_asks_while_another_decides_waits_for_the_answer(database: Database) -> None:
    async with database.unit_of_work() as uow:
        assert await uow.budget.grant(BOT, NOW, RATE) == AT_ONCE
        waiting = asyncio.create_task(send(database, NOW, 1000))
        await until_somebody_waits(database)
        await uow.budget.spend(BOT, NOW, RATE, 7)
        await uow.commit()
    assert await waiting == AT_ONCE - 7
