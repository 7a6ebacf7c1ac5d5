"""The rules of the job log, without any dialogue, and the log as a file in Norwegian."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from conversations.appointments.venue_time import to_local
from locales.languages import NORWEGIAN
from locales.render import write
from locales.text import Day, Text, say, staff
from storage.models import ApplicationAnswer, JobApplication, Participant
from storage.unit_of_work import UnitOfWork

LOG = "jobs"

WEEKS = (2, 3, 4, 6)
"""Waiting times a specialist can set; firms answer so late, and it is normal."""

ANSWERS: dict[ApplicationAnswer, tuple[str, Text]] = {
    ApplicationAnswer.WAITING: ("⏳", say("Waiting")),
    ApplicationAnswer.INTERVIEW: ("💼", say("Interview")),
    ApplicationAnswer.JOB: ("🎉", say("I got the job")),
    ApplicationAnswer.NO: ("✉️", say("Not this time")),
}


def waiting_weeks(participant: Participant) -> int:
    """How many weeks of waiting are normal here; three until the specialist says otherwise."""
    weeks = participant.plan.get("waiting_weeks")
    return weeks if weeks in WEEKS else WEEKS[1]


def ask_on(application: JobApplication, participant: Participant) -> date:
    """The day from which it is usual to call and ask."""
    return application.applied_on + timedelta(weeks=waiting_weeks(participant))


async def log_file(store: UnitOfWork, participant_id: int, now: datetime) -> tuple[str, str] | None:
    """The file's name and text, in Norwegian; None when the participant is gone."""
    participant = await store.participants.get(participant_id)
    if participant is None:
        return None
    day = Day(to_local(now, participant.programme.timezone).date())
    title = staff("Jobs {name} has applied for, {day}", name=participant.person.name, day=day)
    lines = [write(title, NORWEGIAN), ""]
    lines += [_line(one) for one in await store.job_log.of_participant(participant_id)]
    return "jobblogg.txt", "\n".join(lines)


def _line(application: JobApplication) -> str:
    _, answer = ANSWERS[ApplicationAnswer(application.answer)]
    text = staff(
        "{day}: {firm}. {job}. {answer}.",
        day=Day(application.applied_on),
        firm=application.firm,
        job=application.job or "–",
        answer=answer,
    )
    return write(text, NORWEGIAN)


def counts(applications: Sequence[JobApplication]) -> tuple[int, int]:
    """How many there are, and how many still wait for an answer."""
    return len(applications), sum(one.answer == ApplicationAnswer.WAITING for one in applications)
