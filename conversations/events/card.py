"""One event on a card: what is known of it, and a button for each detail that may be added."""

from __future__ import annotations

from datetime import date

from conversations.events.own import CODE, in_rows, to_all
from conversations.events.service import started_on, today_of
from conversations.events.words import KINDS, day_text, details_of
from conversations.press import payload
from conversations.turn import Turn
from locales.message import Button, Line, message
from locales.text import Text, staff
from storage.models import Event, EventKind, Participant

_WORKPLACE = ("employer", "sector")

FIELDS: dict[EventKind, tuple[str, ...]] = {
    EventKind.PROPOSAL: _WORKPLACE,
    EventKind.APPLICATION: _WORKPLACE,
    EventKind.INTERVIEW: _WORKPLACE,
    EventKind.PLACEMENT_START: (*_WORKPLACE, "paid", "goal"),
    EventKind.PLACEMENT_END: ("reason",),
    EventKind.CONTRACT: ("form", "percent", *_WORKPLACE),
    EventKind.EDUCATION: ("employer", "goal"),
    EventKind.EXIT: ("reason",),
    EventKind.RE_ENTRY: (),
    EventKind.PAUSE: (),
}
"""Which details an event of this kind may have; all of them may be left out."""

_LABELS: dict[str, tuple[str, Text]] = {
    "employer": ("🏢", staff("Employer")),
    "sector": ("🏷", staff("Sector")),
    "paid": ("🧾", staff("Paid or not")),
    "goal": ("⭐", staff("What it leads to")),
    "reason": ("🏁", staff("Why it ended")),
    "form": ("📄", staff("Kind of contract")),
    "percent": ("⏱", staff("Share of a position")),
}
_SCHOOL = ("🏫", staff("School"))


def label_of(field: str, kind: str) -> tuple[str, Text]:
    """The picture and the name of a detail; an education has a school where work has an employer."""
    return _SCHOOL if field == "employer" and kind == EventKind.EDUCATION else _LABELS[field]


def event_lines(event: Event, today: date) -> list[Line]:
    """The kind, the day, and what is known besides, one fact a line."""
    icon, words = KINDS[EventKind(event.kind)]
    lines = [Line(words, icon, strong=True), Line(day_text(event.on, today), "📅")]
    lines += [Line(staff("{detail}", detail=detail), "🔹") for detail in details_of(event)]
    return lines


async def show_event(turn: Turn, participant: Participant, event: Event, *before: Line) -> None:
    """The card of one event, under what has just been done; who looked at it stays on record."""
    turn.park()
    await turn.store.audit.note(
        "event.viewed", turn.now, participant_id=participant.id, subject="event", subject_id=event.id
    )
    today = today_of(participant, turn.now)
    name = staff("{name}", name=participant.person.name)
    lines = [*before, Line(name, "👤"), *event_lines(event, today)]
    if event.undone_at is not None:
        lines.append(Line(staff("This was undone. It counts for nothing."), "↩️"))
        await turn.show(message(*lines, buttons=_ways(participant)))
        return
    rows = in_rows([_detail_button(event, field) for field in FIELDS[EventKind(event.kind)]])
    if event.review_on is not None and event.kind == EventKind.PLACEMENT_START:
        lines.append(Line(staff("It is looked at again on {day}.", day=day_text(event.review_on, today)), "⏰"))
    start = started_on(participant)
    if event.on < start:
        text = staff("This is before the start in the programme, {day}.", day=day_text(start, today))
        lines.append(Line(text, "⚠️"))
        begin = Button(staff("Change the start"), payload(CODE, "start", participant.id), icon="🚩")
        rows = (*rows, (begin,))
    if event.kind == EventKind.EXIT:
        report = Button(staff("Individual report"), payload(CODE, "report", participant.id), icon="📄")
        rows = (*rows, (report,))
    last = (
        Button(staff("Another day"), payload(CODE, "day", event.id), icon="📅"),
        Button(staff("Undo"), payload(CODE, "undo", event.id), icon="↩️"),
    )
    await turn.show(message(*lines, buttons=(*rows, last, *_ways(participant))))


def _detail_button(event: Event, field: str) -> Button:
    icon, words = label_of(field, event.kind)
    return Button(words, payload(CODE, "ask", event.id, field), icon=icon)


def _ways(participant: Participant) -> tuple[tuple[Button, ...], ...]:
    more = Button(staff("More happened"), payload(CODE, "open", participant.id), icon="📝")
    card = Button(staff("Back"), payload("pp", "card", participant.id), icon="⬅️")
    return ((more, to_all(participant)), (card,))
