"""Codes survive being read aloud, retyped and pasted, and nobody guesses one."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.invitations.codes import (
    ALPHABET,
    LENGTH,
    hash_code,
    link,
    looks_printed,
    new_code,
    read_code,
    wait_after,
)

codes = st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH)


def printed(code: str) -> str:
    return "-".join(code[start : start + 4] for start in range(0, LENGTH, 4))


def test_a_code_holds_at_least_eighty_bits() -> None:
    assert len(set(ALPHABET)) == 32
    assert LENGTH * 5 >= 80
    assert len({new_code() for _ in range(1000)}) == 1000


def test_a_code_fits_a_start_parameter() -> None:
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", new_code())


@given(codes)
def test_a_printed_code_is_read_back(code: str) -> None:
    assert read_code(printed(code)) == code
    assert looks_printed(printed(code))


@given(codes, st.sampled_from(["", "-", " ", " - ", "–", "\u2011", "_"]), st.booleans())
def test_dashes_spaces_and_case_do_not_matter(code: str, separator: str, lower: bool) -> None:
    typed = printed(code).replace("-", separator)
    assert read_code(f"  {typed.lower() if lower else typed}\n") == code


@given(codes)
def test_look_alikes_are_forgiven(code: str) -> None:
    assert read_code(code.replace("0", "O").replace("1", "l")) == code
    assert read_code(code.replace("0", "o").replace("1", "I")) == code


@given(codes)
def test_digits_of_other_scripts_are_forgiven(code: str) -> None:
    arabic = code.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    persian = code.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    assert read_code(arabic) == code
    assert read_code(persian) == code


@given(codes)
def test_a_pasted_link_is_its_code(code: str) -> None:
    assert read_code(f"Hei! {link('bro_bot', printed(code))} er til deg") == code


@given(st.text())
def test_no_text_breaks_the_reading(text: str) -> None:
    code = read_code(text)
    assert code is None or (len(code) == LENGTH and set(code) <= set(ALPHABET))


@pytest.mark.parametrize("text", ["", "hello", "7KQ2-M0XD-9VTB", "jeg kommer i morgen tidlig", "7KQ2-M0XD-9VTB-4HRU"])
def test_words_are_no_code(text: str) -> None:
    assert read_code(text) is None


def test_a_sentence_of_sixteen_letters_does_not_look_printed() -> None:
    assert not looks_printed("takk det er fint jada")
    assert not looks_printed("abcdefghjkmnpqrs")


def test_only_the_hash_of_the_plain_code_is_kept() -> None:
    assert hash_code("0123456789ABCDEF") == hash_code(read_code("o123-4567-89ab-cdef") or "")
    assert len(hash_code("0123456789ABCDEF")) == 64


@pytest.mark.parametrize(
    ("failures", "minutes"),
    [(0, 0), (1, 0), (3, 0), (4, 1), (5, 2), (6, 4), (9, 32), (10, 60), (11, 60), (10_000, 60)],
)
def test_guessing_slows_down(failures: int, minutes: int) -> None:
    assert wait_after(failures) == timedelta(minutes=minutes)
