"""One update in: one commit, one answer, a note over the chat, and an apology when a conversation breaks."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError, OperationalError
from telegram import Update
from telegram.error import BadRequest

from bot.delivery.edge import Edge
from bot.delivery.replies import ReplySender
from conversations.incoming import Incoming
from conversations.turn import Context, Turn
from locales.message import message
from locales.text import say
from storage.models import DeliveryState, InboxEntry
from storage.unit_of_work import UnitOfWork
from tests.bot.delivery.office import Office

CHAT = 31
USER = {"id": CHAT, "is_bot": False, "first_name": "Sara", "language_code": "en"}


@dataclass
class Side:
    """The calls that are no deliveries."""

    answers: list[tuple[str, str | None, bool]] = field(default_factory=list)
    commands: list[tuple[int | None, list[str]]] = field(default_factory=list)
    broken: bool = False

    async def answer_callback_query(self, query_id: str, text: str | None = None, *, alert: bool = False) -> None:
        if self.broken:
            raise BadRequest("Bad Request: query is too old")
        self.answers.append((query_id, text, alert))

    async def set_commands(self, commands: Sequence[tuple[str, str]], *, chat_id: int | None = None) -> None:
        self.commands.append((chat_id, [name for name, _ in commands]))


@dataclass
class Script:
    """Stands in for the router: says what it is told to, or breaks."""

    errors: list[Exception] = field(default_factory=list)
    says: tuple[str, ...] = ("Hello.",)
    plans: bool = False
    toast: bool = False
    commands_changed: bool = False
    asks: bool = False
    handled: list[int] = field(default_factory=list)

    async def handle(self, store: UnitOfWork, incoming: Incoming, now: datetime, machine_now: datetime) -> Turn | None:
        if not await store.inbox.take(incoming.update_id, now):
            return None
        self.handled.append(incoming.update_id)
        turn = Turn(incoming, now, machine_now, CONTEXT, store)
        turn.person = await store.people.by_chat(incoming.chat_id)
        for words in self.says:
            await turn.say(message(say("{words}", words=words)))
        if self.plans:
            sara = await store.people.add("Sara", "en", now)
            await turn.tell(sara.id, message(say("Hello.")))
        if self.toast:
            turn.toast(say("This button is old. Here is what you can do now."), alarm=True)
        turn.commands_changed = self.commands_changed
        if self.asks:
            await turn.store.errands.ask("fetch", 1, now)
        if self.errors:
            raise self.errors.pop(0)
        return turn


CONTEXT = Context("bro_bot", "Europe/Oslo", "one", timedelta(seconds=30))


@dataclass
class Door:
    office: Office
    script: Script = field(default_factory=Script)
    side: Side = field(default_factory=Side)
    numbers: count[int] = field(default_factory=lambda: count(1))
    pokes: int = 0
    errands: int = 0

    def __post_init__(self) -> None:
        dispatcher = self.office.dispatcher()
        self.edge = Edge(
            self.office.database,
            self.script,
            CONTEXT,
            self.side,
            ReplySender(dispatcher.preparation, dispatcher.carriage),
            clock=self.office.clock,
            machine=self.office.machine,
            planned=self._poke,
            asked=self._asked,
        )

    def _asked(self) -> None:
        self.errands += 1

    def _poke(self) -> None:
        self.pokes += 1

    async def text(self, words: str = "hi", number: int | None = None) -> None:
        chat = {"id": CHAT, "type": "private", "first_name": "Sara"}
        said = {"message_id": 1, "date": 1_790_000_000, "chat": chat, "from": USER, "text": words}
        await self._give({"message": said}, number)

    async def press(self) -> None:
        await self._give({"callback_query": {"id": "q1", "from": USER, "chat_instance": "x", "data": "h:home"}}, None)

    async def _give(self, content: dict[str, Any], number: int | None) -> None:
        raw = {"update_id": next(self.numbers) if number is None else number} | content
        update = Update.de_json(raw, None)
        await self.edge.handle(update)
        await self.edge.drain()


@pytest.fixture
def door(office: Office) -> Door:
    return Door(office)


async def inbox(office: Office) -> list[int]:
    async with office.database.reading_connection() as connection:
        return list(await connection.scalars(select(InboxEntry.update_id).order_by(InboxEntry.update_id)))


async def test_an_answer_leaves_at_once_and_in_order(office: Office, door: Door) -> None:
    door.script.says = ("1", "2", "3")
    await door.text()
    assert [text.strip("\u2068\u2069") for text in office.wire.texts(CHAT)] == ["1", "2", "3"]
    assert {row.state for row in (await office.rows()).values()} == {DeliveryState.SENT}
    assert door.pokes == 0, "answers concern nobody but the process that gives them"


async def test_the_dispatcher_is_woken_for_what_was_planned(door: Door) -> None:
    door.script.plans = True
    await door.text()
    assert door.pokes == 1
    door.script.errors = [RuntimeError("broken")]
    await door.text()
    assert door.pokes == 1, "what was planned was not committed"


@pytest.mark.parametrize("asks", [False, True])
async def test_an_errand_that_was_asked_for_is_begun_at_once(door: Door, asks: bool) -> None:
    door.script.asks = asks
    await door.text()
    assert door.errands == int(asks)


async def test_an_update_given_twice_is_answered_once(office: Office, door: Door) -> None:
    await door.text(number=5)
    await door.text(number=5)
    assert door.script.handled == [5]
    assert len(office.wire.texts(CHAT)) == 1


async def test_a_broken_conversation_is_undone_and_excused(
    office: Office, door: Door, caplog: pytest.LogCaptureFixture
) -> None:
    door.script.errors = [RuntimeError("Sara said: my secret")]
    with caplog.at_level(logging.INFO):
        await door.text("my secret", number=8)
    (text,) = office.wire.texts(CHAT)
    assert text == "Something went wrong with us. It is not your fault. Please try again."
    assert await inbox(office) == [8]
    record = next(record for record in caplog.records if record.name == "bot.delivery.edge")
    assert "secret" not in record.getMessage()
    assert vars(record)["update"] == 8


async def test_while_the_database_is_away_the_update_is_not_taken(office: Office, door: Door) -> None:
    door.script.errors = [OperationalError("x", {}, OSError("gone"))]
    with pytest.raises(OperationalError):
        await door.text(number=9)
    assert await inbox(office) == []
    assert office.wire.calls == []
    await door.text(number=9)
    assert len(office.wire.texts(CHAT)) == 1


async def test_two_transactions_in_each_others_way_are_tried_again(office: Office, door: Door) -> None:
    deadlock = RuntimeError()
    deadlock.sqlstate = "40P01"  # type: ignore[attr-defined]
    door.script.errors = [DBAPIError("x", {}, deadlock)]
    await door.text()
    assert len(door.script.handled) == 2
    assert [text.strip("\u2068\u2069") for text in office.wire.texts(CHAT)] == ["Hello."]


async def test_a_press_is_answered_with_its_note(door: Door) -> None:
    await door.press()
    assert door.side.answers == [("q1", None, False)]
    door.script.toast = True
    await door.press()
    assert door.side.answers[1] == ("q1", "This button is old. Here is what you can do now.", True)


async def test_a_press_that_cannot_be_answered_costs_only_the_note(office: Office, door: Door) -> None:
    door.side.broken = True
    await door.press()
    assert len(office.wire.texts(CHAT)) == 1


async def test_commands_follow_the_person(office: Office, door: Door) -> None:
    async with office.database.unit_of_work() as store:
        await store.people.add("Sara", "en", office.clock.now(), CHAT)
        await store.commit()
    door.script.commands_changed = True
    await door.text()
    ((chat, names),) = door.side.commands
    assert chat == CHAT
    assert "menu" in names


async def test_what_concerns_nobody_is_not_even_looked_at(door: Door) -> None:
    await door._give({}, None)
    assert door.script.handled == []
