"""A specialist reaches only their own participants, a coordinator only their programmes; nobody gets round it by id."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from typing import Any

import pytest

from storage.database import Database
from storage.models import BlockedTimeRow, ItemState, Membership, ParticipantStatus, Reflection, Role
from storage.repositories.base import Repository
from storage.repositories.care import Ahead
from storage.repositories.timeline import Window
from storage.unit_of_work import UnitOfWork
from storage.visibility import Scope
from tests.storage.world import (
    NOW,
    Case,
    World,
    make_application,
    make_appointment,
    make_consent,
    make_employer,
    make_event,
    make_goal,
    make_handover,
    make_item,
    make_letter,
    make_media,
    make_note,
    make_plan,
    make_proposal,
    make_talk,
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


FAR_AHEAD = Ahead(NOW + LONG, NOW + LONG, date.max, date.max, NOW + LONG, ())


async def silent(uow: UnitOfWork, case: Case) -> bool:
    found = await uow.care.silent(case.team.programme_id, NOW + LONG)
    return case.participant_id in {one.id for one in found}


async def unplanned(uow: UnitOfWork, case: Case) -> bool:
    found = await uow.care.unplanned(case.team.programme_id, FAR_AHEAD)
    return case.participant_id in {one.id for one in found}


async def met(uow: UnitOfWork, case: Case) -> bool:
    found = await uow.care.met(["meeting"], NOW - LONG, NOW + LONG)
    return (case.participant_id, case.occurrence_id) in {(one.id, row.id) for one, row in found}


async def not_in(uow: UnitOfWork, case: Case) -> bool:
    """The participant is an invited one for as long as it is looked; so is the item below an open one."""
    found = await uow.as_system().participants.get(case.participant_id)
    assert found is not None
    found.status, found.agreed_at = ParticipantStatus.INVITED, None
    await uow.flush()
    return case.participant_id in {one.id for one, _ in await uow.care.not_in(case.team.programme_id, NOW + LONG)}


async def next_item(uow: UnitOfWork, case: Case) -> date | None:
    item = (await uow.as_system().checklists.items_by_id([case.item_id]))[case.item_id]
    item.state, item.due_on = ItemState.OPEN, NOW.date()
    await uow.flush()
    return await uow.care.next_item(case.participant_id, NOW.date())


async def tasks_wait(uow: UnitOfWork, case: Case) -> bool:
    return (await uow.care.waiting(case.team.programme_id, ("silent",)))[0] > 0


async def with_lists(uow: UnitOfWork, case: Case) -> bool:
    found = await uow.checklists.people_with_lists(case.team.programme_id, 99, 0)
    return case.participant_id in {one.id for one in found}


async def kept_after(uow: UnitOfWork, case: Case) -> bool:
    return case.media_id in {media_id for media_id, _ in await uow.media.kept_after(case.media_id - 1, 9)}


async def to_review(uow: UnitOfWork, case: Case) -> bool:
    found = await uow.events.to_review(case.team.programme_id, NOW.date())
    return case.event_id in {one.id for one in found}


async def plan_is_over(uow: UnitOfWork, case: Case) -> bool:
    found = await uow.aftercare.over(case.team.programme_id, (NOW + LONG).date())
    return case.plan_id in {one.id for one in found}


async def undo(uow: UnitOfWork, case: Case) -> object:
    event = await uow.as_system().events.get(case.event_id)
    assert event is not None
    return await uow.events.undone_with(event, NOW)


async def waits(uow: UnitOfWork, case: Case) -> bool:
    found = await uow.talk.unanswered(case.team.programme_id)
    return case.participant_id in {one.participant_id for one in found}


async def task_waits(uow: UnitOfWork, case: Case) -> bool:
    found = await uow.tasks.waiting(case.team.programme_id, ["silent"])
    return case.task_id in {one.id for one in found}


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
    "events.of_participant": lambda uow, case: uow.events.of_participant(case.participant_id),
    "events.of_participants": lambda uow, case: uow.events.of_participants([case.participant_id]),
    "events.get": lambda uow, case: uow.events.get(case.event_id),
    "events.from_source": lambda uow, case: uow.events.from_source(case.participant_id, "tap:1"),
    "events.sources": lambda uow, case: uow.events.sources(case.participant_id),
    "events.to_review": to_review,
    "reports.appointments_so_far": lambda uow, case: uow.reports.appointments_so_far([case.participant_id], NOW + LONG),
    "reports.next_appointment": lambda uow, case: uow.reports.next_appointment([case.participant_id], NOW),
    "reports.checklist_items": lambda uow, case: uow.reports.checklist_items([case.participant_id]),
    "care.silent": silent,
    "care.unplanned": unplanned,
    "care.met": met,
    "care.not_in": not_in,
    "care.next_item": next_item,
    "care.next_task": lambda uow, case: uow.care.next_task(case.participant_id, NOW, ("other",)),
    "aftercare.current": lambda uow, case: uow.aftercare.current(case.participant_id),
    "aftercare.get": lambda uow, case: uow.aftercare.get(case.plan_id),
    "aftercare.of_event": lambda uow, case: uow.aftercare.of_event(case.event_id),
    "aftercare.over": plan_is_over,
    "check_ins.made_since": lambda uow, case: uow.check_ins.made_since(case.participant_id, NOW - LONG),
    "letters.get": lambda uow, case: uow.letters.get(case.letter_id),
    "proposals.of_participant": lambda uow, case: uow.proposals.of_participant(case.participant_id),
    "proposals.get": lambda uow, case: uow.proposals.get(case.proposal_id),
    "job_log.of_participant": lambda uow, case: uow.job_log.of_participant(case.participant_id),
    "job_log.get": lambda uow, case: uow.job_log.get(case.application_id),
    "talk.unanswered": waits,
    "tasks.waiting": task_waits,
    "own_words.of_participant": lambda uow, case: uow.own_words.of_participant(case.participant_id),
    "deliveries.troubled": lambda uow, case: uow.deliveries.troubled([case.person_id], NOW),
    "deliveries.count_trouble": lambda uow, case: uow.deliveries.count_trouble([case.person_id], NOW),
}
ONLY_THE_TWO: dict[str, Read] = {
    "talk.get": lambda uow, case: uow.talk.get(case.talk_id),
    "talk.of_participant": lambda uow, case: uow.talk.of_participant(case.participant_id),
    "talk.last_from": lambda uow, case: uow.talk.last_from(case.participant_id),
    "aftercare.checks": lambda uow, case: uow.aftercare.checks(case.plan_id),
    "aftercare.check": lambda uow, case: uow.aftercare.check(case.check_id),
    "aftercare.asked_since": lambda uow, case: uow.aftercare.asked_since(case.participant_id, "w1", NOW - LONG),
    "aftercare.goals": lambda uow, case: uow.aftercare.goals(case.plan_id),
    "aftercare.goal": lambda uow, case: uow.aftercare.goal(case.goal_id),
}
TIMELINE = ("appointments", "ticks", "own_items", "notes", "events", "talk", "proposals", "letters")


def timeline_of(source: str) -> Read:
    async def read(uow: UnitOfWork, case: Case) -> Any:
        window = Window(case.participant_id, NOW + LONG, 1, (NOW + LONG).date(), 1, 9)
        return await getattr(uow.timeline, source)(window)

    return read


def helper(case: Case) -> int:
    return case.specialist_id


ONE_OWNER: dict[str, tuple[Read, Callable[[Case], int]]] = {
    "tasks.get": (lambda uow, case: uow.tasks.get(case.task_id), lambda case: case.specialist_id),
    "tasks.open_of": (lambda uow, case: uow.tasks.open_of(case.specialist_id), lambda case: case.specialist_id),
    "tasks.count_open": (lambda uow, case: uow.tasks.count_open(case.specialist_id), lambda case: case.specialist_id),
    "tasks.count_due": (
        lambda uow, case: uow.tasks.count_due(case.specialist_id, NOW + LONG),
        lambda case: case.specialist_id,
    ),
    "notes.get": (lambda uow, case: uow.notes.get(case.note_id), lambda case: case.specialist_id),
    "notes.of_participant": (
        lambda uow, case: uow.notes.of_participant(case.participant_id),
        lambda case: case.specialist_id,
    ),
    "notes.between": (
        lambda uow, case: uow.notes.between(case.participant_id, NOW.date(), NOW.date()),
        lambda case: case.specialist_id,
    ),
    "notes.versions": (lambda uow, case: uow.notes.versions(case.note_id), lambda case: case.specialist_id),
    "notes.additions": (lambda uow, case: uow.notes.additions(case.note_id), lambda case: case.specialist_id),
    "notes.media_of": (lambda uow, case: uow.notes.media_of(case.note_id), lambda case: case.specialist_id),
    "notes.note_of": (lambda uow, case: uow.notes.note_of(case.media_id), lambda case: case.specialist_id),
    "tasks.about": (
        lambda uow, case: uow.tasks.about(case.participant_id, case.specialist_id),
        lambda case: case.specialist_id,
    ),
    "reflections.get": (lambda uow, case: uow.reflections.get(case.reflection_id), lambda case: case.specialist_id),
    **{f"timeline.{name}": (timeline_of(name), helper) for name in TIMELINE},
    "handovers.tasks_about": (
        lambda uow, case: uow.handovers.tasks_about(case.participant_id),
        lambda case: case.specialist_id,
    ),
    "deliveries.get": (lambda uow, case: uow.deliveries.get(case.delivery_id), lambda case: case.person_id),
    "media.get": (lambda uow, case: uow.media.get(case.media_id), lambda case: case.person_id),
    "media.locked": (lambda uow, case: uow.media.locked(case.media_id), lambda case: case.person_id),
    "media.kept_after": (kept_after, lambda case: case.person_id),
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
    "employers.get": lambda uow, case: uow.employers.get(case.team.employer_id),
    "employers.by_ids": lambda uow, case: uow.employers.by_ids([case.team.employer_id]),
    "employers.of_programme": lambda uow, case: uow.employers.of_programme(case.team.programme_id),
    "employers.put_away_of": lambda uow, case: uow.employers.put_away_of(case.team.programme_id),
    "employers.recent": lambda uow, case: uow.employers.recent(case.specialist_id, [case.team.programme_id], 5),
    "employers.contact": lambda uow, case: uow.employers.contact(case.team.contact_id),
    "employers.last_contact": lambda uow, case: uow.employers.last_contact(case.team.employer_id),
    "employers.contacts_after": lambda uow, case: uow.employers.contacts_after(
        case.team.employer_id, (NOW - LONG).date()
    ),
    "employers.question": lambda uow, case: uow.employers.question(case.team.question_id),
    "employers.questions_about": lambda uow, case: uow.employers.questions_about(
        case.team.employer_id, case.team.coordinator_id
    ),
}
WRITES_FOR_A_TEAM: dict[str, Read] = {
    "employers.add": lambda uow, case: uow.employers.add(
        make_employer(case.team.programme_id, case.team.coordinator_id)
    ),
    "employers.add_contact": lambda uow, case: uow.employers.add_contact(
        case.team.employer_id, case.specialist_id, on=NOW.date(), kind="call", now=NOW
    ),
}
ABOUT_ONESELF = {
    "programmes.everyone",
    "reflections.newest", "reflections.count", "reflections.has_on", "reflections.remove",
    "reflections.reminder", "reflections.remind", "reflections.add",
}  # fmt: skip
BETWEEN_TWO = {"task_offers.of_tasks", "task_offers.waiting_for", "task_offers.waiting", "task_offers.offer",
               "task_offers.drop"}  # fmt: skip
OF_THE_PROGRAMME_AS_FAR_AS_SEEN = {"care.waiting"}
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
    "notes.add": lambda uow, case: uow.notes.add(
        make_note(case.team.programme_id, case.specialist_id, case.participant_id),
    ),
    "aftercare.add": lambda uow, case: uow.aftercare.add(make_plan(case.team.programme_id, case.participant_id, None)),
    "handovers.add": lambda uow, case: uow.handovers.add(
        make_handover(case.team.programme_id, case.participant_id, case.specialist_id)
    ),
    "letters.add": lambda uow, case: uow.letters.add(make_letter(case.participant_id)),
    "proposals.add": lambda uow, case: uow.proposals.add(make_proposal(case.participant_id, case.specialist_id)),
    "job_log.add": lambda uow, case: uow.job_log.add(make_application(case.participant_id)),
    "events.add": lambda uow, case: uow.events.add(make_event(case.team.programme_id, case.participant_id, 1)),
    "events.undone_with": undo,
    "tasks.hand_over": lambda uow, case: uow.tasks.hand_over(case.participant_id, ["silent"], case.specialist_id),
    "own_words.keep": lambda uow, case: uow.own_words.keep(make_words(case.participant_id)),
    "media.add": lambda uow, case: uow.media.add(make_media(case.team.programme_id, case.person_id)),
}
WRITES_OF_THE_TWO: dict[str, Read] = {
    "talk.add": lambda uow, case: uow.talk.add(make_talk(case.team, case.participant_id, case.specialist_id, 2)),
    "talk.forget": lambda uow, case: uow.talk.forget(case.participant_id),
    "aftercare.add_goal": lambda uow, case: uow.aftercare.add_goal(make_goal(case.plan_id)),
}
SILENTLY_NOTHING = {"participants.remove_blocked_time", "own_words.forget", "talk.mark_answered"}
FOR_THE_SYSTEM = {
    # Who speaks is found before anybody's eyes can be put on, and invitations are opened by their code alone.
    "people.by_chat", "people.add", "people.release_chat", "people.join_staff",
    "programmes.add", "participants.add", "participants.reload", "places.add",
    "invitations.by_hash", "invitations.add", "invitations.revoke_open", "invitations.used_for_staff",
    "invitations.attempts", "invitations.note_failure", "invitations.forget_failures",
    # What follows from an act, and what only counts or keeps: nothing about anybody comes back.
    "deliveries.plan", "deliveries.reply", "deliveries.supersede", "deliveries.suppress_waiting",
    "deliveries.suppress_replies", "deliveries.count_of_key", "deliveries.forget_content",
    # The housekeeping's, and of a plan, a moment or a goal that was found for them before.
    "aftercare.due", "aftercare.add_checks", "aftercare.remove_check", "aftercare.remove_goal",
    "rounds.today", "check_ins.add_once", "letters.forget_pictures",
    "talk.forget_before", "talk.forget_replies", "talk.forget_notices",
    "deliveries.heard_of", "deliveries.on_screen", "deliveries.changed_since",
    "appointments.add", "appointments.reload", "appointments.add_occurrences", "appointments.keep_answer",
    "appointments.clear_answers",
    # Of one's own alone, by one's own id; the housekeeping's; and of a note that was found for them before.
    "notes.drafts_of", "notes.own", "notes.last_about", "notes.stale_drafts", "notes.undone_before", "notes.erase",
    "notes.replaced", "notes.add_to", "notes.attach",
    # Of a list or an item that was found for them before.
    "checklists.add_library_items", "checklists.remove_item", "job_log.remove",
    # The packs of appointments that were found for them before.
    "packs.of_appointments", "packs.prepare",
    # Of a contact with an employer that was found for them before.
    "employers.remove_contact", "employers.ask",
    "dialogues.put", "dialogues.close", "inbox.take", "inbox.forget_before",
    "tasks.raise_once", "tasks.close_keyed", "tasks.has_open", "audit.note", "meta.put_once",
    # Another specialist's appointment clashes all the same; no more of it is shown than its time.
    "appointments.between",
    "appointments.told_of", "appointments.waiting",
    # The housekeeping's and the dispatcher's.
    "care.open_tasks", "care.settled_by_hand", "care.over", "tasks.left_behind", "tasks.open_keyed",
    "task_offers.drop_of_leavers", "reflections.to_remind",
    "appointments.repeating", "appointments.unanswered",
    # What moves with a participant; the offers, which the tests of handing over try with everybody's buttons.
    "handovers.batch", "handovers.get", "handovers.newest", "handovers.offered", "handovers.hold",
    "handovers.move_tasks", "handovers.appointments", "handovers.give", "handovers.move_deliveries",
    "notes.drafts_about",
    # As the other methods of the timeline; the world has nobody who answered these.
    "timeline.proposal_answers", "timeline.check_ins",
    "queue.claim", "queue.held", "queue.mine", "queue.mark_called", "queue.record", "queue.mend_leases",
    "errands.ask", "errands.claim", "errands.held", "errands.give_back", "errands.next_due",
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
        set(WRITES_TO_A_PARTICIPANT), set(WRITES_FOR_A_TEAM), SILENTLY_NOTHING, FOR_THE_SYSTEM,
        set(WRITES_TO_A_PARTICIPANT), set(ONLY_THE_TWO), set(WRITES_OF_THE_TWO), SILENTLY_NOTHING, FOR_THE_SYSTEM,
        set(WRITES_TO_A_PARTICIPANT), SILENTLY_NOTHING, FOR_THE_SYSTEM, BETWEEN_TWO,
        OF_THE_PROGRAMME_AS_FAR_AS_SEEN,
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


async def test_talk_is_read_by_the_two_who_talk(database: Database, world: World) -> None:
    for method, read in ONLY_THE_TWO.items():
        for case in (world.amina, world.samira, world.hodan):
            assert await who_finds(database, world, read, case) == case.the_two, method


@pytest.mark.parametrize("method", WRITES_OF_THE_TWO)
async def test_nobody_else_writes_or_forgets_talk(database: Database, world: World, method: str) -> None:
    for person_id in world.everybody - world.amina.the_two:
        async with database.unit_of_work(Scope(person_id)) as uow:
            with pytest.raises(LookupError):
                await WRITES_OF_THE_TWO[method](uow, world.amina)


async def test_nobody_else_marks_talk_as_answered(database: Database, world: World) -> None:
    for person_id in world.everybody - world.amina.the_two:
        async with database.unit_of_work(Scope(person_id)) as uow:
            await uow.talk.mark_answered(world.amina.participant_id, NOW)
            await uow.commit()
    async with database.reading() as uow:
        assert await waits(uow, world.amina)


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


async def test_how_many_wait_is_counted_among_those_one_may_see(database: Database, world: World) -> None:
    insiders = world.amina.insiders | world.samira.insiders
    assert await who_finds(database, world, tasks_wait, world.amina) == insiders
    counts = {}
    for person_id in (world.amina.team.coordinator_id, world.amina.specialist_id, world.hodan.specialist_id):
        async with database.reading(Scope(person_id)) as uow:
            counts[person_id] = (await uow.care.waiting(world.amina.team.programme_id, ("silent",)))[0]
    assert list(counts.values()) == [2, 1, 0]


async def test_an_offer_is_seen_by_giver_and_taker_alone(database: Database, world: World) -> None:
    giver, taker, task = world.amina.specialist_id, world.samira.specialist_id, world.amina.task_id
    async with database.unit_of_work(Scope(giver)) as uow:
        await uow.task_offers.offer(task, giver, taker, NOW)
        await uow.commit()
    for person_id in world.everybody:
        async with database.reading(Scope(person_id)) as uow:
            seen = bool(await uow.task_offers.of_tasks([task]))
            assert seen == (person_id in (giver, taker))
            assert (await uow.task_offers.waiting(task) is not None) == seen
            assert bool(await uow.task_offers.waiting_for(taker)) == seen
        async with database.unit_of_work(Scope(person_id)) as uow:
            if person_id != giver:
                with pytest.raises(LookupError):
                    await uow.task_offers.offer(task, giver, person_id, NOW)
            if not seen:
                await uow.task_offers.drop(task)
                await uow.commit()
    async with database.reading() as uow:
        assert await uow.task_offers.waiting(task) is not None


async def test_a_log_is_its_authors_alone_and_not_even_the_systems(database: Database, world: World) -> None:
    author = world.amina.specialist_id
    for person_id in (*world.everybody, None):
        async with database.unit_of_work(Scope(person_id)) as uow:
            found = await uow.reflections.newest()
            assert {one.author_id for one in found} <= {person_id}
            assert await uow.reflections.count() == len(found)
            assert await uow.reflections.has_on(NOW.date()) == bool(found)
            if person_id != author:
                assert await uow.reflections.get(world.amina.reflection_id) is None
                with pytest.raises(LookupError):
                    await uow.reflections.add(Reflection(author_id=author, on=NOW.date(), situation="x"))
    async with database.unit_of_work() as uow:
        with pytest.raises(LookupError):
            await uow.reflections.remind("18:00")


@pytest.mark.parametrize("method", WRITES_TO_A_PARTICIPANT)
async def test_an_outsider_changes_nothing_of_a_participant(database: Database, world: World, method: str) -> None:
    write = WRITES_TO_A_PARTICIPANT[method]
    for person_id in world.everybody - world.amina.insiders:
        async with database.unit_of_work(Scope(person_id)) as uow:
            with pytest.raises(LookupError):
                await write(uow, world.amina)


@pytest.mark.parametrize("method", WRITES_FOR_A_TEAM)
async def test_only_the_team_writes_about_its_employers(database: Database, world: World, method: str) -> None:
    write = WRITES_FOR_A_TEAM[method]
    team = {world.amina.team.coordinator_id, world.amina.specialist_id, world.samira.specialist_id}
    for person_id in world.everybody - team:
        async with database.unit_of_work(Scope(person_id)) as uow:
            with pytest.raises(LookupError):
                await write(uow, world.amina)
    async with database.unit_of_work(Scope(world.samira.specialist_id)) as uow:
        assert await write(uow, world.amina)


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
        for method, read in ONLY_THE_TWO.items():
            assert not await read(uow, world.amina), method


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
