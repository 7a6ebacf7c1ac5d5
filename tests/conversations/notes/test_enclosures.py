"""Voices, pictures and files of a note: fetched after the commit, played for two minutes, written down."""

from __future__ import annotations

import pytest
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.errands.model import Failure, Fetched, GaveUp, Transcribed
from conversations.house import ERRANDS
from conversations.incoming import Content, Document, Photo, Voice
from storage.models import Delivery, Media, Note
from tests.conversations.home.scene import MARTA, Scene

VOICE = Voice("voice-file", "u", 12, 9000, 70)
PHOTO = Photo("photo-file", "u", "Skiltet på døra til bakeriet", 9000, 71)
PROGRAM = Document("bad-file", "u", "x.exe", "application/x-msdownload", "", 10, 72)


async def sent(scene: Scene) -> list[Media]:
    async with AsyncSession(scene.stage.database.engine) as session:
        return list(await session.scalars(select(Media).order_by(Media.id)))


async def notes(scene: Scene) -> list[Note]:
    async with AsyncSession(scene.stage.database.engine) as session:
        return list(await session.scalars(select(Note).order_by(Note.id)))


async def conclude(scene: Scene, kind: str, media_id: int, result: object) -> None:
    async with scene.stage.database.unit_of_work() as store:
        await ERRANDS[kind].conclude(store, media_id, result, scene.stage.clock.now())  # type: ignore[arg-type]
        await store.commit()
    await scene.stage.deliver()


async def deletions(scene: Scene) -> list[int | None]:
    async with AsyncSession(scene.stage.database.engine) as session:
        rows = await session.scalars(select(Delivery).where(Delivery.action == "delete").order_by(Delivery.id))
        return [row.target_message_id for row in rows]


async def keep(scene: Scene, content: Content = VOICE) -> None:
    await scene.stage.send(MARTA, content)
    await scene.stage.press(MARTA, "Amina")
    await scene.stage.press(MARTA, "Talk")


async def test_a_voice_message_is_a_note(scene: Scene) -> None:
    await keep(scene)
    (note,) = await notes(scene)
    (media,) = await sent(scene)
    assert (note.words, note.state, media.state) == (None, "kept", "wanted")
    assert await deletions(scene) == [], "the only copy stays until the file is ours"
    await conclude(scene, "fetch", media.id, Fetched(9000))
    assert await deletions(scene) == [70]


async def test_words_beside_a_picture_are_words_of_the_note(scene: Scene) -> None:
    await keep(scene, PHOTO)
    (note,) = await notes(scene)
    assert note.words == "Skiltet på døra til bakeriet"


async def test_voice_and_text_are_one_note(scene: Scene) -> None:
    await scene.stage.send(MARTA, VOICE)
    await scene.stage.write(MARTA, "Det viktigste er sagt i opptaket")
    await scene.stage.press(MARTA, "Amina")
    await scene.stage.press(MARTA, "Interview")
    (note,) = await notes(scene)
    assert note.words == "Det viktigste er sagt i opptaket"
    assert len(await sent(scene)) == 1


async def test_it_is_played_and_goes_away_by_itself(scene: Scene) -> None:
    stage = scene.stage
    await keep(scene)
    await stage.press(MARTA, "Read")
    await stage.press(MARTA, "Voice message")
    assert "not kept yet" in stage.toasts[MARTA][-1]
    (media,) = await sent(scene)
    await conclude(scene, "fetch", media.id, Fetched(9000))
    await stage.press(MARTA, "Voice message")
    played = stage.last(MARTA)
    assert played.rendered.attachment is not None
    assert (played.rendered.attachment.kind, played.rendered.attachment.data) == ("media", str(media.id))
    await stage.pass_time(minutes=2)
    assert all(bubble.rendered.attachment is None for bubble in stage.screens[MARTA])


async def test_it_goes_away_at_a_tap(scene: Scene) -> None:
    stage = scene.stage
    await keep(scene)
    (media,) = await sent(scene)
    await conclude(scene, "fetch", media.id, Fetched(9000))
    await stage.press(MARTA, "Read")
    await stage.press(MARTA, "Voice message")
    await stage.press(MARTA, "Hide it")
    assert all(bubble.rendered.attachment is None for bubble in stage.screens[MARTA])
    await stage.pass_time(minutes=2)


async def test_what_vanished_on_the_way_is_said(scene: Scene) -> None:
    stage = scene.stage
    await keep(scene)
    (media,) = await sent(scene)
    await conclude(scene, "fetch", media.id, GaveUp(Failure.GONE))
    assert "Please send it once more." in stage.last(MARTA).text
    await stage.press(MARTA, "Read")
    assert any("it is not there any more." in bubble.text for bubble in stage.screens[MARTA])
    assert not any("Voice message" in label for bubble in stage.screens[MARTA] for label in bubble.labels)


@pytest.mark.parametrize("content", [PROGRAM, Voice("big", "u", 900, 21 * 1024 * 1024, 73)], ids=["type", "size"])
async def test_what_cannot_be_kept_is_said_kindly(scene: Scene, content: Content) -> None:
    await scene.stage.send(MARTA, content)
    assert await sent(scene) == []
    assert scene.stage.last(MARTA).text
    assert "About whom?" not in scene.stage.last(MARTA).text


async def test_a_refused_file_loses_no_words(scene: Scene) -> None:
    document = Document("bad-file", "u", "x.exe", "application/x-msdownload", "Se på dette før torsdag", 10, 72)
    await keep(scene, document)
    assert (await notes(scene))[0].words == "Se på dette før torsdag"


async def test_what_a_machine_heard_is_a_proposal(scene: Scene) -> None:
    stage = scene.stage
    await keep(scene)
    (media,) = await sent(scene)
    await conclude(scene, "fetch", media.id, Fetched(9000, transcribable=True))
    await conclude(scene, "transcribe", media.id, Transcribed("Hun vil prøve en dag i bakeriet"))
    assert "written down, as a proposal" in stage.last(MARTA).text
    assert "bakeriet" not in stage.everything(MARTA)
    await stage.press(MARTA, "Look at it")
    await stage.press(MARTA, "Read")
    assert "Hun vil prøve en dag i bakeriet" in stage.last(MARTA).text
    assert (await notes(scene))[0].words is None
    await stage.press(MARTA, "Take these words")
    assert (await notes(scene))[0].words == "Hun vil prøve en dag i bakeriet"
    assert (await sent(scene))[0].transcript is None


async def test_what_was_heard_wrong_is_left(scene: Scene) -> None:
    stage = scene.stage
    await keep(scene)
    (media,) = await sent(scene)
    await conclude(scene, "fetch", media.id, Fetched(9000, transcribable=True))
    await conclude(scene, "transcribe", media.id, Transcribed("Hun vil prøve en sag"))
    await stage.press(MARTA, "Look at it")
    await stage.press(MARTA, "Read")
    await stage.press(MARTA, "Leave them")
    assert (await notes(scene))[0].words is None
    assert [(one.transcript, one.transcript_state) for one in await sent(scene)] == [(None, "refused")]


async def test_only_that_it_was_forgets_what_was_sent(scene: Scene) -> None:
    await scene.stage.send(MARTA, VOICE)
    await scene.stage.press(MARTA, "Amina")
    await scene.stage.press(MARTA, "Only that we talked")
    (media,) = await sent(scene)
    assert (media.state, media.file_id) == ("gone", None)


async def test_what_was_undone_is_forgotten_with_its_files(scene: Scene) -> None:
    from conversations.notes.service import ERASED_AFTER, erase_undone  # noqa: PLC0415 - only here

    await keep(scene)
    await scene.stage.press(MARTA, "Undo")
    async with scene.stage.database.unit_of_work() as store:
        await erase_undone(store, scene.stage.clock.now() + ERASED_AFTER * 1.01)
        await store.commit()
    (media,) = await sent(scene)
    assert media.state == "gone"
    assert await notes(scene) == []


async def test_somebody_elses_file_is_not_played(scene: Scene) -> None:
    stage = scene.stage
    await keep(scene)
    await scene.stage.send(MARTA, PHOTO)
    await scene.stage.press(MARTA, "A note to myself")
    voice, photo = await sent(scene)
    async with AsyncSession(stage.database.engine) as session:
        await session.execute(update(Media).values(state="kept"))
        await session.commit()
    await stage.forge(MARTA, f"nt:play:1:{photo.id}")
    assert all(bubble.rendered.attachment is None for bubble in stage.screens[MARTA])
    await stage.forge(MARTA, f"nt:play:1:{voice.id}")
    assert stage.last(MARTA).rendered.attachment is not None
