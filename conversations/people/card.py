"""All a specialist needs to know of one participant, on one card."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from conversations.aftercare.service import starts
from conversations.appointments.facts import kind_name, pictogram, start_of, when
from conversations.contact.service import so_far_button
from conversations.events.stages import stage_on
from conversations.events.words import STAGES
from conversations.home.menu import home_row
from conversations.people.busy_words import busy_line
from conversations.people.next_activity import next_activity
from conversations.people.standing import standing_of
from conversations.press import payload
from conversations.turn import Turn
from locales.catalogue import reviewed
from locales.message import Button, Line, message
from locales.text import Day, LanguageName, staff, staff_n
from storage.models import Consent, Event, Occurrence, Participant, ParticipantStatus

_NEXT = 3


async def show_card(turn: Turn, participant: Participant, *before: Line) -> None:
    """Shows the card, under what has just been done; who looked at it stays on record."""
    await turn.store.audit.note("participant.viewed", turn.now, participant_id=participant.id)
    consent = await turn.store.participants.standing_consent(participant.id)
    coming = await turn.store.appointments.upcoming(participant.id, turn.now, _NEXT)
    lines = [*before, *_who(participant), *_agreement(participant, consent)]
    events = list(await turn.store.events.of_participant(participant.id))
    lines += [*_stage(turn, participant, events), *_week(participant), *coming_lines(coming)]
    planned = await next_activity(turn.store, participant, turn.now)
    if planned is not None and not coming:
        lines.append(Line(staff("Something is planned for {day}.", day=Day(planned.day)), "🗓"))
    if participant.last_contact_at is not None:
        day = _day(participant.last_contact_at, participant)
        lines.append(Line(staff("You were last in contact on {day}.", day=day), "💬"))
    else:
        lines.append(Line(staff("You have not been in contact in the chat yet."), "💬"))
    await turn.show(message(*lines, buttons=_buttons(participant, consent, has_begun=bool(starts(events)))))


def _day(moment: datetime, participant: Participant) -> Day:
    return Day(moment.astimezone(ZoneInfo(participant.programme.timezone)).date())


def _who(participant: Participant) -> list[Line]:
    icon, words = standing_of(participant)
    name, language = participant.person.name, participant.person.language
    lines = [
        Line(staff("{name}: {words}", name=name, words=words), icon, strong=True),
        Line(staff("Programme: {programme}", programme=participant.programme.name), "🏷"),
        Line(staff("Language: {language}", language=LanguageName(language)), "🌐"),
    ]
    if not reviewed(language):
        lines.append(Line(staff("No native speaker has checked the bot's texts in this language yet."), "🔎"))
    return lines


def _agreement(participant: Participant, consent: Consent | None) -> list[Line]:
    lines = []
    if participant.agreed_at is not None:
        lines.append(Line(staff("Agreed in the chat: {day}", day=_day(participant.agreed_at, participant)), "🤝"))
    if consent is not None:
        lines.append(Line(staff("Consent recorded: {day}", day=_day(consent.recorded_at, participant)), "🖊"))
    return lines


def _stage(turn: Turn, participant: Participant, events: list[Event]) -> list[Line]:
    """Where they stand by what happened; nothing where nothing is written down."""
    if not events:
        return []
    icon, words = STAGES[stage_on(events, _day(turn.now, participant).date)]
    return [Line(words, icon)]


def _week(participant: Participant) -> list[Line]:
    minutes = participant.travel_minutes
    if minutes is None:
        travel = staff("The travel time is not known.")
    else:
        travel = staff_n("Travel time: {count} minute", "Travel time: {count} minutes", count=minutes)
    return [Line(travel, "🚌"), *(Line(busy_line(row), "⛔") for row in participant.blocked_times)]


def coming_lines(coming: Sequence[Occurrence]) -> list[Line]:
    """What is planned, a line each; the occurrences loaded with their appointments."""
    if not coming:
        return [Line(staff("No appointment is planned."), "📅")]
    return [
        Line(
            staff("{kind}: {when}", kind=kind_name(row.appointment), when=when(start_of(row.appointment, row))),
            pictogram(row.appointment),
        )
        for row in coming
    ]


def _buttons(participant: Participant, consent: Consent | None, *, has_begun: bool) -> tuple[tuple[Button, ...], ...]:
    one = participant.id
    rows: list[tuple[Button, ...]] = []
    has_stopped = participant.status == ParticipantStatus.WITHDRAWN
    if not has_stopped:
        rows.append(
            (
                Button(staff("New appointment"), payload("as", "for", one), icon="➕"),
                Button(staff("Write"), payload("cs", "write", one), icon="💬"),
            ),
        )
        rows.append(
            (
                Button(staff("What happened?"), payload("ev", "open", one), icon="📍"),
                Button(staff("Lists and goal"), payload("ck", "lists", one), icon="✅"),
            ),
        )
    rows.append((Button(staff("Notes"), payload("nt", "list", one), icon="📝"), so_far_button(participant)))
    timeline = [Button(staff("Timeline"), payload("tl", "list", one), icon="🗓")]
    if has_begun:
        timeline.append(Button(staff("Aftercare"), payload("af", "open", one), icon="🌿"))
    rows.append(tuple(timeline))
    if consent is None:
        rows.append((Button(staff("Record consent"), payload("co", "record", one), icon="🖊"),))
    more = [Button(staff("More"), payload("pp", "more", one), icon="⚙️")]
    if not has_stopped:
        more.append(Button(staff("Stop all messages"), payload("co", "stop", one), icon="⏹"))
    participants = Button(staff("My participants"), payload("pp", "list"), icon="👥")
    return (*rows, tuple(more), (participants, *home_row()))


async def show_more(turn: Turn, participant: Participant) -> None:
    """What is needed seldom: the participant's week, reminders, name and phone, and handing over."""
    one = participant.id
    rows = (
        (
            Button(staff("Travel time"), payload("pp", "travel", one), icon="🚌"),
            Button(staff("Busy times"), payload("pp", "busy", one), icon="⛔"),
        ),
        (
            Button(staff("Reminders"), payload("pp", "plan", one), icon="🔔"),
            Button(staff("Change the name"), payload("pp", "rename", one), icon="✏️"),
        ),
        (
            Button(staff("New code"), payload("in", "relink", one), icon="🔗"),
            Button(staff("Hand over"), payload("ho", "open", "p", one), icon="🤝"),
        ),
        (Button(staff("Back"), payload("pp", "card", one), icon="⬅️"),),
    )
    headline = Line(staff("{name}", name=participant.person.name), "⚙️", strong=True)
    await turn.show(message(headline, *_week(participant), buttons=rows))
