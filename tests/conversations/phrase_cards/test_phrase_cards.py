"""Words at work: every word has a card, and the Norwegian on it is the same for everybody."""

from __future__ import annotations

from conversations.phrase_cards.cards import CARDS
from conversations.press import MOST_BYTES
from tests.conversations.home.scene import AMINA, Scene


async def test_every_card_opens(scene: Scene) -> None:
    stage = scene.stage
    await stage.forge(AMINA, "ph:all:0")
    seen = set()
    for _ in range(3):
        seen |= {label.split("\u2068")[1].rstrip("\u2069") for label in stage.last(AMINA).labels if "\u2068" in label}
        assert len(stage.last(AMINA).labels) <= 8
        await stage.press(AMINA, "More")
    assert seen == {card.norwegian for card in CARDS.values()}
    for card in CARDS.values():
        assert len(f"ph:card:{card.code}:99".encode()) <= MOST_BYTES
        await stage.forge(AMINA, f"ph:card:{card.code}:0")
        assert card.meaning.msgid in stage.last(AMINA).text
        assert f"\u2068{card.sentence}\u2069" in stage.last(AMINA).text


async def test_a_word_that_is_no_card(scene: Scene) -> None:
    await scene.stage.forge(AMINA, "ph:card:nothing")
    assert scene.stage.toasts[AMINA][-1] == "This button is old. Here is what you can do now."


async def test_items_lead_to_what_the_bot_can_do(scene: Scene) -> None:
    stage = scene.stage
    for code, item, label, shown in (
        ("profile", "Tell what you did before", "About me", "You choose what you answer."),
        ("after_applying", "Write the application in your list", "Jobs I applied for", "Nothing here yet."),
        ("norwegian", "Learn five words", "Words at work", "Press a word to see what it means."),
    ):
        await stage.forge(AMINA, f"cl:take:{code}", stage.last(AMINA).message_id if stage.screens else 1)
        if not any(item in one for one in stage.last(AMINA).labels):
            await stage.press(AMINA, "More")
        await stage.press(AMINA, item)
        assert len(stage.last(AMINA).labels) <= 8
        await stage.press(AMINA, label)
        assert shown in stage.last(AMINA).text
