"""Updates by long polling: for a bot without a public address."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from telegram.error import TelegramError

from bot.telegram.api import BotApi
from bot.telegram.sequencer import PerChatSequencer
from bot.telegram.source import Caller, Handle, StoppingError, chat_of, read_update


class PollingSource:
    """Asks for updates, and for the next ones only after these are handled: a crash in between loses none.

    Args:
        api: the bot.
        sequencer: brings updates of one chat in order.
        caller: repeats calls that fail.
        wait: seconds Telegram may hold an answer back while there is nothing new.
    """

    def __init__(
        self, api: BotApi, sequencer: PerChatSequencer, *, caller: Caller | None = None, wait: int = 50
    ) -> None:
        self._api = api
        self._sequencer = sequencer
        self._caller = caller or Caller()
        self._wait = wait

    async def run(self, handle: Handle, stop: asyncio.Event) -> None:
        """See `UpdateSource.run`. Removes a webhook first, keeping the updates that wait for it."""
        offset: int | None = None
        with suppress(StoppingError):
            await self._caller.call(self._api.delete_webhook, stop)
            while True:
                batch = await self._next(offset, stop)
                await self._handle_all(batch, handle, stop)
                offset = max((int(raw["update_id"]) + 1 for raw in batch), default=offset)
        if offset is not None:
            # Confirms the last batch, so that the next start does not see it again. Not needed: it would be ignored.
            with suppress(TelegramError):
                await self._api.get_updates(offset, timeout=0, limit=1)

    async def _next(self, offset: int | None, stop: asyncio.Event) -> list[dict[str, Any]]:
        return await self._caller.call(lambda: self._api.get_updates(offset, timeout=self._wait), stop)

    async def _handle_all(self, batch: Sequence[dict[str, Any]], handle: Handle, stop: asyncio.Event) -> None:
        """Return when each is committed or given up; else the batch is not confirmed and comes again."""
        work = [self._handle_one(raw, handle, stop) for raw in batch]
        results = await asyncio.gather(*work, return_exceptions=True)
        for result in results:
            if isinstance(result, BaseException):
                raise StoppingError if stop.is_set() else result

    async def _handle_one(self, raw: dict[str, Any], handle: Handle, stop: asyncio.Event) -> None:
        update = read_update(raw)
        if update is not None:
            await self._sequencer.until_done(chat_of(update), update.update_id, lambda: handle(update), stop)
