"""The cards in the chat: a page of words, and one card with its sentence."""

from __future__ import annotations

from conversations.part import Audience, Part
from conversations.phrase_cards.cards import CARDS
from conversations.press import BadPressError, Press, payload
from conversations.turn import Turn
from locales.message import Button, Line, message
from locales.text import Words, brief, say

part = Part("ph", Audience.PARTICIPANT)

_PAGE = 5


@part.button("all")
async def all_words(turn: Turn, press: Press) -> None:
    """A page of words, in Norwegian as they are heard at work."""
    cards = list(CARDS.values())
    pages = -(-len(cards) // _PAGE)
    page = press.number(0) % pages
    rows = tuple(
        (Button(say("{word}", word=card.norwegian), payload("ph", "card", card.code, page), icon=card.icon),)
        for card in cards[page * _PAGE : (page + 1) * _PAGE]
    )
    back = Button(say("My lists"), payload("cl", "all", 0), icon="✅")
    more = Button(say("More"), payload("ph", "all", (page + 1) % pages), icon="➡️")
    await turn.show(
        message(
            Line(say("Words at work"), "🗣️", strong=True),
            Line(say("Press a word to see what it means."), "👉"),
            brief=brief("Words at work."),
            buttons=(*rows, (back, more)),
        )
    )


@part.button("card")
async def one_word(turn: Turn, press: Press) -> None:
    """The word, what it means, and a sentence to say."""
    card = CARDS.get(press.word(0))
    if card is None:
        raise BadPressError
    page = press.number(1) if len(press.args) > 1 else list(CARDS).index(card.code) // _PAGE
    await turn.show(
        message(
            Line(say("{word}", word=card.norwegian), card.icon, strong=True),
            Line(card.meaning, "💡"),
            Line(say("For example: {sentence}", sentence=Words({"nb": card.sentence})), "💬"),
            brief=brief("{meaning}", meaning=card.meaning),
            buttons=((Button(say("Back"), payload("ph", "all", page), icon="⬅️"),),),
        )
    )
