from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.reflections.names import named_in

NAMES = ["Amina Warsame", "Bo", "Åse", "Амина", "محمد", "O'Neil"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I spoke with Amina today", ["Amina"]),
        ("AMINA!", ["Amina"]),
        ("aminas sjef", ["Amina"]),
        ("Amina's boss and Amina’s day", ["Amina"]),
        ("Aminata came", []),
        ("Warsame came", []),
        ("Bodø og Boss", []),
        ("Bo, åse og Амина", ["Bo", "Åse", "Амина"]),
        ("تحدثت مع محمد اليوم", ["محمد"]),
        ("O'Neil called", ["O'Neil"]),
        ("I talked too much", []),
        ("", []),
    ],
)
def test_first_names_as_whole_words(text: str, found: list[str]) -> None:
    assert named_in(text, NAMES) == found


def test_a_name_typed_in_pieces_is_the_same_name() -> None:
    assert named_in(unicodedata.normalize("NFD", "med Åse"), NAMES) == ["Åse"]


@given(st.text(max_size=40), st.text(max_size=12))
def test_nothing_one_can_be_called_breaks_it(text: str, name: str) -> None:
    first = next(iter(name.split()), "")
    assert named_in(text, [name]) in ([], [first])
    assert named_in("x", [" "]) == []


@given(st.from_regex(r"[a-zæøå]{1,10}", fullmatch=True))
def test_a_name_alone_is_always_found(name: str) -> None:
    assert named_in(f"({name.upper()})", [name]) == [name]
