"""About me: asked once, in her own words, with a kind question before what nobody here needs to know."""

from __future__ import annotations

import pytest

from bot.attachments import NewFile, make
from conversations.incoming import Photo, Voice
from conversations.profile.topics import TOPICS
from storage.models import OwnWords
from tests.conversations.home.scene import AMINA, EVA, LARS, MARTA, Scene


async def known(scene: Scene) -> dict[str, OwnWords]:
    async with scene.stage.database.reading() as store:
        return await store.own_words.of_participant(scene.amina)


async def open_profile(scene: Scene) -> None:
    await scene.stage.write(AMINA, "/lists")
    await scene.stage.press(AMINA, "More for me")
    await scene.stage.press(AMINA, "About me")


async def test_one_question_leads_to_the_next(scene: Scene) -> None:
    stage = scene.stage
    await open_profile(scene)
    for topic in TOPICS.values():
        await stage.press(AMINA, topic.name.msgid)
        assert topic.question.msgid in stage.last(AMINA).text
        await stage.write(AMINA, f"svar {topic.code}")
    assert set(await known(scene)) == set(TOPICS)
    assert all(f"svar {code}" in stage.last(AMINA).text for code in TOPICS)
    assert "\u2068Marta\u2069 can see it, in your own words." in stage.last(AMINA).text


async def test_an_answer_is_heard_changed_and_taken_away(scene: Scene) -> None:
    stage = scene.stage
    await stage.forge(AMINA, "pf:ask:like")
    await stage.send(AMINA, Voice("my-voice", "u", 5, 10, 70))
    await stage.press(AMINA, "All questions")
    await stage.press(AMINA, "What I like")
    await stage.press(AMINA, "Listen")
    attachment = stage.last(AMINA).rendered.attachment
    assert attachment is not None
    assert attachment.data == "my-voice"
    await stage.forge(AMINA, "pf:ask:like")
    await stage.write(AMINA, "Å bake")
    assert (await known(scene))["like"].words == "Å bake"
    assert (await known(scene))["like"].voice is None
    await stage.forge(AMINA, "pf:drop:like")
    assert await known(scene) == {}


async def test_what_looks_like_health_is_asked_about_before_it_is_kept(scene: Scene) -> None:
    stage = scene.stage
    await stage.forge(AMINA, "pf:ask:need")
    await stage.write(AMINA, "Jeg har en sykdom")
    assert "This may be about health, faith or family." in stage.last(AMINA).text
    assert await known(scene) == {}
    await stage.press(AMINA, "Write it anew")
    await stage.write(AMINA, "Rolige vakter")
    assert (await known(scene))["need"].words == "Rolige vakter"
    await stage.forge(AMINA, "pf:ask:need")
    await stage.write(AMINA, "Jeg har en sykdom")
    await stage.press(AMINA, "Keep it")
    assert (await known(scene))["need"].words == "Jeg har en sykdom"


async def test_words_instead_of_a_press_are_the_new_answer(scene: Scene) -> None:
    stage = scene.stage
    await stage.forge(AMINA, "pf:ask:need")
    await stage.write(AMINA, "I am a muslim")
    await stage.write(AMINA, "A quiet place")
    assert (await known(scene))["need"].words == "A quiet place"


async def test_her_goal_is_asked_about_in_the_same_way(scene: Scene) -> None:
    stage = scene.stage
    await stage.forge(AMINA, "cl:saygoal")
    await stage.write(AMINA, "Jeg er gravid")
    assert "This may be about health, faith or family." in stage.last(AMINA).text
    await stage.press(AMINA, "Keep it")
    assert "My goal: \u2068Jeg er gravid\u2069" in stage.last(AMINA).text


@pytest.mark.parametrize(
    ("content", "answer"),
    [(Photo("p", "u", "", 10, 78), "Please write it or say it."), ("x" * 700, "This is a long text.")],
    ids=["a picture", "too long"],
)
async def test_what_cannot_be_an_answer_is_answered_kindly(scene: Scene, content: object, answer: str) -> None:
    stage = scene.stage
    await stage.forge(AMINA, "pf:ask:need")
    await (stage.write(AMINA, content) if isinstance(content, str) else stage.send(AMINA, content))  # type: ignore[arg-type]
    assert answer in stage.last(AMINA).text
    await stage.write(AMINA, "Ro")
    assert (await known(scene))["need"].words == "Ro"


@pytest.mark.parametrize("payload", ["pf:ask:income", "pf:keep", "pf:anew", "pf:hear:like", "pf:drop:goal", "cl:keep"])
async def test_a_forged_button_changes_nothing(scene: Scene, payload: str) -> None:
    await scene.stage.forge(AMINA, "cl:saygoal")
    await scene.stage.write(AMINA, "Baker")
    await scene.stage.forge(AMINA, payload)
    assert set(await known(scene)) == {"goal"}
    assert scene.stage.toasts[AMINA][-1] == "This button is old. Here is what you can do now."


async def test_her_specialist_reads_it_and_takes_it_along(scene: Scene) -> None:
    stage = scene.stage
    await stage.forge(AMINA, "pf:ask:before")
    await stage.write(AMINA, "كنت معلمة")
    await stage.forge(AMINA, "pf:ask:like")
    await stage.send(AMINA, Voice("my-voice", "u", 5, 10, 71))
    await stage.forge(MARTA, f"ck:lists:{scene.amina}")
    await stage.press(MARTA, "About \u2068Amina\u2069")
    assert "What I did before: \u2068كنت معلمة\u2069" in stage.last(MARTA).text
    await stage.press(MARTA, "Listen: What I like")
    heard = stage.last(MARTA).rendered.attachment
    assert heard is not None
    assert heard.data == "my-voice"
    await stage.press(MARTA, "Back")
    await stage.press(MARTA, "As a file")
    attachment = stage.last(MARTA).rendered.attachment
    assert attachment is not None
    async with stage.database.reading() as store:
        made = await make(store, attachment, "so", stage.clock.now())
    assert isinstance(made, NewFile)
    text = made.data.decode("utf-8-sig")
    assert made.name == "profil.txt"
    assert "Om Amina" in text
    assert "Det jeg har gjort før\nكنت معلمة" in text
    assert "\u2068" not in text


@pytest.mark.parametrize("chat", [LARS, EVA])
async def test_nobody_else_reads_it(scene: Scene, chat: int) -> None:
    await scene.stage.forge(AMINA, "pf:ask:before")
    await scene.stage.write(AMINA, "Hemmelig")
    for payload in (f"ck:about:{scene.amina}", f"ck:profile:{scene.amina}", f"ck:hearsaid:{scene.amina}:before"):
        await scene.stage.forge(chat, payload)
        assert "Hemmelig" not in scene.stage.everything(chat)
        assert scene.stage.last(chat).rendered.attachment is None
