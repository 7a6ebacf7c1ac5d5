"""A typed day of something that happened: read backwards, and ahead only where it may be agreed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.events.days import digits, is_possible, pressed_day, read_day
from conversations.press import BadPressError, Press
from storage.models import EventKind

TODAY = date(2026, 11, 20)
PAST, AGREED = EventKind.INTERVIEW, EventKind.CONTRACT


@pytest.mark.parametrize(
    ("typed", "kind", "expected"),
    [
        ("12.11", PAST, date(2026, 11, 12)),
        ("12.11.", PAST, date(2026, 11, 12)),
        ("12/11", PAST, date(2026, 11, 12)),
        ("12.11.2025", PAST, date(2025, 11, 12)),
        ("12.11.25", PAST, date(2025, 11, 12)),
        ("2026-11-19", PAST, date(2026, 11, 19)),
        ("3. november", PAST, date(2026, 11, 3)),
        ("20.11", PAST, TODAY),
        ("1.12", PAST, date(2025, 12, 1)),
        ("1.12", AGREED, date(2026, 12, 1)),
        ("1.9", AGREED, date(2026, 9, 1)),
        ("29.2", PAST, date(2024, 2, 29)),
        ("i dag", PAST, TODAY),
        ("I går", PAST, date(2026, 11, 19)),
        ("yesterday", PAST, date(2026, 11, 19)),
        ("i morgen", AGREED, date(2026, 11, 21)),
        ("i morgen", PAST, None),
        ("fredag", PAST, TODAY),
        ("mandag", PAST, date(2026, 11, 16)),
        ("21.11.2026", PAST, None),
        ("1.1.2030", AGREED, None),
        ("1.1.1990", PAST, None),
        ("31.2", PAST, None),
        ("32.13", AGREED, None),
        ("0.0", PAST, None),
        ("soon", PAST, None),
        ("", PAST, None),
    ],
)
def test_the_day_that_is_meant(typed: str, kind: EventKind, expected: date | None) -> None:
    assert read_day(typed, TODAY, kind) == expected


@given(st.text(max_size=60), st.sampled_from(EventKind))
def test_anything_typed_is_a_possible_day_or_none(typed: str, kind: EventKind) -> None:
    found = read_day(typed, TODAY, kind)
    assert found is None or is_possible(found, TODAY, kind)


@given(st.dates(date(1000, 1, 1)))
def test_a_day_comes_back_from_a_button(day: date) -> None:
    assert pressed_day(Press("ev", "on", (digits(day),)), 0) == day


@pytest.mark.parametrize("word", ["", "x", "20261301", "20260230", "2026112", "202611200", "00000101", "٢٠٢٦١١٢٠"])
def test_what_is_no_day_in_a_button_is_forged(word: str) -> None:
    with pytest.raises(BadPressError):
        pressed_day(Press("ev", "on", (word,)), 0)
