"""What is missing in a draft, and why its time cannot be or is not what it seems."""

from __future__ import annotations

from datetime import datetime, timedelta

from conversations.appointments.draft import Draft
from conversations.appointments.one_line.parsed import ProblemKind
from conversations.appointments.planning import first_start
from conversations.appointments.venue_time import resolve, to_local
from locales.text import At, Text, staff

FARTHEST = timedelta(days=730)
"""Farther away than this is a slip of the finger."""


def missing(draft: Draft) -> list[ProblemKind]:
    """What must still be said before it can be saved."""
    has_place = draft.place_id is not None or draft.place_text
    wanted = (
        (ProblemKind.NO_PERSON, draft.participant_ids),
        (ProblemKind.NO_DATE, draft.day),
        (ProblemKind.NO_TIME, draft.clock is not None),
        (ProblemKind.NO_PLACE, has_place),
    )
    return [kind for kind, there in wanted if not there]


def can_be_saved(draft: Draft, zone: str, now: datetime) -> bool:
    """Whether who, when and where are known and the time is still ahead."""
    return draft.complete and _impossible(draft, zone, now) is None


def time_problem(draft: Draft, zone: str, now: datetime) -> Text | None:
    """Why the time itself cannot be, or is not what it seems."""
    impossible = _impossible(draft, zone, now)
    if impossible is not None or draft.start is None:
        return impossible
    resolved = resolve(draft.start, zone)
    if resolved.gap:
        real = to_local(resolved.utc, zone)
        return staff("The clocks skip this time. It will be at {time}.", time=At(real.time()))
    if resolved.overlap:
        return staff("The clocks go back that night. I take the first of the two.")
    return None


def is_near(draft: Draft, zone: str, now: datetime) -> bool:
    """Whether the day, if there is one, is near enough to be meant."""
    return draft.day is None or abs(draft.day - to_local(now, zone).date()) <= FARTHEST


def _impossible(draft: Draft, zone: str, now: datetime) -> Text | None:
    if draft.day is not None and draft.day < to_local(now, zone).date():
        return staff("This day has passed.")
    if not is_near(draft, zone, now):
        return staff("This day is too far away.")
    if draft.start is None:
        return None
    if resolve(draft.start, zone).utc <= now:
        return staff("This time has passed.")
    if draft.rrule is not None and first_start(draft.start, draft.rrule) is None:
        return staff("It would never happen: the last day is before the first.")
    return None
