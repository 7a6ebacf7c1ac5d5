"""What a note can be about, the steps it can belong to, and its headings."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from locales.text import Text, staff


class NoteKind(StrEnum):
    """What took place; the value is what is stored."""

    TALK = "talk"
    PHONE = "phone"
    EMPLOYER_VISIT = "employer_visit"
    INTERVIEW = "interview"
    PLACEMENT = "placement"
    OTHER = "other"


KINDS: dict[NoteKind, tuple[str, Text]] = {
    NoteKind.TALK: ("💬", staff("Talk")),
    NoteKind.PHONE: ("📞", staff("Phone call")),
    NoteKind.EMPLOYER_VISIT: ("🏢", staff("Employer visit")),
    NoteKind.INTERVIEW: ("💼", staff("Interview")),
    NoteKind.PLACEMENT: ("🧰", staff("Placement")),
    NoteKind.OTHER: ("📌", staff("Something else")),
}

WITH_THE_PARTICIPANT = frozenset({NoteKind.TALK, NoteKind.PHONE, NoteKind.INTERVIEW, NoteKind.PLACEMENT})
"""In these the two were in contact with each other."""

STEPS: dict[int, Text] = {
    1: staff("First contact and agreement"),
    2: staff("Profile and plan"),
    3: staff("Finding a job"),
    4: staff("Employer and contract"),
    5: staff("Support at work, aftercare"),
}
"""The five steps of Supported Employment; people go back and forth, so a note may belong to several."""


@dataclass(frozen=True)
class Heading:
    """Something that may be written besides what happened.

    Attributes:
        code: its column.
        icon: a pictogram.
        name: on the button and before the words.
        question: how it is asked for.
    """

    code: str
    icon: str
    name: Text
    question: Text


WORDS = "words"
NEXT_WORDS = "next_words"

HEADINGS: dict[str, Heading] = {
    heading.code: heading
    for heading in (
        Heading(WORDS, "📝", staff("What happened"), staff("What happened? Write it anew.")),
        Heading("did", "🛠", staff("What I did"), staff("What did you do?")),
        Heading("result", "🎯", staff("Result"), staff("What came of it?")),
        Heading("worked", "👍", staff("What worked"), staff("What worked?")),
        Heading("different", "🔁", staff("Different next time"), staff("What could be done differently next time?")),
        Heading(NEXT_WORDS, "👣", staff("Next step"), staff("What is the next step?")),
    )
}
