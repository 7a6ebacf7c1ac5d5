from __future__ import annotations

import pytest

from conversations.incoming import Unsupported
from storage.models import Role
from tests.conversations.home.scene import AMINA, EVA, MARTA, Scene


async def _phone(scene: Scene) -> str | None:
    async with scene.stage.database.unit_of_work() as store:
        membership = await store.people.membership(scene.people["Marta"], scene.programme, Role.SPECIALIST)
        assert membership is not None
        return membership.work_phone


async def test_staff_choose_norwegian_or_english(scene: Scene) -> None:
    await scene.stage.write(MARTA, "/settings")
    turn = await scene.stage.press(MARTA, "Norsk")
    assert (await scene.person("Marta")).language == "nb"
    assert turn is not None
    assert turn.commands_changed


async def test_staff_do_not_choose_another_language(scene: Scene) -> None:
    await scene.stage.forge(MARTA, "sf:lang:ar")
    assert (await scene.person("Marta")).language == "en"


async def test_a_work_phone_is_asked_for_with_who_will_see_it(scene: Scene) -> None:
    await scene.stage.write(MARTA, "/settings")
    await scene.stage.press(MARTA, "Work phone")
    assert "Your participants see it" in scene.stage.last(MARTA).text
    await scene.stage.write(MARTA, "400 00 000")
    assert await _phone(scene) == "+47 40 00 00 00"
    await scene.stage.forge(AMINA, "ct:who")
    assert "+47 40 00 00 00" in scene.stage.last(AMINA).text


@pytest.mark.parametrize("typed", ["hello", "12", "<b>1</b>", "📞"])
async def test_what_is_no_number_is_asked_for_again(scene: Scene, typed: str) -> None:
    await scene.stage.forge(MARTA, "sf:phone")
    await scene.stage.write(MARTA, typed)
    assert "not a phone number I can read" in scene.stage.last(MARTA).text
    await scene.stage.write(MARTA, "40000000")
    assert await _phone(scene) == "+47 40 00 00 00"


async def test_a_sticker_is_no_number(scene: Scene) -> None:
    await scene.stage.forge(MARTA, "sf:phone")
    await scene.stage.send(MARTA, Unsupported("sticker", 1))
    assert "not a phone number I can read" in scene.stage.last(MARTA).text


async def test_the_number_can_be_removed(scene: Scene) -> None:
    await scene.stage.forge(MARTA, "sf:phone")
    await scene.stage.write(MARTA, "40000000")
    await scene.stage.press(MARTA, "Remove the work phone")
    assert await _phone(scene) is None
    assert "You have given no work phone." in scene.stage.last(MARTA).text


async def test_going_back_leaves_the_question(scene: Scene) -> None:
    await scene.stage.forge(EVA, "sf:phone")
    turn = await scene.stage.press(EVA, "Settings")
    assert turn is not None
    assert turn.dialogue is None


async def test_participants_have_no_staff_settings(scene: Scene) -> None:
    await scene.stage.forge(AMINA, "sf:phone")
    await scene.stage.write(AMINA, "40000000")
    assert "40000000" in scene.stage.last(MARTA).text
