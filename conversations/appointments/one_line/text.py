"""The typed line while it is being read: what is still unread, and what stood where."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

LONGEST: Final = 1000
"""Characters of a line that are read; a Telegram message may have 4096."""

DATE, TIME, PERSON, OTHER = "\x01", "\x02", "\x03", "\x04"
"""Marks that stand in `Line.view` for text that has been read."""

MARKS: Final = DATE + TIME + PERSON + OTHER

_SAME: Final = str.maketrans("øđłıß’‘`´ʼ–—−‒‑\u00a0\u202f\u2009", "odlis'''''-----   ")
_UNPRINTED: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})
_INVISIBLE: Final = frozenset("\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
_WORD: Final = re.compile(r"[^\W\d_](?:[\w'\-]|[\u0300-\u036f\u064b-\u065f\u200c\u200d])*")


def clean(text: str) -> str:
    """Compose the letters and put blanks for control characters, isolates and broken surrogates."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(" " if char in _INVISIBLE or unicodedata.category(char) in _UNPRINTED else char for char in composed)


def folded(text: str) -> str:
    """Fold case, diacritics, digits, dashes and quotes, one character for one."""
    return "".join(map(_fold, text)).translate(_SAME)


def word_spans(view: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each word; a word begins with a letter and does not end with a stop."""
    for match in _WORD.finditer(view):
        yield match.start(), match.start() + len(match.group().rstrip(".'-"))


def words_of(text: str) -> tuple[str, ...]:
    """Return the folded words of a name."""
    view = folded(clean(text))
    return tuple(view[start:end] for start, end in word_spans(view))


class Line:
    """One typed line.

    Attributes:
        text: The line as typed, cleaned.
        view: The same, folded, character for character, with marks where something has been read.
    """

    def __init__(self, text: str) -> None:
        self.text = clean(text)[:LONGEST]
        self.view = folded(self.text)

    def find(self, pattern: re.Pattern[str], start: int = 0) -> re.Match[str] | None:
        """Search what is still unread."""
        return pattern.search(self.view, start)

    def take(self, pattern: re.Pattern[str], mark: str = OTHER) -> re.Match[str] | None:
        """Search what is still unread and mark what is found as read."""
        match = pattern.search(self.view)
        if match:
            self.mark(match.start(), match.end(), mark)
        return match

    def mark(self, start: int, end: int, mark: str = OTHER) -> None:
        """Mark a stretch as read."""
        self.view = self.view[:start] + mark * (end - start) + self.view[end:]

    def typed(self, start: int, end: int) -> str:
        """Return a stretch as it was typed, with single blanks and without stray punctuation at its ends."""
        return " ".join(self.text[start:end].split()).strip(" ,;:.-–—|&+")


def _fold(char: str) -> str:
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    lower = char.lower()[0]
    base = unicodedata.normalize("NFKD", lower)[0]
    return base if lower.isalpha() and base.isalpha() else lower
