"""The receiver's side: taking over or not now; and undoing, for whoever moved."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.handover import service, telling
from conversations.handover.choosing import part
from conversations.handover.group import changed
from conversations.handover.telling import CODE
from conversations.handover.view import show_view
from conversations.home.menu import home_row, show_home
from conversations.people.own import about_own, object_id
from conversations.press import BadPressError, Press, payload
from conversations.turn import Turn
from locales.message import Button, Line, message
from locales.text import staff
from storage.models import Handover, HandoverState, Participant


async def _offered(turn: Turn, batch: int) -> Sequence[Handover]:
    """What is still offered to this very person; where nothing is, what there is now is shown.

    Raises:
        BadPressError: it was never offered to them.
    """
    rows = await turn.store.handovers.batch(batch)
    if not rows or rows[0].to_id != turn.me.id:
        raise BadPressError
    still = [row for row in rows if row.state == HandoverState.OFFERED]
    if not still:
        await changed(turn)
    return still


async def _people(turn: Turn, rows: Sequence[Handover]) -> list[Participant]:
    """The participants, whom the receiver may not see yet: no more of them is shown than their names."""
    system = turn.store.as_system()
    found = [await system.participants.get(row.participant_id) for row in rows]
    return [one for one in found if one is not None]


@part.button("offer")
async def show_offer(turn: Turn, press: Press) -> None:
    """The card again, as from the task."""
    batch = object_id(press)
    rows = await _offered(turn, batch)
    if not rows:
        return
    asker = await turn.store.as_system().people.get(rows[0].by_id)
    text = telling.offer_text(asker.name, await _people(turn, rows))
    buttons = (*telling.offer_rows(batch), home_row())
    await turn.show(message(Line(text, "🤝", strong=True), buttons=buttons))


@part.button("take")
async def take(turn: Turn, press: Press) -> None:
    """All that is offered moves, and how it stands is shown."""
    batch = object_id(press)
    rows = await _offered(turn, batch)
    if not rows:
        return
    moved = await service.take(turn, batch)
    if not moved:
        await changed(turn)
        return
    await telling.tell_staff(turn, rows, moved)
    undo_it = Button(staff("Undo"), payload(CODE, "undo", batch), icon="↩️")
    done = Line(staff("From now on you help {names}.", names=telling.names_of(moved)), "✅", strong=True)
    own = await turn.store.participants.get(moved[0].id) if len(moved) == 1 else None
    if own is not None:
        await show_view(turn, own, done, undo=undo_it)
    else:
        await turn.show(message(done, buttons=(*telling.view_rows(moved), (undo_it,), home_row())))


@part.button("later")
async def not_now(turn: Turn, press: Press) -> None:
    """Nothing moves, and nobody asks why."""
    batch = object_id(press)
    rows = await _offered(turn, batch)
    if not rows:
        return
    people = await _people(turn, rows)
    ended = await service.decide(turn, batch, HandoverState.DECLINED)
    if not ended:
        await changed(turn)
        return
    await telling.tell_asker(turn, ended, people)
    await turn.show(message(Line(staff("Fine. Nothing has moved."), "👍"), buttons=(home_row(),)))


@part.button("undo")
async def undo(turn: Turn, press: Press) -> None:
    """Within an hour, all moves back."""
    batch = object_id(press)
    rows = await turn.store.handovers.batch(batch)
    if not any(row.moved_by_id == turn.me.id for row in rows):
        raise BadPressError
    if not any(service.may_undo(row, turn) for row in rows):
        turn.toast(staff("It was longer ago than an hour, or has been changed since."))
        await show_home(turn)
        return
    moved = await service.undo(turn, batch)
    if not moved:
        await changed(turn)
        return
    await telling.tell_undone(turn, rows, moved)
    await turn.show(message(Line(telling.undone_text(moved), "↩️", strong=True), buttons=(home_row(),)))


@part.button("view")
@about_own
async def view(turn: Turn, _press: Press, participant: Participant) -> None:
    """How it stands with one's own participant."""
    turn.park()
    await show_view(turn, participant)
