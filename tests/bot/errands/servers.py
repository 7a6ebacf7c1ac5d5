"""Little servers for transcription and translation on the loopback, each strict about what it is sent."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Served:
    """A server: its address, what was asked of it, and what it does instead of answering well."""

    url: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)
    trouble: Answer | None = None
    languages: list[dict[str, Any]] = field(default_factory=list)
    language_calls: int = 0

    async def transcribe(self, request: web.Request) -> web.StreamResponse:
        form = await request.post()
        file = form["file"]
        assert isinstance(file, web.FileField)
        fields = {name: value for name, value in form.items() if isinstance(value, str)}
        assert set(fields) == {"model", "response_format"}
        self.asked.append(
            fields
            | {
                "data": file.file.read(),
                "name": file.filename,
                "type": file.content_type,
                "authorization": request.headers.get("Authorization"),
            }
        )
        file.file.close()
        return await self._answer(request, {"text": " Jeg ringte\u202e tre bakerier. "})

    async def translate(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        assert set(body) - {"api_key"} == {"q", "source", "target", "format"}
        assert body["format"] == "text"
        self.asked.append(body)
        return await self._answer(request, {"translatedText": f"[{body['target']}] {body['q']}"})

    async def list_languages(self, request: web.Request) -> web.StreamResponse:
        self.language_calls += 1
        return await self._answer(request, self.languages)

    async def _answer(self, request: web.Request, answer: object) -> web.StreamResponse:
        return await self.trouble(request) if self.trouble else web.json_response(answer)


@asynccontextmanager
async def served() -> AsyncIterator[Served]:
    """Serves both kinds for a while."""
    made = Served()
    app = web.Application(client_max_size=32 * 1024 * 1024)
    app.router.add_post("/v1/audio/transcriptions", made.transcribe)
    app.router.add_post("/translate", made.translate)
    app.router.add_get("/languages", made.list_languages)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1, handler_cancellation=True)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield made
    finally:
        await runner.cleanup()


def status(code: int, **headers: str) -> Answer:
    async def answer(_: web.Request) -> web.StreamResponse:
        return web.json_response({"error": "private words"}, status=code, headers=headers)

    return answer


def text(body: str) -> Answer:
    async def answer(_: web.Request) -> web.StreamResponse:
        return web.Response(text=body, content_type="application/json")

    return answer


async def silence(_: web.Request) -> web.StreamResponse:
    await asyncio.Event().wait()
    raise AssertionError


async def cut(request: web.Request) -> web.StreamResponse:
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


async def endless(request: web.Request) -> web.StreamResponse:
    answer = web.StreamResponse()
    await answer.prepare(request)
    for _ in range(6):
        await answer.write(bytes(1024 * 1024))
    return answer


TROUBLES: list[tuple[str, Answer, str, str]] = [
    ("slow", silence, "later", "slow"),
    ("cut", cut, "later", "away"),
    ("broken", status(500), "later", "away"),
    ("busy", status(429, **{"Retry-After": "30"}), "later", "away"),
    ("refused", status(400), "never", "refused"),
    ("not let in", status(401), "never", "refused"),
    ("moved", status(302, Location="http://127.0.0.1:1/elsewhere"), "never", "refused"),
    ("no JSON", text("<html>please log in</html>"), "never", "wrong_answer"),
    ("other JSON", text('{"something": "else"}'), "never", "wrong_answer"),
    ("a list", text("[1, 2]"), "never", "wrong_answer"),
    ("words of another type", text('{"text": 7, "translatedText": ["a"]}'), "never", "wrong_answer"),
    ("endless", endless, "never", "wrong_answer"),
]
"""Name, what the server does, whether it is for now or for good, and our word for it."""
