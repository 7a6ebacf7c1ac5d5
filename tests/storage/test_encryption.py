"""What is personal is unreadable without the key, and the key can be changed."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TypeVar

import pytest
from sqlalchemy import func, select

from storage.database import Database
from storage.encryption import EncryptedJson, EncryptedText, SecretKeyError, Vault, new_key
from storage.key_rotation import rotate, sealed_tables
from storage.models import Base, DeliveryKind, Invitation, NoteAddition, NoteVersion, Place, Reflection, Role
from storage.repositories.deliveries import NewDelivery
from storage.unit_of_work import UnitOfWork
from tests.postgres import PostgresServer
from tests.storage.waiting import on_postgresql, until_somebody_waits
from tests.storage.world import (
    NOW,
    TOMORROW,
    Team,
    make_application,
    make_appointment,
    make_employer,
    make_event,
    make_goal,
    make_item,
    make_letter,
    make_media,
    make_note,
    make_occurrence,
    make_plan,
    make_proposal,
    make_talk,
    make_task,
    make_team,
    make_words,
)

NAME = "Ayaan Testperson"
PHONE = "+47 555 01 234"
FREE_TEXT = "Ta med papirene fra skolen"
SECRETS = [NAME, PHONE, FREE_TEXT]


WORDS = {"nb": FREE_TEXT}

Row = TypeVar("Row", bound=Base)


def sealed(row: Row) -> Row:
    """The row with something personal in each of its encrypted columns."""
    for column in row.__table__.columns:
        if isinstance(column.type, EncryptedText):
            setattr(row, column.name, FREE_TEXT)
        elif isinstance(column.type, EncryptedJson):
            setattr(row, column.name, WORDS)
    return row


async def write_secrets(database: Database) -> int:
    """Puts something personal into every encrypted column there is; gives the person's id."""
    async with database.unit_of_work() as uow:
        team = await make_team(uow, "Øst", NAME)
        person = await uow.people.add(NAME, "so", NOW, 1)
        membership = await uow.people.join_staff(person.id, team.programme_id, Role.SPECIALIST, NOW)
        membership.work_phone = PHONE
        await uow.places.add(sealed(Place(programme_id=team.programme_id, active=True)))
        appointment = sealed(make_appointment(team, person.id))
        appointment.host = NAME
        await uow.appointments.add(appointment, [])
        await uow.appointments.add_occurrences([make_occurrence(appointment.id)])
        (occurrence,) = await uow.appointments.occurrences_of(appointment.id)
        sealed(occurrence)
        sealed(await uow.packs.prepare(appointment.id))
        await uow.dialogues.put(person.id, "note", "text", WORDS, TOMORROW)
        await uow.tasks.raise_once(sealed(make_task("call", team, person.id)))
        delivery = NewDelivery("k", DeliveryKind.NOTICE, NOW, "said", person_id=person.id, content=WORDS)
        await uow.deliveries.plan([delivery], NOW)
        invitation = Invitation(
            code_hash="h", role="specialist", programme_id=team.programme_id, created_at=NOW, expires_at=TOMORROW
        )
        await uow.invitations.add(sealed(invitation))
        await uow.employers.add(sealed(make_employer(team.programme_id, person.id)))
        await uow.media.add(sealed(make_media(team.programme_id, person.id)))
        entry = sealed(Reflection(author_id=person.id, on=NOW.date()))
        await uow.acting(person.id).reflections.add(entry)
        await write_about_a_participant(uow, team, person.id)
        await uow.commit()
    return person.id


async def write_about_a_participant(uow: UnitOfWork, team: Team, person_id: int) -> None:
    """Something personal in all that is kept about a participant."""
    participant = await uow.participants.add(person_id, team.programme_id, person_id, NOW)
    checklist = await uow.checklists.add(participant.id, "own", person_id, NOW, seen_at=None)
    await uow.checklists.add_item(sealed(make_item(checklist.id, person_id)))
    await uow.job_log.add(sealed(make_application(participant.id)))
    await uow.proposals.add(sealed(make_proposal(participant.id, person_id)))
    await uow.talk.add(sealed(make_talk(team, participant.id, person_id)))
    await uow.letters.add(sealed(make_letter(participant.id)))
    await uow.own_words.keep(sealed(make_words(participant.id)))
    event = await uow.events.add(sealed(make_event(team.programme_id, participant.id, person_id)))
    plan = await uow.aftercare.add(make_plan(team.programme_id, participant.id, event.id))
    await uow.aftercare.add_goal(sealed(make_goal(plan.id)))
    note = await uow.notes.add(sealed(make_note(team.programme_id, person_id, participant.id)))
    await uow.notes.replaced(sealed(NoteVersion(note_id=note.id, replaced_at=NOW)))
    await uow.notes.add_to(sealed(NoteAddition(note_id=note.id, author_id=person_id, added_at=NOW)))


def raw_bytes(setting: str, folder: Path, server: PostgresServer) -> bytes:
    """Everything the database keeps: the files of SQLite, the tables of PostgreSQL as they are dumped."""
    if setting.startswith("sqlite"):
        return b"".join(path.read_bytes() for path in sorted(folder.glob("brobygger.db*")))
    return server.dump(setting)


async def test_nothing_personal_is_readable_in_the_database(
    database: Database,
    database_setting: str,
    tmp_path: Path,
    postgres: PostgresServer,
) -> None:
    await write_secrets(database)
    kept = raw_bytes(database_setting, tmp_path, postgres)
    assert b"uq_people_chat_id" in kept
    for secret in SECRETS:
        long_words = [word for word in secret.split() if len(word) > 4]
        for way in (secret, secret.encode().hex(), *long_words):
            assert way.encode() not in kept


async def test_the_test_above_fills_every_encrypted_column(database: Database) -> None:
    await write_secrets(database)
    async with database.reading_connection() as connection:
        for sealed in sealed_tables():
            for name in sealed.sealed:
                count = select(func.count(sealed.rows.c[name]))
                assert await connection.scalar(count), f"{sealed.rows.name}.{name}"


def test_every_encrypted_column_is_rotated() -> None:
    encrypted = {
        (table.name, column.name)
        for table in Base.metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, EncryptedText | EncryptedJson)
    }
    assert {(sealed.rows.name, name) for sealed in sealed_tables() for name in sealed.sealed} == encrypted


async def test_rotation_leaves_nothing_that_the_old_key_opens(
    database: Database,
    database_setting: str,
    secret_key: str,
) -> None:
    person_id = await write_secrets(database)
    newest = new_key()
    both = Database(database_setting, Vault([newest, secret_key]))
    only_new = Database(database_setting, Vault([newest]))
    try:
        assert await rotate(both, batch=1) > 5
        assert await rotate(both) == 0, "what is done is not done again"
        await only_new.check_key()
        async with only_new.reading() as uow:
            assert (await uow.people.get(person_id)).name == NAME
            dialogue = await uow.dialogues.of(person_id)
            assert dialogue is not None
            assert dialogue.draft == {"nb": FREE_TEXT}
        with pytest.raises(SecretKeyError):
            await database.check_key()
    finally:
        await both.close()
        await only_new.close()


async def test_rows_of_the_old_key_are_read_while_both_are_set(
    database: Database,
    database_setting: str,
    secret_key: str,
) -> None:
    person_id = await write_secrets(database)
    both = Database(database_setting, Vault.from_setting(f"{new_key()}, {secret_key}"))
    try:
        await both.check_key()
        async with both.unit_of_work() as uow:
            assert (await uow.people.get(person_id)).name == NAME
            newer = await uow.people.add("Samira", "ar", NOW)
            await uow.commit()
        with pytest.raises(SecretKeyError):
            async with database.reading() as uow:
                await uow.people.get(newer.id)
    finally:
        await both.close()


class StoppedError(Exception):
    """Somebody pulled the plug."""


async def test_rotation_stopped_half_way_is_run_again(
    database: Database,
    database_setting: str,
    secret_key: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with database.unit_of_work() as uow:
        for number in range(25):
            await uow.people.add(f"Amina {number}", "so", NOW)
        await uow.commit()
    newest = new_key()
    vault = Vault([newest, secret_key])
    both = Database(database_setting, vault)
    reseal, left = vault.reseal, [12]

    def run_out(sealed: bytes) -> bytes:
        left[0] -= 1
        if left[0] < 0:
            raise StoppedError
        return reseal(sealed)

    only_new = Database(database_setting, Vault([newest]))
    try:
        with monkeypatch.context() as patch:
            patch.setattr(vault, "reseal", run_out)
            with pytest.raises(StoppedError):
                await rotate(both, batch=5)
        with pytest.raises(SecretKeyError):
            await only_new.check_key()
        assert await rotate(both, batch=5) == 26 - 10, "two batches stayed done; the proof of the key is the 26th row"
        await only_new.check_key()
    finally:
        await both.close()
        await only_new.close()


@on_postgresql
async def test_a_row_that_is_being_changed_is_rotated_after_the_change(
    database: Database,
    database_setting: str,
    secret_key: str,
) -> None:
    person_id = await write_secrets(database)
    newest = new_key()
    both = Database(database_setting, Vault([newest, secret_key]))
    only_new = Database(database_setting, Vault([newest]))
    try:
        async with database.unit_of_work() as uow:
            (await uow.people.get(person_id)).name = "Ayaan Ny"
            await uow.flush()
            rotation = asyncio.create_task(rotate(both))
            await until_somebody_waits(database)
            await uow.commit()
        assert await rotation > 5
        async with only_new.reading() as uow:
            assert (await uow.people.get(person_id)).name == "Ayaan Ny"
    finally:
        await both.close()
        await only_new.close()


async def test_a_wrong_key_is_found_before_anything_else(database: Database, database_setting: str) -> None:
    wrong = Database(database_setting, Vault([new_key()]))
    try:
        with pytest.raises(SecretKeyError, match="does not open this database"):
            await wrong.check_key()
    finally:
        await wrong.close()
    await database.check_key()


async def test_a_wrong_key_rotates_nothing(database: Database, database_setting: str) -> None:
    person_id = await write_secrets(database)
    wrong = Database(database_setting, Vault([new_key()]))
    try:
        with pytest.raises(SecretKeyError):
            await rotate(wrong)
    finally:
        await wrong.close()
    async with database.reading() as uow:
        assert (await uow.people.get(person_id)).name == NAME


@pytest.mark.parametrize("setting", ["", " , ", "short", "x" * 44])
def test_a_key_that_is_none_is_refused(setting: str) -> None:
    with pytest.raises(SecretKeyError, match="brobygger new-key"):
        Vault.from_setting(setting)
