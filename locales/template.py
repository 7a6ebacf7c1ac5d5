"""Catalogue texts cut into literals and `{named}` parameters, once, so that writing them out is a join."""

from __future__ import annotations

from dataclasses import dataclass
from string import Formatter


@dataclass(frozen=True, slots=True)
class Template:
    """A text of one language, ready to be filled in.

    Attributes:
        language: our code of the language the text is written in.
        opening: what stands before the first parameter; all of it where there are none.
        fields: each parameter, in the order in which this language uses them, and what stands after it.
    """

    language: str
    opening: str
    fields: tuple[tuple[str, str], ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The parameters, in order."""
        return tuple(name for name, _ in self.fields)

    @property
    def words(self) -> tuple[str, ...]:
        """What stands before, between and after the parameters."""
        return (self.opening, *(after for _, after in self.fields))


def parse(source: str, language: str) -> Template:
    """The template of `source`: `"{name} comes"` opens with nothing and has one field, `("name", " comes")`.

    Raises:
        ValueError: a brace stands alone, or a parameter is more than a plain name.
    """
    literals = [""]
    names: list[str] = []
    for literal, name, spec, conversion in Formatter().parse(source):
        literals[-1] += literal
        if name is None:
            continue
        if not name.isidentifier() or spec or conversion:
            raise ValueError(f"not a plain parameter: {name!r}")
        names.append(name)
        literals.append("")
    return Template(language, literals[0], tuple(zip(names, literals[1:], strict=True)))


def literal(source: str, language: str) -> Template:
    """The template that writes `source` out exactly as it stands."""
    return Template(language, source)


def is_wordless(source: str) -> bool:
    """Whether the text is values and marks only, such as "{day} · {place}", and so needs no translation."""
    try:
        return not any(character.isalpha() for part in parse(source, "").words for character in part)
    except ValueError:
        return False


def placeholders(source: str) -> frozenset[str]:
    """The names of the parameters in `source`.

    Raises:
        ValueError: as `parse`.
    """
    return frozenset(parse(source, "").names)
