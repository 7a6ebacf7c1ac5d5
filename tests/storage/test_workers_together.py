"""Several workers on one database: nothing twice, nothing out of turn, nobody waiting for anybody for ever."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from storage.database import Database
from storage.models import DeliveryKind, DeliveryState
from storage.outgoing import Claimed
from storage.repositories.delivery_outcomes import Result
from tests.storage.deliveries import claim, plan, reminder, rows, states
from tests.storage.waiting import on_postgresql, until_somebody_waits
from tests.storage.world import LEASE, NOW, TOMORROW, World


@on_postgresql
async def test_two_claims_at_one_moment_share_the_work(database: Database) -> None:
    await plan(database, *(reminder(f"k{number}") for number in range(10)))
    async with database.unit_of_work() as one, database.unit_of_work() as other:
        first = await one.queue.claim("one", NOW, 6, LEASE)
        second = await other.queue.claim("other", NOW, 6, LEASE)
        await other.commit()
        await one.commit()
    assert [row.key for row in first] == [f"k{number}" for number in range(6)]
    assert [row.key for row in second] == [f"k{number}" for number in range(6, 10)]


@on_postgresql
async def test_two_claims_at_one_moment_do_not_both_take_one_persons(database: Database, world: World) -> None:
    hers = world.amina.person_id
    await plan(database, reminder("first", person_id=hers), reminder("second", person_id=hers))
    async with database.unit_of_work() as one, database.unit_of_work() as other:
        first = await one.queue.claim("one", NOW, 6, LEASE)
        second = await other.queue.claim("other", NOW, 6, LEASE)
        await other.commit()
        await one.commit()
    assert [row.key for row in first] == ["first"]
    assert list(second) == []
    assert await claim(database) == []


async def test_many_workers_hand_each_row_out_once(database: Database) -> None:
    await plan(database, *(reminder(f"k{number}", kind=list(DeliveryKind)[number % 4]) for number in range(300)))

    async def work(worker: str) -> list[str]:
        taken: list[str] = []
        while keys := await claim(database, worker, limit=7):
            taken += keys
        return taken

    shares = await asyncio.gather(*(work(f"w{number}") for number in range(8)))
    handed_out = Counter(key for share in shares for key in share)
    assert len(handed_out) == 300
    assert set(handed_out.values()) == {1}
    assert set((await states(database)).values()) == {"sending"}


@on_postgresql
async def test_priorities_hold_among_workers(database: Database) -> None:
    await plan(database, *(reminder(f"b{number}", kind=DeliveryKind.BROADCAST) for number in range(20)))
    await plan(database, *(reminder(f"r{number}", kind=DeliveryKind.REPLY) for number in range(20)))
    async with database.unit_of_work() as one, database.unit_of_work() as other:
        first = await one.queue.claim("one", NOW, 10, LEASE)
        second = await other.queue.claim("other", NOW, 10, LEASE)
        await one.commit()
        await other.commit()
    assert {row.kind for row in [*first, *second]} == {DeliveryKind.REPLY}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    due=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 5), st.integers(0, 3)), max_size=25),
    limit=st.integers(1, 9),
)
async def test_whatever_waits_leaves_in_order_and_one_at_a_time(
    database: Database,
    world: World,
    due: list[tuple[int, int, int]],
    limit: int,
) -> None:
    """Every claim takes at most `limit`, at most one a person, each person's in order, until nothing is left."""
    people = [None, world.amina.person_id, world.samira.person_id, world.hodan.person_id]
    async with database.writing_connection() as connection:
        await connection.execute(text("DELETE FROM deliveries"))
    kinds = list(DeliveryKind)
    planned = [
        reminder(f"k{number}", kind=kinds[kind], due=NOW - timedelta(seconds=age), person_id=people[person])
        for number, (kind, age, person) in enumerate(due)
    ]
    await plan(database, *planned)
    seen: list[Claimed] = []
    while True:
        async with database.unit_of_work() as uow:
            claimed = await uow.queue.claim("w", NOW, limit, LEASE)
            await uow.queue.record("w", [Result(row.id, DeliveryState.SENT, message_id=1) for row in claimed], NOW)
            await uow.commit()
        assert len(claimed) <= limit
        assert [row.priority for row in claimed] == sorted(row.priority for row in claimed)
        known = [row.person_id for row in claimed if row.person_id is not None]
        assert len(known) == len(set(known))
        seen += claimed
        if not claimed:
            break
    assert sorted(row.key for row in seen) == sorted(delivery.key for delivery in planned)
    for person in people[1:]:
        order = [(row.priority, row.next_attempt_at, row.id) for row in seen if row.person_id == person]
        assert order == sorted(order)


@on_postgresql
async def test_a_lease_that_somebody_records_at_this_moment_is_not_mended(database: Database) -> None:
    await plan(database, reminder())
    await claim(database)
    delivery = (await rows(database))["k"]
    async with database.unit_of_work() as sender, database.unit_of_work() as mender:
        await sender.queue.record("w", [Result(delivery.id, DeliveryState.SENT, message_id=1)], NOW)
        assert await mender.queue.mend_leases(TOMORROW, NOW) == []
        await mender.commit()
        await sender.commit()
    assert await states(database) == {"k": "sent"}


@on_postgresql
async def test_people_who_write_to_each_other_do_not_deadlock(database: Database, world: World) -> None:
    """Each has their own row locked and plans a message for the other, who has theirs locked as well."""
    ingrid, amina = world.amina.specialist_id, world.amina.person_id
    async with database.unit_of_work() as hers, database.unit_of_work() as specialists:
        assert await hers.people.by_chat(world.amina.chat_id)
        assert await specialists.people.by_chat(world.amina.chat_id + 1)
        await hers.deliveries.plan([reminder("to Ingrid", person_id=ingrid)], NOW)
        await specialists.deliveries.plan([reminder("to Amina", person_id=amina)], NOW)
        await hers.commit()
        await specialists.commit()
    assert {"to Ingrid", "to Amina"} <= set(await states(database))


@on_postgresql
async def test_an_answer_and_a_move_at_one_moment_do_not_deadlock(database: Database, world: World) -> None:
    """Both lock the appointment first and the occurrence then, so one simply waits."""
    case = world.amina

    async def answer() -> None:
        async with database.unit_of_work() as uow:
            assert await uow.appointments.occurrence(case.occurrence_id)
            await uow.commit()

    async with database.unit_of_work() as mover:
        appointment = await mover.appointments.get(case.appointment_id)
        assert appointment is not None
        waiting = asyncio.create_task(answer())
        await until_somebody_waits(database)
        occurrence = await mover.appointments.occurrence(case.occurrence_id)
        assert occurrence is not None
        occurrence.version += 1
        await mover.commit()
    await waiting


@on_postgresql
async def test_who_waited_for_a_change_sees_it(database: Database, world: World) -> None:
    case = world.amina

    async def version_seen() -> int:
        async with database.unit_of_work() as uow:
            occurrence = await uow.appointments.occurrence(case.occurrence_id)
            assert occurrence is not None
            return occurrence.version

    async with database.unit_of_work() as mover:
        occurrence = await mover.appointments.occurrence(case.occurrence_id)
        assert occurrence is not None
        occurrence.version = 2
        await mover.flush()
        reader = asyncio.create_task(version_seen())
        await until_somebody_waits(database)
        await mover.commit()
    assert await reader == 2
