from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.contact.working_days import at_work, is_working_day, working_day_after


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
