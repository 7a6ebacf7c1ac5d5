"""Where a participant stands on a day, and what follows from events: stage, placements, weeks. Pure.

Events are taken in the order of their days, on one day in the order in which they were recorded; those that were undone
must be left out before. The latest thing that was begun and has not ended decides the stage: a placement ends with its
end, a job or an education when somebody comes back to search, and leaving ends all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from storage.models import Event, EventKind

_WEEK = 7


class Stage(StrEnum):
    """Where somebody stands. No stage has a reason, and none is better than another."""

    SEARCHING = "searching"
    PLACEMENT = "placement"
    WORK = "work"
    EDUCATION = "education"
    PAUSED = "paused"
    EXITED = "exited"


class Fault(StrEnum):
    """Why an event cannot stand where it stands among the others."""

    END_FIRST = "end_first"
    NO_PLACEMENT = "no_placement"
    OUT = "out"
    OUT_ALREADY = "out_already"
    PAUSED_ALREADY = "paused_already"
    NOT_AWAY = "not_away"


_BEGUN = {
    EventKind.PLACEMENT_START: Stage.PLACEMENT,
    EventKind.CONTRACT: Stage.WORK,
    EventKind.EDUCATION: Stage.EDUCATION,
}
_NOT_WHEN_OUT = frozenset(
    {
        EventKind.PROPOSAL,
        EventKind.APPLICATION,
        EventKind.INTERVIEW,
        EventKind.PLACEMENT_START,
        EventKind.PAUSE,
    }
)


@dataclass(frozen=True)
class Placement:
    """A placement: `last_day` is its last day, None while it runs; leaving the programme ends it too."""

    start: Event
    last_day: date | None = None
    end: Event | None = None


@dataclass
class _Standing:
    """Where somebody stands while their events are gone through."""

    begun: list[Event] = field(default_factory=list)
    paused: bool = False
    out: bool = False

    @property
    def stage(self) -> Stage:
        if self.out:
            return Stage.EXITED
        if self.paused:
            return Stage.PAUSED
        return _BEGUN[EventKind(self.begun[-1].kind)] if self.begun else Stage.SEARCHING


def in_order(events: Sequence[Event]) -> list[Event]:
    """By day, and within a day as they were recorded; one that is not kept yet is the last of its day."""
    return sorted(events, key=lambda event: (event.on, event.id is None, event.id or 0))


def stage_on(events: Sequence[Event], day: date) -> Stage:
    """The stage on this day: what happened that day counts, what is agreed for later does not yet.

    Args:
        events: of one participant, in any order, without undone ones.
        day: in the programme's zone.
    """
    standing = _Standing()
    for event in in_order(events):
        if event.on <= day:
            _step(standing, event)
    return standing.stage


def faults(events: Sequence[Event]) -> list[tuple[Fault, Event]]:
    """Everything that stands in a wrong order; what follows from the rest is judged all the same."""
    standing, found = _Standing(), []
    for event in in_order(events):
        fault = _step(standing, event)
        if fault is not None:
            found.append((_named(fault, event, events), event))
    return found


def new_fault(before: Sequence[Event], after: Sequence[Event]) -> Fault | None:
    """The first thing that would be wrong after a change and was not before it."""
    known = {(fault, event.id) for fault, event in faults(before)}
    return next((fault for fault, event in faults(after) if (fault, event.id) not in known), None)


def _named(fault: Fault, event: Event, events: Sequence[Event]) -> Fault:
    if fault is Fault.NO_PLACEMENT and any(one.id == event.start_id and one.on > event.on for one in events):
        return Fault.END_FIRST
    return fault


def _step(standing: _Standing, event: Event) -> Fault | None:
    kind = EventKind(event.kind)
    if standing.out and kind in _NOT_WHEN_OUT:
        return Fault.OUT
    match kind:
        case EventKind.PLACEMENT_START | EventKind.CONTRACT | EventKind.EDUCATION:
            standing.begun.append(event)
            standing.paused = False
        case EventKind.PLACEMENT_END:
            return _end_placement(standing, event)
        case EventKind.PAUSE:
            fault = Fault.PAUSED_ALREADY if standing.paused else None
            standing.paused = True
            return fault
        case EventKind.EXIT:
            fault = Fault.OUT_ALREADY if standing.out else None
            standing.out, standing.paused = True, False
            return fault
        case EventKind.RE_ENTRY:
            return _come_back(standing)
        case _:
            pass
    return None


def _end_placement(standing: _Standing, event: Event) -> Fault | None:
    ended = next((one for one in reversed(standing.begun) if _ends(event, one)), None)
    if ended is None:
        return Fault.NO_PLACEMENT
    standing.begun.remove(ended)
    return None


def _ends(end: Event, start: Event) -> bool:
    """Whether this end may be that placement's; one that names no placement ends the latest."""
    return start.kind == EventKind.PLACEMENT_START and end.start_id in (None, start.id)


def _come_back(standing: _Standing) -> Fault | None:
    if standing.out:
        standing.out = False
        standing.begun.clear()
    elif standing.paused:
        standing.paused = False
    elif any(one.kind != EventKind.PLACEMENT_START for one in standing.begun):
        standing.begun = [one for one in standing.begun if one.kind == EventKind.PLACEMENT_START]
    else:
        return Fault.NOT_AWAY
    return None


def placements(events: Sequence[Event]) -> list[Placement]:
    """All placements, the oldest first."""
    found: dict[int, Placement] = {}
    for number, event in enumerate(in_order(events)):
        if event.kind == EventKind.PLACEMENT_START:
            found[number] = Placement(event)
        elif event.kind == EventKind.PLACEMENT_END:
            ended = next((key for key, one in reversed(found.items()) if not one.end and _ends(event, one.start)), None)
            if ended is not None:
                found[ended] = Placement(found[ended].start, event.on, event)
        elif event.kind == EventKind.EXIT:
            for key, one in found.items():
                if one.last_day is None:
                    found[key] = Placement(one.start, event.on)
    return list(found.values())


def running(events: Sequence[Event], day: date | None = None) -> list[Event]:
    """The starts of placements that nothing has ended; with a day, those that run on it."""
    return [one.start for one in placements(events) if one.last_day is None and (day is None or one.start.on <= day)]


def placement_days(placement: Placement, day: date) -> int:
    """Calendar days up to this one, the first and the last counted."""
    return sum(1 for _ in _days(placement, day))


def total_days(events: Sequence[Event], day: date, *, unpaid: bool = False) -> int:
    """Calendar days in any placement up to this one; two on one day count once.

    Args:
        events: of one participant.
        day: the last day counted.
        unpaid: leave out the placements that somebody said are paid; a placement is unpaid unless it is said.
    """
    chosen = (one for one in placements(events) if not (unpaid and one.start.paid))
    return len({number for one in chosen for number in _days(one, day)})


def _days(placement: Placement, day: date) -> Iterator[int]:
    last = min(placement.last_day or day, day)
    return iter(range(placement.start.on.toordinal(), last.toordinal() + 1))


def first_day(events: Sequence[Event], kind: EventKind, day: date) -> date | None:
    """The day of the first event of this kind up to this day."""
    return min((event.on for event in events if event.kind == kind and event.on <= day), default=None)


def weeks_to(events: Sequence[Event], kind: EventKind, started: date, day: date) -> int | None:
    """Whole weeks from the start in the programme to the first event of this kind.

    None while there is none, and where the first one lies before the start: then the start is not known well enough.
    """
    first = first_day(events, kind, day)
    return (first - started).days // _WEEK if first is not None and first >= started else None
