"""Where updates come from: what polling and webhook have in common."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from random import SystemRandom
from typing import Any, Protocol, TypeVar

from telegram import Update
from telegram.error import TelegramError

from bot.telegram.outcome import AnotherPoller, Permanent, TokenRefused, Wait, backoff, outcome_of

log = logging.getLogger(__name__)

Handle = Callable[[Update], Awaitable[None]]
"""Handles one update and returns when its transaction is committed; it may see an update again."""

T = TypeVar("T")

chance = SystemRandom().random
"""Chance for pauses; seeded by nobody, so that processes do not come back together."""

_LONGEST_PAUSE = 30.0


class UpdateSource(Protocol):
    """Fetches or receives updates; polling and webhook are interchangeable."""

    async def run(self, handle: Handle, stop: asyncio.Event) -> None:
        """Hand updates to `handle` until `stop` is set, then finish those begun and return.

        Raises:
            SourceError: updates cannot be had like this; the text says what to do.
        """


class SourceError(Exception):
    """Updates cannot be had, and waiting will not help."""


class TokenRefusedError(SourceError):
    """Telegram does not know the token."""


class AnotherPollerError(SourceError):
    """Another process fetches the updates of this bot."""


class StoppingError(Exception):
    """It is time to stop; raised out of a wait."""


async def or_stop(awaitable: Awaitable[T], stop: asyncio.Event) -> T:
    """The awaited result, unless `stop` is set first.

    Raises:
        StoppingError: `stop` is set; the other was cancelled.
    """
    wanted = asyncio.ensure_future(awaitable)
    stopped = asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait({wanted, stopped}, return_when=asyncio.FIRST_COMPLETED)
        if wanted.done():
            return wanted.result()
    finally:
        wanted.cancel()
        stopped.cancel()
        await asyncio.gather(wanted, stopped, return_exceptions=True)
    raise StoppingError


class Caller:
    """Repeats calls that may be repeated, with pauses, until they succeed or it is time to stop.

    Args:
        random: chance for the pauses, in [0, 1).
        sleep: waits so many seconds.
    """

    def __init__(
        self,
        *,
        random: Callable[[], float] = chance,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._random = random
        self._sleep = sleep

    async def call(self, call: Callable[[], Awaitable[T]], stop: asyncio.Event) -> T:
        """Call until it works.

        Raises:
            StoppingError: `stop` is set.
            SourceError: the answer will not change by trying again.
        """
        failures = 0
        while not stop.is_set():
            try:
                result = await or_stop(call(), stop)
            except TelegramError as error:
                failures += 1
                pause = self._pause_after(error, failures)
            else:
                if failures:
                    log.info("telegram answers again", extra={"failures": failures})
                return result
            await or_stop(self._sleep(pause), stop)
        raise StoppingError

    def _pause_after(self, error: TelegramError, failures: int) -> float:
        match outcome_of(error):
            case TokenRefused():
                raise TokenRefusedError(
                    "Telegram refuses the bot's token. Check BROBYGGER_TELEGRAM_TOKEN, or ask @BotFather for it."
                ) from None
            case AnotherPoller():
                raise AnotherPollerError(
                    "Another process fetches this bot's updates. Stop it first: with polling there can be only one."
                ) from None
            case Permanent(reason):
                raise SourceError(f"Telegram refuses: {reason}") from None
            case Wait(seconds):
                return seconds
            case _:
                log.warning("telegram does not answer", extra={"failures": failures}, exc_info=error)
                return min(backoff(failures, self._random), _LONGEST_PAUSE)


def chat_of(update: Update) -> int:
    """What updates are put in order by: the chat, else the person, else all others together."""
    if update.effective_chat is not None:
        return update.effective_chat.id
    return 0 if update.effective_user is None else update.effective_user.id


_BALLAST = frozenset({"text", "entities", "caption", "caption_entities", "reply_markup", "link_preview_options"})
"""What a bubble of ours says: it comes back with every tap on it, and nobody reads it."""


def _without_ballast(raw: Mapping[str, Any]) -> dict[str, Any]:
    """The update without what the bubble says whose button was pressed: reading that would cost more than the rest."""
    update = dict(raw)
    query = update.get("callback_query")
    message = query.get("message") if isinstance(query, dict) else None
    if isinstance(query, dict) and isinstance(message, dict):
        tapped = {name: value for name, value in message.items() if name not in _BALLAST}
        update["callback_query"] = {**query, "message": tapped}
    return update


def read_update(raw: Mapping[str, Any]) -> Update | None:
    """An update from Telegram's JSON, or None (logged by its id) when python-telegram-bot cannot read it."""
    try:
        return Update.de_json(_without_ballast(raw), None)
    except Exception as error:  # noqa: BLE001 -- whatever it is, it would come again for ever
        log.error(  # noqa: TRY400 -- a traceback's text would hold parts of the message
            "update cannot be read", extra={"update": raw.get("update_id"), "error": type(error).__name__}
        )
        return None
