"""Translating by a server that speaks LibreTranslate's `/translate`."""

from __future__ import annotations

from dataclasses import dataclass, field

import orjson

from bot.errands.failures import NeverError
from bot.errands.service import Service
from conversations.errands.model import Failure
from locales.languages import LANGUAGES
from locales.user_text import clean, shorten

_LONGEST = 4000
_JSON = {"Content-Type": "application/json"}

# What such a server may call our languages. Sorani is never asked for as "ku": that is Kurmanji there, in another
# script, and so is unreadable for its readers.
_OTHER_NAMES = {"nb": ("nb", "no"), "prs": ("prs", "fa"), "kmr": ("kmr", "ku")}
NAMES = {code: _OTHER_NAMES.get(code, (code,)) for code in LANGUAGES}
"""By our own code, the codes of a server, best first."""


@dataclass
class Translation:
    """The server; which languages it has is asked once."""

    service: Service
    _pairs: dict[str, frozenset[str]] | None = field(default=None, repr=False)

    async def translate(self, words: str, source: str, target: str) -> str:
        """The words in the other language, never empty; both languages by our own codes.

        Raises:
            LaterError: the server is away or slow.
            NeverError: it does not speak one of the languages, or does not answer as it should.
        """
        their_source, their_target = await self._theirs(source, target)
        body = {"q": words, "source": their_source, "target": their_target, "format": "text"}
        if self.service.key:
            body["api_key"] = self.service.key
        answer = await self.service.call("POST", "/translate", body=orjson.dumps(body), headers=_JSON)
        translated = answer.get("translatedText") if isinstance(answer, dict) else None
        if not isinstance(translated, str) or not clean(translated):
            raise NeverError(Failure.WRONG_ANSWER)
        return shorten(clean(translated), _LONGEST)

    async def _theirs(self, source: str, target: str) -> tuple[str, str]:
        pairs = await self._known_pairs()
        for from_code in NAMES.get(source, ()):
            for to_code in NAMES.get(target, ()):
                if from_code != to_code and to_code in pairs.get(from_code, ()):
                    return from_code, to_code
        raise NeverError(Failure.NO_LANGUAGE)

    async def _known_pairs(self) -> dict[str, frozenset[str]]:
        if self._pairs is None:
            self._pairs = _pairs_in(await self.service.call("GET", "/languages"))
        return self._pairs


def _pairs_in(answer: object) -> dict[str, frozenset[str]]:
    """By source, the targets; an older server lists none, and translates between all it has."""
    if not isinstance(answer, list) or not all(
        isinstance(one, dict) and isinstance(one.get("code"), str) for one in answer
    ):
        raise NeverError(Failure.WRONG_ANSWER)
    everything = [one["code"] for one in answer]
    return {
        one["code"]: frozenset(targets if isinstance(targets := one.get("targets"), list) else everything)
        for one in answer
    }
