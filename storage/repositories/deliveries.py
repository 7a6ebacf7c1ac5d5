"""Planning what goes out. Sending it is the queue's business (`delivery_queue`)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Executable, and_, case, func, insert, null, or_, select, update

from storage.models import Delivery, DeliveryKind, DeliveryState, Priority
from storage.outgoing import Outgoing
from storage.repositories.base import Repository
from storage.visibility import visible_participant_id

PRIORITIES = {
    DeliveryKind.REPLY: Priority.REPLY,
    DeliveryKind.NOTICE: Priority.NOTICE,
    DeliveryKind.REMINDER: Priority.REMINDER,
    DeliveryKind.BROADCAST: Priority.BROADCAST,
    DeliveryKind.NUDGE: Priority.BROADCAST,
}

_PLANNED = "brobygger_planned"

AGAIN = ":again"
"""What the key of a repeat ends with."""

OF = "of"
"""The parameter that names the delivery whose bubble is to be changed, where its message id is not known yet."""


_REPLY = insert(Delivery.__table__).returning(Delivery.__table__.c.id)  # type: ignore[arg-type]


@dataclass(frozen=True)
class NewDelivery:
    """A delivery to plan; the fields are those of `Delivery`. `due` and `not_after` are in UTC."""

    key: str
    kind: DeliveryKind
    due: datetime
    message_key: str
    person_id: int | None = None
    chat_id: int | None = None
    participant_id: int | None = None
    onboarding: bool = False
    action: str = "send"
    target_message_id: int | None = None
    params: dict[str, Any] = field(default_factory=dict)
    content: dict[str, Any] | None = None
    subject: str | None = None
    subject_id: int | None = None
    subject_version: int | None = None
    not_after: datetime | None = None


class DeliveryRepository(Repository):
    """Rows that say what will be said."""

    async def plan(self, planned: Sequence[NewDelivery], now: datetime) -> None:
        """Plans these deliveries; planning again changes nothing but the times of what still waits.

        A delivery that was superseded or suppressed and is wanted again (an appointment moved and moved back, a pause
        that ended) waits anew: nothing of it was ever sent.
        """
        if not planned:
            return
        self._session.info[_PLANNED] = True
        await self._session.flush()
        # A statement a row, sent in one go: a statement of a thousand rows is written out longer than it runs.
        connection = await self._session.connection()
        await connection.execute(self._upsert(), [self._row(delivery, now) for delivery in planned])

    @property
    def has_planned(self) -> bool:
        """Whether anything was planned in this transaction, on whomever's behalf; a reply is not."""
        return _PLANNED in self._session.info

    def _upsert(self) -> Executable:
        statement = self._insert(Delivery)
        new = statement.excluded
        in_backoff = and_(
            Delivery.state == DeliveryState.PLANNED,
            Delivery.due == new.due,
            Delivery.next_attempt_at > new.due,
        )
        waiting = (DeliveryState.PLANNED, DeliveryState.SUPERSEDED, DeliveryState.SUPPRESSED)
        return statement.on_conflict_do_update(
            index_elements=["key"],
            set_={
                "state": DeliveryState.PLANNED,
                "due": new.due,
                "next_attempt_at": case((in_backoff, Delivery.next_attempt_at), else_=new.due),
                "attempts": case((Delivery.state == DeliveryState.PLANNED, Delivery.attempts), else_=0),
                "not_after": new.not_after,
                "subject_version": new.subject_version,
                "params": new.params,
                "finished_at": None,
                "failure": case((in_backoff, Delivery.failure), else_=null()),
            },
            where=or_(*(Delivery.state == state for state in waiting)),
        )

    async def reply(self, delivery: NewDelivery, now: datetime, worker: str, lease_until: datetime) -> Delivery:
        """Plans a reply that this very process sends after the commit; the lease keeps others from doing so too."""
        held = {"state": DeliveryState.SENDING, "worker": worker, "lease_until": lease_until}
        values = self._row(delivery, now) | held
        # Nothing is read from the row or written to it in this transaction any more, so the session need not know it.
        connection = await self._session.connection()
        number = await connection.scalar(_REPLY, values)
        return Delivery(id=number, **values)

    @staticmethod
    def _row(delivery: NewDelivery, now: datetime) -> dict[str, Any]:
        return {
            "key": delivery.key,
            "kind": delivery.kind,
            "priority": PRIORITIES[delivery.kind],
            "state": DeliveryState.PLANNED,
            "person_id": delivery.person_id,
            "participant_id": delivery.participant_id,
            "chat_id": delivery.chat_id,
            "onboarding": delivery.onboarding,
            "action": delivery.action,
            "target_message_id": delivery.target_message_id,
            "message_key": delivery.message_key,
            "params": delivery.params,
            "content": delivery.content,
            "subject": delivery.subject,
            "subject_id": delivery.subject_id,
            "subject_version": delivery.subject_version,
            "due": delivery.due,
            "not_after": delivery.not_after,
            "next_attempt_at": delivery.due,
            "attempts": 0,
            "created_at": now,
        }

    async def supersede(
        self,
        subject: str,
        subject_ids: Collection[int],
        now: datetime,
        *,
        person_id: int | None = None,
        kinds: Collection[DeliveryKind] = tuple(DeliveryKind),
        but: Collection[str] = (),
    ) -> None:
        """Takes back what waits about these subjects, for one person or all, except the keys in `but` (and repeats)."""
        conditions = [
            Delivery.subject == subject,
            Delivery.subject_id.in_(subject_ids),
            Delivery.state == DeliveryState.PLANNED,
            Delivery.kind.in_(kinds),
        ]
        if person_id is not None:
            conditions.append(Delivery.person_id == person_id)
        if but:
            conditions.append(Delivery.key.not_in([*but, *(key + AGAIN for key in but)]))
        await self._session.execute(
            update(Delivery).where(*conditions).values(state=DeliveryState.SUPERSEDED, finished_at=now),
        )

    async def count_of_key(self, participant_id: int, message_key: str, since: datetime) -> int:
        """How many messages of this kind the participant has had, or is to have, since this moment (UTC)."""
        query = select(func.count()).where(
            Delivery.participant_id == participant_id,
            Delivery.message_key == message_key,
            Delivery.due > since,
            Delivery.state.not_in((DeliveryState.SUPERSEDED, DeliveryState.SUPPRESSED, DeliveryState.EXPIRED)),
        )
        return await self._session.scalar(query) or 0

    async def heard_of(self, subject: str, subject_id: int) -> set[int]:
        """The people who were told of the subject, or may have been: sent, uncertain, or just now on the way."""
        told = (DeliveryState.SENT, DeliveryState.UNCERTAIN, DeliveryState.SENDING)
        query = select(Delivery.person_id).where(
            Delivery.subject == subject,
            Delivery.subject_id == subject_id,
            Delivery.state.in_(told),
            Delivery.person_id.is_not(None),
        )
        return {person_id for person_id in await self._session.scalars(query) if person_id is not None}

    async def forget_content(self, subject: str) -> None:
        """Takes the words out of deliveries of this subject that are over, however they ended."""
        going = (DeliveryState.PLANNED, DeliveryState.SENDING)
        await self._session.execute(
            update(Delivery)
            .where(Delivery.subject == subject, Delivery.content.is_not(None), Delivery.state.not_in(going))
            .values(content=null())
            .execution_options(synchronize_session=False)
        )

    async def on_screen(self, subject: str, subject_id: int, person_id: int, since: datetime) -> Sequence[Delivery]:
        """The bubbles about the subject that this person was sent since then, oldest first."""
        query = (
            select(Delivery)
            .where(
                Delivery.subject == subject,
                Delivery.subject_id == subject_id,
                Delivery.person_id == person_id,
                Delivery.state == DeliveryState.SENT,
                Delivery.action == "send",
                Delivery.message_id.is_not(None),
                Delivery.finished_at >= since,
            )
            .order_by(Delivery.id)
        )
        return (await self._session.scalars(query)).all()

    async def changed_since(self, planned: Outgoing) -> bool:
        """Whether the bubble this edit is meant for was changed by an answer after the edit was planned."""
        query = select(Delivery.id).where(
            Delivery.person_id == planned.person_id,
            Delivery.target_message_id == planned.target_message_id,
            Delivery.kind == DeliveryKind.REPLY,
            Delivery.id > planned.id,
        )
        return await self._session.scalar(query.limit(1)) is not None

    async def suppress_waiting(self, person_id: int, now: datetime, reason: str) -> None:
        """Takes back everything planned for a person who paused, withdrew or changed phone."""
        await self._session.execute(
            update(Delivery)
            .where(Delivery.person_id == person_id, Delivery.state == DeliveryState.PLANNED)
            .values(state=DeliveryState.SUPPRESSED, finished_at=now, failure=reason),
        )

    async def suppress_replies(self, person_id: int, now: datetime, reason: str) -> None:
        """Takes back the answers that wait for a person whose chat is another one now; the rest goes to the new one."""
        not_called = Delivery.called_at.is_(None) & (Delivery.state == DeliveryState.SENDING)
        await self._session.execute(
            update(Delivery)
            .where(
                Delivery.person_id == person_id,
                Delivery.kind == DeliveryKind.REPLY,
                or_(Delivery.state == DeliveryState.PLANNED, not_called),
            )
            .values(state=DeliveryState.SUPPRESSED, finished_at=now, failure=reason),
        )

    async def get(self, delivery_id: int) -> Delivery | None:
        """The delivery of this id, for the person it was made for."""
        query = select(Delivery).where(Delivery.id == delivery_id)
        if self._scope.person_id is not None:
            query = query.where(Delivery.person_id == self._scope.person_id)
        return await self._session.scalar(query)

    def _theirs(self) -> ColumnElement[bool]:
        own = Delivery.person_id == self._scope.person_id
        return or_(own, visible_participant_id(Delivery.participant_id, self._scope))

    async def troubled(self, person_ids: Collection[int], since: datetime) -> Sequence[Delivery]:
        """What may not have arrived for these people since then: uncertain, failed or expired; newest first."""
        states = (DeliveryState.UNCERTAIN, DeliveryState.FAILED, DeliveryState.EXPIRED)
        query = (
            select(Delivery)
            .where(Delivery.person_id.in_(person_ids), Delivery.state.in_(states), Delivery.finished_at >= since)
            .where(self._theirs())
            .order_by(Delivery.finished_at.desc())
            .limit(50)
        )
        return (await self._session.scalars(query)).all()

    async def count_trouble(self, person_ids: Collection[int], since: datetime) -> dict[tuple[str, str | None], int]:
        """How much may not have arrived for these people since then, by state and kept reason."""
        states = (DeliveryState.UNCERTAIN, DeliveryState.FAILED, DeliveryState.EXPIRED)
        query = (
            select(Delivery.state, Delivery.failure, func.count())
            .where(Delivery.person_id.in_(person_ids), Delivery.state.in_(states), Delivery.finished_at >= since)
            .where(self._theirs())
            .group_by(Delivery.state, Delivery.failure)
        )
        return {(state, failure): count for state, failure, count in await self._session.execute(query)}
