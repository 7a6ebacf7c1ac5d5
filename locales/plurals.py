"""Which plural form counts take in each language, from CLDR, and the same as a gettext header.

Babel's own gettext table (`babel.messages.plurals`) differs from CLDR for Arabic, Persian and Turkish, and CLDR's
forms for fractions (Ukrainian `other`) never occur when people are counted. So the forms of a language here are
the CLDR categories that whole numbers reach, in CLDR order, and each header says exactly that (a test compares them).
"""

from __future__ import annotations

from functools import lru_cache
from gettext import c2py

from babel import Locale

from locales.languages import LANGUAGES

_ORDER = ("zero", "one", "two", "few", "many", "other")
_HEADERS = {
    "ar": ("nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);"),
    "ti": "nplurals=2; plural=(n > 1);",
    "uk": ("nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"),
    "prs": "nplurals=2; plural=(n > 1);",
    "fa": "nplurals=2; plural=(n > 1);",
}
_ENOUGH = 200  # no rule of our languages looks further than the last two digits


def locale_of(code: str) -> Locale:
    """The CLDR locale of one of our languages; English for a code we do not know."""
    return _locale(LANGUAGES[code].cldr if code in LANGUAGES else "en")


@lru_cache(maxsize=64)
def _locale(cldr: str) -> Locale:
    return Locale.parse(cldr)


@lru_cache(maxsize=64)
def categories(code: str) -> tuple[str, ...]:
    """The CLDR categories of whole numbers, in the order of the catalogue's `msgstr[0]`, `msgstr[1]` and so on."""
    rule = locale_of(code).plural_form
    reached = {rule(number) for number in range(_ENOUGH)}
    return tuple(name for name in _ORDER if name in reached)


@lru_cache(maxsize=4096)
def form(code: str, number: int) -> int:
    """The index of the plural form that `number` takes in the language."""
    return categories(code).index(locale_of(code).plural_form(abs(number)))


def header(code: str) -> str:
    """The `Plural-Forms` header of the language's catalogues, such as `nplurals=2; plural=(n != 1);`."""
    return _HEADERS.get(code, "nplurals=2; plural=(n != 1);")


def agrees(code: str, count: int, expression: str) -> bool:
    """Whether a catalogue's number of forms and its C expression choose as CLDR does.

    Raises:
        ValueError: the expression is not one that gettext understands.
    """
    choose = c2py(expression)
    return count == len(categories(code)) and all(choose(n) == form(code, n) for n in range(_ENOUGH))


def only_number(code: str, index: int) -> int | None:
    """The one number that takes this form, or None when several do: English form 0 is only ever 1."""
    numbers = [number for number in range(_ENOUGH) if form(code, number) == index]
    return numbers[0] if len(numbers) == 1 else None
