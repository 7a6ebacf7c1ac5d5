"""What people write is made safe and cut where a reader sees a whole character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales.user_text import FSI, LRI, PDI, balanced, clean, isolate, shorten, units

DIRECTION_CONTROLS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
ANYTHING = st.text(st.characters())  # lone surrogates and noncharacters too
TRICKY = st.text(st.sampled_from([*DIRECTION_CONTROLS, "a", "ب", "\n", "\r", "\u2028", "\x00", "\u200d", "👩", "<"]))


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  Amina  ", "Amina"),
        ("A\tB", "A B"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\n\n\n \n\nb", "a\n\nb"),
        ("\u202eABC\u202c", "ABC"),
        ("می\u200cرود", "می\u200cرود"),
        ("👩\u200d💻", "👩\u200d💻"),
        ("\x00\x07bell\x7f", "bell"),
        ("\ud800x", "x"),
        ("\u200d\u200b \u3164\u2800", ""),
        ("", ""),
    ],
)
def test_clean_keeps_what_is_seen(written: str, kept: str) -> None:
    assert clean(written) == kept


@given(ANYTHING | TRICKY)
def test_clean_text_can_be_sent_and_holds_no_direction_control(written: str) -> None:
    cleaned = clean(written)
    cleaned.encode()
    assert not set(cleaned) & set(DIRECTION_CONTROLS)
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize(
    ("value", "limit", "cut"),
    [
        ("short", 5, "short"),
        ("shorter", 5, "shor…"),
        ("abc def", 5, "abc…"),
        ("cafe\u0301s", 5, "caf…"),
        ("ab👩\u200d💻cd", 6, "ab…"),
        ("ab👍🏽cd", 5, "ab…"),
        ("a🇳🇴🇸🇪b", 7, "a🇳🇴…"),
        ("a🇳🇴🇸🇪b", 5, "a…"),
    ],
)
def test_shorten_cuts_between_whole_characters(value: str, limit: int, cut: str) -> None:
    assert shorten(value, limit) == cut


@given(ANYTHING, st.integers(1, 30))
def test_shortened_text_fits(value: str, limit: int) -> None:
    assert units(shorten(value, limit)) <= limit


def test_isolate_closes_every_line_on_its_own() -> None:
    assert isolate("a\n\nb") == f"{FSI}a{PDI}\n\n{FSI}b{PDI}"
    assert isolate("") == ""


def test_balanced_closes_what_a_cut_left_open() -> None:
    assert balanced(f"x {FSI}a\n{LRI}1{PDI}") == f"x {FSI}a{PDI}\n{LRI}1{PDI}"
