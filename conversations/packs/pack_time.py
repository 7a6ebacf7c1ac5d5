"""When a pack goes out: the day before, while there is time to use it; at once when that is over already."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Final

from conversations.appointments.free_minutes import first_free_minute, last_free_minute
from conversations.appointments.reminder_plan import PlanSettings
from conversations.appointments.venue_time import resolve
from conversations.packs.contents import PackKind

INTERVIEW_AT: Final = time(16)
"""Late enough to be home from class, early enough to look up the way and wash a shirt."""

AFTER_EVENING: Final = timedelta(minutes=15)
"""The first-day pack follows the reminder of the evening before, so that each stands for itself."""


def pack_time(
    kind: PackKind,
    start_local: datetime,
    zone: str,
    *,
    made_at: datetime,
    settings: PlanSettings,
) -> tuple[datetime, datetime] | None:
    """When it goes out and when it has gone stale, both UTC; None when no free minute is left before she leaves home.

    Quiet hours, blocked times and working hours move it earlier. What was made after its time goes out at the first
    free minute, as long as she has not left yet.

    Args:
        kind: which pack.
        start_local: naive wall-clock start at the venue.
        zone: the venue's IANA zone.
        made_at: when the appointment was made or moved, an aware instant.
        settings: the programme's and the participant's choices.
    """
    leave = resolve(start_local, zone).utc - settings.lead
    day = start_local.date() - timedelta(days=1)
    if kind is PackKind.INTERVIEW:
        wished = datetime.combine(day, INTERVIEW_AT)
    else:
        wished = datetime.combine(day, settings.evening_before) + AFTER_EVENING
    due = last_free_minute(resolve(wished, zone).utc, zone, settings.closed)
    if due is None or due < made_at:
        due = first_free_minute(made_at, zone, settings.closed, before=leave)
    return (due, leave) if due is not None and due < leave else None
