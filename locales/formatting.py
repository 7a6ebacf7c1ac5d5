"""Days, times, lists and language names as their readers write them.

A day always has its full weekday and the Gregorian day and month in Western digits, because that is what stands on
Norwegian letters and signs. Names of days and months are CLDR's, through Babel, with these decisions:

- Arabic takes the Levantine and Iraqi month names (تشرين الثاني), as most of its readers in Norway come from Syria,
  Palestine and Iraq; CLDR's plain `ar` has the Egyptian ones (نوفمبر). That is why its locale is `ar_SY`.
- Dari takes Afghanistan's names of the Gregorian months (نومبر, `fa_AF`), Persian Iran's (نوامبر).
- Sorani takes Iraqi Kurdistan's months (تشرینی دووەم). CLDR's day pattern for it is broken ("E، دی MMM" lost its
  `d`) and its lists have no "and", so both are written here.
- Pashto weekdays are the ones of daily speech, shared with Dari (پنجشنبه); CLDR has learned coinages (پينځنۍ).
- Tigrinya takes Eritrea's names for Gregorian months (ሕዳር), as CLDR does.
- Somali, Swahili, Kurmanji, Turkish, Urdu and Ukrainian: CLDR has full names in the right script.

The order of the parts is a table below, one readable line a language, since CLDR's skeletons for "weekday, day,
month" are missing or abbreviated in half of our languages.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from functools import lru_cache

from babel.dates import get_day_names, get_month_names
from babel.lists import format_list

from locales.catalogue import CATALOGUE, Catalogue
from locales.languages import LANGUAGES, SOURCE
from locales.plurals import locale_of
from locales.text import Text, say

_DAY = {
    "nb": "{weekday} {day}. {month}",
    "en": "{weekday} {day} {month}",
    "ar": "{weekday} {day} {month}",
    "ti": "{weekday}፣ {day} {month}",
    "so": "{weekday}, {day} {month}",
    "uk": "{weekday}, {day} {month}",
    "prs": "{weekday} {day} {month}",
    "fa": "{weekday} {day} {month}",
    "ps": "{weekday} د {month} {day}",
    "ckb": "{weekday}، {day}ی {month}",
    "kmr": "{weekday}, {day}ê {month}ê",
    "sw": "{weekday}, {day} {month}",
    "tr": "{day} {month} {weekday}",
    "ur": "{weekday}، {day} {month}",
}
_DAY_WITH_YEAR = {
    **{code: f"{pattern} {{year}}" for code, pattern in _DAY.items()},
    "uk": "{weekday}, {day} {month} {year} р.",
    "ps": "{weekday} د {year} د {month} {day}",
    "ckb": "{weekday}، {day}ی {month}ی {year}",
    "kmr": "{weekday}, {day}ê {month}a {year}an",
    "tr": "{day} {month} {year} {weekday}",
}
# Persian months lose the ending that ties them to a year; Pashto's are spelled out alike in every place.
_MONTHS_STAND_ALONE = frozenset({"fa", "ps"})
_WEEKDAYS_OF_OUR_OWN = {
    "ps": ("دوشنبه", "سه\u200cشنبه", "چهارشنبه", "پنجشنبه", "جمعه", "شنبه", "یکشنبه"),  # Monday first
}

_PARTS_OF_DAY = (
    (time(6), say("at night")),
    (time(9), say("in the morning")),
    (time(12), say("before noon")),
    (time(13), say("in the middle of the day")),
    (time(18), say("in the afternoon")),
)
_EVENING = say("in the evening")

# CLDR's own ids where they differ from our codes, and names it does not have or that two languages share.
_CLDR_NAMES = {"nb": "no", "prs": "fa_AF", "kmr": "ku"}
_LANGUAGE_NAMES = {
    ("nb", "ckb"): "kurdisk (sorani)",
    ("nb", "kmr"): "kurdisk (kurmandji)",
    ("nb", "prs"): "dari",
    ("en", "ckb"): "Kurdish (Sorani)",
    ("en", "kmr"): "Kurdish (Kurmanji)",
    ("so", "ckb"): "Kurdishka (Sorani)",
    ("so", "prs"): "Dari",
    ("sw", "prs"): "Kidari",
    ("ti", "ckb"): "ኩርዲሽ (ሶራኒ)",
    ("tr", "ckb"): "Kürtçe (Sorani)",
    ("ckb", "ckb"): "کوردی (سۆرانی)",
    ("ckb", "prs"): "دەری",
    ("kmr", "kmr"): "kurdî (kurmancî)",
}


@lru_cache(maxsize=8192)
def day(value: date, language: str, *, with_year: bool = False) -> str:
    """The day with its weekday in words: "torsdag 26. november"; with its year only where that is asked for."""
    patterns = _DAY_WITH_YEAR if with_year else _DAY
    language = language if language in patterns else SOURCE
    return patterns[language].format(
        weekday=weekday(value.weekday(), language),
        day=value.day,
        month=_month(value.month, language),
        year=value.year,
    )


def weekday(number: int, language: str) -> str:
    """The full name of a weekday; Monday is 0."""
    own = _WEEKDAYS_OF_OUR_OWN.get(language)
    return own[number] if own else str(get_day_names("wide", "format", locale_of(language))[number])


def _month(number: int, language: str) -> str:
    if language in _MONTHS_STAND_ALONE:
        return str(get_month_names("wide", "stand-alone", locale_of(language))[number])
    return str(get_month_names("wide", "format", locale_of(language))[number])


@lru_cache(maxsize=2048)
def at(value: time) -> str:
    """The time in 24 hours and Western digits, as on signs and tickets: "09:05"."""
    return value.strftime("%H:%M")


def part_of_day_text(value: time) -> Text:
    """The part of the day a wall-clock time falls in, in nobody's language yet."""
    return next((text for end, text in _PARTS_OF_DAY if value < end), _EVENING)


def part_of_day(value: time, language: str, catalogue: Catalogue = CATALOGUE) -> str:
    """The part of the day in words: night to 06, morning to 09, before noon to 12, midday to 13, afternoon to 18."""
    return catalogue.templates(part_of_day_text(value), language)[0].opening


def join(values: Sequence[str], language: str) -> str:
    """The values as a list with the language's comma and its "and": "a, b og c"; empty for no values."""
    if language == "ckb" and len(values) > 1:
        return f"{'، '.join(values[:-1])} و {values[-1]}"
    return format_list(values, locale=locale_of(language)) if values else ""


@lru_cache(maxsize=512)
def language_name(code: str, reader: str) -> str:
    """A language of ours as its `reader` calls it; its name in itself where CLDR knows none. Never empty.

    CLDR calls Kurmanji "Kurdish" in most languages, beside a name for Sorani; those get its own name after it.
    """
    ours = _LANGUAGE_NAMES.get((reader, code))
    if ours:
        return ours
    own = LANGUAGES[code].name if code in LANGUAGES else code
    name = locale_of(reader).languages.get(_CLDR_NAMES.get(code, code))
    if not name:
        return own
    return f"{name} ({own})" if code == "kmr" else str(name)
