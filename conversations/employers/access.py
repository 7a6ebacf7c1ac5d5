"""The part of employers, for all staff, and the employer a button is about: never another programme's."""

from __future__ import annotations

from datetime import date

from conversations.part import Audience, Part
from conversations.press import BadPressError
from conversations.programme.places import programmes_of
from conversations.turn import Turn
from storage.models import Employer, Programme

CODE = "em"

part = Part(CODE, Audience.STAFF)


async def own_employer(turn: Turn, employer_id: int) -> Employer:
    """The employer in use with this id.

    Raises:
        BadPressError: it is another programme's, or put away.
    """
    employer = await turn.store.employers.get(employer_id)
    if employer is None or not employer.active:
        raise BadPressError
    return employer


def programme_with(turn: Turn, programme_id: int) -> Programme:
    """The programme of this id.

    Raises:
        BadPressError: the person does not work in it.
    """
    for programme in programmes_of(turn):
        if programme.id == programme_id:
            return programme
    raise BadPressError


def today_there(turn: Turn, employer: Employer) -> date:
    """The day it is in the zone of the employer's programme."""
    return turn.local_now(programme_with(turn, employer.programme_id).timezone).date()
