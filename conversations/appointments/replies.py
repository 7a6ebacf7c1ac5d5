"""What a specialist can answer with one tap when a participant is late, cannot come or needs help."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from conversations.press import payload
from locales.message import Button
from locales.text import Day, Text, say, staff
from storage.models import Occurrence


@dataclass(frozen=True)
class OneTapReply:
    """One such answer.

    Attributes:
        code: what a button carries.
        label: the specialist's button.
        icon: its picture.
        sentence: what the participant reads, from the specialist's name and the next working day.
        promise: what the specialist is reminded of until it is done, from the participant's name.
    """

    code: str
    label: Text
    icon: str
    sentence: Callable[[str, Day], Text]
    promise: Callable[[str], Text] | None = None

    def told(self, name: str, day: date = date.max) -> Text:
        """What the participant reads; `name` is the specialist, `day` the next working day."""
        return self.sentence(name, Day(day))


def _calls(name: str) -> Text:
    return staff("You said that you call {name}.", name=name)


WAIT = OneTapReply(
    "wait",
    staff("Fine, we wait"),
    "👍",
    lambda name, _: say("{name} says: It is fine. We wait for you.", name=name),
)
NEW_TIME = OneTapReply(
    "new",
    staff("I will find a new time"),
    "📅",
    lambda name, _: say("{name} says: I will find a new time.", name=name),
    lambda name: staff("You said that you find a new time for {name}.", name=name),
)
CALL_TODAY = OneTapReply(
    "today",
    staff("I will call today"),
    "📞",
    lambda name, _: say("{name} says: I will call you today.", name=name),
    _calls,
)
CALL_LATER = OneTapReply(
    "later",
    staff("I will call the next working day"),
    "📆",
    lambda name, day: say("{name} says: I will call you on {day}.", name=name, day=day),
    _calls,
)
ALL_WELL = OneTapReply(
    "well",
    staff("All is well"),
    "👍",
    lambda name, _: say("{name} says: It is fine. Thank you for telling me.", name=name),
)

REPLIES = {reply.code: reply for reply in (WAIT, NEW_TIME, CALL_TODAY, CALL_LATER, ALL_WELL)}

ANSWERS: dict[str, tuple[OneTapReply, ...]] = {
    "late": (WAIT, NEW_TIME, CALL_TODAY),
    "cannot": (ALL_WELL, NEW_TIME, CALL_TODAY),
    "another": (NEW_TIME, CALL_TODAY, CALL_LATER),
    "call": (CALL_TODAY, CALL_LATER),
}


def one_tap_replies(
    replies: tuple[OneTapReply, ...],
    occurrence: Occurrence,
    participant_id: int,
) -> tuple[tuple[Button, ...], ...]:
    """The buttons, one a row."""
    return tuple(
        (
            Button(
                reply.label,
                payload("ag", "re", occurrence.id, participant_id, reply.code, occurrence.version),
                icon=reply.icon,
            ),
        )
        for reply in replies
    )
