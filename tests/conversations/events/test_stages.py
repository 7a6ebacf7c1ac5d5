"""The stage of a participant, and what is counted, follow from events alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.events.stages import (
    Fault,
    Stage,
    faults,
    new_fault,
    placement_days,
    placements,
    running,
    stage_on,
    total_days,
    weeks_to,
)
from storage.models import Event, EventKind
from tests.conversations.events.happened import KINDS, happened, on


@pytest.mark.parametrize(
    ("words", "day", "stage"),
    [
        ("", "1.9", Stage.SEARCHING),
        ("proposal 1.9, application 2.9, interview 3.9", "4.9", Stage.SEARCHING),
        ("start 1.9", "31.8", Stage.SEARCHING),
        ("start 1.9", "1.9", Stage.PLACEMENT),
        ("start 1.9, end 30.9", "29.9", Stage.PLACEMENT),
        ("start 1.9, end 30.9", "30.9", Stage.SEARCHING),
        ("start 1.9, start 5.9, end 10.9 <1", "11.9", Stage.PLACEMENT),
        ("start 1.9, start 5.9, end 10.9 <1, end 12.9 <2", "12.9", Stage.SEARCHING),
        ("start 1.9, end 1.10, job 1.10", "1.10", Stage.WORK),
        ("start 1.9, job 1.10", "2.10", Stage.WORK),
        ("job 1.9, start 1.10", "2.10", Stage.PLACEMENT),
        ("job 1.9, start 1.10, end 5.10", "6.10", Stage.WORK),
        ("school 1.9", "2.9", Stage.EDUCATION),
        ("job 1.9, back 1.10", "1.10", Stage.SEARCHING),
        ("start 1.9, job 5.9, back 1.10", "1.10", Stage.PLACEMENT),
        ("pause 1.9", "2.9", Stage.PAUSED),
        ("pause 1.9, back 5.9", "5.9", Stage.SEARCHING),
        ("job 1.8, pause 1.9, back 5.9", "5.9", Stage.WORK),
        ("pause 1.9, start 5.9", "5.9", Stage.PLACEMENT),
        ("pause 1.9, proposal 5.9", "5.9", Stage.PAUSED),
        ("exit 1.9", "1.9", Stage.EXITED),
        ("start 1.8, exit 1.9", "2.9", Stage.EXITED),
        ("exit 1.9, job 1.10", "2.10", Stage.EXITED),
        ("exit 1.9, back 1.10", "1.10", Stage.SEARCHING),
        ("job 1.8, exit 1.9, back 1.10", "1.10", Stage.SEARCHING),
        ("pause 1.8, exit 1.9, back 1.10", "1.10", Stage.SEARCHING),
    ],
)
def test_the_stage_on_a_day(words: str, day: str, stage: Stage) -> None:
    assert stage_on(happened(words), on(day)) is stage
    assert stage_on(happened(words)[::-1], on(day)) is stage


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("start 1.9, end 30.9 <1", []),
        ("end 30.9", [Fault.NO_PLACEMENT]),
        ("start 5.9, end 1.9 <1", [Fault.END_FIRST]),
        ("start 1.9, end 5.9 <1, end 6.9 <1", [Fault.NO_PLACEMENT]),
        ("exit 1.9, exit 2.9", [Fault.OUT_ALREADY]),
        ("exit 1.9, proposal 2.9", [Fault.OUT]),
        ("exit 1.9, start 2.9", [Fault.OUT]),
        ("exit 1.9, pause 2.9", [Fault.OUT]),
        ("exit 1.9, job 2.9, school 3.9", []),
        ("start 1.8, exit 1.9, end 2.9 <1", []),
        ("exit 1.9, back 2.9, start 3.9", []),
        ("pause 1.9, pause 2.9", [Fault.PAUSED_ALREADY]),
        ("pause 1.9, back 2.9, pause 3.9", []),
        ("back 1.9", [Fault.NOT_AWAY]),
        ("start 1.9, back 2.9", [Fault.NOT_AWAY]),
        ("job 1.9, back 2.9", []),
    ],
)
def test_what_stands_in_a_wrong_order(words: str, expected: list[Fault]) -> None:
    assert [fault for fault, _ in faults(happened(words))] == expected


def test_an_old_fault_does_not_forbid_what_is_right() -> None:
    before = happened("exit 1.9, proposal 2.9")
    assert new_fault(before, [*before, Event(kind=EventKind.RE_ENTRY, on=on("3.9"))]) is None
    assert new_fault(before, [*before, Event(kind=EventKind.INTERVIEW, on=on("3.9"))]) is Fault.OUT


@pytest.mark.parametrize(
    ("words", "day", "days"),
    [
        ("start 1.9, end 1.9", "30.9", [1]),
        ("start 1.9, end 30.9", "15.10", [30]),
        ("start 1.9", "10.9", [10]),
        ("start 1.9", "31.8", [0]),
        ("start 1.9, exit 5.9", "30.9", [5]),
        ("start 1.9, exit 5.9, end 7.9 <1", "30.9", [7]),
        ("start 1.9, start 3.9, end 5.9 <1, end 4.9 <2", "30.9", [5, 2]),
        ("start 25.10, end 26.10", "30.10", [2]),
    ],
)
def test_days_of_placements_count_the_first_and_the_last(words: str, day: str, days: list[int]) -> None:
    assert [placement_days(one, on(day)) for one in placements(happened(words))] == days


def test_two_placements_on_one_day_are_one_day_and_paid_ones_are_not_unpaid() -> None:
    events = happened("start 1.9, start 3.9, end 5.9 <1, end 10.9 <2")
    assert total_days(events, on("30.9")) == 10
    assert total_days(events, on("30.9"), unpaid=True) == 10
    events[1].paid = True
    assert total_days(events, on("30.9"), unpaid=True) == 5
    events[0].paid = False
    assert total_days(events, on("30.9"), unpaid=True) == 5


def test_what_runs_is_what_nothing_ended() -> None:
    events = happened("start 1.9, start 3.9, end 5.9 <1")
    assert [one.id for one in running(events)] == [2]
    assert running(events, on("2.9")) == []
    assert running(happened("start 1.9, exit 2.9")) == []


@pytest.mark.parametrize(
    ("words", "kind", "day", "weeks"),
    [
        ("", EventKind.PLACEMENT_START, "30.9", None),
        ("start 1.9", EventKind.PLACEMENT_START, "30.9", 0),
        ("start 7.9", EventKind.PLACEMENT_START, "30.9", 0),
        ("start 8.9", EventKind.PLACEMENT_START, "30.9", 1),
        ("start 8.9, start 2.9", EventKind.PLACEMENT_START, "30.9", 0),
        ("start 31.8", EventKind.PLACEMENT_START, "30.9", None),
        ("job 1.12", EventKind.CONTRACT, "30.11", None),
        ("job 1.12", EventKind.CONTRACT, "1.12", 13),
    ],
)
def test_weeks_from_the_start(words: str, kind: EventKind, day: str, weeks: int | None) -> None:
    assert weeks_to(happened(words), kind, on("1.9"), on(day)) == weeks


DAYS = st.integers(0, 60).map(lambda number: date(2026, 9, 1) + timedelta(days=number))
HISTORIES = st.lists(st.tuples(st.sampled_from(sorted(KINDS)), DAYS), max_size=12)


@given(HISTORIES, DAYS)
def test_no_history_is_too_strange_to_be_read(history: list[tuple[str, date]], day: date) -> None:
    events = [Event(id=number, kind=KINDS[kind], on=when) for number, (kind, when) in enumerate(history, 1)]
    assert stage_on(events, day) in Stage
    assert 0 <= total_days(events, day, unpaid=True) <= total_days(events, day)
    assert total_days(events, day) <= sum(placement_days(one, day) for one in placements(events))
    assert len(faults(events)) <= len(events)


@given(HISTORIES)
def test_what_is_let_in_one_by_one_never_stands_in_a_wrong_order(history: list[tuple[str, date]]) -> None:
    kept: list[Event] = []
    for number, (kind, when) in enumerate(history, 1):
        new = Event(id=number, kind=KINDS[kind], on=when)
        if new_fault(kept, [*kept, new]) is None:
            kept.append(new)
    assert faults(kept) == []
