"""The languages as buttons: each in its own name and script, so that everybody finds theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from locales.languages import LANGUAGES
from locales.message import Button
from locales.text import say

_COLUMNS = 2


def language_rows(
    payload_of: Callable[[str], str],
    *,
    first: str | None = None,
    codes: Iterable[str] = tuple(LANGUAGES),
) -> tuple[tuple[Button, ...], ...]:
    """Two columns of languages; `first` (the phone's, or the one in use) comes before the others.

    Args:
        payload_of: the payload of a language's button, from its code.
        first: the code that is proposed; None or one that is not offered changes nothing.
        codes: the languages to offer, in order.
    """
    ordered = sorted(codes, key=lambda code: code != first)
    buttons = [Button(say("{language}", language=LANGUAGES[code].name), payload_of(code)) for code in ordered]
    return tuple(tuple(buttons[start : start + _COLUMNS]) for start in range(0, len(buttons), _COLUMNS))
