"""A participant's busy times: seen, taken away, and added by taps or typed hours.

What was chosen so far travels in the buttons, so that any of them works whenever it is pressed; the dialogue beside it
is for what is typed. Hours are wall-clock in the programme's zone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from conversations.appointments.blocked_time import BlockedKind
from conversations.appointments.facts import WEEKDAY_NAMES
from conversations.appointments.planning import replan_participant
from conversations.home.menu import home_row
from conversations.people.busy_words import BUSY_KINDS, busy_line, day_names, kind_words
from conversations.people.hours import read_hours
from conversations.people.listing import show_list
from conversations.people.own import about_own, object_id, own_participant
from conversations.press import BadPressError, Press, payload
from conversations.turn import Turn
from locales.message import Button, Line, message
from locales.text import At, Text, staff
from storage.models import BlockedTimeRow, Participant

FLOW, STEP = "pp", "busy"

_MOST = 20
_NO_DAYS = "-"
_STARTS = ("0700", "0730", "0800", "0830", "0900", "1000", "1200", "1400", "1500", "1600", "1700", "1800")
_LENGTHS = (30, 60, 90, 120, 180, 240, 360, 480)


@dataclass(frozen=True)
class _Draft:
    """What was chosen so far; `days` are digits, 0 for Monday, and `start` is `HHMM`."""

    kind: str = ""
    days: str = ""
    start: str = ""

    @classmethod
    def of_press(cls, press: Press) -> _Draft:
        """What a button carries after the participant's id.

        Raises:
            BadPressError: no button of ours carries that.
        """
        kind, days = press.word(1), press.word(2).replace(_NO_DAYS, "")
        start = press.args[3] if len(press.args) > 3 else ""  # noqa: PLR2004 - the fourth place of the payload
        if kind not in set(BlockedKind) or not set(days) <= set("0123456") or len(set(days)) != len(days):
            raise BadPressError
        return cls(kind, "".join(sorted(days)), start)

    def payload(self, action: str, participant: Participant, *more: str) -> str:
        return payload(FLOW, action, participant.id, self.kind, self.days or _NO_DAYS, *more)


def _clock(digits: str) -> time:
    hours = read_hours(digits) if len(digits) == 4 else None  # noqa: PLR2004 - HHMM
    if hours is None:
        raise BadPressError
    return hours[0]


def _digits(moment: time) -> str:
    return f"{moment:%H%M}"


def _rows(buttons: list[Button], columns: int) -> tuple[tuple[Button, ...], ...]:
    return tuple(tuple(buttons[start : start + columns]) for start in range(0, len(buttons), columns))


def _back(participant: Participant) -> tuple[Button, ...]:
    return (Button(staff("Back"), payload(FLOW, "busy", participant.id), icon="⬅️"),)


async def _keep(turn: Turn, participant: Participant, asked: str, draft: _Draft) -> None:
    stored: dict[str, Any] = {"participant": participant.id, "asked": asked, "kind": draft.kind, "days": draft.days}
    await turn.open(FLOW, STEP, stored | {"start": draft.start})


@about_own
async def show(turn: Turn, _press: Press, participant: Participant) -> None:
    """The busy times, each with a button that takes it away."""
    await _show(turn, participant)


async def _show(turn: Turn, participant: Participant, *before: Line) -> None:
    await turn.close()
    rows = [
        (
            Button(
                staff("Remove: {busy}", busy=busy_line(row)), payload(FLOW, "unbusy", participant.id, row.id), icon="🗑"
            ),
        )
        for row in participant.blocked_times
    ]
    name = participant.person.name
    lines = [Line(busy_line(row), "⛔") for row in participant.blocked_times]
    card = Button(staff("Back"), payload(FLOW, "card", participant.id), icon="⬅️")
    add = Button(staff("Add a busy time"), payload(FLOW, "addbusy", participant.id), icon="➕")
    await turn.show(
        message(
            *before,
            Line(staff("When is {name} busy every week?", name=name), "⛔", strong=True),
            *(lines or [Line(staff("No busy times are known."))]),
            staff("Reminders come before these hours, and you are told of a clash."),
            buttons=(*rows, (add,), (card, *home_row())),
        ),
    )


@about_own
async def remove(turn: Turn, press: Press, participant: Participant) -> None:
    """One busy time is taken away; one that is gone already is fine."""
    await turn.store.participants.remove_blocked_time(participant.id, object_id(press, 1))
    await _saved(turn, participant, staff("The busy time is removed."))


async def _saved(turn: Turn, participant: Participant, done: Text) -> None:
    await turn.store.audit.note("participant.busy", turn.now, participant_id=participant.id)
    await replan_participant(turn.store.as_system(), participant, turn.now)
    profile = await turn.store.participants.reload(participant)
    await _show(turn, profile, Line(done, "✅"))


@about_own
async def add(turn: Turn, _press: Press, participant: Participant) -> None:
    """Asks what takes the time."""
    if len(participant.blocked_times) >= _MOST:
        await _show(turn, participant, Line(staff("There are many busy times. Remove one first.")))
    else:
        await _ask_kind(turn, participant)


async def _ask_kind(turn: Turn, participant: Participant) -> None:
    await _keep(turn, participant, "kind", _Draft())
    rows = [
        (Button(words, payload(FLOW, "days", participant.id, kind.value, _NO_DAYS), icon=icon),)
        for kind, (icon, words) in BUSY_KINDS.items()
    ]
    question = Line(staff("What takes the time?"), strong=True)
    await turn.show(message(question, buttons=(*rows, _back(participant))))


@about_own
async def choose_days(turn: Turn, press: Press, participant: Participant) -> None:
    """Asks on which days; a tap turns a day on or off."""
    await _ask_days(turn, participant, _Draft.of_press(press))


async def _ask_days(turn: Turn, participant: Participant, draft: _Draft) -> None:
    await _keep(turn, participant, "days", draft)
    buttons = []
    for number, name in enumerate(WEEKDAY_NAMES):
        digit = str(number)
        is_on = digit in draft.days
        days = draft.days.replace(digit, "") if is_on else draft.days + digit
        buttons.append(
            Button(name, _Draft(draft.kind, days).payload("days", participant), icon="☑️" if is_on else "⬜"),
        )
    rows = [*_rows(buttons, 2)]
    lines = [Line(staff("On which days?"), strong=True), Line(kind_words(draft.kind))]
    if draft.days:
        lines.append(Line(staff("Chosen: {days}", days=day_names(draft.days)), "✅"))
        rows.append((Button(staff("Next"), draft.payload("from", participant), icon="➡️"),))
    await turn.show(message(*lines, buttons=(*rows, _back(participant))))


@about_own
async def ask_start(turn: Turn, press: Press, participant: Participant) -> None:
    """Asks from when."""
    draft = _Draft.of_press(press)
    if draft.days:
        await _ask_start(turn, participant, draft)
    else:
        await _ask_days(turn, participant, draft)


async def _ask_start(turn: Turn, participant: Participant, draft: _Draft, *before: Text) -> None:
    await _keep(turn, participant, "start", draft)
    buttons = [
        Button(staff("{time}", time=At(_clock(start))), draft.payload("to", participant, start)) for start in _STARTS
    ]
    await turn.show(
        message(
            *before,
            Line(staff("From when?"), "🕗", strong=True),
            staff("Choose, or write the hours, for example 08:00-09:00."),
            buttons=(*_rows(buttons, 4), _back(participant)),
        ),
    )


@about_own
async def take_start(turn: Turn, press: Press, participant: Participant) -> None:
    """The start is chosen; asks until when."""
    draft = _Draft.of_press(press)
    _clock(draft.start)
    await _ask_end(turn, participant, draft)


async def _ask_end(turn: Turn, participant: Participant, draft: _Draft, *before: Text) -> None:
    await _keep(turn, participant, "end", draft)
    start = datetime.combine(date.min, _clock(draft.start))
    ends = [(start + timedelta(minutes=minutes)).time() for minutes in _LENGTHS]
    buttons = [
        Button(staff("{time}", time=At(end)), draft.payload("save", participant, draft.start, _digits(end)))
        for end in ends
    ]
    await turn.show(
        message(
            *before,
            Line(staff("From {time}, until when?", time=At(start.time())), "🕘", strong=True),
            staff("Choose, or write a time."),
            buttons=(*_rows(buttons, 4), _back(participant)),
        ),
    )


@about_own
async def take_end(turn: Turn, press: Press, participant: Participant) -> None:
    """All is chosen: the busy time is kept."""
    draft = _Draft.of_press(press)
    start, end = _clock(draft.start), _clock(press.word(4))
    if not draft.days or start == end:
        raise BadPressError
    await _add(turn, participant, draft, start, end)


async def _add(turn: Turn, participant: Participant, draft: _Draft, start: time, end: time) -> None:
    known = {(row.kind, row.days, row.starts, row.ends) for row in participant.blocked_times}
    if (draft.kind, draft.days, start, end) not in known:
        row = BlockedTimeRow(participant_id=participant.id, days=draft.days, starts=start, ends=end, kind=draft.kind)
        await turn.store.participants.add_blocked_time(row)
    await _saved(turn, participant, staff("The busy time is saved."))


async def take_text(turn: Turn) -> None:
    """Hours were typed; anything else, or anything before the days were chosen, asks the step again."""
    draft = turn.draft
    participant = await own_participant(turn, int(draft.get("participant", 0)))
    if participant is None:
        await turn.close()
        await show_list(turn)
        return
    chosen = _Draft(draft.get("kind", ""), draft.get("days", ""), draft.get("start", ""))
    match draft.get("asked"):
        case "days":
            await _ask_days(turn, participant, chosen)
        case "start":
            await _take_typed_start(turn, participant, chosen)
        case "end":
            await _take_typed_end(turn, participant, chosen)
        case _:
            await _ask_kind(turn, participant)


async def _take_typed_start(turn: Turn, participant: Participant, draft: _Draft) -> None:
    hours = read_hours(turn.text or "")
    if hours is None or hours[0] == hours[1]:
        await _ask_start(turn, participant, draft, _not_a_time())
    elif hours[1] is None:
        await _ask_end(turn, participant, _Draft(draft.kind, draft.days, _digits(hours[0])))
    else:
        await _add(turn, participant, draft, hours[0], hours[1])


async def _take_typed_end(turn: Turn, participant: Participant, draft: _Draft) -> None:
    hours = read_hours(turn.text or "")
    start = _clock(draft.start)
    if hours is None:
        await _ask_end(turn, participant, draft, _not_a_time())
        return
    begins, ends = (start, hours[0]) if hours[1] is None else (hours[0], hours[1])
    if begins == ends:
        await _ask_end(turn, participant, draft, _not_a_time())
    else:
        await _add(turn, participant, draft, begins, ends)


def _not_a_time() -> Text:
    return staff("I did not understand the time.")
