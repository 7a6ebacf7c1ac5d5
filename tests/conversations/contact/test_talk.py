from __future__ import annotations

from datetime import UTC, datetime

import pytest

from conversations.incoming import Contact, Content, Document, Photo, PlaceShared, Text, Unsupported, Voice
from storage.models import ParticipantStatus, Role
from tests.conversations.home.scene import AMINA, ELSEWHERE, EVA, LARS, MARTA, YONAS, Scene

EVERYBODY_ELSE = (LARS, EVA, ELSEWHERE, YONAS)


async def test_what_she_writes_reaches_her_specialist_and_nobody_else(scene: Scene) -> None:
    await scene.stage.write(AMINA, "I found a <b>shop</b> & café")
    text = scene.stage.last(MARTA).text
    assert "Amina" in text
    assert "I found a &lt;b&gt;shop&lt;/b&gt; &amp; café" in text
    assert scene.stage.last(MARTA).labels[0] == "✏️ Reply"
    assert all(chat not in scene.stage.screens for chat in EVERYBODY_ELSE)


async def test_she_sees_who_gets_it_and_until_when_they_are_at_work(scene: Scene) -> None:
    await scene.stage.write(AMINA, "Hello")
    text = scene.stage.last(AMINA).text
    assert "Marta\u2069 gets your message." in text
    assert "is at work today until 16:00." in text


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2026, 11, 20, 17, 30, tzinfo=UTC), "is at work again on Monday 23 November."),  # Friday evening
        (datetime(2026, 11, 22, 23, 30, tzinfo=UTC), "is at work today from 08:00."),  # Monday, half past midnight
        (datetime(2026, 11, 23, 14, 59, tzinfo=UTC), "is at work today until 16:00."),
        (datetime(2026, 11, 23, 15, 0, tzinfo=UTC), "is at work again on Tuesday 24 November."),
        (datetime(2026, 4, 1, 14, 30, tzinfo=UTC), "is at work again on Tuesday 7 April."),  # before Easter
    ],
)
async def test_outside_working_hours_the_next_working_day_is_named(
    scene: Scene,
    moment: datetime,
    expected: str,
) -> None:
    scene.stage.clock.set(moment)
    await scene.stage.write(AMINA, "Hello")
    assert expected in scene.stage.last(AMINA).text


async def test_a_voice_message_goes_on_as_it_is(scene: Scene) -> None:
    await scene.stage.send(AMINA, Voice("voice-file", "u", 4, 100, 1))
    bubble = scene.stage.last(MARTA)
    assert bubble.rendered.attachment is not None
    assert (bubble.rendered.attachment.kind, bubble.rendered.attachment.data) == ("voice", "voice-file")
    assert "Amina\u2069 speaks to you." in bubble.text


async def test_a_picture_brings_its_words_along(scene: Scene) -> None:
    await scene.stage.send(AMINA, Photo("photo-file", "u", "What is this?", 100, 1))
    bubble = scene.stage.last(MARTA)
    assert bubble.rendered.attachment is not None
    assert bubble.rendered.attachment.kind == "photo"
    assert "What is this?" in bubble.text


async def test_words_too_long_for_a_caption_come_in_a_bubble_of_their_own(scene: Scene) -> None:
    await scene.stage.send(AMINA, Photo("photo-file", "u", "word " * 190, 100, 1))
    picture, words = scene.stage.screens[MARTA]
    assert picture.rendered.attachment is not None
    assert words.rendered.attachment is None
    assert words.text.count("word") == 190


async def test_files_and_places_go_on_too(scene: Scene) -> None:
    await scene.stage.send(AMINA, Document("file", "u", "cv.pdf", "application/pdf", "", 10, 1))
    await scene.stage.send(AMINA, PlaceShared(59.9, 10.7, 2))
    kinds = [bubble.rendered.attachment.kind for bubble in scene.stage.screens[MARTA] if bubble.rendered.attachment]
    assert kinds == ["document", "map"]


async def test_a_text_of_5000_letters_is_not_cut_but_asked_for_in_parts(scene: Scene) -> None:
    await scene.stage.write(AMINA, "a" * 5000)
    assert "too long" in scene.stage.last(AMINA).text
    assert MARTA not in scene.stage.screens
    assert await scene.tasks("Marta") == []


async def test_the_longest_text_that_is_taken_arrives_whole(scene: Scene) -> None:
    words = " ".join(["så"] * 590) + " end"
    await scene.stage.write(AMINA, words)
    assert scene.stage.last(MARTA).text.count("så") == 590
    assert "end" in scene.stage.last(MARTA).text


@pytest.mark.parametrize("content", [Unsupported("sticker", 1), Contact("+4740000000", "X", 1)])
async def test_what_cannot_be_read_is_answered_kindly(scene: Scene, content: Unsupported | Contact) -> None:
    await scene.stage.send(AMINA, content)
    assert "You can write, speak, or send a picture." in scene.stage.last(AMINA).text
    assert MARTA not in scene.stage.screens
    assert await scene.tasks("Marta") == []


async def test_a_shared_contact_is_not_passed_on(scene: Scene) -> None:
    await scene.stage.forge(AMINA, "ct:talk")
    await scene.stage.send(AMINA, Contact("+4740000000", "Fatima", 1))
    assert "I do not pass on phone numbers." in scene.stage.last(AMINA).text
    await scene.stage.forge(MARTA, f"cs:write:{scene.amina}")
    await scene.stage.send(MARTA, Contact("+4740000000", "Fatima", 1))
    assert "I cannot pass this on." in scene.stage.last(MARTA).text
    for chat in (AMINA, MARTA):
        assert "4740000000" not in scene.stage.everything(chat)
        assert "Fatima" not in scene.stage.everything(chat)
        assert all(bubble.rendered.attachment is None for bubble in scene.stage.screens[chat])


@pytest.mark.parametrize(
    "content",
    [
        Text("Hello", 1),
        Voice("voice-file", "u", 4, 100, 1),
        Photo("photo-file", "u", "", 100, 1),
        Document("file", "u", "cv.pdf", "application/pdf", "", 10, 1),
        PlaceShared(59.9, 10.7, 1),
        Contact("+4740000000", "X", 1),
        Unsupported("sticker", 1),
    ],
    ids=lambda content: type(content).__name__,
)
async def test_whatever_comes_in_the_evening_she_is_told_when_somebody_is_at_work(
    scene: Scene, content: Content
) -> None:
    scene.stage.clock.set(datetime(2026, 11, 20, 17, 30, tzinfo=UTC))  # Friday evening
    await scene.stage.send(AMINA, content)
    assert "is at work again on Monday 23 November." in scene.stage.last(AMINA).text


async def test_where_the_specialist_has_left_a_coordinator_learns_of_it_and_not_what_was_said(scene: Scene) -> None:
    async with scene.stage.database.unit_of_work() as store:
        membership = await store.people.membership(scene.people["Marta"], scene.programme, Role.SPECIALIST)
        assert membership is not None
        membership.active = False
        await store.commit()
    await scene.stage.write(AMINA, "A secret")
    assert "Amina\u2069 has written and has no specialist now." in scene.stage.last(EVA).text
    assert "A secret" not in scene.stage.everything(EVA)
    assert MARTA not in scene.stage.screens
    assert [task.kind for task in await scene.tasks("Eva")] == ["talk"]
    async with scene.stage.database.unit_of_work() as store:
        (kept,) = await store.talk.of_participant(scene.amina)
    assert kept.words == "A secret", "it waits for the next specialist"


async def test_invisible_words_are_no_message(scene: Scene) -> None:
    await scene.stage.write(AMINA, "\u200b\u2067")
    assert MARTA not in scene.stage.screens


async def test_talking_counts_as_contact_and_leaves_one_task(scene: Scene) -> None:
    await scene.stage.write(AMINA, "Hello")
    await scene.stage.write(AMINA, "Are you there?")
    assert (await scene.participant(scene.amina)).last_contact_at == scene.stage.clock.now()
    (task,) = await scene.tasks("Marta")
    assert task.kind == "talk"
    assert task.due_at == datetime(2026, 11, 20, 15, 0, tzinfo=UTC)


async def test_in_a_pause_she_still_reaches_her_specialist_and_is_told_of_the_pause(scene: Scene) -> None:
    await _set_status(scene, ParticipantStatus.PAUSED)
    await scene.stage.write(AMINA, "Hello")
    assert "Hello" in scene.stage.last(MARTA).text
    assert "You have a pause." in scene.stage.last(AMINA).text
    assert "▶️ Go on again" in scene.stage.last(AMINA).labels


async def test_who_helps_me_names_person_phone_and_who_it_is_not(scene: Scene) -> None:
    async with scene.stage.database.unit_of_work() as store:
        membership = await store.people.membership(scene.people["Marta"], scene.programme, Role.SPECIALIST)
        assert membership is not None
        membership.work_phone = "+47 40 00 00 00"
        await store.commit()
    await scene.stage.write(AMINA, "/menu")
    await scene.stage.press(AMINA, "Who helps me?")
    text = scene.stage.last(AMINA).text
    assert "+47 40 00 00 00" in text
    assert "Marta\u2069 does not decide about money." in text
    assert "💬 Talk to \u2068Marta\u2069" in scene.stage.last(AMINA).labels


async def test_without_a_work_phone_the_card_shows_none(scene: Scene) -> None:
    await scene.stage.forge(AMINA, "ct:who")
    assert "Phone" not in scene.stage.last(AMINA).text


async def test_talk_asks_and_what_follows_is_passed_on(scene: Scene) -> None:
    await scene.stage.write(AMINA, "/menu")
    await scene.stage.press(AMINA, "Talk to")
    assert "Write, speak, or send a picture now." in scene.stage.last(AMINA).text
    await scene.stage.write(AMINA, "Hello")
    assert "Hello" in scene.stage.last(MARTA).text


async def _set_status(scene: Scene, status: ParticipantStatus) -> None:
    async with scene.stage.database.unit_of_work() as store:
        participant = await store.participants.get(scene.amina)
        assert participant is not None
        participant.status = status
        await store.commit()
