"""Messages that are composed when they are sent, from what is true then and not from what was true when planned."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from locales.message import Message, unpack_message
from storage.models import DeliveryState
from storage.outgoing import Outgoing
from storage.unit_of_work import UnitOfWork

SAID = "said"
DELETE = "delete"


@dataclass(frozen=True)
class Drop:
    """A delivery that must not leave after all, the state it ends in, and why (a short word for the row)."""

    state: DeliveryState
    reason: str


Composed = Mapping[int, Message | Drop]
Composer = Callable[[UnitOfWork, Sequence[Outgoing], datetime], Awaitable[Composed]]


async def compose_said(_store: UnitOfWork, deliveries: Sequence[Outgoing], _now: datetime) -> Composed:
    """What was already decided word for word when it was planned (replies and most notices)."""
    composed: dict[int, Message | Drop] = {}
    for delivery in deliveries:
        if delivery.content is None:
            composed[delivery.id] = Drop(DeliveryState.FAILED, "no content")
        else:
            composed[delivery.id] = unpack_message(delivery.content)
    return composed


class Composers:
    """The composers by message key."""

    def __init__(self, by_key: Mapping[str, Composer]) -> None:
        self._by_key = {SAID: compose_said, **by_key}

    async def compose(self, store: UnitOfWork, deliveries: Sequence[Outgoing], now: datetime) -> Composed:
        """A message, or why there is none, for every delivery (by its id); one query round a kind, not a row."""
        groups: dict[str, list[Outgoing]] = {}
        for delivery in deliveries:
            groups.setdefault(delivery.message_key, []).append(delivery)
        composed: dict[int, Message | Drop] = {}
        for key, group in groups.items():
            composer = self._by_key.get(key)
            if composer is None:
                composed |= {delivery.id: Drop(DeliveryState.FAILED, "unknown message key") for delivery in group}
            else:
                composed |= await composer(store, group, now)
        return composed
