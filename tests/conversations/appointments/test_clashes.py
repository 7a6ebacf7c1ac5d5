from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import settings as example_settings
from hypothesis import strategies as st

from conversations.appointments.blocked_time import BlockedKind, BlockedTime
from conversations.appointments.clashes import Busy, Clash, ClashKind, Span, find_clashes
from conversations.appointments.kinds import AppointmentKind
from conversations.appointments.venue_time import to_local

OSLO = "Europe/Oslo"
MINUTE = timedelta(minutes=1)
WEEKDAYS = frozenset(range(5))
SCHOOL_RUN = BlockedTime(WEEKDAYS, time(8), time(8, 45), BlockedKind.SCHOOL_RUN)
NIGHT_SHIFT = BlockedTime(frozenset({3}), time(22), time(6), BlockedKind.WORK)
NAV, LIBRARY = 1, 2


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def busy(start: str, end: str, ref: int = 17, place: int | None = NAV) -> Busy:
    return Busy(utc(start), utc(end), AppointmentKind.MEETING, ref, place)


def test_blocked_time_passes_midnight() -> None:
    stretch = NIGHT_SHIFT.holding(datetime.fromisoformat("2026-11-27T05:59"))
    assert stretch == (
        datetime.fromisoformat("2026-11-26T22:00"),
        datetime.fromisoformat("2026-11-27T06:00"),
    )
    assert NIGHT_SHIFT.holding(datetime.fromisoformat("2026-11-27T06:00")) is None
    assert NIGHT_SHIFT.holding(datetime.fromisoformat("2026-11-27T22:00")) is None


def test_equal_times_take_the_whole_day() -> None:
    whole = BlockedTime(frozenset({5}), time(0), time(0))
    assert whole.beginning_on(date(2026, 11, 28)) == (
        datetime.fromisoformat("2026-11-28T00:00"),
        datetime.fromisoformat("2026-11-29T00:00"),
    )


def test_blocked_weekdays_must_exist() -> None:
    with pytest.raises(ValueError, match="Monday"):
        BlockedTime(frozenset({7}), time(8), time(9))


def test_an_appointment_without_length_is_refused() -> None:
    with pytest.raises(ValueError, match="ends after"):
        Span(utc("2026-11-26T09:00"), utc("2026-11-26T09:00"))


@pytest.mark.parametrize(
    ("other", "travel", "kinds"),
    [
        (busy("2026-11-26T09:30", "2026-11-26T10:30"), None, [ClashKind.OVERLAP]),
        (busy("2026-11-26T08:00", "2026-11-26T12:00"), None, [ClashKind.OVERLAP]),
        (busy("2026-11-26T10:00", "2026-11-26T11:00", place=LIBRARY), None, []),
        (busy("2026-11-26T10:00", "2026-11-26T11:00", place=LIBRARY), 1, [ClashKind.TRAVEL_GAP]),
        (busy("2026-11-26T10:00", "2026-11-26T11:00", place=NAV), 30, []),
        (busy("2026-11-26T10:00", "2026-11-26T11:00", place=None), 30, [ClashKind.TRAVEL_GAP]),
        (busy("2026-11-26T10:30", "2026-11-26T11:00", place=LIBRARY), 30, []),
        (busy("2026-11-26T10:29", "2026-11-26T11:00", place=LIBRARY), 30, [ClashKind.TRAVEL_GAP]),
        (busy("2026-11-26T08:00", "2026-11-26T08:45", place=LIBRARY), 30, [ClashKind.TRAVEL_GAP]),
        (busy("2026-11-26T10:00", "2026-11-26T11:00", place=LIBRARY), 0, []),
        (busy("2026-11-27T09:00", "2026-11-27T10:00"), 30, []),
    ],
)
def test_other_appointments(other: Busy, travel: int | None, kinds: list[ClashKind]) -> None:
    proposed = Span(utc("2026-11-26T09:00"), utc("2026-11-26T10:00"), NAV)
    clashes = find_clashes(proposed, [other], (), zone=OSLO, travel_minutes=travel)
    assert [clash.kind for clash in clashes] == kinds
    assert [clash.busy for clash in clashes] == [other] * len(kinds)


def test_the_gap_is_told_in_minutes() -> None:
    proposed = Span(utc("2026-11-26T09:00"), utc("2026-11-26T10:00"), NAV)
    other = busy("2026-11-26T10:20", "2026-11-26T11:00", place=LIBRARY)
    (clash,) = find_clashes(proposed, [other], (), zone=OSLO, travel_minutes=30)
    assert clash.gap_minutes == 20


@pytest.mark.parametrize(
    ("start", "end", "blocked", "clash_start"),
    [
        ("2026-11-26T07:30", "2026-11-26T08:30", SCHOOL_RUN, "2026-11-26T07:00"),
        ("2026-11-26T07:45", "2026-11-26T08:30", SCHOOL_RUN, None),
        ("2026-11-26T06:00", "2026-11-26T07:00", SCHOOL_RUN, None),
        ("2026-11-28T07:00", "2026-11-28T08:00", SCHOOL_RUN, None),
        ("2026-07-02T06:30", "2026-07-02T06:40", SCHOOL_RUN, "2026-07-02T06:00"),
        ("2026-11-27T04:00", "2026-11-27T05:30", NIGHT_SHIFT, "2026-11-26T21:00"),
        ("2026-11-27T05:00", "2026-11-27T06:00", NIGHT_SHIFT, None),
    ],
)
def test_blocked_times(start: str, end: str, blocked: BlockedTime, clash_start: str | None) -> None:
    clashes = find_clashes(Span(utc(start), utc(end)), (), [blocked], zone=OSLO, travel_minutes=None)
    assert [clash.start for clash in clashes] == ([utc(clash_start)] if clash_start else [])
    assert all(clash.kind is ClashKind.BLOCKED and clash.blocked is blocked for clash in clashes)


def test_clashes_come_in_order() -> None:
    proposed = Span(utc("2026-11-26T07:00"), utc("2026-11-26T12:00"), NAV)
    others = [
        busy("2026-11-26T11:00", "2026-11-26T13:00", 3),
        busy("2026-11-26T12:10", "2026-11-26T13:00", 4, LIBRARY),
        busy("2026-11-26T06:30", "2026-11-26T07:30", 2),
    ]
    clashes = find_clashes(proposed, others, [SCHOOL_RUN], zone=OSLO, travel_minutes=25)
    assert [(clash.kind.value, clash.busy.ref if clash.busy else None) for clash in clashes] == [
        ("overlap", 2),
        ("blocked", None),
        ("overlap", 3),
        ("travel_gap", 4),
    ]


SPAN_STARTS = st.integers(0, 3 * 1440)
LENGTHS = st.integers(1, 400)
PLACES = st.sampled_from([None, NAV, LIBRARY])
WALL = st.times().map(lambda t: t.replace(second=0, microsecond=0))
BLOCKED = st.builds(BlockedTime, st.frozensets(st.integers(0, 6)), WALL, WALL)
EPOCH = utc("2026-11-23T00:00")


def minutes(start: datetime, end: datetime) -> set[datetime]:
    return {start + n * MINUTE for n in range((end - start) // MINUTE)}


@example_settings(deadline=None)
@given(data=st.data(), blocked=st.lists(BLOCKED, max_size=3), travel=st.none() | st.integers(0, 120))
def test_the_same_as_looking_at_every_minute(
    data: st.DataObject, blocked: list[BlockedTime], travel: int | None
) -> None:
    def span() -> tuple[datetime, datetime]:
        start = EPOCH + data.draw(SPAN_STARTS) * MINUTE
        return start, start + data.draw(LENGTHS) * MINUTE

    proposed = Span(*span(), data.draw(PLACES))
    others = [Busy(*span(), AppointmentKind.CLASS, ref, data.draw(PLACES)) for ref in range(4)]
    here = minutes(proposed.start, proposed.end)
    near = {
        each + n * MINUTE
        for each in (proposed.start, proposed.end - MINUTE)
        for n in range(-(travel or 0), (travel or 0) + 1)
    } | here
    expected: set[tuple[str, int | str]] = set()
    for other in others:
        there = minutes(other.start, other.end)
        apart = other.place_id is None or other.place_id != proposed.place_id
        if here & there:
            expected.add(("overlap", other.ref))
        elif apart and near & there:
            expected.add(("travel_gap", other.ref))
    for each in blocked:
        if any(each.holding(to_local(minute, OSLO)) for minute in here):
            expected.add(("blocked", str(each)))

    clashes = find_clashes(proposed, others, blocked, zone=OSLO, travel_minutes=travel)

    assert {(clash.kind.value, clash.busy.ref if clash.busy else str(clash.blocked)) for clash in clashes} == expected
    assert list(clashes) == sorted(clashes, key=lambda clash: (clash.start, clash.end))


@example_settings(deadline=None)
@given(others=st.permutations([busy("2026-11-26T09:00", "2026-11-26T10:00", ref) for ref in range(4)]))
def test_the_order_of_the_input_does_not_matter(others: list[Busy]) -> None:
    proposed = Span(utc("2026-11-26T09:30"), utc("2026-11-26T10:00"), NAV)
    clashes: tuple[Clash, ...] = find_clashes(proposed, others, (), zone=OSLO, travel_minutes=None)
    assert [clash.busy.ref for clash in clashes if clash.busy] == [0, 1, 2, 3]
