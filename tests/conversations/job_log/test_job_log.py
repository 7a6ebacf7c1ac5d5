"""The job log: written down in a few taps, waiting called normal, good news told, and a list in Norwegian."""

from __future__ import annotations

from datetime import date

import pytest

from bot.attachments import AttachmentError, NewFile, make
from conversations.incoming import Voice
from locales.message import Attachment
from storage.models import JobApplication
from tests.conversations.home.scene import AMINA, EVA, LARS, MARTA, YONAS, Scene


async def log(scene: Scene) -> list[JobApplication]:
    async with scene.stage.database.reading() as store:
        return list(await store.job_log.of_participant(scene.amina))


async def write_down(scene: Scene, firm: str = "Bakeren AS", job: str | None = "Baker", when: str = "Today") -> None:
    stage = scene.stage
    await stage.write(AMINA, "/jobs")
    await stage.press(AMINA, "Write one down")
    await stage.write(AMINA, firm)
    await (stage.press(AMINA, "I do not know") if job is None else stage.write(AMINA, job))
    await stage.press(AMINA, when)


async def test_written_down_and_waiting_is_normal(scene: Scene) -> None:
    await write_down(scene, when="Three days ago")
    shown = scene.stage.last(AMINA).text
    assert "\u2068Bakeren AS\u2069, \u2068Baker\u2069" in shown
    assert "Waiting is normal. It says nothing about you." in shown
    assert "Many firms need 3 weeks." in shown
    assert "You can call and ask from Tuesday 8 December." in shown
    (one,) = await log(scene)
    assert (one.applied_on, one.answer) == (date(2026, 11, 17), "waiting")


async def test_the_jobs_name_may_be_missing(scene: Scene) -> None:
    await write_down(scene, job=None)
    (one,) = await log(scene)
    assert one.job is None


@pytest.mark.parametrize(
    ("label", "answer", "told"),
    [("Interview", "interview", "is asked to an interview"), ("I got the job", "job", "I got the job."),
     ("Not this time", "no", None)],
)  # fmt: skip
async def test_good_news_reaches_the_specialist_at_once(
    scene: Scene, label: str, answer: str, told: str | None
) -> None:
    await write_down(scene)
    await scene.stage.press(AMINA, label)
    (one,) = await log(scene)
    assert (one.answer, one.answered_on) == (answer, date(2026, 11, 20))
    if told is None:
        assert MARTA not in scene.stage.screens
        assert "It says nothing about you." in scene.stage.last(AMINA).text
    else:
        assert told in scene.stage.last(MARTA).text
    await scene.stage.press(AMINA, "Waiting")
    (one,) = await log(scene)
    assert (one.answer, one.answered_on) == ("waiting", None)


@pytest.mark.parametrize("step", ["firm", "job"])
@pytest.mark.parametrize(
    ("said", "answer"),
    [("x" * 300, "This is a long text."), ("\u200b", "Please write it with words."),
     (Voice("v", "u", 3, 3, 9), "Please write it with words.")],
    ids=["too long", "nothing visible", "a voice"],
)  # fmt: skip
async def test_what_cannot_be_a_name_is_asked_for_again(scene: Scene, step: str, said: object, answer: str) -> None:
    stage = scene.stage
    await stage.forge(AMINA, "jl:add")
    if step == "job":
        await stage.write(AMINA, "Bakeren")
    await (stage.write(AMINA, said) if isinstance(said, str) else stage.send(AMINA, said))  # type: ignore[arg-type]
    assert answer in stage.last(AMINA).text
    await stage.write(AMINA, "Bakeren")
    assert stage.last(AMINA).labels[0] in {"➡️ I do not know", "📅 Today"}


async def test_words_where_a_day_is_asked_for(scene: Scene) -> None:
    stage = scene.stage
    await stage.forge(AMINA, "jl:add")
    await stage.write(AMINA, "Bakeren")
    await stage.write(AMINA, "Baker")
    await stage.write(AMINA, "forrige uke")
    assert "When did you apply?" in stage.last(AMINA).text
    await stage.press(AMINA, "Today")
    assert len(await log(scene)) == 1


async def test_many_fit_on_pages_of_at_most_eight_buttons(scene: Scene) -> None:
    for number in range(9):
        await write_down(scene, firm=f"Firma {number}")
    for page in range(4):
        await scene.stage.forge(AMINA, f"jl:list:{page}")
        assert len(scene.stage.last(AMINA).labels) <= 8
    await scene.stage.press(AMINA, "Firma")
    await scene.stage.press(AMINA, "Delete")
    assert len(await log(scene)) == 8


@pytest.mark.parametrize("payload", ["jl:nojob", "jl:when:0", "jl:answer:{one}:fired", "jl:when:5"])
async def test_a_forged_button_changes_nothing(scene: Scene, payload: str) -> None:
    await write_down(scene)
    (one,) = await log(scene)
    await scene.stage.forge(AMINA, payload.format(one=one.id))
    assert [(row.id, row.answer) for row in await log(scene)] == [(one.id, "waiting")]
    assert scene.stage.toasts[AMINA][-1] == "This button is old. Here is what you can do now."


async def test_a_list_in_norwegian_for_both(scene: Scene) -> None:
    await write_down(scene)
    await scene.stage.forge(AMINA, "jl:file")
    attachment = scene.stage.last(AMINA).rendered.attachment
    assert attachment is not None
    async with scene.stage.database.reading() as store:
        made = await make(store, attachment, "ti", scene.stage.clock.now())
    assert isinstance(made, NewFile)
    text = made.data.decode("utf-8-sig")
    assert "Jobber Amina har søkt på, fredag 20. november" in text
    assert "fredag 20. november: Bakeren AS. Baker. Venter." in text
    await scene.stage.forge(MARTA, f"ck:jobs:{scene.amina}")
    assert "1 application" in scene.stage.last(MARTA).text
    await scene.stage.press(MARTA, "As a file")
    assert scene.stage.last(MARTA).rendered.attachment == attachment


@pytest.mark.parametrize("data", ["jobs:999", "jobs:x", "secrets:1", "jobs"])
async def test_what_cannot_be_exported_is_an_error_and_no_file(scene: Scene, data: str) -> None:
    async with scene.stage.database.reading() as store:
        with pytest.raises(AttachmentError):
            await make(store, Attachment("export", data), "nb", scene.stage.clock.now())


async def test_the_specialist_sets_how_long_waiting_is_normal(scene: Scene) -> None:
    await write_down(scene)
    await scene.stage.forge(MARTA, f"ck:jobs:{scene.amina}")
    await scene.stage.press(MARTA, "6 weeks")
    (one,) = await log(scene)
    await scene.stage.forge(AMINA, f"jl:open:{one.id}")
    assert "Many firms need 6 weeks." in scene.stage.last(AMINA).text
    await scene.stage.forge(MARTA, f"ck:weeks:{scene.amina}:40")
    assert scene.stage.toasts[MARTA][-1] == "This button is old. Here is what you can do now."


@pytest.mark.parametrize("chat", [YONAS, LARS, EVA])
async def test_it_is_nobody_elses(scene: Scene, chat: int) -> None:
    await write_down(scene)
    (one,) = await log(scene)
    for payload in (f"jl:open:{one.id}", f"jl:drop:{one.id}", f"ck:jobs:{scene.amina}", f"ck:jobsfile:{scene.amina}"):
        await scene.stage.forge(chat, payload)
        assert "Bakeren" not in scene.stage.everything(chat)
        assert scene.stage.last(chat).rendered.attachment is None
    assert len(await log(scene)) == 1
