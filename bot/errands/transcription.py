"""Having a voice message written down by a server that speaks OpenAI's `/v1/audio/transcriptions`."""

from __future__ import annotations

import io
from dataclasses import dataclass

import aiohttp

from bot.errands.failures import NeverError
from bot.errands.service import Service
from conversations.errands.model import Failure
from locales.user_text import clean, shorten

DEFAULT_MODEL = "whisper-1"
_LONGEST = 20_000
"""Characters; half an hour of speech."""


@dataclass(frozen=True)
class Transcription:
    """The server and the model it is asked for."""

    service: Service
    model: str = DEFAULT_MODEL

    async def write_down(self, audio: bytes, mime: str) -> str:
        """What is said; empty when nothing is.

        Raises:
            LaterError, NeverError: it was not written down.
        """
        form = aiohttp.FormData()
        form.add_field("model", self.model)
        form.add_field("response_format", "json")
        # Raw bytes would be written in one piece, which holds up everybody else.
        form.add_field("file", io.BytesIO(audio), filename="voice.ogg", content_type=mime)
        headers = {"Authorization": f"Bearer {self.service.key}"} if self.service.key else None
        answer = await self.service.call("POST", "/v1/audio/transcriptions", body=form, headers=headers)
        words = answer.get("text") if isinstance(answer, dict) else None
        if not isinstance(words, str):
            raise NeverError(Failure.WRONG_ANSWER)
        return shorten(clean(words), _LONGEST)
