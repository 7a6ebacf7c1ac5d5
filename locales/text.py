"""Texts before they are written out: an English sentence, named parameters, and nobody's language yet.

A text is marked where it is written, with `say` (a participant may read it: it stands in every catalogue), `staff`
(Norwegian and English) or `brief` (the short Norwegian line under a participant's message). The sentence itself is
the message id. Values go in as named parameters and are written out in the reader's language when the message
is sent, never before; `pack` and `unpack` carry a text through the database.

    say("{name} will meet you on {day} at {time}.", name="Kari", day=Day(date(2026, 11, 26)), time=At(time(10)))
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any, Literal

Domain = Literal["participant", "staff", "brief"]


@dataclass(frozen=True)
class Day:
    """A calendar day at the venue, written with its full weekday: "Thursday 26 November"."""

    date: date


@dataclass(frozen=True)
class At:
    """A wall-clock time at the venue, written 24-hour with Western digits as on signs: "10:00"."""

    time: time


@dataclass(frozen=True)
class DayPart:
    """The part of the day a wall-clock time falls in, in words: "before noon"."""

    time: time


@dataclass(frozen=True)
class LanguageName:
    """A language of the product by its code, written as the reader calls it."""

    code: str


@dataclass(frozen=True)
class Words:
    """What a person wrote, by language code; `""` holds a text whose language nobody stated."""

    by_language: Mapping[str, str]


@dataclass(frozen=True)
class Several:
    """A list of values, joined the way the reader's language joins lists."""

    items: tuple[Param, ...]


@dataclass(frozen=True)
class Text:
    """A sentence to be written out in the reader's language.

    Attributes:
        msgid: the English sentence with `{named}` parameters.
        params: the values; a bare `str` is something a person wrote and is isolated and escaped.
        domain: which catalogues hold it.
        plural: the English plural sentence, when the sentence counts something.
        count: the name of the parameter that is counted.
    """

    msgid: str
    params: Mapping[str, Param] = field(default_factory=dict)
    domain: Domain = "participant"
    plural: str | None = None
    count: str | None = None


Param = str | int | Day | At | DayPart | LanguageName | Words | Several | Text


def say(msgid: str, /, **params: Param) -> Text:
    """A sentence a participant may read; complete in every catalogue."""
    return Text(msgid, params, "participant")


def say_n(one: str, other: str, /, count: int, **params: Param) -> Text:
    """A participant's sentence that counts something; `{count}` is the number."""
    return Text(one, {"count": count, **params}, "participant", other, "count")


def staff(msgid: str, /, **params: Param) -> Text:
    """A sentence only staff read; in Norwegian and English."""
    return Text(msgid, params, "staff")


def staff_n(one: str, other: str, /, count: int, **params: Param) -> Text:
    """A staff sentence that counts something; `{count}` is the number."""
    return Text(one, {"count": count, **params}, "staff", other, "count")


def brief(msgid: str, /, **params: Param) -> Text:
    """The short, very simple Norwegian line under a participant's message; only in the Norwegian catalogue."""
    return Text(msgid, params, "brief")


def pack(value: Param) -> Any:  # noqa: C901, PLR0911 - one return a kind of value reads best
    """The value as JSON; `unpack` gives it back unchanged."""
    match value:
        case str() | int():
            return value
        case Day(day):
            return {"day": day.isoformat()}
        case At(moment):
            return {"at": moment.isoformat("minutes")}
        case DayPart(moment):
            return {"part": moment.isoformat("minutes")}
        case LanguageName(code):
            return {"language": code}
        case Words(by_language):
            return {"words": dict(by_language)}
        case Several(items):
            return {"several": [pack(item) for item in items]}
        case Text():
            packed: dict[str, Any] = {"text": value.msgid, "in": value.domain}
            if value.params:
                packed["with"] = {name: pack(param) for name, param in value.params.items()}
            if value.plural is not None:
                packed |= {"plural": value.plural, "count": value.count}
            return packed


def unpack(packed: Any) -> Param:  # noqa: PLR0911 - as `pack`
    """The value that `pack` made this JSON from.

    Raises:
        ValueError: the JSON is not of `pack`'s making.
    """
    if isinstance(packed, (str, int)):
        return packed
    match packed:
        case {"day": text}:
            return Day(date.fromisoformat(text))
        case {"at": text}:
            return At(time.fromisoformat(text))
        case {"part": text}:
            return DayPart(time.fromisoformat(text))
        case {"language": code}:
            return LanguageName(code)
        case {"words": by_language}:
            return Words(by_language)
        case {"several": items}:
            return Several(tuple(unpack(item) for item in items))
        case {"text": msgid, "in": domain}:
            params = {name: unpack(param) for name, param in packed.get("with", {}).items()}
            return Text(msgid, params, domain, packed.get("plural"), packed.get("count"))
    raise ValueError(f"not a packed value: {packed!r}")


def unpack_text(packed: Any) -> Text:
    """As `unpack`, for JSON that must be a text.

    Raises:
        ValueError: it is something else.
    """
    value = unpack(packed)
    if not isinstance(value, Text):
        raise ValueError(f"not a packed text: {packed!r}")  # noqa: TRY004 - a fault of the data
    return value
