"""The reflective log: one message is enough, nobody else ever reads it, and it is about nobody but its author."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.attachments import AttachmentError, NewFile, make
from conversations.forgetting import FORGOTTEN, forget_shown
from conversations.house import EXPORTS
from conversations.incoming import Voice
from conversations.reflections.service import add
from locales.message import Attachment
from storage.models import (
    AuditEntry,
    Base,
    Delivery,
    DeliveryState,
    Dialogue,
    Participant,
    Person,
    Programme,
    Reflection,
    ReflectionReminder,
    Role,
)
from tests.conversations.home.scene import AMINA, ELSEWHERE, EVA, LARS, MARTA, YONAS, Scene

WORDS = "I talked too much and listened too little."


async def entries(scene: Scene) -> list[Reflection]:
    async with AsyncSession(scene.stage.database.engine) as session:
        return list(await session.scalars(select(Reflection).order_by(Reflection.id)))


async def write(scene: Scene, words: str = WORDS, chat: int = MARTA) -> Reflection:
    await scene.stage.write(chat, "/log")
    await scene.stage.write(chat, words)
    return (await entries(scene))[-1]


async def test_one_message_is_an_entry(scene: Scene) -> None:
    kept = await write(scene)
    assert (kept.author_id, kept.on, kept.situation) == (scene.people["Marta"], date(2026, 11, 20), WORDS)
    assert (kept.did, kept.result, kept.worked, kept.differently, kept.step) == (None,) * 5
    assert "It is kept." in scene.stage.last(MARTA).text
    assert WORDS in scene.stage.last(MARTA).text


async def test_what_is_typed_next_is_no_second_entry(scene: Scene) -> None:
    await write(scene)
    await scene.stage.write(MARTA, "Hello")
    assert len(await entries(scene)) == 1


async def test_it_is_found_in_the_settings_too(scene: Scene) -> None:
    await scene.stage.write(MARTA, "/settings")
    await scene.stage.press(MARTA, "My reflective log")
    assert "Only you can read it." in scene.stage.last(MARTA).text
    await scene.stage.write(EVA, "/settings")
    assert not any("reflective" in label for label in scene.stage.last(EVA).labels)


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("The situation", "situation"),
        ("What I did", "did"),
        ("The result", "result"),
        ("What worked", "worked"),
        ("Different next time", "differently"),
    ],
)
async def test_every_heading_is_a_button_and_may_be_left(scene: Scene, label: str, field: str) -> None:
    await write(scene)
    await scene.stage.press(MARTA, label)
    await scene.stage.write(MARTA, "First words")
    await scene.stage.press(MARTA, label)
    assert "First words" in scene.stage.last(MARTA).text
    await scene.stage.write(MARTA, "Better words")
    (kept,) = await entries(scene)
    assert getattr(kept, field) == "Better words"
    await scene.stage.press(MARTA, label)
    assert any("Take it away" in one for one in scene.stage.last(MARTA).labels) == (field != "situation")
    await scene.stage.forge(MARTA, f"rl:empty:{kept.id}:{field}")
    (kept,) = await entries(scene)
    assert getattr(kept, field) == ("Better words" if field == "situation" else None)


async def test_step_and_day_are_chosen_and_changed(scene: Scene) -> None:
    await write(scene)
    await scene.stage.press(MARTA, "Step")
    await scene.stage.press(MARTA, "Finding a job")
    assert "Step 3: \u2068Finding a job\u2069" in scene.stage.last(MARTA).text
    await scene.stage.press(MARTA, "Step")
    await scene.stage.press(MARTA, "No step")
    await scene.stage.press(MARTA, "Another day")
    await scene.stage.press(MARTA, "Wednesday 18")
    (kept,) = await entries(scene)
    assert (kept.step, kept.on) == (None, date(2026, 11, 18))


@pytest.mark.parametrize(
    "forged",
    ["rl:setstep:{id}:6", "rl:setstep:{id}:-1", "rl:setstep:{id}:x", "rl:on:{id}:0", "rl:on:{id}:99999999",
     "rl:on:{id}:{tomorrow}", "rl:part:{id}:author_id", "rl:empty:{id}:author_id", "rl:empty:{id}:on",
     "rl:read:x", "rl:keep", "rl:anew", "rl:at:3", "rl:list:x"],
)  # fmt: skip
async def test_a_forged_button_changes_nothing(scene: Scene, forged: str) -> None:
    kept = await write(scene)
    tomorrow = date(2026, 11, 21).toordinal()
    await scene.stage.forge(MARTA, forged.format(id=kept.id, tomorrow=tomorrow))
    (now,) = await entries(scene)
    assert (now.author_id, now.on, now.situation, now.step) == (kept.author_id, kept.on, kept.situation, None)
    assert scene.stage.toasts[MARTA][-1] == "This button is old. Here is what you can do now."


async def test_the_list_turns_its_pages_the_newest_first(scene: Scene) -> None:
    for number in range(8):
        await write(scene, f"Entry {number}")
    await scene.stage.write(MARTA, "/log")
    await scene.stage.press(MARTA, "8 entries")
    assert next(label for label in scene.stage.last(MARTA).labels if "Entry" in label).endswith("Entry 7\u2069")
    await scene.stage.press(MARTA, "More")
    assert sum("Entry" in label for label in scene.stage.last(MARTA).labels) == 2
    await scene.stage.press(MARTA, "Entry 0")
    assert "Entry 0" in scene.stage.last(MARTA).text


async def test_deleting_asks_once_and_is_for_good(scene: Scene) -> None:
    await write(scene)
    await scene.stage.press(MARTA, "Delete")
    assert len(await entries(scene)) == 1
    await scene.stage.press(MARTA, "Delete for good")
    assert await entries(scene) == []
    assert "The entry is deleted." in scene.stage.last(MARTA).text


async def test_a_name_leads_to_a_question(scene: Scene) -> None:
    await scene.stage.write(MARTA, "/log")
    await scene.stage.write(MARTA, "Aminas boss was hard to talk to")
    assert await entries(scene) == []
    assert "This names \u2068Amina\u2069." in scene.stage.last(MARTA).text
    await scene.stage.press(MARTA, "Write it without the name")
    await scene.stage.write(MARTA, "A boss was hard to talk to")
    assert [one.situation for one in await entries(scene)] == ["A boss was hard to talk to"]


async def test_kept_all_the_same_it_is_kept_once(scene: Scene) -> None:
    await scene.stage.write(MARTA, "/log")
    await scene.stage.write(MARTA, "Amina is also a word")
    await scene.stage.press(MARTA, "Keep")
    await scene.stage.forge(MARTA, "rl:keep")
    assert [one.situation for one in await entries(scene)] == ["Amina is also a word"]


async def test_under_a_heading_a_name_is_asked_about_too(scene: Scene) -> None:
    await write(scene)
    await scene.stage.press(MARTA, "What I did")
    await scene.stage.write(MARTA, "I called Amina")
    await scene.stage.press(MARTA, "Write it without the name")
    await scene.stage.write(MARTA, "I called Amina again")
    await scene.stage.press(MARTA, "Keep")
    (kept,) = await entries(scene)
    assert (kept.situation, kept.did) == (WORDS, "I called Amina again")


async def test_the_name_of_a_colleagues_participant_is_not_given_away(scene: Scene) -> None:
    await write(scene, "Yonas is a name like any other")
    assert len(await entries(scene)) == 1


@pytest.mark.parametrize("length", [1800, 1801])
async def test_what_is_too_long_is_not_kept(scene: Scene, length: int) -> None:
    await scene.stage.write(MARTA, "/log")
    await scene.stage.write(MARTA, "a" * length)
    assert len(await entries(scene)) == (length == 1800)


async def test_only_text_is_kept(scene: Scene) -> None:
    await scene.stage.write(MARTA, "/log")
    await scene.stage.send(MARTA, Voice("file", "unique", 3, 100, 1))
    assert "Only text is kept here." in scene.stage.last(MARTA).text
    await scene.stage.write(MARTA, WORDS)
    assert len(await entries(scene)) == 1


ACTIONS = ("read", "part:{id}:did", "empty:{id}:situation", "step", "setstep:{id}:2", "day", "on:{id}:{day}", "drop",
           "dropok", "list:1", "file", "open")  # fmt: skip


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("chat", [LARS, EVA, ELSEWHERE, AMINA, YONAS])
async def test_nobody_else_reads_or_changes_it(scene: Scene, action: str, chat: int) -> None:
    kept = await write(scene)
    name, _, rest = action.partition(":")
    more = rest.format(id=kept.id, day=kept.on.toordinal()) if rest else str(kept.id)
    await scene.stage.forge(chat, f"rl:{name}:{more}")
    await scene.stage.write(chat, "Something else")
    await scene.stage.write(chat, "/log")
    assert WORDS not in scene.stage.everything(chat)
    now = next(one for one in await entries(scene) if one.id == kept.id)
    assert (now.author_id, now.situation, now.did, now.step, now.on) == (kept.author_id, WORDS, None, None, kept.on)


async def exported(scene: Scene, name: str) -> str:
    async with scene.stage.database.reading() as store:
        attachment = Attachment("export", f"reflections:{scene.people[name]}")
        made = await make(store, attachment, "en", datetime(2026, 11, 20, 8, tzinfo=UTC))
    assert isinstance(made, NewFile)
    assert made.name == "refleksjonslogg.txt"
    return made.data.decode("utf-8-sig")


async def test_the_file_holds_the_whole_log_and_no_other(scene: Scene) -> None:
    kept = await write(scene)
    await scene.stage.press(MARTA, "What I did")
    await scene.stage.write(MARTA, "I waited.\nThen I asked.")
    await scene.stage.forge(MARTA, f"rl:setstep:{kept.id}:2")
    await write(scene, "Lars thinks", LARS)
    text = await exported(scene, "Marta")
    assert WORDS in text
    assert "I waited.\nThen I asked." in text
    assert "Lars thinks" not in text
    assert "20. november" in text
    await scene.stage.write(MARTA, "/log")
    await scene.stage.press(MARTA, "As a file")
    attachment = scene.stage.last(MARTA).rendered.attachment
    assert attachment == Attachment("export", f"reflections:{scene.people['Marta']}")


async def test_who_is_no_specialist_gets_no_file(scene: Scene) -> None:
    await write(scene)
    async with scene.stage.database.unit_of_work() as store:
        membership = await store.people.membership(scene.people["Marta"], scene.programme, Role.SPECIALIST)
        assert membership is not None
        membership.active = False
        await store.commit()
    assert "reflections" in EXPORTS
    for name in ("Marta", "Eva", "Amina"):
        with pytest.raises(AttachmentError):
            await exported(scene, name)
    await scene.stage.write(MARTA, "/log")
    assert WORDS not in scene.stage.last(MARTA).text


async def test_others_may_add_to_ones_log_and_the_trail_says_no_more_than_that(scene: Scene) -> None:
    async with scene.stage.database.unit_of_work() as store:
        author = scene.people["Marta"]
        made = await add(store, author, on=date(2026, 11, 19), situation=WORDS, now=scene.stage.clock.now())
        assert (made.author_id, made.on) == (author, date(2026, 11, 19))
        await store.commit()
    await scene.stage.forge(MARTA, f"rl:read:{made.id}")
    await scene.stage.forge(MARTA, f"rl:dropok:{made.id}")
    async with AsyncSession(scene.stage.database.engine) as session:
        rows = list(await session.scalars(select(AuditEntry)))
    assert [
        (row.action, row.actor_id, row.participant_id, row.subject, row.subject_id, row.detail) for row in rows
    ] == [("reflection.added", author, None, None, None, {})]


def test_there_is_no_way_from_an_entry_to_a_participant_a_programme_or_an_hour() -> None:
    assert {column.name for column in Reflection.__table__.columns} == {
        "id", "author_id", "on", "situation", "did", "result", "worked", "differently", "step",
    }  # fmt: skip
    for table in (Reflection.__table__, ReflectionReminder.__table__):
        assert {key.column.table.name for key in table.foreign_keys} == {Person.__tablename__}
    pointing = {
        table.name for table in Base.metadata.tables.values() for key in table.foreign_keys
        if key.column.table.name == Reflection.__tablename__
    }  # fmt: skip
    assert pointing == set()
    assert {Participant.__tablename__, Programme.__tablename__} & set(Base.metadata.tables)


async def test_what_was_deleted_is_nowhere_any_more(scene: Scene) -> None:
    await write(scene)
    await scene.stage.press(MARTA, "What I did")
    await scene.stage.write(MARTA, WORDS)
    await scene.stage.press(MARTA, "What I did")
    await scene.stage.write(MARTA, "Nothing")
    await scene.stage.write(MARTA, "/log")
    await scene.stage.press(MARTA, "1 entry")
    await scene.stage.press(MARTA, WORDS[:20])
    await scene.stage.press(MARTA, "Delete")
    await scene.stage.press(MARTA, "Delete for good")
    async with scene.stage.database.unit_of_work() as store:
        await forget_shown(store, scene.stage.clock.now())
        await store.commit()
    async with AsyncSession(scene.stage.database.engine) as session:
        said = list(await session.scalars(select(Delivery.content)))
        drafts = list(await session.scalars(select(Dialogue.draft)))
    assert len(said) > 8
    assert WORDS[:20] not in repr((said, drafts))


async def test_what_is_on_its_way_keeps_its_words(scene: Scene) -> None:
    await write(scene)
    async with AsyncSession(scene.stage.database.engine) as session:
        row = (await session.scalars(select(Delivery).where(Delivery.subject == FORGOTTEN))).one()
        row.state, number = DeliveryState.SENDING, row.id
        await session.commit()
    async with scene.stage.database.unit_of_work() as store:
        await forget_shown(store, scene.stage.clock.now())
        await store.commit()
    async with AsyncSession(scene.stage.database.engine) as session:
        assert WORDS in repr((await session.get(Delivery, number)).content)  # type: ignore[union-attr]
