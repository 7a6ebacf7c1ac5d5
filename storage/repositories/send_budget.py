"""How fast a bot token may send; one budget for all processes that use it."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select

from storage.models import SendBudget
from storage.repositories.base import Repository

LARGEST_CREDIT = timedelta(seconds=0.25)
"""So much unused time counts at most: after a silence no more than a quarter above the pace leaves in any second."""


def _credit(rate: int) -> timedelta:
    """The unused time that counts; enough for one message at least, however slow the pace."""
    return max(LARGEST_CREDIT, timedelta(seconds=1 / rate))


class SendBudgetRepository(Repository):
    """Grants messages a few at a time. Times are the machine's own, in UTC."""

    async def grant(self, bot_id: int, machine_now: datetime, rate: int) -> int:
        """How many messages this token may send right now; after a silence a few at once, then as time goes.

        The row stays locked until the end of the transaction, so that workers do not grant the same seconds twice.
        `spend` takes what was used.
        """
        budget = await self._budget(bot_id, machine_now)
        if budget.paused_until is not None and budget.paused_until > machine_now:
            return 0
        free_since = max(budget.next_slot_at, machine_now - _credit(rate))
        # Moments are kept by the microsecond; without one of grace the last message of a second is lost to rounding.
        return max(0, int(((machine_now - free_since).total_seconds() + 1e-6) * rate))

    async def spend(self, bot_id: int, machine_now: datetime, rate: int, messages: int) -> None:
        """Takes messages from the budget; replies may overdraw it, and what is planned then waits the longer."""
        budget = await self._budget(bot_id, machine_now)
        free_since = max(budget.next_slot_at, machine_now - _credit(rate))
        budget.next_slot_at = free_since + timedelta(seconds=messages / rate)
        await self._session.flush()

    async def pause_token(self, bot_id: int, machine_now: datetime, until: datetime) -> None:
        """Keeps everybody on this token silent until then, as Telegram asked with a 429."""
        budget = await self._budget(bot_id, machine_now)
        budget.paused_until = max(until, budget.paused_until or until)
        await self._session.flush()

    async def budget(self, bot_id: int, machine_now: datetime) -> SendBudget:
        """The token's budget as it stands."""
        return await self._budget(bot_id, machine_now)

    async def _budget(self, bot_id: int, machine_now: datetime) -> SendBudget:
        fresh = {"bot_id": bot_id, "next_slot_at": machine_now - timedelta(seconds=1)}
        query = select(SendBudget).where(SendBudget.bot_id == bot_id).with_for_update(key_share=True)
        budget = await self._session.scalar(query)
        if budget is None:
            await self._session.execute(self._insert_new(SendBudget, [fresh], ["bot_id"]))
            budget = (await self._session.scalars(query)).one()
        return budget
