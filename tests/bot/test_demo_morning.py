"""A demo begins in working hours."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.demo.morning import decent_hour

OSLO = ZoneInfo("Europe/Oslo")


@pytest.mark.parametrize(
    ("now", "begins"),
    [
        ("2026-11-20T08:00", None),
        ("2026-11-20T16:59", None),
        ("2026-11-20T07:59", "2026-11-20T09:00"),
        ("2026-11-20T17:00", "2026-11-23T09:00"),
        ("2026-11-19T23:30", "2026-11-20T09:00"),
        ("2026-11-21T03:00", "2026-11-23T09:00"),
        ("2026-11-22T12:00", "2026-11-23T09:00"),
    ],
)
def test_a_demo_begins_at_a_decent_hour(now: str, begins: str | None) -> None:
    expected = datetime.fromisoformat(begins).replace(tzinfo=OSLO) if begins else None
    assert decent_hour(datetime.fromisoformat(now).replace(tzinfo=OSLO)) == expected
