"""What is asked about an employer, in order, and how what people type about it is kept."""

from __future__ import annotations

import re
from dataclasses import dataclass

from locales.text import Text, staff
from locales.user_text import clean, units

_LINE = 120
_CARD = 400
_PHONE = 40
_FEWEST_DIGITS = 3
_MAIL = re.compile(r"\S@\S+\.\S")


@dataclass(frozen=True)
class Field:
    """One thing to know about an employer.

    Attributes:
        name: the column.
        icon: its picture.
        label: the button that changes it, and its heading on the card.
        question: what is asked.
        longest: in UTF-16 units.
        for_pack: whether participants read it in their pack; it may have several lines then.
    """

    name: str
    icon: str
    label: Text
    question: Text
    longest: int = _LINE
    for_pack: bool = False


NAME = "name"
TRADE = "trade"

FIELDS: dict[str, Field] = {
    field.name: field
    for field in (
        Field(NAME, "🏢", staff("Name"), staff("What is the employer called?")),
        Field("contact", "👤", staff("Contact person"), staff("Who is your contact person there?")),
        Field("phone", "📞", staff("Phone"), staff("What is the work phone number there?"), _PHONE),
        Field(TRADE, "🧰", staff("Trade"), staff("Which trade is it?")),
        Field(
            "rules",
            "📋",
            staff("House rules"),
            staff("Which rules does this place have? One a line."),
            _CARD,
            for_pack=True,
        ),
        Field(
            "ill",
            "🕗",
            staff("Ill or late"),
            staff("Whom does one call when ill or late, and how?"),
            _CARD,
            for_pack=True,
        ),
    )
}
"""In the order in which they are asked; all but the name may be skipped."""


def after(name: str) -> str | None:
    """The field that is asked after this one; None after the last."""
    names = list(FIELDS)
    position = names.index(name) + 1
    return names[position] if position < len(names) else None


def written(field: Field, typed: str | None) -> str:
    """What was typed, without what is invisible; on one line, but for what goes into a pack. May be empty."""
    words = clean(typed or "")
    return words if field.for_pack else " ".join(words.split())


def problem_with(field: Field, words: str) -> Text | None:
    """Why these words cannot be kept, in one sentence; None when they can."""
    if not words:
        return staff("Please write it in words.")
    if units(words) > field.longest:
        return staff("This is too long. At most {count} letters.", count=field.longest)
    if not field.for_pack and _MAIL.search(words):
        return staff("Mail addresses are not kept here.")
    if field.name == "phone" and sum(letter.isdigit() for letter in words) < _FEWEST_DIGITS:
        return staff("This is not a phone number.")
    return None
