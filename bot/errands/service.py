"""One HTTP service of somebody's choosing: a call, its time limit, and its answer as JSON.

Nothing that is sent or answered is ever logged: it is what people said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

import aiohttp
import orjson

from bot.errands.failures import LaterError, NeverError, error_of_status
from conversations.errands.model import Failure

_ANSWER_LIMIT = 4 * 1024 * 1024
_CONNECT_SECONDS = 5.0


@dataclass(frozen=True)
class Service:
    """Where a service is.

    Attributes:
        url: its base address, without a slash at the end.
        key: what lets us in; empty where nothing is needed.
        seconds: how long a call may take in all.
    """

    url: str
    key: str = field(default="", repr=False)
    seconds: float = 60.0

    async def call(
        self,
        method: str,
        path: str,
        *,
        body: aiohttp.FormData | bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Any:
        """The JSON that the service answers.

        Raises:
            LaterError: it is away, busy or slow.
            NeverError: it refuses, or what it answers is not JSON.
        """
        timeout = aiohttp.ClientTimeout(total=self.seconds, sock_connect=min(_CONNECT_SECONDS, self.seconds))
        try:
            async with (
                aiohttp.ClientSession(timeout=timeout, cookie_jar=aiohttp.DummyCookieJar()) as session,
                session.request(method, self.url + path, data=body, headers=headers, allow_redirects=False) as answer,
            ):
                if not HTTPStatus.OK <= answer.status < HTTPStatus.MULTIPLE_CHOICES:
                    raise error_of_status(answer.status, answer.headers.get("Retry-After"))
                return _parsed(await _read(answer))
        except TimeoutError:
            raise LaterError(Failure.SLOW) from None
        except (aiohttp.ClientError, OSError):
            raise LaterError(Failure.AWAY) from None


async def _read(answer: aiohttp.ClientResponse) -> bytes:
    body = bytearray()
    async for piece in answer.content.iter_any():
        body += piece
        if len(body) > _ANSWER_LIMIT:
            raise NeverError(Failure.WRONG_ANSWER)
    return bytes(body)


def _parsed(body: bytes) -> Any:
    try:
        return orjson.loads(body)
    except ValueError:
        raise NeverError(Failure.WRONG_ANSWER) from None
