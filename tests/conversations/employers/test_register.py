"""The register: found by the alphabet or a few letters, put away and brought back, and nobody else's to see."""

from __future__ import annotations

import pytest

from conversations.employers.register import PAGE
from tests.conversations.employers.firms import add_employer, audited, employers
from tests.conversations.home.scene import AMINA, ELSEWHERE, EVA, LARS, MARTA, Scene


@pytest.mark.parametrize("chat", [MARTA, EVA])
async def test_the_list_is_on_the_menu_of_specialists_and_coordinators(scene: Scene, chat: int) -> None:
    await scene.stage.write(chat, "/menu")
    await scene.stage.press(chat, "Employers")
    assert "There are no employers yet." in scene.stage.last(chat).text


@pytest.mark.parametrize(
    ("language", "order"), [("nb", ["Aker", "Zoo", "Øst", "Ås"]), ("en", ["Aker", "Ås", "Øst", "Zoo"])]
)
async def test_the_list_is_in_the_readers_alphabet(scene: Scene, language: str, order: list[str]) -> None:
    for name in ("Ås", "Zoo", "Aker", "Øst"):
        await add_employer(scene, name)
    async with scene.stage.database.unit_of_work() as store:
        (await store.people.get(scene.people["Marta"])).language = language
        await store.commit()
    await scene.stage.forge(MARTA, "em:list")
    assert [label.split("\u2068")[1].rstrip("\u2069") for label in scene.stage.last(MARTA).labels[:4]] == order


async def test_long_lists_come_a_page_at_a_time(scene: Scene) -> None:
    for number in range(PAGE + 2):
        await add_employer(scene, f"Firma {number:02}")
    stage = scene.stage
    await stage.forge(MARTA, "em:list")
    assert "Firma 00" in stage.everything(MARTA)
    assert f"Firma {PAGE:02}" not in stage.everything(MARTA)
    await stage.press(MARTA, "More")
    assert f"Firma {PAGE:02}" in stage.everything(MARTA)
    await stage.press(MARTA, "Earlier")
    assert "Firma 00" in stage.everything(MARTA)
    for page in (0, -5, 99):
        await stage.forge(MARTA, f"em:of:{scene.programme}:{page}")
        assert "Firma" in stage.everything(MARTA)


@pytest.mark.parametrize(
    ("typed", "hits"),
    [
        ("blabaer", ["Blåbær AS"]),
        ("as", ["Ås Kafé", "Blåbær AS", "Kafé Åsen"]),
        ("kafe as", ["Kafé Åsen", "Ås Kafé"]),
        ("ida", ["Renhold"]),
        ("BLÅ", ["Blåbær AS"]),
    ],
)
async def test_a_few_letters_find_it(scene: Scene, typed: str, hits: list[str]) -> None:
    await add_employer(scene, "Blåbær AS")
    await add_employer(scene, "Kafé Åsen")
    await add_employer(scene, "Ås Kafé")
    await add_employer(scene, "Renhold", contact="Ida")
    await scene.stage.forge(MARTA, f"em:find:{scene.programme}")
    await scene.stage.write(MARTA, typed)
    labels = scene.stage.last(MARTA).labels[:-1]
    assert sorted(label.split("\u2068")[1].rstrip("\u2069") for label in labels) == sorted(hits)


@pytest.mark.parametrize("typed", ["xyz", "\u200b", "!", "🙂"])
async def test_what_is_not_found_may_be_written_again_or_added(scene: Scene, typed: str) -> None:
    await add_employer(scene)
    await scene.stage.forge(MARTA, f"em:find:{scene.programme}")
    await scene.stage.write(MARTA, typed)
    assert "No employer here is called so." in scene.stage.last(MARTA).text
    await scene.stage.write(MARTA, "bak")
    assert "These fit:" in scene.stage.last(MARTA).text


async def test_many_hits_ask_for_more_letters(scene: Scene) -> None:
    for number in range(PAGE + 1):
        await add_employer(scene, f"Firma {number:02}")
    await scene.stage.forge(MARTA, "em:list")
    await scene.stage.press(MARTA, "Find")
    await scene.stage.write(MARTA, "firma")
    assert "There are more." in scene.stage.last(MARTA).text
    assert len(scene.stage.last(MARTA).labels) == PAGE + 1


async def test_the_list_is_left_for_what_is_typed_next(scene: Scene) -> None:
    await add_employer(scene)
    await scene.stage.forge(MARTA, f"em:find:{scene.programme}")
    await scene.stage.press(MARTA, "All employers")
    await scene.stage.write(MARTA, "bak")
    assert "These fit:" not in scene.stage.last(MARTA).text


async def test_a_card_shows_what_is_known(scene: Scene) -> None:
    employer = await add_employer(
        scene, contact="Ida", phone="555 01 234", trade="kitchen", rules="Forkle\nSki av", ill="Ring Ida"
    )
    await scene.stage.forge(LARS, f"em:open:{employer}")
    text = scene.stage.last(LARS).text
    for words in ("Bakeriet", "Ida", "555 01 234", "Kitchen", "Forkle", "Ring Ida", "Nobody of the team"):
        assert words in text


async def test_putting_away_asks_and_can_be_taken_back(scene: Scene) -> None:
    employer = await add_employer(scene)
    stage = scene.stage
    await stage.forge(MARTA, f"em:open:{employer}")
    await stage.press(MARTA, "Change")
    await stage.press(MARTA, "Put it away")
    assert (await employers(scene))[0].active
    await stage.press(MARTA, "Yes, put it away")
    assert not (await employers(scene))[0].active
    await stage.forge(LARS, "em:list")
    assert "There are no employers yet." in stage.last(LARS).text
    await stage.press(MARTA, "Bring it back")
    assert (await employers(scene))[0].active
    await stage.forge(MARTA, f"em:again:{employer}")
    assert await audited(scene) == ["employer.away", "employer.again"]


ACTIONS = (
    "open:{0}", "change:{0}", "edit:{0}:name", "away:{0}", "awayok:{0}", "again:{0}", "talked:{0}", "anyway:{0}",
    "note:{0}:visit:2026-11-20", "ask:{0}", "free:{0}", "unfree:{0}", "undo:{0}", "answer:{0}:fine", "of:{1}",
    "find:{1}", "new:{1}",
)  # fmt: skip


@pytest.mark.parametrize("chat", [ELSEWHERE, AMINA])
async def test_nobody_of_elsewhere_and_no_participant_sees_or_changes_anything(scene: Scene, chat: int) -> None:
    employer = await add_employer(scene, contact="Ida", phone="555 01 234")
    for action in ACTIONS:
        await scene.stage.forge(chat, "em:" + action.format(employer, scene.programme))
        await scene.stage.write(chat, "Nytt navn")
    shown = scene.stage.everything(chat)
    for secret in ("Bakeriet", "555 01 234"):
        assert secret not in shown
    (kept,) = await employers(scene)
    assert (kept.name, kept.active) == ("Bakeriet", True)
    assert await audited(scene) == []
    assert len(scene.stage.toasts[chat]) >= len(ACTIONS) - 1


@pytest.mark.parametrize(
    "payload",
    [
        "open:x", "open:0", "open:-1", "open:99", "open", "edit:{0}:active", "edit:{0}", "find:99", "of", "new:99",
        "note:{0}:mail:2026-11-20", "note:{0}:visit:soon", "note:{0}:visit", "trade:kitchen", "skip:phone", "save",
        "twice", "undo:99", "answer:99:fine", "again:99", "of:{1}", "new:{1}", "open:{2}", "awayok:{2}",
    ],
)  # fmt: skip
async def test_a_forged_button_is_answered_kindly_and_changes_nothing(scene: Scene, payload: str) -> None:
    mine = await add_employer(scene)
    theirs = await add_employer(scene, "Fremmed", programme=scene.elsewhere)
    await scene.stage.forge(MARTA, "em:" + payload.format(mine, scene.elsewhere, theirs))
    assert scene.stage.toasts[MARTA] == ["This button is old. Here is what you can do now."]
    assert "Fremmed" not in scene.stage.everything(MARTA)
    assert await audited(scene) == []


@pytest.mark.parametrize("action", ["open", "change", "edit", "away", "talked", "anyway", "ask", "free"])
async def test_an_employer_that_was_put_away_is_not_used(scene: Scene, action: str) -> None:
    employer = await add_employer(scene, active=False)
    await scene.stage.forge(MARTA, f"em:{action}:{employer}:name")
    assert scene.stage.toasts[MARTA] == ["This button is old. Here is what you can do now."]


async def test_staff_of_two_programmes_choose_which(scene: Scene) -> None:
    from storage.models import Role  # noqa: PLC0415 - only here

    await add_employer(scene)
    async with scene.stage.database.unit_of_work() as store:
        await store.people.join_staff(scene.people["Nils"], scene.programme, Role.SPECIALIST, scene.stage.clock.now())
        await store.commit()
    await scene.stage.forge(ELSEWHERE, "em:list")
    assert "Which programme?" in scene.stage.last(ELSEWHERE).text
    await scene.stage.press(ELSEWHERE, "Jobbsjansen")
    assert "Bakeriet" in scene.stage.everything(ELSEWHERE)
    await scene.stage.forge(ELSEWHERE, f"em:of:{scene.elsewhere}")
    assert "There are no employers yet." in scene.stage.last(ELSEWHERE).text
