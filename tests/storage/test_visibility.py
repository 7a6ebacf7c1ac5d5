"""A specialist reaches only their own participants, a coordinator only their programmes; nobody gets round it by id."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from storage.database import Database
from storage.models import BlockedTimeRow, Membership, Role
from storage.repositories.base import Repository
from storage.unit_of_work import UnitOfWork
from storage.visibility import Scope
from tests.storage.world import (
    NOW,
    Case,
    World,
    make_application,
    make_appointment,
    make_consent,
    make_item,
    make_letter,
    make_proposal,
    make_words,
)

Read = Callable[[UnitOfWork, Case], Awaitable[Any]]

LONG = timedelta(days=30)


async def or_none(reading: Awaitable[object]) -> object:
    try:
        return await reading
    except LookupError:
        return None


async def began(uow: UnitOfWork, case: Case) -> bool:
    found = await uow.check_ins.begun(case.team.programme_id, ["meeting"], NOW - LONG, NOW + LONG)
    return (case.participant_id, case.appointment_id) in {(one.id, number) for one, number in found}


async def with_lists(uow: UnitOfWork, case: Case) -> bool:
    found = await uow.checklists.people_with_lists(case.team.programme_id, 99, 0)
    return case.participant_id in {one.id for one in found}


ABOUT_A_PARTICIPANT: dict[str, Read] = {
    "people.get": lambda uow, case: or_none(uow.people.get(case.person_id)),
    "people.with_memberships": lambda uow, case: or_none(uow.people.with_memberships(case.person_id)),
    "participants.get": lambda uow, case: uow.participants.get(case.participant_id),
    "participants.of_person": lambda uow, case: uow.participants.of_person(case.person_id),
    "participants.of_specialist": lambda uow, case: uow.participants.of_specialist(case.specialist_id),
    "participants.standing_consent": lambda uow, case: uow.participants.standing_consent(case.participant_id),
    "appointments.get": lambda uow, case: uow.appointments.get(case.appointment_id),
    "appointments.occurrence": lambda uow, case: uow.appointments.occurrence(case.occurrence_id),
    "appointments.occurrences_by_id": lambda uow, case: uow.appointments.occurrences_by_id([case.occurrence_id]),
    "appointments.invited": lambda uow, case: uow.appointments.invited([case.appointment_id]),
    "appointments.occurrences_of": lambda uow, case: uow.appointments.occurrences_of(case.appointment_id),
    "appointments.upcoming": lambda uow, case: uow.appointments.upcoming(case.participant_id, NOW, 5),
    "appointments.agenda": lambda uow, case: uow.appointments.agenda(case.specialist_id, NOW, NOW + LONG),
    "appointments.of_participant": lambda uow, case: uow.appointments.of_participant(case.participant_id, NOW),
    "appointments.answers": lambda uow, case: uow.appointments.answers([case.occurrence_id]),
    "checklists.of_participant": lambda uow, case: uow.checklists.of_participant(case.participant_id),
    "checklists.get": lambda uow, case: uow.checklists.get(case.checklist_id),
    "checklists.item": lambda uow, case: uow.checklists.item(case.item_id),
    "checklists.opened": lambda uow, case: uow.checklists.opened(case.item_id),
    "checklists.items_by_id": lambda uow, case: uow.checklists.items_by_id([case.item_id]),
    "checklists.done_since": lambda uow, case: uow.checklists.done_since(case.specialist_id, NOW),
    "checklists.people_with_lists": with_lists,
    "check_ins.get": lambda uow, case: uow.check_ins.get(case.check_in_id),
    "check_ins.begun": began,
    "packs.of_appointments": lambda uow, case: uow.packs.of_appointments([case.appointment_id]),
    "letters.get": lambda uow, case: uow.letters.get(case.letter_id),
    "proposals.of_participant": lambda uow, case: uow.proposals.of_participant(case.participant_id),
    "proposals.get": lambda uow, case: uow.proposals.get(case.proposal_id),
    "job_log.of_participant": lambda uow, case: uow.job_log.of_participant(case.participant_id),
    "job_log.get": lambda uow, case: uow.job_log.get(case.application_id),
    "own_words.of_participant": lambda uow, case: uow.own_words.of_participant(case.participant_id),
    "deliveries.troubled": lambda uow, case: uow.deliveries.troubled([case.person_id], NOW),
    "deliveries.count_trouble": lambda uow, case: uow.deliveries.count_trouble([case.person_id], NOW),
}
ONE_OWNER: dict[str, tuple[Read, Callable[[Case], int]]] = {
    "tasks.get": (lambda uow, case: uow.tasks.get(case.task_id), lambda case: case.specialist_id),
    "tasks.open_of": (lambda uow, case: uow.tasks.open_of(case.specialist_id), lambda case: case.specialist_id),
    "tasks.count_open": (lambda uow, case: uow.tasks.count_open(case.specialist_id), lambda case: case.specialist_id),
    "tasks.count_due": (
        lambda uow, case: uow.tasks.count_due(case.specialist_id, NOW + LONG),
        lambda case: case.specialist_id,
    ),
    "deliveries.get": (lambda uow, case: uow.deliveries.get(case.delivery_id), lambda case: case.person_id),
    "people.membership_by_id": (
        lambda uow, case: uow.people.membership_by_id(case.membership_id),
        lambda case: case.team.coordinator_id,
    ),
    "dialogues.of": (lambda uow, case: uow.dialogues.of(case.person_id), lambda case: case.person_id),
}
ABOUT_A_PROGRAMME: dict[str, Read] = {
    "programmes.get": lambda uow, case: uow.programmes.get(case.team.programme_id),
    "programmes.named": lambda uow, case: uow.programmes.named("Vest" if case.chat_id == 3000 else "Øst"),
    "participants.of_programme": lambda uow, case: uow.participants.of_programme(case.team.programme_id),
    "participants.count_by_specialist": lambda uow, case: uow.participants.count_by_specialist(case.team.programme_id),
    "people.staff_of": lambda uow, case: uow.people.staff_of(case.team.programme_id, Role.COORDINATOR),
    "people.membership": lambda uow, case: uow.people.membership(
        case.specialist_id,
        case.team.programme_id,
        Role.SPECIALIST,
    ),
}
ONLY_FOR_STAFF: dict[str, Read] = {
    "places.get": lambda uow, case: uow.places.get(case.team.place_id),
    "places.of_programme": lambda uow, case: uow.places.of_programme(case.team.programme_id),
}
ABOUT_ONESELF = {"programmes.everyone"}
WRITES_TO_A_PARTICIPANT: dict[str, Read] = {
    "participants.set_blocked_times": lambda uow, case: uow.participants.set_blocked_times(case.participant_id, []),
    "participants.add_blocked_time": lambda uow, case: uow.participants.add_blocked_time(
        BlockedTimeRow(participant_id=case.participant_id, days="0", starts=NOW.time(), ends=NOW.time(), kind="work"),
    ),
    "participants.record_consent": lambda uow, case: uow.participants.record_consent(
        make_consent(case.participant_id, case.specialist_id),
    ),
    "checklists.add": lambda uow, case: uow.checklists.add(case.participant_id, "cv", 1, NOW, seen_at=None),
    "checklists.add_item": lambda uow, case: uow.checklists.add_item(make_item(case.checklist_id, 1)),
    "packs.prepare": lambda uow, case: uow.packs.prepare(case.appointment_id),
    "letters.add": lambda uow, case: uow.letters.add(make_letter(case.participant_id)),
    "proposals.add": lambda uow, case: uow.proposals.add(make_proposal(case.participant_id, case.specialist_id)),
    "job_log.add": lambda uow, case: uow.job_log.add(make_application(case.participant_id)),
    "own_words.keep": lambda uow, case: uow.own_words.keep(make_words(case.participant_id)),
}
SILENTLY_NOTHING = {"participants.remove_blocked_time", "own_words.forget"}
FOR_THE_SYSTEM = {
    # Who speaks is found before anybody's eyes can be put on, and invitations are opened by their code alone.
    "people.by_chat", "people.add", "people.release_chat", "people.join_staff",
    "programmes.add", "participants.add", "participants.reload", "places.add",
    "invitations.by_hash", "invitations.add", "invitations.revoke_open", "invitations.used_for_staff",
    "invitations.attempts", "invitations.note_failure", "invitations.forget_failures",
    # What follows from an act, and what only counts or keeps: nothing about anybody comes back.
    "deliveries.plan", "deliveries.reply", "deliveries.supersede", "deliveries.suppress_waiting",
    "deliveries.suppress_replies", "deliveries.count_of_key",
    "rounds.today", "check_ins.add_once", "letters.forget_pictures",
    "deliveries.heard_of", "deliveries.on_screen", "deliveries.changed_since",
    "appointments.add", "appointments.reload", "appointments.add_occurrences", "appointments.keep_answer",
    "appointments.clear_answers",
    # Of a list or an item that was found for them before.
    "checklists.add_library_items", "checklists.remove_item", "job_log.remove",
    "dialogues.put", "dialogues.close", "inbox.take", "inbox.forget_before",
    "tasks.raise_once", "tasks.close_keyed", "tasks.has_open", "audit.note", "meta.put_once",
    # Another specialist's appointment clashes all the same; no more of it is shown than its time.
    "appointments.between",
    "appointments.told_of", "appointments.waiting",
    # The housekeeping's and the dispatcher's.
    "appointments.repeating", "appointments.unanswered",
    "queue.claim", "queue.held", "queue.mine", "queue.mark_called", "queue.record", "queue.mend_leases",
    "queue.repeat_once", "queue.next_due", "budget.grant", "budget.spend", "budget.pause_token", "budget.budget",
}  # fmt: skip


def everything_there_is() -> set[str]:
    uow = UnitOfWork(None, Scope(None))  # type: ignore[arg-type]
    repositories = {name: part for name, part in vars(uow).items() if isinstance(part, Repository)}
    return {
        f"{name}.{method}"
        for name, repository in repositories.items()
        for method, _ in inspect.getmembers(type(repository), inspect.isfunction)
        if not method.startswith("_")
    }


def test_every_repository_method_is_in_one_of_the_tables() -> None:
    known = [
        set(ABOUT_A_PARTICIPANT), set(ONE_OWNER), set(ABOUT_A_PROGRAMME), set(ONLY_FOR_STAFF), ABOUT_ONESELF,
        set(WRITES_TO_A_PARTICIPANT), SILENTLY_NOTHING, FOR_THE_SYSTEM,
    ]  # fmt: skip
    unjudged = everything_there_is() - set().union(*known)
    assert not unjudged, "say above who may see what these return"


async def who_finds(database: Database, world: World, read: Read, case: Case) -> set[int]:
    found = set()
    for person_id in world.everybody:
        async with database.reading(Scope(person_id)) as uow:
            if await read(uow, case):
                found.add(person_id)
    return found


async def test_only_insiders_learn_of_a_participant(database: Database, world: World) -> None:
    for method, read in ABOUT_A_PARTICIPANT.items():
        for case in (world.amina, world.samira, world.hodan):
            assert await who_finds(database, world, read, case) == case.insiders, method


async def test_some_things_are_for_one_person_only(database: Database, world: World) -> None:
    for method, (read, owner) in ONE_OWNER.items():
        for case in (world.amina, world.samira, world.hodan):
            assert await who_finds(database, world, read, case) == {owner(case)}, method


async def test_only_its_own_people_learn_of_a_programme(database: Database, world: World) -> None:
    east = world.amina.insiders | world.samira.insiders
    for method, read in ABOUT_A_PROGRAMME.items():
        assert await who_finds(database, world, read, world.amina) == east, method
        assert await who_finds(database, world, read, world.hodan) == world.hodan.insiders, method


async def test_only_staff_choose_from_the_places(database: Database, world: World) -> None:
    east = {world.amina.team.coordinator_id, world.amina.specialist_id, world.samira.specialist_id}
    west = {world.hodan.team.coordinator_id, world.hodan.specialist_id}
    for method, read in ONLY_FOR_STAFF.items():
        assert await who_finds(database, world, read, world.amina) == east, method
        assert await who_finds(database, world, read, world.hodan) == west, method


@pytest.mark.parametrize("method", WRITES_TO_A_PARTICIPANT)
async def test_an_outsider_changes_nothing_of_a_participant(database: Database, world: World, method: str) -> None:
    write = WRITES_TO_A_PARTICIPANT[method]
    for person_id in world.everybody - world.amina.insiders:
        async with database.unit_of_work(Scope(person_id)) as uow:
            with pytest.raises(LookupError):
                await write(uow, world.amina)


async def test_an_outsider_takes_no_blocked_time_away(database: Database, world: World) -> None:
    async with database.unit_of_work(Scope(world.samira.specialist_id)) as uow:
        await uow.participants.remove_blocked_time(world.amina.participant_id, world.amina.blocked_time_id)
        await uow.commit()
    async with database.reading() as uow:
        amina = await uow.participants.get(world.amina.participant_id)
    assert amina is not None
    assert len(amina.blocked_times) == 1


async def test_people_see_their_own_programmes(database: Database, world: World) -> None:
    async with database.reading(Scope(world.hodan.specialist_id)) as uow:
        assert [programme.name for programme in await uow.programmes.everyone()] == ["Vest"]
    async with database.reading() as uow:
        assert [programme.name for programme in await uow.programmes.everyone()] == ["Vest", "Øst"]


async def test_one_programme_shows_a_specialist_only_their_own(database: Database, world: World) -> None:
    async with database.reading(Scope(world.amina.specialist_id)) as uow:
        rows = await uow.participants.of_programme(world.amina.team.programme_id)
    assert [row.id for row in rows] == [world.amina.participant_id]


async def test_who_left_the_staff_sees_nothing_more(database: Database, world: World) -> None:
    async with database.unit_of_work() as uow:
        membership = await uow.people.membership(
            world.amina.specialist_id,
            world.amina.team.programme_id,
            Role.SPECIALIST,
        )
        assert isinstance(membership, Membership)
        membership.active = False
        await uow.commit()
    async with database.reading(Scope(world.amina.specialist_id)) as uow:
        for method in ("participants.get", "appointments.get", "appointments.agenda", "appointments.answers"):
            assert not await ABOUT_A_PARTICIPANT[method](uow, world.amina), method


async def test_who_shares_an_appointment_does_not_learn_of_the_others_plans(database: Database, world: World) -> None:
    async with database.unit_of_work() as uow:
        await uow.appointments.add(
            make_appointment(world.amina.team, world.amina.specialist_id),
            [world.amina.participant_id, world.samira.participant_id],
        )
        await uow.commit()
    async with database.reading(Scope(world.samira.specialist_id)) as uow:
        assert not await uow.appointments.upcoming(world.amina.participant_id, NOW, 5)
        assert not await uow.appointments.of_participant(world.amina.participant_id, NOW)
