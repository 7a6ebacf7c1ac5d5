"""The questions after the first week, answered by taps; each answer reaches the specialist as it is given.

There is no "all is fine" among the answers: many say so when it is not. *I did not understand* and *talk to me* are.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from conversations import phrases
from conversations.aftercare.moments import WEEK
from conversations.appointments.kinds import AppointmentKind
from conversations.appointments.venue_time import resolve, to_local
from conversations.composing import Composed, Drop
from conversations.contact.expectation import expectation
from conversations.contact.service import talk_button
from conversations.home.menu import show_home
from conversations.part import Audience, Part
from conversations.people.contact_dates import note_contact
from conversations.preferences.screen import mark
from conversations.press import BadPressError, Press, payload
from conversations.tasks.service import close_tasks, raise_urgent_task
from conversations.turn import Turn
from locales.message import Button, Line, Message, message
from locales.text import Text, brief, say, staff
from storage.models import CheckIn, DeliveryKind, DeliveryState, Participant
from storage.outgoing import Outgoing
from storage.repositories.deliveries import NewDelivery
from storage.unit_of_work import UnitOfWork

part = Part("ci", Audience.PARTICIPANT)

CHECK_IN = "check_in.first_week"
SUBJECT = "check_in"

ANSWERS: dict[str, tuple[str, Text]] = {
    "hours": ("⏱️", say("Fewer hours than agreed")),
    "boss": ("👤", say("A new boss")),
    "alone": ("🍽️", say("I eat lunch alone")),
    "words": ("🗣️", say("I do not understand all they say")),
    "learnt": ("🌱", say("I have learned something new")),
    "unclear": ("❓", say("I did not understand this message")),
}

_KINDS = (AppointmentKind.WORK.value, AppointmentKind.PLACEMENT.value)
_AFTER = timedelta(days=7)
_FROM, _UNTIL = time(15), time(20)
_OF_USE = timedelta(days=3)
_ASKED_LATELY = timedelta(days=14)
"""Who was asked by the aftercare so lately is not asked again about the same first week."""
_MIDNIGHT = time(0)


async def plan_check_ins(store: UnitOfWork, now: datetime) -> None:
    """Asks everybody whose first day at a workplace was a week ago; once, however often this runs."""
    for programme in await store.programmes.everyone():
        local = to_local(now, programme.timezone)
        if not _FROM <= local.time() < _UNTIL:
            continue
        done = await store.rounds.today(f"check-ins:{programme.id}", local.date())
        if done.finished:
            continue
        day = local.date() - _AFTER
        # A day that was slept through is caught up with on the next.
        since = resolve(datetime.combine(day - timedelta(days=1), _MIDNIGHT), programme.timezone).utc
        until = resolve(datetime.combine(day + timedelta(days=1), _MIDNIGHT), programme.timezone).utc
        for participant, appointment_id in await store.check_ins.begun(programme.id, _KINDS, since, until):
            await _plan(store, participant, appointment_id, now)
        done.finished = True


async def _plan(store: UnitOfWork, participant: Participant, appointment_id: int, now: datetime) -> None:
    if await store.aftercare.asked_since(participant.id, WEEK, now - _ASKED_LATELY):
        return
    made = await store.check_ins.add_once(participant.id, appointment_id, now)
    if made is None:
        return
    delivery = NewDelivery(
        key=f"check_in:{made}",
        kind=DeliveryKind.NOTICE,
        due=now,
        message_key=CHECK_IN,
        person_id=participant.person_id,
        participant_id=participant.id,
        subject=SUBJECT,
        subject_id=made,
        not_after=now + _OF_USE,
    )
    await store.deliveries.plan([delivery], now)


@part.composer(CHECK_IN)
async def compose(store: UnitOfWork, deliveries: Sequence[Outgoing], _now: datetime) -> Composed:
    """The questions, for who helps her when it is sent."""
    composed: dict[int, Message | Drop] = {}
    for delivery in deliveries:
        check_in = await store.check_ins.get(delivery.subject_id or 0)
        participant = await store.participants.get(delivery.participant_id or 0)
        if check_in is None or participant is None:
            composed[delivery.id] = Drop(DeliveryState.SUPERSEDED, "gone")
        else:
            composed[delivery.id] = questions(check_in, participant)
    return composed


def questions(check_in: CheckIn, participant: Participant, *after: Line) -> Message:
    """The questions, with a tick at what she has said."""
    name = participant.specialist.name
    lines = [
        Line(say("Your first week at work is over."), "🗓️", strong=True),
        Line(say("What is true for you? You can press several."), "👇"),
        Line(say("{name} sees what you press. Nobody at work sees it.", name=name), "🔒"),
    ]
    rows = tuple(
        (Button(words, payload("ci", "say", check_in.id, code), icon=f"{mark(chosen=code in check_in.said)} {icon}"),)
        for code, (icon, words) in ANSWERS.items()
    )
    return message(
        *lines,
        *after,
        brief=brief("Your first week is over. How was it?"),
        buttons=(*rows, (talk_button(participant),)),
    )


@part.button("say")
async def answer(turn: Turn, press: Press) -> None:
    """One answer, given or taken back."""
    code = press.word(1)
    if code not in ANSWERS:
        raise BadPressError
    check_in = await turn.store.check_ins.get(press.number(0))
    if check_in is None or check_in.participant_id != turn.profile.id:
        turn.toast(phrases.changed())
        await show_home(turn)
        return
    profile = turn.profile
    if code in check_in.said:
        check_in.said = [one for one in check_in.said if one != code]
        await close_tasks(turn.store.as_system(), f"check_in:{check_in.id}:{code}", turn.now)
        await turn.show(questions(check_in, profile))
        return
    check_in.said = [*check_in.said, code]
    check_in.said_at = turn.now
    await note_contact(turn.store, profile, turn.now)
    await _tell(turn, check_in, code)
    name = profile.specialist.name
    await turn.show(
        questions(
            check_in,
            profile,
            Line(say("Thank you. {name} knows it.", name=name), "💛", gap=True),
            Line(expectation(turn, profile), "🕗"),
        )
    )


async def _tell(turn: Turn, check_in: CheckIn, code: str) -> None:
    profile = turn.profile
    name = profile.person.name
    _, words = ANSWERS[code]
    if code == "unclear":
        text = staff("{name} did not understand the questions after the first week. A call helps.", name=name)
    else:
        text = staff("{name} after the first week at work: {words}", name=name, words=words)
    await raise_urgent_task(
        turn.store.as_system(),
        key=f"check_in:{check_in.id}:{code}:{turn.incoming.update_id}",
        programme_id=profile.programme_id,
        assignee_id=profile.specialist_id,
        participant_id=profile.id,
        kind="check_in",
        text=text,
        due_at=turn.now,
        now=turn.now,
        buttons=((Button(staff("Write"), payload("cs", "write", profile.id), icon="💬"),),),
    )
