"""The updates a bot has not fetched yet."""

from collections import deque
from typing import Any

from bot.simulator.events import Signal

Json = dict[str, Any]

DEFAULT_KINDS = frozenset({"message", "edited_message", "callback_query", "my_chat_member"})
"""What the stand-in produces; Telegram sends all of these unless told otherwise."""


def chat_of(update: Json) -> int:
    """Return the chat an update belongs to; updates of one chat stay in order."""
    for kind in ("message", "edited_message", "my_chat_member"):
        if kind in update:
            return int(update[kind]["chat"]["id"])
    return int(update["callback_query"]["from"]["id"])


class UpdateQueue:
    """Pending updates in order, with the tricks a test may ask for.

    Attributes:
        pending: Not yet confirmed by polling, or not yet handed to the webhook.
        replays: Delivered once more whatever the bot confirmed.
        allowed: The kinds the bot asked for; None means all.
        held: Deliver nothing until released.
        changed: Raised when something can be delivered.
    """

    def __init__(self) -> None:
        self.pending: deque[Json] = deque()
        self.replays: list[Json] = []
        self.allowed: frozenset[str] | None = None
        self.held = False
        self.changed = Signal()
        self._next = 100_000_001
        self._twice = 0
        self._delivered: deque[Json] = deque(maxlen=1000)

    def add(self, kind: str, payload: Json) -> int | None:
        """Queue an update; None when the bot did not ask for its kind."""
        if self.allowed is not None and kind not in self.allowed:
            return None
        update_id = self._next
        update: Json = {"update_id": update_id, kind: payload}
        self._next += 1
        self.pending.append(update)
        if self._twice:
            self._twice -= 1
            self.replays.append(update)
        self.changed.notify()
        return update_id

    def allow(self, kinds: list[str] | None) -> None:
        """Remember the kinds asked for; an empty list means the default set, None leaves things as they are."""
        if kinds is not None:
            self.allowed = frozenset(kinds) if kinds else None

    def confirm(self, offset: int) -> None:
        """Forget updates below `offset`; a negative one keeps only the last so many."""
        if offset < 0:
            while len(self.pending) > -offset:
                self.pending.popleft()
            return
        while self.pending and self.pending[0]["update_id"] < offset:
            self.pending.popleft()
        if any(update["update_id"] < offset for update in self.pending):
            self.pending = deque(update for update in self.pending if update["update_id"] >= offset)

    def poll(self, limit: int) -> list[Json]:
        """Return up to `limit` updates without forgetting those pending."""
        if self.held:
            return []
        batch = self.replays[:limit]
        del self.replays[:limit]
        batch += [self.pending[index] for index in range(min(limit - len(batch), len(self.pending)))]
        self._delivered.extend(batch)
        return batch

    def drain(self) -> list[Json]:
        """Take everything that can be delivered, for the webhook."""
        if self.held:
            return []
        batch = [*self.pending, *self.replays]
        self.pending.clear()
        self.replays.clear()
        self._delivered.extend(batch)
        return batch

    def put_back(self, updates: list[Json]) -> None:
        """Return undelivered updates to the head of the queue."""
        merged = sorted([*updates, *self.pending], key=lambda update: int(update["update_id"]))
        self.pending = deque(merged)
        self.changed.notify()

    def drop(self) -> None:
        """Forget everything pending."""
        self.pending.clear()
        self.replays.clear()

    def repeat_last(self, count: int) -> int:
        """Deliver the last `count` delivered updates once more; returns how many there were."""
        seen = {update["update_id"]: update for update in self._delivered}
        chosen = list(seen.values())[-count:] if count > 0 else []
        self.replays.extend(chosen)
        self.changed.notify()
        return len(chosen)

    def repeat_next(self, count: int) -> None:
        """Deliver each of the next `count` updates twice."""
        self._twice += count

    def shuffle(self, order: list[int] | None = None) -> int:
        """Put pending updates out of order: backwards, or as the list of positions says."""
        updates = list(self.pending)
        positions = list(reversed(range(len(updates)))) if order is None else order
        if sorted(positions) != list(range(len(updates))):
            raise ValueError(f"order must name each of {len(updates)} positions once")
        self.pending = deque(updates[position] for position in positions)
        return len(updates)

    def hold(self) -> None:
        """Deliver nothing for now."""
        self.held = True

    def release(self) -> None:
        """Deliver again."""
        self.held = False
        self.changed.notify()
