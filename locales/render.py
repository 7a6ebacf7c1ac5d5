"""Messages written out for one reader, as Telegram HTML.

The reader's own language comes first; under it, in italics, the same in very simple Norwegian, unless they chose
one of the two. Whatever is not markup of ours is escaped. Values keep their own direction: what people wrote and
names stand in FSI…PDI, times and numbers inside right-to-left texts in LRI…PDI. Nothing that people write and no
mistake in a translation makes this raise, leave empty, or go over Telegram's limits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from locales import formatting
from locales.catalogue import CATALOGUE, Catalogue
from locales.languages import LANGUAGES, NORWEGIAN, SOURCE, STAFF_LANGUAGES, fallbacks
from locales.message import Attachment, Button, Line, Message
from locales.template import Template
from locales.text import At, Day, DayPart, Domain, LanguageName, Param, Several, Text, Words
from locales.user_text import ELLIPSIS, FSI, LRI, PDI, balanced, clean, isolate, shorten, units

Reading = Literal["both", "own", "norwegian"]

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
LABEL_LIMIT = 64
_NORWEGIAN_MARK = "🇳🇴 "
_RTL = frozenset(language.code for language in LANGUAGES.values() if language.rtl)
_INVISIBLE = f"{FSI}{LRI}{PDI} \n\u00a0"
_VALUE_LIMITS = (2000, 500, 120, 40)  # each tried in turn until the message fits
_LABEL_VALUE_LIMIT = 60


@dataclass(frozen=True)
class Reader:
    """Who reads: their language, and whether they want it with Norwegian, alone, or Norwegian alone."""

    language: str
    reading: Reading = "both"


class RenderedButton(NamedTuple):
    """A button as it is shown: it sends `payload` back or opens `url`."""

    label: str
    payload: str
    url: str


@dataclass(frozen=True)
class Rendered:
    """A message as it leaves: Telegram HTML, rows of buttons, and what goes with it (the text is its caption then)."""

    text: str
    rows: tuple[tuple[RenderedButton, ...], ...] = ()
    attachment: Attachment | None = None


_TAGS = {
    (False, False): ("", ""),
    (True, False): ("<b>", "</b>"),
    (False, True): ("<s>", "</s>"),
    (True, True): ("<b><s>", "</s></b>"),
}
"""Round a line, by whether it is strong and whether it is struck out."""


class _Written(NamedTuple):
    """One line before it is escaped: what stands before it, the sentence, and the tags round it."""

    before: str
    plain: str
    opening: str = ""
    closing: str = ""


def render(message: Message, reader: Reader, catalogue: Catalogue = CATALOGUE) -> Rendered:
    """The message in the reader's language; see the module for what it promises. Never raises for what users wrote."""
    for_staff = bool(message.lines) and message.lines[0].text.domain == "staff"
    own = NORWEGIAN if reader.reading == "norwegian" else reader.language
    if for_staff and own not in STAFF_LANGUAGES:
        own = NORWEGIAN
    doubled = reader.reading == "both" and not for_staff and own != NORWEGIAN
    rows = tuple(tuple(_button(button, own, catalogue) for button in row) for row in message.buttons)
    return Rendered(_text(message, own, doubled, catalogue), rows, message.attachment)


def write(text: Text, language: str, catalogue: Catalogue = CATALOGUE) -> str:
    """One text in one language, plain and unescaped, with its values isolated: for file names, tests, and exports."""
    return _Pen(language, catalogue, _VALUE_LIMITS[0]).text(text)


def _text(message: Message, own: str, doubled: bool, catalogue: Catalogue) -> str:
    limit = CAPTION_LIMIT if message.attachment else TEXT_LIMIT
    lines: list[_Written] = []
    for value_limit in _VALUE_LIMITS:
        lines = list(_own_lines(message.lines, _Pen(own, catalogue, value_limit)))
        if doubled:
            lines.extend(_norwegian_lines(message, _Pen(NORWEGIAN, catalogue, value_limit), lines))
        if sum(len(line.before) + len(line.plain) for line in lines) * 2 <= limit or _fits(lines, limit):
            break
    else:
        lines = list(_cut(lines, limit))
    if not lines:
        return ELLIPSIS
    return "\n".join(
        f"{_escape(before)}{opening}{_escape(plain)}{closing}" for before, plain, opening, closing in lines
    ).strip()


def _own_lines(lines: tuple[Line, ...], pen: _Pen) -> Iterator[_Written]:
    for line in lines:
        plain = pen.text(line.text)
        if not plain.strip(_INVISIBLE):
            continue
        before = f"{line.icon} " if line.icon else ""
        if line.gap:
            before = f"\n{before}"
        yield _Written(before, plain, *_TAGS[line.strong, line.struck])


def _norwegian_lines(message: Message, pen: _Pen, own: list[_Written]) -> Iterator[_Written]:
    """The brief, or without one the lines that exist in Norwegian; nothing when that repeats what stands above."""
    if message.brief is not None and pen.knows(message.brief):
        plains = [pen.text(message.brief)]
    else:
        plains = [pen.text(line.text) for line in message.lines if pen.knows(line.text)]
    plains = [plain for plain in plains if plain.strip(_INVISIBLE)]
    if plains == [line.plain for line in own]:
        return
    before = f"\n{_NORWEGIAN_MARK}"
    for plain in plains:
        yield _Written(before, plain, "<i>", "</i>")
        before = ""


class _Pen:
    """Writes texts in one language, each value people wrote in at most `limit` units."""

    __slots__ = ("catalogue", "language", "limit")

    def __init__(self, language: str, catalogue: Catalogue, limit: int) -> None:
        self.language = language
        self.catalogue = catalogue
        self.limit = limit

    def knows(self, text: Text) -> bool:
        return self.catalogue.templates(text, self.language)[0].language == self.language

    def text(self, text: Text) -> str:
        params = text.params
        language = self.language
        if text.domain != "participant" and language not in STAFF_LANGUAGES:
            language = NORWEGIAN
        templates = self.catalogue.templates(text, language)
        for template in templates:
            if not template.fields:
                return template.opening
            try:
                return self._filled(template, params)
            except KeyError:
                continue
        source = templates[-1]
        return self._filled(source, {**dict.fromkeys(source.names, ELLIPSIS), **params})

    def _filled(self, template: Template, params: Mapping[str, Param]) -> str:
        """The template with the values in place; KeyError when it wants one that is not given."""
        language = template.language
        written = template.opening
        for name, after in template.fields:
            value = params[name]
            writer = _WRITERS.get(type(value)) or _writer_for(value)
            written += writer(self, value, language) + after
        return written

    def nested(self, text: Text, language: str) -> str:
        """A text inside a text of `language`, isolated when it may be in another one."""
        written = self.text(text)
        same = language == self.language and text.domain == "participant"
        return written if same else isolate(written)

    def value(self, value: Param, language: str) -> str:
        writer = _WRITERS.get(type(value)) or _writer_for(value)
        return writer(self, value, language)


def _writer_for(value: Param) -> Callable[[_Pen, Any, str], str]:
    """For a value of a subclass, such as a member of an enumeration of strings."""
    return next(writer for kind, writer in _WRITERS.items() if isinstance(value, kind))


@lru_cache(maxsize=4096)
def _user(value: str, limit: int) -> str:
    return isolate(shorten(clean(value), limit))


def _digits(value: str, language: str) -> str:
    return f"{LRI}{value}{PDI}" if language in _RTL else value


def _chosen(by_language: Mapping[str, str], language: str) -> str:
    """The words for a reader of `language`: theirs or a near one, then unstated, Norwegian, English, any."""
    for code in _nearest(language):
        words = by_language.get(code)
        if words and clean(words):
            return words
    return next((words for words in by_language.values() if clean(words)), "")


@lru_cache(maxsize=64)
def _nearest(language: str) -> tuple[str, ...]:
    near = (code for code in fallbacks(language) if code != SOURCE)
    return (*near, "", NORWEGIAN, SOURCE)


_WRITERS: dict[type, Callable[[_Pen, Any, str], str]] = {
    str: lambda pen, value, _: _user(value, pen.limit),
    Day: lambda _, value, language: formatting.day(value.date, language),
    At: lambda _, value, language: _digits(formatting.at(value.time), language),
    Text: lambda pen, value, language: pen.nested(value, language),
    Words: lambda pen, value, _: _user(_chosen(value.by_language, pen.language), pen.limit),
    int: lambda _, value, language: _digits(str(value), language),
    DayPart: lambda pen, value, language: formatting.part_of_day(value.time, language, pen.catalogue),
    LanguageName: lambda _, value, language: isolate(formatting.language_name(value.code, language)),
    Several: lambda pen, value, language: formatting.join(
        [item for item in (pen.value(item, language) for item in value.items) if item], language
    ),
}
"""How each kind of value is written out; looked up, because values are most of what is written."""


def _button(button: Button, language: str, catalogue: Catalogue) -> RenderedButton:
    icon = _MIRRORED.get(button.icon, button.icon) if language in _RTL else button.icon
    if button.label.params:
        label = _label(_Pen(language, catalogue, _LABEL_VALUE_LIMIT).text(button.label), icon)
    else:
        label = _fixed_label(button.label.msgid, button.label.domain, icon, language, catalogue)
    return RenderedButton(label, button.payload, button.url)


_MIRRORED = {"⬅️": "➡️", "➡️": "⬅️"}
"""Back and on point the other way for those who read from right to left."""


@lru_cache(maxsize=4096)
def _fixed_label(msgid: str, domain: Domain, icon: str, language: str, catalogue: Catalogue) -> str:
    """A label without values: the same for everybody who reads the language."""
    return _label(_Pen(language, catalogue, _LABEL_VALUE_LIMIT).text(Text(msgid, domain=domain)), icon)


def _label(words: str, icon: str) -> str:
    label = f"{icon} {words}" if icon else words
    if len(label) * 2 > LABEL_LIMIT or "\n" in label:
        label = balanced(shorten(" ".join(label.split()), LABEL_LIMIT - 2))
    return label if label.strip(_INVISIBLE) else ELLIPSIS


def _fits(lines: list[_Written], limit: int) -> bool:
    return sum(units(line.before) + units(line.plain) + 1 for line in lines) <= limit


def _cut(lines: list[_Written], limit: int) -> Iterator[_Written]:
    """The first lines that fit, the last of them cut; only ever needed for very many or very long lines."""
    left = limit
    for line in lines:
        room = left - units(line.before) - 1
        if room <= len(ELLIPSIS):
            return
        plain = line.plain
        if units(plain) > room:
            plain = balanced(shorten(plain, max(1, room - plain.count(FSI) - plain.count(LRI))))
        yield line._replace(plain=plain)
        left = room - units(plain)


def _escape(plain: str) -> str:
    if "&" in plain:
        plain = plain.replace("&", "&amp;")
    if "<" in plain:
        plain = plain.replace("<", "&lt;")
    if ">" in plain:
        plain = plain.replace(">", "&gt;")
    return plain
