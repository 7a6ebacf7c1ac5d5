from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.preferences.phone import written_phone


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("40000000", "+47 40 00 00 00"),
        ("400 00 000", "+47 40 00 00 00"),
        ("+47 400 00 000", "+47 40 00 00 00"),
        ("0047 40 00 00 00", "+47 40 00 00 00"),
        (" (+47) 40-00-00-00 ", "+47 40 00 00 00"),
        ("\u202a+47 40 00 00 00\u202c", "+47 40 00 00 00"),
        ("٤٠٠٠٠٠٠٠", "+47 40 00 00 00"),
        ("４００００００0", "+47 40 00 00 00"),
        ("+46 70 000 00 00", "+46700000000"),
        ("0046700000000", "+46700000000"),
        ("4000000", None),
        ("400000000", None),
        ("10000000", None),
        ("+47 4000000", None),
        ("+4700000000000000", None),
        ("call me", None),
        ("40000000 ext 5", None),
        ("<b>40000000</b>", None),
        ("", None),
        ("+", None),
        ("+0 40 00 00 00", None),
        ("²0000000", None),
        ("📞", None),
    ],
)
def test_numbers_are_read_as_people_type_them(typed: str, expected: str | None) -> None:
    assert written_phone(typed) == expected


@given(st.text(max_size=40))
def test_anything_typed_is_a_number_or_nothing(typed: str) -> None:
    phone = written_phone(typed)
    assert phone is None or (phone.isascii() and len(phone) <= 16 and written_phone(phone) == phone)
