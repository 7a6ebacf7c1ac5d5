"""The cards. A new one is an entry here: the Norwegian word, what it means, and a sentence to say at work."""

from __future__ import annotations

from dataclasses import dataclass

from locales.text import Text, say


@dataclass(frozen=True)
class Card:
    """One word of working life.

    Attributes:
        code: its name on buttons.
        icon: a pictogram.
        norwegian: the word, as it is said at work.
        meaning: what it means, in two or three short sentences.
        sentence: a Norwegian sentence to say or to recognise.
    """

    code: str
    icon: str
    norwegian: str
    meaning: Text
    sentence: str


CARDS: dict[str, Card] = {
    card.code: card
    for card in (
        Card(
            "egenmelding", "🤒", "egenmelding",
            say("You tell the boss yourself that you are ill, without a doctor. It is for a few days at a time."),
            "Jeg er syk i dag. Jeg leverer egenmelding.",
        ),
        Card(
            "sykmelding", "🩺", "sykmelding",
            say("A paper from the doctor that you cannot work. You need it when you are ill for longer."),
            "Jeg har sykmelding til fredag.",
        ),
        Card(
            "vaktrapport", "📋", "vaktrapport",
            say("What you tell the next shift: what is done, what is left, what is new."),
            "Alt er gjort. Vaskemaskinen på rom tre er ødelagt.",
        ),
        Card(
            "vaktliste", "🗓️", "vaktliste",
            say("The plan that shows who works when. Look at it often, because it can change."),
            "Når er min neste vakt?",
        ),
        Card(
            "initiativ", "✨", "ta initiativ",
            say("See a task and do it, or ask about it, before somebody tells you."),
            "Jeg er ferdig. Hva kan jeg gjøre nå?",
        ),
        Card(
            "godt_nok", "👌", "godt nok",
            say("It is fine as it is. It does not need to be perfect, and it is meant kindly."),
            "Dette er godt nok. Du kan ta neste oppgave.",
        ),
        Card(
            "overtid", "⏱️", "overtid",
            say("Work beyond the normal hours. It gives extra pay, and the boss agrees to it first."),
            "Får jeg overtid for i kveld?",
        ),
        Card(
            "tariff", "📜", "tariff",
            say("Rules about pay that unions and employers have agreed on. Not every place has them."),
            "Har dere tariff her?",
        ),
        Card(
            "fast", "🏠", "fast stilling",
            say("A job without a last day. Fast does not mean quick here."),
            "Er dette en fast stilling?",
        ),
        Card(
            "ringevikar", "📞", "ringevikar",
            say("They call you when they need you. You have no fixed hours, and you may say no."),
            "Jeg kan jobbe på lørdag.",
        ),
        Card(
            "prosent", "🕗", "stillingsprosent",
            say("How much of a full week you work. 50 percent is half of it."),
            "Hvor stor stillingsprosent har jeg?",
        ),
        Card(
            "provetid", "🌱", "prøvetid",
            say("The first months, in which you and the employer find out if it fits."),
            "Hvor lang er prøvetiden?",
        ),
        Card(
            "lonnsslipp", "🧾", "lønnsslipp",
            say("The paper that shows your hours, your pay and your tax."),
            "Kan du forklare lønnsslippen?",
        ),
        Card(
            "verneombud", "🦺", "verneombud",
            say("A colleague who looks after safety for all of you. You can tell them what is dangerous."),
            "Hvem er verneombud her?",
        ),
    )
}  # fmt: skip
"""In the order of the first weeks at work."""
