"""Names as people type them, made fit to be kept."""

from __future__ import annotations

import unicodedata

from locales.user_text import ELLIPSIS, clean, shorten

LONGEST = 60
"""In UTF-16 units, as Telegram counts; Somali and Tigrinya names with father's and grandfather's fit."""


def clean_name(text: str) -> str | None:
    """The name in NFC on one line, in at most `LONGEST` units, or None where there is no name in it.

    Control and direction characters go, runs of spaces become one, and what is too long is cut between characters
    as readers see them. Something without any letter (only emoji, digits or signs) is no name. Angle brackets stay
    as typed: writing out escapes them.
    """
    name = _cut(" ".join(clean(unicodedata.normalize("NFC", clean(text))).split()))
    return name if any(character.isalpha() for character in name) else None


def _cut(name: str) -> str:
    shorter = shorten(name, LONGEST + len(ELLIPSIS))
    return name if shorter == name and len(shorter) <= LONGEST else shorter.removesuffix(ELLIPSIS).strip()
