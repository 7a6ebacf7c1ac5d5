"""What a checklist of the library is made of. One file in `library/` is one checklist; nothing else knows its name."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from locales.text import Text, say

SPECIALIST = say("your job specialist")
"""Stands for the reader's own specialist in the texts of the library; their name is put in when it is shown."""


class Step(Enum):
    """The step of the way to work that a list belongs to; one may go back and forth, so it orders and bars nothing."""

    FIRST_CONTACT = 1
    PROFILE = 2
    FINDING = 3
    EMPLOYER = 4
    SUPPORT = 5
    AFTERCARE = 6
    ANY = 0


class Level(Enum):
    """How much of an item is shown. The person picks it, for all lists or for one; nobody is ever classified."""

    A = "A"
    B = "B"
    C = "C"


class Help(Enum):
    """What the bot can do for an item, besides asking the specialist: the value is the button that leads there."""

    PROFILE = "pf:open"
    JOB_LOG = "jl:list:0"
    WORDS = "ph:all:0"
    LETTER = "lt:begin"


@dataclass(frozen=True, kw_only=True)
class Item:
    """One thing to do.

    Attributes:
        code: its name within the list; kept for ever, because ticks refer to it.
        icon: a pictogram; the words always stand beside it.
        line: what to do, in one line: all there is at level A.
        why: why it is good for her.
        how: two or three short sentences.
        more: what a graduate wants to know besides (level C).
        helps: what the bot can do for it.
        meaning: counted up when the item asks for something else than before. A tick made before stays, and says so;
            a text that is only worded better changes nothing.
    """

    code: str
    icon: str
    line: Text
    why: Text
    how: Text
    more: Text
    helps: Help | None = None
    meaning: int = 1


@dataclass(frozen=True, kw_only=True)
class Checklist:
    """A checklist of the library.

    Attributes:
        code: its name; kept for ever.
        step: where on the way to work it usually fits.
        icon: a pictogram.
        name: its title.
        about: one line on what it is for.
        order: where it stands among the lists of its step.
        items: five to ten, in the order in which most people take them; each person orders her own.
    """

    code: str
    step: Step
    icon: str
    name: Text
    about: Text
    items: tuple[Item, ...]
    order: int = 0

    def item(self, code: str) -> Item | None:
        """The item of this code; None when the list has it no more."""
        return next((item for item in self.items if item.code == code), None)
