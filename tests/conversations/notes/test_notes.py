"""A note: one message and two taps, three with a next step; and nobody reads it but who helps the participant now."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.notes.service import erase_undone, remember_drafts
from storage.models import Delivery, Note, NoteState
from tests.conversations.home.scene import AMINA, MARTA, Scene

WORDS = "Vi snakket om bakeriet på torget, hun vil prøve en dag"


async def notes(scene: Scene) -> list[Note]:
    async with AsyncSession(scene.stage.database.engine) as session:
        return list(await session.scalars(select(Note).order_by(Note.id)))


async def keep(scene: Scene, words: str = WORDS, kind: str = "Talk") -> Note:
    stage = scene.stage
    await stage.write(MARTA, words)
    await stage.press(MARTA, "Amina")
    await stage.press(MARTA, kind)
    return (await notes(scene))[-1]


async def test_one_message_and_two_taps_keep_it(scene: Scene) -> None:
    stage = scene.stage
    await stage.write(MARTA, WORDS)
    assert "A note. About whom?" in stage.last(MARTA).text
    await stage.press(MARTA, "Amina")
    await stage.press(MARTA, "Talk")
    (note,) = await notes(scene)
    assert (note.words, note.kind, note.state) == (WORDS, "talk", "kept")
    assert note.happened_on.isoformat() == "2026-11-20"
    assert "Kept." in stage.last(MARTA).text
    assert "Friday 20 November" in stage.last(MARTA).text


async def test_a_third_tap_gives_the_next_step_a_day(scene: Scene) -> None:
    stage = scene.stage
    note = await keep(scene)
    await stage.press(MARTA, "In two days")
    (task,) = await scene.tasks("Marta")
    assert task.kind == "next_step"
    assert task.due_at.date() == (stage.clock.now() + timedelta(days=2)).date()
    assert (await notes(scene))[0].next_on == task.due_at.date()
    await stage.forge(MARTA, f"nt:days:{note.id}")
    await stage.press(MARTA, "Friday 27 November")
    assert [one.due_at.day for one in await scene.tasks("Marta")] == [27], "one next step a note"
    await stage.forge(MARTA, f"nt:next:{note.id}:0")
    assert await scene.tasks("Marta") == []


async def test_what_was_written_leaves_the_screen(scene: Scene) -> None:
    stage = scene.stage
    await stage.write(MARTA, WORDS)
    source = (await notes(scene))[0].sources[0]
    await stage.press(MARTA, "Amina")
    await stage.press(MARTA, "Talk")
    async with AsyncSession(stage.database.engine) as session:
        gone = await session.scalars(select(Delivery).where(Delivery.action == "delete"))
        assert [row.target_message_id for row in gone] == [source]
        said = await session.scalars(select(Delivery.content).where(Delivery.person_id == scene.people["Marta"]))
        assert not any("bakeriet" in str(content) for content in said), "the note stands in the note alone"
    assert "bakeriet" not in stage.everything(MARTA)


async def test_several_messages_are_one_note(scene: Scene) -> None:
    stage = scene.stage
    await stage.write(MARTA, "Snakket om praksis i barnehagen i dag")
    await stage.write(MARTA, "Hun ringer selv i morgen")
    await stage.press(MARTA, "Amina")
    await stage.press(MARTA, "Phone call")
    (note,) = await notes(scene)
    assert note.words == "Snakket om praksis i barnehagen i dag\n\nHun ringer selv i morgen"


async def test_a_draft_survives_everything_and_comes_back_where_it_was(scene: Scene) -> None:
    stage = scene.stage
    await stage.write(MARTA, WORDS)
    await stage.press(MARTA, "Amina")
    await stage.write(MARTA, "/menu")
    stage.clock.advance(timedelta(hours=30))
    await stage.write(MARTA, "/notes")
    assert "1 note is not finished." in stage.last(MARTA).text
    await stage.press(MARTA, "Go on with it")
    assert "What was it, with \u2068Amina\u2069?" in stage.last(MARTA).text
    await stage.press(MARTA, "Interview")
    (note,) = await notes(scene)
    assert (note.state, note.words) == ("kept", WORDS)


async def test_a_draft_that_was_left_becomes_a_task_once(scene: Scene) -> None:
    stage = scene.stage
    await stage.write(MARTA, WORDS)
    for hours in (1, 12, 1):
        stage.clock.advance(timedelta(hours=hours))
        async with stage.database.unit_of_work() as store:
            await remember_drafts(store, stage.clock.now())
            await store.commit()
    assert [task.kind for task in await scene.tasks("Marta")] == ["note_draft"]


async def test_a_note_to_oneself(scene: Scene) -> None:
    stage = scene.stage
    await stage.write(MARTA, "Husk å spørre om nøkkelen til møterommet")
    await stage.press(MARTA, "A note to myself")
    (note,) = await notes(scene)
    assert (note.participant_id, note.state) == (None, "kept")
    await stage.write(MARTA, "/notes")
    await stage.press(MARTA, "Note to myself")
    await stage.press(MARTA, "Read")
    assert "nøkkelen" in stage.last(MARTA).text


async def test_only_that_it_was(scene: Scene) -> None:
    stage = scene.stage
    await stage.write(MARTA, "Hun fortalte meg noe jeg ikke skal skrive")
    await stage.press(MARTA, "Amina")
    await stage.press(MARTA, "Only that we talked")
    (note,) = await notes(scene)
    assert (note.words, note.held_only, note.state) == (None, True, "kept")
    assert "Nothing is written down of it." in stage.last(MARTA).text


@pytest.mark.parametrize("choice", ["Keep it", "Shorten it"])
async def test_a_gentle_warning_before_what_nobody_needs_to_know(scene: Scene, choice: str) -> None:
    stage = scene.stage
    await stage.write(MARTA, "Hun er gravid og er trist om dagen")
    await stage.press(MARTA, "Amina")
    await stage.press(MARTA, "Talk")
    assert "health, faith or somebody's private life" in stage.last(MARTA).text
    assert (await notes(scene))[0].state == NoteState.DRAFT
    await stage.press(MARTA, choice)
    if choice == "Shorten it":
        await stage.write(MARTA, "Vi tar en pause i jobbsøkingen")
    (note,) = await notes(scene)
    assert note.state == "kept"
    assert note.words == (
        "Hun er gravid og er trist om dagen" if choice == "Keep it" else "Vi tar en pause i jobbsøkingen"
    )


async def test_it_stands_there_for_two_minutes_and_is_gone(scene: Scene) -> None:
    stage = scene.stage
    await keep(scene)
    await stage.press(MARTA, "Read")
    assert WORDS in stage.last(MARTA).text
    await stage.pass_time(minutes=1, seconds=59)
    assert WORDS in stage.last(MARTA).text
    await stage.pass_time(seconds=1)
    assert WORDS not in stage.everything(MARTA)
    assert "Read" in str(stage.last(MARTA).labels)


async def test_it_goes_at_a_tap_too_and_nothing_else_is_overwritten_later(scene: Scene) -> None:
    stage = scene.stage
    await keep(scene)
    await stage.press(MARTA, "Read")
    await stage.press(MARTA, "Hide it")
    assert WORDS not in stage.everything(MARTA)
    await stage.press(MARTA, "Menu")
    shown = stage.last(MARTA).text
    await stage.pass_time(minutes=5)
    assert stage.last(MARTA).text == shown


async def test_within_a_day_it_changes_and_the_earlier_words_are_kept(scene: Scene) -> None:
    stage = scene.stage
    note = await keep(scene)
    await stage.press(MARTA, "More")
    await stage.press(MARTA, "What happened")
    await stage.write(MARTA, "Vi snakket om kjøkkenet")
    async with stage.database.reading() as store:
        assert [one.fields for one in await store.notes.versions(note.id)] == [{"words": WORDS}]
    assert (await notes(scene))[0].words == "Vi snakket om kjøkkenet"
    await stage.press(MARTA, "More")
    for heading, words in (("What I did", "Ringte"), ("Result", "Prøvedag torsdag"), ("What worked", "Å møtes ute")):
        await stage.press(MARTA, heading)
        await stage.write(MARTA, words)
        await stage.press(MARTA, "More")
    (changed,) = await notes(scene)
    assert (changed.did, changed.result, changed.worked) == ("Ringte", "Prøvedag torsdag", "Å møtes ute")


async def test_after_a_day_there_are_only_additions(scene: Scene) -> None:
    stage = scene.stage
    note = await keep(scene)
    stage.clock.advance(timedelta(hours=24, seconds=1))
    await stage.forge(MARTA, f"nt:write:{note.id}:words")
    await stage.forge(MARTA, f"nt:undo:{note.id}")
    assert (await notes(scene))[0].state == "kept"
    await stage.forge(MARTA, f"nt:more:{note.id}")
    await stage.press(MARTA, "Add to it")
    await stage.write(MARTA, "Hun møtte opp og likte det")
    assert (await notes(scene))[0].words == WORDS
    await stage.press(MARTA, "Read")
    assert "Hun møtte opp og likte det" in stage.last(MARTA).text


async def test_what_was_begun_fresh_and_written_too_late_is_an_addition(scene: Scene) -> None:
    stage = scene.stage
    note = await keep(scene)
    await stage.forge(MARTA, f"nt:write:{note.id}:words")
    stage.clock.advance(timedelta(hours=23, minutes=59))
    await stage.forge(MARTA, f"nt:write:{note.id}:did")
    stage.clock.advance(timedelta(minutes=2))
    await stage.write(MARTA, "Ringte bakeriet")
    async with stage.database.reading() as store:
        assert [one.words for one in await store.notes.additions(note.id)] == ["Ringte bakeriet"]


async def test_undone_comes_back_for_a_day_and_then_is_erased(scene: Scene) -> None:
    stage = scene.stage
    await keep(scene)
    await stage.press(MARTA, "Tomorrow")
    await stage.press(MARTA, "Undo")
    assert await scene.tasks("Marta") == []
    await stage.press(MARTA, "Bring it back")
    assert (await notes(scene))[0].state == "kept"
    assert len(await scene.tasks("Marta")) == 1
    await stage.press(MARTA, "Undo")
    for hours, left in ((23, 1), (2, 0)):
        stage.clock.advance(timedelta(hours=hours))
        async with stage.database.unit_of_work() as store:
            await erase_undone(store, stage.clock.now())
            await store.commit()
        assert len(await notes(scene)) == left


async def test_steps_and_another_day(scene: Scene) -> None:
    stage = scene.stage
    note = await keep(scene)
    await stage.forge(MARTA, f"nt:steps:{note.id}")
    await stage.press(MARTA, "Finding a job")
    await stage.press(MARTA, "Profile and plan")
    await stage.forge(MARTA, f"nt:day:{note.id}")
    await stage.press(MARTA, "Thursday 19 November")
    (kept,) = await notes(scene)
    assert (kept.steps, kept.happened_on.isoformat()) == ([2, 3], "2026-11-19")


async def test_a_talk_is_contact_with_her_and_a_visit_to_a_firm_is_not(scene: Scene) -> None:
    await keep(scene, kind="Employer visit")
    assert (await scene.participant(scene.amina)).last_contact_at is None
    await keep(scene)
    assert (await scene.participant(scene.amina)).last_contact_at == scene.stage.clock.now()


async def test_a_very_long_note_is_read_in_parts(scene: Scene) -> None:
    stage = scene.stage
    long = "å " * 1900
    await stage.write(MARTA, long)
    await stage.write(MARTA, long)
    await stage.press(MARTA, "Amina")
    await stage.press(MARTA, "Talk")
    await stage.press(MARTA, "Read")
    first = stage.last(MARTA).text
    await stage.press(MARTA, "Read on")
    assert stage.last(MARTA).text != first
    assert "…" not in first


async def test_a_line_can_be_meant_either_way(scene: Scene) -> None:
    stage = scene.stage
    await stage.write(MARTA, "Amina torsdag 10:00 NAV Sentrum")
    await stage.press(MARTA, "It is a note")
    assert "A note. About whom?" in stage.last(MARTA).text
    await stage.press(MARTA, "It is an appointment")
    assert "Thursday 26 November" in stage.last(MARTA).text
    assert {note.state for note in await notes(scene)} == {"undone"}


async def test_the_participant_reads_nothing_of_it(scene: Scene) -> None:
    await keep(scene)
    assert AMINA not in scene.stage.screens
