"""What runs all the time reads an index and not the table, however much is planned for later."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Connection, bindparam, event, text

from storage.database import Database
from storage.models.base import UtcDateTime
from storage.unit_of_work import UnitOfWork
from tests.storage.deliveries import reminder
from tests.storage.world import LEASE, NOW, TOMORROW

Statement = tuple[str, Any]


COPY = """
    INSERT INTO deliveries (key, person_id, subject_id, due, next_attempt_at, kind, priority, state, onboarding, action,
                            message_key, params, subject, attempts, created_at)
    WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 50000)
    SELECT 'later' || n, :person + n % 500, n, :later, :later, kind, n % 4, state, onboarding, action,
           message_key, params, subject, attempts, created_at
    FROM deliveries CROSS JOIN number WHERE key = 'due0'
"""


@pytest.fixture
async def crowded(database: Database) -> Database:
    """50,000 deliveries planned for later to 500 people, and 50 due."""
    async with database.unit_of_work() as uow:
        people = [await uow.people.add("Amina", "so", NOW) for _ in range(500)]
        await uow.deliveries.plan([reminder(f"due{number}", person_id=people[number].id) for number in range(50)], NOW)
        await uow.commit()
    async with database.writing_connection() as connection:
        copy = text(COPY).bindparams(bindparam("later", TOMORROW, type_=UtcDateTime()), person=people[0].id)
        await connection.execute(copy)
        await connection.execute(text("ANALYZE"))
    return database


@contextmanager
def listening(database: Database) -> Iterator[list[Statement]]:
    heard: list[Statement] = []

    def hear(_c: Connection, _cursor: object, statement: str, parameters: Any, *_rest: object) -> None:
        heard.append((statement, parameters))

    event.listen(database.engine.sync_engine, "before_cursor_execute", hear)
    yield heard
    event.remove(database.engine.sync_engine, "before_cursor_execute", hear)


async def explain(database: Database, statement: Statement) -> str:
    words = "EXPLAIN QUERY PLAN " if database.is_sqlite else "EXPLAIN "
    async with database.reading_connection() as connection:
        rows = await connection.exec_driver_sql(words + statement[0], statement[1])
        return "\n".join(str(tuple(row)) for row in rows)


async def plans_of(database: Database, act: Callable[[UnitOfWork], Awaitable[object]]) -> list[str]:
    with listening(database) as heard:
        async with database.unit_of_work() as uow:
            await act(uow)
    return [await explain(database, statement) for statement in heard if "deliveries" in statement[0]]


def full_scan(database: Database, plan: str) -> bool:
    return (
        ("SCAN deliveries'" in plan or "SCAN deliveries " in plan) if database.is_sqlite else "Seq Scan on del" in plan
    )


async def test_what_runs_all_the_time_reads_only_what_waits_or_is_under_way(crowded: Database) -> None:
    uses: list[tuple[Callable[[UnitOfWork], Awaitable[object]], str, int]] = [
        (lambda uow: uow.queue.claim("w", NOW, 200, LEASE), "ix_deliveries_waiting", 4),
        (lambda uow: uow.queue.next_due(), "ix_deliveries_waiting", 1),
        (lambda uow: uow.queue.mend_leases(NOW, NOW), "ix_deliveries_under_way", 2),
    ]
    for act, index, statements in uses:
        plans = await plans_of(crowded, act)
        assert len(plans) == statements
        for plan in plans:
            assert index in plan
            assert not full_scan(crowded, plan), plan


async def test_what_concerns_one_subject_or_person_reads_only_theirs(crowded: Database) -> None:
    uses: list[Callable[[UnitOfWork], Awaitable[object]]] = [
        lambda uow: uow.deliveries.supersede("occurrence", [123_456], NOW),
        lambda uow: uow.deliveries.heard_of("occurrence", 123_456),
        lambda uow: uow.deliveries.suppress_waiting(400, NOW, "paused"),
        lambda uow: uow.deliveries.suppress_replies(400, NOW, "relinked"),
        lambda uow: uow.deliveries.troubled([400], NOW),
        lambda uow: uow.deliveries.count_trouble([400], NOW),
    ]
    for act in uses:
        for plan in await plans_of(crowded, act):
            assert "ix_deliveries_" in plan
            assert not full_scan(crowded, plan), plan
