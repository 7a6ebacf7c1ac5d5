"""A proposed job: read back, sent, answered with one tap, and a no is as good as a yes."""

from __future__ import annotations

import pytest

from storage.models import JobProposal
from tests.conversations.home.scene import AMINA, EVA, LARS, MARTA, YONAS, Scene

JOB = "Baker\nBakeriet på torget\nMandag til fredag, 7-15"


async def proposals(scene: Scene) -> list[JobProposal]:
    async with scene.stage.database.reading() as store:
        return list(await store.proposals.of_participant(scene.amina))


async def propose(scene: Scene, words: str = JOB) -> None:
    stage = scene.stage
    await stage.forge(MARTA, f"ck:lists:{scene.amina}")
    await stage.press(MARTA, "Propose a job")
    await stage.press(MARTA, "Propose a job")
    await stage.write(MARTA, words)
    await stage.press(MARTA, "Send")


async def test_it_is_read_back_before_anybody_sees_it(scene: Scene) -> None:
    stage = scene.stage
    await stage.forge(MARTA, f"jo:new:{scene.amina}")
    await stage.write(MARTA, JOB)
    assert "This goes to \u2068Amina\u2069. Is it right?" in stage.last(MARTA).text
    assert "Job: \u2068Baker\u2069" in stage.last(MARTA).text
    assert AMINA not in stage.screens
    await stage.press(MARTA, "Write it anew")
    await stage.write(MARTA, "Renholder")
    await stage.press(MARTA, "Send")
    (one,) = await proposals(scene)
    assert (one.work, one.place, one.hours) == ("Renholder", None, None)


@pytest.mark.parametrize("said", ["yes", "together"])
async def test_one_tap_answers(scene: Scene, said: str) -> None:
    stage = scene.stage
    await propose(scene)
    card = stage.last(AMINA)
    assert "\u2068Marta\u2069 has found a job you may like." in card.text
    assert "Place: \u2068Bakeriet på torget\u2069" in card.text
    assert "Hours: \u2068Mandag til fredag, 7-15\u2069" in card.text
    assert "You choose. No is a good answer too." in card.text
    await stage.press(AMINA, {"yes": "Yes", "together": "Come with me"}[said])
    assert "You said:" in stage.last(AMINA).text
    assert "\u2068Amina\u2069 about the job:" in stage.last(MARTA).text
    (one,) = await proposals(scene)
    assert one.answer == said


async def test_a_no_is_fine_and_a_reason_is_hers_to_give(scene: Scene) -> None:
    stage = scene.stage
    await propose(scene)
    await stage.press(AMINA, "✋ No")
    assert "That is fine. What did not fit?" in stage.last(AMINA).text
    await stage.press(AMINA, "The hours")
    assert "Thank you. It helps." in stage.last(AMINA).text
    assert "why the job did not fit: The hours" in stage.last(MARTA).text
    await propose(scene, "Renholder")
    await stage.press(AMINA, "✋ No")
    await stage.press(AMINA, "I do not want to say")
    assert [(one.answer, one.why_not) for one in await proposals(scene)] == [("no", None), ("no", "hours")]
    await stage.forge(MARTA, f"jo:open:{scene.amina}")
    assert "Hours that did not fit: \u2068Mandag til fredag, 7-15\u2069" in stage.last(MARTA).text


async def test_an_answer_can_be_changed_and_is_told_once(scene: Scene) -> None:
    stage = scene.stage
    await propose(scene)
    (one,) = await proposals(scene)
    for said in ("yes", "yes", "together"):
        await stage.forge(AMINA, f"jp:say:{one.id}:{said}")
    assert stage.everything(MARTA).count("about the job:") == 2
    assert (await proposals(scene))[0].answer == "together"


@pytest.mark.parametrize("words", ["\u200b", "a\nb\nc\nd", "x" * 301], ids=["nothing", "four lines", "too long"])
async def test_what_is_no_job_is_asked_for_again(scene: Scene, words: str) -> None:
    stage = scene.stage
    await stage.forge(MARTA, f"jo:new:{scene.amina}")
    await stage.write(MARTA, words)
    assert "Please write one to three short lines." in stage.last(MARTA).text
    await stage.write(MARTA, JOB)
    await stage.press(MARTA, "Send")
    assert len(await proposals(scene)) == 1


@pytest.mark.parametrize("chat", [LARS, EVA, YONAS])
async def test_it_is_nobody_elses(scene: Scene, chat: int) -> None:
    await propose(scene)
    (one,) = await proposals(scene)
    for payload in (f"jp:say:{one.id}:yes", f"jp:card:{one.id}", f"jp:why:{one.id}:hours", f"jo:open:{scene.amina}",
                    f"jo:new:{scene.amina}", f"jo:send:{scene.amina}"):  # fmt: skip
        await scene.stage.forge(chat, payload)
        assert "Baker" not in scene.stage.everything(chat)
    assert [one.answer for one in await proposals(scene)] == [None]


@pytest.mark.parametrize("payload", ["jp:say:{one}:maybe", "jp:why:{one}:hours", "jp:why:{one}:lazy", "jp:say:x:yes"])
async def test_a_forged_answer_changes_nothing(scene: Scene, payload: str) -> None:
    await propose(scene)
    (one,) = await proposals(scene)
    await scene.stage.forge(AMINA, payload.format(one=one.id))
    assert [(row.answer, row.why_not) for row in await proposals(scene)] == [(None, None)]
    assert scene.stage.toasts[AMINA][-1] == "This button is old. Here is what you can do now."


async def test_send_pressed_twice_proposes_once(scene: Scene) -> None:
    await propose(scene)
    await scene.stage.forge(MARTA, f"jo:send:{scene.amina}")
    assert len(await proposals(scene)) == 1
