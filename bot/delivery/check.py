"""The check at send: whether a delivery may leave now, judged by what is true now and not by what was when planned.

Nothing here does I/O. The order of the rules is the order of the questions: is there anybody to write to, do they want
it, have they agreed, is it still of use, is it a decent hour.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.delivery.trouble import Trouble
from conversations.appointments.blocked_time import BlockedTime
from conversations.appointments.venue_time import resolve, to_local
from storage.models import DeliveryKind, DeliveryState, ParticipantStatus
from storage.outgoing import Outgoing

_EVERY_DAY = frozenset(range(7))
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom a delivery goes to, as they stand now.

    Attributes:
        person_id: who.
        chat_id: where they read; None before they opened their link, and after a phone changed hands.
        language: the language they read.
        reading: with Norwegian, alone, or Norwegian alone.
        reachable: whether Telegram let us write to them last time.
        on_staff: whether they work in any programme now.
    """

    person_id: int
    chat_id: int | None
    language: str
    reading: str
    reachable: bool
    on_staff: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """A participant's profile, as it stands now.

    Attributes:
        participant_id: which profile.
        person_id: whose.
        programme_id: in which programme.
        specialist_id: who helps them, and gets the tasks about them.
        status: where they stand with the bot.
        agreed: whether they said yes in the chat.
        consented: whether a recorded consent stands.
        discreet: whether the screen must not give away what a message says.
        timezone: the programme's IANA zone; the times below are wall-clock in it.
        quiet_from: first quiet minute; equal to `quiet_to` for no quiet hours.
        quiet_to: first minute after the quiet hours.
        blocked: the hours of the week that are taken.
    """

    participant_id: int
    person_id: int
    programme_id: int
    specialist_id: int
    status: str
    agreed: bool
    consented: bool
    discreet: bool
    timezone: str
    quiet_from: time
    quiet_to: time
    blocked: tuple[BlockedTime, ...] = ()


@dataclass(frozen=True)
class Leave:
    """It may go, to this chat."""

    chat_id: int


@dataclass(frozen=True)
class Later:
    """Not now: try again at this moment (UTC)."""

    until: datetime


@dataclass(frozen=True)
class End:
    """It does not go. `trouble` is what the participant's specialist is told, if anything."""

    state: DeliveryState
    reason: str
    trouble: Trouble | None = None


Verdict = Leave | Later | End


def judge(delivery: Outgoing, addressee: Addressee | None, standing: Standing | None, now: datetime) -> Verdict:
    """Whether the delivery may leave.

    Args:
        delivery: the row, just read.
        addressee: its person; None when it has none (a stranger) or the person is gone.
        standing: the profile of that same person when they are written to as a participant; None for staff.
        now: the product's time, UTC.
    """
    where = _chat(delivery, addressee)
    if isinstance(where, End):
        return where
    if delivery.kind == DeliveryKind.REPLY:
        return _unwanted(delivery, standing) or Leave(where)
    return (
        _unwanted(delivery, standing)
        or _unreachable(delivery, addressee)
        or _stale(delivery, now)
        or _indecent_hour(delivery, standing, now)
        or Leave(where)
    )


def _chat(delivery: Outgoing, addressee: Addressee | None) -> int | End:
    """Where it goes. A reply belongs to the chat it answers: a phone that changed hands gets nothing more."""
    if delivery.person_id is None:
        return delivery.chat_id or End(DeliveryState.SUPPRESSED, "nobody to write to")
    if addressee is None:
        return End(DeliveryState.SUPPRESSED, "person is gone")
    if addressee.chat_id is None:
        return End(DeliveryState.SUPPRESSED, "no chat")
    if delivery.chat_id is not None and delivery.chat_id != addressee.chat_id:
        return End(DeliveryState.SUPPRESSED, "another chat now")
    return addressee.chat_id


def _unwanted(delivery: Outgoing, standing: Standing | None) -> End | None:
    """Withdrawn and paused people get answers only; nothing but onboarding goes out before consent is complete."""
    if standing is None:
        return None
    if delivery.kind != DeliveryKind.REPLY and standing.status in {
        ParticipantStatus.WITHDRAWN,
        ParticipantStatus.PAUSED,
    }:
        return End(DeliveryState.SUPPRESSED, standing.status)
    if not delivery.onboarding and not (standing.agreed and standing.consented):
        return End(DeliveryState.SUPPRESSED, "no consent")
    return None


def _unreachable(delivery: Outgoing, addressee: Addressee | None) -> End | None:
    if addressee is None or addressee.reachable:
        return None
    trouble = Trouble.UNREACHED if delivery.kind == DeliveryKind.REMINDER else None
    return End(DeliveryState.FAILED, "unreachable", trouble)


def _stale(delivery: Outgoing, now: datetime) -> End | None:
    if delivery.not_after is None or now < delivery.not_after:
        return None
    return too_late(delivery)


def too_late(delivery: Outgoing) -> End:
    """The end of a delivery that is of no use any more; a reminder's is told to the specialist."""
    trouble = Trouble.TOO_LATE if delivery.kind == DeliveryKind.REMINDER else None
    return End(DeliveryState.EXPIRED, "too late", trouble)


def _indecent_hour(delivery: Outgoing, standing: Standing | None, now: datetime) -> Verdict | None:
    """Quiet hours and taken hours put off what can wait.

    What cannot wait until the quiet hours end expires when it is a reminder or a broadcast, and goes when it is news.
    An hour that is merely taken (a class) never costs anybody a message.
    """
    if standing is None:
        return None
    local = to_local(now, standing.timezone)
    can_be_missed = delivery.kind in {DeliveryKind.REMINDER, DeliveryKind.BROADCAST, DeliveryKind.NUDGE}
    for stretch_end, is_quiet in _closed_until(standing, local, taken_too=can_be_missed):
        until = max(resolve(stretch_end, standing.timezone).utc, now + _MINUTE)
        if delivery.not_after is None or until < delivery.not_after:
            return Later(until)
        if is_quiet and can_be_missed:
            return too_late(delivery)
    return None


def _closed_until(standing: Standing, local: datetime, *, taken_too: bool) -> Iterator[tuple[datetime, bool]]:
    """The ends (wall-clock) of the stretches that hold this moment, and whether each is one of quiet."""
    if standing.quiet_from != standing.quiet_to:
        quiet = BlockedTime(_EVERY_DAY, standing.quiet_from, standing.quiet_to).holding(local)
        if quiet:
            yield quiet[1], True
    for taken in standing.blocked if taken_too else ():
        stretch = taken.holding(local)
        if stretch:
            yield stretch[1], False
