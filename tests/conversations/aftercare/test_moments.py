"""When somebody is asked after a start: month ends, leap days, lengths, and what was over before anybody wrote it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.aftercare.moments import LATE, LENGTHS, MONTHS, WEEK, day_of, is_late, last_day, moments

DAYS = st.dates(date(2020, 1, 1), date(2080, 12, 31))


@pytest.mark.parametrize(
    ("start", "moment", "day"),
    [
        ("2026-11-23", "w1", "2026-11-30"),
        ("2026-12-28", "w1", "2027-01-04"),
        ("2026-11-23", "m1", "2026-12-23"),
        ("2026-01-31", "m1", "2026-02-28"),
        ("2028-01-31", "m1", "2028-02-29"),
        ("2026-11-30", "m3", "2027-02-28"),
        ("2026-08-31", "m6", "2027-02-28"),
        ("2028-02-29", "m12", "2029-02-28"),
        ("2028-02-29", "m36", "2031-02-28"),
        ("2024-02-29", "m24", "2026-02-28"),
        ("2026-03-28", "m1", "2026-04-28"),
        ("2026-10-25", "m12", "2027-10-25"),
    ],
)
def test_days(start: str, moment: str, day: str) -> None:
    assert day_of(moment, date.fromisoformat(start)) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("months", "codes"),
    [
        (6, "w1 m1 m3 m6"),
        (12, "w1 m1 m3 m6 m12"),
        (18, "w1 m1 m3 m6 m12 m18"),
        (24, "w1 m1 m3 m6 m12 m18 m24"),
        (36, "w1 m1 m3 m6 m12 m18 m24 m30 m36"),
    ],
)
def test_lengths(months: int, codes: str) -> None:
    start = date(2026, 8, 31)
    assert [code for code, _ in moments(start, last_day(start, months), start)] == codes.split()


def test_what_was_over_before_it_was_written_down_is_left_out() -> None:
    start = date(2026, 1, 1)
    found = moments(start, last_day(start, 12), date(2026, 4, 10))
    assert [code for code, _ in found] == ["m3", "m6", "m12"]


@pytest.mark.parametrize(("days", "late"), [(-1, False), (0, False), (14, False), (15, True), (400, True)])
def test_late(days: int, *, late: bool) -> None:
    assert is_late(date(2026, 3, 28), date(2026, 3, 28) + timedelta(days=days)) is late


@given(DAYS, st.sampled_from(LENGTHS))
def test_moments_come_in_order_within_the_plan(start: date, months: int) -> None:
    ends = last_day(start, months)
    days = [day for _, day in moments(start, ends, start)]
    assert days == sorted(set(days))
    assert start < days[0]
    assert days[-1] == ends


@given(DAYS, DAYS, st.sampled_from(LENGTHS))
def test_nothing_long_over_is_ever_planned(start: date, known: date, months: int) -> None:
    for _, day in moments(start, last_day(start, months), known):
        assert known - day <= LATE


@given(DAYS, st.sampled_from([*MONTHS]))
def test_a_month_is_a_month(start: date, moment: str) -> None:
    day = day_of(moment, start)
    assert (day.year - start.year) * 12 + day.month - start.month == MONTHS[moment]
    assert day.day == start.day or (day + timedelta(days=1)).day == 1
    assert day_of(WEEK, start) < day
