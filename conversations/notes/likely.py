"""Whom a note is most likely about: who was named, who has an appointment about now, whom one dealt with last."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from storage.models import Participant

ABOUT_NOW_BEFORE = timedelta(hours=4)
ABOUT_NOW_AFTER = timedelta(hours=1)
"""An appointment that began so long ago, or begins so soon, is what one writes about at the bus stop."""


def likely(
    people: Sequence[Participant],
    now: datetime,
    *,
    named: Collection[int] = (),
    starts: Mapping[int, datetime],
    last: Mapping[int, datetime],
) -> list[Participant]:
    """The specialist's participants, the most likely first.

    Args:
        people: all of them.
        now: UTC.
        named: ids of those whose name the note holds.
        starts: the appointment of each that is nearest to now, UTC.
        last: when one last dealt with each, UTC.
    """

    def order(participant: Participant) -> tuple[bool, bool, float, str]:
        start = starts.get(participant.id)
        about_now = start is not None and now - ABOUT_NOW_BEFORE <= start <= now + ABOUT_NOW_AFTER
        dealt = last.get(participant.id)
        since = (now - dealt).total_seconds() if dealt is not None else float("inf")
        if about_now and start is not None:
            since = abs((now - start).total_seconds())
        return participant.id not in named, not about_now, since, participant.person.name.casefold()

    return sorted(people, key=order)
