"""Plural forms are CLDR's in every language, at run time and in the headers translators work with."""

from __future__ import annotations

import re
from gettext import c2py

import pytest
from babel import Locale

from locales.languages import LANGUAGES
from locales.plurals import agrees, categories, form, header, only_number

NUMBERS = range(1000)


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_form_is_what_babel_gives_for_the_locale(code: str) -> None:
    rule = Locale.parse(LANGUAGES[code].cldr).plural_form
    assert [categories(code)[form(code, number)] for number in NUMBERS] == [rule(number) for number in NUMBERS]


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_header_chooses_the_same_form(code: str) -> None:
    found = re.fullmatch(r"nplurals=(\d); plural=(.+);", header(code))
    assert found is not None
    choose = c2py(found[2])
    assert int(found[1]) == len(categories(code))
    assert [choose(number) for number in NUMBERS] == [form(code, number) for number in NUMBERS]


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("en", ("one", "other")),
        ("nb", ("one", "other")),
        ("ar", ("zero", "one", "two", "few", "many", "other")),
        ("uk", ("one", "few", "many")),
        ("ti", ("one", "other")),
    ],
)
def test_categories_are_those_that_whole_numbers_reach(code: str, names: tuple[str, ...]) -> None:
    assert categories(code) == names


@pytest.mark.parametrize(
    ("code", "count", "expression", "same"),
    [
        ("nb", 2, "(n != 1)", True),
        ("nb", 2, "n > 1", False),
        ("nb", 1, "0", False),
        ("fa", 2, "!(n == 0 || n == 1)", True),
        ("fa", 1, "0", False),
    ],
)
def test_a_header_agrees_when_it_chooses_alike(code: str, count: int, expression: str, same: bool) -> None:
    assert agrees(code, count, expression) is same


@pytest.mark.parametrize(("code", "index", "number"), [("en", 0, 1), ("ar", 2, 2), ("uk", 0, None), ("ti", 0, None)])
def test_some_forms_are_for_one_number_only(code: str, index: int, number: int | None) -> None:
    assert only_number(code, index) == number


def test_a_negative_number_has_a_form() -> None:
    assert form("uk", -2) == form("uk", 2)
