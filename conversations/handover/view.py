"""How it stands with a participant: the first screen of whoever helps her from now on."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.appointments.venue_time import to_local
from conversations.contact.service import card_button, so_far_button
from conversations.events.service import today_of
from conversations.events.stages import Stage, stage_on
from conversations.events.words import STAGES, dated_line
from conversations.home.menu import home_row
from conversations.notes.listing import note_button
from conversations.people.card import coming_lines
from conversations.press import payload
from conversations.turn import Turn
from locales.message import Button, Line, message
from locales.text import Day, Words, staff, staff_n, unpack_text
from storage.models import Event, EventKind, HandoverState, OwnWords, Participant, Task

_NEXT = 3
_NOTES = 3
_TASKS = 5
_RUNS = {
    Stage.PLACEMENT: EventKind.PLACEMENT_START,
    Stage.WORK: EventKind.CONTRACT,
    Stage.EDUCATION: EventKind.EDUCATION,
}


async def show_view(turn: Turn, participant: Participant, *before: Line, undo: Button | None = None) -> None:
    """Goal, next appointments, tasks, work and last contact on one screen, and the newest notes to open.

    Args:
        turn: of the specialist who helps her now.
        participant: loaded with person and programme.
        before: what has just been done.
        undo: a button that takes it back, right after it.
    """
    store, one = turn.store, participant.id
    await store.audit.note("handover.viewed", turn.now, participant_id=one)
    notes = await store.notes.of_participant(one, limit=_NOTES)
    lines = [
        *before,
        Line(staff("How it stands with {name}", name=participant.person.name), "🧭", strong=True),
        *_goal((await store.own_words.of_participant(one)).get("goal")),
        *_work(await store.events.of_participant(one), participant, turn),
        *coming_lines(await store.appointments.upcoming(one, turn.now, _NEXT)),
        *_tasks(await store.handovers.tasks_about(one)),
        *_contact(participant),
        *await _before(turn, participant),
    ]
    rows: list[tuple[Button, ...]] = [(note_button(note, participant),) for note in notes]
    timeline = Button(staff("Timeline"), payload("tl", "list", one), icon="🗓")
    tasks = Button(staff("All tasks"), payload("tk", "list"), icon="📌")
    rows += [(timeline, so_far_button(participant)), (tasks, card_button(participant))]
    rows.append((undo, *home_row()) if undo is not None else home_row())
    await turn.show(message(*lines, buttons=tuple(rows)))


def _goal(goal: OwnWords | None) -> list[Line]:
    if goal is None or not goal.words:
        return []
    return [Line(staff("Goal, in own words: {goal}", goal=Words({goal.language: goal.words})), "⭐")]


def _work(events: Sequence[Event], participant: Participant, turn: Turn) -> list[Line]:
    """The stage, and the placement, job or education that runs."""
    if not events:
        return []
    today = today_of(participant, turn.now)
    stage = stage_on(events, today)
    icon, words = STAGES[stage]
    lines = [Line(words, icon)]
    running = next((one for one in events if one.kind == _RUNS.get(stage) and one.on <= today), None)
    if running is not None:
        icon, words = dated_line(running, today)
        lines.append(Line(words, icon))
    return lines


def _tasks(tasks: Sequence[Task]) -> list[Line]:
    if not tasks:
        return []
    text = staff_n("{count} open task or promise", "{count} open tasks and promises", count=len(tasks))
    return [Line(text, "📌", gap=True), *(Line(unpack_text(task.text), "•") for task in tasks[:_TASKS])]


def _contact(participant: Participant) -> list[Line]:
    if participant.last_contact_at is None:
        return []
    day = Day(to_local(participant.last_contact_at, participant.programme.timezone).date())
    return [Line(staff("Last contact: {day}", day=day), "💬", gap=True)]


async def _before(turn: Turn, participant: Participant) -> list[Line]:
    """Whom to ask about the rest: who helped her before, if that is known."""
    row = await turn.store.handovers.newest(participant.id)
    if row is None or row.state != HandoverState.DONE or row.to_id != turn.me.id:
        return []
    name = (await turn.store.as_system().people.get(row.from_id)).name
    return [Line(staff("Ask {name} about the rest.", name=name), "🙋")]
