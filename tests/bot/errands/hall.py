"""A hall for errands: an office with people, a channel that hands out files as told, a folder, and workers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from secrets import token_hex
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errands.performing import Performer
from bot.errands.transcription import Transcription
from bot.errands.translation import Translation
from bot.errands.worker import ErrandSettings, ErrandWorker
from conversations.errands.model import ErrandKind
from conversations.house import ERRANDS
from storage.media_store import MediaPlace, MediaStore
from storage.models import Errand, Media
from tests.bot.delivery.office import Office

LEASE = timedelta(minutes=3)
VOICE = b"OggS and what was said" * 10


class Killed(BaseException):
    """The process ended here."""


@dataclass
class Channel:
    """Hands out files by id; what is no file is raised. `during` runs before an answer is given."""

    files: dict[str, bytes | BaseException] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    during: Callable[[], Awaitable[None]] | None = None

    async def download(self, file_id: str, *, limit: int = 0) -> bytes:
        assert limit == 20 * 1024 * 1024
        self.asked.append(file_id)
        if self.during is not None:
            await self.during()
        found = self.files[file_id]
        if isinstance(found, BaseException):
            raise found
        return found


@dataclass
class Hall:
    """One office; the newest media is of its specialist Lars (chat 900) unless said otherwise."""

    office: Office
    folder: Path
    channel: Channel = field(default_factory=Channel)
    transcription: Transcription | None = None
    translation: Translation | None = None

    @property
    def store(self) -> MediaStore:
        return MediaStore(MediaPlace(str(self.folder)), self.office.database.vault)

    def worker(
        self, name: str = "one", kinds: Mapping[str, ErrandKind] | None = None, store: MediaStore | None = None
    ) -> ErrandWorker:
        return ErrandWorker(
            self.office.database,
            kinds or ERRANDS,
            Performer(self.channel, store or self.store, self.transcription, self.translation),
            clock=self.office.clock,
            machine=self.office.machine,
            settings=ErrandSettings(name, LEASE),
            random=lambda: 0.5,
        )

    async def sent(self, data: bytes | BaseException = VOICE, **changes: Any) -> int:
        """Somebody sent something and it was noted; its id."""
        now = self.office.clock.now()
        fields: dict[str, Any] = {
            "programme_id": self.office.programme_id,
            "owner_id": self.office.specialist_id,
            "kind": "voice",
            "mime": "audio/ogg",
            "size": 9,
            "seconds": 4,
            "chat_id": 900,
            "message_id": 55,
            "stored": token_hex(16),
            "made_at": now,
        }
        async with self.office.database.unit_of_work() as store:
            media = Media(**fields | {"file_id": f"file-{token_hex(4)}"} | changes)
            await store.media.add(media)
            await store.errands.ask("fetch", media.id, now)
            await store.commit()
            assert media.file_id is not None
            self.channel.files[media.file_id] = data
            return media.id

    async def media(self, media_id: int) -> Media:
        async with AsyncSession(self.office.database.engine, expire_on_commit=False) as session:
            return await session.get_one(Media, media_id)

    async def errands(self) -> dict[str, str]:
        """State by "kind number"."""
        async with AsyncSession(self.office.database.engine) as session:
            rows = await session.scalars(select(Errand).order_by(Errand.id))
            return {f"{row.kind} {row.number}": row.state for row in rows}

    async def errand(self, kind: str = "fetch") -> Errand:
        async with AsyncSession(self.office.database.engine, expire_on_commit=False) as session:
            return (await session.scalars(select(Errand).where(Errand.kind == kind).order_by(Errand.id))).one()

    async def kept_names(self) -> set[str]:
        """The names of all that was sent, to whichever feature."""
        async with AsyncSession(self.office.database.engine) as session:
            return set(await session.scalars(select(Media.stored)))

    def files(self) -> set[str]:
        """The names in the folder."""
        return {path.name for path in self.folder.rglob("*") if path.is_file()}

    async def notices(self) -> list[str]:
        """The keys of what was planned."""
        return list(await self.office.rows())

    def pass_time(self, **span: float) -> None:
        self.office.clock.advance(timedelta(**span))
        self.office.machine.advance(timedelta(**span))
