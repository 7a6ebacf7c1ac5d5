"""Inviting somebody onto a programme's staff from outside the chat: the command line, and the demo."""

from __future__ import annotations

from bot import app
from bot.settings import Settings
from conversations.invitations.codes import link
from conversations.invitations.service import invite_staff
from storage.models import Role


async def make_invitation(settings: Settings, role: Role, programme_name: str) -> tuple[str, str]:
    """Makes a code, and the programme too when it is not there yet; gives the link and the code.

    Raises:
        TelegramError: Telegram does not say what the bot is called.
        ValueError: participants are invited by their specialist, in the chat.
    """
    async with (
        app.open_api(settings) as api,
        app.open_database(settings) as database,
        app.open_clock(settings) as clock,
    ):
        me = await api.get_me()
        now = clock.now()
        async with database.unit_of_work() as store:
            programme = await store.programmes.named(programme_name)
            if programme is None:
                programme = await store.programmes.add(programme_name, settings.timezone, now)
            code = await invite_staff(store, role=role, programme_id=programme.id, invited_by_id=None, now=now)
            await store.commit()
    return link(me.username or "", code), code
