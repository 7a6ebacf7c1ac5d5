"""Performing a request, with no transaction open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from telegram.error import BadRequest, TelegramError

from bot.errands.failures import ErrandError, LaterError, NeverError
from bot.errands.transcription import Transcription
from bot.errands.translation import Translation
from bot.telegram.outcome import Permanent, Unreachable, Wait, outcome_of
from conversations.errands.model import (
    Failure,
    Fetch,
    Fetched,
    Remove,
    Removed,
    Request,
    Result,
    Transcribe,
    Transcribed,
    Translate,
    Translated,
)
from storage.media_store import MediaFullError, MediaMissingError, MediaStore, MediaStoreError

_SURE_AFTER = 3
"""Telegram says in the same words that a file is gone and that it is away for a moment: so often it is asked."""


class Downloads(Protocol):
    """Where files come from; `bot.telegram.api.BotApi` in the product."""

    async def download(self, file_id: str, *, limit: int = ...) -> bytes:
        """Fetch a file somebody sent."""
        ...


@dataclass(frozen=True)
class Performer:
    """Everything errands need; a server that is not set is None."""

    channel: Downloads
    files: MediaStore
    transcription: Transcription | None = None
    translation: Translation | None = None

    async def perform(self, request: Request, attempt: int) -> Result:
        """Does what is asked; doing it again does no harm.

        Args:
            request: what.
            attempt: the how-many-eth try this is, from 1.

        Raises:
            LaterError: not now.
            NeverError: it cannot be done.
        """
        try:
            match request:
                case Fetch():
                    return await self._fetch(request, attempt)
                case Remove(stored):
                    await self.files.remove(stored)
                    return Removed()
                case Transcribe():
                    return await self._transcribe(request)
                case Translate():
                    return await self._translate(request)
        except MediaStoreError as error:
            raise _of_store(error) from None

    async def _fetch(self, request: Fetch, attempt: int) -> Fetched:
        try:
            data = await self.channel.download(request.file_id, limit=request.limit)
        except TelegramError as error:
            raise _of_channel(error, attempt) from None
        await self.files.keep(request.stored, data)
        return Fetched(len(data), transcribable=self.transcription is not None)

    async def _transcribe(self, request: Transcribe) -> Transcribed:
        if self.transcription is None:
            raise NeverError(Failure.NOT_SET)
        audio = await self.files.read(request.stored)
        return Transcribed(await self.transcription.write_down(audio, request.mime))

    async def _translate(self, request: Translate) -> Translated:
        if self.translation is None:
            raise NeverError(Failure.NOT_SET)
        return Translated(await self.translation.translate(request.words, request.source, request.target))


def _of_channel(error: TelegramError, attempt: int) -> ErrandError:
    words = error.message.casefold()
    if isinstance(error, BadRequest) and "too big" in words:
        return NeverError(Failure.TOO_BIG)
    if "temporarily unavailable" in words and attempt < _SURE_AFTER:
        return LaterError(Failure.AWAY)
    match outcome_of(error):
        case Permanent() | Unreachable():
            return NeverError(Failure.GONE)
        case Wait(seconds):
            return LaterError(Failure.AWAY, seconds)
        case _:
            return LaterError(Failure.AWAY)


def _of_store(error: MediaStoreError) -> ErrandError:
    if isinstance(error, MediaMissingError):
        return NeverError(Failure.GONE)
    return LaterError(Failure.FULL if isinstance(error, MediaFullError) else Failure.AWAY)
