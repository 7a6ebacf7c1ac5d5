"""When a pack goes out: the day before, earlier rather than in closed time, and never when she is on her way."""

from __future__ import annotations

from datetime import datetime, time

import pytest

from conversations.appointments.blocked_time import BlockedTime
from conversations.appointments.reminder_plan import PlanSettings
from conversations.appointments.venue_time import resolve, to_local
from conversations.packs.contents import PackKind
from conversations.packs.pack_time import pack_time

OSLO = "Europe/Oslo"
START = "2026-11-26T10:00"
WEDNESDAY = frozenset({2})


def oslo(text: str) -> datetime:
    return resolve(datetime.fromisoformat(text), OSLO).utc


@pytest.mark.parametrize(
    ("kind", "made", "settings", "expected"),
    [
        pytest.param("interview", "2026-11-20T09:00", PlanSettings(), "2026-11-25 16:00", id="the afternoon before"),
        pytest.param("first_day", "2026-11-20T09:00", PlanSettings(), "2026-11-25 18:15", id="after the reminder"),
        pytest.param(
            "first_day",
            "2026-11-20T09:00",
            PlanSettings(evening_before=time(17)),
            "2026-11-25 17:15",
            id="the programme's own evening",
        ),
        pytest.param(
            "interview",
            "2026-11-20T09:00",
            PlanSettings(blocked=(BlockedTime(WEDNESDAY, time(15), time(17)),)),
            "2026-11-25 14:59",
            id="earlier than the school run",
        ),
        pytest.param("interview", "2026-11-25T19:00", PlanSettings(), "2026-11-25 19:00", id="made in the evening"),
        pytest.param("interview", "2026-11-25T22:00", PlanSettings(), "2026-11-26 07:00", id="made in quiet hours"),
        pytest.param("interview", "2026-11-26T07:30", PlanSettings(), "2026-11-26 07:30", id="made the same morning"),
        pytest.param("interview", "2026-11-26T08:30", PlanSettings(), None, id="on her way already"),
        pytest.param(
            "interview", "2026-11-26T08:30", PlanSettings(travel_minutes=20), "2026-11-26 08:30", id="lives near"
        ),
    ],
)
def test_when_a_pack_goes_out(kind: str, made: str, settings: PlanSettings, expected: str | None) -> None:
    start = datetime.fromisoformat(START)
    times = pack_time(PackKind(kind), start, OSLO, made_at=oslo(made), settings=settings)
    found = to_local(times[0], OSLO).isoformat(" ", "minutes") if times else None
    assert found == expected


def test_it_is_stale_when_she_leaves_home() -> None:
    start = datetime.fromisoformat(START)
    settings = PlanSettings(travel_minutes=50)
    times = pack_time(PackKind.INTERVIEW, start, OSLO, made_at=oslo("2026-11-20T09:00"), settings=settings)
    assert times is not None
    assert times[1] == oslo("2026-11-26T09:00")
