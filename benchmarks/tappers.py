"""People who tap, in the stand-in's own process: each waits until she sees what became of her tap, then taps again."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

from aiohttp import web

from bot.simulator import World
from bot.simulator.people import press

FIRST_TEXT = "✅"
"""What stands in the bubble before the first tap; no bot says so, hence every edit changes something."""


class Tappers:
    """Plays people on their phones.

    `POST /taps` with `{"at_once": n, "turns": [[chat, [payload, …]], …]}` answers when the last tap was answered: its
    bubble was edited and its waiting sign has ended. `n` people tap at a time, each one payload after the other.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._awaited: dict[int, tuple[set[str], asyncio.Future[None]]] = {}

    async def tap(self, request: web.Request) -> web.Response:
        """Handle `POST /taps`."""
        asked: dict[str, Any] = await request.json()
        turns = iter([(int(chat), list(payloads)) for chat, payloads in asked["turns"]])
        watching = asyncio.create_task(self._watch())
        try:
            async with asyncio.TaskGroup() as people:
                for _ in range(int(asked["at_once"])):
                    people.create_task(self._play(turns))
        finally:
            watching.cancel()
        return web.Response()

    async def _play(self, turns: Iterator[tuple[int, list[str]]]) -> None:
        for chat, payloads in turns:
            person = self._world.people[chat]
            if not person.messages:
                self._world.post(person, {"text": FIRST_TEXT})
            (message_id,) = person.messages
            for payload in payloads:
                answered = asyncio.get_running_loop().create_future()
                self._awaited[chat] = ({"edited", "answer"}, answered)
                press(self._world, person, message_id, payload)
                await answered

    async def _watch(self) -> None:
        events = self._world.events
        seen = events.last
        while True:
            for event in events.since(seen):
                self._note(event.kind, event.user or 0)
            seen = events.last
            await events.changed.wait(None)

    def _note(self, kind: str, chat: int) -> None:
        if chat not in self._awaited:
            return
        missing, answered = self._awaited[chat]
        missing.discard(kind)
        if not missing:
            del self._awaited[chat]
            answered.set_result(None)
