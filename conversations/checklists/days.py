"""By which day something is to be done: the next days by name, and the day a button stands for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from conversations.press import BadPressError
from locales.message import Button
from locales.text import Day, say

NO_DAY = 0

_FARTHEST = timedelta(days=60)
_PRESSED_LATE = timedelta(days=30)


def day_buttons(today: date, ahead: Iterable[int], to_payload: Callable[[int], str]) -> list[Button]:
    """A button for each of these days; its payload holds the day itself, so it means the same tomorrow."""
    days = (today + timedelta(days=days) for days in ahead)
    return [Button(say("{day}", day=Day(day)), to_payload(day.toordinal()), icon="📅") for day in days]


def chosen_day(number: int, today: date) -> date | None:
    """The day a button stands for; None for no day. A day that is over when it is pressed is today.

    Raises:
        BadPressError: no button of ours holds this number.
    """
    if number == NO_DAY:
        return None
    if not (today - _PRESSED_LATE).toordinal() <= number <= (today + _FARTHEST).toordinal():
        raise BadPressError
    return max(today, date.fromordinal(number))
