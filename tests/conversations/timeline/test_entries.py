"""Over all pages nothing is lost and nothing comes twice, whatever the size of a page."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from conversations.timeline.entries import Cursor, Entry, below, day_below, page_of, start_of_day
from locales.text import staff

ZONE = "Europe/Oslo"
START = datetime(2026, 3, 28, 23, 0, tzinfo=UTC)
"""Midnight in Oslo, on the day before summer time begins."""

TIMED, BY_DAY = ("ap", "ck", "ta"), ("ev", "nt")

rows = st.dictionaries(
    st.tuples(st.sampled_from(TIMED + BY_DAY), st.integers(1, 12)), st.integers(0, 24 * 4 * 3), max_size=40
)


def entry(source: str, number: int, quarters: int) -> Entry:
    at = START + timedelta(minutes=15 * quarters)
    if source in BY_DAY:
        at = start_of_day((START + timedelta(hours=12) + timedelta(days=quarters % 3)).date(), ZONE)
    return Entry(at, source, number, "•", staff("{number}", number=number))


def of_source(everything: list[Entry], source: str, cursor: Cursor, limit: int) -> list[Entry]:
    """As the database does it: by the moment or the day, then by the id."""
    own = sorted((one for one in everything if one.source == source), key=lambda one: (one.at, one.number))[::-1]
    if source in BY_DAY:
        day, number = day_below(source, cursor, ZONE)
        edge = start_of_day(day, ZONE)
    else:
        edge, number = cursor.at, below(source, cursor)
    return [one for one in own if one.at < edge or (one.at == edge and one.number < number)][:limit]


@given(rows, st.integers(1, 9))
def test_nothing_is_lost_or_doubled(made: dict[tuple[str, int], int], size: int) -> None:
    everything = [entry(source, number, quarters) for (source, number), quarters in made.items()]
    cursor = Cursor(START + timedelta(days=9), "", 0)
    seen: list[Entry] = []
    for _ in range(len(everything) + 1):
        found = [one for source in TIMED + BY_DAY for one in of_source(everything, source, cursor, size + 1)]
        page = page_of(found, size)
        seen += page.entries
        if page.is_last:
            break
        cursor = page.entries[-1].cursor
    assert sorted((one.source, one.number) for one in seen) == sorted(made)
    assert [one.at for one in seen] == sorted((one.at for one in seen), reverse=True)
