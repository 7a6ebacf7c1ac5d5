"""Talk is kept once, sealed, page by page, and forgotten whole."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.database import Database
from storage.models import Delivery, DeliveryKind, TalkMessage
from storage.repositories.deliveries import NewDelivery
from storage.repositories.talk import TALK, Unanswered
from storage.unit_of_work import UnitOfWork
from tests.storage.world import LEASE, NOW, Case, World, make_talk

DAY = timedelta(days=1)


async def say(uow: UnitOfWork, case: Case, update_id: int, words: str, *, later: timedelta = DAY) -> bool:
    message = make_talk(case.team, case.participant_id, case.specialist_id, update_id)
    message.words, message.said_at = words, NOW + later
    return await uow.talk.add(message) is not None


async def words_kept(database: Database, case: Case) -> list[str | None]:
    async with database.reading() as uow:
        return [one.words for one in await uow.talk.of_participant(case.participant_id)]


async def test_the_same_update_is_kept_once_a_participant(database: Database, world: World) -> None:
    async with database.unit_of_work() as uow:
        assert await say(uow, world.amina, 7, "one")
        assert not await say(uow, world.amina, 7, "the same again")
        assert await say(uow, world.samira, 7, "to another participant in the same turn")
        await uow.commit()
    assert await words_kept(database, world.amina) == ["one", "Waan daahay"]


async def test_words_and_files_are_sealed(database: Database, world: World) -> None:
    async with database.unit_of_work() as uow:
        one = make_talk(world.amina.team, world.amina.participant_id, world.amina.specialist_id, 9)
        one.kind, one.file, one.translation, one.translated_to = "voice", "file-id", "Jeg er forsinket", "nb"
        await uow.talk.add(one)
        await uow.commit()
    async with database.reading_connection() as connection:
        rows = (await connection.execute(text("SELECT words, file, translation FROM talk_messages"))).all()
    stored = b"".join(bytes(value) for row in rows for value in row if value is not None)
    for plain in (b"daahay", b"file-id", b"forsinket"):
        assert plain not in stored
    async with database.reading() as uow:
        newest = (await uow.talk.of_participant(world.amina.participant_id))[0]
    kept = (newest.words, newest.file, newest.translation, newest.translated_to)
    assert kept == ("Waan daahay", "file-id", "Jeg er forsinket", "nb")


async def test_pages_go_back_from_the_newest(database: Database, world: World) -> None:
    async with database.unit_of_work() as uow:
        for number in range(2, 7):
            await say(uow, world.amina, number, str(number))
        await uow.commit()
    async with database.reading() as uow:
        first = await uow.talk.of_participant(world.amina.participant_id, limit=3)
        second = await uow.talk.of_participant(world.amina.participant_id, first[-1].id, 3)
    assert [one.words for one in first] == ["6", "5", "4"]
    assert [one.words for one in second] == ["3", "2", "Waan daahay"]
    assert first[0].staff.id == world.amina.specialist_id


async def test_what_waits_is_counted_from_the_oldest_until_it_is_answered(database: Database, world: World) -> None:
    async with database.unit_of_work() as uow:
        await say(uow, world.amina, 2, "again")
        answer = make_talk(
            world.amina.team, world.amina.participant_id, world.amina.specialist_id, 3, from_participant=False
        )
        await uow.talk.add(answer)
        assert await uow.talk.unanswered(world.amina.team.programme_id) == [
            Unanswered(world.amina.participant_id, 2, NOW),
            Unanswered(world.samira.participant_id, 1, NOW),
        ]
        await uow.talk.mark_answered(world.amina.participant_id, NOW + DAY)
        waits = await uow.talk.unanswered(world.amina.team.programme_id)
        assert [one.participant_id for one in waits] == [world.samira.participant_id]
        last = await uow.talk.last_from(world.amina.participant_id)
    assert last is not None
    assert last.words == "again"


@pytest.mark.parametrize(("before", "kept"), [(NOW, 2), (NOW + DAY, 1), (NOW + DAY * 2, 0)])
async def test_what_is_older_goes_in_this_programme_alone(
    database: Database, world: World, before: object, kept: int
) -> None:
    async with database.unit_of_work() as uow:
        await say(uow, world.amina, 2, "newer")
        await uow.talk.forget_before(world.amina.team.programme_id, before)  # type: ignore[arg-type]
        await uow.commit()
    assert len(await words_kept(database, world.amina)) == kept
    assert len(await words_kept(database, world.hodan)) == 1


async def carry(uow: UnitOfWork, case: Case, key: str, subject: str | None = TALK) -> None:
    notice = NewDelivery(
        key=key,
        kind=DeliveryKind.NOTICE,
        due=NOW,
        message_key="said",
        person_id=case.specialist_id,
        participant_id=case.participant_id,
        content={"lines": []},
        subject=subject,
        subject_id=case.participant_id if subject else None,
    )
    await uow.deliveries.plan([notice], NOW)


async def carried(database: Database) -> set[str]:
    """The keys of the deliveries that still hold words."""
    async with database.reading() as uow:
        rows = await uow._session.scalars(select(Delivery).where(Delivery.content.is_not(None)))
        return {row.key for row in rows}


async def test_what_carried_the_words_is_emptied_with_them(database: Database, world: World) -> None:
    async with database.unit_of_work() as uow:
        for case, name in ((world.amina, "amina"), (world.samira, "samira"), (world.hodan, "hodan")):
            await carry(uow, case, name)
        await carry(uow, world.amina, "other", None)
        await uow._session.execute(update(Delivery).values(finished_at=NOW))
        await carry(uow, world.amina, "under way")
        assert await uow.talk.forget(world.amina.participant_id) == 1
        await uow.commit()
    assert await carried(database) == {"samira", "hodan", "other", "under way"}
    assert await words_kept(database, world.amina) == []
    assert await words_kept(database, world.samira) == ["Waan daahay"]
    async with database.unit_of_work() as uow:
        await uow.talk.forget_before(world.samira.team.programme_id, NOW + DAY)
        await uow.commit()
    assert await carried(database) == {"hodan", "other", "under way"}


async def test_answers_that_arrived_long_ago_are_emptied(database: Database, world: World) -> None:
    ended = {}
    async with database.unit_of_work() as uow:
        for number, finished in enumerate((NOW - DAY, NOW + DAY)):
            reply = NewDelivery(
                key=f"answer{number}",
                kind=DeliveryKind.REPLY,
                due=NOW,
                message_key="said",
                person_id=world.amina.specialist_id,
                content={"lines": []},
            )
            await uow.deliveries.reply(reply, NOW, "w", LEASE)
            ended[reply.key] = finished
        await carry(uow, world.amina, "notice")
        await uow.commit()
    async with AsyncSession(database.engine) as session:
        for key, finished in ended.items():
            await session.execute(update(Delivery).where(Delivery.key == key).values(finished_at=finished))
        await session.commit()
    async with database.unit_of_work() as uow:
        await uow.talk.forget_replies(NOW)
        await uow.commit()
    assert await carried(database) == {"answer1", "notice"}
    for sent, left in ((False, {"answer1", "notice"}), (True, {"answer1"})):
        async with AsyncSession(database.engine) as session:
            if sent:
                await session.execute(update(Delivery).where(Delivery.key == "notice").values(finished_at=NOW))
                await session.commit()
        async with database.unit_of_work() as uow:
            await uow.talk.forget_notices(NOW + DAY)
            await uow.commit()
        assert await carried(database) == left


async def test_whoever_reads_it_has_the_staff_member_at_hand(database: Database, world: World) -> None:
    async with database.reading() as uow:
        found: TalkMessage | None = await uow.talk.get(world.amina.talk_id)
    assert found is not None
    assert found.staff.name == "Ingrid"
