"""Who is told of a handover: she in her own language when it may be sent, and the staff it concerns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from conversations.composing import Composed, Drop
from conversations.contact.service import talk_button
from conversations.home.menu import home_row
from conversations.press import payload
from conversations.tasks.service import Rows, raise_urgent_task
from conversations.turn import Turn
from locales.message import Button, Line, Message, message
from locales.text import Several, Text, brief, say, staff
from storage.models import (
    DeliveryKind,
    DeliveryState,
    Handover,
    HandoverState,
    Participant,
    ParticipantStatus,
    Role,
)
from storage.outgoing import Outgoing
from storage.repositories.deliveries import NewDelivery
from storage.unit_of_work import UnitOfWork

CODE = "ho"
TOLD = "handover.told"
GIVEN = "handover"
GIVEN_BACK = "handback"
"""The subjects of what she is told: that somebody new helps her, and that the earlier one does so again."""

KIND = "handover"
"""The kind of the receiver's task."""

_BUTTONS = 6


def task_key(batch: int) -> str:
    """What the key of the receiver's task about this batch is."""
    return f"handover:{batch}"


def names_of(participants: Iterable[Participant]) -> Several:
    """Their first names."""
    return Several(tuple(one.person.name for one in participants))


def offer_text(asker: str, participants: Iterable[Participant]) -> Text:
    """What a specialist is asked."""
    return staff("{colleague} asks you to help {names} from now on.", colleague=asker, names=names_of(participants))


def offer_rows(batch: int) -> Rows:
    """Take over, or not now."""
    return (
        (Button(staff("Take over"), payload(CODE, "take", batch), icon="🤝"),),
        (Button(staff("Not now"), payload(CODE, "later", batch), icon="✋"),),
    )


async def tell_receiver(turn: Turn, rows: Sequence[Handover], participants: Sequence[Participant]) -> None:
    """The receiver gets a card, and a task until it is decided."""
    batch = rows[0].batch or rows[0].id
    await raise_urgent_task(
        turn.store,
        key=task_key(batch),
        programme_id=rows[0].programme_id,
        assignee_id=rows[0].to_id,
        participant_id=None,
        kind=KIND,
        text=offer_text(turn.me.name, participants),
        due_at=turn.now + timedelta(days=1),
        now=turn.now,
        buttons=offer_rows(batch),
    )


async def tell_her(system: UnitOfWork, row: Handover, participant: Participant, now: datetime) -> None:
    """Who helps her from now on; who has a pause is told when she goes on, others who take no part are not."""
    if participant.status == ParticipantStatus.ACTIVE:
        await _plan(system, row, participant, now, GIVEN)


async def tell_her_again(system: UnitOfWork, row: Handover, participant: Participant, now: datetime) -> None:
    """It is as it was; who has not heard of the change hears of neither."""
    await system.deliveries.supersede(GIVEN, [row.id], now)
    heard = participant.person_id in await system.deliveries.heard_of(GIVEN, row.id)
    if heard and participant.status == ParticipantStatus.ACTIVE:
        await _plan(system, row, participant, now, GIVEN_BACK)


async def tell_after_pause(store: UnitOfWork, participant: Participant, now: datetime) -> None:
    """She goes on: what changed during her pause is told now, once."""
    system = store.as_system()
    row = await system.handovers.newest(participant.id)
    if row is None or row.decided_at is None:
        return
    if participant.agreed_at is None or participant.agreed_at > row.decided_at:
        return
    told = participant.person_id in await system.deliveries.heard_of(GIVEN, row.id)
    told_back = participant.person_id in await system.deliveries.heard_of(GIVEN_BACK, row.id)
    if row.state == HandoverState.DONE and not told:
        await _plan(system, row, participant, now, GIVEN)
    elif row.state == HandoverState.UNDONE and told and not told_back:
        await _plan(system, row, participant, now, GIVEN_BACK)


async def _plan(system: UnitOfWork, row: Handover, participant: Participant, now: datetime, subject: str) -> None:
    told = NewDelivery(
        key=f"{subject}:{row.id}",
        kind=DeliveryKind.NOTICE,
        due=now,
        message_key=TOLD,
        person_id=participant.person_id,
        participant_id=participant.id,
        params={"back": subject == GIVEN_BACK},
        subject=subject,
        subject_id=row.id,
    )
    await system.deliveries.plan([told], now)


async def compose(store: UnitOfWork, deliveries: Sequence[Outgoing], _now: datetime) -> Composed:
    """What she reads, as long as it is so when it is sent."""
    composed: dict[int, Message | Drop] = {}
    for delivery in deliveries:
        row = await store.handovers.get(delivery.subject_id or 0)
        participant = await store.participants.get(delivery.participant_id or 0)
        is_back = bool(delivery.params.get("back"))
        helps = None if row is None else row.from_id if is_back else row.to_id
        if row is None or participant is None or participant.specialist_id != helps:
            composed[delivery.id] = Drop(DeliveryState.SUPERSEDED, "helped by another")
        else:
            helped = await store.people.get(row.to_id if is_back else row.from_id)
            composed[delivery.id] = _told(participant, helped.name)
    return composed


def _told(participant: Participant, before: str) -> Message:
    name = participant.specialist.name
    return message(
        Line(say("{name} helps you from now on.", name=name), "🤝", strong=True),
        Line(say("{name} helped you before.", name=before), "👋"),
        Line(say("Your appointments stay as they are."), "📅"),
        brief=brief("{name} helps you from now on.", name=name),
        buttons=((talk_button(participant),),),
    )


async def tell_staff(turn: Turn, rows: Sequence[Handover], moved: Sequence[Participant]) -> None:
    """The two specialists and who asked for it, except the person of this turn."""
    first = rows[0]
    receiver = await turn.store.as_system().people.get(first.to_id)
    names = names_of(moved)
    new = staff("From now on {colleague} helps {names}.", colleague=receiver.name, names=names)
    along = staff("Appointments, tasks and notes went along.")
    for person_id in sorted(({row.from_id for row in rows} | {first.by_id}) - {first.to_id}):
        await _tell(turn, first.programme_id, person_id, message(Line(new, "🤝"), Line(along), buttons=(home_row(),)))
    own = staff("From now on you help {names}.", names=names)
    told = message(Line(own, "🤝", strong=True), Line(along), buttons=(*view_rows(moved), home_row()))
    await _tell(turn, first.programme_id, first.to_id, told)


async def tell_undone(turn: Turn, rows: Sequence[Handover], moved: Sequence[Participant]) -> None:
    """That it is as it was, to the same people."""
    people = {row.from_id for row in rows} | {rows[0].to_id, rows[0].by_id}
    for person_id in sorted(people):
        told = message(Line(undone_text(moved), "↩️"), buttons=(home_row(),))
        await _tell(turn, rows[0].programme_id, person_id, told)


def undone_text(moved: Sequence[Participant]) -> Text:
    """Who helps them again; all of one batch were one specialist's."""
    names = names_of(moved)
    return staff("Undone: {colleague} helps {names} again.", names=names, colleague=moved[0].specialist.name)


async def tell_asker(turn: Turn, rows: Sequence[Handover], participants: Sequence[Participant]) -> None:
    """The receiver cannot now; no reason is asked."""
    text = staff(
        "{colleague} cannot take over {names} now. Nothing has moved.",
        colleague=turn.me.name,
        names=names_of(participants),
    )
    await _tell(turn, rows[0].programme_id, rows[0].by_id, message(Line(text, "✋"), buttons=(home_row(),)))


async def _tell(turn: Turn, programme_id: int, person_id: int, told: Message) -> None:
    """Only who still works there is told, and nobody of what they did themselves."""
    people = turn.store.as_system().people
    if person_id == turn.me.id:
        return
    for role in (Role.SPECIALIST, Role.COORDINATOR):
        if await people.membership(person_id, programme_id, role) is not None:
            await turn.tell(person_id, told)
            return


def view_rows(participants: Sequence[Participant]) -> Rows:
    """How it stands with each; the others are found in the list."""
    rows: list[tuple[Button, ...]] = [
        (Button(staff("How it stands with {name}", name=one.person.name), payload(CODE, "view", one.id), icon="🧭"),)
        for one in participants[:_BUTTONS]
    ]
    if len(participants) > _BUTTONS:
        rows.append((Button(staff("My participants"), payload("pp", "list"), icon="👥"),))
    return tuple(rows)
