"""The timeline as her own specialist sees it, and nobody else."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import event

from conversations.timeline.entries import Cursor
from conversations.timeline.gathering import SOURCES, gather
from storage.models import Event, EventKind, Letter
from tests.conversations.home.scene import AMINA, ELSEWHERE, EVA, LARS, MARTA, YONAS, Scene

SOON = datetime(2026, 11, 23, 10, 0)  # noqa: DTZ001 (wall-clock)


async def history(scene: Scene, letters: int = 3) -> None:
    stage = scene.stage
    await scene.meet(scene.amina, SOON)
    await stage.write(AMINA, "Rabarbra")
    await stage.write(MARTA, "Vi snakket lenge om rabarbra og om bussen dit")
    await stage.press(MARTA, "Amina")
    await stage.press(MARTA, "Talk")
    now = stage.clock.now()
    async with stage.database.unit_of_work() as store:
        for number in range(letters):
            await store.letters.add(Letter(participant_id=scene.amina, sent_at=now - timedelta(days=number)))
        happened = Event(
            programme_id=scene.programme,
            participant_id=scene.amina,
            kind=EventKind.APPLICATION,
            on=now.date() - timedelta(days=1),
            recorded_by_id=scene.people["Marta"],
            recorded_at=now,
        )
        await store.events.add(happened)
        await store.commit()
    await stage.pass_time(days=9)


async def test_all_of_it_stands_there_newest_first_and_says_nothing_private(scene: Scene) -> None:
    await history(scene, letters=9)
    stage = scene.stage
    await stage.forge(MARTA, f"pp:card:{scene.amina}")
    await stage.press(MARTA, "Timeline")
    text = stage.last(MARTA).text
    assert len(stage.last(MARTA).labels) <= 10
    for _ in range(5):
        if "Older" not in " ".join(stage.last(MARTA).labels):
            break
        await stage.press(MARTA, "Older")
        text += stage.last(MARTA).text
    assert text.count("A letter") == 9
    for words in ("Job interview", "From Amina: message", "Note: Talk", "Application sent"):
        assert text.count(words) == 1, words
    assert text.index("Job interview") < text.index("From Amina")
    assert "abarbra" not in text


@pytest.mark.parametrize(
    ("label", "there", "away"),
    [
        ("Appointments", "Job interview", "Application"),
        ("Notes", "Note: Talk", "Job interview"),
        ("What happened", "Application sent", "letter"),
        ("Talk", "From Amina", "letter"),
        ("Lists", "Nothing more is here.", "letter"),
    ],
)
async def test_one_kind_alone(scene: Scene, label: str, there: str, away: str) -> None:
    await history(scene)
    await scene.stage.forge(MARTA, f"tl:filter:{scene.amina}")
    assert len(scene.stage.last(MARTA).labels) <= 10
    await scene.stage.press(MARTA, label)
    assert there in scene.stage.last(MARTA).text
    assert away not in scene.stage.last(MARTA).text


async def test_a_note_opens_in_its_own_card(scene: Scene) -> None:
    await history(scene)
    await scene.stage.forge(MARTA, f"tl:list:{scene.amina}:nt")
    await scene.stage.press(MARTA, "Open 1")
    assert "Read" in " ".join(scene.stage.last(MARTA).labels)
    assert "abarbra" not in scene.stage.last(MARTA).text


async def test_talk_opens_in_the_talk_so_far(scene: Scene) -> None:
    await history(scene)
    await scene.stage.forge(MARTA, f"tl:list:{scene.amina}:ta")
    await scene.stage.press(MARTA, "Open 1")
    assert "Rabarbra" in scene.stage.last(MARTA).text


@pytest.mark.parametrize("chat", [AMINA, YONAS, LARS, EVA, ELSEWHERE])
async def test_nobody_else_sees_it(scene: Scene, chat: int) -> None:
    await history(scene)
    for payload in ("tl:list:{}", "tl:list:{}:ta", "tl:list:{}:all:9000000000000000:ta:9", "tl:filter:{}"):
        await scene.stage.forge(chat, payload.format(scene.amina))
        for words in ("newest first", "A letter", "Application sent", "Note: Talk"):
            assert words not in scene.stage.everything(chat)


@pytest.mark.parametrize(
    "rest", ["x", "all:-1:ta:1", "all:99999999999999999999:ta:1", "all:9999999999999999999:ta:1", "all:1:zz:1", "all:1"]
)
async def test_a_forged_page_is_refused(scene: Scene, rest: str) -> None:
    await history(scene)
    await scene.stage.forge(MARTA, f"tl:list:{scene.amina}:{rest}")
    assert "newest first" not in scene.stage.last(MARTA).text


@pytest.mark.parametrize("letters", [1, 40])
async def test_it_takes_one_query_a_source_however_much_there_is(scene: Scene, letters: int) -> None:
    await history(scene, letters)
    heard: list[str] = []

    def hear(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        heard.append(statement)

    engine = scene.stage.database.engine.sync_engine
    async with scene.stage.database.reading() as store:
        own = store.acting(scene.people["Marta"])
        amina = await own.participants.get(scene.amina)
        assert amina is not None
        event.listen(engine, "before_cursor_execute", hear)
        await gather(own, amina, SOURCES, Cursor(scene.stage.clock.now(), "", 0), 6)
        event.remove(engine, "before_cursor_execute", hear)
    assert len([one for one in heard if one.lstrip().startswith(("SELECT", "WITH"))]) == len(SOURCES)
