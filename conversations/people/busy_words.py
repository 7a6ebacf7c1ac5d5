"""Busy times in words."""

from __future__ import annotations

from conversations.appointments.blocked_time import BlockedKind
from conversations.appointments.facts import WEEKDAY_NAMES
from locales.text import At, Several, Text, staff
from storage.models import BlockedTimeRow

BUSY_KINDS: dict[BlockedKind, tuple[str, Text]] = {
    BlockedKind.SCHOOL_RUN: ("🎒", staff("To or from school with children")),
    BlockedKind.CLASS: ("📚", staff("Norwegian class")),
    BlockedKind.WORK: ("👷", staff("Work")),
    BlockedKind.OTHER: ("📌", staff("Busy")),
}
"""Each kind's picture and words; there is none for anything more private."""


def kind_words(kind: str) -> Text:
    """The words of a stored kind; one of another age is simply busy."""
    return BUSY_KINDS[BlockedKind(kind) if kind in set(BlockedKind) else BlockedKind.OTHER][1]


def day_names(days: str) -> Several:
    """The weekdays of digits such as `024`, 0 for Monday."""
    return Several(tuple(WEEKDAY_NAMES[int(day)] for day in sorted(days)))


def busy_line(row: BlockedTimeRow) -> Text:
    """One busy time: what, on which days, from when to when."""
    return staff(
        "{kind}: {days}, {start} to {end}",
        kind=kind_words(row.kind),
        days=day_names(row.days),
        start=At(row.starts),
        end=At(row.ends),
    )
