"""A small client of the control interface, for demo seeding and end-to-end tests.

It never polls on a timer: waiting is the server's long poll.
"""

import asyncio
import base64
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self, TypeVar

from aiohttp import ClientSession, ClientTimeout

from bot.simulator.phones import Phone, PhoneMessage

Json = dict[str, Any]

_T = TypeVar("_T")
_LONGEST_POLL = 20.0
_OK = 200


class SimulatorError(RuntimeError):
    """The stand-in refused a control call, or what was waited for did not come."""


Wanted = str | Callable[[PhoneMessage], bool]


class SimulatorClient:
    """Drives a stand-in at `base_url` ("http://127.0.0.1:8081"); an async context manager."""

    def __init__(self, base_url: str) -> None:
        self._base = base_url.rstrip("/")
        self._session: ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._session = ClientSession(timeout=ClientTimeout(total=90))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close connections."""
        if self._session:
            await self._session.close()
            self._session = None

    async def call(self, method: str, path: str, body: Json | None = None, **query: Any) -> Json:
        """Make any control call; `path` follows `/control/`.

        Raises:
            SimulatorError: The answer is an error.
        """
        if self._session is None:
            self._session = ClientSession(timeout=ClientTimeout(total=90))
        url = f"{self._base}/control/{path}"
        payload = (body or {}) if method == "POST" else None
        async with self._session.request(method, url, json=payload, params=query) as response:
            answer: Json = await response.json()
            if response.status != _OK:
                raise SimulatorError(f"{method} {path}: {answer.get('error', response.status)}")
            return answer

    async def add_user(
        self,
        first_name: str,
        language_code: str = "en",
        *,
        label: str = "",
        user_id: int | None = None,
        started: bool = False,
    ) -> Phone:
        """Create a person with a phone."""
        body: Json = {"first_name": first_name, "language_code": language_code, "label": label, "started": started}
        if user_id is not None:
            body["id"] = user_id
        return Phone.read(await self.call("POST", "users", body))

    async def update_user(self, user: int, **changes: Any) -> Phone:
        """Change `blocked`, `deactivated`, `language_code`, `label` or `first_name`."""
        return Phone.read(await self.call("POST", f"users/{user}", changes))

    async def users(self) -> list[Phone]:
        """Return all phones."""
        return [Phone.read(view) for view in (await self.call("GET", "users"))["users"]]

    async def start(self, user: int, payload: str = "") -> PhoneMessage:
        """Press start, perhaps through a link."""
        return await self._act(user, "start", {"payload": payload})

    async def send(self, user: int, text: str) -> PhoneMessage:
        """Write a text."""
        return await self._act(user, "send", {"text": text})

    async def edit(self, user: int, message_id: int, text: str) -> PhoneMessage:
        """Edit one of their own texts."""
        return await self._act(user, "edit", {"message_id": message_id, "text": text})

    async def send_file(self, user: int, kind: str, data: bytes | None = None, **extra: Any) -> PhoneMessage:
        """Send a `photo`, `voice`, `audio`, `document` or `sticker`; a sample when no data are given."""
        body = dict(extra)
        if data is not None:
            body["data"] = base64.b64encode(data).decode()
        return await self._act(user, kind, body)

    async def send_location(self, user: int, latitude: float, longitude: float) -> PhoneMessage:
        """Send a point on the map."""
        return await self._act(user, "location", {"latitude": latitude, "longitude": longitude})

    async def _act(self, user: int, act: str, body: Json) -> PhoneMessage:
        return PhoneMessage.read((await self.call("POST", f"users/{user}/{act}", body))["message"])

    async def press(self, user: int, wanted: str, *, message_id: int | None = None) -> Json:
        """Press the button with this data or label on the newest message that has one.

        Args:
            user: Who presses.
            wanted: The button's data or whole label, else a part of the label.
            message_id: Only this message.

        Raises:
            SimulatorError: No message shows such a button.
        """
        for message in reversed(await self.messages(user)):
            place = message.find(wanted) if message_id in {None, message.id} else None
            if place:
                body = {"message_id": message.id, "row": place[0], "col": place[1]}
                return await self.call("POST", f"users/{user}/press", body)
        raise SimulatorError(f"phone {user} shows no button {wanted!r}; {await self._last_words(user)}")

    async def forge(self, user: int, message_id: int, data: str) -> Json:
        """Press a button that is not there."""
        body = {"message_id": message_id, "data": data, "forge": True}
        return await self.call("POST", f"users/{user}/press", body)

    async def messages(self, user: int) -> list[PhoneMessage]:
        """Return the chat as the person sees it now, oldest first."""
        answer = await self.call("GET", f"users/{user}/messages")
        return [PhoneMessage.read(view) for view in answer["messages"]]

    async def wait_for_message(
        self,
        user: int,
        wanted: Wanted = "",
        timeout: float = 10.0,  # noqa: ASYNC109 - part of the interface
        *,
        after: int = 0,
    ) -> PhoneMessage:
        """Return the newest message of the bot that fits, waiting until there is one.

        Args:
            user: Whose phone.
            wanted: A part of the text, or a test of the message.
            timeout: Seconds to wait.
            after: Only messages with a greater id.

        Raises:
            SimulatorError: None came in time.
        """

        def fits(message: PhoneMessage) -> bool:
            if not message.from_bot or message.id <= after:
                return False
            return wanted in message.text if isinstance(wanted, str) else wanted(message)

        answer = await self.call("GET", f"users/{user}/messages")
        for view in reversed(answer["messages"]):
            message = PhoneMessage.read(view)
            if fits(message):
                return message
        return await self._wait(user, fits, timeout, answer["seq"], wanted)

    async def _wait(
        self,
        user: int,
        fits: Callable[[PhoneMessage], bool],
        limit: float,
        seq: int,
        wanted: Wanted,
    ) -> PhoneMessage:
        def message_in(event: Json) -> PhoneMessage | None:
            if event["user"] != user or event["kind"] not in {"message", "edited"}:
                return None
            message = PhoneMessage.read(event["message"])
            return message if fits(message) else None

        found = await self._first_event(message_in, limit, seq)
        if found is None:
            raise SimulatorError(
                f"phone {user} got no message like {wanted!r} in {limit} s; {await self._last_words(user)}"
            )
        return found

    async def wait_for_answer(self, user: int, timeout: float = 10.0, *, since: int | None = None) -> Json:  # noqa: ASYNC109
        """Return the next answer to a pressed button: `{"text", "show_alert", "query_id", …}`.

        Args:
            user: Whose phone.
            timeout: Seconds to wait.
            since: Event number to look from (see `position`); now when left out.

        Raises:
            SimulatorError: None came in time.
        """
        seq = await self.position() if since is None else since

        def answer_in(event: Json) -> Json | None:
            return event["answer"] if event["user"] == user and event["kind"] == "answer" else None

        found = await self._first_event(answer_in, timeout, seq)
        if found is None:
            raise SimulatorError(f"phone {user} got no answer to a button in {timeout} s")
        return found

    async def _first_event(self, pick: Callable[[Json], _T | None], limit: float, seq: int) -> _T | None:
        loop = asyncio.get_running_loop()
        deadline = loop.time() + limit
        while (left := deadline - loop.time()) > 0:
            answer = await self.call("GET", "events", since=seq, timeout=min(left, _LONGEST_POLL))
            for event in answer["events"]:
                found = pick(event)
                if found is not None:
                    return found
            seq = answer["next"]
        return None

    async def _last_words(self, user: int) -> str:
        shown = [f"{message.text[:60]!r} {message.labels()}" for message in (await self.messages(user))[-3:]]
        return f"the last messages are {shown}"

    async def position(self) -> int:
        """Return the number of the newest event."""
        return int((await self.call("GET", "state"))["seq"])

    async def faults(self, kind: str, **details: Any) -> None:
        """Order a fault; see `bot.simulator.faults.Fault` for details."""
        await self.call("POST", "faults", {"kind": kind, **details})

    async def clear_faults(self) -> None:
        """Take all faults away."""
        await self.call("DELETE", "faults")

    async def rate(self, per_second: float | None = None, per_chat: float | None = None) -> None:
        """Set the send limits."""
        await self.call("POST", "rate", {"per_second": per_second, "per_chat": per_chat})

    async def clock(self) -> Json:
        """Return `{"now", "offset", "revision"}`."""
        return await self.call("GET", "clock")

    async def clock_advance(self, seconds: float) -> Json:
        """Move the clock forward."""
        return await self.call("POST", "clock", {"advance": seconds})

    async def clock_to(self, moment: str) -> Json:
        """Move the clock to an ISO time or to a named moment such as `this_evening`."""
        key = "to" if moment[:1].isdigit() else "named"
        return await self.call("POST", "clock", {key: moment})

    async def log(self, since: int = 0, *, method: str | None = None) -> list[Json]:
        """Return Bot API calls with their outcome, those whose answer was lost included."""
        calls = (await self.call("GET", "log", since=since))["calls"]
        return [call for call in calls if method in {None, call["method"]}]

    async def reset(self) -> None:
        """Forget everything but the clock."""
        await self.call("POST", "reset")
