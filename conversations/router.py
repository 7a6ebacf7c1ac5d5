"""Who is speaking, what is open, who answers."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime

from conversations import phrases
from conversations.incoming import (
    Blocked,
    Button,
    Command,
    Document,
    Edited,
    Incoming,
    Photo,
    Started,
    Text,
    Unblocked,
    Unsupported,
    Voice,
)
from conversations.part import Part, StepHandler
from conversations.press import BadPressError, read_payload
from conversations.turn import Context, Turn
from locales.message import message
from storage.models import ParticipantStatus
from storage.unit_of_work import UnitOfWork

log = logging.getLogger(__name__)


class Doors:
    """The handlers the router itself must know, by what they are for."""

    def __init__(
        self,
        *,
        redeem: StepHandler,
        stranger: StepHandler,
        onboarding: StepHandler,
        home: StepHandler,
        participant_text: StepHandler,
        specialist_text: StepHandler,
        came_back: StepHandler,
        went_away: StepHandler,
    ) -> None:
        self.redeem = redeem
        self.stranger = stranger
        self.onboarding = onboarding
        self.home = home
        self.participant_text = participant_text
        self.specialist_text = specialist_text
        self.came_back = came_back
        self.went_away = went_away


class Router:
    """Hands each update to the part that answers it."""

    def __init__(self, parts: Sequence[Part], doors: Doors, context: Context) -> None:
        self._parts = {part.code: part for part in parts}
        self._commands: dict[str, list[tuple[Part, StepHandler]]] = {}
        for part in parts:
            for name, handler in part.commands.items():
                self._commands.setdefault(name, []).append((part, handler))
        self._doors = doors
        self._context = context

    async def handle(
        self,
        store: UnitOfWork,
        incoming: Incoming,
        now: datetime,
        machine_now: datetime,
    ) -> Turn | None:
        """Answers one update inside the given transaction; None when it was handled before.

        Args:
            store: a unit of work of the system; the person's own eyes are put on once they are known.
            incoming: the update.
            now: the product's time, UTC.
            machine_now: the machine's time, UTC, for leases.
        """
        if not await store.inbox.take(incoming.update_id, now):
            return None
        turn = await self._recognise(store, incoming, now, machine_now)
        await self._answer(turn)
        return turn

    async def _recognise(self, store: UnitOfWork, incoming: Incoming, now: datetime, machine_now: datetime) -> Turn:
        person = await store.people.by_chat(incoming.chat_id)
        if person is None:
            return Turn(incoming, now, machine_now, self._context, store)
        own = store.acting(person.id)
        return Turn(
            incoming=incoming,
            now=now,
            machine_now=machine_now,
            context=self._context,
            store=own,
            person=person,
            participant=await own.participants.of_person(person.id),
            memberships=tuple(membership for membership in person.memberships if membership.active),
            dialogue=await own.dialogues.of(person.id),
        )

    async def _answer(self, turn: Turn) -> None:  # noqa: PLR0911, C901 - the order of the house, one line each
        content = turn.incoming.content
        if isinstance(content, (Blocked, Unblocked)):
            if turn.person is not None:
                await (self._doors.went_away if isinstance(content, Blocked) else self._doors.came_back)(turn)
            return None
        if turn.person is not None and not turn.person.reachable:
            await self._doors.came_back(turn)
        if isinstance(content, Started) and content.code:
            return await self._doors.redeem(turn)
        if turn.person is None:
            return await self._doors.stranger(turn)
        if isinstance(content, Edited):
            return await turn.say(message(phrases.edited()))
        if isinstance(content, Command):
            return await self._command(turn, content.name)
        if isinstance(content, Started):
            return await self._home(turn)
        if isinstance(content, Button):
            return await self._press(turn, content)
        handler = self._open_step(turn)
        if handler is not None:
            return await self._step(turn, handler)
        if isinstance(content, Unsupported) and not self._outside(turn) and not turn.is_participant:
            return await turn.say(message(phrases.unsupported()))
        return await self._default(turn)

    @staticmethod
    def _outside(turn: Turn) -> bool:
        """Whether the person is a participant who has not agreed yet, or no longer does."""
        outside = (ParticipantStatus.INVITED, ParticipantStatus.WITHDRAWN)
        return not turn.memberships and turn.participant is not None and turn.participant.status in outside

    async def _command(self, turn: Turn, name: str) -> None:
        for part, handler in self._commands.get(name, ()):
            if part.welcomes(turn):
                return await handler(turn)
        return await self._home(turn)

    async def _press(self, turn: Turn, content: Button) -> None:
        press = read_payload(content.payload)
        part = self._parts.get(press.part) if press else None
        handler = part.buttons.get(press.action) if part and press else None
        if press is None or part is None or handler is None or not part.welcomes(turn):
            log.info("a button nobody answers: person=%s update=%s", turn.me.id, turn.incoming.update_id)
            turn.toast(phrases.old_button())
            return await self._home(turn)
        try:
            return await handler(turn, press)
        except BadPressError:
            turn.toast(phrases.old_button())
            return await self._home(turn)

    async def _step(self, turn: Turn, handler: StepHandler) -> None:
        try:
            return await handler(turn)
        except BadPressError:
            return await self._home(turn)

    def _open_step(self, turn: Turn) -> StepHandler | None:
        dialogue = turn.dialogue
        if dialogue is None or dialogue.expires_at <= turn.now:
            return None
        part = self._parts.get(dialogue.flow)
        if part is None or not part.welcomes(turn):
            return None
        return part.steps.get(dialogue.step)

    async def _home(self, turn: Turn) -> None:
        if self._outside(turn):
            return await self._doors.onboarding(turn)
        return await self._doors.home(turn)

    async def _default(self, turn: Turn) -> None:
        if self._outside(turn):
            return await self._doors.onboarding(turn)
        if turn.is_specialist and isinstance(turn.incoming.content, Text | Voice | Photo | Document):
            return await self._doors.specialist_text(turn)
        if turn.is_participant:
            return await self._doors.participant_text(turn)
        return await self._doors.home(turn)
