"""The control interface: be a person, move the clock, order misfortune. JSON in, JSON out, loopback only.

Every POST needs `Content-Type: application/json`. Errors are `{"error": "…"}` with 400 (malformed), 404 (nobody by
that id), 409 (a phone would not let a person do that), 403 and 415 (see `guard`).

People
    GET    /control/state                     people, bot, clock and the number of the newest event
    GET    /control/users                     `{"users": [person]}`
    POST   /control/users                     `{id?, first_name?, language_code?, label?, started?}` -> person
    POST   /control/users/crowd               `{first_id, count, language_codes?}`: many, started, for benchmarks
    POST   /control/users/{id}                `{blocked?, deactivated?, language_code?, label?, first_name?}` -> person
    GET    /control/users/{id}/messages       `{"messages": [message], "seq": n}`: the chat as the person sees it now
    POST   /control/users/{id}/start          `{payload?}`: press start
    POST   /control/users/{id}/send           `{text}`; `/start CODE` presses start
    POST   /control/users/{id}/press          `{message_id, row, col}` or `{message_id, data, forge?}`;
                                              a button with an address answers `{"url": …}` and presses nothing
    POST   /control/users/{id}/edit           `{message_id, text}`
    POST   /control/users/{id}/photo | voice | audio | document | sticker
                                              `{data?: base64, name?, mime_type?, caption?, duration?}`, or a sample
    POST   /control/users/{id}/location       `{latitude?, longitude?}`
    POST   /control/users/{id}/contact        `{phone_number?}`
    GET    /control/files/{file_id}           a file's content

Events and calls
    GET    /control/events?since=N&timeout=S  `{"events": [event], "next": n, "missed": bool}`; waits for one
    GET    /control/log?since=N               `{"calls": [call], "next": n, "counts": {method: n}}`; a call whose answer
                                              was lost has `delivered` true and `answered` false

Clock (simulated time = real time + offset, never backwards)
    GET    /control/clock                     `{"now", "offset", "revision"}`; `?revision=n&timeout=S` waits for a jump
    POST   /control/clock                     `{advance: seconds}`, `{to: iso}` or `{named: "next_hour" |
                                              "this_evening" | "tomorrow_morning" | "next_week"}` (Europe/Oslo)

Misfortune
    GET    /control/faults                    those in waiting
    POST   /control/faults                    `{kind, method?, chat_id?, times?, seconds?, status?, retry_after?}`;
                                              kind is one of `faults.KINDS`; `times: null`: until taken away
    DELETE /control/faults                    take all away; hanging calls are cut
    POST   /control/rate                      `{per_second, per_chat}`; null switches off
    POST   /control/updates/duplicate         `{last: n}` delivered ones again now, `{next: n}` coming ones twice
    POST   /control/updates/hold              deliver nothing until released
    POST   /control/updates/shuffle           `{order?}`: pending ones out of order, backwards by default
    POST   /control/updates/release           deliver
    POST   /control/reset                     forget people, messages, updates, faults, limits and the log
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from aiohttp import web

from bot.simulator.acting import add_acting_routes
from bot.simulator.asking import BadBodyError, Body, read_body
from bot.simulator.clock import ClockError
from bot.simulator.faults import Fault
from bot.simulator.guard import Guard, Handler, refuse
from bot.simulator.people import ImpossibleError
from bot.simulator.views import bot_view, event_view, person_view
from bot.simulator.world import World

Json = dict[str, Any]

_LONGEST_WAIT = 60.0


def answering(handler: Callable[[web.Request], Awaitable[Json]]) -> Handler:
    """Turn a handler that returns plain data into one that answers, errors included."""

    async def answer(request: web.Request) -> web.StreamResponse:
        try:
            return web.json_response(await handler(request))
        except LookupError as error:
            return refuse(404, str(error.args[0] if error.args else error))
        except ImpossibleError as error:
            return refuse(409, str(error))
        except (BadBodyError, ClockError, ValueError, TypeError) as error:
            return refuse(400, str(error))

    return answer


def _query_number(request: web.Request, name: str, default: float) -> float:
    try:
        return float(request.query.get(name, default))
    except ValueError:
        raise BadBodyError(f"{name} must be a number") from None


class Control:
    """Handlers of everything that is not a person's own act."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def state(self, _request: web.Request) -> Json:
        """Return all a page needs to begin."""
        world = self._world
        return {
            "seq": world.events.last,
            "bot": bot_view(world),
            "clock": world.clock.state(),
            "users": [person_view(world, person) for person in world.people.values()],
        }

    async def events(self, request: web.Request) -> Json:
        """Wait for events."""
        events = self._world.events
        since = int(_query_number(request, "since", events.last))
        wait = min(_query_number(request, "timeout", 0.0), _LONGEST_WAIT)
        missed = events.missed(since)
        if not missed and events.last == since and wait > 0:
            await events.changed.wait(wait)
        found = [] if missed else events.since(since)
        return {
            "events": [event_view(self._world, event) for event in found],
            "next": found[-1].seq if found else events.last,
            "missed": missed,
        }

    async def log(self, request: web.Request) -> Json:
        """Return Bot API calls."""
        calls = self._world.calls
        found = calls.since(int(_query_number(request, "since", 0)))
        return {"calls": [call.view() for call in found], "next": calls.last, "counts": dict(calls.counts)}

    async def clock(self, request: web.Request) -> Json:
        """Return the clock, perhaps after its next jump."""
        clock = self._world.clock
        if "revision" in request.query:
            known = int(_query_number(request, "revision", 0))
            if clock.revision == known:
                await clock.moved.wait(min(_query_number(request, "timeout", 20.0), _LONGEST_WAIT))
        return clock.state()

    async def move_clock(self, request: web.Request) -> Json:
        """Move the clock forward."""
        body = await read_body(request)
        clock = self._world.clock
        if "advance" in body:
            clock.advance(body.number("advance"))
        elif "to" in body:
            clock.to(datetime.fromisoformat(body.text("to")))
        elif "named" in body:
            clock.to_named(body.text("named"))
        else:
            raise BadBodyError("one of advance, to, named is needed")
        self._world.events.add("clock", None)
        return clock.state()

    async def faults(self, _request: web.Request) -> Json:
        """Return faults in waiting."""
        return {"faults": self._world.faults.view()}

    async def add_fault(self, request: web.Request) -> Json:
        """Order a fault."""
        body = await read_body(request)
        self._world.faults.add(Fault(**body.values))
        return {"faults": self._world.faults.view()}

    async def clear_faults(self, _request: web.Request) -> Json:
        """Take all faults away."""
        self._world.faults.clear()
        return {"faults": []}

    async def rate(self, request: web.Request) -> Json:
        """Set the send limits."""
        body = await read_body(request)
        self._world.rate.set(body.number_or_none("per_second"), body.number_or_none("per_chat"))
        return {"per_second": self._world.rate.per_second, "per_chat": self._world.rate.per_chat}

    async def duplicate(self, request: web.Request) -> Json:
        """Deliver updates again."""
        body = await read_body(request)
        repeated = self._world.updates.repeat_last(body.whole("last")) if "last" in body else 0
        if "next" in body:
            self._world.updates.repeat_next(body.whole("next"))
        return {"repeated": repeated}

    async def hold(self, _request: web.Request) -> Json:
        """Deliver nothing."""
        self._world.updates.hold()
        return {"held": True}

    async def shuffle(self, request: web.Request) -> Json:
        """Put pending updates out of order."""
        body = await read_body(request)
        return {"shuffled": self._world.updates.shuffle(body.get("order"))}

    async def release(self, _request: web.Request) -> Json:
        """Deliver again."""
        self._world.updates.release()
        return {"held": False}

    async def reset(self, _request: web.Request) -> Json:
        """Forget everything but the clock and the webhook."""
        self._world.reset()
        await asyncio.sleep(0)
        return await self.state(_request)

    async def people(self, _request: web.Request) -> Json:
        """Return everybody."""
        return {"users": [person_view(self._world, person) for person in self._world.people.values()]}

    async def add_person(self, request: web.Request) -> Json:
        """Create a person."""
        body = await read_body(request)
        person = self._world.add_person(
            body.whole("id") if "id" in body else None,
            first_name=body.text("first_name", ""),
            language_code=body.text("language_code", "en"),
            label=body.text("label", ""),
            started=bool(body.get("started")),
        )
        return person_view(self._world, person)

    async def add_crowd(self, request: web.Request) -> Json:
        """Create many people."""
        body = await read_body(request)
        codes = [str(code) for code in body.get("language_codes") or ["en"]]
        self._world.add_crowd(body.whole("first_id"), body.whole("count"), codes)
        return {"count": body.whole("count")}


def add_control_routes(app: web.Application, world: World) -> None:
    """Serve everything under `/control/`."""
    control = Control(world)
    guard = Guard(world.config.allowed_hosts)
    routes: list[tuple[str, str, Callable[[web.Request], Awaitable[Json]]]] = [
        ("GET", "state", control.state),
        ("GET", "events", control.events),
        ("GET", "log", control.log),
        ("GET", "clock", control.clock),
        ("POST", "clock", control.move_clock),
        ("GET", "faults", control.faults),
        ("POST", "faults", control.add_fault),
        ("DELETE", "faults", control.clear_faults),
        ("POST", "rate", control.rate),
        ("POST", "updates/duplicate", control.duplicate),
        ("POST", "updates/hold", control.hold),
        ("POST", "updates/shuffle", control.shuffle),
        ("POST", "updates/release", control.release),
        ("POST", "reset", control.reset),
        ("GET", "users", control.people),
        ("POST", "users", control.add_person),
        ("POST", "users/crowd", control.add_crowd),
    ]
    for method, path, handler in routes:
        app.router.add_route(method, f"/control/{path}", guard.control(answering(handler)))
    add_acting_routes(app, world, lambda handler: guard.control(answering(handler)))

    async def content(request: web.Request) -> web.StreamResponse:
        stored = world.files.get(request.match_info["file_id"])
        if stored is None:
            return refuse(404, "no such file")
        headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}
        return web.Response(body=stored.data, content_type=stored.mime_type, headers=headers)

    app.router.add_get("/control/files/{file_id}", guard.page(content))


__all__ = ["Body", "Control", "add_control_routes"]
