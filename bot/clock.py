"""The product's clock when it follows that of a stand-in, so that tomorrow's reminder can be seen today."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Self

import aiohttp

log = logging.getLogger(__name__)

_WAIT_SECONDS = 20
_AFTER_TROUBLE = 0.5
_PATIENCE = aiohttp.ClientTimeout(total=_WAIT_SECONDS + 15, connect=5)


class ClockAwayError(Exception):
    """The stand-in whose clock should be followed does not answer."""


class FollowedClock:
    """Real time plus the stand-in's offset; `async with` begins and ends the following.

    Args:
        address: base address of the stand-in, such as http://127.0.0.1:8080.
        moved: called after each jump.
    """

    def __init__(self, address: str, moved: Callable[[], None] = lambda: None) -> None:
        self._address = f"{address.rstrip('/')}/control/clock"
        self.moved = moved
        self._offset = timedelta(0)
        self._revision = 0
        self._session: aiohttp.ClientSession | None = None
        self._following: asyncio.Task[None] | None = None

    def now(self) -> datetime:
        """The moment it is there, in UTC."""
        return datetime.now(UTC) + self._offset

    async def __aenter__(self) -> Self:
        """Set the clock and begin to follow.

        Raises:
            ClockAwayError: the stand-in does not answer.
        """
        self._session = aiohttp.ClientSession(timeout=_PATIENCE)
        try:
            await self._ask(self._session, {})
        except (aiohttp.ClientError, OSError, ValueError, LookupError) as error:
            await self._session.close()
            raise ClockAwayError(f"BROBYGGER_CLOCK: no clock answers at {self._address}") from error
        self._following = asyncio.create_task(self._follow(self._session))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._following is not None:
            self._following.cancel()
            with suppress(asyncio.CancelledError):
                await self._following
        if self._session is not None:
            await self._session.close()

    async def _follow(self, session: aiohttp.ClientSession) -> None:
        while True:
            try:
                await self._ask(session, {"revision": self._revision, "timeout": _WAIT_SECONDS})
            except (aiohttp.ClientError, OSError, ValueError, LookupError):
                log.warning("the followed clock does not answer")
                await asyncio.sleep(_AFTER_TROUBLE)

    async def _ask(self, session: aiohttp.ClientSession, query: dict[str, int]) -> None:
        async with session.get(self._address, params=query) as answer:
            answer.raise_for_status()
            state = await answer.json()
        before = self._revision
        self._offset, self._revision = timedelta(seconds=float(state["offset"])), int(state["revision"])
        if self._revision != before:
            self.moved()
