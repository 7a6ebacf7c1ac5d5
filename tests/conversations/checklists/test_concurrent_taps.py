"""Taps at once, hers and her specialist's: what comes out is what some order of them would have given."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import AsyncExitStack
from datetime import date, timedelta
from itertools import count, permutations
from typing import NamedTuple

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.checklists import service
from conversations.incoming import Button, Incoming
from storage.models import ChecklistItemRow, Doer, ItemState
from tests.conversations.home.scene import AMINA, MARTA, Scene

ITEMS = 7
"""On the list *Getting started*."""

CONNECTIONS = 8

THEIRS = "ck:done"
"""What they do together is done, says the specialist."""

_updates = count(20_000)


class Tap(NamedTuple):
    """A press on the item of this number, counted from nought in the library's order."""

    item: int
    action: str

    @property
    def chat(self) -> int:
        return MARTA if self.action == THEIRS else AMINA

    def payload(self, ids: Sequence[int]) -> str:
        part, code, *rest = self.action.split(":")
        return ":".join([part, code, str(ids[self.item]), *rest])


class Standing(NamedTuple):
    """How one item stands."""

    state: str = ItemState.OPEN
    later_until: date | None = None
    done_once: bool = False


class Whole(NamedTuple):
    """How the list stands: each item by its number, and their numbers in the order shown."""

    items: tuple[Standing, ...] = (Standing(),) * ITEMS
    order: tuple[int, ...] = tuple(range(ITEMS))


TAPS = st.builds(
    Tap,
    st.integers(0, ITEMS - 1),
    st.sampled_from(
        ["cl:do:done", "cl:do:open", "cl:do:left_out", "cl:wait:1", "cl:wait:7", "cl:move:-1", "cl:move:1", THEIRS]
    ),
)
NEIGHBOURS = st.builds(Tap, st.integers(2, 4), st.sampled_from(["cl:move:-1", "cl:move:1", "cl:do:open", THEIRS]))
"""Taps that are in each other's way."""

AT_ONCE = st.lists(st.lists(TAPS | NEIGHBOURS, min_size=2, max_size=5), min_size=1, max_size=3)


def after(whole: Whole, tap: Tap, today: date) -> Whole:
    """The rules once more, as simply as they can be said."""
    kind, what = "they" if tap.action == THEIRS else tap.action.split(":")[1], tap.action.split(":")[-1]
    items, order = list(whole.items), list(whole.order)
    before = items[tap.item]
    if kind == "they":
        items[tap.item] = Standing(ItemState.DONE, None, done_once=True) if before.state == ItemState.OPEN else before
    elif kind == "do":
        items[tap.item] = Standing(what, None, before.done_once or what == ItemState.DONE)
    elif kind == "wait":
        items[tap.item] = Standing(ItemState.OPEN, today + timedelta(days=int(what)), before.done_once)
    else:
        shown = [one for one in order if items[one].state != ItemState.LEFT_OUT]
        hidden = [one for one in order if one not in shown]
        place = shown.index(tap.item) if tap.item in shown else -1
        to = place + int(what)
        if place >= 0 and 0 <= to < len(shown):
            shown[place], shown[to] = shown[to], shown[place]
            order = [*shown, *hidden]
    return Whole(tuple(items), tuple(order))


def outcomes(whole: Whole, taps: Sequence[Tap], today: date) -> set[Whole]:
    """Whatever these taps may lead to, one after the other in any order."""
    found = set()
    for order in set(permutations(taps)):
        one = whole
        for tap in order:
            one = after(one, tap, today)
        found.add(one)
    return found


async def fresh_list(scene: Scene) -> list[int]:
    """The list as it is on the first day, all of it done together; gives the items' ids in the library's order."""
    async with AsyncExitStack() as stack:
        # Those that must connect first would come one after the other.
        for _ in range(CONNECTIONS):
            await stack.enter_async_context(scene.stage.database.engine.connect())
    async with scene.stage.database.unit_of_work() as store:
        participant = await store.participants.get(scene.amina)
        assert participant is not None
        now = scene.stage.clock.now()
        row = await service.add_list(store, participant, "start", participant.person_id, now, seen=True)
        ids = sorted(item.id for item in row.items)
        await store.commit()
    clean = {"state": "open", "done_at": None, "done_once_at": None, "later_until": None, "doer": Doer.TOGETHER}
    async with AsyncSession(scene.stage.database.engine) as session:
        for position, one in enumerate(ids, start=1):
            values = {**clean, "position": position}
            await session.execute(update(ChecklistItemRow).where(ChecklistItemRow.id == one).values(values))
        await session.commit()
    assert len(ids) == ITEMS
    return ids


async def tap_at_once(scene: Scene, taps: Sequence[Tap], ids: Sequence[int]) -> None:
    """Each in a transaction of its own, as the bot does it."""

    async def press(tap: Tap) -> None:
        number = next(_updates)
        now = scene.stage.clock.now()
        incoming = Incoming(number, tap.chat, tap.chat, "en", Button(tap.payload(ids), 1, str(number)), now)
        async with scene.stage.database.unit_of_work() as store:
            turn = await scene.stage.router.handle(store, incoming, now, now)
            await store.commit()
        assert turn is not None
        assert tap.action == THEIRS or turn.answer is None or "old" not in turn.answer.msgid

    await asyncio.gather(*map(press, taps))


async def standing(scene: Scene, ids: Sequence[int]) -> Whole:
    """What is kept, after making sure that no two items share a place."""
    async with scene.stage.database.reading() as store:
        (row,) = await store.checklists.of_participant(scene.amina)
    assert sorted(item.position for item in row.items) == list(range(1, ITEMS + 1))
    by_id = {item.id: item for item in row.items}
    items = tuple(
        Standing(by_id[one].state, by_id[one].later_until, by_id[one].done_once_at is not None) for one in ids
    )
    assert all((item.done_at is not None) == (item.state == ItemState.DONE) for item in row.items)
    return Whole(items, tuple(ids.index(item.id) for item in row.items))


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(batches=AT_ONCE)
@example(batches=[[Tap(2, "cl:move:1"), Tap(3, "cl:move:-1"), Tap(3, "cl:move:1"), Tap(2, "cl:move:-1")]])
@example(
    batches=[
        [Tap(2, "cl:move:1"), Tap(3, "cl:do:done"), Tap(4, "cl:move:-1"), Tap(3, "cl:do:left_out"), Tap(1, "cl:move:1")]
    ]
)
@example(batches=[[Tap(2, THEIRS), Tap(3, "cl:move:-1"), Tap(3, THEIRS), Tap(2, "cl:do:open"), Tap(3, "cl:do:open")]])
@example(
    batches=[
        [
            Tap(0, "cl:do:done"),
            Tap(0, "cl:wait:7"),
            Tap(0, "cl:do:open"),
            Tap(0, "cl:do:left_out"),
            Tap(0, "cl:do:done"),
        ]
    ]
)
async def test_taps_at_once_are_as_taps_one_after_the_other(scene: Scene, batches: list[list[Tap]]) -> None:
    ids = await fresh_list(scene)
    whole, today = Whole(), scene.stage.clock.now().date()
    for taps in batches:
        possible = outcomes(whole, taps, today)
        await tap_at_once(scene, taps, ids)
        whole = await standing(scene, ids)
        assert whole in possible


async def test_lines_added_at_once_get_each_a_place(scene: Scene) -> None:
    await fresh_list(scene)
    async with scene.stage.database.reading() as store:
        (row,) = await store.checklists.of_participant(scene.amina)
    # On SQLite one writes at a time anyway.
    all_here = asyncio.Barrier(1 if scene.stage.database.is_sqlite else CONNECTIONS)

    async def add(number: int) -> None:
        async with scene.stage.database.unit_of_work() as store:
            line = ChecklistItemRow(
                checklist_id=row.id,
                words=f"line {number}",
                added_by_id=row.added_by_id,
                added_at=scene.stage.clock.now(),
            )
            await store.checklists.get(row.id)
            await all_here.wait()
            await store.checklists.add_item(line)
            await store.commit()

    await asyncio.gather(*map(add, range(CONNECTIONS)))
    async with scene.stage.database.reading() as store:
        (row,) = await store.checklists.of_participant(scene.amina)
    assert sorted(item.position for item in row.items) == list(range(1, ITEMS + CONNECTIONS + 1))
