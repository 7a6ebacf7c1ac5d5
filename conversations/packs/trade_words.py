"""Ten words of a trade in Norwegian, with what they mean. A new trade is an entry here."""

from __future__ import annotations

from dataclasses import dataclass

from locales.text import Text, say


@dataclass(frozen=True)
class TradeWord:
    """A word as it is said at work, and what it means."""

    norwegian: str
    meaning: Text


@dataclass(frozen=True)
class Trade:
    """Words that are good to know before meeting an employer of this trade.

    Attributes:
        code: its name in the database.
        icon: a pictogram.
        name: the trade.
        words: ten of them, the most useful first.
    """

    code: str
    icon: str
    name: Text
    words: tuple[TradeWord, ...]


def _trade(code: str, icon: str, name: Text, *words: tuple[str, Text]) -> Trade:
    return Trade(code, icon, name, tuple(TradeWord(*word) for word in words))


ANY_WORK = "any"

TRADES: dict[str, Trade] = {
    trade.code: trade
    for trade in (
        _trade(
            ANY_WORK, "💼", say("Any work"),
            ("erfaring", say("experience")),
            ("ansvar", say("responsibility")),
            ("vakt", say("hours you work on one day")),
            ("heltid", say("full time")),
            ("deltid", say("part time")),
            ("opplæring", say("training at work")),
            ("kollega", say("colleague")),
            ("presis", say("on time")),
            ("referanse", say("somebody who knows how you work")),
            ("lønn", say("pay")),
        ),
        _trade(
            "cleaning", "🧹", say("Cleaning"),
            ("renhold", say("cleaning")),
            ("gulv", say("floor")),
            ("mopp", say("mop")),
            ("klut", say("cloth")),
            ("bøtte", say("bucket")),
            ("såpe", say("soap")),
            ("søppel", say("rubbish")),
            ("hansker", say("gloves")),
            ("nøkkel", say("key of a door")),
            ("kjemikalier", say("chemicals")),
        ),
        _trade(
            "kitchen", "🍳", say("Kitchen"),
            ("kjøkken", say("kitchen")),
            ("oppvask", say("washing up")),
            ("råvarer", say("food before it is cooked")),
            ("kniv", say("knife")),
            ("kjøleskap", say("fridge")),
            ("holdbarhet", say("how long food stays good")),
            ("hygiene", say("keeping hands and kitchen clean")),
            ("allergi", say("food that makes some people ill")),
            ("bestilling", say("what a guest asks for")),
            ("forkle", say("apron")),
        ),
        _trade(
            "shop", "🛒", say("Shop"),
            ("kunde", say("customer")),
            ("kasse", say("checkout")),
            ("varer", say("goods")),
            ("hylle", say("shelf")),
            ("pris", say("price")),
            ("kvittering", say("receipt")),
            ("tilbud", say("offer at a lower price")),
            ("lager", say("store room")),
            ("pant", say("bottles and cans people bring back")),
            ("åpningstid", say("opening hours")),
        ),
        _trade(
            "care", "🤝", say("Care for people"),
            ("beboer", say("person who lives in the home")),
            ("pleie", say("care for somebody")),
            ("stell", say("help to wash and dress")),
            ("måltid", say("meal")),
            ("rullestol", say("wheelchair")),
            ("trygg", say("safe and without fear")),
            ("taushetsplikt", say("the duty to keep things to yourself")),
            ("pårørende", say("family of the person")),
            ("rapport", say("what you tell the next shift")),
            ("håndvask", say("washing hands")),
        ),
        _trade(
            "children", "🧸", say("Kindergarten and school"),
            ("barnehage", say("kindergarten")),
            ("barn", say("children")),
            ("foreldre", say("parents")),
            ("lek", say("children's play")),
            ("uteklær", say("outdoor clothes")),
            ("bleie", say("nappy")),
            ("matpakke", say("packed lunch")),
            ("hente", say("to pick up")),
            ("samling", say("time when all sit together")),
            ("trøste", say("to comfort")),
        ),
        _trade(
            "warehouse", "📦", say("Warehouse and transport"),
            ("varelager", say("warehouse")),
            ("pakke", say("parcel")),
            ("palle", say("pallet")),
            ("truck", say("forklift")),
            ("levering", say("bringing goods to a customer")),
            ("sjåfør", say("driver")),
            ("skanner", say("scanner")),
            ("tung", say("heavy")),
            ("løfte", say("to lift")),
            ("vernesko", say("safety shoes")),
        ),
    )
}  # fmt: skip
"""General words first; the specialist chooses another trade for a pack."""
