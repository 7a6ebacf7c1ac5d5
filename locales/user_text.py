"""What people wrote, made safe to stand inside our sentences: cleaned, cut to a length, isolated in direction."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

FSI, LRI, PDI = "\u2068", "\u2066", "\u2069"
ELLIPSIS = "…"

# Control characters but the line feed, direction marks, embeddings, overrides and isolates, zero-width marks that
# carry nothing, lone surrogates (not text at all), and noncharacters. Joiners stay: Persian and emoji need them.
_REMOVED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_MANY_LINE_ENDS = re.compile(r"\s*\n\s*\n\s*")
_BLANK = frozenset("\u2800\u3164\u115f\u1160\uffa0")  # letters to Unicode, nothing to the eye
_INVISIBLE = frozenset(("Cf", "Cn", "Co", "Mn", "Me", "Zs", "Zl", "Zp", "Cc", "Cs"))
_EMOJI_MODIFIERS = range(0x1F3FB, 0x1F400)
_REGIONAL_INDICATORS = range(0x1F1E6, 0x1F200)
_TAGS = range(0xE0020, 0xE0080)
_JOINER = "\u200d"


@lru_cache(maxsize=4096)
def clean(value: str) -> str:
    """The value without anything that could disturb what stands round it; empty when nothing visible remains.

    Direction controls go, so that no isolate or override of a user can leak out of their value. At most one empty
    line in a row remains.
    """
    if not value.isprintable():
        value = _LINE_ENDS.sub("\n", value).replace("\t", " ")
        value = _REMOVED.sub("", value)
        value = _MANY_LINE_ENDS.sub("\n\n", value)
    value = value.strip()
    return value if _is_visible(value) else ""


def _is_visible(value: str) -> bool:
    return any(character not in _BLANK and unicodedata.category(character) not in _INVISIBLE for character in value)


def shorten(value: str, limit: int) -> str:
    """The value in at most `limit` UTF-16 units (at least 1), cut with "…" where a reader sees a whole character."""
    if units(value) <= limit:
        return value
    taken = 0
    end = 0
    for index, character in enumerate(value):
        taken += 2 if character > "\uffff" else 1
        if taken > limit - 1:
            break
        end = index + 1
    while end and _joins(value, end):
        end -= 1
    return value[:end].rstrip() + ELLIPSIS


def units(value: str) -> int:
    """The length of the value as Telegram counts it, in UTF-16 units."""
    if value.isascii():
        return len(value)
    return len(value) + sum(1 for character in value if character > "\uffff")


def _joins(value: str, index: int) -> bool:
    """Whether the characters on both sides of `index` are seen as one."""
    before, after = value[index - 1], value[index]
    point = ord(after)
    if _JOINER in (before, after) or point in _EMOJI_MODIFIERS or point in _TAGS:
        return True
    if unicodedata.category(after) in ("Mn", "Me", "Mc"):
        return True
    if point in _REGIONAL_INDICATORS:
        flags = len(value[:index]) - len(value[:index].rstrip(_ALL_REGIONAL))
        return flags % 2 == 1
    return False


_ALL_REGIONAL = "".join(map(chr, _REGIONAL_INDICATORS))


def isolate(value: str) -> str:
    """The value with its own direction, line by line, because a line end closes every isolate."""
    if "\n" not in value:
        return f"{FSI}{value}{PDI}" if value else ""
    return "\n".join(f"{FSI}{line}{PDI}" if line else "" for line in value.split("\n"))


def balanced(value: str) -> str:
    """The value with every isolate that a cut left open closed again, line by line."""
    return "\n".join(_balanced_line(line) for line in value.split("\n"))


def _balanced_line(line: str) -> str:
    opened = line.count(FSI) + line.count(LRI) - line.count(PDI)
    return line + PDI * opened if opened > 0 else line
