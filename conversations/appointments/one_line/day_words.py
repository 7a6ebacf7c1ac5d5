"""Norwegian and English words for days, months, numbers and parts of the day.

All words stand folded, as `one_line_text.folded` leaves them: lower case and without diacritics, because half of
these lines are typed on a keyboard without the Norwegian letters.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final


class DayHint(StrEnum):
    """The half of the day that was said in words beside a time."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


def _table(*rows: str) -> Mapping[str, int]:
    return {word: number for number, row in enumerate(rows) for word in row.split()}


FULL_WEEKDAYS: Final = _table(
    "mandag mandagen monday",
    "tirsdag tirsdagen tysdag tuesday",
    "onsdag onsdagen wednesday",
    "torsdag torsdagen thursday",
    "fredag fredagen friday",
    "lordag lordagen laurdag saturday",
    "sondag sondagen sundag sunday",
)
"""Weekdays written out, 0 for Monday."""

SHORT_WEEKDAYS: Final = _table(
    "man mon",
    "tir tirs tue tues",
    "ons wed weds",
    "tor tors thu thur thurs",
    "fre fri",
    "lor sat",
    "son sun",
)
"""Weekdays cut short; some of them are also names or other words, so context decides."""

WEEKDAY_PLURALS: Final = _table(
    "mandager mandagene mondays",
    "tirsdager tirsdagene tuesdays",
    "onsdager onsdagene wednesdays",
    "torsdager torsdagene thursdays",
    "fredager fredagene fridays",
    "lordager lordagene saturdays",
    "sondager sondagene sundays",
)

MONTHS: Final = _table(
    "",
    "januar january jan",
    "februar february feb febr",
    "mars march mar",
    "april apr",
    "mai may",
    "juni june jun",
    "juli july jul",
    "august aug",
    "september sept sep",
    "oktober october okt oct",
    "november nov",
    "desember december des dec",
)

NUMBERS: Final[Mapping[str, int]] = {
    **_table(
        "",
        "en ei ett et one a an",
        "to two",
        "tre three",
        "fire four",
        "fem five",
        "seks six",
        "sju syv seven",
        "atte eight",
        "ni nine",
        "ti ten",
        "elleve eleven",
        "tolv twelve",
    ),
    "fjorten": 14,
    "fourteen": 14,
    "tjue": 20,
    "twenty": 20,
}

_ARTICLES: Final = frozenset({"a", "an", "en", "ei", "et"})

HOUR_WORDS: Final[Mapping[str, int]] = {
    word: number for word, number in NUMBERS.items() if number in range(1, 13) and word not in _ARTICLES
}
"""Numbers that can be the hour of a clock; the articles are left out."""

LANGUAGES: Final[Mapping[str, str]] = {
    word: code
    for code, words in {
        "nb": "nb norsk norwegian bokmal",
        "en": "en engelsk english",
        "ar": "ar arabisk arabic",
        "ckb": "ckb sorani kurdisk kurdish",
        "kmr": "kmr kurmanji kurmanci",
        "prs": "prs dari",
        "ps": "ps pashto pasjto pastho",
        "fa": "fa persisk persian farsi",
        "so": "so somali somalisk",
        "sw": "sw swahili",
        "ti": "ti tigrinja tigrinya",
        "tr": "tr tyrkisk turkish",
        "uk": "uk ukrainsk ukrainian",
        "ur": "ur urdu",
    }.items()
    for word in words.split()
}
"""Names of the fourteen languages. "Kurdish" alone is read as Sorani, the larger group in the programmes; the card
that is read back names it, so that Kurmanji can be chosen instead."""


def one_of(words: Iterable[str]) -> str:
    """Write a regular expression that matches any of the words, the longest first."""
    return "(?:" + "|".join(sorted(filter(None, words), key=lambda word: (-len(word), word))) + ")"


def whole_number(text: str) -> int:
    """Read digits or a number word.

    Raises:
        KeyError: It is neither.
    """
    return int(text) if text.isdecimal() else NUMBERS[text]
