"""A machine's translation follows the original, says what it is, and is never the only thing there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.contact.translating import PATIENCE, TRANSLATE
from conversations.errands.model import Failure, GaveUp, Result, Translate, Translated
from conversations.house import ERRANDS, build_router
from storage.models import Errand
from tests.conversations.home.scene import AMINA, LARS, MARTA, YONAS, Scene
from tests.conversations.stage import CONTEXT


@pytest.fixture
async def scene(scene: Scene) -> Scene:
    """Amina reads Somali, and a translation server is set."""
    async with scene.stage.database.unit_of_work() as store:
        (await store.people.get(scene.people["Amina"])).language = "so"
        await store.commit()
    scene.stage.router = build_router(replace(CONTEXT, translates=True))
    return scene


async def errands(scene: Scene) -> Sequence[Errand]:
    async with AsyncSession(scene.stage.database.engine) as session:
        return (await session.scalars(select(Errand).where(Errand.kind == TRANSLATE))).all()


async def translate(scene: Scene, result: Result) -> Translate:
    (errand,) = await errands(scene)
    kind = ERRANDS[TRANSLATE]
    async with scene.stage.database.unit_of_work() as store:
        request = await kind.prepare(store, errand.ref_id)
        await kind.conclude(store, errand.ref_id, result, scene.stage.clock.now())
        await store.commit()
    await scene.stage.deliver()
    assert isinstance(request, Translate)
    return request


async def reply(scene: Scene, words: str) -> None:
    await scene.stage.forge(MARTA, f"cs:write:{scene.amina}")
    await scene.stage.write(MARTA, words)
    await scene.stage.press(MARTA, "Send")


async def test_what_she_writes_comes_at_once_and_is_translated_after(scene: Scene) -> None:
    stage = scene.stage
    await stage.write(AMINA, "Waan daahay maanta")
    assert "Waan daahay maanta" in stage.last(MARTA).text
    request = await translate(scene, Translated("I am late today"))
    assert (request.words, request.source, request.target) == ("Waan daahay maanta", "so", "en")
    shown = stage.last(MARTA)
    assert "I am late today" in shown.text
    assert "A machine has translated this. It can be wrong." in shown.text
    await stage.press(MARTA, "Talk so far")
    assert "Waan daahay maanta" in stage.last(MARTA).text, "the original is one tap away"


async def test_what_the_specialist_writes_is_translated_with_the_original_one_tap_away(scene: Scene) -> None:
    stage = scene.stage
    await reply(scene, "See you on Thursday")
    request = await translate(scene, Translated("Waxaan ku arki doonaa Khamiista"))
    assert (request.source, request.target) == ("en", "so")
    shown = stage.last(AMINA)
    assert "Khamiista" in shown.text
    (original,) = [b for row in shown.rendered.rows for b in row if b.payload.startswith("tr:original")]
    await stage.press(AMINA, original.label)
    assert "See you on Thursday" in stage.last(AMINA).text
    assert "Khamiista" not in stage.last(AMINA).text
    await stage.forge(AMINA, original.payload.replace("original", "machine"))
    assert "Khamiista" in stage.last(AMINA).text


@pytest.mark.parametrize("failure", [Failure.AWAY, Failure.SLOW, Failure.WRONG_ANSWER, Failure.NO_LANGUAGE])
async def test_what_cannot_be_translated_is_left_as_it_is(scene: Scene, failure: Failure) -> None:
    stage = scene.stage
    await stage.write(AMINA, "Waan daahay maanta")
    before = stage.everything(MARTA)
    await translate(scene, GaveUp(failure))
    assert stage.everything(MARTA) == before


def test_a_late_translation_is_of_no_use() -> None:
    assert ERRANDS[TRANSLATE].patience == PATIENCE


async def test_nothing_is_asked_where_both_read_one_language_or_no_server_is_set(scene: Scene) -> None:
    stage = scene.stage
    await stage.write(YONAS, "I am late today")
    assert await errands(scene) == []
    stage.router = build_router(CONTEXT)
    await stage.write(AMINA, "Waan daahay maanta")
    assert await errands(scene) == []


async def test_what_was_deleted_meanwhile_is_not_translated(scene: Scene) -> None:
    stage = scene.stage
    await stage.write(AMINA, "Waan daahay maanta")
    (errand,) = await errands(scene)
    await stage.forge(AMINA, "ct:forgetok")
    async with stage.database.unit_of_work() as store:
        assert await ERRANDS[TRANSLATE].prepare(store, errand.ref_id) is None
        await ERRANDS[TRANSLATE].conclude(store, errand.ref_id, Translated("late"), stage.clock.now())
        await store.commit()
    await stage.deliver()
    assert "late" not in stage.last(MARTA).text


async def test_nobody_else_sees_the_original(scene: Scene) -> None:
    stage = scene.stage
    await reply(scene, "See you on Thursday")
    await translate(scene, Translated("Khamiista"))
    (errand,) = await errands(scene)
    for chat in (YONAS, LARS):
        for action in ("original", "machine"):
            await stage.forge(chat, f"tr:{action}:{errand.ref_id}")
            assert "Thursday" not in stage.last(chat).text
            assert "Khamiista" not in stage.last(chat).text
