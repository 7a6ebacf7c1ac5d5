"""The fixed list of appointment kinds and the picture each is known by."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class AppointmentKind(StrEnum):
    """What an appointment is; the value is what is stored and never shown."""

    MEETING = "meeting"
    INTERVIEW = "interview"
    CLASS = "class"
    COURSE = "course"
    PLACEMENT = "placement"
    WORK = "work"
    EMPLOYER_VISIT = "employer_visit"
    HOMEWORK_HELP = "homework_help"
    CONVERSATION_GROUP = "conversation_group"
    OTHER = "other"


PICTOGRAMS: Final[Mapping[AppointmentKind, str]] = MappingProxyType(
    {
        AppointmentKind.MEETING: "🤝",
        AppointmentKind.INTERVIEW: "💼",
        AppointmentKind.CLASS: "📚",
        AppointmentKind.COURSE: "🎓",
        AppointmentKind.PLACEMENT: "🧰",
        AppointmentKind.WORK: "👷",
        AppointmentKind.EMPLOYER_VISIT: "🏢",
        AppointmentKind.HOMEWORK_HELP: "📝",
        AppointmentKind.CONVERSATION_GROUP: "💬",
        AppointmentKind.OTHER: "📌",
    },
)
"""One picture a kind, for people who cannot read in any language; always beside the word, never instead."""
