from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfoNotFoundError

import pytest
from hypothesis import given
from hypothesis import settings as example_settings
from hypothesis import strategies as st

from conversations.appointments.venue_time import Resolved, resolve, to_local

ZONES = ("Europe/Oslo", "Asia/Kabul", "Africa/Mogadishu", "Australia/Lord_Howe", "Pacific/Apia", "UTC")


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("local", "zone", "instant", "gap", "overlap"),
    [
        ("2026-11-26T10:00", "Europe/Oslo", "2026-11-26T09:00", False, False),
        ("2026-07-01T10:00", "Europe/Oslo", "2026-07-01T08:00", False, False),
        ("2026-11-26T10:00", "Asia/Kabul", "2026-11-26T05:30", False, False),
        # The last Sunday of March: 02:00 to 02:59 is never shown by a clock in Oslo.
        ("2026-03-29T01:59", "Europe/Oslo", "2026-03-29T00:59", False, False),
        ("2026-03-29T02:00", "Europe/Oslo", "2026-03-29T01:00", True, False),
        ("2026-03-29T02:30", "Europe/Oslo", "2026-03-29T01:30", True, False),
        ("2026-03-29T03:00", "Europe/Oslo", "2026-03-29T01:00", False, False),
        # The last Sunday of October: 02:00 to 02:59 is shown twice.
        ("2026-10-25T01:59", "Europe/Oslo", "2026-10-24T23:59", False, False),
        ("2026-10-25T02:00", "Europe/Oslo", "2026-10-25T00:00", False, True),
        ("2026-10-25T02:59", "Europe/Oslo", "2026-10-25T00:59", False, True),
        ("2026-10-25T03:00", "Europe/Oslo", "2026-10-25T02:00", False, False),
        # Samoa skipped a whole day, Lord Howe moves by half an hour.
        ("2011-12-30T10:00", "Pacific/Apia", "2011-12-30T20:00", True, False),
        ("2026-10-04T02:15", "Australia/Lord_Howe", "2026-10-03T15:45", True, False),
    ],
)
def test_resolve(local: str, zone: str, instant: str, gap: bool, overlap: bool) -> None:
    assert resolve(wall(local), zone) == Resolved(utc(instant), gap=gap, overlap=overlap)


def test_a_time_in_the_gap_is_shown_later_by_the_gap() -> None:
    resolved = resolve(wall("2026-03-29T02:30"), "Europe/Oslo")
    assert to_local(resolved.utc, "Europe/Oslo") == wall("2026-03-29T03:30")


@example_settings(deadline=None)
@given(local=st.datetimes(wall("1990-01-01"), wall("2100-01-01")), zone=st.sampled_from(ZONES))
def test_a_wall_time_outside_gaps_comes_back(local: datetime, zone: str) -> None:
    resolved = resolve(local, zone)
    assert resolved.gap == (to_local(resolved.utc, zone) != local)


@example_settings(deadline=None)
@given(
    instant=st.datetimes(wall("1990-01-01"), wall("2100-01-01"), timezones=st.just(UTC)),
    zone=st.sampled_from(ZONES),
)
def test_an_instant_comes_back_or_is_the_second_pass_of_an_hour(instant: datetime, zone: str) -> None:
    resolved = resolve(to_local(instant, zone), zone)
    assert resolved.utc == instant or (resolved.overlap and timedelta(0) < instant - resolved.utc <= timedelta(hours=2))


def test_both_passes_of_an_autumn_hour_look_alike() -> None:
    first, second = utc("2026-10-25T00:30"), utc("2026-10-25T01:30")
    assert to_local(first, "Europe/Oslo") == to_local(second, "Europe/Oslo") == wall("2026-10-25T02:30")
    assert to_local(second, "Europe/Oslo").fold == 0


def test_a_wall_time_with_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="wall-clock"):
        resolve(utc("2026-11-26T10:00"), "Europe/Oslo")


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="instant"):
        to_local(wall("2026-11-26T10:00"), "Europe/Oslo")


def test_an_unknown_zone_is_refused() -> None:
    with pytest.raises(ZoneInfoNotFoundError):
        resolve(wall("2026-11-26T10:00"), "Europe/Nowhere")
