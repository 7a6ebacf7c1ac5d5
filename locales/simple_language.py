"""Rules of simple language for everything a participant reads: short, one fact, no threat, no promise, no blame.

The studies say why: long sentences lose people, letters like "do this, if not you will lose your day money" destroy
trust, and encouragement was heard as a guarantee of a job. All limits stand in `LIMITS`; the words that must not be
used stand in `locales.harsh_words`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from locales.findings import Finding
from locales.harsh_words import harsh_words
from locales.languages import NORWEGIAN
from locales.text import Domain

__all__ = ["BRIEF", "LIMITS", "Finding", "Limits", "check_all", "check_text", "lix", "sentences", "words"]


@dataclass(frozen=True)
class Limits:
    """How much one text may ask of its reader.

    Attributes:
        words: the most words in a sentence; a parameter counts as one.
        sentences: the most sentences in a text: one fact, what follows from it, what to do.
        letters: the most letters in a word; None where words grow by endings and length says little.
        lix: the most LIX of one text of eight words or more; None where LIX is not defined.
        lix_of_all: the most LIX of all texts of the catalogue together.
    """

    words: int
    sentences: int = 3
    letters: int | None = None
    lix: int | None = None
    lix_of_all: int | None = None


# A sentence of the same content has more words where grammar uses small words, and fewer where it uses endings.
LIMITS: dict[str, Limits] = {
    # language       words in a sentence
    "nb": Limits(words=15, letters=20, lix=40, lix_of_all=30),
    "en": Limits(words=16),
    "ar": Limits(words=15),
    "ti": Limits(words=15),
    "so": Limits(words=20),
    "uk": Limits(words=15),
    "prs": Limits(words=19),
    "fa": Limits(words=19),
    "ps": Limits(words=21),
    "ckb": Limits(words=17),
    "kmr": Limits(words=19),
    "sw": Limits(words=16),
    "tr": Limits(words=14),
    "ur": Limits(words=23),
}
BRIEF = Limits(words=10, sentences=2, letters=16, lix=35, lix_of_all=25)
"""The short Norwegian line is for people who are learning Norwegian."""

_LIX_NEEDS_WORDS = 8
_LIX_OF_ALL_NEEDS_WORDS = 50
_LIX_LONG = 6  # a word of more letters is long

_PARAMETER = re.compile(r"\{[^{}]*\}")
_ABBREVIATIONS = re.compile(r"\b(kl|f\.eks|bl\.a|osv|nr|ca|ev|dvs|e\.g|i\.e)\.(?=\s)", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?؟۔።፧…])[\"»”)]*\s+|\n+")
_WORD = re.compile(r"\w+(?:[-'’ʼ.\u200c:]\w+)*")
_PARAMETER_STANDS_FOR = "X"


def sentences(text: str) -> list[str]:
    """The sentences of a catalogue text, every parameter replaced by one short word."""
    plain = _PARAMETER.sub(_PARAMETER_STANDS_FOR, text)
    plain = _ABBREVIATIONS.sub(r"\1", plain)
    return [sentence.strip() for sentence in _SENTENCE_END.split(plain) if _WORD.search(sentence)]


def words(sentence: str) -> list[str]:
    """The words of a sentence; marks joined by a hyphen, an apostrophe or a joiner are one."""
    return _WORD.findall(sentence)


def lix(text: str) -> float:
    """The readability index LIX: words in a sentence plus the percentage of words of more than six letters.

    Below 30 is very easy, as in books for children; 0 for a text without words.
    """
    found = [words(sentence) for sentence in sentences(text)]
    return _lix(found)


def _lix(found: list[list[str]]) -> float:
    every = [word for sentence in found for word in sentence]
    if not every:
        return 0.0
    long = sum(len(word) > _LIX_LONG for word in every)
    return len(every) / len(found) + 100 * long / len(every)


def limits_of(language: str, domain: Domain) -> Limits:
    """The limits that hold for a language's texts of a domain."""
    return BRIEF if domain == "brief" else LIMITS[language]


def check_text(language: str, domain: Domain, msgid: str, text: str) -> Iterator[Finding]:
    """What is too hard or too harsh in one text."""
    limits = limits_of(language, domain)
    found = sentences(text)
    if len(found) > limits.sentences:
        yield Finding(language, msgid, "one fact", f"{len(found)} sentences, at most {limits.sentences}")
    for sentence in found:
        count = len(words(sentence))
        if count > limits.words:
            yield Finding(language, msgid, "long sentence", f"{count} words, at most {limits.words}: {sentence}")
        for kind, harsh in harsh_words(language, sentence):
            yield Finding(language, msgid, kind, f"{harsh!r} in: {sentence}")
    counted = [words(sentence) for sentence in found]
    every = [word for sentence in counted for word in sentence]
    if limits.letters is not None:
        for word in every:
            if len(word) > limits.letters:
                yield Finding(language, msgid, "long word", f"{word}: {len(word)} letters, at most {limits.letters}")
    if limits.lix is not None and len(every) >= _LIX_NEEDS_WORDS and _lix(counted) > limits.lix:
        yield Finding(language, msgid, "lix", f"{_lix(counted):.0f}, at most {limits.lix}: {text}")


def check_all(language: str, domain: Domain, translated: Mapping[str, tuple[str, ...]]) -> Iterator[Finding]:
    """As `check_text` for every form of every text by message id, and the readability of them all together."""
    counted: list[list[str]] = []
    for msgid, forms in translated.items():
        for form in forms:
            yield from check_text(language, domain, msgid, form)
        counted.extend(words(sentence) for sentence in sentences(forms[0]))
    limit = limits_of(language, domain).lix_of_all
    if language != NORWEGIAN or limit is None or sum(map(len, counted)) < _LIX_OF_ALL_NEEDS_WORDS:
        return
    if _lix(counted) > limit:
        yield Finding(language, "", "lix", f"{domain}.po as a whole: {_lix(counted):.0f}, at most {limit}")
