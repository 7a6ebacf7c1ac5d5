"""A small programme with plainly made-up people, put in through the real conversations, tap by tap."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.simulator.client import SimulatorClient
from bot.simulator.phones import Phone, PhoneMessage

PATIENCE = 30.0
_CODE = re.compile(r"\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}\b")


@dataclass(frozen=True)
class Participant:
    """Somebody to invite: a first name, the phone's language, and what stands over the phone."""

    name: str
    language: str
    label: str


PARTICIPANTS = (
    Participant("Yonas", "ti", "Yonas, participant"),
    Participant("Amina", "ar", "Amina, participant"),
)
PROGRAMME = "Demo programme"


class Hand:
    """Presses and writes on one phone, as its owner would; buttons are known by what they carry, not by their words."""

    def __init__(self, client: SimulatorClient, phone: Phone) -> None:
        self._client = client
        self.phone = phone

    async def tap(self, prefix: str, *, after: int = 0) -> None:
        """Presses the newest button whose payload begins so, as soon as there is one below message `after`."""
        message = await self._client.wait_for_message(
            self.phone.id, lambda shown: _payload(shown, prefix) is not None, PATIENCE, after=after
        )
        await self._client.press(self.phone.id, _payload(message, prefix) or "", message_id=message.id)

    async def sees(self, prefix: str, *, after: int = 0) -> PhoneMessage:
        """Waits for a button whose payload begins so."""
        return await self._client.wait_for_message(
            self.phone.id, lambda shown: _payload(shown, prefix) is not None, PATIENCE, after=after
        )

    async def write(self, text: str) -> None:
        """Writes a message."""
        await self._client.send(self.phone.id, text)

    async def point(self, latitude: float, longitude: float) -> None:
        """Sends a point on the map."""
        await self._client.send_location(self.phone.id, latitude, longitude)

    async def open_link(self, code: str) -> None:
        """Opens an invitation link."""
        await self._client.start(self.phone.id, code)

    async def code(self, *, after: int) -> str:
        """The invitation code that is shown, below message `after`."""
        message = await self._client.wait_for_message(
            self.phone.id, lambda shown: _CODE.search(shown.text) is not None, PATIENCE, after=after
        )
        found = _CODE.search(message.text)
        return found[0] if found else ""

    async def newest(self) -> int:
        """The number of the newest message on the screen, 0 when there is none."""
        return max((message.id for message in await self._client.messages(self.phone.id)), default=0)


def _payload(message: PhoneMessage, prefix: str) -> str | None:
    for row in message.buttons:
        for button in row:
            payload = str(button.get("callback_data", ""))
            if payload.startswith(prefix):
                return payload
    return None


async def seed(client: SimulatorClient, invite_coordinator: Callable[[], Awaitable[str]]) -> None:
    """Fills the demo: a coordinator, a specialist with a place to meet, and two participants who have agreed.

    Args:
        client: the stand-in with the phones; the bot must be running beside it.
        invite_coordinator: makes the first code, as the command line does.

    Raises:
        SimulatorError: the bot did not answer as expected within half a minute.
    """
    kari = Hand(client, await client.add_user("Kari", "en", label="Kari, coordinator"))
    lars = Hand(client, await client.add_user("Lars", "nb", label="Lars, specialist"))
    people = [
        (one, Hand(client, await client.add_user(one.name, one.language, label=one.label))) for one in PARTICIPANTS
    ]
    await _join_staff(kari, await invite_coordinator(), "en", "Kari")
    shown = await kari.newest()
    await kari.tap("h:home")
    await kari.tap("in:specialist")
    await _join_staff(lars, await kari.code(after=shown), "nb", "Lars")
    await _add_place(lars)
    for one, hand in people:
        await _take_in(lars, one, hand)


async def _join_staff(hand: Hand, code: str, language: str, name: str) -> None:
    await hand.open_link(code)
    await hand.tap(f"in:language:{language}")
    await hand.write(name)
    await hand.sees("h:home")


async def _add_place(lars: Hand) -> None:
    await lars.tap("h:home")
    await lars.tap("pl:list")
    await lars.tap("pl:new:")
    for words in ("NAV Sentrum", "Storgata 1", "Torget"):
        await lars.write(words)
    await lars.tap("pl:skip:room")
    await lars.sees("pl:skip:point")
    await lars.point(59.9139, 10.7522)
    await lars.sees("pl:edit:")


async def _take_in(lars: Hand, one: Participant, hand: Hand) -> None:
    """An invitation, the participant's own yes, and the specialist's record of it."""
    shown = await lars.newest()
    await lars.write("/menu")
    await lars.tap("in:participant", after=shown)
    await lars.write(one.name)
    await hand.open_link(await lars.code(after=shown))
    await hand.tap(f"ob:language:{one.language}")
    for page in range(2, 6):
        await hand.tap(f"ob:page:{page}")
    shown = await lars.newest()
    await hand.tap("ob:agree:")
    await lars.tap("co:record:", after=shown)
    await lars.tap("co:check:", after=shown)
    await lars.tap("co:save:", after=shown)
    await hand.sees("h:home")
