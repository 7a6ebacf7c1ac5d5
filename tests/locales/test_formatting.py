"""Days, times, lists and names of languages in all fourteen languages."""

from __future__ import annotations

import re
from datetime import date, time, timedelta

import pytest

from locales.catalogue import Catalogue
from locales.formatting import at, day, join, language_name, part_of_day, part_of_day_text, weekday
from locales.languages import LANGUAGES
from locales.workshop.letters import script_fault

THURSDAY = date(2026, 11, 26)
DIRECTION_CONTROLS = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@pytest.mark.parametrize(
    ("language", "written", "with_year"),
    [
        ("nb", "torsdag 26. november", "torsdag 26. november 2026"),
        ("en", "Thursday 26 November", "Thursday 26 November 2026"),
        ("ar", "الخميس 26 تشرين الثاني", "الخميس 26 تشرين الثاني 2026"),
        ("ti", "ሓሙስ፣ 26 ሕዳር", "ሓሙስ፣ 26 ሕዳር 2026"),
        ("so", "Khamiis, 26 Noofeembar", "Khamiis, 26 Noofeembar 2026"),
        ("uk", "четвер, 26 листопада", "четвер, 26 листопада 2026 р."),
        ("prs", "پنجشنبه 26 نومبر", "پنجشنبه 26 نومبر 2026"),
        ("fa", "پنجشنبه 26 نوامبر", "پنجشنبه 26 نوامبر 2026"),
        ("ps", "پنجشنبه د نومبر 26", "پنجشنبه د 2026 د نومبر 26"),
        ("ckb", "پێنجشەممە، 26ی تشرینی دووەم", "پێنجشەممە، 26ی تشرینی دووەمی 2026"),
        ("kmr", "pêncşem, 26ê mijdarê", "pêncşem, 26ê mijdara 2026an"),
        ("sw", "Alhamisi, 26 Novemba", "Alhamisi, 26 Novemba 2026"),
        ("tr", "26 Kasım Perşembe", "26 Kasım 2026 Perşembe"),
        ("ur", "جمعرات، 26 نومبر", "جمعرات، 26 نومبر 2026"),
        ("xx", "Thursday 26 November", "Thursday 26 November 2026"),
    ],
)
def test_a_day_in_each_language(language: str, written: str, with_year: str) -> None:
    assert day(THURSDAY, language) == written
    assert day(THURSDAY, language, with_year=True) == with_year


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_day_of_a_year_is_in_the_right_script_with_western_digits(language: str) -> None:
    days = [date(2026, 1, 1) + timedelta(days=number) for number in range(365)]
    written = [day(one, language) for one in days]
    assert len(set(written)) == len(days)
    for one, text in zip(days, written, strict=True):
        assert re.findall(r"\d+", text) == [str(one.day)]
        assert text.isprintable() or "\u200c" in text
        assert not DIRECTION_CONTROLS & set(text)
        assert script_fault(language, text) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_weekdays_are_seven_full_names(language: str) -> None:
    names = [weekday(number, language) for number in range(7)]
    assert len(set(names)) == 7
    assert all(len(name) >= (3 if language in ("ti", "ur", "kmr", "tr") else 4) for name in names)
    assert not any(name.endswith(".") for name in names)


@pytest.mark.parametrize(("value", "written"), [(time(10), "10:00"), (time(9, 5), "09:05"), (time(0), "00:00")])
def test_times_are_24_hour_with_western_digits(value: time, written: str) -> None:
    assert at(value) == written


@pytest.mark.parametrize(
    ("value", "part"),
    [
        (time(0), "at night"),
        (time(5, 59), "at night"),
        (time(6), "in the morning"),
        (time(8, 59), "in the morning"),
        (time(9), "before noon"),
        (time(11, 59), "before noon"),
        (time(12), "in the middle of the day"),
        (time(12, 59), "in the middle of the day"),
        (time(13), "in the afternoon"),
        (time(17, 59), "in the afternoon"),
        (time(18), "in the evening"),
        (time(23, 59, 59), "in the evening"),
    ],
)
def test_the_part_of_the_day(value: time, part: str) -> None:
    assert part_of_day_text(value).msgid == part


def test_the_part_of_the_day_is_in_the_readers_language(catalogue: Catalogue) -> None:
    assert part_of_day(time(10), "ar", catalogue) == "قبل الظهر"
    assert part_of_day(time(20), "ar", catalogue) == "in the evening"


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("nb", "a, b og c"),
        ("en", "a, b, and c"),
        ("ar", "a وb وc"),
        ("ckb", "a، b و c"),
        ("tr", "a, b ve c"),
        ("ti", "a፣ bን cን"),
    ],
)
def test_lists(language: str, written: str) -> None:
    assert join(["a", "b", "c"], language) == written


@pytest.mark.parametrize("language", LANGUAGES)
def test_short_lists(language: str) -> None:
    assert join([], language) == ""
    assert join(["{x}"], language) == "{x}"
    assert join(["a", "b"], language) not in ("", "a", "b")


@pytest.mark.parametrize("reader", LANGUAGES)
def test_every_language_has_a_different_name_for_every_reader(reader: str) -> None:
    names = [language_name(code, reader) for code in LANGUAGES]
    assert all(name.strip() for name in names)
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("code", "reader", "name"),
    [
        ("nb", "nb", "norsk"),
        ("nb", "en", "Norwegian"),
        ("prs", "en", "Dari"),
        ("kmr", "en", "Kurdish (Kurmanji)"),
        ("ckb", "nb", "kurdisk (sorani)"),
        ("kmr", "ar", "الكردية (Kurmancî)"),
        ("prs", "ckb", "دەری"),
        ("ti", "tr", "Tigrinya dili"),
        ("xx", "nb", "xx"),
    ],
)
def test_names_of_languages(code: str, reader: str, name: str) -> None:
    assert language_name(code, reader) == name
