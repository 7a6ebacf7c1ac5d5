"""Clock times as people type them: "8", "08:30", "0830", "8-9.30", "kl. 8 til 9"."""

from __future__ import annotations

import re
from datetime import time

_TIME = r"(\d{1,2})(?:[:.]?(\d{2}))?"
_BETWEEN = r"\s*(?:-|–|—|til|to)\s*"
_AFTER_KL = r"(?:kl\.?\s*)?"
_HOURS = re.compile(rf"{_AFTER_KL}{_TIME}(?:{_BETWEEN}{_AFTER_KL}{_TIME})?", re.IGNORECASE)


def read_hours(text: str) -> tuple[time, time | None] | None:
    """A start and perhaps an end; None when the text is no time, or a time that no clock shows."""
    found = _HOURS.fullmatch(text.strip())
    if found is None:
        return None
    start = _time(found[1], found[2])
    if start is None or found[3] is None:
        return None if start is None else (start, None)
    end = _time(found[3], found[4])
    return None if end is None else (start, end)


def _time(hours: str, minutes: str | None) -> time | None:
    try:
        return time(int(hours), int(minutes or 0))
    except ValueError:
        return None
