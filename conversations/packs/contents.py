"""What stands in a pack: choices, standard sentences, and what the specialist has written for this one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from conversations.appointments.facts import kind_of
from conversations.appointments.kinds import AppointmentKind
from locales.text import Text, say, staff
from storage.models import Appointment


class PackKind(StrEnum):
    """Which of the two it is; a part of the delivery's key."""

    INTERVIEW = "interview"
    FIRST_DAY = "first_day"


PACKS: dict[AppointmentKind, PackKind] = {
    AppointmentKind.INTERVIEW: PackKind.INTERVIEW,
    AppointmentKind.WORK: PackKind.FIRST_DAY,
    AppointmentKind.PLACEMENT: PackKind.FIRST_DAY,
}

NAMES: dict[PackKind, Text] = {
    PackKind.INTERVIEW: staff("Interview pack"),
    PackKind.FIRST_DAY: staff("First-day pack"),
}


def pack_kind(appointment: Appointment) -> PackKind | None:
    """Which pack belongs to an appointment of this kind; None for most."""
    return PACKS.get(kind_of(appointment))


DRESS: dict[str, tuple[str, Text]] = {
    "everyday": ("👕", say("Wear clean everyday clothes.")),
    "work": ("🦺", say("Wear clothes you can work in, and strong shoes.")),
    "nice": ("👔", say("Wear nice clothes, as for a visit.")),
    "theirs": ("🥼", say("You get work clothes there.")),
}
"""By the name stored; people should dress for this very job, so the specialist chooses."""

USUAL_DRESS: dict[PackKind, str] = {PackKind.INTERVIEW: "everyday", PackKind.FIRST_DAY: "work"}


@dataclass(frozen=True)
class Question:
    """A question to ask at an interview: in Norwegian, as it is said there, and what it means."""

    norwegian: str
    meaning: Text


QUESTIONS: tuple[Question, ...] = (
    Question("Hva skal jeg gjøre i jobben?", say("What will I do in the job?")),
    Question("Når begynner og slutter vakta?", say("When does the work day begin and end?")),
    Question("Hvem lærer meg opp?", say("Who shows me how to do the work?")),
    Question("Når får jeg svar?", say("When do I hear from you?")),
)
"""Four that fit everywhere; the specialist may add some of this firm's own."""


@dataclass(frozen=True)
class Field:
    """Something the specialist may write into a pack.

    Attributes:
        code: its column.
        kinds: the packs it belongs to.
        icon: a pictogram.
        name: on the specialist's button.
        ask: how the specialist is asked for it.
    """

    code: str
    kinds: frozenset[PackKind]
    icon: str
    name: Text
    ask: Text


_BOTH = frozenset(PackKind)
_INTERVIEW = frozenset({PackKind.INTERVIEW})
_FIRST_DAY = frozenset({PackKind.FIRST_DAY})

FIELDS: dict[str, Field] = {
    field.code: field
    for field in (
        Field("firm", _BOTH, "🏢", staff("The firm"), staff("Which firm is it, and what do they do?")),
        Field("route", _BOTH, "🚌", staff("The way there"), staff("How does one get there? Bus, stop, entrance.")),
        Field("questions", _INTERVIEW, "❓", staff("More questions"), staff("Which questions fit here? One a line.")),
        Field("ill", _FIRST_DAY, "📞", staff("Ill or late"), staff("Whom does one call when ill or late, and how?")),
        Field("rules", _FIRST_DAY, "📋", staff("House rules"), staff("Which rules does this place have? One a line.")),
    )
}
