"""Names stand where a reader looks for them, and are found as they are typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales.alphabet import order, plain


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("nb", ["3 Brødre", "Aker", "bakeriet", "Cafe", "Café Oslo", "Zoo", "Ærlig", "Øst", "Ås", "Aasen", "Åsgård"]),
        ("en", ["3 Brødre", "Aasen", "Ærlig", "Aker", "Ås", "bakeriet", "Café Oslo", "Øst", "Zoo"]),
        ("nb", ["Müller", "Mysen", "Mölle", "Møller", "Måke"]),
    ],
)
def test_names_stand_in_the_order_of_the_readers_alphabet(language: str, names: list[str]) -> None:
    mixed = names[::-1]
    assert sorted(mixed, key=lambda name: order(name, language)) == names


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("blabaer", "Blåbær"),
        ("BLÅBÆR", "Blåbær"),
        ("ostbanen", "Østbanen"),
        ("cafe  oslo", "Café Oslo"),
        ("istanbul", "İstanbul"),
        ("a\u030as", "Ås"),
    ],
)
def test_what_is_typed_without_marks_is_the_same_name(typed: str, name: str) -> None:
    assert plain(typed) == plain(name)


@given(st.text(max_size=30), st.sampled_from(["nb", "en", "ar"]))
def test_any_name_has_a_place_and_plain_letters_stay_so(name: str, language: str) -> None:
    assert order(name, language) == order(name, language)
    assert plain(plain(name)) == plain(name)
