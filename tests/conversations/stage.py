"""A stage for conversations: people write and press, and one sees what each of them reads, without any network."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.composing import DELETE, Drop
from conversations.house import build_composers, build_router
from conversations.incoming import Button, Command, Content, Incoming, Started, Text
from conversations.turn import Context, Turn
from locales.render import Reader, Rendered, render
from storage.database import Database
from storage.models import Delivery, DeliveryState, Person
from tests.clocks import ManualClock

CONTEXT = Context(bot_username="bro_bot", timezone="Europe/Oslo", worker="stage")


@dataclass
class Bubble:
    """One message on somebody's screen; `text` is HTML as sent."""

    message_id: int
    delivery: Delivery
    rendered: Rendered

    @property
    def text(self) -> str:
        return self.rendered.text

    @property
    def labels(self) -> list[str]:
        return [button.label for row in self.rendered.rows for button in row]


@dataclass
class Stage:
    """Drives the router over a real database. Chats are numbers of the test's own choosing."""

    database: Database
    clock: ManualClock
    screens: dict[int, list[Bubble]] = field(default_factory=dict)
    toasts: dict[int, list[str]] = field(default_factory=dict)
    phone_language: str = "en"
    _ids: count[int] = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        self.router = build_router(CONTEXT)
        self.composers = build_composers()

    async def send(self, chat: int, content: Content) -> Turn | None:
        """Lets this content come in from the chat, and delivers all that follows from it."""
        incoming = Incoming(next(self._ids), chat, chat, self.phone_language, content, self.clock.now())
        async with self.database.unit_of_work() as store:
            turn = await self.router.handle(store, incoming, self.clock.now(), self.clock.now())
            await store.commit()
        if turn is not None and turn.answer is not None:
            language = turn.person.language if turn.person else self.phone_language
            from locales.message import message  # noqa: PLC0415 - only for the toast

            shown = render(message(turn.answer), Reader(language, "own")).text
            self.toasts.setdefault(chat, []).append(shown)
        await self.deliver()
        return turn

    async def write(self, chat: int, text: str) -> Turn | None:
        """Types words; a slash begins a command."""
        if text.startswith("/start"):
            return await self.send(chat, Started(text.removeprefix("/start").strip() or None, next(self._ids)))
        if text.startswith("/"):
            name, _, argument = text[1:].partition(" ")
            return await self.send(chat, Command(name, argument, next(self._ids)))
        return await self.send(chat, Text(text, next(self._ids)))

    async def press(self, chat: int, label: str) -> Turn | None:
        """Presses the newest button whose label holds these words."""
        for bubble in reversed(self.screens.get(chat, [])):
            for row in bubble.rendered.rows:
                for button in row:
                    if label in button.label:
                        return await self.send(chat, Button(button.payload, bubble.message_id, str(next(self._ids))))
        raise AssertionError(f"no button {label!r} on the screen of {chat}: {self.everything(chat)}")

    async def forge(self, chat: int, payload: str, message_id: int = 1) -> Turn | None:
        """Presses a button that is not there."""
        return await self.send(chat, Button(payload, message_id, str(next(self._ids))))

    def last(self, chat: int) -> Bubble:
        """The newest bubble on the screen."""
        return self.screens[chat][-1]

    def everything(self, chat: int) -> str:
        """All that stands on the screen, buttons in brackets."""
        return "\n---\n".join(
            bubble.text + "".join(f"\n[{label}]" for label in bubble.labels) for bubble in self.screens.get(chat, [])
        )

    async def deliver(self) -> None:
        """Sends what is due, in order, without the dispatcher's checks; the tests of delivery prove those."""
        async with AsyncSession(self.database.engine, expire_on_commit=False) as session:
            ready = (
                (Delivery.state == DeliveryState.SENDING)
                | (Delivery.state == DeliveryState.PLANNED) & (Delivery.next_attempt_at <= self.clock.now())
            )  # fmt: skip
            rows = (await session.scalars(select(Delivery).where(ready).order_by(Delivery.id))).all()
            people = {row.id: row for row in await session.scalars(select(Person))}
        if not rows:
            return
        async with self.database.unit_of_work() as store:
            composed = await self.composers.compose(
                store, [row for row in rows if row.action != "delete"], self.clock.now()
            )
        for row in rows:
            self._put_on_screen(row, people.get(row.person_id or 0), composed.get(row.id))
        async with AsyncSession(self.database.engine) as session:
            for row in rows:
                drop = composed.get(row.id)
                state = drop.state if isinstance(drop, Drop) else DeliveryState.SENT
                await session.execute(update(Delivery).where(Delivery.id == row.id).values(state=state))
            await session.commit()

    def _put_on_screen(self, row: Delivery, person: Person | None, content: object) -> None:
        chat = person.chat_id if person and person.chat_id else row.chat_id
        if chat is None or isinstance(content, Drop):
            return
        screen = self.screens.setdefault(chat, [])
        if row.message_key == DELETE:
            of = row.params.get("of")
            gone = [
                one
                for one in screen
                if row.target_message_id in {one.message_id, None} and of in {one.delivery.id, None}
            ]
            screen[:] = [bubble for bubble in screen if bubble not in gone]
            return
        reader = Reader(person.language, person.reading) if person else Reader(self.phone_language, "own")  # type: ignore[arg-type]
        rendered = render(content, reader)  # type: ignore[arg-type]
        for bubble in screen:
            if row.action == "edit" and bubble.message_id == row.target_message_id:
                bubble.rendered, bubble.delivery = rendered, row
                return
        screen.append(Bubble(next(self._ids), row, rendered))

    async def pass_time(self, **span: float) -> None:
        """Moves the clock on and delivers what became due."""
        self.clock.advance(timedelta(**span))
        await self.deliver()
