"""The answer's card shows what it answers; it goes along only when the specialist says so."""

from __future__ import annotations

from conversations.incoming import Photo, Voice
from tests.conversations.home.scene import AMINA, LARS, MARTA, Scene

VOICE = Voice("voice-file", "u", 4, 100, 1)


async def test_the_card_shows_what_she_said_last_and_it_stays_here(scene: Scene) -> None:
    await scene.stage.write(AMINA, "An older one")
    await scene.stage.write(AMINA, "Is it far?")
    await scene.stage.press(MARTA, "Reply")
    question = scene.stage.last(MARTA).text
    assert "Amina\u2069 on Friday 20 November at 09:00: \u2068Is it far?" in question
    assert "An older one" not in question
    await scene.stage.write(MARTA, "Ten minutes")
    card = scene.stage.last(MARTA)
    assert "This goes to \u2068Amina\u2069 and nobody else:" in card.text
    assert "It answers this, which is not sent:" in card.text
    assert card.text.index("Ten minutes") < card.text.index("which is not sent") < card.text.index("Is it far?")
    await scene.stage.press(MARTA, "Send")
    assert "Is it far?" not in scene.stage.last(AMINA).text


async def test_on_a_tap_it_is_quoted_and_on_another_it_is_not(scene: Scene) -> None:
    await scene.stage.write(AMINA, "Is it <far>?")
    await scene.stage.press(MARTA, "Reply")
    await scene.stage.write(MARTA, "Ten minutes")
    await scene.stage.press(MARTA, "Quote what")
    assert "Quoted: \u2068Is it &lt;far&gt;?" in scene.stage.last(MARTA).text
    assert "not sent" not in scene.stage.last(MARTA).text
    await scene.stage.press(MARTA, "Quote what")
    assert "Quoted" not in scene.stage.last(MARTA).text
    await scene.stage.press(MARTA, "Quote what")
    await scene.stage.press(MARTA, "Send")
    text = scene.stage.last(AMINA).text
    assert text.index("You wrote: \u2068Is it &lt;far&gt;?") < text.index("Ten minutes")
    assert LARS not in scene.stage.screens


async def test_only_the_beginning_of_long_words_is_shown_and_quoted(scene: Scene) -> None:
    await scene.stage.write(AMINA, "å" * 300)
    await scene.stage.press(MARTA, "Reply")
    await scene.stage.write(MARTA, "Yes")
    assert "å" * 199 + "…" in scene.stage.last(MARTA).text
    await scene.stage.press(MARTA, "Quote what")
    await scene.stage.press(MARTA, "Send")
    assert "å" * 199 + "…" in scene.stage.last(AMINA).text
    assert "å" * 200 not in scene.stage.last(AMINA).text


async def test_a_voice_is_named_and_not_quoted(scene: Scene) -> None:
    await scene.stage.send(AMINA, VOICE)
    await scene.stage.press(MARTA, "Reply")
    assert "\u2068A voice message\u2069" in scene.stage.last(MARTA).text
    await scene.stage.write(MARTA, "Yes")
    assert not any("Quote" in label for label in scene.stage.last(MARTA).labels)


async def test_a_picture_with_long_words_takes_the_quotation_along(scene: Scene) -> None:
    await scene.stage.write(AMINA, "Where?" + "x" * 300)
    await scene.stage.press(MARTA, "Reply")
    await scene.stage.send(MARTA, Photo("photo-file", "u", "y" * 500, 100, 1))
    await scene.stage.press(MARTA, "Quote what")
    await scene.stage.press(MARTA, "Send")
    picture, words = scene.stage.screens[AMINA][-2:]
    assert picture.rendered.attachment is not None
    assert "Where?" in picture.text
    assert "y" * 500 in words.text


async def test_the_first_word_to_somebody_answers_nothing(scene: Scene) -> None:
    await scene.stage.forge(MARTA, f"cs:write:{scene.amina}")
    await scene.stage.write(MARTA, "Welcome")
    assert "answers" not in scene.stage.last(MARTA).text
    assert not any("Quote" in label for label in scene.stage.last(MARTA).labels)


async def test_a_new_wording_keeps_the_quotation(scene: Scene) -> None:
    await scene.stage.write(AMINA, "Is it far?")
    await scene.stage.press(MARTA, "Reply")
    await scene.stage.write(MARTA, "Ten")
    await scene.stage.press(MARTA, "Quote what")
    await scene.stage.write(MARTA, "Ten minutes")
    await scene.stage.press(MARTA, "Send")
    assert "You wrote: \u2068Is it far?" in scene.stage.last(AMINA).text


async def test_an_old_card_quotes_nothing(scene: Scene) -> None:
    await scene.stage.write(AMINA, "Is it far?")
    await scene.stage.press(MARTA, "Reply")
    first = await scene.stage.write(MARTA, "Ten")
    await scene.stage.write(MARTA, "Ten minutes")
    assert first is not None
    token = first.incoming.update_id
    await scene.stage.forge(MARTA, f"cs:quote:{token}")
    await scene.stage.press(MARTA, "Send")
    await scene.stage.forge(MARTA, f"cs:quote:{token}")
    assert scene.stage.toasts[MARTA] == [
        "There is a newer message. Please look at that one.",
        "This was sent or cancelled before.",
    ]
    assert "You wrote" not in scene.stage.last(AMINA).text
