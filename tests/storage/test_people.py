"""Staff, participants, their consents and the codes that let people in."""

from __future__ import annotations

import asyncio
from datetime import time, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from storage.database import Database
from storage.models import BlockedTimeRow, Invitation, Role
from tests.storage.world import NOW, TOMORROW, World, make_consent


async def test_one_consent_stands_at_a_time(database: Database, world: World) -> None:
    case = world.amina
    async with database.unit_of_work() as uow:
        with pytest.raises(IntegrityError):
            await uow.participants.record_consent(make_consent(case.participant_id, case.specialist_id))
    async with database.unit_of_work() as uow:
        standing = await uow.participants.standing_consent(case.participant_id)
        assert standing is not None
        standing.withdrawn_at = NOW
        await uow.flush()
        assert await uow.participants.standing_consent(case.participant_id) is None
        await uow.participants.record_consent(make_consent(case.participant_id, case.specialist_id))
        await uow.commit()
    async with database.reading() as uow:
        again = await uow.participants.standing_consent(case.participant_id)
    assert again is not None
    assert (again.language, again.interpreter, again.recorded_by_id) == ("so", True, case.specialist_id)


async def test_of_two_consents_recorded_at_one_moment_one_stands(database: Database, world: World) -> None:
    case = world.amina
    async with database.unit_of_work() as uow:
        standing = await uow.participants.standing_consent(case.participant_id)
        assert standing is not None
        standing.withdrawn_at = NOW
        await uow.commit()

    async def record() -> bool:
        async with database.unit_of_work() as uow:
            try:
                await uow.participants.record_consent(make_consent(case.participant_id, case.specialist_id))
                await uow.commit()
            except IntegrityError:
                return False
            return True

    assert sorted(await asyncio.gather(*(record() for _ in range(4)))) == [False, False, False, True]


async def invite(database: Database, world: World, code_hash: str = "h", participant_id: int | None = None) -> None:
    async with database.unit_of_work() as uow:
        await uow.invitations.add(
            Invitation(
                code_hash=code_hash,
                role=Role.SPECIALIST,
                programme_id=world.amina.team.programme_id,
                participant_id=participant_id,
                invited_by_id=world.amina.team.coordinator_id,
                created_at=NOW,
                expires_at=TOMORROW,
            ),
        )
        await uow.commit()


async def test_an_invitation_is_used_once_however_many_try(database: Database, world: World) -> None:
    await invite(database, world)

    async def use(person_id: int) -> bool:
        async with database.unit_of_work() as uow:
            invitation = await uow.invitations.by_hash("h")
            assert invitation is not None
            assert invitation.programme.name == "Øst"
            if invitation.used_at is not None:
                return False
            invitation.used_at, invitation.used_by_id = NOW, person_id
            await uow.commit()
            return True

    people = sorted(world.everybody)
    results = await asyncio.gather(*(use(person_id) for person_id in people))
    assert sum(results) == 1
    winner = people[results.index(True)]
    async with database.reading() as uow:
        assert [row.code_hash for row in await uow.invitations.used_for_staff(winner)] == ["h"]


async def test_a_code_nobody_made_opens_nothing(database: Database, world: World) -> None:
    await invite(database, world)
    async with database.reading() as uow:
        assert await uow.invitations.by_hash("another") is None


async def test_a_new_code_makes_the_old_ones_worthless(database: Database, world: World) -> None:
    await invite(database, world, "old", world.amina.participant_id)
    await invite(database, world, "used", world.amina.participant_id)
    await invite(database, world, "samira's", world.samira.participant_id)
    async with database.unit_of_work() as uow:
        used = await uow.invitations.by_hash("used")
        assert used is not None
        used.used_at = NOW
        await uow.flush()
        await uow.invitations.revoke_open(world.amina.participant_id, NOW)
        await uow.commit()
    async with database.reading() as uow:
        found = [await uow.invitations.by_hash(code) for code in ("old", "used", "samira's")]
    assert [invitation is not None and invitation.revoked_at for invitation in found] == [NOW, None, None]


async def test_wrong_codes_are_counted_and_a_right_one_forgets_them(database: Database) -> None:
    async def fail(failures: int) -> None:
        async with database.unit_of_work() as uow:
            await uow.invitations.note_failure(9, failures, NOW + timedelta(seconds=failures))
            await uow.commit()

    await asyncio.gather(*(fail(1) for _ in range(5)))
    await fail(2)
    async with database.unit_of_work() as uow:
        attempts = await uow.invitations.attempts(9)
        assert attempts is not None
        assert (attempts.failures, attempts.wait_until) == (2, NOW + timedelta(seconds=2))
        await uow.invitations.forget_failures(9)
        await uow.invitations.forget_failures(10)
        await uow.commit()
    async with database.reading() as uow:
        assert await uow.invitations.attempts(9) is None


async def test_a_chat_belongs_to_one_person_and_can_be_freed(database: Database, world: World) -> None:
    async with database.unit_of_work() as uow:
        with pytest.raises(IntegrityError):
            await uow.people.add("Samira", "ar", NOW, world.amina.chat_id)
    async with database.unit_of_work() as uow:
        await uow.people.release_chat(world.amina.chat_id)
        await uow.people.release_chat(999)
        newcomer = await uow.people.add("Samira", "ar", NOW, world.amina.chat_id)
        await uow.commit()
    async with database.reading() as uow:
        holder = await uow.people.by_chat(world.amina.chat_id)
    assert holder is not None
    assert holder.id == newcomer.id


async def test_joining_again_changes_nothing_and_coming_back_works(database: Database, world: World) -> None:
    case = world.amina
    async with database.unit_of_work() as uow:
        again = await uow.people.join_staff(case.specialist_id, case.team.programme_id, Role.SPECIALIST, TOMORROW)
        assert (again.id, again.created_at) == (case.membership_id, NOW)
        again.active = False
        await uow.flush()
        assert await uow.people.membership(case.specialist_id, case.team.programme_id, Role.SPECIALIST) is None
        await uow.people.join_staff(case.specialist_id, case.team.programme_id, Role.SPECIALIST, TOMORROW)
        assert await uow.people.membership(case.specialist_id, case.team.programme_id, Role.SPECIALIST) is not None


async def test_a_person_comes_with_their_memberships(database: Database, world: World) -> None:
    async with database.reading() as uow:
        person = await uow.people.by_chat(world.amina.chat_id + 1)
        assert person is not None
    assert [(row.role, row.programme.name) for row in person.memberships] == [(Role.SPECIALIST, "Øst")]


async def test_a_profile_comes_whole_and_with_the_blocked_times_it_has_now(database: Database, world: World) -> None:
    case = world.amina
    async with database.unit_of_work() as uow:
        profile = await uow.participants.get(case.participant_id)
        assert profile is not None
        assert (profile.person.name, profile.specialist.name, profile.programme.name) == ("Amina", "Ingrid", "Øst")
        row = BlockedTimeRow(participant_id=profile.id, days="4", starts=time(15), ends=time(16), kind="class")
        await uow.participants.set_blocked_times(profile.id, [row])
        assert [found.days for found in (await uow.participants.reload(profile)).blocked_times] == ["4"]
        await uow.participants.remove_blocked_time(profile.id, row.id)
        assert (await uow.participants.reload(profile)).blocked_times == []


async def test_a_participant_is_in_a_programme_once(database: Database, world: World) -> None:
    case = world.amina
    async with database.unit_of_work() as uow:
        with pytest.raises(IntegrityError):
            await uow.participants.add(case.person_id, case.team.programme_id, case.specialist_id, NOW)
