"""What a coordinator can choose for a programme, and from which values; every choice is one button.

Pure: from settings and a pressed choice to new settings.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import time
from typing import Any

from conversations.programme_settings import ProgrammeSettings

Value = time | int | bool


@dataclass(frozen=True)
class Choice:
    """One setting and the values it may take, in the order in which they are offered.

    `plans` says whether reminders depend on it.
    """

    field: str
    values: tuple[Value, ...]
    plans: bool = True

    def index_of(self, settings: ProgrammeSettings) -> int | None:
        """Which value is in use; None when it is none of those offered."""
        current = getattr(settings, self.field)
        return self.values.index(current) if current in self.values else None

    def made(self, settings: ProgrammeSettings, index: int) -> ProgrammeSettings:
        """The settings with the value of this index.

        Raises:
            IndexError: no such value is offered.
        """
        if not 0 <= index < len(self.values):
            raise IndexError(index)
        change: dict[str, Any] = {self.field: self.values[index]}
        return replace(settings, **change)


_YES_NO = (True, False)

CHOICES: Mapping[str, Choice] = {
    "qf": Choice("quiet_from", tuple(time(hour) for hour in (19, 20, 21, 22, 23))),
    "qt": Choice("quiet_to", tuple(time(hour) for hour in (5, 6, 7, 8, 9))),
    "ev": Choice("evening_at", tuple(time(hour) for hour in (16, 17, 18, 19, 20))),
    "le": Choice("lead_minutes", (30, 60, 90, 120, 180)),
    "rm": Choice("remind_when_made", _YES_NO),
    "re": Choice("remind_evening", _YES_NO),
    "rl": Choice("remind_leave", _YES_NO),
    "wf": Choice("work_from", tuple(time(hour) for hour in (7, 8, 9, 10))),
    "wo": Choice("only_at_work", (False, True)),
    "pr": Choice("placement_review_weeks", (2, 4, 8, 12)),
    "sd": Choice("silence_days", (7, 14, 21, 28, 42)),
    "gd": Choice("gap_days", (7, 14, 21, 28)),
    "wt": Choice("work_to", tuple(time(hour) for hour in (14, 15, 16, 17, 18))),
    "er": Choice("employer_rest_days", (0, 30, 60, 90, 180), plans=False),
    "ac": Choice("aftercare_months", (6, 12, 18, 24, 36), plans=False),
    "tk": Choice("talk_kept_days", (90, 180, 365, 730)),
}
"""By the word that stands in the button's payload."""


def differences(settings: ProgrammeSettings) -> dict[str, Any]:
    """What is stored for these settings: only what the programme decides differently from the defaults."""
    defaults = asdict(ProgrammeSettings())
    return {name: value for name, value in settings.stored().items() if getattr(settings, name) != defaults[name]}
