"""A post office for tests: people to write to, a wire that does what it is told, and a dispatcher over both."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery.dispatcher import Dispatcher
from bot.delivery.pace import DeliverySettings
from conversations.composing import Composed, Composers
from locales.message import message, pack_message
from locales.text import say
from storage.database import Database
from storage.models import (
    BlockedTimeRow,
    Consent,
    Delivery,
    DeliveryKind,
    Membership,
    Participant,
    Person,
    Programme,
    Role,
    Task,
)
from storage.repositories.deliveries import NewDelivery
from storage.unit_of_work import UnitOfWork
from tests.clocks import ManualClock

BOT = 4200001
Act = Callable[[], Awaitable[None]]


@dataclass
class Call:
    method: str
    chat_id: int
    text: str = ""
    target: int | None = None
    markup: Mapping[str, Any] | None = None
    data: bytes | str = b""
    name: str = ""


@dataclass
class Wire:
    """Stands in for `BotApi`: keeps what was called and what arrived, and fails as told, chat by chat."""

    calls: list[Call] = field(default_factory=list)
    delivered: list[Call] = field(default_factory=list)
    troubles: dict[int, list[BaseException]] = field(default_factory=dict)
    during: dict[int, Act] = field(default_factory=dict)
    numbers: count[int] = field(default_factory=lambda: count(100))

    def fail(self, chat_id: int, *errors: BaseException) -> None:
        """The next calls to this chat end with these errors, one each."""
        self.troubles.setdefault(chat_id, []).extend(errors)

    async def _called(self, call: Call) -> int:
        self.calls.append(call)
        if call.chat_id in self.during:
            await self.during[call.chat_id]()
        if self.troubles.get(call.chat_id):
            raise self.troubles[call.chat_id].pop(0)
        self.delivered.append(call)
        return next(self.numbers)

    def texts(self, chat_id: int) -> list[str]:
        return [call.text for call in self.calls if call.chat_id == chat_id]

    async def call(self, method: str, parameters: Mapping[str, Any], *, read_timeout: float | None = None) -> Any:
        assert read_timeout is None
        text = parameters.get("caption") or parameters.get("title", "")
        number = await self._called(Call(method, parameters["chat_id"], text, markup=parameters.get("reply_markup")))
        return {"message_id": number}

    async def send_message(self, chat_id: int, text: str, *, reply_markup: Mapping[str, Any] | None = None) -> int:
        return await self._called(Call("sendMessage", chat_id, text, markup=reply_markup))

    async def send_photo(
        self,
        chat_id: int,
        photo: bytes | str,
        *,
        caption: str | None = None,
        filename: str = "picture.png",
        reply_markup: Mapping[str, Any] | None = None,
    ) -> int:
        assert photo, filename
        return await self._called(Call("sendPhoto", chat_id, caption or "", markup=reply_markup, data=photo))

    async def send_voice(
        self,
        chat_id: int,
        voice: bytes,
        *,
        caption: str | None = None,
        seconds: int = 0,
        reply_markup: Mapping[str, Any] | None = None,
    ) -> int:
        assert voice, seconds
        return await self._called(Call("sendVoice", chat_id, caption or "", markup=reply_markup, data=voice))

    async def send_document(
        self,
        chat_id: int,
        document: bytes | str,
        *,
        filename: str,
        caption: str | None = None,
        reply_markup: Mapping[str, Any] | None = None,
    ) -> int:
        assert document, filename
        return await self._called(
            Call("sendDocument", chat_id, caption or "", markup=reply_markup, data=document, name=filename)
        )

    async def edit_message_text(
        self, chat_id: int, message_id: int, text: str, *, reply_markup: Mapping[str, Any] | None = None
    ) -> None:
        await self._called(Call("editMessageText", chat_id, text, message_id, reply_markup))

    async def delete_message(self, chat_id: int, message_id: int) -> None:
        await self._called(Call("deleteMessage", chat_id, target=message_id))


async def greet(_store: UnitOfWork, deliveries: Sequence[Delivery], _now: datetime) -> Composed:
    """Composes the key `hello`."""
    return {row.id: message(say("{name} says hello.", name=row.params.get("from", "Kari"))) for row in deliveries}


@dataclass
class Office:
    """One programme with one specialist (chat 900), and as many participants as a test adds (chats from 1)."""

    database: Database
    clock: ManualClock
    machine: ManualClock = field(default_factory=lambda: ManualClock(datetime(2026, 1, 1, tzinfo=UTC)))
    wire: Wire = field(default_factory=Wire)
    composers: dict[str, Any] = field(default_factory=dict)
    programme_id: int = 0
    specialist_id: int = 0
    chats: count[int] = field(default_factory=lambda: count(1))

    def dispatcher(self, worker: str = "one", **settings: Any) -> Dispatcher:
        """A worker over this office's clocks; unpaced unless told otherwise."""
        chosen: dict[str, Any] = {"rate": 0} | settings
        return Dispatcher(
            self.database,
            Composers({"hello": greet} | self.composers),
            self.wire,
            clock=self.clock,
            machine=self.machine,
            settings=DeliverySettings(bot_id=BOT, worker=worker, **chosen),
        )

    async def open(self) -> Office:
        now = self.clock.now()
        async with AsyncSession(self.database.engine, expire_on_commit=False) as session:
            programme = Programme(name="Test", timezone="Europe/Oslo", settings={}, created_at=now)
            specialist = Person(name="Lars", chat_id=900, language="en", reading="own", created_at=now)
            session.add_all([programme, specialist])
            await session.flush()
            session.add(
                Membership(
                    programme_id=programme.id,
                    person_id=specialist.id,
                    role=Role.SPECIALIST,
                    active=True,
                    created_at=now,
                )
            )
            await session.commit()
            self.programme_id, self.specialist_id = programme.id, specialist.id
        return self

    async def participant(self, **changes: Any) -> tuple[int, int, int]:
        """A participant who agreed: (person id, participant id, chat id). `consented=False` leaves the record out."""
        chat = next(self.chats)
        now = self.clock.now()
        person_fields = {name: changes.pop(name) for name in ("language", "reading", "reachable") if name in changes}
        consented = changes.pop("consented", True)
        blocked: list[BlockedTimeRow] = changes.pop("blocked", [])
        async with AsyncSession(self.database.engine, expire_on_commit=False) as session:
            fields: dict[str, Any] = {"language": "en", "reading": "own"} | person_fields
            person = Person(name=f"Amina {chat}", chat_id=chat, created_at=now, **fields)
            session.add(person)
            await session.flush()
            profile = Participant(
                **{
                    "programme_id": self.programme_id,
                    "person_id": person.id,
                    "specialist_id": self.specialist_id,
                    "status": "active",
                    "agreed_at": now,
                    "plan": {},
                    "created_at": now,
                }
                | changes
            )
            session.add(profile)
            await session.flush()
            for row in blocked:
                row.participant_id = profile.id
            session.add_all(blocked)
            if consented:
                session.add(
                    Consent(
                        participant_id=profile.id,
                        language="en",
                        text_version="1",
                        interpreter=False,
                        recorded_by_id=self.specialist_id,
                        recorded_at=now,
                    )
                )
            await session.commit()
            return person.id, profile.id, chat

    async def plan(self, key: str, person_id: int | None, **changes: Any) -> None:
        """Plans a delivery due now: a reminder that greets, unless told otherwise."""
        fields: dict[str, Any] = {
            "kind": DeliveryKind.REMINDER,
            "due": self.clock.now(),
            "message_key": "hello",
        } | changes
        async with self.database.unit_of_work() as store:
            await store.deliveries.plan([NewDelivery(key=key, person_id=person_id, **fields)], self.clock.now())
            await store.commit()

    async def reply(self, key: str, person_id: int | None, chat_id: int, worker: str = "one", **changes: Any) -> int:
        """A reply as the handler of an update leaves it: held by the worker that committed it."""
        fields: dict[str, Any] = {
            "kind": DeliveryKind.REPLY,
            "due": self.clock.now(),
            "message_key": "said",
            "content": pack_message(message(say("Hello."))),
        } | changes
        async with self.database.unit_of_work() as store:
            lease_until = self.machine.now() + timedelta(seconds=30)
            new = NewDelivery(key=key, person_id=person_id, chat_id=chat_id, **fields)
            row = await store.deliveries.reply(new, self.clock.now(), worker, lease_until)
            await store.commit()
            return row.id

    async def rows(self) -> dict[str, Delivery]:
        async with AsyncSession(self.database.engine, expire_on_commit=False) as session:
            return {row.key: row for row in await session.scalars(select(Delivery).order_by(Delivery.id))}

    async def row(self, key: str) -> Delivery:
        return (await self.rows())[key]

    async def tasks(self) -> list[Task]:
        async with AsyncSession(self.database.engine, expire_on_commit=False) as session:
            return list(await session.scalars(select(Task).order_by(Task.id)))

    async def person(self, person_id: int) -> Person:
        async with AsyncSession(self.database.engine, expire_on_commit=False) as session:
            return await session.get_one(Person, person_id)

    async def change(self, table: type[Any], row_id: int, **values: Any) -> None:
        async with AsyncSession(self.database.engine, expire_on_commit=False) as session:
            await session.execute(update(table).where(table.id == row_id).values(**values))
            await session.commit()

    async def run_until_quiet(self, dispatcher: Dispatcher, rounds: int = 50) -> None:
        """Runs the dispatcher, letting time pass, until nothing is left to do within a day."""
        for _ in range(rounds):
            while await dispatcher.run_once():
                pass
            async with self.database.reading() as store:
                due = await store.queue.next_due()
            if due is None:
                return
            ahead = max(due - self.clock.now(), timedelta(seconds=1))
            self.clock.advance(ahead)
            self.machine.advance(ahead)
        raise AssertionError("never quiet")
