"""Which letters a language is written in, and the look-alikes that a keyboard of its neighbour puts there."""

from __future__ import annotations

import re
import unicodedata

from locales.template import parse

# Names and abbreviations that stand unchanged in every language.
UNCHANGED = frozenset({"brobygger", "cv", "finn", "imdi", "nav", "no", "ok", "pdf", "qr", "sfo", "telegram"})

_SCRIPTS = {
    "ar": "ARABIC",
    "ckb": "ARABIC",
    "fa": "ARABIC",
    "prs": "ARABIC",
    "ps": "ARABIC",
    "ur": "ARABIC",
    "ti": "ETHIOPIC",
    "uk": "CYRILLIC",
}
_SCRIPT_NAMES = ("ARABIC", "CYRILLIC", "ETHIOPIC", "LATIN")
_FOREIGN_LETTERS = {
    "ar": "یکگچپژ",
    "fa": "يكىہھ",
    "prs": "يكىہھ",
    "ur": "يكىة",
    "ckb": "يكىةصضطظذث",
    "uk": "ыэъёЫЭЪЁ",
    "kmr": "ığöüİĞÖÜ",
    "nb": "äöÄÖ",
}
_DIGITS = re.compile("[\u0660-\u0669\u06f0-\u06f9]")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*")


def words_of(text: str) -> list[str]:
    """The words of a catalogue text that are to be translated: no parameters, no names that stay as they are."""
    try:
        plain = " ".join(parse(text, "").words)
    except ValueError:
        plain = text
    return [word for word in _WORD.findall(plain) if word.lower() not in UNCHANGED]


def script_fault(language: str, text: str) -> str | None:
    """What is wrong with the script of a translation, or None."""
    words = words_of(text)
    if not words:
        return None
    own = _SCRIPTS.get(language, "LATIN")
    used = {_script(letter) for word in words for letter in word}
    if own not in used:
        return f"no {own.title()} letter"
    others = sorted(name.title() for name in used - {own, "LATIN", ""})
    return f"letters of another script: {', '.join(others)}" if others else None


def foreign_letters(language: str, text: str) -> str:
    """The letters in a translation that this language does not have, such as Arabic ي in Persian."""
    return "".join(sorted(set(text) & set(_FOREIGN_LETTERS.get(language, ""))))


def eastern_digits(text: str) -> str:
    """The Arabic-Indic digits in a text; ours are Western, as on signs."""
    return "".join(sorted(set(_DIGITS.findall(text))))


def _script(letter: str) -> str:
    name = unicodedata.name(letter, "")
    return next((script for script in _SCRIPT_NAMES if name.startswith(script)), "")
