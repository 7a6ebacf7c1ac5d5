"""The rules of handing over: asking, taking, undoing; what moves, moves in the caller's transaction and all at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from conversations.composing import DELETE
from conversations.handover import telling
from conversations.media import service as media
from conversations.tasks.service import close_tasks
from conversations.turn import Turn
from storage.models import DeliveryKind, Handover, HandoverState, Note, NoteState, Participant, Role
from storage.repositories.deliveries import NewDelivery
from storage.unit_of_work import UnitOfWork

UNDO_WITHIN = timedelta(hours=1)
"""So long whoever moved participants can move them back."""


async def ask(turn: Turn, participants: Iterable[Participant], receiver_id: int) -> Sequence[Handover]:
    """Offers these participants to a specialist of their programme. Nothing moves; earlier offers of them lapse.

    The caller has made sure that the person may hand them over and that the receiver works there. Who has gone to
    somebody else meanwhile, or is helped by the receiver already, is left out.
    """
    expected = {one.id: one.specialist_id for one in participants}
    system = turn.store.as_system()
    rows: list[Handover] = []
    for one in await system.handovers.hold(expected):
        if one.specialist_id not in {expected[one.id]} - {receiver_id}:
            continue
        await _lapse(system, one.id, turn.now)
        row = Handover(
            programme_id=one.programme_id,
            participant_id=one.id,
            from_id=one.specialist_id,
            to_id=receiver_id,
            by_id=turn.me.id,
            state=HandoverState.OFFERED,
            offered_at=turn.now,
        )
        await turn.store.handovers.add(row)
        rows.append(row)
        row.batch = rows[0].id
        await _note(turn, "handover.offered", row)
    await turn.store.flush()
    return rows


async def _lapse(system: UnitOfWork, participant_id: int, now: datetime) -> None:
    """Offers about her that nobody has taken; a batch of which nothing is left is no task any more."""
    for row in await system.handovers.offered([participant_id]):
        row.state, row.decided_at = HandoverState.WITHDRAWN, now
        await system.flush()
        batch = row.batch or row.id
        if all(other.state != HandoverState.OFFERED for other in await system.handovers.batch(batch)):
            await close_tasks(system, telling.task_key(batch), now)


async def take(turn: Turn, batch: int) -> list[Participant]:
    """Moves what is still offered in this batch to its receiver; gives who was moved, as they are now.

    Who was handed to somebody else meanwhile, or whose receiver has left, stays. The caller has made sure that the
    person is the receiver, or coordinates the programme.
    """
    system = turn.store.as_system()
    held = await _held(system, batch)
    moved: list[Participant] = []
    for row in await system.handovers.batch(batch):
        one = held[row.participant_id]
        if row.state != HandoverState.OFFERED or one.specialist_id != row.from_id:
            continue
        if not await works_there(system, row.to_id, row.programme_id):
            continue
        row.state, row.moved_by_id, row.decided_at = HandoverState.DONE, turn.me.id, turn.now
        await system.flush()
        await _lapse(system, one.id, turn.now)
        moved.append(await _move(system, one, row.from_id, row.to_id, turn.now))
        await telling.tell_her(system, row, moved[-1], turn.now)
        await _note(turn, "handover.done", row)
    await close_tasks(system, telling.task_key(batch), turn.now)
    return moved


async def undo(turn: Turn, batch: int) -> list[Participant]:
    """Moves back what this person moved within the last hour; gives who was moved, as they are now.

    Who was handed on since then, or whose earlier specialist has left, stays.
    """
    system = turn.store.as_system()
    held = await _held(system, batch)
    moved: list[Participant] = []
    for row in await system.handovers.batch(batch):
        one = held[row.participant_id]
        if not may_undo(row, turn) or one.specialist_id != row.to_id:
            continue
        if not await works_there(system, row.from_id, row.programme_id):
            continue
        newest = await system.handovers.newest(one.id)
        if newest is None or newest.id != row.id:
            continue
        await _lapse(system, one.id, turn.now)
        row.state, row.decided_at = HandoverState.UNDONE, turn.now
        moved.append(await _move(system, one, row.to_id, row.from_id, turn.now))
        await telling.tell_her_again(system, row, moved[-1], turn.now)
        await _note(turn, "handover.undone", row)
    return moved


def may_undo(row: Handover, turn: Turn) -> bool:
    """Whether the person of this turn moved it, not longer ago than an hour."""
    fresh = row.decided_at is not None and turn.now - row.decided_at <= UNDO_WITHIN
    return row.state == HandoverState.DONE and row.moved_by_id == turn.me.id and fresh


async def decide(turn: Turn, batch: int, state: HandoverState) -> list[Handover]:
    """Ends what is still offered in this batch, declined or taken back; gives what was ended. Nothing moves."""
    system = turn.store.as_system()
    await _held(system, batch)
    ended = [row for row in await system.handovers.batch(batch) if row.state == HandoverState.OFFERED]
    for row in ended:
        row.state, row.decided_at = state, turn.now
        await _note(turn, f"handover.{state.value}", row)
    await close_tasks(system, telling.task_key(batch), turn.now)
    return ended


async def works_there(store: UnitOfWork, person_id: int, programme_id: int) -> bool:
    """Whether the person is a specialist in the programme now."""
    return await store.people.membership(person_id, programme_id, Role.SPECIALIST) is not None


async def _held(system: UnitOfWork, batch: int) -> dict[int, Participant]:
    rows = await system.handovers.batch(batch)
    return {one.id: one for one in await system.handovers.hold([row.participant_id for row in rows])}


async def _move(system: UnitOfWork, one: Participant, from_id: int, to_id: int, now: datetime) -> Participant:
    """Everything of hers that was the one's is the other's: tasks, appointments, drafts, and what waits to be told.

    What is planned for herself stays as it is: reminders name who helps her when they are sent.
    """
    for note in await system.notes.drafts_about(one.id, from_id):
        await _keep_draft(system, note, now)
    await system.handovers.move_tasks(one, from_id, to_id)
    before, after = await system.people.get(from_id), await system.people.get(to_id)
    for appointment in await system.handovers.appointments(one.id, from_id, now):
        if appointment.host == before.name:
            appointment.host = after.name
        await system.handovers.give(appointment, to_id)
    await system.handovers.move_deliveries(one.id, from_id, to_id)
    one.specialist_id = to_id
    return await system.participants.reload(one)


async def _keep_draft(system: UnitOfWork, note: Note, now: datetime) -> None:
    """A note that was begun goes along as it is: unfinished it would belong to nobody who can read it."""
    note.state, note.kept_at, note.changed_at = NoteState.KEPT, now, now
    gone = [
        NewDelivery(
            key=f"handover-draft:{note.id}:{source}",
            kind=DeliveryKind.NOTICE,
            due=now,
            message_key=DELETE,
            person_id=note.author_id,
            action="delete",
            target_message_id=int(source),
        )
        for source in note.sources
    ]
    await system.deliveries.plan(gone, now)
    note.sources = []
    for one in await system.notes.media_of(note.id):
        await media.delete_original(system, one, now)
    await close_tasks(system, f"draft:{note.id}", now)


async def _note(turn: Turn, action: str, row: Handover) -> None:
    await turn.store.audit.note(
        action,
        turn.now,
        participant_id=row.participant_id,
        subject="handover",
        subject_id=row.id,
        before=row.from_id,
        after=row.to_id,
    )
