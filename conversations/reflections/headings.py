"""What an entry of the log may hold: the headings, and the five steps of Supported Employment."""

from __future__ import annotations

from dataclasses import dataclass

from locales.text import Text, staff
from storage.models import Reflection

SITUATION = "situation"


@dataclass(frozen=True)
class Heading:
    """One part of an entry.

    Attributes:
        field: where it is kept.
        icon: a pictogram.
        name: how it is called, on the button and in the file.
        question: what is asked.
    """

    field: str
    icon: str
    name: Text
    question: Text


HEADINGS: dict[str, Heading] = {
    heading.field: heading
    for heading in (
        Heading(SITUATION, "📓", staff("The situation"), staff("What happened?")),
        Heading("did", "🙌", staff("What I did"), staff("What did you do?")),
        Heading("result", "🎯", staff("The result"), staff("What came of it?")),
        Heading("worked", "🌟", staff("What worked"), staff("What worked well?")),
        Heading("differently", "🔁", staff("Different next time"), staff("What would you do differently next time?")),
    )
}

STEPS: dict[int, Text] = {
    1: staff("First contact and agreement"),
    2: staff("Vocational profile and plan"),
    3: staff("Finding a job"),
    4: staff("Cooperation with employers"),
    5: staff("Support at work and aftercare"),
}


def said_under(reflection: Reflection, field: str) -> str | None:
    """What stands under this heading; None for nothing."""
    value: str | None = getattr(reflection, HEADINGS[field].field)
    return value
