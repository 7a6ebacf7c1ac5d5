"""Sending answers at once, in the process that committed them; the dispatcher is the safety net."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Sequence

from bot.delivery.carriage import Carriage
from bot.delivery.preparation import Preparation

log = logging.getLogger(__name__)


class ReplySender:
    """Sends replies of different chats side by side and those of one chat in order.

    Chats that wait are prepared together, in one transaction; a slow call holds up nobody but its own chat.

    Args:
        preparation: the check at send.
        carriage: the calls.
    """

    def __init__(self, preparation: Preparation, carriage: Carriage) -> None:
        self._preparation = preparation
        self._carriage = carriage
        self._waiting: dict[int, list[int]] = {}
        self._busy: set[int] = set()
        self._preparing = False
        self._tasks: set[asyncio.Task[None]] = set()

    def hand_over(self, chat_id: int, delivery_ids: Sequence[int]) -> None:
        """Sends these replies as soon as what came before them in the chat is sent; returns at once.

        Args:
            chat_id: the chat that is answered.
            delivery_ids: rows this process holds, in order, committed.
        """
        if delivery_ids:
            self._waiting.setdefault(chat_id, []).extend(delivery_ids)
            self._begin()

    async def drain(self) -> None:
        """Returns when everything that was handed over is sent and recorded."""
        while self._tasks:
            await asyncio.wait(set(self._tasks))

    def _begin(self) -> None:
        if self._preparing:
            return
        ready = {chat_id: ids for chat_id, ids in self._waiting.items() if chat_id not in self._busy}
        if not ready:
            return
        for chat_id in ready:
            del self._waiting[chat_id]
        self._busy |= ready.keys()
        self._preparing = True
        task = asyncio.create_task(self._send(ready))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _send(self, ready: dict[int, list[int]]) -> None:
        held = set(ready)

        def free(chat_ids: Iterable[int]) -> None:
            # Only what this very task holds: a chat freed before may be another task's by now.
            mine = held.intersection(chat_ids)
            held.difference_update(mine)
            self._busy.difference_update(mine)
            self._begin()

        try:
            try:
                parcels = await self._preparation.prepare_replies([one for ids in ready.values() for one in ids])
            finally:
                self._preparing = False
            free(ready.keys() - {parcel.chat_id for parcel in parcels})
            await self._carriage.carry(parcels, lambda chat_id: free((chat_id,)))
        except Exception:
            # The rows stay claimed until their lease ends; then the dispatcher sends them.
            log.exception("replies are left to the dispatcher", extra={"chats": len(ready)})
        finally:
            free(ready)
