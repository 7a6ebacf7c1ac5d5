"""Planning is repeatable: whatever is planned again, however often, the same rows come out."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from storage.database import Database
from storage.models import DeliveryKind, DeliveryState, Priority
from storage.repositories.delivery_outcomes import Result
from tests.storage.deliveries import SUBJECT, claim, plan, reminder, row, rows, set_state, states
from tests.storage.waiting import on_postgresql, until_somebody_waits
from tests.storage.world import NOW, TOMORROW, World

HOUR = timedelta(hours=1)
DONE = [
    DeliveryState.SENDING,
    DeliveryState.SENT,
    DeliveryState.UNCERTAIN,
    DeliveryState.FAILED,
    DeliveryState.EXPIRED,
]


async def test_planning_twice_is_planning_once(database: Database) -> None:
    await plan(database, reminder())
    first = await row(database)
    await plan(database, reminder(), now=NOW + HOUR)
    assert len(await rows(database)) == 1
    again = await row(database)
    assert (again.id, again.created_at, again.due) == (first.id, first.created_at, first.due)


async def test_the_same_key_twice_in_one_go_is_one_row(database: Database) -> None:
    await plan(database, reminder(), reminder(due=NOW + HOUR))
    assert (await row(database)).due == NOW + HOUR


async def test_what_is_planned_first_goes_first(database: Database) -> None:
    await plan(database, reminder("k2"), reminder("k10"), reminder("k1"))
    assert await claim(database) == ["k2", "k10", "k1"]


async def test_nothing_to_plan_is_fine(database: Database) -> None:
    await plan(database)
    assert await rows(database) == {}


async def test_more_is_planned_at_once_than_a_statement_takes(database: Database) -> None:
    await plan(database, *(reminder(f"k{number}") for number in range(2500)))
    assert len(await rows(database)) == 2500


async def test_what_waits_gets_new_times(database: Database) -> None:
    await plan(database, reminder(not_after=NOW + HOUR))
    await plan(
        database, reminder(due=TOMORROW, not_after=TOMORROW + HOUR, subject_version=2, params={"moment": "leave"})
    )
    moved = await row(database)
    assert (moved.due, moved.next_attempt_at, moved.not_after) == (TOMORROW, TOMORROW, TOMORROW + HOUR)
    assert (moved.subject_version, moved.params) == (2, {"moment": "leave"})


async def test_planning_again_does_not_cut_a_wait_short(database: Database) -> None:
    await plan(database, reminder())
    await claim(database)
    async with database.unit_of_work() as uow:
        again = Result((await row(database)).id, DeliveryState.PLANNED, failure="429", next_attempt_at=NOW + HOUR)
        await uow.queue.record("w", [again], NOW)
        await uow.commit()
    await plan(database, reminder())
    waiting = await row(database)
    assert (waiting.next_attempt_at, waiting.attempts, waiting.failure) == (NOW + HOUR, 1, "429")
    await plan(database, reminder(due=TOMORROW))
    assert (await row(database)).next_attempt_at == TOMORROW


@pytest.mark.parametrize("state", [DeliveryState.SUPERSEDED, DeliveryState.SUPPRESSED])
async def test_what_was_taken_back_waits_anew(database: Database, state: DeliveryState) -> None:
    await plan(database, reminder())
    await set_state(database, "k", state, finished_at=NOW, failure="paused", attempts=3)
    await plan(database, reminder(due=TOMORROW))
    revived = await row(database)
    assert (revived.state, revived.due, revived.next_attempt_at) == (DeliveryState.PLANNED, TOMORROW, TOMORROW)
    assert (revived.finished_at, revived.failure, revived.attempts) == (None, None, 0)


@pytest.mark.parametrize("state", DONE)
async def test_what_may_have_left_is_never_planned_again(database: Database, state: DeliveryState) -> None:
    await plan(database, reminder())
    await set_state(database, "k", state)
    await plan(database, reminder(due=TOMORROW))
    left = await row(database)
    assert (left.state, left.due) == (state, NOW)


@pytest.mark.parametrize(
    ("kind", "priority"),
    [
        (DeliveryKind.REPLY, Priority.REPLY),
        (DeliveryKind.NOTICE, Priority.NOTICE),
        (DeliveryKind.REMINDER, Priority.REMINDER),
        (DeliveryKind.BROADCAST, Priority.BROADCAST),
    ],
)
async def test_each_kind_has_its_priority(database: Database, kind: DeliveryKind, priority: Priority) -> None:
    await plan(database, reminder(kind=kind))
    assert (await row(database)).priority == priority


async def test_superseding_takes_back_only_what_waits(database: Database) -> None:
    every = list(DeliveryState)
    await plan(database, *(reminder(state.value) for state in every))
    for state in every:
        await set_state(database, state.value, state)
    async with database.unit_of_work() as uow:
        await uow.deliveries.supersede(SUBJECT, [7], NOW)
        await uow.commit()
    expected = {state.value: state.value for state in every} | {"planned": "superseded"}
    assert await states(database) == expected


async def test_superseding_spares_others_and_what_is_wanted(database: Database, world: World) -> None:
    amina, samira = world.amina.person_id, world.samira.person_id
    await plan(
        database,
        reminder("old", person_id=amina),
        reminder("wanted", person_id=amina),
        reminder("wanted:again", person_id=amina),
        reminder("news", person_id=amina, kind=DeliveryKind.NOTICE),
        reminder("hers", person_id=samira),
        reminder("elsewhere", person_id=amina, subject_id=8),
    )
    async with database.unit_of_work() as uow:
        await uow.deliveries.supersede(
            SUBJECT,
            [7],
            NOW,
            person_id=amina,
            kinds=[DeliveryKind.REMINDER],
            but=["wanted"],
        )
        await uow.commit()
    taken_back = {key for key, state in (await states(database)).items() if state == "superseded"}
    assert taken_back == {"old"}


async def test_who_heard_of_it_is_who_may_have_read_it(database: Database, world: World) -> None:
    heard = {DeliveryState.SENT, DeliveryState.UNCERTAIN, DeliveryState.SENDING}
    for state in DeliveryState:
        await plan(database, reminder("k", person_id=world.amina.person_id), reminder("nobody"))
        await set_state(database, "k", state)
        async with database.reading() as uow:
            told = await uow.deliveries.heard_of(SUBJECT, 7)
        assert told == ({world.amina.person_id} if state in heard else set()), state


async def test_suppressing_takes_back_all_that_waits_for_one_person(database: Database, world: World) -> None:
    await plan(
        database,
        reminder("hers", person_id=world.amina.person_id),
        reminder("sent", person_id=world.amina.person_id),
        reminder("another's", person_id=world.samira.person_id),
    )
    await set_state(database, "sent", DeliveryState.SENT)
    async with database.unit_of_work() as uow:
        await uow.deliveries.suppress_waiting(world.amina.person_id, NOW, "paused")
        await uow.commit()
    found = await rows(database)
    assert found["hers"].state == "suppressed"
    assert found["hers"].failure == "paused"
    assert (found["sent"].state, found["another's"].state) == ("sent", "planned")


@on_postgresql
async def test_two_who_plan_the_same_at_once_plan_it_once(database: Database) -> None:
    keys = [f"k{number:02}" for number in range(40)]

    await asyncio.gather(*(plan(database, *(reminder(key) for key in keys)) for _ in range(8)))
    assert len(await rows(database)) == 40


@on_postgresql
async def test_a_change_that_races_a_claim_loses_or_wins_but_never_both(database: Database) -> None:
    await plan(database, reminder())
    async with database.unit_of_work() as worker:
        claimed = await worker.queue.claim("w", NOW, 10, TOMORROW)

        async def supersede() -> None:
            async with database.unit_of_work() as uow:
                await uow.deliveries.supersede(SUBJECT, [7], NOW)
                await uow.commit()

        change = asyncio.create_task(supersede())
        await until_somebody_waits(database)
        await worker.commit()
        await change
    assert [delivery.key for delivery in claimed] == ["k"]
    assert await states(database) == {"k": "sending"}, "the check at send finds the new version"
