"""What is personal is unreadable without the key, and the key can be changed."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import func, select

from storage.database import Database
from storage.encryption import EncryptedJson, EncryptedText, SecretKeyError, Vault, new_key
from storage.key_rotation import rotate, sealed_tables
from storage.models import Base, DeliveryKind, Invitation, Place, Role
from storage.repositories.deliveries import NewDelivery
from tests.postgres import PostgresServer
from tests.storage.waiting import on_postgresql, until_somebody_waits
from tests.storage.world import (
    NOW,
    TOMORROW,
    make_application,
    make_appointment,
    make_event,
    make_item,
    make_letter,
    make_occurrence,
    make_proposal,
    make_task,
    make_team,
    make_words,
)

NAME = "Ayaan Testperson"
PHONE = "+47 555 01 234"
FREE_TEXT = "Ta med papirene fra skolen"
SECRETS = [NAME, PHONE, FREE_TEXT]


async def write_secrets(database: Database) -> int:
    """Puts something personal into every encrypted column there is; gives the person's id."""
    async with database.unit_of_work() as uow:
        team = await make_team(uow, "Øst", NAME)
        person = await uow.people.add(NAME, "so", NOW, 1)
        membership = await uow.people.join_staff(person.id, team.programme_id, Role.SPECIALIST, NOW)
        membership.work_phone = PHONE
        words = {"nb": FREE_TEXT}
        await uow.places.add(
            Place(programme_id=team.programme_id, name=words, address=words, stop=words, room=words, active=True),
        )
        appointment = make_appointment(team, person.id)
        appointment.place_text = appointment.bring = appointment.why = words
        appointment.host = NAME
        await uow.appointments.add(appointment, [])
        pack = await uow.packs.prepare(appointment.id)
        pack.firm = pack.route = pack.questions = pack.ill = pack.rules = FREE_TEXT
        await uow.appointments.add_occurrences([make_occurrence(appointment.id)])
        (occurrence,) = await uow.appointments.occurrences_of(appointment.id)
        occurrence.place_text = words
        await uow.dialogues.put(person.id, "note", "text", words, TOMORROW)
        task = make_task("call", team, person.id)
        task.text = words
        await uow.tasks.raise_once(task)
        delivery = NewDelivery("k", DeliveryKind.NOTICE, NOW, "said", person_id=person.id, content=words)
        await uow.deliveries.plan([delivery], NOW)
        participant = await uow.participants.add(person.id, team.programme_id, person.id, NOW)
        checklist = await uow.checklists.add(participant.id, "own", person.id, NOW, seen_at=None)
        item = make_item(checklist.id, person.id)
        item.words, item.voice = FREE_TEXT, FREE_TEXT
        await uow.checklists.add_item(item)
        application = make_application(participant.id)
        application.firm = application.job = FREE_TEXT
        await uow.job_log.add(application)
        proposal = make_proposal(participant.id, person.id)
        proposal.work = proposal.place = proposal.hours = FREE_TEXT
        await uow.proposals.add(proposal)
        letter = make_letter(participant.id)
        letter.picture = FREE_TEXT
        await uow.letters.add(letter)
        event = make_event(team.programme_id, participant.id, person.id)
        event.employer_name = FREE_TEXT
        await uow.events.add(event)
        said = make_words(participant.id)
        said.words, said.voice = FREE_TEXT, FREE_TEXT
        await uow.own_words.keep(said)
        await uow.invitations.add(
            Invitation(
                code_hash="h",
                role="specialist",
                programme_id=team.programme_id,
                name=NAME,
                created_at=NOW,
                expires_at=TOMORROW,
            ),
        )
        await uow.commit()
    return person.id


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
