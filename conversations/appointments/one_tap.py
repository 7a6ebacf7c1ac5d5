"""The specialist answers a participant who is late, cannot come or needs help: one tap, one message, once."""

from __future__ import annotations

from datetime import datetime

from conversations import phrases
from conversations.appointments.facts import kind_name, pictogram, start_of, when
from conversations.appointments.replies import CALL_LATER, NEW_TIME, REPLIES, OneTapReply
from conversations.appointments.staff_views import show_agenda, show_occurrence
from conversations.appointments.venue_time import resolve
from conversations.contact.expectation import read_by
from conversations.contact.service import obstacle
from conversations.contact.working_days import working_day_after
from conversations.people.contact_dates import note_contact
from conversations.press import Press, payload
from conversations.tasks.service import close_tasks, raise_task
from conversations.turn import Turn, settings_of
from locales.message import Button, Line, message
from locales.text import Text, say, staff
from storage.models import Answer, Occurrence, Participant

HELP = ("callme", "unclear")
"""Causes of tasks that hold whatever becomes of the appointment."""

ABOUT_THE_TIME = ("cannot", "another")


async def one_tap_reply(turn: Turn, press: Press) -> None:
    """Tells the participant what the specialist answered, and keeps what was promised as a task."""
    reply = REPLIES.get(press.word(2))
    participant = await turn.store.participants.get(press.number(1))
    occurrence = await turn.store.appointments.occurrence(press.number(0))
    if reply is None or participant is None or occurrence is None or not _own(turn, participant, occurrence):
        turn.toast(phrases.changed())
        await show_agenda(turn)
        return
    answer = (await turn.store.appointments.answers([occurrence.id])).get((occurrence.id, participant.id))
    if not await _waits(turn, occurrence, participant, answer):
        if answer is not None and answer.specialist_reply is not None:
            turn.toast(staff("{name} has your answer already.", name=participant.person.name))
        else:
            turn.toast(phrases.changed())
            await show_occurrence(turn, occurrence.id)
        return
    hindrance = obstacle(participant)
    if hindrance is not None:
        turn.toast(hindrance, alarm=True)
        return
    await _tell(turn, occurrence, participant, reply)
    if answer is not None:
        answer.specialist_reply = reply.code
    turn.toast(staff("{name} is told.", name=participant.person.name))
    await turn.show(
        message(
            Line(staff("You answered {name}:", name=participant.person.name), "✅", strong=True),
            Line(reply.label, reply.icon),
            Line(
                say(
                    "{kind}, {when}",
                    kind=kind_name(occurrence.appointment),
                    when=when(start_of(occurrence.appointment, occurrence)),
                ),
                pictogram(occurrence.appointment),
            ),
            buttons=((Button(staff("Show"), payload("ag", "show", occurrence.id), icon="📅"),),),
        ),
    )


def _own(turn: Turn, participant: Participant, occurrence: Occurrence) -> bool:
    attends = any(attendee.participant_id == participant.id for attendee in occurrence.appointment.attendees)
    return attends and participant.specialist_id == turn.me.id


async def _waits(turn: Turn, occurrence: Occurrence, participant: Participant, answer: Answer | None) -> bool:
    """Whether the participant still waits for a word; so a second tap and an old card change nothing."""
    gone = occurrence.cancelled_at or occurrence.appointment.cancelled_at
    if not gone and answer is not None and answer.answer != "coming" and answer.specialist_reply is None:
        return True
    causes = HELP if gone else (*HELP, *ABOUT_THE_TIME)
    open_tasks = [await turn.store.tasks.has_open(f"{cause}:{occurrence.id}:{participant.id}:") for cause in causes]
    return any(open_tasks)


async def _tell(turn: Turn, occurrence: Occurrence, participant: Participant, reply: OneTapReply) -> None:
    appointment = occurrence.appointment
    next_day = working_day_after(turn.local_now(participant.programme.timezone).date())
    told = reply.told(turn.me.name, next_day)
    await turn.tell(
        participant.person_id,
        message(
            Line(told, reply.icon, strong=True),
            Line(kind_name(appointment), pictogram(appointment)),
            Line(when(start_of(appointment, occurrence)), "📅"),
            brief=told,
        ),
        participant_id=participant.id,
    )
    await turn.store.audit.note(
        "appointment.answered",
        turn.now,
        participant_id=participant.id,
        subject="occurrence",
        subject_id=occurrence.id,
        reply=reply.code,
    )
    await note_contact(turn.store, participant, turn.now)
    for cause in (*HELP, *ABOUT_THE_TIME):
        await close_tasks(turn.store, f"{cause}:{occurrence.id}:{participant.id}:", turn.now)
    if reply.promise is not None:
        promise = reply.promise(participant.person.name)
        await _keep_promise(turn, occurrence, participant, reply, promise)


async def _keep_promise(
    turn: Turn, occurrence: Occurrence, participant: Participant, reply: OneTapReply, promise: Text
) -> None:
    """What was promised is a task until it is done; a new time found closes its own."""
    is_time = reply is NEW_TIME
    about = f"newtime:{occurrence.id}:{participant.id}" if is_time else f"callback:{participant.id}"
    await raise_task(
        turn.store,
        key=f"{about}:{turn.incoming.update_id}",
        programme_id=participant.programme_id,
        assignee_id=turn.me.id,
        participant_id=participant.id,
        kind="newtime" if is_time else "callback",
        text=promise,
        due_at=_due(turn, participant, reply),
        now=turn.now,
        unless_open=f"{about}:",
    )


def _due(turn: Turn, participant: Participant, reply: OneTapReply) -> datetime:
    if reply is not CALL_LATER:
        return read_by(turn, participant)
    zone = participant.programme.timezone
    day = working_day_after(turn.local_now(zone).date())
    return resolve(datetime.combine(day, settings_of(participant).work_to), zone).utc
