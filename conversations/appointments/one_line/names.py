"""How names in a line are recognised. Names are data: they are compared, never made into patterns."""

from collections.abc import Iterable, Sequence
from typing import Final

from conversations.appointments.one_line.parsed import Named
from conversations.appointments.one_line.text import MARKS, Line, clean, folded, words_of


def _words(*rows: str) -> frozenset[str]:
    return frozenset(word for row in rows for word in row.split())


PLACE_WORDS: Final = _words(
    "nav kafe cafe bibliotek biblioteket library skole school senter senteret sentrum centre center hotell hotel",
    "butikk butikken barnehage barnehagen kontor kontoret office rom room etasje floor vei plass stasjon stasjonen",
    "gate station kommune kommunen radhus radhuset teams zoom telefon phone video online digitalt coop kiwi rema",
)
"""Words that belong to places, so that nobody is looked for under them."""

LITTLE_WORDS: Final = _words(
    "i pa hos ved til fra for om av er a at in on by to from of og and & med with kl den the an en et ei ca ny nytt",
    "skal kan komme come her hers his hennes hans sin sitt vi hun han hen de we she he they har have has m ogsa also",
    "please takk hei hi oppmote minutter min time timer klokka klokken uke week neste next denne this kommende",
)
"""Words around names that are no part of them."""

PREPOSITIONS: Final = _words("i pa hos ved at in by")
"""Words that lead to a place."""

_ENDINGS: Final = ("'s", "'", "s")


def name_words(named: Iterable[Named]) -> frozenset[str]:
    """Return every folded word of the names."""
    return frozenset(word for each in named for word in words_of(each.name))


def take_full_names(line: Line, named: Sequence[Named], mark: str) -> list[tuple[int, str, tuple[int, ...]]]:
    """Mark every name that stands in the line in full, the longest first: position, text as typed, ids."""
    by_name: dict[str, list[int]] = {}
    for each in named:
        name = " ".join(folded(clean(each.name)).split())
        if name.strip(MARKS):
            by_name.setdefault(name, []).append(each.id)
    found = []
    for name in sorted(by_name, key=lambda name: (-len(name), name)):
        position = _whole(line.view, name)
        while position >= 0:
            end = position + len(name)
            found.append((position, line.typed(position, end), tuple(by_name[name])))
            line.mark(position, end, mark)
            position = _whole(line.view, name)
    return sorted(found)


def without_genitive(word: str) -> list[str]:
    """Return the word, and the name it is the genitive of if it looks like one."""
    shorter = next(
        (word.removesuffix(end) for end in _ENDINGS if word.endswith(end) and len(word) > len(end) + 1), None
    )
    return [word] if shorter is None else [word, shorter]


def one_letter_apart(one: str, other: str) -> bool:
    """Tell whether one letter was left out, added, changed, or two neighbours were swapped."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    same = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    one, other = one[same:], other[same:]
    swapped = one[:2] == other[:2][::-1] and one[2:] == other[2:]
    return swapped or one[1:] == other[1:] or one[1:] == other or one == other[1:]


def _whole(view: str, name: str) -> int:
    """Find a name that is not part of a longer word; -1 when there is none."""
    position = view.find(name)
    while position >= 0:
        before = view[position - 1 : position]
        after = view[position + len(name) : position + len(name) + 1]
        if not (before.isalnum() and name[0].isalnum()) and not (after.isalnum() and name[-1].isalnum()):
            return position
        position = view.find(name, position + 1)
    return -1
