"""What a programme decides for itself, with defaults where it has not. Times are wall-clock in its zone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import time
from typing import Any


@dataclass(frozen=True)
class ProgrammeSettings:
    """A programme's choices.

    Attributes:
        quiet_from: when the evening's quiet begins; nothing planned is sent until `quiet_to`.
        quiet_to: when the quiet ends in the morning.
        evening_at: when the reminder of the evening before goes out.
        lead_minutes: how long before the start the last reminder goes when nobody knows the way's length.
        remind_when_made: whether an appointment is told of as soon as it is made.
        remind_evening: whether there is a reminder on the evening before.
        remind_leave: whether there is a reminder when it is time to leave home.
        work_from: when the staff's working day begins.
        placement_review_weeks: how many weeks after its start a placement is looked at: has it led to paid work? Those
            that run already keep their day.
        only_at_work: whether reminders go out in the working day alone; those that would come outside it come earlier.
        work_to: when it ends; outside it, staff are not disturbed with what can wait.
        employer_rest_days: how many days after a contact with an employer a colleague is warned; 0 for no warning.
        aftercare_months: how many months somebody is followed up after the start of a job or an education; Jobbsjansen
            asks for twelve. Plans that run already keep their length.
        talk_kept_days: for how many days it is kept what participants and specialists say to each other.
        silence_days: after so many days without contact both ways the specialist is asked to say hello.
        gap_days: something should be planned for everybody within so many days.
    """

    quiet_from: time = time(21)
    quiet_to: time = time(7)
    evening_at: time = time(18)
    lead_minutes: int = 120
    remind_when_made: bool = True
    remind_evening: bool = True
    remind_leave: bool = True
    work_from: time = time(8)
    work_to: time = time(16)
    only_at_work: bool = False
    employer_rest_days: int = 90
    placement_review_weeks: int = 4
    aftercare_months: int = 12
    talk_kept_days: int = 365
    silence_days: int = 21
    gap_days: int = 14

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> ProgrammeSettings:
        """The settings as stored; what is missing or of another age takes its default."""
        known = {field.name: field for field in fields(cls)}
        values: dict[str, Any] = {}
        for name, value in stored.items():
            if name in known:
                is_time = isinstance(getattr(cls, name), time)
                values[name] = time.fromisoformat(value) if is_time else value
        return cls(**values)

    def stored(self) -> dict[str, Any]:
        """The settings as JSON for the database."""
        return {
            name: value.isoformat("minutes") if isinstance(value, time) else value
            for name, value in asdict(self).items()
        }

    def with_overrides(self, stored: Mapping[str, Any]) -> ProgrammeSettings:
        """These settings with a participant's own choices on top."""
        if not stored:
            return self
        overrides = ProgrammeSettings.read(stored)
        return replace(self, **{name: getattr(overrides, name) for name in stored if hasattr(overrides, name)})
