"""Which employer is meant: the likely ones first, the whole list by the alphabet, or a few typed letters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from conversations.programme.places import programmes_of
from conversations.turn import Turn
from locales.alphabet import order, plain
from storage.models import Employer


async def recent(turn: Turn, limit: int) -> Sequence[Employer]:
    """Employers in use of the person's programmes: those they were in contact with last, then the newest."""
    programmes = [programme.id for programme in programmes_of(turn)]
    return await turn.store.employers.recent(turn.me.id, programmes, limit)


def alphabetical(employers: Iterable[Employer], language: str) -> list[Employer]:
    """In the order of the reader's alphabet."""
    return sorted(employers, key=lambda employer: order(employer.name, language))


def found(employers: Iterable[Employer], typed: str, language: str) -> list[Employer]:
    """Those whose name or contact person holds every word that was typed; names that begin so come first."""
    wanted = plain(typed)
    if not wanted:
        return []
    hits = [one for one in employers if _holds(one, wanted.split())]
    return sorted(alphabetical(hits, language), key=lambda one: not plain(one.name).startswith(wanted))


def _holds(employer: Employer, words: Sequence[str]) -> bool:
    text = plain(f"{employer.name} {employer.contact or ''}")
    return all(word in text for word in words)


def same_name(employers: Iterable[Employer], name: str) -> Employer | None:
    """An employer that is called so already, whatever its capitals and marks."""
    wanted = plain(name)
    return next((one for one in employers if wanted and plain(one.name) == wanted), None)
