"""What can be tapped and talked about in aftercare: answers of hers, headings of the plan, moments in words."""

from __future__ import annotations

from collections.abc import Mapping

from conversations.aftercare.moments import MONTHS, WEEK
from conversations.check_ins.participant import ANSWERS as FIRST_WEEK
from locales.text import Text, brief, say, say_n, staff, staff_n
from storage.models import AftercareKind

Named = tuple[str, Text]

UNCLEAR = "unclear"

ANSWERS: Mapping[str, Named] = {
    **FIRST_WEEK,
    "ends": ("📄", say("My contract ends soon")),
    "more": ("➕", say("I want more hours")),
    "learn": ("🎓", say("I want to learn more")),
}
"""What may be true for her. "All is fine" is not among them: many say so when it is not."""

_EARLY = (("hours", "boss", "alone", "words"), ("learnt", "ends", "more", "learn"))
_LATER = (("ends", "hours", "more", "learn"), ("boss", "alone", "words", "learnt"))
_AT_SCHOOL = (("words", "alone", "learnt", "learn"),)


def pages(kind: str, moment: str) -> tuple[tuple[str, ...], ...]:
    """The answers in the order in which they are offered, a few on each page."""
    if kind == AftercareKind.EDUCATION:
        return _AT_SCHOOL
    return _EARLY if moment in (WEEK, "m1") else _LATER


def since_start(kind: str, moment: str) -> Text:
    """How long it is since the start, for her."""
    at_work = kind == AftercareKind.JOB
    if moment == WEEK:
        return say("Your first week at work is over.") if at_work else say("Your first week at school is over.")
    months = MONTHS.get(moment, 0)
    if at_work:
        return say_n("You began at work {count} month ago.", "You began at work {count} months ago.", count=months)
    return say_n("You began at school {count} month ago.", "You began at school {count} months ago.", count=months)


def asked_briefly(kind: str) -> Text:
    """The question in simple Norwegian."""
    return brief("How is it at work?") if kind == AftercareKind.JOB else brief("How is it at school?")


def moment_name(moment: str) -> Text:
    """How long after the start, for staff."""
    if moment == WEEK:
        return staff("one week after the start")
    return staff_n("{count} month after the start", "{count} months after the start", count=MONTHS.get(moment, 0))


HEADINGS: Mapping[str, Named] = {
    "share": ("⏱", staff("Share of a position")),
    "duties": ("🧰", staff("Duties")),
    "career": ("🪜", staff("Career")),
    "skills": ("🗣", staff("Skills and language")),
    "inclusion": ("🤝", staff("Inclusion at work")),
    "family": ("👪", staff("Family")),
    "housing": ("🏠", staff("Housing")),
    "health": ("🩺", staff("Health services")),
    "public": ("🏛", staff("Public services")),
}
"""The topics of a plan: what there is help with, never what was found out about somebody."""

ICON = "🌿"
"""The picture of aftercare."""
