from __future__ import annotations

import pytest

from conversations.home.commands import commands_for
from locales.render import write
from storage.models import ParticipantStatus, Role
from tests.conversations.home.scene import AMINA, ELSEWHERE, EVA, MARTA, Scene


async def test_a_participant_sees_five_things(scene: Scene) -> None:
    await scene.stage.write(AMINA, "/menu")
    assert scene.stage.last(AMINA).labels == [
        "📅 My next appointments",
        "✅ My lists",
        "🙋 Who helps me?",
        "💬 Talk to \u2068Marta\u2069",
        "⚙️ Settings",
    ]


async def test_a_specialist_sees_their_day(scene: Scene) -> None:
    await scene.stage.write(MARTA, "/menu")
    assert scene.stage.last(MARTA).labels == [
        "➕ New appointment",
        "👥 My participants",
        "📅 Next days",
        "📌 Tasks (0)",
        "📝 Notes",
        "✉️ Invite a participant",
        "🏢 Employers",
        "📍 Places",
        "⚙️ Settings",
    ]
    assert "No task waits for you today." in scene.stage.last(MARTA).text


async def test_a_coordinator_sees_the_programme(scene: Scene) -> None:
    await scene.stage.write(EVA, "/menu")
    assert scene.stage.last(EVA).labels == [
        "✉️ Invite a specialist",
        "🧑‍🤝‍🧑 The team",
        "⏳ What waits",
        "📪 What may not have arrived",
        "📊 Individual reports",
        "🎛 Programme settings",
        "🏢 Employers",
        "📍 Places",
        "⚙️ Settings",
    ]


async def test_two_roles_stand_together_with_nothing_twice(scene: Scene) -> None:
    await scene.stage.write(ELSEWHERE, "/menu")
    labels = scene.stage.last(ELSEWHERE).labels
    assert "✉️ Invite a participant" in labels
    assert "✉️ Invite a specialist" in labels
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize("chat", [AMINA, MARTA, EVA, ELSEWHERE])
async def test_every_button_of_the_menu_is_answered(scene: Scene, chat: int) -> None:
    await scene.stage.write(chat, "/menu")
    payloads = [button.payload for row in scene.stage.last(chat).rendered.rows for button in row]
    for payload in payloads:
        await scene.stage.forge(chat, payload)
    assert chat not in scene.stage.toasts


async def test_help_is_three_lines_for_a_participant(scene: Scene) -> None:
    async with scene.stage.database.unit_of_work() as store:
        (await store.people.get(scene.people["Amina"])).reading = "own"
        await store.commit()
    await scene.stage.write(AMINA, "/help")
    assert len(scene.stage.last(AMINA).text.splitlines()) == 3


@pytest.mark.parametrize("chat", [MARTA, EVA])
async def test_help_is_short_for_staff(scene: Scene, chat: int) -> None:
    await scene.stage.write(chat, "/help")
    assert 2 <= len(scene.stage.last(chat).text.splitlines()) <= 3


async def test_cancel_leaves_what_was_begun(scene: Scene) -> None:
    await scene.stage.forge(MARTA, f"cs:write:{scene.amina}")
    turn = await scene.stage.write(MARTA, "/cancel")
    assert turn is not None
    assert turn.dialogue is None
    assert "📌 Tasks (0)" in scene.stage.last(MARTA).labels


async def test_an_old_button_shows_the_menu_and_keeps_what_was_begun(scene: Scene) -> None:
    await scene.stage.forge(MARTA, f"cs:write:{scene.amina}")
    await scene.stage.forge(MARTA, "zz:gone:1")
    await scene.stage.write(MARTA, "Hi")
    assert "This goes to" in scene.stage.last(MARTA).text


@pytest.mark.parametrize("words", ["/menu", "/help", "/cancel", "/settings", "/stop"])
async def test_who_is_not_in_yet_goes_on_with_getting_in(scene: Scene, words: str) -> None:
    async with scene.stage.database.unit_of_work() as store:
        participant = await store.participants.get(scene.amina)
        assert participant is not None
        participant.status, participant.agreed_at = ParticipantStatus.INVITED, None
        await store.commit()
    await scene.stage.write(AMINA, words)
    assert "Choose your language." in scene.stage.last(AMINA).text


@pytest.mark.parametrize(
    ("roles", "names"),
    [
        ({Role.PARTICIPANT}, ["menu", "appointments", "lists", "jobs", "settings", "help", "stop"]),
        ({Role.SPECIALIST}, ["menu", "new", "people", "tasks", "log", "settings", "help"]),
        ({Role.COORDINATOR}, ["menu", "settings", "help"]),
        ({Role.SPECIALIST, Role.COORDINATOR}, ["menu", "new", "people", "tasks", "log", "settings", "help"]),
    ],
)
def test_each_role_has_its_commands(roles: set[Role], names: list[str]) -> None:
    assert [name for name, _ in commands_for(roles)] == names


def test_commands_are_described_in_words() -> None:
    assert all(write(text, "en").strip() for _, text in commands_for(set(Role)))


@pytest.mark.parametrize("name", [name for name, _ in commands_for(set(Role))])
async def test_every_command_is_answered(scene: Scene, name: str) -> None:
    for chat in (AMINA, MARTA, EVA):
        await scene.stage.write(chat, f"/{name}")
        assert scene.stage.screens[chat]


async def test_what_a_specialist_had_begun_waits_on_its_card(scene: Scene) -> None:
    stage = scene.stage
    await stage.write(MARTA, "Amina friday 10:00 NAV Sentrum")
    await stage.write(MARTA, "/menu")
    await stage.press(MARTA, "My participants")
    card = next(bubble for bubble in stage.screens[MARTA] if any("as:save" in str(row) for row in bubble.rendered.rows))
    payload = next(
        button.payload for row in card.rendered.rows for button in row if button.payload.startswith("as:save")
    )
    await stage.forge(MARTA, payload, card.message_id)
    assert "Saved." in stage.everything(MARTA)
    await stage.forge(MARTA, payload, card.message_id)
    assert stage.toasts[MARTA][-1] == "This card is closed. Here is what is planned."
