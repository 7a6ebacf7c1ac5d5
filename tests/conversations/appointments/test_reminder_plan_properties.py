"""What holds of every reminder plan, whatever the hour, the zone and the choices."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from itertools import pairwise

from hypothesis import assume, given
from hypothesis import settings as example_settings
from hypothesis import strategies as st

from conversations.appointments.blocked_time import BlockedTime
from conversations.appointments.reminder_plan import (
    MERGE,
    Moment,
    PlanSettings,
    plan_reminders,
)
from conversations.appointments.venue_time import resolve, to_local

OSLO = "Europe/Oslo"
MADE, EVENING, LEAVE = Moment.MADE, Moment.EVENING, Moment.LEAVE
EVERY_DAY = frozenset(range(7))
NEVER_QUIET = PlanSettings(quiet_from=time(0), quiet_to=time(0))


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


WALL = st.times().map(lambda t: t.replace(second=0, microsecond=0))
BLOCKED = st.builds(BlockedTime, st.frozensets(st.integers(0, 6)), WALL, WALL)
SETTINGS = st.builds(
    PlanSettings,
    when_made=st.booleans(),
    on_evening_before=st.booleans(),
    at_leave_time=st.booleans(),
    evening_before=WALL,
    travel_minutes=st.none() | st.integers(0, 240),
    lead_minutes_default=st.integers(0, 600),
    quiet_from=WALL,
    quiet_to=WALL,
    blocked=st.lists(BLOCKED, max_size=3).map(tuple),
    working_hours=st.none() | st.tuples(WALL, WALL),
)
ZONES = st.sampled_from([OSLO, "Asia/Kabul", "America/St_Johns", "Australia/Lord_Howe"])
STARTS = st.datetimes(wall("2026-01-08"), wall("2027-01-01")).map(
    lambda d: d.replace(second=0, microsecond=0)
) | st.sampled_from([wall("2026-03-29T02:30"), wall("2026-10-25T02:30"), wall("2026-10-25T08:00")])
BEFORE = st.timedeltas(timedelta(0), timedelta(days=7))


@example_settings(deadline=None)
@given(start=STARTS, zone=ZONES, before=BEFORE, waited=BEFORE, settings=SETTINGS)
def test_what_every_plan_keeps(
    start: datetime, zone: str, before: timedelta, waited: timedelta, settings: PlanSettings
) -> None:
    instant = resolve(start, zone).utc
    made_at = instant - before
    now = made_at + waited
    plan = plan_reminders(start, zone, made_at=made_at, now=now, settings=settings)
    again = plan_reminders(start, zone, made_at=made_at, now=now, settings=settings)

    assert plan == again
    evening = datetime.combine(start.date() - timedelta(days=1), settings.evening_before)
    nominal = {EVENING: resolve(evening, zone).utc, LEAVE: instant - settings.lead}
    for each in plan.reminders:
        local = to_local(each.due, zone)
        assert not any(closed.holding(local) for closed in settings.closed)
        assert made_at <= each.due < each.not_after <= instant
        if each.moment is not MADE:
            assert now <= each.due <= nominal[each.moment]
    moments = [each.moment for each in plan.reminders]
    assert len(set(moments)) == len(moments)
    dues = [each.due for each in plan.reminders]
    assert all(later - earlier > MERGE for earlier, later in pairwise(dues))
    spoken_for = {*moments, *(moment for each in plan.reminders for moment in each.covers)}
    assert spoken_for.isdisjoint(miss.moment for miss in plan.missed)


@example_settings(deadline=None)
@given(start=STARTS, before=BEFORE, waited=BEFORE, settings=SETTINGS)
def test_planning_again_later_only_takes_away(
    start: datetime, before: timedelta, waited: timedelta, settings: PlanSettings
) -> None:
    made_at = resolve(start, OSLO).utc - before
    first = plan_reminders(start, OSLO, made_at=made_at, now=made_at, settings=settings)
    later = plan_reminders(start, OSLO, made_at=made_at, now=made_at + waited, settings=settings)
    assert set(later.reminders) <= set(first.reminders)


@example_settings(deadline=None)
@given(start=STARTS, settings=SETTINGS)
def test_a_moved_reminder_stands_in_the_last_free_minute(start: datetime, settings: PlanSettings) -> None:
    settings = replace(settings, when_made=False, on_evening_before=False, at_leave_time=True)
    instant = resolve(start, OSLO).utc
    made_at = instant - timedelta(days=6)
    plan = plan_reminders(start, OSLO, made_at=made_at, now=made_at, settings=settings)
    assume(plan.reminders)
    minute = instant - settings.lead
    while any(closed.holding(to_local(minute, OSLO)) for closed in settings.closed):
        minute -= timedelta(minutes=1)
    assert plan.reminders[0].due == minute
