"""Everything the stand-in remembers: people, chats, messages, files, and what the bot told about itself."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from bot.simulator.clock import SimulatedClock
from bot.simulator.config import SimulatorConfig
from bot.simulator.errors import ApiError, bad_request, forbidden
from bot.simulator.events import CallLog, EventLog
from bot.simulator.faults import Faults, Rate
from bot.simulator.files import FileStore
from bot.simulator.profile import BotProfile
from bot.simulator.updates import UpdateQueue

Json = dict[str, Any]


@dataclass(slots=True)
class Message:
    """One message as the Bot API shows it.

    Attributes:
        body: The `Message` object; an edit replaces it, so whoever holds the old one keeps the old one.
        outgoing: The bot wrote it.
    """

    body: Json
    outgoing: bool


@dataclass(slots=True)
class Person:
    """Somebody with a phone.

    Attributes:
        user: The `User` object.
        chat: The `Chat` object of the private chat with the bot; same id.
        label: What the page calls the phone.
        started: They pressed start at least once.
        blocked: They blocked the bot.
        deactivated: The account is gone.
        messages: By message id, oldest first.
        keyboard: The reply keyboard or forced reply now shown, if any.
        menu_button: What the bot set for this chat, if anything.
    """

    user: Json
    chat: Json
    label: str
    started: bool = False
    blocked: bool = False
    deactivated: bool = False
    messages: dict[int, Message] = field(default_factory=dict)
    keyboard: Json | None = None
    menu_button: Json | None = None

    @property
    def id(self) -> int:
        """The id of the person and of their chat with the bot."""
        return int(self.user["id"])


@dataclass(slots=True)
class Query:
    """A pressed button that waits for its answer."""

    person: int
    message_id: int
    pressed: float
    answered: bool = False


class World:
    """The state of one stand-in; created once, `reset` empties it."""

    def __init__(self, config: SimulatorConfig) -> None:
        self.config = config
        self.clock = SimulatedClock()
        self.events = EventLog(config.events_kept)
        self.calls = CallLog(config.log_kept if config.keep_history else 1000)
        self.updates = UpdateQueue()
        self.faults = Faults()
        self.rate = Rate(config.monotonic)
        self.files = FileStore()
        self.profile = BotProfile(config.bot_name)
        self.people: dict[int, Person] = {}
        self.queries: dict[str, Query] = {}
        self.bot: Json = {
            "id": config.bot_id,
            "is_bot": True,
            "first_name": config.bot_name,
            "username": config.bot_username,
        }
        self._kept = config.history_per_chat if config.keep_history else 1
        self._next_person = 1001
        self._next_message = 1
        self._next_query = 1

    def reset(self) -> None:
        """Forget people, messages, updates, faults and limits; the clock and the webhook stay."""
        self.people.clear()
        self.queries.clear()
        self.updates.drop()
        self.updates.release()
        self.faults.clear()
        self.rate.set(None, None)
        self.files = FileStore()
        self.profile = BotProfile(self.config.bot_name)
        self.calls = CallLog(self.config.log_kept)
        self.events.add("reset", None)

    def close(self) -> None:
        """Let go of everybody who waits, because the server stops."""
        for signal in (self.events.changed, self.updates.changed, self.clock.moved, self.faults.cleared):
            signal.close()

    def add_person(
        self,
        person_id: int | None = None,
        *,
        first_name: str = "",
        language_code: str = "en",
        label: str = "",
        started: bool = False,
    ) -> Person:
        """Create a person with a phone.

        Raises:
            ValueError: The id is taken or is not positive.
        """
        chosen = self._free_id() if person_id is None else person_id
        if chosen in self.people or chosen <= 0 or chosen == self.config.bot_id:
            raise ValueError(f"id {chosen} is taken or not a person's")
        name = first_name or f"Person {chosen}"
        person = Person(
            user={"id": chosen, "is_bot": False, "first_name": name, "language_code": language_code},
            chat={"id": chosen, "first_name": name, "type": "private"},
            label=label or name,
            started=started,
        )
        self.people[chosen] = person
        self.events.add("user", chosen, person)
        return person

    def _free_id(self) -> int:
        while self._next_person in self.people:
            self._next_person += 1
        return self._next_person

    def add_crowd(self, first_id: int, count: int, language_codes: Iterable[str]) -> None:
        """Create many people who have pressed start, without an event for each: for benchmarks."""
        codes = list(language_codes) or ["en"]
        for index in range(count):
            chosen = first_id + index
            name = f"Person {chosen}"
            self.people[chosen] = Person(
                user={"id": chosen, "is_bot": False, "first_name": name, "language_code": codes[index % len(codes)]},
                chat={"id": chosen, "first_name": name, "type": "private"},
                label=name,
                started=True,
            )
        self.events.add("reset", None)

    def chat(self, chat_id: Any) -> Person:
        """Return the person of a chat.

        Raises:
            ApiError: 400 "chat not found".
        """
        person = self.people.get(chat_id)
        if person is None:
            raise bad_request("chat not found")
        return person

    def recipient(self, chat_id: Any) -> Person:
        """Return the person of a chat the bot may write to.

        Raises:
            ApiError: 400 "chat not found", or 403 with the reason.
        """
        person = self.chat(chat_id)
        if person.started and not person.blocked and not person.deactivated:
            return person
        raise _closed(person)

    def post(self, person: Person, content: Json, markup: Json | None = None) -> Json:
        """Put a message of the bot into a chat and return its `Message` object."""
        body = self._body(person, self.bot, content)
        if markup:
            if "inline_keyboard" in markup:
                if markup["inline_keyboard"]:
                    body["reply_markup"] = markup
            else:
                person.keyboard = None if "remove_keyboard" in markup else markup
                self.events.add("keyboard", person.id, person.keyboard)
        self._keep(person, Message(body, outgoing=True))
        return body

    def receive(self, person: Person, content: Json) -> Json:
        """Put a message of the person into the chat and queue its update."""
        body = self._body(person, person.user, content)
        if person.keyboard and (person.keyboard.get("one_time_keyboard") or "force_reply" in person.keyboard):
            person.keyboard = None
            self.events.add("keyboard", person.id, None)
        self._keep(person, Message(body, outgoing=False))
        self.updates.add("message", body)
        return body

    def _body(self, person: Person, sender: Json, content: Json) -> Json:
        message_id = self._next_message
        self._next_message += 1
        return {
            "message_id": message_id,
            "from": sender,
            "chat": person.chat,
            "date": int(self.clock.timestamp()),
            **content,
        }

    def _keep(self, person: Person, message: Message) -> None:
        messages = person.messages
        messages[message.body["message_id"]] = message
        if len(messages) > self._kept:
            del messages[next(iter(messages))]
        self.events.add("message", person.id, message)

    def revise(self, person: Person, message: Message, body: Json) -> Json:
        """Replace a message's body after an edit, by either side."""
        fresh = Message({**body, "edit_date": int(self.clock.timestamp())}, message.outgoing)
        person.messages[body["message_id"]] = fresh
        self.events.add("edited", person.id, fresh)
        return fresh.body

    def remove(self, person: Person, message_id: int) -> None:
        """Take a message from the chat."""
        del person.messages[message_id]
        self.events.add("deleted", person.id, message_id)

    def open_query(self, person: Person, message_id: int) -> str:
        """Note a pressed button and return the query's id."""
        query_id = str(77_000_000_000 + self._next_query)
        self._next_query += 1
        self.queries[query_id] = Query(person.id, message_id, self.config.monotonic())
        return query_id


def _closed(person: Person) -> ApiError:
    if person.deactivated:
        return forbidden("user is deactivated")
    if not person.started:
        return forbidden("bot can't initiate conversation with a user")
    return forbidden("bot was blocked by the user")
