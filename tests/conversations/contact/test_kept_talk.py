"""Talk is kept as it was said; the specialist looks back at it, nobody else does, and it is forgotten in time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.contact.keeping import REPLIES_KEPT, forget_old
from conversations.contact.words import talk_line
from conversations.incoming import Content, Document, Photo, PlaceShared, Text, Voice
from locales.render import write
from storage.models import AuditEntry, Delivery, DeliveryKind, Participant, ParticipantStatus, Programme, TalkMessage
from tests.conversations.home.scene import AMINA, ELSEWHERE, EVA, LARS, MARTA, YONAS, Scene

EVERYBODY_ELSE = (LARS, EVA, ELSEWHERE, YONAS)
FORMS: tuple[tuple[Content, str, str | None, str | None], ...] = (
    (Text("Hello", 1), "text", "Hello", None),
    (Voice("voice-file", "u", 4, 100, 1), "voice", None, "voice-file"),
    (Photo("photo-file", "u", "This door", 100, 1), "photo", "This door", "photo-file"),
    (Document("file", "u", "cv.pdf", "application/pdf", "", 10, 1), "document", None, "file"),
    (PlaceShared(59.9, 10.7, 1), "map", None, "59.900000,10.700000"),
)


async def kept(scene: Scene) -> list[TalkMessage]:
    """Oldest first."""
    async with scene.stage.database.reading() as store:
        return list(reversed(await store.talk.of_participant(scene.amina)))


async def reply(scene: Scene, content: Content) -> None:
    await scene.stage.forge(MARTA, f"cs:reply:{scene.amina}")
    await scene.stage.send(MARTA, content)
    await scene.stage.press(MARTA, "Send")


async def look(scene: Scene) -> str:
    await scene.stage.forge(MARTA, f"tt:list:{scene.amina}")
    return scene.stage.last(MARTA).text


async def audited(scene: Scene, action: str) -> int:
    async with AsyncSession(scene.stage.database.engine) as session:
        query = select(AuditEntry).where(AuditEntry.action == action, AuditEntry.participant_id == scene.amina)
        return len(list(await session.scalars(query)))


@pytest.mark.parametrize(("content", "kind", "words", "file"), FORMS, ids=[form[1] for form in FORMS])
async def test_both_ways_are_kept_in_every_form_with_the_writers_language(
    scene: Scene, content: Content, kind: str, words: str | None, file: str | None
) -> None:
    async with scene.stage.database.unit_of_work() as store:
        (await store.people.get(scene.people["Amina"])).language = "so"
        (await store.people.get(scene.people["Marta"])).language = "nb"
        await store.commit()
    await scene.stage.send(AMINA, content)
    await scene.stage.pass_time(minutes=5)
    await scene.stage.forge(MARTA, f"cs:reply:{scene.amina}")
    await scene.stage.send(MARTA, content)
    await scene.stage.press(MARTA, "Send")
    hers, answer = await kept(scene)
    for one in (hers, answer):
        assert (one.kind, one.words, one.file) == (kind, words, file)
        assert one.staff_id == scene.people["Marta"]
        assert one.translation is None
    assert (hers.from_participant, answer.from_participant) == (True, False)
    assert (hers.language, answer.language) == ("so", "nb")
    assert hers.answered_at == answer.said_at == scene.stage.clock.now()
    assert answer.answered_at is None


async def test_what_does_not_go_is_not_kept(scene: Scene) -> None:
    await scene.stage.forge(MARTA, f"cs:write:{scene.amina}")
    await scene.stage.write(MARTA, "Hi")
    await scene.stage.press(MARTA, "Cancel")
    await scene.stage.write(AMINA, "a" * 5000)
    assert await kept(scene) == []


async def test_the_specialist_looks_back_with_the_newest_last(scene: Scene) -> None:
    await scene.stage.write(AMINA, "Is the <shop> open?")
    await scene.stage.pass_time(hours=1)
    await reply(scene, Text("Yes, until six", 1))
    await scene.stage.press(MARTA, "Menu")
    await scene.stage.forge(MARTA, f"pp:card:{scene.amina}")
    await scene.stage.press(MARTA, "Talk so far")
    text = scene.stage.last(MARTA).text
    for line in (
        "Amina\u2069, Friday 20 November at 09:00",
        "Is the &lt;shop&gt; open?",
        "Marta\u2069, Friday 20 November at 10:00",
        "Yes, until six",
    ):
        assert line in text
    assert text.index("Is the") < text.index("Yes, until")
    assert await audited(scene, "talk.read") > 0


async def test_each_message_passed_on_leads_there(scene: Scene) -> None:
    await scene.stage.write(AMINA, "Hello")
    assert "🗨 Talk so far" in scene.stage.last(MARTA).labels
    await scene.stage.press(MARTA, "Talk so far")
    assert "Your talk with \u2068Amina\u2069" in scene.stage.last(MARTA).text
    assert "✏️ Reply" in scene.stage.last(MARTA).labels


async def test_without_talk_that_is_said(scene: Scene) -> None:
    assert "Nothing is kept here." in await look(scene)
    assert "Delete" not in scene.stage.everything(MARTA)


async def test_nothing_is_lost_from_page_to_page(scene: Scene) -> None:
    for number in range(20):
        await scene.stage.write(AMINA, f"message {number}.")
    text = await look(scene)
    assert [f"message {number}." in text for number in (11, 12, 19)] == [False, True, True]
    await scene.stage.press(MARTA, "Earlier")
    assert "message 4." in scene.stage.last(MARTA).text
    await scene.stage.press(MARTA, "Earlier")
    text = scene.stage.last(MARTA).text
    assert "message 0." in text
    assert "message 3." in text
    assert "⬅️ Earlier" not in scene.stage.last(MARTA).labels
    await scene.stage.press(MARTA, "Newest")
    assert "message 19." in scene.stage.last(MARTA).text


async def test_long_words_stand_whole_on_fewer_to_a_page(scene: Scene) -> None:
    for number in range(3):
        await scene.stage.write(AMINA, "å" * 1700 + f" end {number}")
    text = await look(scene)
    assert "end 2" in text
    assert "end 1" not in text
    await scene.stage.press(MARTA, "Earlier")
    assert "end 1" in scene.stage.last(MARTA).text


@pytest.mark.parametrize(("content", "kind", "_words", "file"), FORMS[1:], ids=[form[1] for form in FORMS[1:]])
async def test_what_can_be_heard_or_seen_opens_again(
    scene: Scene, content: Content, kind: str, _words: str | None, file: str
) -> None:
    await scene.stage.send(AMINA, content)
    await look(scene)
    await scene.stage.press(MARTA, "Open 1")
    attachment = scene.stage.last(MARTA).rendered.attachment
    assert attachment is not None
    assert (attachment.kind, attachment.data) == (kind, file)
    assert await audited(scene, "talk.opened") == 1


@pytest.mark.parametrize("chat", EVERYBODY_ELSE)
async def test_nobody_else_reads_it(scene: Scene, chat: int) -> None:
    await scene.stage.write(AMINA, "A secret")
    await scene.stage.send(AMINA, Voice("voice-file", "u", 4, 100, 1))
    voice = (await kept(scene))[-1].id
    for payload in (
        f"tt:list:{scene.amina}",
        f"tt:list:{scene.amina}:{voice + 1}",
        f"tt:open:{voice}",
        f"tt:forget:{scene.amina}",
        f"tt:forgetok:{scene.amina}",
        f"cs:quote:{voice}",
    ):
        await scene.stage.forge(chat, payload)
    assert scene.stage.toasts[chat]
    assert "A secret" not in scene.stage.everything(chat)
    assert "Amina" not in scene.stage.everything(chat)
    assert all(bubble.rendered.attachment is None for bubble in scene.stage.screens[chat])
    assert len(await kept(scene)) == 2


async def test_a_coordinator_who_is_a_specialist_too_reads_only_their_own(scene: Scene) -> None:
    async with scene.stage.database.unit_of_work() as store:
        await store.people.join_staff(scene.people["Eva"], scene.programme, "specialist", scene.stage.clock.now())  # type: ignore[arg-type]
        await store.commit()
    await scene.stage.write(AMINA, "A secret")
    (one,) = await kept(scene)
    for payload in (f"tt:list:{scene.amina}", f"tt:open:{one.id}"):
        await scene.stage.forge(EVA, payload)
    assert "A secret" not in scene.stage.everything(EVA)


@pytest.mark.parametrize("payload", ["tt:list", "tt:list:x", "tt:open:0", "tt:open:999", "tt:open", "tt:forgetok:-1"])
async def test_a_forged_button_is_answered_kindly(scene: Scene, payload: str) -> None:
    await scene.stage.forge(MARTA, payload)
    assert scene.stage.toasts[MARTA]


async def test_a_page_before_no_message_is_answered_kindly(scene: Scene) -> None:
    await scene.stage.forge(MARTA, f"tt:list:{scene.amina}:x")
    assert scene.stage.toasts[MARTA] == ["This button is old. Here is what you can do now."]


async def test_words_alone_are_nothing_to_open(scene: Scene) -> None:
    await scene.stage.write(AMINA, "Hello")
    (one,) = await kept(scene)
    await scene.stage.forge(MARTA, f"tt:open:{one.id}")
    assert scene.stage.toasts[MARTA] == ["This has changed. Here is how it is now."]


async def hand_to_lars(scene: Scene) -> None:
    async with scene.stage.database.unit_of_work() as store:
        await store._session.execute(
            update(Participant).where(Participant.id == scene.amina).values(specialist_id=scene.people["Lars"])
        )
        await store.commit()


async def test_who_helps_her_now_reads_it_and_who_did_before_does_not(scene: Scene) -> None:
    await scene.stage.write(AMINA, "A secret")
    await hand_to_lars(scene)
    await look(scene)
    assert "You have no participants yet." in scene.stage.last(MARTA).text
    await scene.stage.forge(LARS, f"tt:list:{scene.amina}")
    assert "A secret" in scene.stage.last(LARS).text


async def test_she_deletes_it_after_being_asked_once_more(scene: Scene) -> None:
    await scene.stage.write(AMINA, "A secret")
    await scene.stage.forge(AMINA, "ct:who")
    await scene.stage.press(AMINA, "Delete our messages")
    assert "Do you want to delete your talk with \u2068Marta\u2069?" in scene.stage.last(AMINA).text
    assert len(await kept(scene)) == 1
    await scene.stage.press(AMINA, "Yes, delete")
    assert "It is deleted." in scene.stage.last(AMINA).text
    assert await kept(scene) == []
    assert "Nothing is kept here." in await look(scene)
    assert [task.kind for task in await scene.tasks("Marta")] == ["talk"], "who waits still gets an answer"
    assert await audited(scene, "talk.forgotten") == 1
    await scene.stage.forge(AMINA, "ct:forgetok")
    assert "It is deleted." in scene.stage.last(AMINA).text


async def test_she_deletes_only_her_own(scene: Scene) -> None:
    await scene.stage.write(YONAS, "His own")
    await scene.stage.forge(AMINA, "ct:forgetok")
    async with scene.stage.database.reading() as store:
        assert len(await store.talk.of_participant(scene.yonas)) == 1


async def test_after_she_stopped_the_specialist_deletes_it_for_her(scene: Scene) -> None:
    await scene.stage.write(AMINA, "A secret")
    async with scene.stage.database.unit_of_work() as store:
        participant = await store.participants.get(scene.amina)
        assert participant is not None
        participant.status = ParticipantStatus.WITHDRAWN
        await store.commit()
    await scene.stage.forge(MARTA, f"pp:card:{scene.amina}")
    await scene.stage.press(MARTA, "Talk so far")
    await scene.stage.press(MARTA, "Delete for")
    assert len(await kept(scene)) == 1
    await scene.stage.press(MARTA, "Yes, delete")
    assert await kept(scene) == []


async def test_an_answer_begun_before_it_was_deleted_quotes_nothing(scene: Scene) -> None:
    await scene.stage.write(AMINA, "A secret")
    await scene.stage.forge(MARTA, f"cs:reply:{scene.amina}")
    await scene.stage.write(MARTA, "Hi")
    await scene.stage.press(MARTA, "Quote what")
    await scene.stage.forge(AMINA, "ct:forgetok")
    await scene.stage.press(MARTA, "Send")
    assert "A secret" not in scene.stage.last(AMINA).text


async def forget(scene: Scene) -> None:
    async with scene.stage.database.unit_of_work() as store:
        await forget_old(store, scene.stage.clock.now())
        await store.commit()


@pytest.mark.parametrize("status", [ParticipantStatus.ACTIVE, ParticipantStatus.WITHDRAWN])
@pytest.mark.parametrize(("setting", "days"), [({}, 365), ({"talk_kept_days": 90}, 90)])
async def test_what_is_older_than_the_programme_keeps_is_forgotten(
    scene: Scene, setting: dict[str, int], days: int, status: ParticipantStatus
) -> None:
    await scene.stage.write(AMINA, "Hello")
    async with scene.stage.database.unit_of_work() as store:
        await store._session.execute(update(Programme).values(settings=setting))
        await store._session.execute(update(Participant).values(status=status))
        await store.commit()
    scene.stage.clock.advance(timedelta(days=days))
    await forget(scene)
    assert len(await kept(scene)) == 1
    scene.stage.clock.advance(timedelta(days=1))
    await forget(scene)
    await forget(scene)
    assert await kept(scene) == []


async def contents(scene: Scene, kind: DeliveryKind) -> list[object]:
    async with AsyncSession(scene.stage.database.engine) as session:
        return [
            row.content for row in await session.scalars(select(Delivery).where(Delivery.kind == kind)) if row.content
        ]


async def test_the_copies_in_what_was_sent_go_too(scene: Scene) -> None:
    await scene.stage.write(AMINA, "Hello")
    await look(scene)
    async with scene.stage.database.unit_of_work() as store:
        await store._session.execute(update(Delivery).values(finished_at=scene.stage.clock.now()))
        await store.commit()
    scene.stage.clock.advance(REPLIES_KEPT + timedelta(days=1))
    await forget(scene)
    assert await contents(scene, DeliveryKind.REPLY) == []
    assert len(await contents(scene, DeliveryKind.NOTICE)) == 1
    await scene.stage.forge(AMINA, "ct:forgetok")
    assert await contents(scene, DeliveryKind.NOTICE) == []


@pytest.mark.parametrize(
    ("kind", "words", "expected"),
    [
        ("text", "Hello", "The participant: \u2068Hello\u2069"),
        ("text", "x" * 300, f"The participant: \u2068{'x' * 199}…\u2069"),
        ("voice", None, "The participant: \u2068A voice message\u2069"),
        ("photo", "This door", "The participant: \u2068This door\u2069"),
        ("document", None, "The participant: \u2068A file\u2069"),
        ("map", None, "The participant: \u2068A place on the map\u2069"),
    ],
)
def test_a_timeline_has_one_line_a_message(kind: str, words: str | None, expected: str) -> None:
    icon, text = talk_line(TalkMessage(kind=kind, words=words, from_participant=True))
    assert icon
    assert write(text, "en") == expected


def test_the_line_says_who_spoke() -> None:
    _, text = talk_line(TalkMessage(kind="text", words="Hi", from_participant=False))
    assert write(text, "en") == "To the participant: \u2068Hi\u2069"
