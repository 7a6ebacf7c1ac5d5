"""Phone numbers as people type them, written one way."""

from __future__ import annotations

import re
import unicodedata

_SPACING = re.compile(r"[\s().\-/\u2010-\u2015]+")
_NATIONAL = re.compile(r"[2-9]\d{7}")
_INTERNATIONAL = re.compile(r"\+[1-9]\d{6,14}")
_NORWEGIAN_DIGITS = 8


def written_phone(typed: str) -> str | None:
    """The number with its country, in Western digits; None when it is no phone number.

    Eight digits are Norwegian (+47). The longest number in the world has 15 digits (ITU-T E.164).
    """
    number = _SPACING.sub("", _western(typed))
    if number.startswith("00"):
        number = f"+{number[2:]}"
    if _NATIONAL.fullmatch(number):
        number = f"+47{number}"
    if not _INTERNATIONAL.fullmatch(number):
        return None
    if not number.startswith("+47"):
        return number
    national = number.removeprefix("+47")
    if not _NATIONAL.fullmatch(national):
        return None
    return " ".join(("+47", *(national[start : start + 2] for start in range(0, _NORWEGIAN_DIGITS, 2))))


def _western(typed: str) -> str:
    """Digits of any script as 0-9; invisible direction marks, which phones add when one pastes, are dropped."""
    return "".join(
        str(unicodedata.decimal(character)) if character.isdecimal() else character
        for character in typed.replace("＋", "+")
        if unicodedata.category(character) != "Cf"
    )
