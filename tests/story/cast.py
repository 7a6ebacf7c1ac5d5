"""The people of the story and what they hold in their hands; buttons are known by what they carry, not by words."""

from __future__ import annotations

import asyncio
import re
import sys
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from fnmatch import fnmatchcase
from typing import TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.simulator.client import SimulatorClient
from bot.simulator.phones import Phone, PhoneMessage
from conversations.contact.waits_morning import WAITS_MORNING
from conversations.morning.specialist import MORNING, TEAM_MORNING
from storage.database import Database
from storage.models import Base, Delivery, DeliveryState
from tests.processes.harness import PATIENCE, ROOT, Bot, until
from tests.story.reading import READINGS, Reading

OSLO = ZoneInfo("Europe/Oslo")
PROGRAMME = "Jobbsjansen Øst"
MORNINGS = (MORNING, TEAM_MORNING, WAITS_MORNING)
"""Whether these are out when the clock jumps is chance, so no chapter's books hold them."""

SENDING = ("sendMessage", "sendPhoto", "sendDocument", "sendVenue", "sendLocation", "sendVoice", "sendAudio")
_CODE = re.compile(r"\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}\b")

Row = TypeVar("Row", bound=Base)


def oslo(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment on the clocks of Oslo."""
    return datetime.combine(day, time(hour, minute), tzinfo=OSLO)


@dataclass(frozen=True)
class Variant:
    """One way to play the story."""

    engine: str
    language: str
    staff_language: str
    by_webhook: bool = False

    def __str__(self) -> str:
        return f"{self.engine}-{self.language}-{'webhook' if self.by_webhook else 'polling'}"


def payloads(message: PhoneMessage) -> list[str]:
    """What the buttons carry."""
    return [str(button.get("callback_data", "")) for row in message.buttons for button in row]


def carries(pattern: str) -> Callable[[PhoneMessage], bool]:
    """Whether a message has a button whose payload fits, `*` for any words."""
    return lambda message: any(fnmatchcase(payload, pattern) for payload in payloads(message))


@dataclass
class Player:
    """Somebody with a phone. Looks no further up than the bubble that was dealt with last."""

    client: SimulatorClient
    phone: Phone
    bubble: int = 0
    typed: list[str] = field(default_factory=list)

    @property
    def id(self) -> int:
        return self.phone.id

    @property
    def language(self) -> str:
        return self.phone.language_code

    async def tap(self, pattern: str) -> None:
        """Presses the newest button that fits, as soon as there is one."""
        message = await self.sees(pattern)
        payload = next(payload for payload in payloads(message) if fnmatchcase(payload, pattern))
        await self.client.press(self.id, payload, message_id=message.id)

    async def sees(self, pattern: str, *, without: str = "") -> PhoneMessage:
        """The newest message with a button that fits, and none that fits the other, as soon as there is one."""
        fits, unwanted = carries(pattern), carries(without)
        return await self._found(lambda message: fits(message) and not unwanted(message), pattern)

    async def reads(self, *parts: str, without: str = "") -> PhoneMessage:
        """The newest message that says all this and not that, as soon as there is one."""

        def says(message: PhoneMessage) -> bool:
            return all(part in message.text for part in parts) and not (without and without in message.text)

        return await self._found(says, " and ".join(parts))

    async def _found(self, fits: Callable[[PhoneMessage], bool], what: str) -> PhoneMessage:
        try:
            message = await self.client.wait_for_message(self.id, fits, PATIENCE, after=self.bubble - 1)
        except Exception as error:
            error.add_note(f"{self.phone.label} waited for {what}")
            raise
        self.bubble = message.id
        return message

    async def write(self, text: str) -> None:
        """Writes a message; what is dealt with from now on stands under it."""
        self.typed.append(text)
        self.bubble = (await self.client.send(self.id, text)).id

    async def send(self, kind: str) -> PhoneMessage:
        """Sends a `voice` or a `photo`; what is dealt with from now on stands under it."""
        sent = await self.client.send_file(self.id, kind)
        self.bubble = sent.id
        return sent

    async def ever_shown(self, since: int = 0) -> list[PhoneMessage]:
        """Each message of the bot as it was shown at any time after this event, those since changed or gone too."""
        answer = await self.client.call("GET", "events", since=since, timeout=0)
        assert not answer["missed"], "the stand-in keeps fewer events than this story has"
        seen = [event for event in answer["events"] if event["user"] == self.id]
        shown = [PhoneMessage.read(event["message"]) for event in seen if event["kind"] in {"message", "edited"}]
        return [message for message in shown if message.from_bot]

    async def open_link(self, code: str) -> None:
        """Opens an invitation link."""
        self.bubble = (await self.client.start(self.id, code)).id

    async def shown_code(self) -> tuple[str, PhoneMessage]:
        """The code of the newest invitation, and the picture it came with."""
        message = await self._found(lambda shown: _CODE.search(shown.text) is not None, "a code")
        found = _CODE.search(message.text)
        assert found is not None
        return found[0], message

    async def newest(self) -> int:
        """The number of the newest message on the screen."""
        return max((message.id for message in await self.client.messages(self.id)), default=0)

    async def look_down(self) -> None:
        """Deals only with what comes from now on."""
        self.bubble = await self.newest() + 1

    async def messages_since(self, mark: int) -> list[PhoneMessage]:
        """What the bot sent after a mark and still stands on the screen."""
        return [message for message in await self.client.messages(self.id) if message.from_bot and message.id > mark]


@dataclass(repr=False)
class Story:
    """The real bot, the stand-in whose clock it lives by, the database they share, and the people."""

    variant: Variant
    client: SimulatorClient
    address: str
    database: Database
    bot: Bot
    coordinator: Player
    specialist: Player
    participant: Player
    printed: str = ""
    diary: dict[str, PhoneMessage] = field(default_factory=dict)

    @property
    def reading(self) -> Reading:
        return READINGS[self.variant.language]

    # Time

    async def at(self, moment: datetime) -> None:
        """Moves the clock that everybody lives by."""
        await self.client.clock_to(moment.astimezone(UTC).isoformat())

    async def today(self) -> date:
        """The day it is in Oslo."""
        now = datetime.fromisoformat((await self.client.clock())["now"])
        return now.astimezone(OSLO).date()

    # The stand-in's log

    async def position(self) -> int:
        """A mark in the log of calls."""
        calls = await self.client.log()
        return int(calls[-1]["seq"]) if calls else 0

    async def sent_to(self, player: Player, mark: int = 0) -> list[datetime]:
        """When messages were sent to this phone after a mark, edits not counted."""
        return [
            datetime.fromisoformat(call["at"])
            for call in await self.client.log(mark)
            if call["chat_id"] == player.id and call["method"] in SENDING and call["delivered"]
        ]

    # The database

    async def rows(self, model: type[Row]) -> Sequence[Row]:
        """All rows of a table."""
        async with AsyncSession(self.database.engine, expire_on_commit=False) as session:
            return (await session.scalars(select(model))).all()

    async def row(self, model: type[Row]) -> Row:
        """The newest row of a table."""
        return max(await self.rows(model), key=lambda row: row.id)  # type: ignore[attr-defined] # all of ours have one

    async def quiet(self) -> None:
        """Waits until nothing that is due now is on its way."""

        async def is_quiet() -> bool:
            now = datetime.fromisoformat((await self.client.clock())["now"])
            return not any(
                row.state == DeliveryState.SENDING
                or (row.state == DeliveryState.PLANNED and row.next_attempt_at <= now)
                for row in await self.rows(Delivery)
            )

        await until(is_quiet, f"all that is due has left; {''.join(self.bot.lines[-10:])}")

    async def planned(self) -> list[Delivery]:
        """What waits for its time."""
        return [row for row in await self.rows(Delivery) if row.state == DeliveryState.PLANNED]


async def run_command(environment: dict[str, str], *arguments: str) -> str:
    """Runs `brobygger` as somebody would at a terminal, and gives what it prints."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *arguments, cwd=ROOT, env=environment, stdin=DEVNULL, stdout=PIPE, stderr=PIPE
    )
    printed, errors = await asyncio.wait_for(process.communicate(), PATIENCE)
    assert process.returncode == 0, errors.decode()
    return printed.decode()


async def start_bot(environment: dict[str, str], module: str, *arguments: str) -> Bot:
    """Starts a process of the bot and waits until it is ready."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, *arguments, cwd=ROOT, env=environment, stdin=DEVNULL, stdout=DEVNULL, stderr=PIPE
    )
    bot = Bot(process)
    bot.reader = asyncio.create_task(bot._read())
    await bot.ready()
    return bot
