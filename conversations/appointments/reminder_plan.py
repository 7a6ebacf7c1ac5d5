"""When one participant is told about one occurrence.

Three moments, each a setting of the programme: when it is made, the evening before, and when it is time to leave.
Being forgotten is what the studies complain of, so whatever cannot be said in time is reported as missed and
becomes the specialist's task, never a mark against the participant.

**Free minutes.** Quiet hours, blocked times and, when set, everything outside working hours are closed. A reminder
that falls into closed time stands in the last free minute before it: earlier, never later. The message that the
appointment was made is news and not a reminder, and cannot be sent before there is any, so it alone waits for
the first free minute from `made_at` on.

**One message instead of two.** Two messages at most `MERGE` apart become the one that says more: made, then evening
before, then leave home; each of them names the time to leave. `PlannedReminder.covers` lists what it stands for.

**Dropped.** A reminder due before the appointment was made, or before planning time, is not sent. That is a miss
unless something still informs her: a reminder yet to come, or the message that it was made, when that goes out
after the dropped one's time (or just before it) and either at once or early enough for her to leave in time.

Everything is a pure function of its arguments, and planning again later only takes away what is over: the
message that it was made keeps its time, and a reminder whose time has passed since is missed as `PAST` when nothing
is left to come. Look for its `delivery_key` before making a task of that: it may have been sent.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from conversations.appointments.blocked_time import BlockedTime
from conversations.appointments.free_minutes import first_free_minute, last_free_minute
from conversations.appointments.venue_time import resolve

LEAVING_MARGIN: Final = timedelta(minutes=10)
"""Added to the travel minutes: shoes, coats, children."""

MERGE: Final = timedelta(minutes=30)
"""Two messages about one appointment so close together are one message."""

_EVERY_DAY: Final = frozenset(range(7))


class Moment(StrEnum):
    """Why a message goes out; also a part of its delivery key."""

    MADE = "made"
    EVENING = "evening"
    LEAVE = "leave"


class MissedReason(StrEnum):
    """Why a reminder cannot inform her."""

    MADE_TOO_LATE = "made_too_late"
    """Its time was over when the appointment was made."""
    PAST = "past"
    """Its time is over at planning time; it may have been sent then."""
    AFTER_LEAVING = "after_leaving"
    """It would come when she has to be on her way already."""
    NO_FREE_MINUTE = "no_free_minute"
    """Quiet hours, blocked times and working hours leave no minute for it."""


@dataclass(frozen=True)
class PlanSettings:
    """What the programme and the participant have chosen. Times are the venue's wall clock.

    Attributes:
        when_made: Tell her when it is made.
        on_evening_before: Remind her the evening before.
        at_leave_time: Remind her when it is time to leave.
        evening_before: When "the evening before" is.
        travel_minutes: Her way from home to the venue; `None` when nobody has asked.
        lead_minutes_default: Minutes before the start that count as leave time when the way is unknown.
        quiet_from: First quiet minute; equal to `quiet_to` for no quiet hours.
        quiet_to: First minute after the quiet hours, usually the next morning.
        blocked: Her school run, class and work.
        working_hours: First and past-the-end minute of the day in which messages may go out, or `None` for any.
    """

    when_made: bool = True
    on_evening_before: bool = True
    at_leave_time: bool = True
    evening_before: time = time(18)
    travel_minutes: int | None = None
    lead_minutes_default: int = 120
    quiet_from: time = time(21)
    quiet_to: time = time(7)
    blocked: tuple[BlockedTime, ...] = ()
    working_hours: tuple[time, time] | None = None

    @property
    def lead(self) -> timedelta:
        """How long before the start she leaves home."""
        if self.travel_minutes is None:
            return timedelta(minutes=self.lead_minutes_default)
        return timedelta(minutes=self.travel_minutes) + LEAVING_MARGIN

    @property
    def closed(self) -> tuple[BlockedTime, ...]:
        """All the time in which nothing is sent."""
        closed = list(self.blocked)
        if self.quiet_from != self.quiet_to:
            closed.append(BlockedTime(_EVERY_DAY, self.quiet_from, self.quiet_to))
        if self.working_hours and self.working_hours[0] != self.working_hours[1]:
            opening, closing = self.working_hours
            closed.append(BlockedTime(_EVERY_DAY, closing, opening))
        return tuple(closed)


@dataclass(frozen=True)
class PlannedReminder:
    """A message to plan.

    Attributes:
        moment: Which one it is.
        due: When it goes out, in UTC.
        not_after: When it has gone stale, in UTC; always later than `due`.
        covers: Moments that were merged into it.
    """

    moment: Moment
    due: datetime
    not_after: datetime
    covers: tuple[Moment, ...] = ()


@dataclass(frozen=True)
class Missed:
    """A reminder that cannot be sent in time while nothing else informs her."""

    moment: Moment
    reason: MissedReason


@dataclass(frozen=True)
class ReminderPlan:
    """The messages of one occurrence for one participant, by due time, and what becomes a task."""

    reminders: tuple[PlannedReminder, ...]
    missed: tuple[Missed, ...]


def plan_reminders(
    start_local: datetime,
    zone: str,
    *,
    made_at: datetime,
    now: datetime,
    settings: PlanSettings,
) -> ReminderPlan:
    """Plan the messages about one occurrence to one participant.

    Args:
        start_local: Naive wall-clock start at the venue.
        zone: The venue's IANA zone, which quiet hours and blocked times follow too.
        made_at: When the appointment was made or moved, an aware instant.
        now: Planning time, an aware instant; at or after `made_at`.
        settings: The programme's and the participant's choices.
    """
    start = resolve(start_local, zone).utc
    made_at = made_at.astimezone(UTC)
    made = _made(start, zone, made_at, settings)
    told = made.due + MERGE if made else made_at
    wanted: list[PlannedReminder] = []
    dropped: list[Missed] = []
    if settings.when_made and made is None:
        dropped.append(Missed(Moment.MADE, MissedReason.NO_FREE_MINUTE))
    for moment, nominal, not_after in _nominal(start_local, start, zone, settings):
        due = last_free_minute(nominal, zone, settings.closed)
        if due is None:
            dropped.append(Missed(moment, MissedReason.NO_FREE_MINUTE))
        elif due >= not_after:
            dropped.append(Missed(moment, MissedReason.AFTER_LEAVING))
        elif due < made_at or (made and due <= told):
            dropped.append(Missed(moment, MissedReason.MADE_TOO_LATE))
        else:
            wanted.append(PlannedReminder(moment, due, not_after))
    coming: list[PlannedReminder] = []
    for reminder in _merged(wanted):
        if reminder.due >= now:
            coming.append(reminder)
        else:
            dropped.append(Missed(reminder.moment, MissedReason.PAST))
    in_time = made is not None and made.due <= max(made_at, start - settings.lead)
    return _settled(made, coming, dropped, in_time=in_time)


def delivery_key(
    appointment_id: int,
    occurrence_local_start: datetime,
    moment: Moment,
    person_id: int,
) -> str:
    """Name the delivery of a reminder, always alike however often it is planned.

    It is built from ids and the venue's wall-clock start, never from anything translated:
    `appointment:17:2026-11-26T10:00:evening:person:42`.
    """
    start = occurrence_local_start.replace(tzinfo=None).isoformat(timespec="minutes")
    return f"appointment:{appointment_id}:{start}:{moment.value}:person:{person_id}"


def _made(start: datetime, zone: str, made_at: datetime, settings: PlanSettings) -> PlannedReminder | None:
    if not settings.when_made:
        return None
    due = first_free_minute(made_at, zone, settings.closed, before=start)
    return PlannedReminder(Moment.MADE, due, start) if due else None


def _nominal(
    start_local: datetime,
    start: datetime,
    zone: str,
    settings: PlanSettings,
) -> Iterator[tuple[Moment, datetime, datetime]]:
    """Yield moment, wished time and the time it goes stale, both in UTC."""
    leave = start - settings.lead
    if settings.on_evening_before:
        day = start_local.date() - timedelta(days=1)
        evening = resolve(datetime.combine(day, settings.evening_before), zone).utc
        yield Moment.EVENING, evening, leave
    if settings.at_leave_time:
        yield Moment.LEAVE, leave, start


def _merged(wanted: list[PlannedReminder]) -> Iterator[PlannedReminder]:
    """Make one of the evening reminder and the leave-home one when they stand close together."""
    if len(wanted) > 1 and abs(wanted[0].due - wanted[1].due) <= MERGE:
        evening, leave = wanted
        yield replace(evening, covers=(leave.moment,))
    else:
        yield from wanted


def _settled(
    made: PlannedReminder | None,
    coming: list[PlannedReminder],
    dropped: list[Missed],
    *,
    in_time: bool,
) -> ReminderPlan:
    """Tell what is a miss from what the news or a later reminder says as well."""
    told = [drop for drop in dropped if in_time and drop.reason is MissedReason.MADE_TOO_LATE]
    missed = [] if coming else [drop for drop in dropped if drop not in told]
    news = [replace(made, covers=tuple(drop.moment for drop in told))] if made else []
    reminders = sorted([*news, *coming], key=lambda reminder: reminder.due)
    return ReminderPlan(tuple(reminders), tuple(missed))
