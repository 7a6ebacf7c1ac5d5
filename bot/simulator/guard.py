"""Only the own page and local programs may drive the stand-in.

A foreign web page can make a browser call a loopback address: by a name that it lets point there (DNS rebinding)
or by a plain form. So the `Host` must be a loopback name or a configured one, an `Origin`, when there is one,
must be the same host, and a change must come as JSON, which no foreign page can send unasked.
"""

import functools
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def refuse(status: int, reason: str) -> web.Response:
    """Return an error in the control interface's shape."""
    return web.json_response({"error": reason}, status=status)


class Guard:
    """Wraps handlers with the checks."""

    def __init__(self, allowed_hosts: tuple[str, ...]) -> None:
        self._hosts = _LOOPBACK | frozenset(allowed_hosts)

    def _foreign(self, request: web.Request) -> bool:
        host = request.headers.get("Host", "")
        if urlsplit(f"//{host}").hostname not in self._hosts:
            return True
        origin = request.headers.get("Origin")
        return origin is not None and urlsplit(origin).netloc != host

    def page(self, handler: Handler) -> Handler:
        """Let only known hosts read."""

        @functools.wraps(handler)
        async def checked(request: web.Request) -> web.StreamResponse:
            if self._foreign(request):
                return refuse(403, "this host name is not served here")
            return await handler(request)

        return checked

    def control(self, handler: Handler) -> Handler:
        """Let only known hosts call, and take changes only as JSON; files come as multipart from the same origin."""

        @functools.wraps(handler)
        async def checked(request: web.Request) -> web.StreamResponse:
            if self._foreign(request):
                return refuse(403, "this host name is not served here")
            if request.method == "POST" and request.content_type != "application/json":
                return refuse(415, "Content-Type must be application/json")
            return await handler(request)

        return checked
