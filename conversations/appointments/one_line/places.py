"""Where a line means: a saved place in full or in part, else the words nothing else was made of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from conversations.appointments.one_line.names import LITTLE_WORDS, PLACE_WORDS, PREPOSITIONS, one_letter_apart
from conversations.appointments.one_line.parsed import Named
from conversations.appointments.one_line.text import MARKS, Line, clean, folded

_GAP: Final = re.compile(rf"[{MARKS},;|()\n]+|\s-\s")
_WORD: Final = re.compile(r"\w(?:[\w'-]*\w)?")
_DEFINITE: Final = ("et", "en", "a", "ene")
_SHORTEST_TYPO: Final = 5


@dataclass(frozen=True)
class PlaceWords:
    """The place a line names, and the words nothing was made of."""

    id: int | None = None
    text: str | None = None
    candidates: tuple[int, ...] = ()
    leftover: str | None = None


def read_place(line: Line, places: Sequence[Named], saved: Sequence[tuple[int, str, tuple[int, ...]]]) -> PlaceWords:
    """Read the place: a saved one in full or in part, else the words that are left.

    Args:
        line: The line, with everything but the place read.
        places: The saved places.
        saved: What `take_full_names` found of them.
    """
    runs = _runs(line)
    texts = [line.typed(start, end) for start, end, _ in runs]
    if saved:
        _, text, ids = saved[0]
        rest = ", ".join([*(each[1] for each in saved[1:]), *texts]) or None
        return PlaceWords(ids[0] if len(ids) == 1 else None, text, ids if len(ids) > 1 else (), rest)
    chosen, ids = _chosen(line, runs, places)
    if chosen is None:
        return PlaceWords()
    rest = ", ".join(text for number, text in enumerate(texts) if number != chosen) or None
    if len(ids) == 1:
        return PlaceWords(ids[0], None, (), rest)
    return PlaceWords(None, texts[chosen], ids, rest)


def _runs(line: Line) -> list[tuple[int, int, bool]]:
    """Return what is unread, without little words at its ends: start, end, whether *på*, *hos* or *at* led it."""
    runs: list[tuple[int, int, bool]] = []
    start = 0
    for end in [*(match.span() for match in _GAP.finditer(line.view)), (len(line.view), len(line.view))]:
        run = _trimmed(line.view, start, end[0])
        if run:
            runs.append(run)
        start = end[1]
    return runs


def _trimmed(view: str, start: int, end: int) -> tuple[int, int, bool] | None:
    words = [(match.start() + start, match.end() + start) for match in re.finditer(r"\S+", view[start:end])]
    led = False
    while words and _is_little(view[slice(*words[0])]):
        led = view[slice(*words[0])] in PREPOSITIONS
        words.pop(0)
    while words and _is_little(view[slice(*words[-1])]):
        words.pop()
    return (words[0][0], words[-1][1], led) if words else None


def _is_little(word: str) -> bool:
    bare = word.strip(".,:;!?-'\"")
    return bare in LITTLE_WORDS or not any(char.isalnum() for char in word)


def _chosen(
    line: Line, runs: list[tuple[int, int, bool]], places: Sequence[Named]
) -> tuple[int | None, tuple[int, ...]]:
    matches = [_places_like(_words(line.text[start:end]), places) for start, end, _ in runs]
    unique = next((number for number, ids in enumerate(matches) if len(ids) == 1), None)
    if unique is not None:
        return unique, matches[unique]
    several = next((number for number, ids in enumerate(matches) if ids), None)
    if several is not None:
        return several, matches[several]
    if not runs:
        return None, ()
    return max(range(len(runs)), key=lambda n: (_looks_like_place(line, runs[n]), -n)), ()


def _words(text: str) -> tuple[str, ...]:
    """Return the folded words and numbers: house numbers tell places apart."""
    return tuple(_WORD.findall(folded(clean(text))))


def _looks_like_place(line: Line, run: tuple[int, int, bool]) -> int:
    """Rank a run: a word that belongs to places, a preposition before it, a capital letter."""
    words = _words(line.text[run[0] : run[1]])
    signs = (any(word in PLACE_WORDS for word in words), run[2], line.text[run[0]].isupper())
    return sum(weight for weight, sign in zip((4, 2, 1), signs, strict=True) if sign)


def _places_like(typed: tuple[str, ...], places: Sequence[Named]) -> tuple[int, ...]:
    """Return the saved places whose names hold these words, one after another."""
    if not typed:
        return ()
    found = []
    for place in places:
        parts = _words(place.name)
        starts = range(len(parts) - len(typed) + 1)
        if any(all(map(_same_place_word, typed, parts[start:])) for start in starts):
            found.append(place.id)
    return tuple(found)


def _same_place_word(typed: str, part: str) -> bool:
    definite = any(typed == part + ending or part == typed + ending for ending in _DEFINITE)
    long_enough = min(len(typed), len(part)) >= _SHORTEST_TYPO and typed.isalpha()
    return typed == part or definite or (long_enough and one_letter_apart(typed, part))
