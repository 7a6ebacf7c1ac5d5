"""The web application: Bot API, downloads, control interface and page behind one address."""

import asyncio
import json
import socket
import struct
from collections.abc import Callable, Mapping
from typing import Any

from aiohttp import web

from bot.simulator.config import SimulatorConfig
from bot.simulator.control import add_control_routes
from bot.simulator.errors import NOT_FOUND, TOO_LARGE, UNAUTHORIZED, ApiError, bad_request
from bot.simulator.events import DELIVERED, LOST, VANISHED, CallOutcome
from bot.simulator.faults import AFTER_DELIVERY, DOWNLOAD, Fault
from bot.simulator.keys import TRANSPORT, WORLD
from bot.simulator.method_table import METHODS
from bot.simulator.methods import HANDLERS
from bot.simulator.pages import add_page_routes
from bot.simulator.polling import Transport
from bot.simulator.schema import Method, Upload
from bot.simulator.world import World

_JSON = "application/json"
_BYTES = "application/octet-stream"
_PIECES = 10
_HEADERS = {"Content-Type": _JSON}
_OK = b'{"ok":true,"result":'
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_decode = json.JSONDecoder().decode


def _answer(result: Any) -> web.Response:
    return web.Response(body=_OK + _encode(result).encode() + b"}", headers=_HEADERS)


def _refuse(error: ApiError) -> web.Response:
    body: dict[str, Any] = {"ok": False, "error_code": error.code, "description": error.description}
    if error.retry_after is not None:
        body["parameters"] = {"retry_after": error.retry_after}
    return web.Response(status=error.code, body=_encode(body).encode(), content_type=_JSON)


async def _read(request: web.Request) -> Mapping[str, Any]:
    """Return raw parameters from the address and from a form, JSON or multipart body."""
    kind = request.content_type
    query: Mapping[str, Any] = request.query if request.query_string else {}
    if kind == _JSON:
        body = _object(await request.read())
        return {**query, **body} if query else body
    if kind in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        return _resolved({**query, **await _form(request)})
    return query


def _object(raw: bytes) -> dict[str, Any]:
    try:
        text = raw.decode()
        body = _decode(text) if text else {}
        if "\\ud" in text or "\\uD" in text:
            _encode(body).encode()  # half a surrogate pair is no character
    except ValueError as error:
        encoding = isinstance(error, UnicodeError)
        raise bad_request("strings must be encoded in UTF-8" if encoding else "can't parse JSON object") from None
    if type(body) is not dict:
        raise bad_request("can't parse JSON object")
    return body


async def _form(request: web.Request) -> dict[str, Any]:
    form: dict[str, Any] = {}
    try:
        posted = await request.post()
    except web.HTTPRequestEntityTooLarge:
        raise ApiError(*TOO_LARGE) from None
    for name, value in posted.items():
        if isinstance(value, web.FileField):
            data = value.file.read()
            value.file.close()
            form[name] = Upload(value.filename, value.content_type, data)
        else:
            form[name] = value
    return form


def _resolved(form: dict[str, Any]) -> dict[str, Any]:
    """Put each `attach://part` in its parameter's place."""
    for name, value in list(form.items()):
        if type(value) is str and value.startswith("attach://"):
            part = form.pop(value.removeprefix("attach://"), None)
            if not isinstance(part, Upload):
                raise bad_request("attached file not found")
            form[name] = part
    return form


class BotApi:
    """Answers calls of one bot."""

    def __init__(self, world: World, transport: Transport) -> None:
        self._world = world
        self._token = world.config.token
        self._waiting: dict[str, Callable[[dict[str, Any]], Any]] = {
            "getupdates": transport.get_updates,
            "setwebhook": transport.set_webhook,
            "deletewebhook": transport.delete_webhook,
        }
        self._transport = transport

    async def call(self, request: web.Request) -> web.StreamResponse:
        """Handle `/bot<token>/<method>`."""
        match = request.match_info
        if match["token"] != self._token:
            return _refuse(ApiError(*UNAUTHORIZED))
        method = METHODS.get(match["method"].lower())
        if method is None:
            return _refuse(ApiError(*NOT_FOUND))
        chat_id: Any = None
        try:
            raw = await _read(request)
            chat_id = _chat_id(raw)
            fault = self._world.faults.take(method.name.lower(), chat_id)
            if fault:
                return await self._struck(request, method, raw, fault)
            result = await self._perform(method, raw)
        except ApiError as error:
            self._log(
                method, chat_id, None, CallOutcome(delivered=False, code=error.code, description=error.description)
            )
            return _refuse(error)
        if method.name != "getUpdates":
            self._log(method, chat_id, result)
        return _answer(result)

    async def _perform(self, method: Method, raw: Mapping[str, Any]) -> Any:
        name = method.name.lower()
        params = method.check(raw)
        if method.sends:
            self._world.rate.admit(params.get("chat_id"))
        handler = HANDLERS.get(name)
        if handler:
            return handler(self._world, params)
        waiting = self._waiting.get(name)
        return await waiting(params) if waiting else self._transport.webhook_info()

    def _log(self, method: Method, chat_id: Any, result: Any, outcome: CallOutcome = DELIVERED) -> None:
        message_id = result.get("message_id") if type(result) is dict else None
        world = self._world
        world.calls.add(world.clock.timestamp(), method.name, chat_id, message_id, outcome)

    async def _struck(
        self, request: web.Request, method: Method, raw: Mapping[str, Any], fault: Fault
    ) -> web.StreamResponse:
        """Answer a call that a fault strikes."""
        chat_id = _chat_id(raw)
        refusal = fault.error()
        if refusal:
            raise refusal
        if fault.kind == "latency":
            await self._world.faults.delay(fault.seconds)
            result = await self._perform(method, raw)
            self._log(method, chat_id, result)
            return _answer(result)
        if fault.kind in AFTER_DELIVERY:
            self._log(method, chat_id, await self._perform(method, raw), LOST)
        else:
            self._log(method, chat_id, None, VANISHED)
        if fault.kind.startswith("hang"):
            await self._world.faults.hang(fault.seconds)
        _cut(request)
        return web.Response()

    async def download(self, request: web.Request) -> web.StreamResponse:
        """Handle `/file/bot<token>/<file_path>`."""
        if request.match_info["token"] != self._token:
            return _refuse(ApiError(*UNAUTHORIZED))
        stored = self._world.files.at(request.match_info["path"])
        fault = self._world.faults.take(DOWNLOAD, None)
        if stored is None or (fault and fault.kind == "file_vanished"):
            return _refuse(ApiError(*NOT_FOUND))
        if fault:
            return await self._struck_download(request, stored.data, fault)
        return web.Response(body=stored.data, content_type=_BYTES)

    async def _struck_download(self, request: web.Request, data: bytes, fault: Fault) -> web.StreamResponse:
        """Answer a download that a fault strikes; half of the file comes before the connection breaks off."""
        if fault.kind == "file_too_big":
            return await _in_pieces(request, data + bytes(self._world.config.download_limit + 1), 0.0)
        if fault.kind == "file_slow":
            return await _in_pieces(request, data, fault.seconds or 0.0)
        refusal = fault.error()
        if refusal:
            return _refuse(refusal)
        if fault.kind == "latency":
            await self._world.faults.delay(fault.seconds)
            return web.Response(body=data, content_type=_BYTES)
        answer = web.StreamResponse(headers={"Content-Length": str(len(data))})
        await answer.prepare(request)
        if fault.kind in AFTER_DELIVERY:
            await answer.write(data[: len(data) // 2])
        if fault.kind.startswith("hang"):
            await self._world.faults.hang(fault.seconds)
        _cut(request)
        return answer


async def _in_pieces(request: web.Request, data: bytes, pause: float) -> web.StreamResponse:
    """Sends without saying how much there will be, with a pause after each piece."""
    answer = web.StreamResponse()
    answer.content_type = _BYTES
    await answer.prepare(request)
    size = max(1, len(data) // _PIECES)
    for start in range(0, len(data), size):
        await answer.write(data[start : start + size])
        await asyncio.sleep(pause)
    return answer


def _chat_id(raw: Mapping[str, Any]) -> Any:
    chat_id = raw.get("chat_id")
    return int(chat_id) if type(chat_id) is str and chat_id.isdecimal() else chat_id


def _cut(request: web.Request) -> None:
    """Reset the connection: no answer, no orderly goodbye."""
    transport = request.transport
    if transport is None:
        return
    plug = transport.get_extra_info("socket")
    if plug is not None:
        plug.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()


def build_app(config: SimulatorConfig) -> web.Application:
    """Build the stand-in; its state is at `app[WORLD]`."""
    app = web.Application(client_max_size=config.upload_limit + 1024 * 1024)
    world = World(config)
    transport = Transport(world)
    api = BotApi(world, transport)
    app[WORLD] = world
    app[TRANSPORT] = transport
    app.router.add_post("/bot{token}/{method}", api.call)
    app.router.add_get("/bot{token}/{method}", api.call)
    app.router.add_get("/file/bot{token}/{path:.+}", api.download)
    add_control_routes(app, world)
    add_page_routes(app, world)

    async def stop(_app: web.Application) -> None:
        world.close()
        await transport.close()

    app.on_shutdown.append(stop)
    return app


async def serve(
    host: str,
    port: int,
    *,
    token: str,
    bot_username: str = "brobygger_demo_bot",
    ready: Callable[[int], None] | None = None,
    config: SimulatorConfig | None = None,
) -> None:
    """Serve until cancelled.

    Args:
        host: Address to listen on; keep it a loopback address, there is no log-in.
        port: Port, or 0 for any free one.
        token: The bot token calls must carry.
        bot_username: The bot's name in start links.
        ready: Called with the port once connections are accepted.
        config: Everything else; its token and user name win over the arguments.
    """
    app = build_app(config or SimulatorConfig(token=token, bot_username=bot_username))
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=2.0, handler_cancellation=True)
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port)
        await site.start()
        if ready:
            ready(int(runner.addresses[0][1]))
        await asyncio.Event().wait()
    finally:
        await runner.cleanup()
