"""The menu: all that somebody can do, on one screen."""

from __future__ import annotations

from datetime import timedelta

from conversations.part import Audience, Part
from conversations.press import payload
from conversations.turn import Turn
from locales.message import Button, Line, Message, message
from locales.text import brief, say, staff, staff_n
from storage.models import AftercareKind, ParticipantStatus

part = Part("h", Audience.ANYBODY)

Rows = tuple[tuple[Button, ...], ...]


def home_row() -> tuple[Button, ...]:
    """The row with which every screen leads back to the menu."""
    return (Button(say("Menu"), payload("h", "home"), icon="🏠"),)


async def show_home(turn: Turn) -> None:
    """Shows what the person can do, in the roles they have now. The open dialogue stays as it is."""
    await turn.show(await _home(turn))


async def _home(turn: Turn) -> Message:
    lines: list[Line] = []
    rows: list[tuple[Button, ...]] = []
    if turn.is_specialist:
        specialist_lines, specialist_rows = await _specialist(turn)
        lines += specialist_lines
        rows += specialist_rows
    if turn.is_coordinator:
        if not lines:
            lines.append(Line(staff("What do you want to do?"), strong=True))
        rows += await _coordinator(turn)
    if turn.memberships:
        rows.append((Button(staff("Settings"), payload("sf", "open"), icon="⚙️"),))
    if turn.is_participant:
        participant_lines, participant_rows = await _participant(turn)
        lines += participant_lines if not lines else []
        rows += participant_rows
    if not rows:
        return message(
            say("You do not take part now."),
            say("Do you want to take part? Ask the person who helped you."),
        )
    own = turn.is_participant and not turn.memberships
    return message(*lines, brief=brief("What do you want to do?") if own else None, buttons=tuple(rows))


async def _participant(turn: Turn) -> tuple[list[Line], Rows]:
    profile = turn.profile
    name = profile.specialist.name
    lines = [Line(say("What do you want to do?"), strong=True)]
    rows: list[tuple[Button, ...]] = [
        (Button(say("My next appointments"), payload("ap", "list"), icon="📅"),),
        (Button(say("My lists"), payload("cl", "all", 0), icon="✅"),),
        (Button(say("Who helps me?"), payload("ct", "who"), icon="🙋"),),
        (Button(say("Talk to {name}", name=name), payload("ct", "talk"), icon="💬"),),
        (Button(say("Settings"), payload("st", "open"), icon="⚙️"),),
    ]
    plan = await turn.store.aftercare.current(profile.id)
    if plan is not None:
        words = say("My plan at work") if plan.kind == AftercareKind.JOB else say("My plan at school")
        rows.insert(2, (Button(words, payload("ac", "plan"), icon="🌿"),))
    if profile.status == ParticipantStatus.PAUSED:
        lines.append(Line(say("You have a pause. Nothing is sent to you."), "⏸"))
        rows.insert(0, (Button(say("Go on again"), payload("st", "goon"), icon="▶️"),))
    return lines, tuple(rows)


async def _specialist(turn: Turn) -> tuple[list[Line], Rows]:
    waiting = await turn.store.tasks.count_due(turn.me.id, turn.now + timedelta(hours=12))
    known = await turn.store.tasks.count_open(turn.me.id)
    if waiting:
        line = Line(staff_n("{count} task waits for you.", "{count} tasks wait for you.", count=waiting), "📌")
    else:
        line = Line(staff("No task waits for you today."), "👍")
    return [line], (
        (Button(staff("New appointment"), payload("as", "new"), icon="➕"),),
        (
            Button(staff("My participants"), payload("pp", "list"), icon="👥"),
            Button(staff("Next days"), payload("ag", "list"), icon="📅"),
        ),
        (*_tasks(known), Button(staff("Notes"), payload("nt", "mine"), icon="📝")),
        (Button(staff("Invite a participant"), payload("in", "participant"), icon="✉️"),),
        *(() if turn.is_coordinator else _firms_and_places()),
    )


async def _coordinator(turn: Turn) -> Rows:
    """A coordinator has tasks only where a specialist has left or asks for help; then they are shown."""
    own = 0 if turn.is_specialist else await turn.store.tasks.count_open(turn.me.id)
    asked = () if turn.is_specialist else await turn.store.task_offers.waiting_for(turn.me.id)
    return (
        *((_tasks(own),) if own or asked else ()),
        (
            Button(staff("Invite a specialist"), payload("in", "specialist"), icon="✉️"),
            Button(staff("The team"), payload("tm", "list"), icon="🧑‍🤝‍🧑"),
        ),
        (
            Button(staff("What waits"), payload("ww", "list"), icon="⏳"),
            Button(staff("What may not have arrived"), payload("tk", "troubles"), icon="📪"),
        ),
        (
            Button(staff("Individual reports"), payload("er", "open"), icon="📊"),
            Button(staff("Programme settings"), payload("pg", "open"), icon="🎛"),
        ),
        *_firms_and_places(),
    )


def _firms_and_places() -> Rows:
    return (
        (
            Button(staff("Employers"), payload("em", "list"), icon="🏢"),
            Button(staff("Places"), payload("pl", "list"), icon="📍"),
        ),
    )


def _tasks(count: int) -> tuple[Button, ...]:
    return (Button(staff("Tasks ({count})", count=count), payload("tk", "list"), icon="📌"),)
