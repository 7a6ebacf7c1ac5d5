"""What was said: read by the two who talk alone; others learn at most that something waits, and since when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, literal, or_, select, update
from sqlalchemy.orm import joinedload

from storage.models import Delivery, DeliveryKind, Participant, TalkMessage
from storage.repositories.base import Repository
from storage.visibility import visible_participant_id, visible_talk

TALK = "talk"
"""The subject of deliveries that carry what somebody said; its id is the participant's."""


@dataclass(frozen=True)
class Unanswered:
    """How much one participant said that waits for an answer, and since when (UTC); not what."""

    participant_id: int
    count: int
    since: datetime


class TalkRepository(Repository):
    """Messages both ways, by participant."""

    async def add(self, message: TalkMessage) -> int | None:
        """Keeps one more and gives its id; None when it is kept already, for the same update is kept once.

        Raises:
            LookupError: the acting person is neither the participant nor their specialist.
        """
        await self._require_talk(message.participant_id)
        names = [column.key for column in TalkMessage.__mapper__.column_attrs if column.key != "id"]
        values = {name: getattr(message, name) for name in names}
        statement = self._insert_new(TalkMessage, [values], ["participant_id", "update_id"])
        return await self._session.scalar(statement.returning(TalkMessage.id))

    async def get(self, message_id: int) -> TalkMessage | None:
        """One with its staff member; None where it is not theirs to read."""
        query = (
            select(TalkMessage)
            .where(TalkMessage.id == message_id, self._readable())
            .options(joinedload(TalkMessage.staff))
        )
        return await self._session.scalar(query)

    async def of_participant(
        self, participant_id: int, before_id: int | None = None, limit: int = 20
    ) -> Sequence[TalkMessage]:
        """The newest messages before that one (the newest of all without one), with their staff; the newest first."""
        query = (
            select(TalkMessage)
            .where(TalkMessage.participant_id == participant_id, self._readable())
            .options(joinedload(TalkMessage.staff))
            .order_by(TalkMessage.id.desc())
            .limit(limit)
        )
        if before_id is not None:
            query = query.where(TalkMessage.id < before_id)
        return (await self._session.scalars(query)).all()

    async def last_from(self, participant_id: int) -> TalkMessage | None:
        """The last thing the participant said."""
        query = (
            select(TalkMessage)
            .where(TalkMessage.participant_id == participant_id, TalkMessage.from_participant, self._readable())
            .order_by(TalkMessage.id.desc())
            .limit(1)
        )
        return await self._session.scalar(query)

    async def mark_answered(self, participant_id: int, now: datetime) -> None:
        """All that the participant said is answered."""
        await self._session.execute(
            update(TalkMessage)
            .where(TalkMessage.participant_id == participant_id, _waits(), self._readable())
            .values(answered_at=now)
            .execution_options(synchronize_session=False)
        )

    async def unanswered(self, programme_id: int) -> Sequence[Unanswered]:
        """Who of the participants the acting person may see waits, the longest first. No words."""
        since = func.min(TalkMessage.said_at, type_=TalkMessage.said_at.type)
        query = (
            select(TalkMessage.participant_id, func.count(), since)
            .where(
                TalkMessage.programme_id == programme_id,
                _waits(),
                visible_participant_id(TalkMessage.participant_id, self._scope),
            )
            .group_by(TalkMessage.participant_id)
            .order_by(since, TalkMessage.participant_id)
        )
        return [Unanswered(*row) for row in await self._session.execute(query)]

    async def forget_before(self, programme_id: int, said_before: datetime) -> None:
        """Forgets what was said in this programme before this moment (UTC), and what carried it."""
        await self._session.execute(
            delete(TalkMessage)
            .where(TalkMessage.programme_id == programme_id, TalkMessage.said_at < said_before)
            .execution_options(synchronize_session=False)
        )
        here = select(Participant.id).where(Participant.programme_id == programme_id)
        await self._empty(Delivery.subject == TALK, Delivery.subject_id.in_(here), Delivery.finished_at < said_before)

    async def forget_replies(self, finished_before: datetime) -> None:
        """Empties answers on somebody's screen that went out before this moment (UTC): nothing reads them again."""
        await self._empty(Delivery.kind == DeliveryKind.REPLY, Delivery.finished_at < finished_before)

    async def forget_notices(self, finished_before: datetime) -> None:
        """Empties what was sent unasked before this moment (UTC); on a private screen it can no longer be opened."""
        await self._empty(Delivery.kind != DeliveryKind.REPLY, Delivery.finished_at < finished_before)

    async def forget(self, participant_id: int) -> int:
        """Forgets all that was said with this participant, and what carried it; says how many messages.

        Raises:
            LookupError: the acting person is neither the participant nor their specialist.
        """
        participant = await self._require_talk(participant_id)
        forgotten = await self._session.execute(
            delete(TalkMessage)
            .where(TalkMessage.participant_id == participant_id)
            .returning(TalkMessage.id)
            .execution_options(synchronize_session=False)
        )
        both = (participant.person_id, participant.specialist_id)
        on_screen = (Delivery.kind == DeliveryKind.REPLY) & Delivery.person_id.in_(both)
        carried = (Delivery.subject == TALK) & (Delivery.subject_id == participant_id)
        await self._empty(or_(on_screen, carried), Delivery.finished_at.is_not(None))
        return len(forgotten.all())

    async def _empty(self, *which: ColumnElement[bool]) -> None:
        await self._session.execute(
            update(Delivery)
            .where(*which, Delivery.content.is_not(None))
            .values(content=None)
            .execution_options(synchronize_session=False)
        )

    async def _require_talk(self, participant_id: int) -> Participant:
        query = select(Participant).where(
            Participant.id == participant_id, visible_talk(Participant.id.expression, self._scope)
        )
        participant = await self._session.scalar(query)
        if participant is None:
            raise LookupError(f"participant {participant_id}")
        return participant

    def _readable(self) -> ColumnElement[bool]:
        return visible_talk(TalkMessage.participant_id.expression, self._scope)


def _waits() -> ColumnElement[bool]:
    # Written out, because the index that holds waiting messages only is no use to a parameter.
    return TalkMessage.from_participant & TalkMessage.answered_at.is_(literal(None, literal_execute=True))
