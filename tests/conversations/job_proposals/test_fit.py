"""What did not fit becomes a preference of the work, where she and her specialist see it and she can take it away."""

from __future__ import annotations

import pytest

from conversations.profile.export import profile_file
from tests.conversations.home.scene import AMINA, MARTA, YONAS, Scene
from tests.conversations.job_proposals.test_job_proposals import proposals, propose


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("The hours", "Hours that did not fit: \u2068Mandag til fredag, 7-15\u2069"),
        ("The kind of work", "Work that did not fit: \u2068Baker\u2069"),
        ("Too hard for the body", "Too hard for the body: \u2068Baker\u2069"),
        ("Too far away", "Too far away: \u2068Bakeriet på torget\u2069"),
    ],
)
async def test_a_reason_becomes_a_preference_of_hers(scene: Scene, reason: str, words: str) -> None:
    stage = scene.stage
    await propose(scene)
    await stage.press(AMINA, "✋ No")
    await stage.press(AMINA, reason)
    assert "It stands in About me now." in stage.last(AMINA).text
    await stage.forge(AMINA, "pf:open")
    assert words in stage.last(AMINA).text
    await stage.forge(MARTA, f"ck:about:{scene.amina}")
    assert words in stage.last(MARTA).text
    await stage.forge(MARTA, f"jo:new:{scene.amina}")
    assert words in stage.last(MARTA).text, "the next job can fit better"
    async with stage.database.reading() as store:
        exported = await profile_file(store, scene.amina, stage.clock.now())
    assert exported is not None
    assert "Baker" in exported[1] or "Mandag" in exported[1]


async def test_she_takes_it_away_and_the_no_stands(scene: Scene) -> None:
    stage = scene.stage
    await propose(scene)
    await stage.press(AMINA, "✋ No")
    await stage.press(AMINA, "Too far away")
    await stage.forge(AMINA, "pf:open")
    await stage.press(AMINA, "Jobs that did not fit")
    await stage.press(AMINA, "Too far away: ")
    assert "There is nothing here." in stage.last(AMINA).text
    (one,) = await proposals(scene)
    assert (one.answer, one.why_not) == ("no", None)
    await stage.press(AMINA, "Back")
    assert "Too far away" not in stage.last(AMINA).text


async def test_something_else_is_no_preference(scene: Scene) -> None:
    stage = scene.stage
    await propose(scene)
    await stage.press(AMINA, "✋ No")
    await stage.press(AMINA, "Something else")
    assert "It stands in About me now." not in stage.last(AMINA).text
    await stage.forge(AMINA, "pf:open")
    assert "Jobs that did not fit" not in str(stage.last(AMINA).labels)


async def test_nobody_else_takes_it_away(scene: Scene) -> None:
    stage = scene.stage
    await propose(scene)
    await stage.press(AMINA, "✋ No")
    await stage.press(AMINA, "Too far away")
    (one,) = await proposals(scene)
    await stage.forge(YONAS, f"jp:fits:{one.id}")
    assert (await proposals(scene))[0].why_not == "distance"


async def test_the_news_of_an_answer_leads_to_the_job(scene: Scene) -> None:
    stage = scene.stage
    await propose(scene)
    await stage.press(AMINA, "✅ Yes")
    await stage.press(MARTA, "Jobs proposed to")
    assert "\u2068Baker\u2069: Yes" in stage.last(MARTA).text
