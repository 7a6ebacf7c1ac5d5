"""Inviting from the chat: who may, into which programme, and what people type instead of a name."""

from __future__ import annotations

import pytest

from conversations.incoming import Content, PlaceShared, Unsupported
from storage.models import Invitation, Participant, Person, Role
from tests.conversations.invitations import cast
from tests.conversations.invitations.cast import AMINA, BOSS, KARI, OLA
from tests.conversations.stage import Stage


async def at_the_name(stage: Stage) -> None:
    await cast.specialist(stage)
    await stage.press(KARI, "Menu")
    await stage.press(KARI, "Invite a participant")


async def names(stage: Stage) -> list[str]:
    return [row.name for row in await cast.rows(stage, Person)]


@pytest.mark.parametrize("content", [Unsupported("sticker", 1), PlaceShared(59.9, 10.7, 1)])
async def test_what_is_no_text_is_asked_again(stage: Stage, content: Content) -> None:
    await at_the_name(stage)
    await stage.send(KARI, content)
    assert "Please write a name with letters." in stage.last(KARI).text
    await stage.write(KARI, "Amina")
    assert await names(stage) == ["Kari", "Amina"]


@pytest.mark.parametrize("text", ["🎉🎉", "\u200e\u200f", "0047 999", "\x00\x01"])
async def test_what_is_no_name_is_asked_again(stage: Stage, text: str) -> None:
    await at_the_name(stage)
    await stage.write(KARI, text)
    assert "Please write a name with letters." in stage.last(KARI).text
    assert await names(stage) == ["Kari"]


async def test_the_invitation_can_be_shown_copied_and_typed(stage: Stage) -> None:
    await at_the_name(stage)
    await stage.write(KARI, "<i>Amina</i>")
    shown = cast.picture(stage, KARI)
    code = cast.code_on(stage, KARI)
    assert "&lt;i&gt;Amina&lt;/i&gt;" in shown.text
    assert f"https://t.me/bro_bot?start={code}" in shown.text
    assert f"Code to type: \u2068{code}\u2069" in shown.text
    assert "one person" in shown.text
    assert "Friday 4 December at 09:00" in shown.text
    assert shown.rendered.rows == ()


async def test_the_menu_leaves_the_question(stage: Stage) -> None:
    await at_the_name(stage)
    await stage.press(KARI, "Menu")
    await stage.write(KARI, "Amina")
    assert await names(stage) == ["Kari"]


async def test_one_of_several_programmes_is_asked_for(stage: Stage) -> None:
    await cast.specialist(stage)
    await cast.open_link(stage, KARI, await cast.staff_code(stage, Role.SPECIALIST, "Spor 3"))
    await stage.forge(KARI, "in:participant")
    assert "Which programme?" in stage.last(KARI).text
    await stage.press(KARI, "Spor 3")
    await stage.write(KARI, "Amina")
    [profile] = await cast.rows(stage, Participant)
    assert profile.programme_id == await cast.programme(stage, "Spor 3")


async def test_a_coordinator_of_several_programmes_is_asked_for_which(stage: Stage) -> None:
    await cast.coordinator(stage)
    await cast.open_link(stage, BOSS, await cast.staff_code(stage, Role.COORDINATOR, "Spor 3"))
    await stage.forge(BOSS, "in:specialist")
    await stage.press(BOSS, "Spor 3")
    assert "Spor 3" in cast.picture(stage, BOSS).text


@pytest.mark.parametrize(
    "payload",
    ["in:specialist", "in:staff:1", "in:to:2", "in:to:x", "in:to:99999999999999999999999", "in:to", "in:nothing"],
)
async def test_a_forged_button_invites_nobody(stage: Stage, payload: str) -> None:
    await cast.specialist(stage)
    await cast.programme(stage, "Spor 3")
    before = len(await cast.rows(stage, Invitation))
    await stage.forge(KARI, payload)
    await stage.write(KARI, "Amina")
    assert len(await cast.rows(stage, Invitation)) == before
    assert await names(stage) == ["Kari"]


@pytest.mark.parametrize("payload", ["in:participant", "in:specialist", "in:relink:1", "in:relinked:1"])
async def test_a_participant_invites_nobody(stage: Stage, payload: str) -> None:
    await cast.specialist(stage)
    await cast.participant(stage)
    before = len(await cast.rows(stage, Invitation))
    await stage.forge(AMINA, payload)
    assert len(await cast.rows(stage, Invitation)) == before


async def test_nobody_gives_a_new_code_to_somebody_elses_participant(stage: Stage) -> None:
    await cast.specialist(stage)
    invited = await cast.invite(stage)
    await cast.specialist(stage, OLA, "Ola")
    before = len(await cast.rows(stage, Invitation))
    for action in ("relink", "relinked"):
        await stage.forge(OLA, f"in:{action}:{invited.participant_id}")
        assert stage.toasts[OLA][-1] == "This has changed. Here is how it is now."
        assert "You have no participants yet." in stage.last(OLA).text
    assert len(await cast.rows(stage, Invitation)) == before


async def test_a_name_typed_after_the_place_ended_invites_nobody(stage: Stage) -> None:
    await cast.coordinator(stage)
    await at_the_name(stage)
    await stage.forge(BOSS, "tm:stop:2")
    await stage.write(KARI, "Amina")
    assert await names(stage) == ["Liv", "Kari"]
