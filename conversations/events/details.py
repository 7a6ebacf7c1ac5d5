"""Adding to an event, now or later: who, how much, what kind; moving it to another day; undoing it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from conversations.events.card import FIELDS, label_of, show_event
from conversations.events.days import digits, is_possible, pressed_day, read_day
from conversations.events.own import CODE, about_event, in_rows, own_event, part
from conversations.events.service import change, day_fault, move, refusal, today_of, undo, undo_fault
from conversations.events.specialist import no_such_day
from conversations.events.stages import Fault
from conversations.events.words import FORMS, GOALS, PAID, REASONS, SECTORS, employer_words, percent_text
from conversations.people.listing import show_list
from conversations.preferences.screen import mark
from conversations.press import BadPressError, Press, payload
from conversations.turn import Turn
from locales.message import Button, Line, message
from locales.text import Day, Text, staff
from locales.user_text import clean
from storage.models import EndReason, Event, EventGoal, EventKind, Participant

LONGEST_NAME = 120
"""Characters of a firm's or a school's name."""

PERCENTS = (20, 50, 80, 100)
_FULL = 100
_EMPTY = "-"
_RECENT = 4
_DAYS = 6

_COLUMNS = {
    "employer": "employer_name",
    "sector": "sector",
    "paid": "paid",
    "goal": "goal",
    "reason": "end_reason",
    "form": "contract",
    "percent": "percent",
}
_AT_WORK = (EventGoal.JOB, EventGoal.TASTE, EventGoal.LANGUAGE, EventGoal.CERTIFICATE)
_AT_SCHOOL = (EventGoal.CERTIFICATE, EventGoal.SCHOOL, EventGoal.STUDIES, EventGoal.COURSE)


def choices(field: str, kind: EventKind) -> Mapping[str, tuple[str | int | bool, Text]]:
    """What can be tapped for this detail, by the word in the button: what is kept, and how it is called."""
    by_field: dict[str, dict[str, tuple[str | int | bool, Text]]] = {
        "form": {form: (form.value, words) for form, words in FORMS.items()},
        "percent": {str(percent): (percent, percent_text(percent)) for percent in PERCENTS},
        "sector": {sector: (sector.value, words) for sector, words in SECTORS.items()},
        "paid": {"yes": (True, PAID[True]), "no": (False, PAID[False])},
        "goal": {goal: (goal.value, GOALS[goal]) for goal in (_AT_SCHOOL if kind == EventKind.EDUCATION else _AT_WORK)},
        "reason": {
            reason: (reason.value, words)
            for reason, words in REASONS.items()
            if kind != EventKind.EXIT or reason != EndReason.HIRED
        },
    }
    return by_field.get(field, {})


def _field(press: Press, event: Event) -> str:
    field = press.word(1)
    if field not in FIELDS[EventKind(event.kind)] or event.undone_at is not None:
        raise BadPressError
    return field


def _back(event: Event) -> tuple[Button, ...]:
    return (Button(staff("Back"), payload(CODE, "show", event.id), icon="⬅️"),)


@part.button("show")
@about_event
async def open_event(turn: Turn, _press: Press, participant: Participant, event: Event) -> None:
    """One event."""
    await show_event(turn, participant, event)


@part.button("ask")
@about_event
async def ask(turn: Turn, press: Press, participant: Participant, event: Event) -> None:
    """What can be said of this detail."""
    await _ask(turn, participant, event, _field(press, event))


async def _ask(turn: Turn, participant: Participant, event: Event, field: str, *before: Line) -> None:
    icon, words = label_of(field, event.kind)
    lines = [*before, Line(words, icon, strong=True)]
    now = getattr(event, _COLUMNS[field])
    rows = in_rows(
        [
            Button(name, payload(CODE, "set", event.id, field, word), icon=mark(chosen=value == now))
            for word, (value, name) in choices(field, EventKind(event.kind)).items()
        ]
    )
    if field in ("employer", "percent"):
        await turn.open(CODE, field, {"event": event.id})
    if field == "employer":
        rows = tuple((button,) for button in await _recent(turn, participant, event))
        lines.append(Line(staff("Write the name, or choose.") if rows else staff("Write the name.")))
    elif field == "percent":
        lines.append(Line(staff("Choose, or write a number from 1 to 100.")))
    if now is not None:
        rows = (*rows, (Button(staff("Leave it empty"), payload(CODE, "set", event.id, field, _EMPTY), icon="🗑"),))
    await turn.show(message(*lines, buttons=(*rows, _back(event))))


async def _recent(turn: Turn, participant: Participant, event: Event) -> list[Button]:
    names: dict[str, Event] = {}
    for one in await turn.store.events.of_participant(participant.id):
        if one.employer_name and one.id != event.id:
            names.setdefault(one.employer_name, one)
    return [
        Button(
            staff("{firm}", firm=employer_words(name)), payload(CODE, "set", event.id, "employer", one.id), icon="🏢"
        )
        for name, one in list(names.items())[:_RECENT]
    ]


@part.button("set")
@about_event
async def take(turn: Turn, press: Press, participant: Participant, event: Event) -> None:
    """A detail was tapped, or emptied."""
    field, word = _field(press, event), press.word(2)
    value: str | int | bool | None = None
    if word != _EMPTY:
        if field == "employer":
            value = await _name_of(turn, participant, press.number(2))
        else:
            known = choices(field, EventKind(event.kind))
            if word not in known:
                raise BadPressError
            value, _ = known[word]
    await _keep(turn, participant, event, field, value)


async def _name_of(turn: Turn, participant: Participant, other_id: int) -> str:
    other = await turn.store.events.get(other_id)
    if other is None or other.participant_id != participant.id or not other.employer_name:
        raise BadPressError
    return other.employer_name


async def _keep(turn: Turn, participant: Participant, event: Event, field: str, value: str | int | bool | None) -> None:
    await change(turn.store, event, {_COLUMNS[field]: value}, turn.now)
    await turn.close()
    await turn.store.flush()
    await show_event(turn, participant, event, Line(staff("Saved."), "✅", strong=True))


async def _in_dialogue(turn: Turn) -> tuple[Participant, Event] | None:
    """The event of the open dialogue; without one the dialogue ends and the own participants are shown."""
    found = await own_event(turn, int(turn.draft.get("event", 0)))
    if found is None or found[1].undone_at is not None:
        await turn.close()
        await show_list(turn)
        return None
    return found


@part.step("employer")
async def take_name(turn: Turn) -> None:
    """The name of the firm or school was typed."""
    found = await _in_dialogue(turn)
    if found is None:
        return
    name = " ".join(clean(turn.text or "").split())
    if not name or len(name) > LONGEST_NAME:
        text = staff("Please write it in words, at most {count} letters.", count=LONGEST_NAME)
        await _ask(turn, *found, "employer", Line(text, "✏️"))
        return
    await _keep(turn, *found, "employer", name)


@part.step("percent")
async def take_percent(turn: Turn) -> None:
    """The share of a position was typed."""
    found = await _in_dialogue(turn)
    if found is None:
        return
    typed = (turn.text or "").strip().removesuffix("%").strip()
    number = int(typed) if typed.isdecimal() and len(typed) <= len(str(_FULL)) else 0
    if not 1 <= number <= _FULL:
        await _ask(turn, *found, "percent", Line(staff("This is not a number from 1 to 100."), "✏️"))
        return
    await _keep(turn, *found, "percent", number)


@part.button("day")
@about_event
async def ask_day(turn: Turn, _press: Press, participant: Participant, event: Event) -> None:
    """Asks for another day."""
    if event.undone_at is not None:
        raise BadPressError
    await _ask_day(turn, participant, event)


async def _ask_day(turn: Turn, participant: Participant, event: Event, *before: Line) -> None:
    await turn.open(CODE, "move", {"event": event.id})
    today = today_of(participant, turn.now)
    buttons = [
        Button(staff("{day}", day=Day(day)), payload(CODE, "to", event.id, digits(day)))
        for day in (today - timedelta(days=back) for back in range(_DAYS))
    ]
    await turn.show(
        message(
            *before,
            Line(staff("Which day?"), "📅", strong=True),
            staff("Choose, or write the day, for example 12.11."),
            buttons=(*in_rows(buttons), _back(event)),
        )
    )


@part.button("to")
@about_event
async def take_day(turn: Turn, press: Press, participant: Participant, event: Event) -> None:
    """Another day was tapped."""
    day = pressed_day(press, 1)
    if event.undone_at is not None or not is_possible(day, today_of(participant, turn.now), EventKind(event.kind)):
        raise BadPressError
    await _move(turn, participant, event, day)


@part.step("move")
async def take_typed_day(turn: Turn) -> None:
    """Another day was typed."""
    found = await _in_dialogue(turn)
    if found is None:
        return
    participant, event = found
    kind = EventKind(event.kind)
    day = read_day(turn.text or "", today_of(participant, turn.now), kind)
    if day is None:
        await _ask_day(turn, participant, event, Line(no_such_day(kind), "✏️"))
    else:
        await _move(turn, participant, event, day)


async def _move(turn: Turn, participant: Participant, event: Event, day: date) -> None:
    fault = await day_fault(turn.store, event, day)
    if fault is not None:
        await _refuse(turn, event, refusal(fault, participant.person.name))
        return
    if day != event.on:
        await move(turn.store, event, day, today_of(participant, turn.now), turn.now)
    await turn.close()
    await show_event(turn, participant, event, Line(staff("Saved."), "✅", strong=True))


async def _refuse(turn: Turn, event: Event, text: Text) -> None:
    turn.park()
    await turn.show(message(Line(text, "✋"), buttons=(_back(event),)))


@part.button("undo")
@about_event
async def undo_event(turn: Turn, _press: Press, participant: Participant, event: Event) -> None:
    """Takes it back; doing so twice is fine."""
    fault: Fault | None = await undo_fault(turn.store, event) if event.undone_at is None else None
    if fault is not None:
        await _refuse(turn, event, staff("Something later builds on this. Undo that first."))
        return
    await undo(turn.store, event, today_of(participant, turn.now), turn.now)
    await turn.close()
    turn.toast(staff("It is undone."))
    await show_event(turn, participant, event)
