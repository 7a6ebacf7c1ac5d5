"""Updates by webhook: for a bot with a public HTTPS address."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
import re
from contextlib import suppress

from aiohttp import web

from bot.telegram.api import BotApi
from bot.telegram.sequencer import PerChatSequencer
from bot.telegram.source import Caller, Handle, StoppingError, chat_of, read_update

log = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 -- the header's name
BODY_LIMIT = 1024 * 1024
"""Bytes of one update; real ones stay below 100 KiB."""

_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")


class WebhookSource:
    """Receives updates from Telegram through `receive`, which the HTTP server puts at `POST /telegram`.

    Telegram takes any other answer than 2xx as a reason to deliver the update again, so 200 is only given after
    the update's transaction is committed (or the update was given up). After `run` is over the webhook stays
    set: Telegram keeps updates until the bot is back.

    Args:
        api: the bot.
        sequencer: brings updates of one chat in order.
        url: the public address of `receive`, HTTPS; no token or secret in it.
        secret: what Telegram shows with each update: 16-256 letters, digits, `_` or `-`.
        caller: repeats calls that fail.
        connections: how many updates Telegram may deliver at once (1-100).

    Raises:
        ValueError: the secret is too short or has other characters.
    """

    def __init__(
        self,
        api: BotApi,
        sequencer: PerChatSequencer,
        *,
        url: str,
        secret: str,
        caller: Caller | None = None,
        connections: int = 40,
    ) -> None:
        if _SECRET.fullmatch(secret) is None:
            raise ValueError("The webhook secret needs 16-256 letters, digits, '_' or '-'")
        self._api = api
        self._sequencer = sequencer
        self._url = url
        self._secret = secret.encode()
        self._caller = caller or Caller()
        self._connections = connections
        self._handle: Handle | None = None

    async def run(self, handle: Handle, stop: asyncio.Event) -> None:
        """See `UpdateSource.run`."""
        self._handle = handle  # Telegram may deliver before it has answered us
        try:
            with suppress(StoppingError):
                await self._caller.call(self._set, stop)
                await stop.wait()
        finally:
            self._handle = None
            await self._sequencer.drain()

    async def receive(self, request: web.Request) -> web.Response:
        """Answer one delivery: 200 committed; 503 deliver it again; 403, 413 and 400 for who is not Telegram."""
        shown = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(shown, self._secret):
            return web.Response(status=403)
        if (request.content_length or 0) > BODY_LIMIT:
            return web.Response(status=413)
        try:
            raw = json.loads(await _body(request))
        except _TooLargeError:
            return web.Response(status=413)
        except (ValueError, RecursionError):
            return web.Response(status=400)
        if not isinstance(raw, dict) or not isinstance(raw.get("update_id"), int):
            return web.Response(status=400)
        return await self._take(raw)

    async def _take(self, raw: dict[str, object]) -> web.Response:
        handle = self._handle
        if handle is None:
            return web.Response(status=503)
        update = read_update(raw)
        if update is None:
            return web.Response()
        try:
            await self._sequencer.once(chat_of(update), update.update_id, lambda: handle(update))
        except Exception:  # noqa: BLE001 -- logged by the sequencer
            return web.Response(status=503)
        return web.Response()

    async def _set(self) -> None:
        await self._api.set_webhook(self._url, self._secret.decode(), max_connections=self._connections)


class _TooLargeError(Exception):
    """More than `BODY_LIMIT` bytes came."""


async def _body(request: web.Request) -> bytes:
    body = bytearray()
    async for chunk in request.content.iter_any():
        body += chunk
        if len(body) > BODY_LIMIT:
            raise _TooLargeError
    return bytes(body)
