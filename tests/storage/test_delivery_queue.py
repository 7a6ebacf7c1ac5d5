"""The life of a delivery, and what a process that dies leaves behind."""

from __future__ import annotations

from datetime import timedelta

import pytest

from storage.database import Database
from storage.models import DeliveryKind, DeliveryState
from storage.repositories.delivery_outcomes import Result
from tests.storage.deliveries import audit, claim, plan, reminder, row, rows, set_state, states
from tests.storage.world import LEASE, NOW, TOMORROW, World

SECOND = timedelta(seconds=1)
AFTER_LEASE = LEASE + SECOND


async def called(database: Database, key: str = "k", worker: str = "w") -> int:
    """Claims and marks as called; gives the id."""
    await claim(database, worker)
    delivery = await row(database, key)
    async with database.unit_of_work() as uow:
        assert await uow.queue.mine(worker, [delivery.id])
        await uow.queue.mark_called([delivery.id], NOW, LEASE)
        await uow.commit()
    return delivery.id


async def record(database: Database, *results: Result, worker: str = "w") -> None:
    async with database.unit_of_work() as uow:
        await uow.queue.record(worker, results, NOW)
        await uow.commit()


async def mend(database: Database) -> list[str]:
    """Mends leases and repeats; gives the keys that may have arrived."""
    async with database.unit_of_work() as uow:
        uncertain = await uow.queue.mend_leases(AFTER_LEASE, NOW)
        await uow.queue.repeat_once([delivery.id for delivery in uncertain], NOW)
        await uow.commit()
    return [delivery.key for delivery in uncertain]


async def test_a_claim_is_a_lease(database: Database) -> None:
    await plan(database, reminder())
    assert await claim(database) == ["k"]
    assert await claim(database, "other") == []
    claimed = await row(database)
    assert (claimed.state, claimed.worker, claimed.lease_until) == ("sending", "w", LEASE)
    assert (claimed.attempts, claimed.called_at) == (1, None)


async def test_only_what_is_due_is_claimed_oldest_first(database: Database) -> None:
    await plan(
        database,
        reminder("b", due=NOW - SECOND),
        reminder("future", due=NOW + SECOND),
        reminder("now", due=NOW),
        reminder("a", due=NOW - 2 * SECOND),
    )
    assert await claim(database, limit=2) == ["a", "b"]
    assert await claim(database) == ["now"]


async def test_replies_go_before_notices_reminders_and_broadcasts(database: Database) -> None:
    order = [DeliveryKind.REPLY, DeliveryKind.NOTICE, DeliveryKind.REMINDER, DeliveryKind.BROADCAST]
    for hours, kind in enumerate(order):
        await plan(database, reminder(kind, kind=kind, due=NOW - timedelta(hours=hours)))
    assert await claim(database, limit=3) == ["reply", "notice", "reminder"]
    assert await claim(database) == ["broadcast"]


async def test_a_person_has_one_message_on_the_way(database: Database, world: World) -> None:
    hers = world.amina.person_id
    await plan(
        database,
        reminder("second", person_id=hers, due=NOW - SECOND),
        reminder("first", person_id=hers, kind=DeliveryKind.NOTICE),
        reminder("third", person_id=hers),
        reminder("samira's", person_id=world.samira.person_id),
        reminder("nobody's 1"),
        reminder("nobody's 2"),
    )
    assert await claim(database) == ["first", "samira's", "nobody's 1", "nobody's 2"]
    assert await claim(database) == []
    await record(database, Result((await row(database, "first")).id, DeliveryState.SENT, message_id=1))
    assert await claim(database) == ["second"]


async def test_a_message_that_waits_for_another_try_holds_nobody_up(database: Database, world: World) -> None:
    hers = world.amina.person_id
    await plan(database, reminder("stuck", person_id=hers, due=NOW - SECOND), reminder("next", person_id=hers))
    await claim(database)
    stuck = Result((await row(database, "stuck")).id, DeliveryState.PLANNED, next_attempt_at=TOMORROW)
    await record(database, stuck)
    assert await claim(database) == ["next"]


async def test_the_next_due_is_the_earliest_of_all_priorities(database: Database) -> None:
    async with database.reading() as uow:
        assert await uow.queue.next_due() is None
    await plan(
        database,
        reminder("later", kind=DeliveryKind.REPLY, due=TOMORROW),
        reminder("first", kind=DeliveryKind.BROADCAST, due=NOW + SECOND),
        reminder("sent", due=NOW),
    )
    await set_state(database, "sent", DeliveryState.SENT)
    async with database.reading() as uow:
        assert await uow.queue.next_due() == NOW + SECOND


async def test_only_the_holder_may_call(database: Database) -> None:
    await plan(database, reminder())
    await claim(database)
    delivery = await row(database)
    async with database.unit_of_work() as uow:
        assert [found.id for found in await uow.queue.mine("w", [delivery.id])] == [delivery.id]
        assert await uow.queue.mine("other", [delivery.id]) == []
    await called(database)
    async with database.unit_of_work() as uow:
        assert await uow.queue.mine("w", [delivery.id]) == [], "what was called for is not called for again"


async def test_a_sent_delivery_leaves_a_line_of_audit(database: Database, world: World) -> None:
    before = len(await audit(database))
    about = {"person_id": world.amina.person_id, "participant_id": world.amina.participant_id}
    await plan(database, reminder("about her", **about), reminder("to staff"))
    await claim(database)
    found = await rows(database)
    results = [Result(found[key].id, DeliveryState.SENT, message_id=5) for key in ("about her", "to staff")]
    await record(database, *results)
    await record(database, *results)
    (line,) = (await audit(database))[before:]
    assert (line.action, line.subject, line.subject_id) == ("delivery.sent", "delivery", found["about her"].id)
    assert (line.participant_id, line.actor_id, line.at) == (world.amina.participant_id, None, NOW)


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (Result(0, DeliveryState.SENT, message_id=5), ("sent", 5, None, NOW)),
        (Result(0, DeliveryState.FAILED, failure="blocked"), ("failed", None, "blocked", NOW)),
        (Result(0, DeliveryState.UNCERTAIN, failure="timeout"), ("uncertain", None, "timeout", NOW)),
        (Result(0, DeliveryState.EXPIRED), ("expired", None, None, NOW)),
        (Result(0, DeliveryState.FAILED, failure="x" * 500), ("failed", None, "x" * 60, NOW)),
    ],
)
async def test_what_became_of_it_is_kept(
    database: Database,
    result: Result,
    expected: tuple[str, int | None, str | None, object],
) -> None:
    await plan(database, reminder())
    delivery_id = await called(database)
    await record(database, Result(delivery_id, result.state, result.message_id, result.failure))
    kept = await row(database)
    assert (kept.state, kept.message_id, kept.failure, kept.finished_at) == expected
    assert (kept.worker, kept.lease_until) == (None, None)


async def test_what_is_to_be_tried_again_waits(database: Database) -> None:
    await plan(database, reminder())
    delivery_id = await called(database)
    await record(database, Result(delivery_id, DeliveryState.PLANNED, failure="503", next_attempt_at=NOW + SECOND))
    waiting = await row(database)
    assert (waiting.state, waiting.called_at, waiting.finished_at) == ("planned", None, None)
    assert await claim(database) == []
    assert await claim(database, now=NOW + SECOND) == ["k"]
    assert (await row(database)).attempts == 2


async def test_a_lease_that_holds_is_left_alone(database: Database) -> None:
    await plan(database, reminder())
    await called(database)
    async with database.unit_of_work() as uow:
        assert await uow.queue.mend_leases(LEASE, NOW) == []
        await uow.commit()
    assert await states(database) == {"k": "sending"}


async def test_who_died_before_the_call_sent_nothing_so_it_waits_again(database: Database) -> None:
    await plan(database, reminder())
    await claim(database)
    assert await mend(database) == []
    again = await row(database)
    assert (again.state, again.worker, again.lease_until, again.next_attempt_at) == ("planned", None, None, NOW)
    assert await claim(database, "other") == ["k"]


@pytest.mark.parametrize(
    ("kind", "repeated"),
    [
        (DeliveryKind.REMINDER, True),
        (DeliveryKind.NOTICE, True),
        (DeliveryKind.REPLY, False),
        (DeliveryKind.BROADCAST, False),
    ],
)
async def test_who_died_during_the_call_leaves_it_uncertain(
    database: Database,
    kind: DeliveryKind,
    repeated: bool,
) -> None:
    await plan(database, reminder(kind=kind, params={"moment": "leave"}, not_after=TOMORROW))
    delivery_id = await called(database)
    assert await mend(database) == ["k"]
    found = await rows(database)
    assert found["k"].state == "uncertain"
    assert found["k"].failure == "process ended during the call"
    assert ("k:again" in found) == repeated
    if repeated:
        repeat = found["k:again"]
        assert (repeat.repeats_id, repeat.state, repeat.attempts) == (delivery_id, "planned", 0)
        assert (repeat.params, repeat.not_after, repeat.kind) == ({"moment": "leave"}, TOMORROW, kind)
        assert (repeat.called_at, repeat.worker, repeat.subject_version) == (None, None, 1)


async def test_it_is_repeated_once_and_a_repeat_never(database: Database) -> None:
    await plan(database, reminder())
    await called(database)
    await mend(database)
    original = await row(database)
    async with database.unit_of_work() as uow:
        await uow.queue.repeat_once([original.id], NOW)
        await uow.commit()
    assert len(await rows(database)) == 2
    await called(database, "k:again")
    assert await mend(database) == ["k:again"]
    assert await states(database) == {"k": "uncertain", "k:again": "uncertain"}


@pytest.mark.parametrize("state", [state for state in DeliveryState if state is not DeliveryState.UNCERTAIN])
async def test_only_what_is_uncertain_is_repeated(database: Database, state: DeliveryState) -> None:
    await plan(database, reminder())
    await set_state(database, "k", state)
    async with database.unit_of_work() as uow:
        await uow.queue.repeat_once([(await row(database)).id], NOW)
        await uow.commit()
    assert await states(database) == {"k": state.value}


@pytest.mark.parametrize("state", [DeliveryState.FAILED, DeliveryState.PLANNED, DeliveryState.EXPIRED])
async def test_a_result_after_the_lease_was_lost_is_dropped(database: Database, state: DeliveryState) -> None:
    await plan(database, reminder())
    delivery_id = await called(database)
    await mend(database)
    await record(database, Result(delivery_id, state, failure="late", next_attempt_at=TOMORROW))
    late = await row(database)
    assert (late.state, late.failure) == ("uncertain", "process ended during the call")


async def test_a_result_does_not_touch_what_another_worker_holds(database: Database) -> None:
    await plan(database, reminder())
    await claim(database)
    await mend(database)
    await claim(database, "other")
    for state in (DeliveryState.SENT, DeliveryState.FAILED):
        await record(database, Result((await row(database)).id, state, message_id=5))
    held = await row(database)
    assert (held.state, held.worker) == ("sending", "other")


async def test_a_late_confirmation_counts_and_takes_the_repeat_back(database: Database, world: World) -> None:
    before = len(await audit(database))
    await plan(
        database,
        reminder(person_id=world.amina.person_id, participant_id=world.amina.participant_id),
    )
    delivery_id = await called(database)
    await mend(database)
    await record(database, Result(delivery_id, DeliveryState.SENT, message_id=5))
    found = await states(database)
    assert (found["k"], found["k:again"]) == ("sent", "superseded")
    confirmed = await row(database)
    assert (confirmed.message_id, confirmed.failure) == (5, None)
    assert len(await audit(database)) == before + 1
