"""A letter: to the specialist with a picture or without, seen by nobody else, and gone when it is dealt with."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.attachments import AttachmentError, FileIdentity, make
from conversations.incoming import Content, Document, Photo
from conversations.letters.specialist import KEPT, forget_pictures
from locales.message import Attachment
from storage.models import Delivery, Dialogue, Letter
from tests.conversations.home.scene import AMINA, EVA, LARS, MARTA, YONAS, Scene

PHOTO = Photo("letter-photo", "u", "", 9000, 70)
SCAN = Document("letter-scan", "u", "brev.png", "image/png", "", 9000, 71)


async def letters(scene: Scene) -> list[Letter]:
    async with AsyncSession(scene.stage.database.engine) as session:
        return list(await session.scalars(select(Letter).order_by(Letter.id)))


async def send_letter(scene: Scene, content: Content = PHOTO) -> None:
    stage = scene.stage
    await stage.write(AMINA, "/lists")
    await stage.press(AMINA, "More for me")
    await stage.press(AMINA, "Help with a letter")
    await stage.send(AMINA, content)


@pytest.mark.parametrize(("content", "kind"), [(PHOTO, "photo"), (SCAN, "document")], ids=["photo", "file"])
async def test_the_specialist_sees_it_and_it_is_gone_afterwards(scene: Scene, content: Photo, kind: str) -> None:
    stage = scene.stage
    await send_letter(scene, content)
    assert "\u2068Marta\u2069 looks at the letter with you." in stage.last(AMINA).text
    (task,) = await scene.tasks("Marta")
    assert task.kind == "letter"
    await stage.press(MARTA, "Look at the letter")
    shown = stage.last(MARTA)
    assert shown.rendered.attachment is not None
    (letter,) = await letters(scene)
    assert letter.picture == f"{kind}:{content.file_id}"
    assert (shown.rendered.attachment.kind, shown.rendered.attachment.data) == ("letter", str(letter.id))
    await stage.press(MARTA, "Done, delete the picture")
    assert shown not in stage.screens[MARTA]
    assert "\u2068Marta\u2069 has looked at your letter." in stage.last(AMINA).text
    assert await scene.tasks("Marta") == []
    (letter,) = await letters(scene)
    assert letter.picture is None
    await stage.press(MARTA, "Look at the letter")
    assert stage.last(MARTA).rendered.attachment is None


async def test_without_a_picture(scene: Scene) -> None:
    stage = scene.stage
    await stage.forge(AMINA, "lt:begin")
    await stage.press(AMINA, "Without a photo")
    await stage.forge(AMINA, "lt:plain")
    assert len(await letters(scene)) == 1, "one letter, however often she says so"
    (task,) = await scene.tasks("Marta")
    await stage.forge(MARTA, f"tk:open:{task.id}")
    await stage.press(MARTA, "Look at the letter")
    assert "There is no picture." in stage.last(MARTA).text
    await stage.press(MARTA, "It is done")
    assert await scene.tasks("Marta") == []
    assert "has looked at your letter." in stage.last(AMINA).text
    assert "deleted" not in stage.last(AMINA).text
    assert "deleted" not in stage.last(MARTA).text


async def test_both_sides_of_a_letter(scene: Scene) -> None:
    await send_letter(scene)
    await scene.stage.send(AMINA, PHOTO)
    assert len(await letters(scene)) == 2


async def test_words_where_a_picture_is_asked_for(scene: Scene) -> None:
    await scene.stage.forge(AMINA, "lt:begin")
    await scene.stage.write(AMINA, "It is from NAV")
    assert "It is from NAV" in scene.stage.last(MARTA).text, "what she says about it is not lost"
    assert await letters(scene) == []
    await scene.stage.send(AMINA, Document("x", "u", "x.exe", "application/x-msdownload", "", 10, 72))
    assert await letters(scene) == []


async def test_a_picture_is_kept_for_a_week_at_most(scene: Scene) -> None:
    await send_letter(scene)
    for moment, there in ((KEPT, True), (KEPT * 1.01, False)):
        async with scene.stage.database.unit_of_work() as store:
            await forget_pictures(store, scene.stage.clock.now() + moment)
            await store.commit()
        (letter,) = await letters(scene)
        assert (letter.picture is not None) is there
    assert len(await scene.tasks("Marta")) == 1, "the letter still waits for help"


async def test_looking_at_a_picture_leaves_no_second_trace_of_it(scene: Scene) -> None:
    """What is sent knows the letter and not the picture, so that taking it from the letter is enough."""
    stage = scene.stage
    await send_letter(scene)
    await stage.press(MARTA, "Look at the letter")
    shown = stage.last(MARTA).rendered.attachment
    assert shown is not None
    async with stage.database.reading() as store:
        assert await make(store, shown, "nb", stage.clock.now()) == FileIdentity("photo", PHOTO.file_id)
    async with AsyncSession(stage.database.engine) as session:
        contents = [str(row.content) for row in await session.scalars(select(Delivery))]
        drafts = [str(row.draft) for row in await session.scalars(select(Dialogue))]
    assert not any(PHOTO.file_id in kept for kept in [*contents, *drafts])
    await stage.press(MARTA, "Done, delete the picture")
    async with stage.database.reading() as store:
        for data in (shown.data, "999", "x", ""):
            with pytest.raises(AttachmentError):
                await make(store, Attachment("letter", data), "nb", stage.clock.now())


async def test_closed_twice_is_told_once(scene: Scene) -> None:
    stage = scene.stage
    await send_letter(scene)
    (letter,) = await letters(scene)
    await stage.forge(MARTA, f"le:close:{letter.id}")
    await stage.forge(MARTA, f"le:close:{letter.id}")
    assert sum("has looked at your letter." in bubble.text for bubble in stage.screens[AMINA]) == 1
    assert stage.everything(AMINA).count("The photo is deleted here.") == 1


@pytest.mark.parametrize("chat", [LARS, EVA, YONAS])
async def test_nobody_else_sees_it(scene: Scene, chat: int) -> None:
    await send_letter(scene)
    (letter,) = await letters(scene)
    for payload in (f"le:open:{letter.id}", f"le:close:{letter.id}", "le:open:999", "le:open:x"):
        await scene.stage.forge(chat, payload)
        assert scene.stage.last(chat).rendered.attachment is None
    assert (await letters(scene))[0].picture == "photo:letter-photo"
