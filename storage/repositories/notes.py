"""Notes of the participants whom the acting person helps now, and their own notes to self. Nobody else reads any."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, delete, exists, func, or_, select, true

from storage.models import Media, Membership, Note, NoteAddition, NoteMedia, NoteState, NoteVersion, Participant, Role
from storage.repositories.base import Repository

MOST_DRAFTS = 5


class NoteRepository(Repository):
    """Field notes. A coordinator reads none: not being measured on visits is what makes a good note possible."""

    def _readable(self) -> ColumnElement[bool]:
        me = self._scope.person_id
        if me is None:
            return true()
        helps = (
            select(Participant.id)
            .join(Membership, Membership.programme_id == Participant.programme_id)
            .where(
                Participant.id == Note.participant_id,
                Participant.specialist_id == me,
                Participant.person_id != me,
                Membership.person_id == me,
                Membership.role == Role.SPECIALIST,
                Membership.active,
            )
            .correlate_except(Participant, Membership)
        )
        return or_(exists(helps), Note.participant_id.is_(None) & (Note.author_id == me))

    async def add(self, note: Note) -> Note:
        """Keeps a new draft.

        Raises:
            LookupError: it is about somebody the acting person may not see.
        """
        if note.participant_id is not None:
            await self._require_participant(note.participant_id)
        self._session.add(note)
        await self._session.flush()
        return note

    async def get(self, note_id: int) -> Note | None:
        """One, locked until the transaction ends; None where it is not theirs to read."""
        query = (
            select(Note)
            .where(Note.id == note_id, self._readable())
            .with_for_update(key_share=True, of=Note)
            .execution_options(populate_existing=True)
        )
        return await self._session.scalar(query)

    async def drafts_of(self, author_id: int) -> Sequence[Note]:
        """The author's unfinished notes, the newest first."""
        query = (
            select(Note)
            .where(Note.author_id == author_id, Note.state == NoteState.DRAFT, self._readable())
            .order_by(Note.id.desc())
            .limit(MOST_DRAFTS)
        )
        return (await self._session.scalars(query)).all()

    async def drafts_about(self, participant_id: int, author_id: int) -> Sequence[Note]:
        """The author's unfinished notes about this participant."""
        query = (
            select(Note)
            .where(
                Note.participant_id == participant_id,
                Note.author_id == author_id,
                Note.state == NoteState.DRAFT,
                self._readable(),
            )
            .order_by(Note.id)
        )
        return (await self._session.scalars(query)).all()

    async def of_participant(
        self, participant_id: int, *, before: int | None = None, limit: int = 10
    ) -> Sequence[Note]:
        """Kept notes about a participant, the newest day first; `before` is the id of the last one seen."""
        query = select(Note).where(
            Note.participant_id == participant_id, Note.state == NoteState.KEPT, self._readable()
        )
        if before is not None:
            last = select(Note.happened_on).where(Note.id == before).scalar_subquery()
            query = query.where(or_(Note.happened_on < last, (Note.happened_on == last) & (Note.id < before)))
        query = query.order_by(Note.happened_on.desc(), Note.id.desc()).limit(limit)
        return (await self._session.scalars(query)).all()

    async def between(self, participant_id: int, first: date, last: date) -> Sequence[Note]:
        """Kept notes about a participant of these days, both included, the oldest first."""
        query = (
            select(Note)
            .where(
                Note.participant_id == participant_id,
                Note.state == NoteState.KEPT,
                Note.happened_on >= first,
                Note.happened_on <= last,
                self._readable(),
            )
            .order_by(Note.happened_on, Note.id)
        )
        return (await self._session.scalars(query)).all()

    async def own(self, author_id: int, limit: int = 10) -> Sequence[Note]:
        """The author's notes to self, the newest first."""
        query = (
            select(Note)
            .where(
                Note.author_id == author_id,
                Note.participant_id.is_(None),
                Note.state == NoteState.KEPT,
                self._readable(),
            )
            .order_by(Note.id.desc())
            .limit(limit)
        )
        return (await self._session.scalars(query)).all()

    async def last_about(self, author_id: int) -> dict[int, datetime]:
        """When the author last kept a note about each participant, UTC."""
        query = (
            select(Note.participant_id, func.max(Note.kept_at))
            .where(Note.author_id == author_id, Note.state == NoteState.KEPT, Note.participant_id.is_not(None))
            .group_by(Note.participant_id)
        )
        rows = (await self._session.execute(query)).all()
        return {about: at for about, at in rows if about is not None and at is not None}

    async def replaced(self, version: NoteVersion) -> None:
        """Keeps what a note said before."""
        self._session.add(version)
        await self._session.flush()

    async def versions(self, note_id: int) -> Sequence[NoteVersion]:
        """What the note said before, the oldest first."""
        query = (
            select(NoteVersion)
            .join(Note, Note.id == NoteVersion.note_id)
            .where(NoteVersion.note_id == note_id, self._readable())
            .order_by(NoteVersion.id)
        )
        return (await self._session.scalars(query)).all()

    async def add_to(self, addition: NoteAddition) -> None:
        """Adds to a note that stands."""
        self._session.add(addition)
        await self._session.flush()

    async def additions(self, note_id: int) -> Sequence[NoteAddition]:
        """What was added to the note, the oldest first."""
        query = (
            select(NoteAddition)
            .join(Note, Note.id == NoteAddition.note_id)
            .where(NoteAddition.note_id == note_id, self._readable())
            .order_by(NoteAddition.id)
        )
        return (await self._session.scalars(query)).all()

    async def attach(self, note_id: int, media_id: int) -> None:
        """Lets something that was sent belong to a note."""
        self._session.add(NoteMedia(note_id=note_id, media_id=media_id))
        await self._session.flush()

    async def media_of(self, note_id: int) -> Sequence[Media]:
        """What was sent with a note, in order; what is gone by now too."""
        query = (
            select(Media)
            .join(NoteMedia, NoteMedia.media_id == Media.id)
            .join(Note, Note.id == NoteMedia.note_id)
            .where(NoteMedia.note_id == note_id, self._readable())
            .order_by(Media.id)
        )
        return (await self._session.scalars(query)).all()

    async def note_of(self, media_id: int) -> Note | None:
        """The note something belongs to; None where it belongs to none that is theirs to read."""
        query = (
            select(Note)
            .join(NoteMedia, NoteMedia.note_id == Note.id)
            .where(NoteMedia.media_id == media_id, self._readable())
        )
        return await self._session.scalar(query)

    async def undone_before(self, before: datetime) -> Sequence[int]:
        """The ids of notes that were undone before this moment (UTC)."""
        return (
            await self._session.scalars(
                select(Note.id).where(Note.state == NoteState.UNDONE, Note.changed_at < before, self._readable())
            )
        ).all()

    async def erase(self, note_ids: Collection[int]) -> None:
        """Erases notes with all they said."""
        for table in (NoteVersion, NoteAddition, NoteMedia):
            await self._session.execute(delete(table).where(self._among(table.note_id, note_ids)))
        await self._session.execute(delete(Note).where(self._among(Note.id, note_ids)))

    async def stale_drafts(self, changed_before: datetime) -> Sequence[Note]:
        """Drafts nobody has gone on with since this moment (UTC)."""
        query = (
            select(Note)
            .where(Note.state == NoteState.DRAFT, Note.changed_at < changed_before, self._readable())
            .order_by(Note.id)
            .limit(100)
        )
        return (await self._session.scalars(query)).all()
