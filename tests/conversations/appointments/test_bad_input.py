"""What people send that nobody asked for: every one of it gets a kind answer and changes nothing it should not."""

from __future__ import annotations

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.incoming import Contact, Content, Document, Photo, PlaceShared, Unsupported, Voice
from storage.models import Person
from tests.conversations.appointments.conftest import AMINA, SPECIALIST, Cast
from tests.conversations.appointments.looking import LINE, answers, appointments, make, occurrences
from tests.conversations.appointments.test_making import plain

NOT_WORDS: list[Content] = [
    Photo("file", "unique", "", 10, 1),
    Voice("file", "unique", 3, 10, 1),
    Document("file", "unique", "cv.pdf", "application/pdf", "", 10, 1),
    PlaceShared(59.9, 10.7, 1),
    Contact("+4700000000", "Ola", 1),
    Unsupported("sticker", 1),
]
STEPS: dict[str, tuple[tuple[str, ...], str]] = {
    "line": ((), "Please write it, or use the buttons."),
    "clock": (("Time",), "I could not read a time. Write for example 10:20."),
    "where": (("Place",), "Please write where it is."),
    "bring": (("More", "Bring"), "Please write it, or use the buttons."),
    "why": (("More", "Why"), "Please write it, or use the buttons."),
    "host": (("More", "Who meets them"), "Please write it, or use the buttons."),
    "until": (("More", "Every week"), "Choose the weekdays, then write the last day, for example 20.12."),
}


async def ask(cast: Cast, step: str) -> None:
    await cast.stage.write(SPECIALIST, LINE)
    for label in STEPS[step][0]:
        await cast.stage.press(SPECIALIST, label)


def read(cast: Cast) -> str:
    return plain(cast.stage.last(SPECIALIST).text)


@pytest.mark.parametrize("content", NOT_WORDS, ids=lambda content: type(content).__name__)
@pytest.mark.parametrize("step", STEPS)
class TestWhereWordsAreAsked:
    async def test_something_else_is_answered_kindly(self, cast: Cast, step: str, content: Content) -> None:
        await ask(cast, step)
        await cast.stage.send(SPECIALIST, content)
        assert STEPS[step][1] in read(cast)


@pytest.mark.parametrize("step", STEPS)
async def test_after_something_else_the_words_are_still_taken(cast: Cast, step: str) -> None:
    words = {"clock": "10:20", "line": "kl 10:20", "until": "20.12"}
    await ask(cast, step)
    await cast.stage.send(SPECIALIST, Unsupported("sticker", 1))
    await cast.stage.write(SPECIALIST, words.get(step, "Word"))
    assert "Save and tell them" in str(cast.stage.last(SPECIALIST).labels)


@pytest.mark.parametrize("step", ["where", "bring", "why", "host"])
@pytest.mark.parametrize("words", [" ", "\u200b\u200e", "\u2066\u2069", "\x00\x07"])
async def test_words_nobody_can_see_are_asked_again(cast: Cast, step: str, words: str) -> None:
    await ask(cast, step)
    await cast.stage.write(SPECIALIST, words)
    assert STEPS[step][1] in read(cast)


@pytest.mark.parametrize("step", ["where", "bring", "why", "host"])
async def test_words_that_are_too_long_are_asked_again(cast: Cast, step: str) -> None:
    await ask(cast, step)
    await cast.stage.write(SPECIALIST, "Æ" * 301)
    assert "This is too long." in read(cast)


@pytest.mark.parametrize("step", ["where", "bring", "why", "host"])
@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("<b>bold</b> & <a href='x'>y</a>", "&lt;b&gt;bold&lt;/b&gt; &amp; &lt;a href='x'&gt;y&lt;/a&gt;"),
        ("👩‍👧 Huset 🏠", "👩‍👧 Huset 🏠"),
        ("one\u202etwo\x07\nthree", "onetwo three"),
        ("{name} %s {0}", "{name} %s {0}"),
    ],
)
async def test_odd_words_arrive_as_words(cast: Cast, step: str, words: str, shown: str) -> None:
    await ask(cast, step)
    await cast.stage.write(SPECIALIST, words)
    await cast.stage.press(SPECIALIST, "Save")
    assert shown in plain(cast.stage.last(AMINA).text)


async def test_a_name_of_300_letters_fits_on_every_card(cast: Cast) -> None:
    async with AsyncSession(cast.stage.database.engine) as session:
        (await session.get_one(Person, cast.amina_person)).name = "A" * 300
        await session.commit()
    await cast.stage.forge(SPECIALIST, f"as:for:{cast.amina}")
    await cast.stage.write(SPECIALIST, "Thursday 10:00 NAV Sentrum")
    await cast.stage.press(SPECIALIST, "Save")
    assert "New appointment" in cast.stage.last(AMINA).text


LINES = [
    "",
    " ",
    "?",
    "Amina",
    "x" * 5000,
    "Amina " + "hei " * 1249,
    "Amina torsdag kl 10 " + "<i>" * 400,
    "😀😀😀",
    "\x00\x01\u202e",
    "Amina 31 februar kl 10 NAV",
    "Amina 30.02.2027 kl 10 NAV",
    "Amina 99.99 kl 99:99 NAV",
    "Amina 31.12.9999 23:59 NAV",
    "Amina 01.01.0001 00:00 NAV",
    "Amina torsdag 10:00 NAV 999999 timer",
    "'; DROP TABLE people; --",
    "{name} {0} %(x)s",
]


@pytest.mark.parametrize("line", LINES, ids=range(len(LINES)))
async def test_any_line_is_answered(cast: Cast, line: str) -> None:
    await cast.stage.write(SPECIALIST, line)
    assert cast.stage.last(SPECIALIST).labels


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Amina 19.11.2026 10:00 NAV", "This day has passed."),
        ("Amina i dag 08:00 NAV", "This time has passed."),
        ("Amina i går kl 10 NAV", "This day has passed."),
        ("Amina 31.12.9999 10:00 NAV", "This day is too far away."),
        ("Amina 31 februar kl 10 NAV", "There is no such day: “31 februar”."),
        ("Amina torsdag kl 25:70 NAV", "There is no such time"),
    ],
)
class TestATimeThatCannotBe:
    async def test_is_said(self, cast: Cast, line: str, words: str) -> None:
        await cast.stage.write(SPECIALIST, line)
        assert read(cast).count(words) == 1

    async def test_cannot_be_saved(self, cast: Cast, line: str, words: str) -> None:
        await cast.stage.write(SPECIALIST, line)
        assert "Save" not in str(cast.stage.last(SPECIALIST).labels), words


@pytest.mark.parametrize(
    ("line", "words", "told"),
    [
        ("Amina 28.3.2027 02:30 NAV", "The clocks skip this time. It will be at 03:30.", "Sunday 28 March at 03:30"),
        ("Amina 31.10.2027 02:30 NAV", "The clocks go back that night.", "Sunday 31 October at 02:30"),
    ],
)
class TestATimeWhenTheClocksChange:
    async def test_is_said(self, cast: Cast, line: str, words: str, told: str) -> None:
        await cast.stage.write(SPECIALIST, line)
        assert words in read(cast), told

    async def test_is_told_as_the_clock_will_show(self, cast: Cast, line: str, words: str, told: str) -> None:
        await cast.stage.write(SPECIALIST, line)
        await cast.stage.press(SPECIALIST, "Save")
        assert told in cast.stage.last(AMINA).text, words


async def test_a_time_that_passes_while_the_card_is_open_is_not_saved(cast: Cast) -> None:
    await cast.stage.write(SPECIALIST, "Amina i dag 10:00 NAV Sentrum")
    cast.stage.clock.set(cast.stage.clock.now().replace(hour=9, minute=30))
    await cast.stage.press(SPECIALIST, "Save")
    assert await appointments(cast) == []


FORGED_BY_STAFF = [
    "as:save",
    "as:save:x:y",
    "as:save:1",
    "as:save:99:99",
    "as:for:x",
    "as:for:99999",
    "as:dayset:tomorrow",
    "as:dayset:9999-12-31",
    "as:dayset:0001-01-01",
    "as:day:-7",
    "as:day:999",
    "as:hour:25",
    "as:timeset:25:00",
    "as:timeset:10",
    "as:placeset:99999",
    "as:kindset:party",
    "as:lengthset:-5",
    "as:speakset:xx",
    "as:words:secret",
    "as:nowords:secret",
    "as:weekset:9",
    "as:who:99",
    "as:who:-3",
    "as:whoset:99999:0",
    "as:move:99999",
    "as:move",
    "as:look",
    "as:card",
    "as:nothing",
    "ag:show:99999",
    "ag:show:x",
    "ag:drop:99999:1",
    "ag:dropone:1",
    "ag:re:1:1:party:1",
    "ag:re:1",
    "ag:list:x",
]


@pytest.mark.parametrize("payload", FORGED_BY_STAFF)
class TestForgedButtons:
    async def test_a_specialist_gets_an_answer(self, cast: Cast, payload: str) -> None:
        await cast.stage.forge(SPECIALIST, payload)
        assert cast.stage.screens.get(SPECIALIST) or cast.stage.toasts[SPECIALIST]

    async def test_nothing_is_made(self, cast: Cast, payload: str) -> None:
        await cast.stage.write(SPECIALIST, LINE)
        await cast.stage.forge(SPECIALIST, payload)
        assert await appointments(cast) == []


@pytest.mark.parametrize(
    "payload",
    [
        "ap:show",
        "ap:show:x",
        "ap:yes:99999:1",
        "ap:lateby:1:1:7",
        "ap:lateby:1:1",
        "ap:list:x",
        "ap:list:-9",
        "ap:huh:1",
    ],
)
async def test_a_participants_forged_button_answers_nothing(cast: Cast, payload: str) -> None:
    await make(cast)
    await cast.stage.forge(AMINA, payload)
    assert await answers(cast) == {}


OVER = ["ap:yes:1:1", "ap:late:1:1", "ap:lateby:1:1:5", "ap:no:1:1", "ap:another:1:1", "ap:callme:1:1", "ap:show:1"]


@pytest.mark.parametrize("payload", OVER)
class TestATapAfterTheAppointment:
    async def test_is_answered(self, cast: Cast, payload: str) -> None:
        await make(cast)
        await cast.stage.pass_time(days=7)
        await cast.stage.forge(AMINA, payload)
        assert cast.stage.toasts[AMINA] == ["This appointment is over. All is well."]

    async def test_changes_nothing(self, cast: Cast, payload: str) -> None:
        await make(cast)
        await cast.stage.pass_time(days=7)
        await cast.stage.forge(AMINA, payload)
        assert (await answers(cast), SPECIALIST in cast.stage.screens) == ({}, False)


@pytest.mark.parametrize("payload", ["ag:drop:1:1", "ag:dropone:1:1", "ag:dropall:1:1", "as:move:1"])
async def test_what_is_over_stays_as_it_was(cast: Cast, payload: str) -> None:
    await make(cast)
    await cast.stage.pass_time(days=7)
    await cast.stage.forge(SPECIALIST, payload)
    assert [(row.version, row.cancelled_at) for row in await occurrences(cast)] == [(1, None)]
