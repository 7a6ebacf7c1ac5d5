"""A colleague comes in: the language, the name, and everything people type instead of a name."""

from __future__ import annotations

import pytest

from conversations.incoming import Content, Photo, Unsupported, Voice
from storage.models import Membership, Role
from tests.conversations.invitations import cast
from tests.conversations.invitations.cast import BOSS, KARI
from tests.conversations.stage import Stage

NOT_NAMES: list[Content] = [
    Photo("f", "u", "Kari", 1, 1),
    Voice("f", "u", 2, 1, 1),
    Unsupported("sticker", 1),
]


async def at_the_name(stage: Stage) -> None:
    await cast.open_link(stage, KARI, await cast.staff_code(stage, Role.SPECIALIST))
    await stage.press(KARI, "English")


@pytest.mark.parametrize("content", NOT_NAMES)
async def test_what_is_no_text_is_asked_again(stage: Stage, content: Content) -> None:
    await at_the_name(stage)
    await stage.send(KARI, content)
    assert "Please write a name with letters." in stage.last(KARI).text
    await stage.write(KARI, "Kari")
    assert "Welcome, \u2068Kari\u2069." in stage.last(KARI).text


@pytest.mark.parametrize("text", ["👩‍🦰🎉", "\u202e\u200b", "12345", "  \n ", "!!!"])
async def test_what_is_no_name_is_asked_again(stage: Stage, text: str) -> None:
    await at_the_name(stage)
    await stage.write(KARI, text)
    assert "Please write a name with letters." in stage.last(KARI).text


async def test_html_in_a_name_is_shown_as_typed(stage: Stage) -> None:
    await at_the_name(stage)
    await stage.write(KARI, "<b>Kari</b> & Co")
    assert "&lt;b&gt;Kari&lt;/b&gt; &amp; Co" in stage.last(KARI).text


async def test_a_name_of_300_characters_is_cut(stage: Stage) -> None:
    await at_the_name(stage)
    await stage.write(KARI, "Kari " * 60)
    person = await cast.person_of(stage, KARI)
    assert person is not None
    assert person.name == ("Kari " * 12).strip()


async def test_the_way_in_is_found_again_days_later(stage: Stage) -> None:
    await at_the_name(stage)
    await stage.pass_time(days=5)
    await stage.write(KARI, "hello?")
    assert "What is your first name?" in stage.last(KARI).text
    await stage.write(KARI, "Kari")
    [membership] = await cast.rows(stage, Membership)
    assert membership.role == Role.SPECIALIST


async def test_nothing_is_open_before_the_name_is_told(stage: Stage) -> None:
    await at_the_name(stage)
    assert await cast.rows(stage, Membership) == []
    await stage.forge(KARI, "in:participant")
    await stage.forge(KARI, "pp:list")
    assert "participant" not in stage.everything(KARI)


async def test_writing_instead_of_choosing_a_language_shows_the_languages_again(stage: Stage) -> None:
    await cast.open_link(stage, KARI, await cast.staff_code(stage))
    await stage.write(KARI, "norsk")
    assert {"\u2068Norsk\u2069", "\u2068English\u2069"} == set(stage.last(KARI).labels)


@pytest.mark.parametrize("payload", ["in:language:ar", "in:language:xx", "in:language:", "in:language"])
async def test_a_forged_language_is_refused(stage: Stage, payload: str) -> None:
    await cast.open_link(stage, KARI, await cast.staff_code(stage))
    await stage.forge(KARI, payload)
    person = await cast.person_of(stage, KARI)
    assert person is not None
    assert person.language == "en"


async def test_a_colleague_whose_place_ended_comes_back_with_a_new_code_and_not_before(stage: Stage) -> None:
    await cast.coordinator(stage)
    await cast.specialist(stage)
    memberships = await cast.rows(stage, Membership)
    await stage.forge(BOSS, f"tm:stop:{max(row.id for row in memberships)}")
    await stage.write(KARI, "hello")
    assert "This is a private service." in stage.last(KARI).text
    await cast.open_link(stage, KARI, await cast.staff_code(stage, Role.SPECIALIST))
    assert "Welcome, \u2068Kari\u2069." in stage.last(KARI).text
