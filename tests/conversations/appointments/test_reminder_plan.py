from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from conversations.appointments.blocked_time import BlockedKind, BlockedTime
from conversations.appointments.reminder_plan import (
    Missed,
    MissedReason,
    Moment,
    PlannedReminder,
    PlanSettings,
    ReminderPlan,
    delivery_key,
    plan_reminders,
)
from conversations.appointments.venue_time import resolve, to_local

OSLO = "Europe/Oslo"
MADE, EVENING, LEAVE = Moment.MADE, Moment.EVENING, Moment.LEAVE
EVERY_DAY = frozenset(range(7))
NEVER_QUIET = PlanSettings(quiet_from=time(0), quiet_to=time(0))


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


def oslo(text: str) -> datetime:
    return resolve(wall(text), OSLO).utc


def planned(start: str, made: str, settings: PlanSettings, *, now: str | None = None) -> ReminderPlan:
    return plan_reminders(wall(start), OSLO, made_at=oslo(made), now=oslo(now or made), settings=settings)


def told(plan: ReminderPlan) -> list[tuple[str, str]]:
    """Show a plan as moments and wall times in Oslo."""
    return [(each.moment.value, to_local(each.due, OSLO).isoformat(" ", "minutes")) for each in plan.reminders]


def test_the_three_moments_of_an_ordinary_appointment() -> None:
    plan = planned("2026-11-26T10:00", "2026-11-20T09:00", PlanSettings())
    start = oslo("2026-11-26T10:00")
    assert plan == ReminderPlan(
        (
            PlannedReminder(MADE, oslo("2026-11-20T09:00"), start),
            PlannedReminder(EVENING, oslo("2026-11-25T18:00"), oslo("2026-11-26T08:00")),
            PlannedReminder(LEAVE, oslo("2026-11-26T08:00"), start),
        ),
        (),
    )


@pytest.mark.parametrize(
    ("start", "settings", "expected"),
    [
        pytest.param(
            "2026-11-26T10:00",
            PlanSettings(travel_minutes=35),
            [("evening", "2026-11-25 18:00"), ("leave", "2026-11-26 09:15")],
            id="her way and ten minutes",
        ),
        pytest.param(
            "2026-11-26T10:00",
            PlanSettings(travel_minutes=0),
            [("evening", "2026-11-25 18:00"), ("leave", "2026-11-26 09:50")],
            id="next door is known, not unknown",
        ),
        pytest.param(
            "2026-11-26T10:00",
            PlanSettings(lead_minutes_default=60),
            [("evening", "2026-11-25 18:00"), ("leave", "2026-11-26 09:00")],
            id="another default lead",
        ),
        pytest.param(
            "2026-11-26T10:00",
            PlanSettings(evening_before=time(19, 30)),
            [("evening", "2026-11-25 19:30"), ("leave", "2026-11-26 08:00")],
            id="another evening",
        ),
        pytest.param(
            "2026-11-26T10:00",
            PlanSettings(on_evening_before=False),
            [("leave", "2026-11-26 08:00")],
            id="no evening",
        ),
        pytest.param(
            "2026-11-26T10:00",
            PlanSettings(at_leave_time=False),
            [("evening", "2026-11-25 18:00")],
            id="no leave-home time",
        ),
        pytest.param(
            "2026-11-26T07:00",
            PlanSettings(travel_minutes=40),
            [("evening", "2026-11-25 18:00"), ("leave", "2026-11-25 20:59")],
            id="06:10 is quiet, so she hears before the night",
        ),
        pytest.param(
            "2026-11-26T09:00",
            PlanSettings(),
            [("evening", "2026-11-25 18:00"), ("leave", "2026-11-26 07:00")],
            id="the first minute after the quiet hours is free",
        ),
        pytest.param(
            "2026-11-26T08:59",
            PlanSettings(),
            [("evening", "2026-11-25 18:00"), ("leave", "2026-11-25 20:59")],
            id="the last quiet minute is not",
        ),
        pytest.param(
            "2026-11-26T07:00",
            PlanSettings(travel_minutes=40, evening_before=time(20, 45)),
            [("evening", "2026-11-25 20:45")],
            id="moved next to the evening reminder it is one message",
        ),
        pytest.param(
            "2026-11-26T07:00",
            PlanSettings(travel_minutes=40, evening_before=time(20, 29)),
            [("evening", "2026-11-25 20:29")],
            id="thirty minutes apart is still one message",
        ),
        pytest.param(
            "2026-11-26T07:00",
            PlanSettings(travel_minutes=40, evening_before=time(20, 28)),
            [("evening", "2026-11-25 20:28"), ("leave", "2026-11-25 20:59")],
            id="thirty-one minutes apart are two",
        ),
        pytest.param(
            "2026-11-26T10:20",
            PlanSettings(blocked=(BlockedTime(EVERY_DAY, time(8), time(8, 45), BlockedKind.SCHOOL_RUN),)),
            [("evening", "2026-11-25 18:00"), ("leave", "2026-11-26 07:59")],
            id="before the school run",
        ),
        pytest.param(
            "2026-11-26T10:20",
            PlanSettings(
                blocked=(
                    BlockedTime(EVERY_DAY, time(8), time(8, 45)),
                    BlockedTime(EVERY_DAY, time(6, 30), time(8)),
                ),
            ),
            [("evening", "2026-11-25 18:00"), ("leave", "2026-11-25 20:59")],
            id="school run, then getting up, then the night",
        ),
        pytest.param(
            "2026-11-26T10:00",
            PlanSettings(blocked=(BlockedTime(frozenset({2}), time(16), time(21)),)),
            [("evening", "2026-11-25 15:59"), ("leave", "2026-11-26 08:00")],
            id="evening class on Wednesdays",
        ),
        pytest.param(
            "2026-11-27T10:00",
            PlanSettings(blocked=(BlockedTime(frozenset({2}), time(16), time(21)),)),
            [("evening", "2026-11-26 18:00"), ("leave", "2026-11-27 08:00")],
            id="but not on Thursdays",
        ),
        pytest.param(
            "2026-11-27T07:30",
            PlanSettings(
                blocked=(BlockedTime(frozenset({3}), time(22), time(6)),),
                quiet_from=time(0),
                quiet_to=time(0),
            ),
            [("evening", "2026-11-26 18:00"), ("leave", "2026-11-26 21:59")],
            id="a night shift passes midnight",
        ),
        pytest.param(
            "2026-11-30T10:00",
            PlanSettings(working_hours=(time(8), time(16))),
            [("evening", "2026-11-29 15:59"), ("leave", "2026-11-30 08:00")],
            id="working hours",
        ),
        pytest.param(
            "2026-11-30T09:00",
            PlanSettings(working_hours=(time(8), time(16))),
            [("evening", "2026-11-29 15:59")],
            id="both before closing time is one message",
        ),
        pytest.param(
            "2026-11-26T03:00",
            PlanSettings(lead_minutes_default=600, quiet_from=time(0), quiet_to=time(0)),
            [("leave", "2026-11-25 17:00")],
            id="no evening reminder after she has left",
        ),
    ],
)
def test_plans_made_long_before(start: str, settings: PlanSettings, expected: list[tuple[str, str]]) -> None:
    plan = planned(start, "2026-11-01T12:00", replace(settings, when_made=False))
    assert told(plan) == expected
    assert plan.missed == ()


@pytest.mark.parametrize(
    ("start", "made", "settings", "expected", "missed"),
    [
        pytest.param(
            "2026-11-26T10:00",
            "2026-11-25T19:00",
            PlanSettings(),
            [("made", "2026-11-25 19:00"), ("leave", "2026-11-26 08:00")],
            [],
            id="made after six in the evening: the news says it",
        ),
        pytest.param(
            "2026-11-26T10:00",
            "2026-11-25T17:45",
            PlanSettings(),
            [("made", "2026-11-25 17:45"), ("leave", "2026-11-26 08:00")],
            [],
            id="a quarter of an hour before the evening reminder is one message",
        ),
        pytest.param(
            "2026-11-26T10:00",
            "2026-11-26T09:00",
            PlanSettings(),
            [("made", "2026-11-26 09:00")],
            [],
            id="on short notice",
        ),
        pytest.param(
            "2026-11-26T10:00",
            "2026-11-26T09:00",
            PlanSettings(when_made=False),
            [],
            [(EVENING, MissedReason.MADE_TOO_LATE), (LEAVE, MissedReason.MADE_TOO_LATE)],
            id="on short notice and nothing may be said",
        ),
        pytest.param(
            "2026-11-26T10:00",
            "2026-11-25T19:00",
            PlanSettings(when_made=False),
            [("leave", "2026-11-26 08:00")],
            [],
            id="too late for the evening, but leave-home time informs her",
        ),
        pytest.param(
            "2026-11-27T10:00",
            "2026-11-25T22:30",
            PlanSettings(),
            [("made", "2026-11-26 07:00"), ("evening", "2026-11-26 18:00"), ("leave", "2026-11-27 08:00")],
            [],
            id="made at night: news waits for the morning",
        ),
        pytest.param(
            "2026-11-26T10:00",
            "2026-11-25T22:30",
            PlanSettings(travel_minutes=20),
            [("made", "2026-11-26 07:00"), ("leave", "2026-11-26 09:30")],
            [],
            id="made the night before",
        ),
        pytest.param(
            "2026-11-26T07:30",
            "2026-11-25T22:30",
            PlanSettings(travel_minutes=40),
            [("made", "2026-11-26 07:00")],
            [(EVENING, MissedReason.MADE_TOO_LATE), (LEAVE, MissedReason.MADE_TOO_LATE)],
            id="made at night for early morning: she hears after she should have left",
        ),
        pytest.param(
            "2026-11-26T06:30",
            "2026-11-25T22:30",
            PlanSettings(),
            [],
            [
                (MADE, MissedReason.NO_FREE_MINUTE),
                (EVENING, MissedReason.MADE_TOO_LATE),
                (LEAVE, MissedReason.MADE_TOO_LATE),
            ],
            id="made at night for before the quiet hours end",
        ),
        pytest.param(
            "2026-11-26T10:00",
            "2026-11-20T09:00",
            PlanSettings(blocked=(BlockedTime(EVERY_DAY, time(0), time(0)),)),
            [],
            [
                (MADE, MissedReason.NO_FREE_MINUTE),
                (EVENING, MissedReason.NO_FREE_MINUTE),
                (LEAVE, MissedReason.NO_FREE_MINUTE),
            ],
            id="never a free minute",
        ),
        pytest.param(
            "2026-11-26T03:00",
            "2026-11-01T09:00",
            replace(NEVER_QUIET, when_made=False, at_leave_time=False, lead_minutes_default=600),
            [],
            [(EVENING, MissedReason.AFTER_LEAVING)],
            id="the only reminder would come after she has left",
        ),
        pytest.param(
            "2026-11-26T10:00",
            "2026-11-26T11:00",
            PlanSettings(),
            [],
            [
                (MADE, MissedReason.NO_FREE_MINUTE),
                (EVENING, MissedReason.MADE_TOO_LATE),
                (LEAVE, MissedReason.MADE_TOO_LATE),
            ],
            id="written down afterwards",
        ),
    ],
)
def test_plans_made_late(
    start: str,
    made: str,
    settings: PlanSettings,
    expected: list[tuple[str, str]],
    missed: list[tuple[Moment, MissedReason]],
) -> None:
    plan = planned(start, made, settings)
    assert told(plan) == expected
    assert plan.missed == tuple(Missed(*each) for each in missed)


def test_a_merged_message_says_what_it_stands_for() -> None:
    evening = planned(
        "2026-11-26T07:00", "2026-11-01T09:00", PlanSettings(travel_minutes=40, evening_before=time(20, 45))
    ).reminders[-1]
    assert (evening.moment, evening.covers) == (EVENING, (LEAVE,))
    news = planned("2026-11-26T10:00", "2026-11-26T09:00", PlanSettings()).reminders[0]
    assert (news.moment, news.covers) == (MADE, (EVENING, LEAVE))


def test_planning_after_downtime_reports_what_is_over_when_nothing_is_left() -> None:
    settings = PlanSettings()
    evening_over = planned("2026-11-26T10:00", "2026-11-20T09:00", settings, now="2026-11-25T23:00")
    assert told(evening_over) == [("made", "2026-11-20 09:00"), ("leave", "2026-11-26 08:00")]
    assert evening_over.missed == ()
    all_over = planned("2026-11-26T10:00", "2026-11-20T09:00", settings, now="2026-11-26T09:00")
    assert all_over.missed == (Missed(EVENING, MissedReason.PAST), Missed(LEAVE, MissedReason.PAST))


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        # Clocks go forward on 29 March at two: half past four is ninety minutes after one.
        ("2026-03-29T04:30", [("evening", "2026-03-28 18:00"), ("leave", "2026-03-29 01:30")]),
        # Clocks go back on 25 October at three: half past four is two hours after the second half past two.
        ("2026-10-25T04:30", [("evening", "2026-10-24 18:00"), ("leave", "2026-10-25 02:30")]),
        # A start in the gap is an hour later on the wall.
        ("2026-03-29T02:30", [("evening", "2026-03-28 18:00"), ("leave", "2026-03-29 00:30")]),
        ("2026-03-30T10:00", [("evening", "2026-03-29 18:00"), ("leave", "2026-03-30 08:00")]),
        ("2026-10-26T10:00", [("evening", "2026-10-25 18:00"), ("leave", "2026-10-26 08:00")]),
    ],
)
def test_summer_time(start: str, expected: list[tuple[str, str]]) -> None:
    settings = replace(NEVER_QUIET, when_made=False)
    assert told(planned(start, start[:4] + "-01-01T09:00", settings)) == expected


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25"])
def test_quiet_nights_when_the_clocks_change(day: str) -> None:
    plan = planned(f"{day}T08:30", "2026-01-01T09:00", PlanSettings(when_made=False))
    leave = plan.reminders[-1]
    assert to_local(leave.due, OSLO) == wall(f"{day}T20:59") - timedelta(days=1)


def test_the_venue_decides_and_not_the_zone_of_the_instants_given() -> None:
    kabul = timedelta(hours=4, minutes=30)
    plan = plan_reminders(
        wall("2026-11-26T10:00"),
        "Asia/Kabul",
        made_at=oslo("2026-11-20T09:00"),
        now=oslo("2026-11-20T09:00"),
        settings=PlanSettings(when_made=False),
    )
    assert [each.due for each in plan.reminders] == [
        datetime(2026, 11, 25, 18, tzinfo=UTC) - kabul,
        datetime(2026, 11, 26, 8, tzinfo=UTC) - kabul,
    ]


def test_delivery_key() -> None:
    key = delivery_key(17, wall("2026-11-26T10:00"), EVENING, 42)
    assert key == "appointment:17:2026-11-26T10:00:evening:person:42"
