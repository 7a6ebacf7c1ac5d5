"""Entities of a text: those Telegram finds by itself, and all of them written as HTML for people and tests.

Offsets and lengths count UTF-16 code units, as in the Bot API.
"""

import re
from html import escape
from typing import Any

Entity = dict[str, Any]

_EXCLUSIVE = frozenset({"code", "pre", "text_link"})
_FOUND = re.compile(
    r"(?P<url>(?:https?://|\bt\.me/)[^\s<>\"«»\u2066-\u2069]+)"
    r"|(?P<email>\b[\w.+-]+@[\w-]+\.[\w.-]*\w)"
    r"|(?P<mention>(?<![\w@])@[A-Za-z]\w{3,31}\b)"
    r"|(?P<bot_command>(?<![\w/<])/[A-Za-z0-9_]{1,32}(?:@\w{3,32})?(?![\w/]))"
    r"|(?P<hashtag>(?<![\w#])#\w*[^\W\d]\w*)"
)


def utf16_length(text: str) -> int:
    """Return the number of UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) >> 1


def with_found(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Add what Telegram finds in plain text by itself: links, addresses, mentions, commands, hashtags."""
    if "/" not in text and "@" not in text and "#" not in text:
        return text, entities
    found: list[Entity] = []
    blocked = [
        (entity["offset"], entity["offset"] + entity["length"]) for entity in entities if entity["type"] in _EXCLUSIVE
    ]
    for match in _FOUND.finditer(text):
        value = match.group()
        if match.lastgroup == "url":
            value = value.rstrip(".,;:!?)'")
        start = utf16_length(text[: match.start()])
        length = utf16_length(value)
        if not any(start < end and begin < start + length for begin, end in blocked):
            found.append({"type": match.lastgroup, "offset": start, "length": length})
    if not found:
        return text, entities
    return text, sorted([*entities, *found], key=lambda entity: (entity["offset"], -entity["length"]))


_WRITE = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote",
}


def to_html(text: str, entities: list[Entity]) -> str:
    """Write text and entities as HTML again, for people and tests to read."""
    marks: list[tuple[int, int, int, str]] = []
    for order, entity in enumerate(entities):
        kind = entity["type"]
        start, end = entity["offset"], entity["offset"] + entity["length"]
        if kind == "text_link":
            opening, closing = f'<a href="{escape(entity["url"])}">', "</a>"
        elif kind in _WRITE:
            opening, closing = f"<{_WRITE[kind]}>", f"</{_WRITE[kind]}>"
        else:
            continue
        marks.append((start, 1, order, opening))
        marks.append((end, 0, -order, closing))
    marks.sort(key=lambda mark: mark[:3])
    data = text.encode("utf-16-le")
    pieces: list[str] = []
    position = 0
    for at, _, _, tag in marks:
        pieces.append(escape(data[position * 2 : at * 2].decode("utf-16-le", "replace"), quote=False))
        pieces.append(tag)
        position = at
    pieces.append(escape(data[position * 2 :].decode("utf-16-le", "replace"), quote=False))
    return "".join(pieces)
