"""Whom a line means, from the surest way of naming a participant to the least sure.

Full names and first names count wherever they stand, with the beginning of a surname to tell two apart, and in the
genitive. A surname alone, a shortened name or one wrong letter counts only when nobody was found that way, or
beside a participant with *og* or *and*; and only when one participant fits is she taken.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from conversations.appointments.one_line.names import (
    LITTLE_WORDS,
    PLACE_WORDS,
    PREPOSITIONS,
    one_letter_apart,
    take_full_names,
    without_genitive,
)
from conversations.appointments.one_line.parsed import Ambiguous, Named
from conversations.appointments.one_line.text import PERSON, Line, word_spans, words_of

_JOIN: Final = r"(?:\s*,\s*|\s*[&+/]\s*|\s+(?:og|and|samt)\s+)"
_SURELY_JOINED: Final = r"(?:\s*[&+]\s*|\s+(?:og|and|samt)\s+)"
_AFTER_PERSON: Final = re.compile(rf"(?<={PERSON}){_JOIN}(?=[^\W\d_])")
_SURELY_AFTER_PERSON: Final = re.compile(rf"(?<={PERSON}){_SURELY_JOINED}(?=[^\W\d_])")
_BEFORE_PERSON: Final = re.compile(rf"{_SURELY_JOINED}(?={PERSON})")
_SHORTEST_PREFIX, _SHORTEST_TYPO, _LONGEST_NAME_WORDS = 3, 4, 4


@dataclass
class PeopleWords:
    """The participants a line names, in the order of the line."""

    known: list[tuple[int, int]] = field(default_factory=list)
    unknown: list[tuple[int, str]] = field(default_factory=list)
    ambiguous: list[tuple[int, Ambiguous]] = field(default_factory=list)

    @property
    def nobody(self) -> bool:
        """Whether no participant has been recognised, not even doubtfully."""
        return not self.known and not self.ambiguous


def read_people(line: Line, people: Sequence[Named]) -> PeopleWords:
    """Read the participants, from the surest way of naming one to the least sure."""
    words = PeopleWords()
    names = {person.id: words_of(person.name) for person in people}
    several = [person for person in people if len(names[person.id]) > 1]
    single = [person for person in people if len(names[person.id]) <= 1]
    for position, text, ids in take_full_names(line, several, PERSON):
        _note(words, position, text, ids)
    _read_parts(line, words, names, first_only=True)
    for position, text, ids in take_full_names(line, single, PERSON):
        _note(words, position, text, ids)
    _read_joined(line, words, names)
    if words.nobody:
        _read_parts(line, words, names, first_only=False)
    if words.nobody:
        _read_nearly(line, words, names)
    if words.nobody and not words.unknown:
        _read_unknown(line, words)
    return words


def _note(words: PeopleWords, position: int, text: str, ids: tuple[int, ...]) -> None:
    if len(ids) == 1:
        words.known.append((position, ids[0]))
    else:
        words.ambiguous.append((position, Ambiguous(text, ids)))


def _read_parts(line: Line, words: PeopleWords, names: dict[int, tuple[str, ...]], *, first_only: bool) -> None:
    spans = list(word_spans(line.view))
    number = 0
    while number < len(spans):
        used = 1
        after_place = number > 0 and line.view[slice(*spans[number - 1])] in PLACE_WORDS
        for length in range(min(_LONGEST_NAME_WORDS, len(spans) - number), 0, -1):
            window = spans[number : number + length]
            ids = () if after_place else _named_by(line, window, names, first_only=first_only)
            if ids:
                _note(words, window[0][0], line.typed(window[0][0], window[-1][1]), ids)
                line.mark(window[0][0], window[-1][1], PERSON)
                used = length
                break
        number += used


def _named_by(
    line: Line, window: list[tuple[int, int]], names: dict[int, tuple[str, ...]], *, first_only: bool
) -> tuple[int, ...]:
    """Return who is called like these words: a first name and perhaps the beginnings of more names."""
    gaps = [line.view[left[1] : right[0]].strip(" .") for left, right in pairwise(window)]
    if any(gaps):
        return ()
    first, *rest = [line.view[start:end] for start, end in window]
    if not rest and first in LITTLE_WORDS and not line.text[slice(*window[0])].istitle():
        return ()
    for spelling in without_genitive(first):
        ids = tuple(
            person
            for person, parts in names.items()
            if spelling in (parts[:1] if first_only else parts) and _in_order(rest, parts[1:])
        )
        if ids:
            return ids
    return ()


def _in_order(typed: list[str], parts: tuple[str, ...]) -> bool:
    """Tell whether each typed word begins a further name, in the same order."""
    remaining = iter(parts)
    return all(
        any(part.startswith(spelling) for part in remaining)
        for spelling in (without_genitive(word)[-1] for word in typed)
    )


def _read_joined(line: Line, words: PeopleWords, names: dict[int, tuple[str, ...]]) -> None:
    """Read what stands beside a participant with *og*, *and* or a comma."""
    for pattern, sure in ((_AFTER_PERSON, False), (_SURELY_AFTER_PERSON, True)):
        start = 0
        while match := line.find(pattern, start):
            start = match.end()
            span = next(word_spans(line.view[start:]), None)
            if span and span[0] == 0:
                _note_nearly(line, words, names, (start, start + span[1]), sure=sure)
    if match := line.find(_BEFORE_PERSON):
        before = [span for span in word_spans(line.view[: match.start()]) if span[1] == match.start()]
        for span in before:
            _note_nearly(line, words, names, span, sure=True)


def _note_nearly(
    line: Line, words: PeopleWords, names: dict[int, tuple[str, ...]], span: tuple[int, int], *, sure: bool
) -> None:
    word, text = line.view[slice(*span)], line.typed(*span)
    if word in PLACE_WORDS or word in LITTLE_WORDS:
        return
    ids = _nearly(word, names)
    if ids:
        _note(words, span[0], text, ids)
    elif sure:
        words.unknown.append((span[0], text))
    if ids or sure:
        line.mark(*span, PERSON)


def _read_nearly(line: Line, words: PeopleWords, names: dict[int, tuple[str, ...]]) -> None:
    """Find the first word that is nearly somebody's first name and not where one is."""
    before = ""
    for start, end in list(word_spans(line.view)):
        word = line.view[start:end]
        ids = () if word in PLACE_WORDS or word in LITTLE_WORDS or before in PREPOSITIONS else _nearly(word, names)
        before = word
        if ids:
            _note(words, start, line.typed(start, end), ids)
            line.mark(start, end, PERSON)
            _read_joined(line, words, names)
            return


def _nearly(word: str, names: dict[int, tuple[str, ...]]) -> tuple[int, ...]:
    for spelling in without_genitive(word):
        ids = tuple(person for person, parts in names.items() if parts and _is_nearly(spelling, parts[0]))
        if ids:
            return ids
    return ()


def _is_nearly(typed: str, name: str) -> bool:
    if typed == name or (len(typed) >= _SHORTEST_PREFIX and name.startswith(typed)):
        return True
    return min(len(typed), len(name)) >= _SHORTEST_TYPO and one_letter_apart(typed, name)


def _read_unknown(line: Line, words: PeopleWords) -> None:
    """Take the first word that could be a name, and a surname behind it, for a participant nobody knows."""
    lowercase = line.text.islower()
    before = ""
    spans = list(word_spans(line.view))
    for number, (start, end) in enumerate(spans):
        word, typed = line.view[start:end], line.text[start:end]
        placed = before in PREPOSITIONS
        before = word
        if placed or word in PLACE_WORDS or word in LITTLE_WORDS or not (lowercase or typed[0] == typed[0].upper()):
            continue
        if number + 1 < len(spans):
            next_start, next_end = spans[number + 1]
            surname = line.text[next_start:next_end].istitle() and line.view[next_start:next_end] not in PLACE_WORDS
            end = next_end if surname and not line.view[end:next_start].strip(" ") else end  # noqa: PLW2901
        words.unknown.append((start, line.typed(start, end)))
        line.mark(start, end, PERSON)
        return
