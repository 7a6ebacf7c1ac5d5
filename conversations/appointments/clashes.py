"""What a proposed appointment would collide with, told before anything is sent; the specialist decides."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from conversations.appointments.blocked_time import BlockedTime
from conversations.appointments.kinds import AppointmentKind
from conversations.appointments.venue_time import resolve, to_local

_MINUTE = timedelta(minutes=1)


class ClashKind(StrEnum):
    """How two things collide."""

    OVERLAP = "overlap"
    BLOCKED = "blocked"
    TRAVEL_GAP = "travel_gap"


@dataclass(frozen=True)
class Span:
    """A proposed appointment: aware instants, the end outside, and its saved place if it has one."""

    start: datetime
    end: datetime
    place_id: int | None = None

    def __post_init__(self) -> None:
        """Refuse a span that holds no time.

        Raises:
            ValueError: The end is not after the start.
        """
        if self.end <= self.start:
            raise ValueError("an appointment ends after it starts")


@dataclass(frozen=True)
class Busy:
    """Another appointment of the same participant: aware instants, the end outside.

    Attributes:
        start: When it starts.
        end: When it is over.
        label_kind: What it is, to be named in the warning.
        ref: What the caller finds it again by.
        place_id: Its saved place; `None` for a place typed as text.
    """

    start: datetime
    end: datetime
    label_kind: AppointmentKind
    ref: int | str
    place_id: int | None = None


@dataclass(frozen=True)
class Clash:
    """One collision.

    Attributes:
        kind: How they collide.
        start: When the other thing starts, in UTC.
        end: When it ends, in UTC.
        busy: The other appointment, for `OVERLAP` and `TRAVEL_GAP`.
        blocked: The taken time, for `BLOCKED`.
        gap_minutes: Whole minutes between the two, for `TRAVEL_GAP`.
    """

    kind: ClashKind
    start: datetime
    end: datetime
    busy: Busy | None = None
    blocked: BlockedTime | None = None
    gap_minutes: int | None = None


def find_clashes(
    proposed: Span,
    others: Sequence[Busy],
    blocked: Sequence[BlockedTime],
    *,
    zone: str,
    travel_minutes: int | None,
) -> tuple[Clash, ...]:
    """Find everything in a participant's week that a proposed appointment collides with.

    Appointments that touch do not overlap. Between two places a participant needs her travel minutes; a place
    that was typed as text is never known to be the same as another, so it counts as a different one.

    Args:
        proposed: What the specialist wants to make.
        others: The participant's other appointments; the proposed one must not be among them.
        blocked: Her taken times, wall clock in `zone`.
        zone: IANA zone of the blocked times.
        travel_minutes: What she needs from place to place; `None` when unknown, then no gap is judged.

    Returns:
        Clashes ordered by start, end, kind and reference.
    """
    found = [*_with_others(proposed, others, travel_minutes), *_with_blocked(proposed, blocked, zone)]
    return tuple(sorted(found, key=_order))


def _order(clash: Clash) -> tuple[datetime, datetime, str, str]:
    name = str(clash.busy.ref) if clash.busy else clash.blocked.kind.value if clash.blocked else ""
    return clash.start, clash.end, clash.kind.value, name


def _with_others(proposed: Span, others: Sequence[Busy], travel_minutes: int | None) -> Iterator[Clash]:
    for other in others:
        if other.start < proposed.end and proposed.start < other.end:
            yield Clash(ClashKind.OVERLAP, other.start, other.end, busy=other)
            continue
        if travel_minutes is None or (other.place_id is not None and other.place_id == proposed.place_id):
            continue
        gap = max(other.start - proposed.end, proposed.start - other.end)
        if gap < travel_minutes * _MINUTE:
            yield Clash(
                ClashKind.TRAVEL_GAP,
                other.start,
                other.end,
                busy=other,
                gap_minutes=gap // _MINUTE,
            )


def _with_blocked(proposed: Span, blocked: Sequence[BlockedTime], zone: str) -> Iterator[Clash]:
    first = to_local(proposed.start, zone).date() - timedelta(days=1)
    last = to_local(proposed.end, zone).date()
    for taken in blocked:
        for start_local, end_local in taken.stretches(first, last):
            start, end = resolve(start_local, zone).utc, resolve(end_local, zone).utc
            if start < proposed.end and proposed.start < end:
                yield Clash(ClashKind.BLOCKED, start, end, blocked=taken)
