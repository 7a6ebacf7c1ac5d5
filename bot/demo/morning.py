"""At what hour a demo begins: whoever tries it late at night must not wait for the morning to see a message."""

from __future__ import annotations

from datetime import datetime, time, timedelta

OPENS, CLOSES = time(8), time(17)
_STARTS = time(9)
_FRIDAY = 4


def decent_hour(local: datetime) -> datetime | None:
    """When the demo's clock should begin; None when it is a working hour anyway.

    Args:
        local: the time it is at the programme, with its zone.
    """
    if local.weekday() <= _FRIDAY and OPENS <= local.time() < CLOSES:
        return None
    day = local.date() if local.time() < OPENS else local.date() + timedelta(days=1)
    while day.weekday() > _FRIDAY:
        day += timedelta(days=1)
    return datetime.combine(day, _STARTS, tzinfo=local.tzinfo)
