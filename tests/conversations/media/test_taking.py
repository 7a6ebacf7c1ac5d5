"""What may be taken, from whom, and what is said when it is not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.incoming import Document, Incoming, Photo, Voice
from conversations.media import rules, service
from conversations.media.rules import Sent
from conversations.turn import Turn
from locales.text import Text
from storage.models import Media
from storage.unit_of_work import UnitOfWork
from storage.visibility import Scope
from tests.conversations.home.scene import AMINA, MARTA, Scene
from tests.conversations.stage import CONTEXT

VOICE = Voice("file-1", "u", 4, 900, 55)
PHOTO = Photo("file-2", "u", "caption", 900, 56)
PDF = Document("file-3", "u", "Søknad.PDF", "application/pdf", "", 900, 57)
LIMIT = 20 * 1024 * 1024


async def turn_of(scene: Scene, store: UnitOfWork, chat: int, content: Sent) -> Turn:
    person = await store.people.by_chat(chat)
    assert person is not None
    now = scene.stage.clock.now()
    turn = Turn(Incoming(1, chat, chat, "en", content, now), now, now, CONTEXT, store.acting(person.id), person)
    turn.memberships = tuple(person.memberships)
    return turn


async def take(scene: Scene, chat: int, content: Sent, programme: int | None = None) -> Media | Text:
    async with scene.stage.database.unit_of_work() as store:
        turn = await turn_of(scene, store, chat, content)
        taken = await service.take(turn, content, programme_id=programme or scene.programme)
        await store.commit()
    return taken


@pytest.mark.parametrize("chat", [MARTA, AMINA])
@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (VOICE, ("voice", "audio/ogg", None, 4)),
        (PHOTO, ("photo", "image/jpeg", None, 0)),
        (PDF, ("document", "application/pdf", "Søknad.PDF", 0)),
        (replace(PDF, size=LIMIT), ("document", "application/pdf", "Søknad.PDF", 0)),
        (replace(PDF, size=0), ("document", "application/pdf", "Søknad.PDF", 0)),
    ],
)
async def test_it_is_noted_and_asked_for(
    scene: Scene, chat: int, content: Sent, expected: tuple[str, str, str | None, int]
) -> None:
    media = await take(scene, chat, content)
    assert isinstance(media, Media)
    assert (media.kind, media.mime, media.name, media.seconds) == expected
    assert (media.state, media.transcript_state, media.chat_id) == ("wanted", "none", chat)
    assert (media.file_id, media.message_id, media.size) == (content.file_id, content.message_id, content.size)
    now = scene.stage.clock.now()
    async with scene.stage.database.unit_of_work() as store:
        errands = await store.errands.claim("w", ["fetch"], now=now, machine_now=now, lease_until=now, limit=9)
    assert [errand.ref_id for errand in errands] == [media.id]


@pytest.mark.parametrize(("chat", "domain"), [(MARTA, "staff"), (AMINA, "participant")])
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (replace(VOICE, size=LIMIT + 1), "too big"),
        (replace(PHOTO, size=LIMIT + 1), "too big"),
        (replace(PDF, size=LIMIT + 1), "too big"),
        (replace(PDF, mime_type="application/zip", name="a.zip"), "cannot keep"),
        (replace(PDF, mime_type="application/x-msdownload", name="a.exe"), "cannot keep"),
        (replace(PDF, mime_type="video/mp4", name="a.mp4"), "cannot keep"),
        (replace(PDF, mime_type="", name="a.pdf"), "cannot keep"),
        (replace(PDF, name="brev.pdf.exe"), "cannot keep"),
        (replace(PDF, mime_type="image/svg+xml", name="a.svg"), "cannot keep"),
    ],
)
async def test_a_refusal_is_kind_and_leaves_nothing(
    scene: Scene, chat: int, domain: str, content: Sent, words: str
) -> None:
    said = await take(scene, chat, content)
    assert isinstance(said, Text)
    assert words in said.msgid
    assert said.domain == domain
    async with scene.stage.database.reading() as store:
        assert await store.errands.next_due(["fetch"], scene.stage.clock.now()) is None


async def test_nobody_sends_into_a_programme_of_others(scene: Scene) -> None:
    for chat in (MARTA, AMINA):
        with pytest.raises(LookupError):
            await take(scene, chat, VOICE, scene.elsewhere)


async def test_it_is_the_senders_alone_until_a_feature_says_otherwise(scene: Scene) -> None:
    media = await take(scene, AMINA, VOICE)
    assert isinstance(media, Media)
    for name, sees in (("Amina", True), ("Marta", False), ("Yonas", False), ("Eva", False), ("Nils", False)):
        async with scene.stage.database.reading(Scope(scene.people[name])) as store:
            assert (await store.media.get(media.id) is not None) is sees, name
            assert await service.find(store, media.id) is not None


async def test_a_thing_of_others_is_not_taken_in_their_name(scene: Scene) -> None:
    async with scene.stage.database.unit_of_work() as store:
        turn = await turn_of(scene, store, MARTA, VOICE)
        media = await service.take(turn, VOICE, programme_id=scene.programme)
        assert isinstance(media, Media)
        with pytest.raises(LookupError):
            await store.acting(scene.people["Lars"]).media.add(
                Media(programme_id=scene.programme, owner_id=media.owner_id)
            )


@pytest.mark.parametrize("mime", rules.ENDINGS)
def test_every_type_has_a_name_when_sent_on(mime: str) -> None:
    content = replace(PDF, mime_type=f"{mime}; charset=x", name="")
    assert rules.mime_of(content) == mime
    assert rules.file_name("document", mime, None) == f"document{rules.ENDINGS[mime][0]}"
    assert rules.mime_of(replace(content, name=rules.file_name("document", mime, None))) == mime


@given(st.text(max_size=300))
def test_a_long_name_keeps_its_ending(stem: str) -> None:
    name = rules.name_of(replace(PDF, name=f"{stem}.pdf"))
    assert name is not None
    assert name.endswith(".pdf")
    assert len(name) <= 104
