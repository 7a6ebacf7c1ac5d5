"""Recording what happened: the kind, the day, saved. Three taps from the card, one for what is known already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from conversations import phrases
from conversations.events.card import show_event
from conversations.events.days import AHEAD, digits, is_possible, pressed_day, read_day
from conversations.events.own import CODE, in_rows, part, to_all, to_card, to_kinds
from conversations.events.service import NewEvent, may_record, order_fault, record, refusal, today_of
from conversations.events.stages import running
from conversations.events.suggestions import suggestions
from conversations.events.words import BY_CODE, CODES, KINDS, day_text, employer_words
from conversations.people.listing import show_list
from conversations.people.own import OwnHandler, about_own, own_participant
from conversations.press import BadPressError, Press, payload
from conversations.turn import Turn
from locales.message import Button, Line, message
from locales.text import Day, Text, staff
from storage.models import Event, EventKind, Participant

OFTEN = (
    EventKind.PROPOSAL,
    EventKind.APPLICATION,
    EventKind.INTERVIEW,
    EventKind.PLACEMENT_START,
    EventKind.PLACEMENT_END,
    EventKind.CONTRACT,
)
SELDOM = (EventKind.EDUCATION, EventKind.PAUSE, EventKind.RE_ENTRY, EventKind.EXIT)

_SUGGESTED = 2
_DAYS_BACK = 5
_SURE = "s"


@dataclass(frozen=True)
class _Begun:
    """What is being recorded until its day is known.

    Attributes:
        kind: what happened.
        start_id: the placement that ends; 0 for everything else.
        token: tells this recording from another one, so that two taps on a day record one event.
    """

    kind: EventKind
    start_id: int
    token: int

    def in_payload(self, day: date) -> tuple[str | int, ...]:
        return CODES[self.kind], self.start_id, digits(day), self.token

    def stored(self) -> dict[str, str | int]:
        return {"kind": CODES[self.kind], "start": self.start_id, "token": self.token}

    @classmethod
    def read(cls, draft: dict[str, Any]) -> _Begun | None:
        kind = BY_CODE.get(str(draft.get("kind", "")))
        return cls(kind, int(draft.get("start", 0)), int(draft.get("token", 0))) if kind is not None else None


def _recording(handler: OwnHandler) -> OwnHandler:
    """About somebody who has stopped, nothing new is written down."""

    async def checked(turn: Turn, press: Press, participant: Participant) -> None:
        if may_record(participant):
            await handler(turn, press, participant)
        else:
            text = staff("{name} has stopped. Nothing new is written down.", name=participant.person.name)
            await turn.show(message(Line(text, "⏹"), buttons=((to_all(participant),), (to_card(participant),))))

    return checked


@part.button("open")
@about_own
@_recording
async def choose_kind(turn: Turn, _press: Press, participant: Participant) -> None:
    """What may have happened; what the bot knows of stands first and takes one tap."""
    await show_kinds(turn, participant)


async def show_kinds(turn: Turn, participant: Participant) -> None:
    """Asks what happened."""
    turn.park()
    known = (await suggestions(turn, participant))[:_SUGGESTED]
    rows: list[tuple[Button, ...]] = [
        (Button(one.words, payload(CODE, "know", participant.id, *one.new.source.split(":")), icon=f"☝️ {one.icon}"),)
        for one in known
    ]
    rows += in_rows([_kind_button(participant, kind) for kind in OFTEN])
    more = Button(staff("More"), payload(CODE, "more", participant.id), icon="➡️")
    lines = [Line(staff("What happened with {name}?", name=participant.person.name), "📝", strong=True)]
    if known:
        lines.append(Line(staff("The first ones are known already: one tap writes them down."), "☝️"))
    await turn.show(message(*lines, buttons=(*rows, (more, to_all(participant)), (to_card(participant),))))


def _kind_button(participant: Participant, kind: EventKind) -> Button:
    icon, words = KINDS[kind]
    return Button(words, payload(CODE, "kind", participant.id, CODES[kind]), icon=icon)


@part.button("more")
@about_own
@_recording
async def choose_seldom(turn: Turn, _press: Press, participant: Participant) -> None:
    """What happens less often."""
    question = staff("What happened with {name}?", name=participant.person.name)
    rows = in_rows([_kind_button(participant, kind) for kind in SELDOM])
    await turn.show(message(Line(question, "📝", strong=True), buttons=(*rows, (to_kinds(participant),))))


@part.button("know")
@about_own
@_recording
async def record_known(turn: Turn, press: Press, participant: Participant) -> None:
    """Something the bot knew of is written down as it is."""
    source = f"{press.word(1)}:{press.word(2)}"
    there = await turn.store.events.from_source(participant.id, source)
    if there is not None:
        await show_event(turn, participant, there)
        return
    chosen = next((one for one in await suggestions(turn, participant) if one.new.source == source), None)
    if chosen is None:
        turn.toast(phrases.changed())
        await show_kinds(turn, participant)
        return
    await _save(turn, participant, chosen.new)


@part.button("kind")
@about_own
@_recording
async def choose_day(turn: Turn, press: Press, participant: Participant) -> None:
    """Asks for the day; where several placements run, first which of them ends."""
    kind = BY_CODE.get(press.word(1))
    if kind is None:
        raise BadPressError
    start_id = press.number(2) if len(press.args) > 2 else 0  # noqa: PLR2004 - the third place of the payload
    if kind == EventKind.PLACEMENT_END:
        open_ones = running(await turn.store.events.of_participant(participant.id))
        if not open_ones:
            text = staff("No placement of {name} runs now. Record its start first.", name=participant.person.name)
            begin = _kind_button(participant, EventKind.PLACEMENT_START)
            await turn.show(message(Line(text, "✋"), buttons=((begin,), (to_kinds(participant),))))
            return
        if len(open_ones) > 1 and not start_id:
            await _ask_which(turn, participant, open_ones)
            return
        start_id = start_id or open_ones[0].id
    await _ask_day(turn, participant, _Begun(kind, start_id, turn.incoming.update_id))


async def _ask_which(turn: Turn, participant: Participant, open_ones: list[Event]) -> None:
    today = today_of(participant, turn.now)
    rows = tuple(
        (Button(_placement(one, today), payload(CODE, "kind", participant.id, "pe", one.id), icon="🧰"),)
        for one in open_ones
    )
    question = staff("Which placement has ended?")
    await turn.show(message(Line(question, "🏁", strong=True), buttons=(*rows, (to_kinds(participant),))))


def _placement(start: Event, today: date) -> Text:
    day = day_text(start.on, today)
    if start.employer_name:
        return staff("{firm}, since {day}", firm=employer_words(start.employer_name), day=day)
    return staff("Placement since {day}", day=day)


async def _ask_day(turn: Turn, participant: Participant, begun: _Begun, *before: Line) -> None:
    await turn.open(CODE, "day", {"participant": participant.id, **begun.stored()})
    today = today_of(participant, turn.now)
    buttons = [
        Button(words, payload(CODE, "on", participant.id, *begun.in_payload(day)))
        for day, words in _offered(begun.kind, today).items()
    ]
    icon, words = KINDS[begun.kind]
    await turn.show(
        message(
            *before,
            Line(staff("{what}: which day?", what=words), icon, strong=True),
            staff("Choose, or write the day, for example 12.11."),
            buttons=(*in_rows(buttons), (to_kinds(participant),)),
        )
    )


def _offered(kind: EventKind, today: date) -> dict[date, Text]:
    days = {today: staff("Today"), today - timedelta(days=1): staff("Yesterday")}
    days |= {day: staff("{day}", day=Day(day)) for day in (today - timedelta(days=n) for n in range(2, _DAYS_BACK))}
    if kind in AHEAD:
        monday = today + timedelta(days=7 - today.weekday())
        days[monday] = staff("{day}", day=Day(monday))
        days[today + timedelta(days=1)] = staff("Tomorrow")
    return days


@part.button("on")
@about_own
@_recording
async def take_day(turn: Turn, press: Press, participant: Participant) -> None:
    """The day was tapped."""
    kind, day = BY_CODE.get(press.word(1)), pressed_day(press, 3)
    if kind is None or not is_possible(day, today_of(participant, turn.now), kind):
        raise BadPressError
    sure = len(press.args) > 5 and press.word(5) == _SURE  # noqa: PLR2004 - the sixth place of the payload
    await _take(turn, participant, _Begun(kind, press.number(2), press.number(4)), day, sure=sure)


@part.step("day")
async def take_typed_day(turn: Turn) -> None:
    """The day was typed."""
    participant = await own_participant(turn, int(turn.draft.get("participant", 0)))
    begun = _Begun.read(turn.draft)
    if participant is None or begun is None or not may_record(participant):
        await turn.close()
        await show_list(turn)
        return
    day = read_day(turn.text or "", today_of(participant, turn.now), begun.kind)
    if day is None:
        await _ask_day(turn, participant, begun, Line(no_such_day(begun.kind), "✏️"))
    else:
        await _take(turn, participant, begun, day, sure=False)


def no_such_day(kind: EventKind) -> Text:
    """What could not be read as a day on which this may have happened."""
    if kind in AHEAD:
        return staff("I could not read a day. Write for example 12.11 or 12.11.2025.")
    return staff("I could not read a day that has been. Write for example 12.11 or 12.11.2025.")


async def _take(turn: Turn, participant: Participant, begun: _Begun, day: date, *, sure: bool) -> None:
    source = f"tap:{begun.token}"
    there = await turn.store.events.from_source(participant.id, source)
    if there is not None:
        await show_event(turn, participant, there)
        return
    events = await turn.store.events.of_participant(participant.id)
    start = next((one for one in running(events) if one.id == begun.start_id), None)
    if begun.kind == EventKind.PLACEMENT_END and start is None:
        turn.toast(phrases.changed())
        await show_kinds(turn, participant)
        return
    others = running(events, day) if begun.kind == EventKind.PLACEMENT_START and not sure else []
    if others:
        await _warn(turn, participant, others, begun, day)
        return
    employer_name = start.employer_name if start is not None else None
    await _save(turn, participant, NewEvent(begun.kind, day, source, start=start, employer_name=employer_name))


async def _warn(turn: Turn, participant: Participant, others: list[Event], begun: _Begun, day: date) -> None:
    """A placement beside another one is fine, if it is meant."""
    today = today_of(participant, turn.now)
    sure = Button(staff("Record it too"), payload(CODE, "on", participant.id, *begun.in_payload(day), _SURE), icon="➕")
    end = Button(
        staff("The other one has ended"), payload(CODE, "kind", participant.id, "pe", others[-1].id), icon="🏁"
    )
    await turn.show(
        message(
            Line(staff("Another placement runs on that day."), "⚠️", strong=True),
            *(Line(_placement(one, today), "🧰") for one in others),
            buttons=((sure,), (end,), (to_kinds(participant),)),
        )
    )


async def _save(turn: Turn, participant: Participant, new: NewEvent) -> None:
    fault = await order_fault(turn.store, participant, new)
    if fault is not None:
        turn.park()
        text = refusal(fault, participant.person.name)
        await turn.show(message(Line(text, "✋"), buttons=((to_all(participant),), (to_kinds(participant),))))
        return
    event = await record(turn.store, participant, new, by=turn.me.id, now=turn.now)
    await turn.close()
    await show_event(turn, participant, event, Line(staff("Saved."), "✅", strong=True))
