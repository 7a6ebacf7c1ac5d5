"""When an answer can be expected: said as a fact about working hours, never as a promise."""

from __future__ import annotations

from datetime import datetime

from conversations.appointments.venue_time import resolve
from conversations.contact.working_days import AtWork, at_work
from conversations.turn import Turn, settings_of
from locales.text import At, Day, Text, say
from storage.models import Participant


def next_work(turn: Turn, participant: Participant) -> AtWork:
    """The working day on which the participant's specialist reads what comes now, in the programme's zone."""
    settings = settings_of(participant)
    return at_work(turn.local_now(participant.programme.timezone), settings.work_from, settings.work_to)


def read_by(turn: Turn, participant: Participant) -> datetime:
    """The moment (UTC) by which it should be looked at: the end of that working day."""
    work = next_work(turn, participant)
    return resolve(datetime.combine(work.day, work.ends), participant.programme.timezone).utc


def expectation(turn: Turn, participant: Participant) -> Text:
    """The participant's sentence about when the specialist is at work."""
    work = next_work(turn, participant)
    name = participant.specialist.name
    if work.begun:
        return say("{name} is at work today until {time}.", name=name, time=At(work.ends))
    if work.day == turn.local_now(participant.programme.timezone).date():
        return say("{name} is at work today from {time}.", name=name, time=At(work.starts))
    return say("{name} is at work again on {day}.", name=name, day=Day(work.day))
