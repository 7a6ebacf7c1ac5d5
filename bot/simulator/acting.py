"""Control calls in which somebody uses their phone."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from bot.simulator import people
from bot.simulator.asking import Body, read_body
from bot.simulator.guard import Handler
from bot.simulator.samples import sample
from bot.simulator.schema import Upload
from bot.simulator.views import message_view, person_view
from bot.simulator.world import Message, Person, World

Json = dict[str, Any]
Wrap = Callable[[Callable[[web.Request], Awaitable[Json]]], Handler]

_FILES = ("photo", "voice", "audio", "document", "sticker")
_NAV_SENTRUM = (59.9127, 10.7461)
_NUMBER = "+4700000000"


class Acting:
    """Handlers of one person's acts."""

    def __init__(self, world: World) -> None:
        self._world = world

    def _person(self, request: web.Request) -> Person:
        try:
            return self._world.people[int(request.match_info["id"])]
        except (KeyError, ValueError):
            raise LookupError(f"nobody has the id {request.match_info['id']}") from None

    def _shown(self, message: Message) -> Json:
        return {"message": message_view(self._world, message)}

    async def messages(self, request: web.Request) -> Json:
        """Return the chat."""
        person = self._person(request)
        return {
            "messages": [message_view(self._world, message) for message in person.messages.values()],
            "seq": self._world.events.last,
        }

    async def update(self, request: web.Request) -> Json:
        """Change a person."""
        person = self._person(request)
        body = await read_body(request)
        blocked, deactivated = body.flag("blocked"), body.flag("deactivated")
        if blocked is not None:
            people.set_blocked(self._world, person, blocked=blocked)
        if deactivated is not None:
            person.deactivated = deactivated
        if "language_code" in body:
            person.user["language_code"] = body.text("language_code")
        if "first_name" in body:
            person.user["first_name"] = person.chat["first_name"] = body.text("first_name")
        if "label" in body:
            person.label = body.text("label")
        self._world.events.add("user", person.id, person)
        return person_view(self._world, person)

    async def start(self, request: web.Request) -> Json:
        """Press start."""
        body = await read_body(request)
        return self._shown(people.start(self._world, self._person(request), body.text("payload", "")))

    async def send(self, request: web.Request) -> Json:
        """Write a text."""
        body = await read_body(request)
        return self._shown(people.send(self._world, self._person(request), body.text("text")))

    async def edit(self, request: web.Request) -> Json:
        """Edit an own text."""
        body = await read_body(request)
        person = self._person(request)
        return self._shown(people.edit(self._world, person, body.whole("message_id"), body.text("text")))

    async def press(self, request: web.Request) -> Json:
        """Press an inline button."""
        body = await read_body(request)
        person = self._person(request)
        message_id = body.whole("message_id")
        message = person.messages.get(message_id)
        if message is None:
            raise people.ImpossibleError("the message is gone")
        if "data" in body:
            data = body.text("data")
            if not body.flag("forge") and not people.has_data(message, data):
                raise people.ImpossibleError("no button of the message carries this data")
        else:
            button = people.button_data(message, body.whole("row"), body.whole("col"))
            if "callback_data" not in button:
                return {key: button[key] for key in ("url", "copy_text") if key in button}
            data = button["callback_data"]
        return {"query_id": people.press(self._world, person, message_id, data)}

    async def location(self, request: web.Request) -> Json:
        """Send a point on the map."""
        body = await read_body(request)
        latitude, longitude = body.number("latitude", _NAV_SENTRUM[0]), body.number("longitude", _NAV_SENTRUM[1])
        return self._shown(people.send_location(self._world, self._person(request), latitude, longitude))

    async def contact(self, request: web.Request) -> Json:
        """Share the own contact card."""
        body = await read_body(request)
        number = body.text("phone_number", _NUMBER)
        return self._shown(people.send_contact(self._world, self._person(request), number))

    def file(self, kind: str) -> Callable[[web.Request], Awaitable[Json]]:
        """Return the handler that sends a file of a kind."""

        async def send(request: web.Request) -> Json:
            body = await read_body(request)
            upload = _upload(kind, body)
            return self._shown(people.send_file(self._world, self._person(request), kind, upload, body.values))

        return send


def _upload(kind: str, body: Body) -> Upload:
    stock = sample(kind)
    if "data" not in body:
        return stock
    return Upload(body.text("name", stock.name), body.text("mime_type", stock.content_type), body.data("data"))


def add_acting_routes(app: web.Application, world: World, wrap: Wrap) -> None:
    """Serve everything under `/control/users/{id}`."""
    acting = Acting(world)
    base = "/control/users/{id}"
    app.router.add_get(f"{base}/messages", wrap(acting.messages))
    app.router.add_post(base, wrap(acting.update))
    for name in ("start", "send", "edit", "press", "location", "contact"):
        app.router.add_post(f"{base}/{name}", wrap(getattr(acting, name)))
    for kind in _FILES:
        app.router.add_post(f"{base}/{kind}", wrap(acting.file(kind)))
