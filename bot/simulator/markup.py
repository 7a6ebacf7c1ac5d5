"""Telegram's HTML, read strictly into text and entities; error texts follow Telegram's."""

import re
from dataclasses import dataclass

from bot.simulator.entities import Entity, utf16_length, with_found
from bot.simulator.errors import ApiError, bad_request

_TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "tg-emoji": "custom_emoji",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_SPECIAL = re.compile(r"<(?:(/)|)([A-Za-z]+)>|&(lt|gt|amp|quot);|[<&]")
_PLAIN = frozenset(_TAGS) - {"span", "tg-emoji"}
_REFERENCE = re.compile(r"&(?:#([0-9]{1,8})|#[xX]([0-9a-fA-F]{1,7})|([A-Za-z][A-Za-z0-9]*));?")
_OPEN = re.compile(r"<([^\s>]*)(?=[\s>])")
_CLOSE = re.compile(r"</([^\s>]*)\s*(>?)")
_NAME = re.compile(r"\s*([^\s=>]*)")
_VALUE = re.compile(r"""\s*=\s*(?:"([^"]*)"|'([^']*)'|([A-Za-z0-9.-]+)(?=[\s>]))""")
_EXCLUSIVE = frozenset({"code", "pre"})
_SINGLE = frozenset({"text_link", "blockquote", "expandable_blockquote", "custom_emoji"})


def _parse_error(reason: str) -> ApiError:
    return bad_request(f"can't parse entities: {reason}")


@dataclass(slots=True)
class _Open:
    tag: str
    offset: int
    position: int
    argument: str


class _Reader:
    """One pass over a source text."""

    def __init__(self, source: str, *, reject_unknown: bool) -> None:
        self.source = source
        self.reject_unknown = reject_unknown
        self.parts: list[str] = []
        self.units = 0
        self.open: list[_Open] = []
        self.entities: list[Entity] = []

    def read(self) -> tuple[str, list[Entity]]:
        position = 0
        source = self.source
        while match := _SPECIAL.search(source, position):
            start = match.start()
            if start > position:
                self._emit(source[position:start])
            closing, tag, name = match.groups()
            if name:
                self._emit(_NAMED[name])
                position = match.end()
            elif closing and self.open:
                self._end(tag, start)
                position = match.end()
            elif not closing and tag in _PLAIN:
                self.open.append(_Open(tag, self.units, len(self.parts), ""))
                position = match.end()
            elif source[start] == "&":
                position = self._reference(start)
            elif source.startswith("/", start + 1):
                position = self._close(start)
            else:
                position = self._open(start)
        self._emit(source[position:])
        if self.open:
            raise _parse_error(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        return "".join(self.parts), self.entities

    def _emit(self, text: str) -> None:
        self.parts.append(text)
        self.units += utf16_length(text)

    def _at(self, start: int) -> str:
        return f"at byte offset {len(self.source[:start].encode())}"

    def _decode(self, start: int) -> tuple[str, int]:
        match = _REFERENCE.match(self.source, start)
        if not match:
            return "&", start + 1
        decimal, hexadecimal, name = match.groups()
        if name:
            if name in _NAMED:
                return _NAMED[name], match.end()
            if self.reject_unknown and match.group().endswith(";"):
                raise _parse_error(f'Unsupported entity "&{name};" {self._at(start)}')
            return "&", start + 1
        code = int(decimal) if decimal else int(hexadecimal, 16)
        if code == 0 or code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:  # noqa: PLR2004 - Unicode's own bounds
            return "&", start + 1
        return chr(code), match.end()

    def _reference(self, start: int) -> int:
        character, end = self._decode(start)
        self._emit(character)
        return end

    def _unescape(self, value: str) -> str:
        inner = _Reader(value.replace("<", "&lt;"), reject_unknown=self.reject_unknown)
        return inner.read()[0]

    def _open(self, start: int) -> int:
        match = _OPEN.match(self.source, start)
        if not match:
            raise _parse_error(f"Unclosed start tag {self._at(start)}")
        tag = match[1].lower()
        if tag not in _TAGS:
            raise _parse_error(f'Unsupported start tag "{tag}" {self._at(start)}')
        end, attributes = self._attributes(tag, start, match.end())
        argument = _argument(tag, attributes)
        if tag == "span" and argument != "tg-spoiler":
            raise _parse_error(f'Tag "span" must have class "tg-spoiler" {self._at(start)}')
        if tag == "tg-emoji" and not argument.isdigit():
            raise _parse_error("Invalid custom emoji identifier specified")
        self.open.append(_Open(tag, self.units, len(self.parts), argument))
        return end

    def _attributes(self, tag: str, start: int, position: int) -> tuple[int, dict[str, str]]:
        found: dict[str, str] = {}
        source = self.source
        while True:
            name = _NAME.match(source, position)
            position = name.end() if name else position
            if position >= len(source):
                raise _parse_error(f"Unclosed start tag {self._at(start)}")
            word = name[1].lower() if name else ""
            if not word:
                if source[position] == ">":
                    return position + 1, found
                raise _parse_error(f'Empty attribute name in the tag "{tag}" {self._at(start)}')
            value = _VALUE.match(source, position)
            if value:
                found[word] = self._unescape(next(group for group in value.groups() if group is not None))
                position = value.end()
            elif (tag, word) == ("blockquote", "expandable"):
                found[word] = ""
            else:
                raise _parse_error(
                    f'Expected equal sign in declaration of an attribute of the tag "{tag}" {self._at(start)}'
                )

    def _close(self, start: int) -> int:
        if not self.open:
            raise _parse_error(f"Unexpected end tag {self._at(start)}")
        match = _CLOSE.match(self.source, start)
        if not match or not match[2]:
            raise _parse_error(f"Unclosed end tag {self._at(start)}")
        self._end(match[1], start)
        return match.end()

    def _end(self, name: str, start: int) -> None:
        opened = self.open.pop()
        found = name.lower()
        if found and found != opened.tag:
            raise _parse_error(f'Unmatched end tag {self._at(start)}, expected "</{opened.tag}>", found "</{found}>"')
        if self.units > opened.offset:
            self._finish(opened)

    def _finish(self, opened: _Open) -> None:
        entity: Entity = {
            "type": _TAGS[opened.tag],
            "offset": opened.offset,
            "length": self.units - opened.offset,
        }
        if opened.tag == "a":
            url = opened.argument or "".join(self.parts[opened.position :])
            if not _is_link(url):
                return
            entity["url"] = url
        elif opened.tag == "tg-emoji":
            entity["custom_emoji_id"] = opened.argument
        elif opened.tag == "blockquote" and opened.argument:
            entity["type"] = "expandable_blockquote"
        elif opened.tag == "code" and opened.argument:
            entity["language"] = opened.argument
        self.entities.append(entity)


def _argument(tag: str, attributes: dict[str, str]) -> str:
    if tag == "a":
        return attributes.get("href", "")
    if tag == "tg-emoji":
        return attributes.get("emoji-id", "")
    if tag == "blockquote":
        return "expandable" if "expandable" in attributes else ""
    if tag == "code":
        name = attributes.get("class", "")
        return name.removeprefix("language-") if name.startswith("language-") else ""
    return attributes.get("class", "") if tag == "span" else ""


def _is_link(url: str) -> bool:
    return bool(re.match(r"(?:https?|tg|mailto|tel)://?\S|(?:[\w-]+\.)+\w{2,}(?:[/?#]|$)|mailto:|tel:", url))


def _settle(entities: list[Entity]) -> list[Entity]:
    """Order entities as Telegram does and drop those that may not lie inside another."""
    if len(entities) == 1:
        entities[0].pop("language", None)
        return entities
    entities.sort(key=lambda entity: (entity["offset"], -entity["length"], entity["type"] != "pre"))
    kept: list[Entity] = []
    for entity in entities:
        around = [other for other in kept if other["offset"] + other["length"] > entity["offset"]]
        language = entity.pop("language", None)
        block = next((other for other in around if other["type"] in _EXCLUSIVE), None)
        if block:
            if language and block["type"] == "pre" and block["length"] == entity["length"]:
                block["language"] = language
            continue
        if entity["type"] in _SINGLE and any(other["type"] == entity["type"] for other in around):
            continue
        kept.append(entity)
    return kept


def _trim(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Cut white space at both ends, as Telegram does before it stores a message."""
    cut = text.strip()
    if len(cut) == len(text) or not entities:
        return cut, entities
    shift = utf16_length(text[: len(text) - len(text.lstrip())])
    limit = utf16_length(cut)
    kept = []
    for entity in entities:
        start = max(0, entity["offset"] - shift)
        end = min(limit, entity["offset"] + entity["length"] - shift)
        if end > start:
            kept.append({**entity, "offset": start, "length": end - start})
    return cut, kept


def parse_html(source: str, *, reject_unknown: bool = True) -> tuple[str, list[Entity]]:
    """Read Telegram's HTML.

    Args:
        source: Text with tags and character references.
        reject_unknown: Refuse named references other than `lt gt amp quot`; Telegram would show the letters.

    Returns:
        The plain text, trimmed, and its entities, found links and commands included.

    Raises:
        ApiError: 400 "can't parse entities: …".
    """
    text, entities = _Reader(source, reject_unknown=reject_unknown).read()
    return with_found(*_trim(text, _settle(entities) if entities else entities))
