from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import settings as example_settings
from hypothesis import strategies as st

from conversations.appointments.recurrence import Weekly, from_rrule, occurrences, to_rrule
from conversations.appointments.venue_time import resolve

MONDAY, TUESDAY, THURSDAY = 0, 1, 3
DATES = st.dates(date(2026, 1, 1), date(2027, 12, 31))
RULES = st.builds(
    Weekly,
    days=st.frozensets(st.integers(0, 6), min_size=1),
    until=st.none() | DATES,
    interval=st.integers(1, 5),
)


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (Weekly(frozenset({TUESDAY})), "FREQ=WEEKLY;BYDAY=TU"),
        (
            Weekly(frozenset({THURSDAY, TUESDAY}), date(2026, 12, 20)),
            "FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20261220T235959",
        ),
        (Weekly(frozenset({MONDAY}), None, 2), "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"),
    ],
)
def test_rule_text(rule: Weekly, text: str) -> None:
    assert to_rrule(rule) == text
    assert from_rrule(text) == rule


@example_settings(deadline=None)
@given(rule=RULES)
def test_a_rule_comes_back_from_its_text(rule: Weekly) -> None:
    assert from_rrule(to_rrule(rule)) == rule


@pytest.mark.parametrize(
    "text",
    [
        "",
        "FREQ=DAILY",
        "FREQ=WEEKLY",
        "FREQ=WEEKLY;BYDAY=",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY;BYDAY=MO;COUNT=3",
        "FREQ=WEEKLY;BYDAY=MO;UNTIL=soon",
        "FREQ=WEEKLY;BYDAY=MO;INTERVAL=0",
    ],
)
def test_a_foreign_rule_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        from_rrule(text)


@pytest.mark.parametrize(
    ("days", "interval"),
    [(frozenset[int](), 1), (frozenset({7}), 1), (frozenset({-1}), 1), (frozenset({0}), 0)],
)
def test_a_rule_that_never_happens_is_refused(days: frozenset[int], interval: int) -> None:
    with pytest.raises(ValueError, match="weekly rule"):
        Weekly(days, interval=interval)


def test_once() -> None:
    start = wall("2026-11-26T10:00")
    window = {"after": date(2026, 11, 26), "before": date(2026, 11, 27)}
    assert occurrences(start, None, (), **window) == [start]
    assert occurrences(start, None, (date(2026, 11, 26),), **window) == []
    assert occurrences(start, None, (), after=date(2026, 11, 27), before=date(2027, 1, 1)) == []
    assert occurrences(start, None, (), after=date(2026, 11, 1), before=date(2026, 11, 26)) == []


def test_tuesdays_and_thursdays_until_christmas_without_an_excursion_day() -> None:
    rule = to_rrule(Weekly(frozenset({TUESDAY, THURSDAY}), date(2026, 12, 10)))
    starts = occurrences(
        wall("2026-11-24T09:00"),
        rule,
        {date(2026, 12, 1)},
        after=date(2026, 11, 1),
        before=date(2027, 2, 1),
    )
    assert starts == [
        wall("2026-11-24T09:00"),
        wall("2026-11-26T09:00"),
        wall("2026-12-03T09:00"),
        wall("2026-12-08T09:00"),
        wall("2026-12-10T09:00"),
    ]


def test_every_second_week_counts_from_the_week_of_the_start_across_new_year() -> None:
    rule = to_rrule(Weekly(frozenset({MONDAY}), None, 2))
    starts = occurrences(wall("2026-12-14T09:00"), rule, (), after=date(2026, 12, 20), before=date(2027, 1, 31))
    assert [start.date() for start in starts] == [date(2026, 12, 28), date(2027, 1, 11), date(2027, 1, 25)]


def test_a_start_on_another_weekday_waits_for_the_first_day_of_the_rule() -> None:
    rule = to_rrule(Weekly(frozenset({TUESDAY})))
    starts = occurrences(wall("2026-11-26T09:00"), rule, (), after=date(2026, 11, 1), before=date(2026, 12, 2))
    assert starts == [wall("2026-12-01T09:00")]


@pytest.mark.parametrize(
    ("first", "instants"),
    [
        ("2026-03-24T09:00", ["2026-03-24T08:00", "2026-03-31T07:00"]),
        ("2026-10-20T09:00", ["2026-10-20T07:00", "2026-10-27T08:00"]),
    ],
)
def test_nine_stays_nine_across_summer_time(first: str, instants: list[str]) -> None:
    start = wall(first)
    rule = to_rrule(Weekly(frozenset({TUESDAY}), start.date() + timedelta(days=7)))
    starts = occurrences(start, rule, (), after=start.date(), before=start.date() + timedelta(days=30))
    assert [resolve(each, "Europe/Oslo").utc.replace(tzinfo=None) for each in starts] == [
        wall(instant) for instant in instants
    ]


@example_settings(deadline=None)
@given(
    start=st.datetimes(wall("2026-01-01"), wall("2027-06-01")).map(lambda d: d.replace(microsecond=0)),
    rule=RULES.map(to_rrule) | st.none(),
    exceptions=st.frozensets(DATES, max_size=20),
    cuts=st.lists(DATES, min_size=2, max_size=6),
)
def test_windows_join_without_seam(
    start: datetime, rule: str | None, exceptions: frozenset[date], cuts: list[date]
) -> None:
    cuts.sort()
    whole = occurrences(start, rule, exceptions, after=cuts[0], before=cuts[-1])
    parts = [
        each
        for after, before in pairwise(cuts)
        for each in occurrences(start, rule, exceptions, after=after, before=before)
    ]
    assert parts == whole
    assert whole == sorted(set(whole))


@example_settings(deadline=None)
@given(start=st.datetimes(wall("2026-01-01"), wall("2026-12-31")), rule=RULES)
def test_every_occurrence_follows_the_rule(start: datetime, rule: Weekly) -> None:
    start = start.replace(microsecond=0)
    monday = start.date() - timedelta(days=start.weekday())
    expected = [
        datetime.combine(day, start.time())
        for day in (start.date() + timedelta(days=n) for n in range(200))
        if day.weekday() in rule.days
        and (day - monday).days // 7 % rule.interval == 0
        and (rule.until is None or day <= rule.until)
    ]
    window_end = start.date() + timedelta(days=200)
    assert occurrences(start, to_rrule(rule), (), after=start.date(), before=window_end) == expected
