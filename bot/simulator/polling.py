"""How updates reach the bot: long polling, or calls to its webhook."""

import asyncio
from collections import deque
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from aiohttp import ClientError, ClientSession, ClientTimeout

from bot.simulator.errors import bad_request, conflict
from bot.simulator.schema import Upload
from bot.simulator.updates import chat_of
from bot.simulator.world import World

Json = dict[str, Any]

_POLL_LIMIT = 100
_POLL_SECONDS = 50
_SECRET_LIMIT = 256
_CONNECTIONS = 100
_RETRY_SECONDS = 60.0
_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header


class Transport:
    """The bot's chosen way to its updates, and the state of the webhook."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._poller = 0
        self._url = ""
        self._secret = ""
        self._connections = 40
        self._last_error: Json = {}
        self._lanes: dict[int, deque[Json]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._session: ClientSession | None = None

    async def get_updates(self, params: Json) -> list[Json]:
        """Long polling, as Telegram's own.

        Raises:
            ApiError: 409 while a webhook is set, or when another poller took over.
        """
        if self._url:
            raise conflict(
                "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
            )
        updates = self._world.updates
        self._poller += 1
        mine = self._poller
        updates.changed.notify()
        updates.allow(params.get("allowed_updates"))
        if params.get("offset"):
            updates.confirm(params["offset"])
        limit = min(max(params.get("limit", _POLL_LIMIT), 1), _POLL_LIMIT)
        loop = asyncio.get_running_loop()
        deadline = loop.time() + min(max(params.get("timeout", 0), 0), _POLL_SECONDS)
        while not (batch := updates.poll(limit)):
            left = deadline - loop.time()
            if left <= 0 or (not await updates.changed.wait(left) and updates.changed.closed):
                return []
            if self._poller != mine:
                raise conflict(
                    "terminated by other getUpdates request; make sure that only one bot instance is running"
                )
        return batch

    async def set_webhook(self, params: Json) -> bool:
        """Deliver to an address from now on; an empty one goes back to polling.

        Raises:
            ApiError: 400 for a bad address or secret.
        """
        url = params.get("url", "")
        if not url:
            return await self.delete_webhook(params)
        parts = urlsplit(url)
        loopback = parts.hostname in {"127.0.0.1", "localhost", "::1"}
        if parts.scheme != "https" and not (parts.scheme == "http" and loopback):
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        secret = params.get("secret_token", "")
        if len(secret) > _SECRET_LIMIT or (not secret.replace("-", "").replace("_", "a").isalnum() and secret):
            raise bad_request("secret token contains unallowed characters")
        if isinstance(params.get("certificate"), Upload):
            raise bad_request("bad webhook: certificates are not used here")
        await self._stop_lanes()
        if params.get("drop_pending_updates"):
            self._world.updates.drop()
        self._url, self._secret = url, secret
        self._connections = min(max(params.get("max_connections", 40), 1), _CONNECTIONS)
        self._last_error = {}
        self._world.updates.allow(params.get("allowed_updates"))
        self._poller += 1
        self._start(self._dispatch())
        self._world.updates.changed.notify()
        return True

    async def delete_webhook(self, params: Json) -> bool:
        """Go back to polling; what was not delivered waits there."""
        await self._stop_lanes()
        self._url = self._secret = ""
        if params.get("drop_pending_updates"):
            self._world.updates.drop()
        return True

    def webhook_info(self) -> Json:
        """Return the `WebhookInfo` object."""
        updates = self._world.updates
        info: Json = {
            "url": self._url,
            "has_custom_certificate": False,
            "pending_update_count": len(updates.pending) + sum(map(len, self._lanes.values())),
        }
        if self._url:
            info |= {"max_connections": self._connections, **self._last_error}
        if updates.allowed is not None:
            info["allowed_updates"] = sorted(updates.allowed)
        return info

    async def close(self) -> None:
        """Stop delivering and close connections."""
        await self._stop_lanes()
        if self._session:
            await self._session.close()

    def _start(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _stop_lanes(self) -> None:
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        for task in tasks:
            with suppress(asyncio.CancelledError):
                await task
        left = [update for lane in self._lanes.values() for update in lane]
        self._lanes.clear()
        if left:
            self._world.updates.put_back(left)

    async def _dispatch(self) -> None:
        """Sort updates into one lane a chat; a lane works in order, lanes work side by side."""
        updates = self._world.updates
        slots = asyncio.Semaphore(self._connections)
        while True:
            for update in updates.drain():
                chat = chat_of(update)
                if chat in self._lanes:
                    self._lanes[chat].append(update)
                else:
                    self._lanes[chat] = deque([update])
                    self._start(self._deliver_lane(chat, slots))
            if not await updates.changed.wait(None):
                return

    async def _deliver_lane(self, chat: int, slots: asyncio.Semaphore) -> None:
        lane = self._lanes[chat]
        pause = self._world.config.webhook_retry_seconds
        while lane:
            async with slots:
                delivered = await self._deliver(lane[0])
            if delivered:
                lane.popleft()
                pause = self._world.config.webhook_retry_seconds
            else:
                await asyncio.sleep(pause)
                pause = min(pause * 2, _RETRY_SECONDS)
        del self._lanes[chat]

    async def _deliver(self, update: Json) -> bool:
        """Post one update; anything the bot answers in the body is ignored, only the status counts."""
        if self._session is None:
            self._session = ClientSession(timeout=ClientTimeout(total=60))
        headers = {_SECRET_HEADER: self._secret} if self._secret else {}
        try:
            async with self._session.post(self._url, json=update, headers=headers) as response:
                if response.ok:
                    return True
                problem = f"Wrong response from the webhook: {response.status} {response.reason}"
        except (ClientError, TimeoutError) as error:
            problem = f"{type(error).__name__}: {error}"
        date = int(self._world.clock.timestamp())
        self._last_error = {"last_error_date": date, "last_error_message": problem}
        return False
