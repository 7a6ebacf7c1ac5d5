"""A coordinator's team: by the alphabet, never ranked, and nobody leaves while participants hang on them."""

from __future__ import annotations

import pytest

from storage.models import Membership, Role
from tests.conversations.invitations import cast
from tests.conversations.invitations.cast import AMINA, BOSS, KARI, OLA
from tests.conversations.stage import Stage


async def place_of(stage: Stage, chat: int, role: Role = Role.SPECIALIST) -> int:
    person = await cast.person_of(stage, chat)
    assert person is not None
    [found] = [row for row in await cast.rows(stage, Membership) if row.person_id == person.id and row.role == role]
    return found.id


async def is_active(stage: Stage, place: int) -> bool:
    return any(row.id == place and row.active for row in await cast.rows(stage, Membership))


async def team(stage: Stage) -> None:
    await cast.coordinator(stage)
    await cast.specialist(stage, OLA, "Ola")
    await cast.specialist(stage, KARI, "Kari")
    await cast.participant(stage, AMINA, "Amina", OLA)


async def test_the_team_is_listed_by_the_alphabet_with_numbers(stage: Stage) -> None:
    await team(stage)
    await stage.forge(BOSS, "tm:list")
    text = stage.last(BOSS).text.replace("\u2068", "").replace("\u2069", "")
    assert text.index("Kari: 0 participants") < text.index("Ola: 1 participant")
    assert "Liv, coordinator" in text
    assert "Amina" not in text


async def test_whoever_helps_nobody_can_leave(stage: Stage) -> None:
    await team(stage)
    place = await place_of(stage, KARI)
    await stage.forge(BOSS, "tm:list")
    await stage.press(BOSS, "Kari")
    await stage.press(BOSS, "End the access")
    assert not await is_active(stage, place)
    assert "You are no longer on the staff of" in stage.last(KARI).text
    await stage.forge(KARI, "pp:list")
    assert "participants" not in stage.last(KARI).text
    await stage.forge(BOSS, f"tm:stop:{place}")
    assert stage.toasts[BOSS] == ["This has changed. Here is how it is now."]


async def test_whoever_helps_somebody_hands_over_first(stage: Stage) -> None:
    await team(stage)
    place = await place_of(stage, OLA)
    await stage.forge(BOSS, f"tm:stop:{place}")
    assert "still helps participants. Hand them over first." in stage.last(BOSS).text
    assert await is_active(stage, place)


@pytest.mark.parametrize(
    "payload", ["tm:stop:x", "tm:stop", "tm:stop:99999", "tm:stop:99999999999999999999", "tm:member:0"]
)
async def test_a_forged_button_ends_nothing(stage: Stage, payload: str) -> None:
    await team(stage)
    await stage.forge(BOSS, payload)
    assert all(row.active for row in await cast.rows(stage, Membership))


async def test_a_coordinators_own_place_is_not_ended_here(stage: Stage) -> None:
    await team(stage)
    place = await place_of(stage, BOSS, Role.COORDINATOR)
    await stage.forge(BOSS, f"tm:stop:{place}")
    assert await is_active(stage, place)


async def test_another_programmes_staff_is_out_of_reach(stage: Stage) -> None:
    await team(stage)
    await cast.let_staff_in(stage, 60, "Siv", await cast.staff_code(stage, Role.COORDINATOR, "Spor 3"))
    place = await place_of(stage, KARI)
    for action in ("member", "stop"):
        await stage.forge(60, f"tm:{action}:{place}")
    assert await is_active(stage, place)
    assert "Kari" not in stage.everything(60)


@pytest.mark.parametrize("chat", [KARI, AMINA])
async def test_nobody_else_has_these_buttons(stage: Stage, chat: int) -> None:
    await team(stage)
    place = await place_of(stage, KARI)
    await stage.forge(chat, f"tm:stop:{place}")
    await stage.forge(chat, "tm:list")
    assert await is_active(stage, place)
    assert "Liv" not in stage.everything(chat)
