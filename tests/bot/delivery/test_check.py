"""The check at send, rule by rule: a table of cases."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.check import Addressee, End, Later, Leave, Standing, Verdict, judge
from bot.delivery.trouble import Trouble
from conversations.appointments.blocked_time import BlockedTime
from storage.models import Delivery, DeliveryKind, DeliveryState

NOON = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)  # a Friday, 12:00 in Oslo
NIGHT = datetime(2026, 11, 20, 22, 0, tzinfo=UTC)  # 23:00 in Oslo
MORNING = datetime(2026, 11, 21, 6, 0, tzinfo=UTC)  # 07:00 in Oslo
CLASS = BlockedTime(frozenset({4}), time(11), time(13))
NUDGE = DeliveryKind.NUDGE
REMINDER, NOTICE, BROADCAST, REPLY = (
    DeliveryKind.REMINDER,
    DeliveryKind.NOTICE,
    DeliveryKind.BROADCAST,
    DeliveryKind.REPLY,
)


def delivery(**changes: Any) -> Delivery:
    fields: dict[str, Any] = {
        "id": 1,
        "kind": REMINDER,
        "person_id": 7,
        "participant_id": 3,
        "chat_id": None,
        "onboarding": False,
        "not_after": None,
    }
    return Delivery(**fields | changes)


def addressee(**changes: Any) -> Addressee:
    fields: dict[str, Any] = {
        "person_id": 7,
        "chat_id": 70,
        "language": "ti",
        "reading": "both",
        "reachable": True,
        "on_staff": False,
    }
    return Addressee(**fields | changes)


def standing(**changes: Any) -> Standing:
    fields: dict[str, Any] = {
        "participant_id": 3,
        "person_id": 7,
        "programme_id": 1,
        "specialist_id": 9,
        "status": "active",
        "agreed": True,
        "consented": True,
        "discreet": False,
        "timezone": "Europe/Oslo",
        "quiet_from": time(21),
        "quiet_to": time(7),
    }
    return Standing(**fields | changes)


def suppressed(reason: str) -> End:
    return End(DeliveryState.SUPPRESSED, reason)


EXPIRED = End(DeliveryState.EXPIRED, "too late")
EXPIRED_TOLD = End(DeliveryState.EXPIRED, "too late", Trouble.TOO_LATE)
GO = Leave(70)
SOON = NIGHT + timedelta(hours=1)
AFTER = MORNING + timedelta(hours=1)

CASES: list[tuple[str, dict[str, Any], dict[str, Any] | None, dict[str, Any] | None, datetime, Verdict]] = [
    ("all is well", {}, {}, {}, NOON, GO),
    ("staff have no profile", {"kind": NOTICE}, {}, None, NIGHT, GO),
    ("the person is gone", {}, None, None, NOON, suppressed("person is gone")),
    ("no chat yet", {}, {"chat_id": None}, {}, NOON, suppressed("no chat")),
    (
        "an answer to a chat that is theirs no more",
        {"kind": REPLY, "chat_id": 71},
        {},
        {},
        NOON,
        suppressed("another chat now"),
    ),
    ("an answer to their chat", {"kind": REPLY, "chat_id": 70}, {}, {}, NOON, GO),
    ("an answer to a stranger", {"kind": REPLY, "person_id": None, "chat_id": 5}, None, None, NOON, Leave(5)),
    ("to nobody", {"person_id": None}, None, None, NOON, suppressed("nobody to write to")),
    (
        "a reminder to the unreachable",
        {},
        {"reachable": False},
        {},
        NOON,
        End(DeliveryState.FAILED, "unreachable", Trouble.UNREACHED),
    ),
    (
        "news to the unreachable",
        {"kind": NOTICE},
        {"reachable": False},
        {},
        NOON,
        End(DeliveryState.FAILED, "unreachable"),
    ),
    ("an answer proves that they are back", {"kind": REPLY}, {"reachable": False}, {}, NOON, GO),
    ("withdrawn", {"kind": NOTICE, "onboarding": True}, {}, {"status": "withdrawn"}, NOON, suppressed("withdrawn")),
    ("paused: a reminder", {}, {}, {"status": "paused"}, NOON, suppressed("paused")),
    ("paused: news", {"kind": NOTICE}, {}, {"status": "paused"}, NOON, suppressed("paused")),
    ("paused: to everybody", {"kind": BROADCAST}, {}, {"status": "paused"}, NOON, suppressed("paused")),
    ("paused: an answer", {"kind": REPLY}, {}, {"status": "paused"}, NOON, GO),
    (
        "withdrawn: the last answer",
        {"kind": REPLY, "onboarding": True},
        {},
        {"status": "withdrawn", "consented": False},
        NOON,
        GO,
    ),
    ("no yes in the chat", {}, {}, {"agreed": False}, NOON, suppressed("no consent")),
    ("no record of it", {}, {}, {"consented": False}, NOON, suppressed("no consent")),
    ("an answer without consent", {"kind": REPLY}, {}, {"consented": False}, NOON, suppressed("no consent")),
    (
        "onboarding needs none",
        {"kind": NOTICE, "onboarding": True},
        {},
        {"status": "invited", "agreed": False, "consented": False},
        NOON,
        GO,
    ),
    ("a stale reminder", {"not_after": NOON}, {}, {}, NOON, EXPIRED_TOLD),
    ("stale news", {"kind": NOTICE, "not_after": NOON}, {}, {}, NOON, EXPIRED),
    ("in the last moment", {"not_after": NOON + timedelta(seconds=1)}, {}, {}, NOON, GO),
    (
        "a stale reminder to somebody who withdrew is nobody's task",
        {"not_after": NOON},
        {},
        {"status": "withdrawn"},
        NOON,
        suppressed("withdrawn"),
    ),
    ("at night a reminder waits", {"not_after": AFTER}, {}, {}, NIGHT, Later(MORNING)),
    ("at night to everybody waits", {"kind": BROADCAST}, {}, {}, NIGHT, Later(MORNING)),
    ("at night news wait", {"kind": NOTICE}, {}, {}, NIGHT, Later(MORNING)),
    ("at night an answer goes", {"kind": REPLY}, {}, {}, NIGHT, GO),
    ("a reminder that cannot wait for the morning expires", {"not_after": SOON}, {}, {}, NIGHT, EXPIRED_TOLD),
    ("nor one that would be of no use at that minute", {"not_after": MORNING}, {}, {}, NIGHT, EXPIRED_TOLD),
    ("to everybody likewise, told to nobody", {"kind": BROADCAST, "not_after": SOON}, {}, {}, NIGHT, EXPIRED),
    ("at night a nudge waits", {"kind": NUDGE}, {}, {}, NIGHT, Later(MORNING)),
    ("one that cannot wait is missed, told to nobody", {"kind": NUDGE, "not_after": SOON}, {}, {}, NIGHT, EXPIRED),
    ("in class a nudge waits", {"kind": NUDGE}, {}, {"blocked": (CLASS,)}, NOON, Later(NOON + timedelta(hours=1))),
    ("news that cannot wait go", {"kind": NOTICE, "not_after": SOON}, {}, {}, NIGHT, GO),
    ("no quiet hours", {}, {}, {"quiet_from": time(7)}, NIGHT, GO),
    ("own quiet hours", {}, {}, {"quiet_from": time(11), "quiet_to": time(13)}, NOON, Later(NOON + timedelta(hours=1))),
    ("in class a reminder waits", {}, {}, {"blocked": (CLASS,)}, NOON, Later(NOON + timedelta(hours=1))),
    (
        "in class to everybody waits",
        {"kind": BROADCAST},
        {},
        {"blocked": (CLASS,)},
        NOON,
        Later(NOON + timedelta(hours=1)),
    ),
    ("in class news go", {"kind": NOTICE}, {}, {"blocked": (CLASS,)}, NOON, GO),
    (
        "a class costs nobody a reminder",
        {"not_after": NOON + timedelta(minutes=5)},
        {},
        {"blocked": (CLASS,)},
        NOON,
        GO,
    ),
]


@pytest.mark.parametrize(
    ("row", "person", "profile", "now", "expected"),
    [pytest.param(*case[1:], id=case[0]) for case in CASES],
)
def test_check_at_send(
    row: dict[str, Any],
    person: dict[str, Any] | None,
    profile: dict[str, Any] | None,
    now: datetime,
    expected: Verdict,
) -> None:
    who = None if person is None else addressee(**person)
    as_whom = None if profile is None else standing(**profile)
    assert judge(delivery(**row), who, as_whom, now) == expected


@given(
    now=st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(lambda local: local.replace(tzinfo=UTC)),  # noqa: DTZ001
    quiet_from=st.times(),
    quiet_to=st.times(),
    kind=st.sampled_from([REMINDER, NOTICE, BROADCAST]),
)
def test_what_is_put_off_is_put_off_to_a_later_moment_that_is_not_quiet(
    now: datetime, quiet_from: time, quiet_to: time, kind: DeliveryKind
) -> None:
    profile = standing(quiet_from=quiet_from, quiet_to=quiet_to)
    row = delivery(kind=kind)
    verdict = judge(row, addressee(), profile, now)
    for _ in range(3):  # the hour that comes twice in autumn may be quiet twice
        if not isinstance(verdict, Later):
            break
        assert verdict.until > now
        now = verdict.until
        verdict = judge(row, addressee(), profile, now)
    assert verdict == GO
