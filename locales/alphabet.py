"""The order of names in the reader's alphabet, and what one may type to find a name.

Names are sealed in the database, so they are sorted and searched here. Norwegian has three letters after z; Danish and
Swedish forms of them stand beside them, and "aa" is an old way to write "å" (CLDR's rules for `nb`).
"""

from __future__ import annotations

import unicodedata

_NORWEGIAN = {
    "æ": "{a", "ä": "{a", "ø": "{b", "ö": "{b", "å": "{c", "ü": "y",
}  # fmt: skip
_PLAIN = {"æ": "ae", "ø": "o", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i"}


def order(name: str, language: str) -> tuple[str, str]:
    """What to sort names by, so that a reader of this language finds them where their alphabet has them."""
    return _letters(name, language), name


def _letters(name: str, language: str) -> str:
    folded = _folded(name)
    if language == "nb":
        folded = "".join(_NORWEGIAN.get(letter, letter) for letter in folded.replace("aa", "å"))
    return plain(folded)


def plain(typed: str) -> str:
    """The letters of a name without case and marks: "Blåbær" and "blabaer" are the same to somebody who searches."""
    simple = "".join(_PLAIN.get(letter, letter) for letter in _folded(typed))
    apart = unicodedata.normalize("NFKD", simple)
    return " ".join("".join(letter for letter in apart if not unicodedata.combining(letter)).split())


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
