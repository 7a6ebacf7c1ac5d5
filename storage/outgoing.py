"""A delivery on its way out, as far as sending it needs to know it.

A claimed row is read once and written by statements of its own, so it needs nothing of an ORM instance, which costs
three times as much to make and ten times as much to read.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from storage.models import Delivery


@dataclass(slots=True)
class Claimed:
    """The columns of a `Delivery` that say whom it is for, when it is of use and what it says."""

    id: int
    key: str
    kind: str
    priority: int
    person_id: int | None
    participant_id: int | None
    chat_id: int | None
    onboarding: bool
    action: str
    target_message_id: int | None
    message_key: str
    params: dict[str, Any]
    content: dict[str, Any] | None
    subject_id: int | None
    subject_version: int | None
    due: datetime
    not_after: datetime | None
    next_attempt_at: datetime
    attempts: int
    repeats_id: int | None


CLAIMED_COLUMNS = tuple(getattr(Delivery, field.name) for field in fields(Claimed))
"""What to select for a `Claimed`, in its order."""

Outgoing = Delivery | Claimed
"""What is judged, composed and sent: a row of this transaction, or one claimed before."""
