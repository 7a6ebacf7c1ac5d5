"""An HTTP transport for python-telegram-bot on aiohttp: a quarter of the CPU, and failures told apart.

What decides whether a failed call may be repeated is whether its request can have been complete at the other
end. aiohttp's `UploadTracker` says whether the whole body was handed to the socket:

- not handed over in full (no connection, a pooled connection already closing, an upload cut short): the other
  end holds at most a part of a request whose length was announced, and cannot have acted on it: `ConnectFailed`;
- handed over in full and no complete answer (read timeout, reset, disconnect, broken body): `AnswerLost`.

A kept-alive connection that the server closes in the very moment we write on it belongs to the second kind. It
probably was not read, but a server that crashed *after* acting looks exactly the same from here. The window is
kept small by giving idle connections up (`keep_alive`) well before servers do, and a close that has already
reached this machine is noticed before writing. aiohttp repeats GETs by itself in that case, never POSTs.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from functools import lru_cache
from http import HTTPStatus
from typing import Any

import aiohttp
import orjson
from telegram.error import BadRequest, TelegramError
from telegram.request import BaseRequest, RequestData

from bot.telegram.errors import AnswerLost, ConnectFailed, error_of_answer

_JSON = {"Content-Type": "application/json"}
_LAST_2XX = 299
_PIECE = 0x10000  # bytes
_ONE_WRITE = 0x10000  # bytes; aiohttp hands this much over without waiting in between


class AiohttpRequest(BaseRequest):
    """One connection pool to the Bot API, usable by `telegram.Bot` and, with less overhead, by `post_json`.

    It belongs to one event loop: call `initialize` before the first request and `shutdown` after the last one
    (or use it with `async with`).

    Args:
        connections: how many connections may be open at once; further calls wait for one.
        connect_timeout: seconds for a free place in the pool, the name look-up, the connection and TLS.
        read_timeout: seconds until the answer is complete, on top of what connecting may take.
        transfer_timeout: seconds a call that sends or fetches a file may take in all.
        keep_alive: seconds an idle connection is kept; less than the server's own limit.
    """

    __slots__ = (
        "_connect_timeout",
        "_connections",
        "_keep_alive",
        "_read_timeout",
        "_session",
        "_transfer_timeout",
    )

    def __init__(
        self,
        *,
        connections: int = 128,
        connect_timeout: float = 5.0,
        read_timeout: float = 15.0,
        transfer_timeout: float = 60.0,
        keep_alive: float = 25.0,
    ) -> None:
        self._connections = connections
        self._connect_timeout = connect_timeout
        self._read_timeout = read_timeout
        self._transfer_timeout = transfer_timeout
        self._keep_alive = keep_alive
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """The default read timeout in seconds; python-telegram-bot adds it to a long poll's own."""
        return self._read_timeout

    async def initialize(self) -> None:
        """Open the pool; harmless when it is open."""
        if self._session is None:
            connector = aiohttp.TCPConnector(
                limit=self._connections,
                keepalive_timeout=self._keep_alive,
                ttl_dns_cache=30,  # long enough to share among a burst, short enough to follow a move
            )
            self._session = aiohttp.ClientSession(
                connector=connector,
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
                skip_auto_headers=("Accept", "Accept-Encoding"),
            )

    async def shutdown(self) -> None:
        """Close the pool; harmless when it is closed."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def post_json(self, url: str, parameters: Mapping[str, Any], *, read_timeout: float | None = None) -> Any:
        """Call a Bot API method with plain parameters and return its `result`.

        Args:
            url: the whole address, token included; it appears in no error.
            parameters: JSON values; leave out what is not set.
            read_timeout: seconds instead of the default, for a long poll.

        Raises:
            TelegramError: see `bot.telegram.errors`, and `bot.telegram.outcome` for what each means.
        """
        timeout = _timeout(self._connect_timeout, read_timeout or self._read_timeout)
        status, payload = await self._exchange("POST", url, _json(parameters), timeout)
        if HTTPStatus.OK <= status <= _LAST_2XX:
            return self.parse_json_payload(payload)["result"]
        raise error_of_answer(status, payload)

    async def fetch(self, url: str, limit: int) -> bytes:
        """Download a file, and stop reading as soon as it proves to be too big.

        Args:
            url: the whole address, token included; it appears in no error.
            limit: the most bytes.

        Raises:
            BadRequest: it has more than `limit` bytes, or is no longer there.
            TelegramError: it did not come in full; asking again does no harm.
        """
        session = self._opened()
        timeout = _timeout(self._connect_timeout, self._transfer_timeout)
        try:
            async with session.get(url, timeout=timeout, allow_redirects=False) as answer:
                status = answer.status
                payload = await _read_at_most(answer, limit)
        except (aiohttp.ClientError, OSError) as error:
            failure = _failure(error, left=not isinstance(error, aiohttp.ClientConnectorError))
        else:
            if not HTTPStatus.OK <= status <= _LAST_2XX:
                raise error_of_answer(status, payload or b"", download=True)
            if payload is None:
                raise BadRequest("The file is too big")
            return payload
        # Raised out here so that no `__context__` leads back to an error that knows the address.
        raise failure

    async def do_request(  # noqa: PLR0917 -- the signature is the base class's
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Serve `telegram.Bot`; see `BaseRequest.do_request`.

        Waiting for a place in the pool counts as connecting, so `pool_timeout` is not used; `write_timeout`
        bounds a whole call that sends files. Other answers than 2xx are raised here, because the base class
        forgets the status of a 5xx and believes a 403 from anybody.
        """
        del pool_timeout
        body: bytes | aiohttp.FormData | None = None
        connect = _seconds(connect_timeout, self._connect_timeout)
        timeout = _timeout(connect, _seconds(read_timeout, self._read_timeout))
        if request_data is not None and request_data.contains_files:
            body = _form(request_data)
            timeout = _timeout(connect, _seconds(write_timeout, self._transfer_timeout))
        elif request_data is not None:
            body = _json(request_data.parameters)
        elif method == "GET":
            timeout = _timeout(connect, self._transfer_timeout)
        status, payload = await self._exchange(method, url, body, timeout)
        if HTTPStatus.OK <= status <= _LAST_2XX:
            return status, payload
        raise error_of_answer(status, payload, download=method == "GET")

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Read the body of a 2xx answer, and log nothing of it: it holds people's messages.

        Raises:
            AnswerLost: it is not an answer of the Bot API, so nobody knows whether the call arrived.
        """
        try:
            parsed = orjson.loads(payload)
        except ValueError:
            parsed = _read_leniently(payload)
        if not isinstance(parsed, dict) or "result" not in parsed:
            raise AnswerLost("The answer is not one of the Bot API")
        return parsed

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            raise RuntimeError("Initialize the transport before using it")
        return self._session

    async def _exchange(
        self,
        method: str,
        url: str,
        body: bytes | aiohttp.FormData | None,
        timeout: aiohttp.ClientTimeout,  # noqa: ASYNC109 -- phases of one call, which asyncio.timeout cannot tell apart
    ) -> tuple[int, bytes]:
        session = self._opened()
        upload = aiohttp.UploadTracker()
        one_write = not isinstance(body, bytes) or len(body) <= _ONE_WRITE
        try:
            answer = await session.request(
                method,
                url,
                data=body,
                headers=_JSON if isinstance(body, bytes) else None,
                timeout=timeout,
                allow_redirects=False,
                upload_tracker=upload,
            )
            return answer.status, await answer.read()
        except (aiohttp.ClientError, OSError) as error:  # TimeoutError is an OSError
            failure = _failure(error, left=_left(upload, error, one_write=one_write))
        # Raised out here so that no `__context__` leads back to an error that knows the address.
        raise failure


async def _read_at_most(answer: aiohttp.ClientResponse, limit: int) -> bytes | None:
    """The body; None when it has more than `limit` bytes, of which no more are read."""
    body = bytearray()
    async for piece in answer.content.iter_chunked(_PIECE):
        body += piece
        if len(body) > limit:
            answer.close()
            return None
    return bytes(body)


def _json(parameters: Mapping[str, Any]) -> bytes:
    try:
        return orjson.dumps(parameters)
    except TypeError:  # half a character, which the library does not let through, or a number too large for it
        return json.dumps(parameters, ensure_ascii=False).encode("utf-8", "replace")


def _read_leniently(payload: bytes) -> Any:
    """What only Python's own reader accepts, such as half a character escaped; None when that does not either."""
    try:
        return json.loads(payload)
    except (ValueError, RecursionError):
        return None


def _left(upload: aiohttp.UploadTracker, error: Exception, *, one_write: bool) -> bool:
    """Whether the whole request was handed to the socket; see the head of this module.

    A form ends with a delimiter that is written last, so a form cut short is incomplete at the other end whatever
    is still in a buffer. Bytes too many for one write are all in the socket's buffer while the upload still waits
    for room, and closing sends them after all: these count as left unless there was no connection.
    """
    if isinstance(error, (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)):
        return False
    done = upload.upload_complete
    return not one_write or (done.done() and done.exception() is None)


def _failure(error: Exception, *, left: bool) -> TelegramError:
    name = type(error).__name__
    if left:
        return AnswerLost(f"The request left, the answer did not come ({name})")
    if isinstance(error, aiohttp.ClientConnectorError):
        why = error.os_error.strerror or type(error.os_error).__name__
        return ConnectFailed(f"No connection to {error.host}:{error.port} ({name}: {why})")
    return ConnectFailed(f"The request did not leave ({name})")


def _seconds(given: object, default: float) -> float | None:
    if given is None:
        return None
    return float(given) if isinstance(given, (int, float)) else default


@lru_cache(maxsize=32)
def _timeout(connect: float | None, rest: float | None) -> aiohttp.ClientTimeout:
    """`total` bounds everything: an answer that does not come, an upload nobody reads, a trickle.

    A clock of its own for reading would be wound up again with every piece that arrives, for every call.
    """
    total = None if connect is None or rest is None else connect + rest
    return aiohttp.ClientTimeout(total=total, connect=connect, sock_connect=connect, sock_read=None)


def _form(data: RequestData) -> aiohttp.FormData:
    form = aiohttp.FormData(quote_fields=False)  # Telegram reads file names as plain UTF-8
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime_type) in data.multipart_data.items():
        # Raw bytes would be written in one piece, which holds up everybody else.
        stream = io.BytesIO(content) if isinstance(content, bytes) else content
        form.add_field(name, stream, filename=filename, content_type=mime_type)
    return form
