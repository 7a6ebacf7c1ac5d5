"""Whether a text names somebody: the first names of a specialist's own participants, as whole words. Pure.

It only ever leads to a question, so a name that is also a word costs one tap.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_POSSESSIVE = r"(?:['’]?s|['’])?"


def named_in(text: str, names: Iterable[str]) -> list[str]:
    """The first names that stand in the text, in the order given, each once; Norwegian "Aminas" counts as "Amina"."""
    plain = _plain(text)
    found: dict[str, None] = {}
    for name in names:
        first = next(iter(name.split()), "")
        if first and re.search(rf"(?<!\w){re.escape(_plain(first))}{_POSSESSIVE}(?!\w)", plain):
            found[first] = None
    return list(found)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()
