"""Catalogue texts cut into literals and `{named}` parameters, once, so that writing them out is a join."""

from __future__ import annotations

from dataclasses import dataclass
from string import Formatter


@dataclass(frozen=True, slots=True)
class Template:
    """A text of one language, ready to be filled in.

    Attributes:
        language: our code of the language the text is written in.
        literals: what stands before, between and after the parameters; one more than `names`.
        names: the parameters, in the order in which this language uses them.
    """

    language: str
    literals: tuple[str, ...]
    names: tuple[str, ...]


def parse(source: str, language: str) -> Template:
    """The template of `source`: `"{name} comes"` has the literals `("", " comes")` and the name `name`.

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
    return Template(language, tuple(literals), tuple(names))


def literal(source: str, language: str) -> Template:
    """The template that writes `source` out exactly as it stands."""
    return Template(language, (source,), ())


def is_wordless(source: str) -> bool:
    """Whether the text is values and marks only, such as "{day} · {place}", and so needs no translation."""
    try:
        return not any(character.isalpha() for part in parse(source, "").literals for character in part)
    except ValueError:
        return False


def placeholders(source: str) -> frozenset[str]:
    """The names of the parameters in `source`.

    Raises:
        ValueError: as `parse`.
    """
    return frozenset(parse(source, "").names)
