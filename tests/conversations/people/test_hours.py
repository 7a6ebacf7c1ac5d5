"""Clock times as people type them."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.people.hours import read_hours


@pytest.mark.parametrize(
    ("typed", "start", "end"),
    [
        ("8", time(8), None),
        ("08:30", time(8, 30), None),
        ("8.30", time(8, 30), None),
        ("0830", time(8, 30), None),
        ("kl. 8", time(8), None),
        ("08:00-09:00", time(8), time(9)),
        ("8-9.30", time(8), time(9, 30)),
        (" 8 – 9 ", time(8), time(9)),
        ("8 til 9", time(8), time(9)),
        ("kl 22 til kl 6", time(22), time(6)),
        ("0000-2359", time(0), time(23, 59)),
    ],
)
def test_hours_are_read(typed: str, start: time, end: time | None) -> None:
    assert read_hours(typed) == (start, end)


@pytest.mark.parametrize("typed", ["", "morgen", "24", "25:00", "8:60", "8-", "-9", "8-9-10", "8:5", "<8>", "8 9"])
def test_what_no_clock_shows_is_none(typed: str) -> None:
    assert read_hours(typed) is None


@given(st.text())
def test_no_text_breaks_the_reading(text: str) -> None:
    read_hours(text)


@given(st.times(), st.times())
def test_what_is_written_out_is_read_back(start: time, end: time) -> None:
    expected = (start.replace(second=0, microsecond=0), end.replace(second=0, microsecond=0))
    assert read_hours(f"{start:%H:%M}-{end:%H:%M}") == expected
