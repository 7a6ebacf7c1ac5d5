"""The employer's name, house rules and whom to call stand in the pack where the specialist wrote nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.packs.employer_choice import PAGE
from storage.models import Employer, Pack
from tests.conversations.employers.firms import add_employer, was_there
from tests.conversations.home.scene import AMINA, EVA, LARS, MARTA, YONAS, Scene
from tests.conversations.packs.test_packs import DAY_BEFORE, EVENING_BEFORE, appointment, at, packs_on


async def _kept(scene: Scene) -> list[int | None]:
    async with AsyncSession(scene.stage.database.engine) as session:
        return list(await session.scalars(select(Pack.employer_id)))


async def _firm(scene: Scene, name: str = "Bakeriet på Torget") -> int:
    return await add_employer(
        scene,
        name,
        contact="Hemmelig Kontakt",
        phone="555 01 234",
        trade="kitchen",
        rules="Forkle på\nRinger av",
        ill="Ring Ida før sju",
    )


async def _choose(scene: Scene, occurrence: int, label: str) -> None:
    await scene.stage.forge(MARTA, f"pa:open:{occurrence}")
    await scene.stage.press(MARTA, "Choose the employer")
    await scene.stage.press(MARTA, label)


async def test_the_first_day_pack_holds_the_house_rules(scene: Scene) -> None:
    await _firm(scene)
    occurrence = await appointment(scene, "work")
    await _choose(scene, occurrence, "Bakeriet på Torget")
    stage = scene.stage
    assert "What you leave empty comes from the employer." in stage.last(MARTA).text
    assert "Ring Ida før sju" in stage.last(MARTA).text
    await at(scene, EVENING_BEFORE)
    (text,) = packs_on(scene, AMINA)
    assert "The firm: \u2068Bakeriet på Torget\u2069" in text
    for label, words in (
        ("At work", "\u2068Ringer av\u2069"),
        ("If I am ill or late", "\u2068Ring Ida før sju\u2069"),
        ("Words to know", "\u2068oppvask\u2069: washing up"),
    ):
        await stage.press(AMINA, label)
        assert words in stage.last(AMINA).text
        await stage.press(AMINA, "Back")
    assert "Hemmelig" not in stage.everything(AMINA)
    assert "555 01 234" not in stage.everything(AMINA)


async def test_what_the_specialist_wrote_stands_before_the_employers(scene: Scene) -> None:
    await _firm(scene)
    occurrence = await appointment(scene, "work")
    await _choose(scene, occurrence, "Bakeriet på Torget")
    stage = scene.stage
    for label, words in (("House rules", "Sko av"), ("The firm", "Kaféen")):
        await stage.press(MARTA, label)
        await stage.write(MARTA, words)
    await at(scene, EVENING_BEFORE)
    (text,) = packs_on(scene, AMINA)
    assert "\u2068Kaféen\u2069" in text
    await stage.press(AMINA, "At work")
    assert "Sko av" in stage.last(AMINA).text
    assert "Forkle" not in stage.last(AMINA).text
    await stage.press(AMINA, "Back")
    await stage.press(AMINA, "If I am ill or late")
    assert "Ring Ida" in stage.last(AMINA).text


async def test_an_interview_pack_names_the_firm(scene: Scene) -> None:
    await _firm(scene)
    occurrence = await appointment(scene)
    await _choose(scene, occurrence, "Bakeriet på Torget")
    await at(scene, DAY_BEFORE)
    (text,) = packs_on(scene, AMINA)
    assert "Bakeriet på Torget" in text


async def test_a_change_of_the_rules_reaches_a_pack_that_is_not_sent_yet(scene: Scene) -> None:
    employer = await _firm(scene)
    occurrence = await appointment(scene, "work")
    await _choose(scene, occurrence, "Bakeriet på Torget")
    await scene.stage.forge(LARS, f"em:edit:{employer}:rules")
    await scene.stage.write(LARS, "Hårnett på")
    await scene.stage.forge(LARS, f"em:awayok:{employer}")
    await at(scene, EVENING_BEFORE)
    await scene.stage.press(AMINA, "At work")
    assert "Hårnett på" in scene.stage.last(AMINA).text


async def test_an_employer_that_is_gone_leaves_the_pack_as_it_was_without(scene: Scene) -> None:
    employer = await _firm(scene)
    occurrence = await appointment(scene, "work")
    await _choose(scene, occurrence, "Bakeriet på Torget")
    async with AsyncSession(scene.stage.database.engine) as session:
        await session.execute(delete(Employer).where(Employer.id == employer))
        await session.commit()
    assert await _kept(scene) == [None]
    await at(scene, EVENING_BEFORE + timedelta(minutes=1))
    (text,) = packs_on(scene, AMINA)
    assert "The firm" not in text


async def test_the_employer_is_taken_out_again(scene: Scene) -> None:
    await _firm(scene)
    occurrence = await appointment(scene, "work")
    await _choose(scene, occurrence, "Bakeriet på Torget")
    await _choose(scene, occurrence, "No employer")
    assert await _kept(scene) == [None]
    assert "comes from the employer" not in scene.stage.last(MARTA).text


async def test_the_likely_ones_come_first_and_the_others_by_paging_or_typing(scene: Scene) -> None:
    ids = [await add_employer(scene, f"Firma {number:02}") for number in range(PAGE + 3)]
    await was_there(scene, ids[0], "Marta", 5)
    occurrence = await appointment(scene, "work")
    stage = scene.stage
    await stage.forge(MARTA, f"pa:employer:{occurrence}")
    assert "Firma 00" in stage.last(MARTA).labels[0]
    assert f"Firma {PAGE + 2:02}" in stage.last(MARTA).labels[1]
    await stage.press(MARTA, "More")
    assert "Firma 01" in " ".join(stage.last(MARTA).labels)
    await stage.press(MARTA, "Earlier")
    await stage.write(MARTA, "xyz")
    assert "No employer here is called so." in stage.last(MARTA).text
    await stage.write(MARTA, "firma")
    assert "There are more." in stage.last(MARTA).text
    await stage.write(MARTA, "firma 03")
    await stage.press(MARTA, "Firma 03")
    assert await _kept(scene) == [ids[3]]


async def test_with_no_employer_yet_one_can_be_added(scene: Scene) -> None:
    occurrence = await appointment(scene, "work")
    await scene.stage.forge(MARTA, f"pa:employer:{occurrence}")
    assert "There are no employers yet." in scene.stage.last(MARTA).text
    await scene.stage.press(MARTA, "Add an employer")
    assert "What is the employer called?" in scene.stage.last(MARTA).text


@pytest.mark.parametrize("payload", ["take:{0}:{2}", "take:{0}:{3}", "take:{0}:99", "take:{0}:-1", "take:{0}:x",
                                     "take:{0}", "employer:{0}:x", "employer:{0}:999999999"])  # fmt: skip
async def test_a_forged_choice_changes_nothing(scene: Scene, payload: str) -> None:
    mine = await _firm(scene)
    theirs = await add_employer(scene, "Fremmed", programme=scene.elsewhere)
    away = await add_employer(scene, "Borte", active=False)
    occurrence = await appointment(scene, "work")
    await scene.stage.forge(MARTA, "pa:" + payload.format(occurrence, mine, theirs, away))
    assert await _kept(scene) == []
    assert scene.stage.toasts[MARTA] == ["This button is old. Here is what you can do now."]
    assert "Fremmed" not in scene.stage.everything(MARTA)


@pytest.mark.parametrize("chat", [LARS, EVA, AMINA, YONAS])
async def test_nobody_else_chooses_the_employer(scene: Scene, chat: int) -> None:
    employer = await _firm(scene)
    occurrence = await appointment(scene, "work")
    for action in ("employer:{0}", "take:{0}:{1}", "take:{0}:0"):
        await scene.stage.forge(chat, "pa:" + action.format(occurrence, employer))
        await scene.stage.write(chat, "bak")
    assert await _kept(scene) == []
    assert "på Torget" not in scene.stage.everything(chat)


async def test_an_appointment_that_is_over_meanwhile_takes_no_employer(scene: Scene) -> None:
    await _firm(scene)
    occurrence = await appointment(scene, "work")
    await scene.stage.forge(MARTA, f"pa:employer:{occurrence}")
    await scene.cancel(occurrence)
    await scene.stage.write(MARTA, "bak")
    await scene.stage.press(MARTA, "Bakeriet på Torget")
    assert await _kept(scene) == []
