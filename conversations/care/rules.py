"""From when somebody counts as not heard of, and how far ahead something should be planned. Pure."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from conversations.appointments.venue_time import resolve
from conversations.programme_settings import ProgrammeSettings
from conversations.tasks.kinds import UNDATED
from storage.repositories.care import Ahead

INVITED_FOR = 7
"""Days after which an invitation that nobody opened is looked after."""

RESTS_FOR = 7
"""So many days what somebody said is done is not brought up again."""

_DAY = timedelta(days=1)


def silent_before(today: date, days: int, zone: str) -> datetime:
    """The moment (UTC) before which the last contact lies of whoever is silent on this day.

    Whole days in the programme's zone: with 21 days, contact on 1 November, at any hour, is too long ago on the 22nd.
    """
    return _midnight(today - timedelta(days=days) + _DAY, zone)


def ahead_of(now: datetime, today: date, settings: ProgrammeSettings, zone: str) -> Ahead:
    """The time in which something should be planned: today and the programme's number of days after it."""
    last = today + timedelta(days=settings.gap_days)
    return Ahead(now, _midnight(last + _DAY, zone), today, last, _midnight(today, zone), UNDATED)


def _midnight(day: date, zone: str) -> datetime:
    return resolve(datetime.combine(day, time(0)), zone).utc
