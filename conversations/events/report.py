"""The individual report of one participant, computed from what was recorded on the way. Pure.

Nothing about health, family, absence or money, and nothing about who recorded it: there is no field for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from conversations.events.stages import (
    Placement,
    Stage,
    in_order,
    placement_days,
    placements,
    stage_on,
    total_days,
    weeks_to,
)
from storage.models import Event, EventKind


@dataclass(frozen=True)
class Known:
    """What the report needs besides events.

    Attributes:
        name: the participant's.
        started: the first day in the programme.
        appointments: how many times have been; not who came.
        next_appointment: the day of the next one, in the programme's zone.
        items_done: ticked items of her lists.
        items: all items of her lists.
    """

    name: str
    started: date
    appointments: int = 0
    next_appointment: date | None = None
    items_done: int = 0
    items: int = 0


@dataclass(frozen=True)
class Report:
    """The fields of the report on one day; `ended` and `reason` are those of the last exit while it stands."""

    known: Known
    stage: Stage
    proposals: int
    applications: int
    interviews: int
    first_application: date | None
    placements: tuple[tuple[Placement, int], ...]
    weeks_to_placement: int | None
    placement_days: int
    unpaid_days: int
    contracts: tuple[Event, ...]
    weeks_to_job: int | None
    educations: tuple[Event, ...]
    ended: date | None
    reason: str | None


def report_of(known: Known, events: Sequence[Event], day: date) -> Report:
    """The report as it stands on this day; what is agreed for later is listed and not yet counted.

    Args:
        known: what does not follow from events.
        events: of this participant, in any order, without undone ones.
        day: in the programme's zone.
    """
    ordered = in_order(events)
    stage = stage_on(events, day)
    exits = [one for one in ordered if one.kind == EventKind.EXIT and one.on <= day]
    exit_now = exits[-1] if exits and stage is Stage.EXITED else None
    applied = [one.on for one in ordered if one.kind == EventKind.APPLICATION and one.on <= day]
    return Report(
        known=known,
        stage=stage,
        proposals=_count(ordered, EventKind.PROPOSAL, day),
        applications=len(applied),
        interviews=_count(ordered, EventKind.INTERVIEW, day),
        first_application=applied[0] if applied else None,
        placements=tuple((one, placement_days(one, day)) for one in placements(events)),
        weeks_to_placement=weeks_to(events, EventKind.PLACEMENT_START, known.started, day),
        placement_days=total_days(events, day),
        unpaid_days=total_days(events, day, unpaid=True),
        contracts=tuple(one for one in ordered if one.kind == EventKind.CONTRACT),
        weeks_to_job=weeks_to(events, EventKind.CONTRACT, known.started, day),
        educations=tuple(one for one in ordered if one.kind == EventKind.EDUCATION),
        ended=exit_now.on if exit_now is not None else None,
        reason=exit_now.end_reason if exit_now is not None else None,
    )


def _count(events: Sequence[Event], kind: EventKind, day: date) -> int:
    return sum(one.kind == kind and one.on <= day for one in events)
