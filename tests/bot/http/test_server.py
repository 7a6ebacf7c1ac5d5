from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest
from aiohttp import web

from bot.http.server import HttpServer, make_app


async def well() -> dict[str, object]:
    return {"ok": True, "database": "sqlite", "due": 3}


async def unwell() -> dict[str, object]:
    return {"ok": False, "database": "away"}


async def broken() -> dict[str, object]:
    raise ConnectionRefusedError


async def hook(request: web.Request) -> web.Response:
    return web.Response(text=await request.text())


@asynccontextmanager
async def client_of(app: web.Application) -> AsyncIterator[aiohttp.ClientSession]:
    async with (
        HttpServer(app, host="127.0.0.1", port=0) as server,
        aiohttp.ClientSession(f"http://127.0.0.1:{server.port}") as client,
    ):
        yield client


@pytest.mark.parametrize(
    ("health", "status", "state"),
    [
        (well, 200, {"ok": True, "database": "sqlite", "due": 3}),
        (unwell, 503, {"ok": False, "database": "away"}),
        (broken, 503, {"ok": False}),
    ],
)
async def test_health(health: object, status: int, state: dict[str, object]) -> None:
    async with client_of(make_app(health=health, metrics=str)) as client, client.get("/healthz") as answer:  # type: ignore[arg-type]
        assert (answer.status, await answer.json()) == (status, state)


async def test_metrics() -> None:
    app = make_app(health=well, metrics=lambda: "sent_total 3\n")
    async with client_of(app) as client, client.get("/metrics") as answer:
        assert await answer.text() == "sent_total 3\n"
        assert answer.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("POST", "/telegram", 404), ("GET", "/", 404), ("POST", "/healthz", 405)],
)
async def test_nothing_else_is_there(method: str, path: str, status: int) -> None:
    async with (
        client_of(make_app(health=well, metrics=str)) as client,
        client.request(method, path) as answer,
    ):
        assert answer.status == status


async def test_the_webhook_is_there_when_it_is_wanted() -> None:
    app = make_app(health=well, metrics=str, webhook=hook)
    async with client_of(app) as client, client.post("/telegram", data="hei") as answer:
        assert await answer.text() == "hei"


async def test_a_taken_port_is_an_error_and_leaves_nothing_open() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        server = HttpServer(make_app(health=well, metrics=str), host="127.0.0.1", port=int(taken.getsockname()[1]))
        with pytest.raises(OSError, match="in use"):
            await server.start()
