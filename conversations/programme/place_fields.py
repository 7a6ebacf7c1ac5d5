"""What is asked about a place, in order, and how what people type about it is kept."""

from __future__ import annotations

from dataclasses import dataclass

from locales.text import Text, staff
from locales.user_text import clean, units

LONGEST = 120
"""UTF-16 units of a place's name, address, stop or room."""


@dataclass(frozen=True)
class Field:
    """One thing to know about a place.

    Attributes:
        name: the column.
        question: what is asked.
        label: the button that changes it.
        icon: its picture.
    """

    name: str
    question: Text
    label: Text
    icon: str


FIELDS: dict[str, Field] = {
    field.name: field
    for field in (
        Field("name", staff("What is the place called?"), staff("Name"), "📍"),
        Field("address", staff("What is the address?"), staff("Address"), "🏠"),
        Field("stop", staff("Which stop is near?"), staff("Stop"), "🚌"),
        Field("room", staff("Which floor or room?"), staff("Floor or room"), "🚪"),
        Field("point", staff("Send the place on the map: the paper clip, then Location."), staff("Map point"), "🗺"),
    )
}
"""In the order in which they are asked; all but the name may be skipped."""


def after(name: str) -> str | None:
    """The field that is asked after this one; None after the last."""
    names = list(FIELDS)
    position = names.index(name) + 1
    return names[position] if position < len(names) else None


def written(typed: str | None) -> str | None:
    """What was typed, on one line and without what is invisible; None when nothing is left."""
    return " ".join(clean(typed or "").split()) or None


def too_long(text: str) -> bool:
    """Whether it is more than a place needs."""
    return units(text) > LONGEST
