"""Choosing the parts of an appointment by buttons: who, day, time, place and kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

from conversations.appointments.draft import LONGEST_PLACE
from conversations.appointments.draft_checks import FARTHEST
from conversations.appointments.drafting import keep_draft, people_of, programme_of, read_draft, show_draft
from conversations.appointments.facts import KIND_NAMES
from conversations.appointments.kinds import PICTOGRAMS, AppointmentKind
from conversations.appointments.one_line import parse
from conversations.appointments.specialist import part
from conversations.press import BadPressError, Press, payload
from conversations.turn import Turn
from locales.message import Button, Line, message
from locales.text import At, Day, Text, Words, say, staff, staff_n
from locales.user_text import clean
from storage.models import ParticipantStatus

DAYS_A_PAGE = 14
LAST_PAGE = 25
FIRST_HOUR, LAST_HOUR = 7, 21
MINUTES = (0, 15, 30, 45)
PEOPLE_A_PAGE = 8


def _back() -> tuple[Button, ...]:
    return (Button(staff("Back"), payload("as", "card"), icon="↩️"),)


def pairs(buttons: list[Button], width: int = 2) -> tuple[tuple[Button, ...], ...]:
    """The buttons in rows of so many."""
    return tuple(tuple(buttons[index : index + width]) for index in range(0, len(buttons), width))


@part.button("who")
async def pick_people(turn: Turn, press: Press) -> None:
    """The specialist's participants; a tap puts one in or out."""
    draft = read_draft(turn)
    found = await turn.store.participants.of_specialist(turn.me.id)
    everyone = [participant for participant in found if participant.status != ParticipantStatus.WITHDRAWN]
    page = max(0, min(press.number(0) if press.args else 0, max(0, len(everyone) - 1) // PEOPLE_A_PAGE))
    chosen = set(draft.participant_ids)
    shown = everyone[page * PEOPLE_A_PAGE : (page + 1) * PEOPLE_A_PAGE]
    buttons = [
        Button(
            staff("{name}", name=participant.person.name),
            payload("as", "whoset", participant.id, page),
            icon="☑️" if participant.id in chosen else "⬜",
        )
        for participant in shown
    ]
    pages = []
    if page:
        pages.append(Button(staff("Earlier"), payload("as", "who", page - 1), icon="⬅️"))
    if len(everyone) > (page + 1) * PEOPLE_A_PAGE:
        pages.append(Button(staff("More people"), payload("as", "who", page + 1), icon="➡️"))
    done = (Button(staff("Done"), payload("as", "card"), icon="✅"),)
    title = staff("Who is it for?") if everyone else staff("You have no participants yet. Invite one first.")
    rows = (*pairs(buttons, 1), *((tuple(pages),) if pages else ()), done)
    await turn.show(message(Line(title, "👤", strong=True), buttons=rows))


@part.button("whoset")
async def set_person(turn: Turn, press: Press) -> None:
    """Puts a participant in or out; people of two programmes do not go into one appointment."""
    draft = read_draft(turn)
    participant = await turn.store.participants.get(press.number(0))
    if participant is None or participant.specialist_id != turn.me.id:
        raise BadPressError
    ids = tuple(each for each in draft.participant_ids if each != participant.id)
    if len(ids) == len(draft.participant_ids):
        others = await people_of(turn, draft)
        if any(other.programme_id != participant.programme_id for other in others):
            turn.toast(staff("These two are in different programmes. Make two appointments."))
        else:
            ids = (*ids, participant.id)
    await keep_draft(turn, replace(draft, participant_ids=ids))
    await pick_people(turn, Press("as", "who", press.args[1:]))


@part.button("day")
async def pick_day(turn: Turn, press: Press) -> None:
    """Two weeks a page, each day with its weekday in words: digits alone are mixed up too easily."""
    draft = read_draft(turn)
    page = max(0, min(press.number(0) if press.args else 0, LAST_PAGE))
    programme = await programme_of(turn, draft)
    today = turn.local_now(programme.timezone).date()
    first = today + timedelta(days=page * DAYS_A_PAGE)
    days = [first + timedelta(days=offset) for offset in range(DAYS_A_PAGE)]
    buttons = [
        Button(
            say("{day}", day=Day(day)), payload("as", "dayset", day.isoformat()), icon="☑️" if day == draft.day else ""
        )
        for day in days
    ]
    pages = []
    if page < LAST_PAGE:
        pages.append(Button(staff("Later days"), payload("as", "day", page + 1), icon="➡️"))
    if page:
        pages.insert(0, Button(staff("Earlier days"), payload("as", "day", page - 1), icon="⬅️"))
    title = Line(staff("Which day?"), "📅", strong=True)
    await keep_draft(turn, draft)
    await turn.show(message(title, buttons=(*pairs(buttons), tuple(pages), _back())))


@part.button("dayset")
async def set_day(turn: Turn, press: Press) -> None:
    """Keeps the day; asks the time next when it is not known."""
    try:
        day = datetime.fromisoformat(press.word(0)).date()
    except ValueError:
        raise BadPressError from None
    draft = read_draft(turn)
    programme = await programme_of(turn, draft)
    if abs(day - turn.local_now(programme.timezone).date()) > FARTHEST:
        raise BadPressError
    draft = replace(draft, day=day)
    if draft.clock is None:
        await keep_draft(turn, draft)
        await pick_hour(turn, press)
    else:
        await show_draft(turn, draft)


@part.button("time")
async def pick_hour(turn: Turn, _press: Press) -> None:
    """The hours of the day; a time may also be typed."""
    await keep_draft(turn, read_draft(turn), "clock")
    buttons = [
        Button(say("{time}", time=At(time(hour))), payload("as", "hour", hour))
        for hour in range(FIRST_HOUR, LAST_HOUR + 1)
    ]
    title = Line(staff("What time?"), "🕙", strong=True)
    hint = Line(staff("You can also write it, for example 10:20."), "✍️")
    await turn.show(message(title, hint, buttons=(*pairs(buttons, 3), _back())))


@part.button("hour")
async def pick_minute(turn: Turn, press: Press) -> None:
    """The quarters of an hour."""
    hour = press.number(0)
    if not FIRST_HOUR <= hour <= LAST_HOUR:
        raise BadPressError
    buttons = [
        Button(say("{time}", time=At(time(hour, minute))), payload("as", "timeset", hour, minute)) for minute in MINUTES
    ]
    again = (Button(staff("Another hour"), payload("as", "time"), icon="↩️"),)
    title = Line(staff("What time?"), "🕙", strong=True)
    await turn.show(message(title, buttons=(*pairs(buttons), again)))


@part.button("timeset")
async def set_time(turn: Turn, press: Press) -> None:
    """Keeps the time."""
    try:
        clock = time(press.number(0), press.number(1))
    except ValueError:
        raise BadPressError from None
    await show_draft(turn, replace(read_draft(turn), clock=clock))


@part.step("clock")
async def time_typed(turn: Turn) -> None:
    """A time typed in words or digits."""
    draft = read_draft(turn)
    programme = await programme_of(turn, draft)
    now = turn.local_now(programme.timezone)
    parsed = parse(turn.text or "", now=now, people=[], places=[])
    if parsed.time is None:
        await turn.say(message(Line(staff("I could not read a time. Write for example 10:20."), "✍️")))
        return
    await show_draft(turn, replace(draft, clock=parsed.time, day=parsed.date or draft.day))


@part.button("place")
async def pick_place(turn: Turn, _press: Press) -> None:
    """The saved places; or one is typed."""
    draft = read_draft(turn)
    await keep_draft(turn, draft, "where")
    programme = await programme_of(turn, draft)
    places = list(await turn.store.places.of_programme(programme.id))[:40]
    buttons = [
        Button(
            staff("{place}", place=Words(place.name)),
            payload("as", "placeset", place.id),
            icon="☑️" if place.id == draft.place_id else "📍",
        )
        for place in places
    ]
    title = Line(staff("Where?"), "📍", strong=True)
    hint = Line(staff("Choose a place, or write one."), "✍️")
    await turn.show(message(title, hint, buttons=(*pairs(buttons, 1), _back())))


@part.button("placeset")
async def set_place(turn: Turn, press: Press) -> None:
    """Keeps a saved place."""
    draft = read_draft(turn)
    programme = await programme_of(turn, draft)
    place = await turn.store.places.get(press.number(0))
    if place is None or not place.active or place.programme_id != programme.id:
        raise BadPressError
    await show_draft(turn, replace(draft, place_id=place.id, place_text=None))


@part.step("where")
async def place_typed(turn: Turn) -> None:
    """A place in the specialist's own words."""
    words = await typed_words(turn, staff("Please write where it is."), LONGEST_PLACE)
    if words is not None:
        await show_draft(turn, replace(read_draft(turn), place_id=None, place_text=words))


async def typed_words(turn: Turn, question: Text, longest: int) -> str | None:
    """The typed words on one line; None when there are none or too many, and then it is said what is wanted."""
    words = " ".join(clean(turn.text or "").split())
    if not words:
        await turn.say(message(Line(question, "✍️")))
        return None
    if len(words) > longest:
        too_long = staff_n(
            "This is too long. Write at most {count} character.",
            "This is too long. Write at most {count} characters.",
            count=longest,
        )
        await turn.say(message(Line(too_long, "✍️")))
        return None
    return words


@part.button("kind")
async def pick_kind(turn: Turn, _press: Press) -> None:
    """What kind of appointment it is."""
    draft = read_draft(turn)
    buttons = [
        Button(
            KIND_NAMES[kind], payload("as", "kindset", kind.value), icon="☑️" if kind == draft.kind else PICTOGRAMS[kind]
        )
        for kind in AppointmentKind
    ]
    await turn.show(message(Line(staff("What kind?"), "🏷", strong=True), buttons=(*pairs(buttons), _back())))


@part.button("kindset")
async def set_kind(turn: Turn, press: Press) -> None:
    """Keeps the kind."""
    try:
        kind = AppointmentKind(press.word(0))
    except ValueError:
        raise BadPressError from None
    await show_draft(turn, replace(read_draft(turn), kind=kind))
