"""What the participant's specialist is told when something could not be sent, or may not have arrived.

A task is never a mark against a participant: it says what the bot could not do.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from locales.text import Text, pack, staff
from storage.models import Task


class Trouble(StrEnum):
    """The kinds of trouble a specialist should know of; each is also the kind of its task."""

    TOO_LATE = "reminder_too_late"
    UNREACHED = "reminder_unreached"
    REFUSED = "not_sent"
    UNCERTAIN = "uncertain"
    REPEATED = "repeated"


@dataclass(frozen=True)
class Report:
    """A trouble with one delivery to a participant.

    Attributes:
        trouble: what kind.
        delivery_id: which delivery.
        participant_id: the participant it was for.
        person_id: the same one, as a person.
        programme_id: in which programme.
        specialist_id: who is told.
    """

    trouble: Trouble
    delivery_id: int
    participant_id: int
    person_id: int
    programme_id: int
    specialist_id: int

    def task(self, name: str, now: datetime) -> Task:
        """The task that says so. One trouble of one delivery is one task, however often it is reported.

        Args:
            name: the participant's name.
            now: the product's time, UTC.
        """
        return Task(
            key=f"{self.trouble}:delivery:{self.delivery_id}",
            programme_id=self.programme_id,
            assignee_id=self.specialist_id,
            participant_id=self.participant_id,
            kind=self.trouble,
            text=pack(_text(self.trouble, name)),
            due_at=now,
            created_at=now,
        )


def _text(trouble: Trouble, name: str) -> Text:
    match trouble:
        case Trouble.TOO_LATE:
            return staff("A reminder to {name} could not be sent in time.", name=name)
        case Trouble.UNREACHED:
            return staff("A reminder to {name} was not sent: Telegram does not let us write to them.", name=name)
        case Trouble.REFUSED:
            return staff("A message to {name} could not be sent.", name=name)
        case Trouble.UNCERTAIN:
            return staff("We do not know whether a message to {name} arrived. It is not sent again.", name=name)
        case Trouble.REPEATED:
            return staff("We do not know whether a message to {name} arrived. It is sent once more.", name=name)
