"""An employer is added by its name alone or with all there is to know, and changed one thing at a time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.employers.fields import FIELDS, after, problem_with, written
from locales.user_text import units
from storage.models import Employer
from tests.conversations.employers.firms import add_employer, audited, employers, leaves
from tests.conversations.home.scene import EVA, MARTA, Scene


async def _begin(scene: Scene, chat: int = MARTA) -> None:
    await scene.stage.forge(chat, "em:list")
    await scene.stage.press(chat, "Add an employer")


@pytest.mark.parametrize("chat", [MARTA, EVA])
async def test_everything_is_asked_one_thing_at_a_time(scene: Scene, chat: int) -> None:
    stage = scene.stage
    await _begin(scene, chat)
    for words in ("Bakeriet", "Ida", "555 01 234"):
        await stage.write(chat, words)
    await stage.press(chat, "Kitchen")
    await stage.write(chat, "Forkle\nSki av")
    await stage.write(chat, "Ring Ida før sju")
    (one,) = await employers(scene)
    assert (one.name, one.contact, one.phone, one.trade) == ("Bakeriet", "Ida", "555 01 234", "kitchen")
    assert (one.rules, one.ill, one.active) == ("Forkle\nSki av", "Ring Ida før sju", True)
    assert "Saved." in stage.last(chat).text
    assert "Ring Ida før sju" in stage.last(chat).text
    assert await audited(scene) == ["employer.added"]


async def test_the_name_is_enough(scene: Scene) -> None:
    await _begin(scene)
    await scene.stage.write(MARTA, "  Bakeriet \n på hjørnet ")
    await scene.stage.press(MARTA, "That is all")
    (one,) = await employers(scene)
    assert one.name == "Bakeriet på hjørnet"
    assert [getattr(one, name) for name in list(FIELDS)[1:]] == [None] * 5


async def test_all_but_the_name_may_be_skipped(scene: Scene) -> None:
    await _begin(scene)
    await scene.stage.forge(MARTA, "em:skip:name")
    assert await employers(scene) == []
    await scene.stage.write(MARTA, "Bakeriet")
    for _ in range(5):
        await scene.stage.press(MARTA, "Skip")
    assert [one.name for one in await employers(scene)] == ["Bakeriet"]


async def test_a_second_tap_on_skip_skips_one_thing(scene: Scene) -> None:
    await _begin(scene)
    await scene.stage.write(MARTA, "Bakeriet")
    await scene.stage.forge(MARTA, "em:skip:contact")
    await scene.stage.forge(MARTA, "em:skip:contact")
    await scene.stage.write(MARTA, "555 01 234")
    await scene.stage.forge(MARTA, "em:save")
    (one,) = await employers(scene)
    assert (one.contact, one.phone) == (None, "555 01 234")


async def test_saving_twice_saves_once(scene: Scene) -> None:
    await _begin(scene)
    await scene.stage.write(MARTA, "Bakeriet")
    for _ in range(2):
        await scene.stage.forge(MARTA, "em:save")
    assert len(await employers(scene)) == 1


async def test_cancelling_saves_nothing(scene: Scene) -> None:
    await _begin(scene)
    await scene.stage.write(MARTA, "Bakeriet")
    await scene.stage.press(MARTA, "Cancel")
    await scene.stage.forge(MARTA, "em:save")
    assert await employers(scene) == []


@pytest.mark.parametrize(
    ("field", "typed", "problem"),
    [
        ("name", "", "write it in words"),
        ("name", "\u200b\u2067", "write it in words"),
        ("name", "a" * 121, "too long"),
        ("name", "post@bakeriet.example", "Mail addresses"),
        ("contact", "Ida <ida@bakeriet.example>", "Mail addresses"),
        ("phone", "spør Ida", "not a phone number"),
        ("phone", "5" * 41, "too long"),
        ("rules", "x" * 401, "too long"),
        ("trade", "kitchen", "press one of the buttons"),
    ],
)
async def test_what_cannot_be_kept_is_asked_for_again(scene: Scene, field: str, typed: str, problem: str) -> None:
    employer = await add_employer(scene)
    await scene.stage.forge(MARTA, f"em:edit:{employer}:{field}")
    await scene.stage.write(MARTA, typed)
    assert problem in scene.stage.last(MARTA).text
    assert FIELDS[field].question.msgid in scene.stage.last(MARTA).text
    assert await audited(scene) == []


@given(st.text(max_size=60), st.sampled_from(list(FIELDS)))
def test_whatever_is_typed_is_refused_or_fits(typed: str, name: str) -> None:
    field = FIELDS[name]
    words = written(field, typed)
    if problem_with(field, words) is None:
        assert words
        assert units(words) <= field.longest
        assert field.for_pack or "\n" not in words


def test_every_field_has_its_column_and_is_asked() -> None:
    assert set(FIELDS) <= set(Employer.__table__.columns.keys())
    asked, name = ["name"], after("name")
    while name is not None:
        asked.append(name)
        name = after(name)
    assert asked == list(FIELDS)


@pytest.mark.parametrize(
    ("label", "field", "words"),
    [
        ("Contact person", "contact", "Ola"),
        ("Phone", "phone", "555 01 235"),
        ("House rules", "rules", "Sko av"),
        ("Ill or late", "ill", "Ring Ola"),
    ],
)
async def test_one_thing_is_changed_and_emptied_again(scene: Scene, label: str, field: str, words: str) -> None:
    employer = await add_employer(scene)
    stage = scene.stage
    for wanted in (words, None):
        await stage.forge(MARTA, f"em:open:{employer}")
        await stage.press(MARTA, "Change")
        await stage.press(MARTA, label)
        if wanted:
            await stage.write(MARTA, wanted)
        else:
            await stage.press(MARTA, "Leave it empty")
        (one,) = await employers(scene)
        assert getattr(one, field) == wanted
    assert one.name == "Bakeriet"


async def test_the_trade_is_changed_by_a_button(scene: Scene) -> None:
    employer = await add_employer(scene)
    await scene.stage.forge(MARTA, f"em:edit:{employer}:trade")
    await scene.stage.forge(MARTA, "em:trade:spy")
    await scene.stage.forge(MARTA, "em:trade:any")
    await scene.stage.press(MARTA, "Cleaning")
    assert [one.trade for one in await employers(scene)] == ["cleaning"]


@pytest.mark.parametrize("typed", ["BAKERIET", " bakeriet "])
async def test_a_firm_that_is_there_already_is_not_added_unawares(scene: Scene, typed: str) -> None:
    await add_employer(scene)
    await _begin(scene)
    await scene.stage.write(MARTA, typed)
    assert "There is an employer of this name already." in scene.stage.last(MARTA).text
    assert len(await employers(scene)) == 1
    await scene.stage.press(MARTA, "Add another one")
    await scene.stage.press(MARTA, "That is all")
    assert len(await employers(scene)) == 2


async def test_a_firm_that_was_put_away_is_brought_back(scene: Scene) -> None:
    await add_employer(scene, active=False)
    await _begin(scene)
    await scene.stage.write(MARTA, "Bakeriet")
    await scene.stage.press(MARTA, "Bring it back")
    assert [one.active for one in await employers(scene)] == [True]


async def test_an_employer_that_went_away_meanwhile_is_not_changed(scene: Scene) -> None:
    employer = await add_employer(scene)
    await scene.stage.forge(MARTA, f"em:edit:{employer}:name")
    await scene.stage.forge(EVA, f"em:awayok:{employer}")
    await scene.stage.write(MARTA, "Nytt")
    assert "not on the list any more" in scene.stage.last(MARTA).text
    assert [one.name for one in await employers(scene)] == ["Bakeriet"]


async def test_who_left_the_programme_adds_nothing(scene: Scene) -> None:
    await _begin(scene)
    await scene.stage.write(MARTA, "Bakeriet")
    await leaves(scene, "Marta")
    await scene.stage.forge(MARTA, "em:save")
    await scene.stage.write(MARTA, "Ida")
    assert await employers(scene) == []


async def test_a_draft_survives_a_look_at_the_menu(scene: Scene) -> None:
    await _begin(scene)
    await scene.stage.write(MARTA, "Bakeriet")
    await scene.stage.write(MARTA, "/menu")
    await scene.stage.forge(MARTA, "em:save")
    assert [one.name for one in await employers(scene)] == ["Bakeriet"]
