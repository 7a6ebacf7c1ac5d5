"""The edge: one update in, one transaction, one commit; then the answers leave."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from datetime import datetime
from typing import Any, Protocol

from telegram import Update
from telegram.error import TelegramError

from bot.delivery.commands import CommandApi, sync_commands
from bot.delivery.outage import is_collision, is_outage
from bot.delivery.replies import ReplySender
from bot.telegram.inbound import incoming_of
from conversations import phrases
from conversations.clock import Clock
from conversations.incoming import Button, Incoming
from conversations.turn import Context, Turn
from locales.languages import SOURCE, from_phone
from locales.message import message
from locales.render import write
from storage.database import Database
from storage.unit_of_work import UnitOfWork

log = logging.getLogger(__name__)

_COLLISIONS = 5
_TOAST_LIMIT = 200
"""What Telegram shows over a chat at most."""


class Conversations(Protocol):
    """What answers updates; `conversations.router.Router` in the product."""

    async def handle(self, store: UnitOfWork, incoming: Incoming, now: datetime, machine_now: datetime) -> Turn | None:
        """Answer one update inside the given transaction; None when it was handled before."""
        ...


class EdgeApi(CommandApi, Protocol):
    """The calls that are no deliveries: nothing is lost when they fail."""

    async def answer_callback_query(self, query_id: str, text: str | None = None, *, alert: bool = False) -> None:
        """End the waiting sign on a pressed button."""
        ...


class Edge:
    """Handles updates: the only place that commits what conversations do.

    Args:
        database: where everything happens.
        router: answers one update inside a transaction.
        context: what every turn of this process knows.
        api: for notes over the chat and command lists.
        replies: sends the answers.
        clock: the product's time.
        machine: the machine's time, for leases.
        planned: called after a commit of something that was planned for the dispatcher to send.
        asked: called after a commit in which an errand was asked for.
    """

    def __init__(
        self,
        database: Database,
        router: Conversations,
        context: Context,
        api: EdgeApi,
        replies: ReplySender,
        *,
        clock: Clock,
        machine: Clock,
        planned: Callable[[], None] = lambda: None,
        asked: Callable[[], None] = lambda: None,
    ) -> None:
        self._database = database
        self._router = router
        self._context = context
        self._api = api
        self._replies = replies
        self._clock = clock
        self._machine = machine
        self._planned = planned
        self._asked = asked
        self._background: set[asyncio.Task[None]] = set()

    async def handle(self, update: Update) -> None:
        """Handles one update and returns when it is committed; answers leave on their own.

        Raises:
            Exception: the database is away; the update was not handled and should be given again.
        """
        incoming = incoming_of(update)
        if incoming is None:
            return
        try:
            turn = await self._converse(incoming)
        except Exception as error:
            if is_outage(error):
                raise
            log.exception("update failed in a conversation", extra={"update": incoming.update_id})
            turn = await self._apologise(incoming)
        self._follow_up(incoming, turn)

    async def drain(self) -> None:
        """Returns when notes over chats and answers are out."""
        while self._background:
            await asyncio.wait(set(self._background))
        await self._replies.drain()

    async def _converse(self, incoming: Incoming) -> Turn | None:
        for left in reversed(range(_COLLISIONS)):
            try:
                async with self._database.unit_of_work() as store:
                    turn = await self._router.handle(store, incoming, self._clock.now(), self._machine.now())
                    await store.commit()
                    return turn
            except Exception as error:
                if not left or not is_collision(error):
                    raise
                log.info("update meets another one, again", extra={"update": incoming.update_id})
        return None

    async def _apologise(self, incoming: Incoming) -> Turn | None:
        """Counts the update as handled and says sorry: it would break in the same way again."""
        async with self._database.unit_of_work() as store:
            now = self._clock.now()
            if not await store.inbox.take(incoming.update_id, now):
                return None
            turn = Turn(incoming, now, self._machine.now(), self._context, store)
            turn.person = await store.people.by_chat(incoming.chat_id)
            await turn.say(message(phrases.sorry()), onboarding=True)
            await store.commit()
            return turn

    def _follow_up(self, incoming: Incoming, turn: Turn | None) -> None:
        if isinstance(incoming.content, Button):
            self._start(self._answer_button(incoming, incoming.content.query_id, turn))
        if turn is None:
            return
        self._replies.hand_over(incoming.chat_id, [reply.id for reply in turn.replies])
        if turn.store.errand_asked:
            self._asked()
        if turn.store.has_planned:
            self._planned()
        if turn.commands_changed or turn.let_in:
            self._start(sync_commands(self._api, turn))

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._background.add(task)
        task.add_done_callback(self._background.discard)

    async def _answer_button(self, incoming: Incoming, query_id: str, turn: Turn | None) -> None:
        """Ends the waiting sign, with the turn's note in the person's language; failing costs nothing but the note."""
        try:
            await self._api.answer_callback_query(query_id, _note(incoming, turn), alert=bool(turn and turn.alarm))
        except TelegramError:
            log.info("button not answered", extra={"update": incoming.update_id})
        except Exception:
            log.exception("button not answered", extra={"update": incoming.update_id})


def _note(incoming: Incoming, turn: Turn | None) -> str | None:
    if turn is None or turn.answer is None:
        return None
    if turn.person is None:
        language = from_phone(incoming.language_code) or SOURCE
    else:
        language = "nb" if turn.person.reading == "norwegian" else turn.person.language
    return write(turn.answer, language)[:_TOAST_LIMIT]
