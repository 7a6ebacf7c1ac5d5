"""Names as people type them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.names import LONGEST, clean_name
from locales.user_text import units


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Amina", "Amina"),
        ("  Amina \n Said\t", "Amina Said"),
        ("أمينة", "أمينة"),
        ("ኣሚና", "ኣሚና"),
        ("Åse-Marie O'Neill", "Åse-Marie O'Neill"),
        ("A\u030ase", "Åse"),
        ("\u202eanimA\u202c", "animA"),
        ("\u2066Ami\u200bna\u2069", "Amina"),
        ("Ami\x00na\x07", "Amina"),
        ("<b>Amina</b>", "<b>Amina</b>"),
        ("Amina 🌸", "Amina 🌸"),
        ("می\u200cنا", "می\u200cنا"),
        ("A" * 300, "A" * 60),
        ("é" * 300, "é" * 60),
        ("A" * 59 + "e\u0301\u0302\u0303\u0303", "A" * 59),
        ("A" * 58 + "👩‍👩‍👧", "A" * 58),
    ],
)
def test_a_name_is_kept_clean(typed: str, kept: str) -> None:
    assert clean_name(typed) == kept


@pytest.mark.parametrize("typed", ["", " ", "\n", "🎉👩‍👧", "123", "!?", "\u202e\u2066", "\u200d", "\u3164" * 0 + "–"])
def test_what_has_no_letter_is_no_name(typed: str) -> None:
    assert clean_name(typed) is None


@given(st.text(max_size=300))
def test_any_text_gives_a_name_that_can_be_kept_or_none(text: str) -> None:
    name = clean_name(text)
    if name is None:
        return
    assert 0 < units(name) <= LONGEST
    assert name == " ".join(name.split())
    assert unicodedata.is_normalized("NFC", name)
    assert not {unicodedata.category(character) for character in name} & {"Cc", "Cs"}
    assert not set(name) & set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert clean_name(name) == name
