"""The HTTP server of the bot: `POST /telegram`, `GET /healthz`, `GET /metrics`."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from types import TracebackType
from typing import Self

from aiohttp import web

from bot.http.metrics import CONTENT_TYPE

log = logging.getLogger(__name__)

Health = Callable[[], Awaitable[Mapping[str, object]]]
"""What is well and what is not, as JSON values; `{"ok": False, …}` or an error counts as not well."""
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

BODY_LIMIT = 1024 * 1024
_STOP_SECONDS = 10.0


def make_app(*, health: Health, metrics: Callable[[], str], webhook: Handler | None = None) -> web.Application:
    """The application: health as JSON (200 well, 503 not), metrics as text, and the webhook when there is one."""

    async def show_health(_: web.Request) -> web.Response:
        try:
            state = dict(await health())
        except Exception:
            log.exception("health cannot be told")
            state = {"ok": False}
        return web.json_response(state, status=200 if state.get("ok", True) else 503)

    async def show_metrics(_: web.Request) -> web.Response:
        return web.Response(text=metrics(), headers={"Content-Type": CONTENT_TYPE})

    app = web.Application(client_max_size=BODY_LIMIT)
    app.router.add_get("/healthz", show_health)
    app.router.add_get("/metrics", show_metrics)
    if webhook is not None:
        app.router.add_post("/telegram", webhook)
    return app


class HttpServer:
    """Serves an application; `async with` starts and stops it.

    Args:
        app: see `make_app`.
        host: where to listen, such as 127.0.0.1 behind a reverse proxy.
        port: 0 takes any free port; see `port` after the start.
    """

    def __init__(self, app: web.Application, *, host: str, port: int) -> None:
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=_STOP_SECONDS)
        self._host = host
        self._port = port

    @property
    def port(self) -> int:
        """The port it listens on; the asked one until it is started."""
        addresses = self._runner.addresses
        return int(addresses[0][1]) if addresses else self._port

    async def start(self) -> None:
        """Listen.

        Raises:
            OSError: the port is taken, or the host is not ours.
        """
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, self._host, self._port).start()
        except OSError:
            await self._runner.cleanup()
            raise

    async def stop(self) -> None:
        """Stop listening, and wait some seconds for requests being answered."""
        await self._runner.cleanup()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()
