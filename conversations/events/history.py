"""Everything that happened with one participant, a page at a time, and the first day in the programme."""

from __future__ import annotations

from conversations.events.days import read_day
from conversations.events.own import CODE, part, to_card
from conversations.events.service import STARTED_ON, started_on, today_of
from conversations.events.specialist import no_such_day
from conversations.events.stages import stage_on
from conversations.events.words import STAGES, dated_line, day_text
from conversations.people.listing import show_list
from conversations.people.own import about_own, own_participant
from conversations.press import Press, payload
from conversations.turn import Turn
from locales.message import Button, Line, message
from locales.text import staff
from storage.models import EventKind, Participant

PAGE = 6

_PAST_ONLY = EventKind.INTERVIEW
"""The start in the programme lies in the past, as an interview does."""


@part.button("list")
@about_own
async def open_list(turn: Turn, press: Press, participant: Participant) -> None:
    """A page of what happened, the newest first; a page that is none is the nearest."""
    turn.park()
    await _show(turn, participant, press.number(1))


async def _show(turn: Turn, participant: Participant, page: int, *before: Line) -> None:
    await turn.store.audit.note("events.viewed", turn.now, participant_id=participant.id)
    events = await turn.store.events.of_participant(participant.id)
    today = today_of(participant, turn.now)
    pages = max(1, -(-len(events) // PAGE))
    page = min(max(page, 1), pages)
    icon, stage = STAGES[stage_on(events, today)]
    lines = [
        *before,
        Line(staff("What has happened with {name}", name=participant.person.name), "🗂", strong=True),
        Line(stage, icon),
        Line(staff("Start in the programme: {day}", day=day_text(started_on(participant), today)), "🚩"),
    ]
    if not events:
        lines.append(Line(staff("Nothing is written down yet."), "🌱"))
    rows: list[tuple[Button, ...]] = []
    for index, event in enumerate(events[(page - 1) * PAGE : page * PAGE]):
        icon, words = dated_line(event, today)
        lines.append(Line(words, icon, gap=not index))
        rows.append((Button(words, payload(CODE, "show", event.id), icon=icon),))
    turning = []
    if page > 1:
        turning.append(Button(staff("Newer"), payload(CODE, "list", participant.id, page - 1), icon="⬅️"))
    if page < pages:
        turning.append(Button(staff("Older"), payload(CODE, "list", participant.id, page + 1), icon="➡️"))
    if turning:
        rows.append(tuple(turning))
    rows.append(
        (
            Button(staff("Change the start"), payload(CODE, "start", participant.id), icon="🚩"),
            Button(staff("Individual report"), payload(CODE, "report", participant.id), icon="📄"),
        )
    )
    happened = Button(staff("What happened?"), payload(CODE, "open", participant.id), icon="📝")
    await turn.show(message(*lines, buttons=(*rows, (happened, to_card(participant)))))


@part.button("start")
@about_own
async def ask_start(turn: Turn, _press: Press, participant: Participant) -> None:
    """Asks for the first day in the programme, which may lie before the first day in the chat."""
    await _ask_start(turn, participant)


async def _ask_start(turn: Turn, participant: Participant, *before: Line) -> None:
    await turn.open(CODE, "start", {"participant": participant.id})
    back = Button(staff("Back"), payload(CODE, "list", participant.id, 1), icon="⬅️")
    name = participant.person.name
    await turn.show(
        message(
            *before,
            Line(staff("When did {name} start in the programme?", name=name), "🚩", strong=True),
            staff("Weeks are counted from this day. Write it, for example 12.11.2025."),
            buttons=((back,),),
        )
    )


@part.step("start")
async def take_start(turn: Turn) -> None:
    """The day was typed."""
    participant = await own_participant(turn, int(turn.draft.get("participant", 0)))
    if participant is None:
        await turn.close()
        await show_list(turn)
        return
    day = read_day(turn.text or "", today_of(participant, turn.now), _PAST_ONLY)
    if day is None:
        await _ask_start(turn, participant, Line(no_such_day(_PAST_ONLY), "✏️"))
        return
    participant.plan = {**participant.plan, STARTED_ON: day.isoformat()}
    await turn.store.audit.note("participant.start", turn.now, participant_id=participant.id)
    await turn.close()
    await _show(turn, participant, 1, Line(staff("Saved."), "✅", strong=True))
