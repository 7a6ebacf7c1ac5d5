"""To the journal in Norwegian, marked as handed over; and what was done for somebody, told only as it was approved."""

from __future__ import annotations

from datetime import datetime

import pytest

from conversations.house import EXPORTS
from storage.models import ParticipantStatus
from tests.conversations.home.scene import AMINA, MARTA, YONAS, Scene
from tests.conversations.notes.test_notes import keep, notes

TODAY = datetime(2026, 11, 20, 8, 30)  # noqa: DTZ001 - on the wall in Oslo


def plain(text: str) -> str:
    return text.replace("\u2068", "").replace("\u2069", "")


async def test_one_block_of_norwegian_for_the_official_record(scene: Scene) -> None:
    stage = scene.stage
    await scene.meet(scene.amina, TODAY)
    note = await keep(scene)
    for field, words in (("did", "Ringte bakeriet"), ("result", "Prøvedag torsdag"), ("next_words", "Finne sko")):
        await stage.forge(MARTA, f"nt:write:{note.id}:{field}")
        await stage.write(MARTA, words)
    await stage.forge(MARTA, f"nt:steps:{note.id}")
    await stage.press(MARTA, "Finding a job")
    await stage.press(MARTA, "Back")
    await stage.press(MARTA, "Back")
    await stage.press(MARTA, "To the journal")
    shown = stage.last(MARTA).text
    for line in (
        "Dato: fredag 20. november", "Hva: Samtale", "Sted: NAV Sentrum", "Til stede: Amina, Marta", "Fase: ",
        "Gjort: Ringte bakeriet", "Avtalt: Prøvedag torsdag", "Videre: Finne sko",
    ):  # fmt: skip
        assert line in plain(shown), line
    await stage.press(MARTA, "It is in the journal")
    assert "Handed over to the journal." in stage.last(MARTA).text
    assert (await notes(scene))[0].journal_at == stage.clock.now()
    await stage.pass_time(minutes=3)
    assert "Ringte bakeriet" not in stage.everything(MARTA)


async def test_a_period_is_one_file(scene: Scene) -> None:
    stage = scene.stage
    await keep(scene, "Første samtale om ønsker og planer videre")
    await keep(scene, "Andre samtale om bakeriet og veien dit")
    await stage.forge(MARTA, f"nt:list:{scene.amina}")
    await stage.press(MARTA, "7 days")
    attachment = stage.last(MARTA).rendered.attachment
    assert attachment is not None
    kind, _, number = attachment.data.partition(":")
    async with stage.database.reading() as store:
        made = await EXPORTS[kind](store, int(number), stage.clock.now())
    assert made is not None
    assert str(made[1]).count("Hva som skjedde") == 2
    assert all(note.journal_at is not None for note in await notes(scene))


async def test_nothing_in_the_period(scene: Scene) -> None:
    await scene.stage.forge(MARTA, f"nt:period:{scene.amina}:7")
    assert "There are no notes in this time." in scene.stage.toasts[MARTA][-1]
    await scene.stage.forge(MARTA, f"nt:period:{scene.amina}:3650")
    await scene.stage.forge(MARTA, f"nt:period:{scene.yonas}:7")
    assert scene.stage.last(MARTA).rendered.attachment is None


@pytest.mark.parametrize(
    ("button", "told"),
    [
        ("Called a firm", "\u2068Marta\u2069 has called \u2068Bakeriet\u2069 for you. There is no answer yet."),
        ("Talked with a firm", "\u2068Marta\u2069 has talked with \u2068Bakeriet\u2069 about you."),
        ("Visited a firm", "\u2068Marta\u2069 has visited \u2068Bakeriet\u2069 to find work for you."),
        ("Sent a CV", "\u2068Marta\u2069 has sent your CV to \u2068Bakeriet\u2069."),
        ("Asked about something", "\u2068Marta\u2069 has asked about this for you: \u2068Bakeriet\u2069"),
        ("Looked for jobs", "\u2068Marta\u2069 has looked for jobs for you: \u2068Bakeriet\u2069"),
    ],
)
async def test_what_we_did_for_you(scene: Scene, button: str, told: str) -> None:
    stage = scene.stage
    await keep(scene)
    await stage.press(MARTA, "Tell")
    await stage.press(MARTA, button)
    await stage.write(MARTA, "Bakeriet")
    assert AMINA not in stage.screens, "nothing goes before it is approved"
    assert plain(told) in plain(stage.last(MARTA).text)
    await stage.press(MARTA, "Approve and send")
    (bubble,) = stage.screens[AMINA]
    assert "This is what we did for you." in bubble.text
    assert told in bubble.text
    assert "torget" not in bubble.text
    assert (await notes(scene))[0].told_at == stage.clock.now()
    assert YONAS not in stage.screens


async def test_it_goes_once_and_only_as_it_was_read(scene: Scene) -> None:
    stage = scene.stage
    note = await keep(scene)
    await stage.forge(MARTA, f"nt:told:{note.id}:called")
    await stage.write(MARTA, "Bakeriet")
    first = stage.last(MARTA)
    await stage.write(MARTA, "Butikken")
    old = next(b for row in first.rendered.rows for b in row if "Approve" in b.label)
    await stage.forge(MARTA, old.payload)
    assert AMINA not in stage.screens
    await stage.press(MARTA, "Approve and send")
    await stage.forge(MARTA, old.payload)
    assert len(stage.screens[AMINA]) == 1
    assert "Butikken" in stage.last(AMINA).text


@pytest.mark.parametrize("status", [ParticipantStatus.PAUSED, ParticipantStatus.WITHDRAWN])
async def test_nothing_goes_to_somebody_who_wants_none(scene: Scene, status: ParticipantStatus) -> None:
    stage = scene.stage
    note = await keep(scene)
    await stage.forge(MARTA, f"nt:told:{note.id}:called")
    await stage.write(MARTA, "Bakeriet")
    async with stage.database.unit_of_work() as store:
        amina = await store.participants.get(scene.amina)
        assert amina is not None
        amina.status = status
        await store.commit()
    await stage.press(MARTA, "Approve and send")
    await stage.forge(MARTA, f"nt:tell:{note.id}")
    assert AMINA not in stage.screens


@pytest.mark.parametrize("words", ["\u200b", "x" * 121])
async def test_words_that_do_not_fit_are_asked_for_again(scene: Scene, words: str) -> None:
    stage = scene.stage
    note = await keep(scene)
    await stage.forge(MARTA, f"nt:told:{note.id}:called")
    await stage.write(MARTA, words)
    assert "at most 120 letters" in stage.last(MARTA).text
