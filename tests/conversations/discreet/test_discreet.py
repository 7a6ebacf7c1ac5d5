from __future__ import annotations

from datetime import datetime

import pytest

from conversations.discreet.messages import covered
from conversations.incoming import Voice
from locales.languages import LANGUAGES
from locales.render import Reader, render
from storage.models import Delivery
from tests.conversations.home.scene import AMINA, MARTA, PROGRAMME, YONAS, Scene

REVEALING = (PROGRAMME, "NAV", "Storgata", "work", "job", "Jobb", "arbeid", "interview", "appointment", "avtale")


async def _planned(scene: Scene) -> Delivery:
    """What was sent to Amina about a job interview, as a discreet screen gets it: covered."""
    await scene.meet(scene.amina, datetime(2026, 11, 27, 10, 0), "NAV Storgata")  # noqa: DTZ001 - wall-clock
    await scene.stage.deliver()
    return scene.stage.last(AMINA).delivery


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reading", ["both", "own", "norwegian"])
def test_the_neutral_words_give_nothing_away(language: str, reading: str) -> None:
    rendered = render(covered("Marta", 7), Reader(language, reading))  # type: ignore[arg-type]
    shown = rendered.text + "".join(button.label for row in rendered.rows for button in row)
    assert not [word for word in REVEALING if word.lower() in shown.lower()]
    assert "Marta" in rendered.text


async def test_a_tap_shows_the_message_in_its_place_and_another_covers_it(scene: Scene) -> None:
    delivery = await _planned(scene)
    bubble = scene.stage.last(AMINA)
    await scene.stage.forge(AMINA, f"dm:open:{delivery.id}", bubble.message_id)
    assert scene.stage.last(AMINA).message_id == bubble.message_id
    assert "NAV Storgata" in bubble.text
    assert "🙈 Take it away" in bubble.labels
    await scene.stage.press(AMINA, "Take it away")
    assert "You have a message from \u2068Marta\u2069. Tap to read." in bubble.text
    assert not [word for word in REVEALING if word in scene.stage.last(AMINA).text]


async def test_it_can_be_opened_again_and_again(scene: Scene) -> None:
    delivery = await _planned(scene)
    bubble = scene.stage.last(AMINA)
    for _ in range(2):
        await scene.stage.forge(AMINA, f"dm:open:{delivery.id}", bubble.message_id)
        assert "NAV Storgata" in bubble.text
        await scene.stage.press(AMINA, "Take it away")
        assert "NAV" not in bubble.text


async def test_what_was_cancelled_meanwhile_is_shown_as_it_is_now(scene: Scene) -> None:
    occurrence = await scene.meet(scene.amina, datetime(2026, 11, 27, 10, 0))  # noqa: DTZ001 - wall-clock
    await scene.stage.deliver()
    delivery = scene.stage.last(AMINA).delivery
    await scene.cancel(occurrence)
    await scene.stage.forge(AMINA, f"dm:open:{delivery.id}", scene.stage.last(AMINA).message_id)
    text = scene.stage.last(AMINA).text
    assert "This has changed." in text
    assert "10:00" not in text
    assert "📅 My next appointments" in scene.stage.last(AMINA).labels


async def test_a_voice_comes_in_a_bubble_that_can_be_taken_away(scene: Scene) -> None:
    await scene.stage.forge(MARTA, f"cs:write:{scene.amina}")
    await scene.stage.send(MARTA, Voice("voice-file", "u", 4, 100, 1))
    await scene.stage.press(MARTA, "Send")
    delivery = scene.stage.last(AMINA).delivery
    before = len(scene.stage.screens[AMINA])
    await scene.stage.forge(AMINA, f"dm:open:{delivery.id}", 1)
    assert len(scene.stage.screens[AMINA]) == before + 1
    await scene.stage.press(AMINA, "Take it away")
    assert len(scene.stage.screens[AMINA]) == before


@pytest.mark.parametrize("action", ["open", "hide", "away"])
async def test_nobody_opens_the_message_of_another(scene: Scene, action: str) -> None:
    delivery = await _planned(scene)
    await scene.stage.forge(YONAS, f"dm:{action}:{delivery.id}", 1)
    assert "NAV" not in scene.stage.everything(YONAS)
    assert "Amina" not in scene.stage.everything(YONAS)
    assert scene.stage.toasts[YONAS]


@pytest.mark.parametrize("number", ["x", "0", "999999", "9223372036854775808"])
async def test_a_forged_number_opens_nothing(scene: Scene, number: str) -> None:
    await scene.stage.forge(AMINA, f"dm:open:{number}")
    assert scene.stage.toasts[AMINA] == ["This button is old. Here is what you can do now."]
