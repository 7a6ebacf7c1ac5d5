"""A tap asks the database no more than it must: it is what the bot does most."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, event, select
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.incoming import Button, Incoming
from storage.models import ChecklistItemRow, ItemState
from tests.conversations.home.scene import AMINA, Scene

STATEMENTS_OF_A_TAP = 11
"""The update as handled; person, places on a staff, profile, dialogue; item, its list's items; its tasks; the tick; the
answer; and SQLite's beginning of the transaction, which PostgreSQL's driver sees to itself."""


async def test_a_tap_is_a_handful_of_statements(scene: Scene) -> None:
    stage = scene.stage
    await stage.write(AMINA, "/lists")
    await stage.press(AMINA, "Add a list")
    await stage.press(AMINA, stage.last(AMINA).labels[0])
    async with AsyncSession(stage.database.engine) as session:
        item = (await session.scalars(select(ChecklistItemRow).order_by(ChecklistItemRow.id).limit(1))).one()
    heard: list[str] = []

    def hear(_c: Connection, _cursor: object, statement: str, *_rest: Any) -> None:
        heard.append(statement)

    event.listen(stage.database.engine.sync_engine, "before_cursor_execute", hear)
    button = Button(f"cl:do:{item.id}:{ItemState.DONE}", 1, "q")
    now = stage.clock.now()
    async with stage.database.unit_of_work() as store:
        turn = await stage.router.handle(store, Incoming(10_000, AMINA, AMINA, "en", button, now), now, now)
        await store.commit()
    event.remove(stage.database.engine.sync_engine, "before_cursor_execute", hear)
    assert turn is not None
    assert [reply.action for reply in turn.replies] == ["edit"]
    assert len(heard) <= STATEMENTS_OF_A_TAP, "\n\n".join(heard)
    async with AsyncSession(stage.database.engine) as session:
        kept = await session.get(ChecklistItemRow, item.id)
        assert kept is not None
        assert kept.state == ItemState.DONE
