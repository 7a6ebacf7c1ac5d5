from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.contact.working_days import at_work, is_working_day, working_day_after, working_days_later


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 11, 20), True),  # Friday
        (date(2026, 11, 21), False),  # Saturday
        (date(2026, 11, 22), False),  # Sunday
        (date(2026, 4, 2), False),  # Maundy Thursday
        (date(2026, 4, 3), False),  # Good Friday
        (date(2026, 4, 6), False),  # Easter Monday
        (date(2026, 4, 7), True),
        (date(2026, 5, 1), False),
        (date(2026, 5, 14), False),  # Ascension Day
        (date(2026, 5, 25), False),  # Whit Monday
        (date(2027, 5, 17), False),
        (date(2026, 12, 24), True),
        (date(2026, 12, 25), False),
    ],
)
def test_offices_are_open_on_weekdays_that_are_no_holidays(day: date, expected: bool) -> None:
    assert is_working_day(day) is expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 11, 20), date(2026, 11, 23)),
        (date(2026, 11, 23), date(2026, 11, 24)),
        (date(2026, 4, 1), date(2026, 4, 7)),
        (date(2026, 12, 24), date(2026, 12, 28)),
    ],
)
def test_the_next_working_day_skips_weekends_and_holidays(day: date, expected: date) -> None:
    assert working_day_after(day) == expected


@given(st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)))  # noqa: DTZ001 - wall-clock times
def test_what_comes_is_read_on_a_working_day_that_is_not_over(local: datetime) -> None:
    work = at_work(local, time(8), time(16))
    assert is_working_day(work.day)
    assert datetime.combine(work.day, work.ends) > local
    assert work.begun is (local >= datetime.combine(work.day, work.starts))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("2026-11-24T10:00", "2026-11-26T10:00"),
        ("2026-11-24T06:00", "2026-11-26T08:00"),  # before work
        ("2026-11-24T16:00", "2026-11-27T08:00"),  # after work counts from the next morning
        ("2026-11-20T15:59", "2026-11-24T15:59"),  # a weekend lies between
        ("2026-11-20T18:00", "2026-11-25T08:00"),
        ("2026-11-22T12:00", "2026-11-25T08:00"),  # said on a Sunday
        ("2026-04-01T10:00", "2026-04-08T10:00"),  # Easter lies between
    ],
)
def test_two_working_days_later(said: str, expected: str) -> None:
    later = working_days_later(datetime.fromisoformat(said), 2, time(8), time(16))
    assert later == datetime.fromisoformat(expected)


@given(st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)), st.integers(0, 9))  # noqa: DTZ001 - wall-clock times
def test_so_many_working_days_later_is_at_work_and_never_sooner(local: datetime, days: int) -> None:
    later = working_days_later(local, days, time(8), time(16))
    assert is_working_day(later.date())
    assert time(8) <= later.time() < time(16)
    assert later >= local
    assert (later.date() - local.date()).days >= days
