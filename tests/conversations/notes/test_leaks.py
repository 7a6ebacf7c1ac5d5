"""No note reaches anybody but the specialist who helps the participant now: every role, every command, every button.

What is pressed are the buttons of the whole product with the ids of the notes and of the participant, in each order;
so a feature to come is tried too without being named here.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from conversations.house import PARTS
from tests.conversations.home.scene import AMINA, ELSEWHERE, EVA, LARS, MARTA, YONAS, Scene

SECRET = "Rabarbrasyltetøy"


async def notes_of_every_state(scene: Scene) -> list[int]:
    """One kept, one undone, one draft about Amina and one note of Marta's to herself, each with the secret."""
    stage = scene.stage
    for number in range(2):
        await stage.write(MARTA, f"{SECRET} snakket vi lenge om, og mye annet, gang {number}")
        await stage.press(MARTA, "Amina")
        await stage.press(MARTA, "Talk")
    await stage.press(MARTA, "Undo")
    await stage.write(MARTA, f"{SECRET} må jeg huske å lage selv en dag, helst snart")
    await stage.press(MARTA, "A note to myself")
    await stage.write(MARTA, f"{SECRET} kom det et spørsmål om igjen i dag på telefonen")
    await stage.press(MARTA, "Amina")
    return [1, 2, 3, 4]


NEAR = (AMINA, LARS, EVA)
"""Those of the same programme who meet the most of her buttons; for the others the buttons of notes are enough."""


def payloads(notes: list[int], participant: int, chat: int) -> Iterator[str]:
    for part in PARTS if chat in NEAR else [part for part in PARTS if part.code == "nt"]:
        for action in part.buttons:
            for note in notes if part.code == "nt" else notes[:1]:
                yield f"{part.code}:{action}:{note}:{participant}"
                yield f"{part.code}:{action}:{participant}:{note}"


@pytest.mark.parametrize("chat", [AMINA, YONAS, LARS, EVA, ELSEWHERE])
async def test_nobody_else_is_ever_shown_a_word_of_it(scene: Scene, chat: int) -> None:
    stage = scene.stage
    notes = await notes_of_every_state(scene)
    for payload in payloads(notes, scene.amina, chat):
        await stage.forge(chat, payload)
        assert SECRET not in stage.everything(chat), payload
        stage.screens[chat].clear()
    commands = sorted({name for part in PARTS for name in part.commands})
    for command in commands:
        await stage.write(chat, f"/{command}")
        await stage.write(chat, SECRET[:4])
        assert SECRET not in stage.everything(chat), command
    for other, screen in stage.screens.items():
        if other != MARTA:
            assert all(SECRET not in bubble.text for bubble in screen)


async def test_a_card_somebody_else_presses_while_it_is_read_shows_them_nothing(scene: Scene) -> None:
    stage = scene.stage
    await notes_of_every_state(scene)
    await stage.forge(MARTA, "nt:read:1")
    for chat in (AMINA, LARS, EVA):
        await stage.forge(chat, "nt:read:1", stage.last(MARTA).message_id)
        await stage.forge(chat, "nt:journal:1", stage.last(MARTA).message_id)
        await stage.forge(chat, "nt:file:1", stage.last(MARTA).message_id)
        assert SECRET not in stage.everything(chat)
        assert all(bubble.rendered.attachment is None for bubble in stage.screens[chat])


async def test_who_helps_her_now_reads_it_and_who_did_before_does_not(scene: Scene) -> None:
    stage = scene.stage
    await notes_of_every_state(scene)
    async with stage.database.unit_of_work() as store:
        amina = await store.participants.get(scene.amina)
        assert amina is not None
        amina.specialist_id = scene.people["Lars"]
        await store.commit()
    for payload in ("nt:open:1", "nt:read:1", "nt:journal:1", "nt:more:1", "nt:tell:1", "nt:undo:1"):
        stage.screens[MARTA].clear()
        await stage.forge(MARTA, payload)
        assert SECRET not in stage.everything(MARTA), payload
    await stage.forge(LARS, f"nt:list:{scene.amina}")
    await stage.press(LARS, "Talk")
    await stage.press(LARS, "Read")
    assert SECRET in stage.last(LARS).text
