"""Keeping the command list of each chat in step with the person's roles and language."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Protocol

from telegram.error import TelegramError

from conversations.home.commands import commands_for
from conversations.turn import Turn
from locales.languages import NORWEGIAN
from locales.render import write
from storage.models import Person, Role

log = logging.getLogger(__name__)

_DESCRIPTION_LIMIT = 256


class CommandApi(Protocol):
    """The one call this needs."""

    async def set_commands(self, commands: Sequence[tuple[str, str]], *, chat_id: int | None = None) -> None:
        """Set the command list of one chat."""
        ...


async def sync_commands(api: CommandApi, turn: Turn) -> None:
    """Shows the person, and participants whom the turn let in, the commands of their roles in their language.

    Failing is logged and costs nothing else.
    """
    if turn.commands_changed and turn.person is not None:
        roles = [Role(membership.role) for membership in turn.memberships]
        if turn.is_participant:
            roles.append(Role.PARTICIPANT)
        await _show(api, turn.person, roles)
    for participant in turn.let_in:
        await _show(api, participant.person, [Role.PARTICIPANT])


async def _show(api: CommandApi, person: Person, roles: list[Role]) -> None:
    if person.chat_id is None:
        return
    language = NORWEGIAN if person.reading == "norwegian" else person.language
    commands = [(name, write(text, language)[:_DESCRIPTION_LIMIT]) for name, text in commands_for(roles)]
    try:
        await api.set_commands(commands, chat_id=person.chat_id)
    except TelegramError:
        log.warning("commands not set", extra={"person": person.id})
