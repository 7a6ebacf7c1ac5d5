"""Noting a contact with an employer, asking the colleague who was there before, and freeing the firm for the others."""

from __future__ import annotations

from datetime import date, timedelta

from conversations import phrases
from conversations.employers.access import CODE, own_employer, part, today_there
from conversations.employers.card import (
    ask_button,
    question_lines,
    show_card,
    standing_for,
    warning_line,
)
from conversations.employers.service import may_release, note_contact
from conversations.people.own import object_id
from conversations.press import BadPressError, Press, payload
from conversations.turn import Turn
from locales.message import Button, Line, message
from locales.text import Text, staff
from storage.models import ContactKind, Employer

UNDONE_WITHIN = timedelta(hours=24)
"""So long a contact that was noted by mistake can be taken back."""

_KINDS: dict[str, tuple[str, Text, Text]] = {
    ContactKind.VISIT: ("🚪", staff("Visit today"), staff("Visit yesterday")),
    ContactKind.CALL: ("📞", staff("Call today"), staff("Call yesterday")),
    ContactKind.OTHER: ("💬", staff("Other today"), staff("Other yesterday")),
}
"""What one taps; letters are noted from elsewhere."""


@part.button("talked")
async def talked(turn: Turn, press: Press) -> None:
    """Which contact, and on which day; a colleague's claim is said before."""
    employer = await own_employer(turn, object_id(press))
    turn.park()
    now = await standing_for(turn, employer)
    if now.warning is None:
        await _show_kinds(turn, employer)
        return
    await turn.show(
        message(
            Line(staff("{name}", name=employer.name), "🏢", strong=True),
            warning_line(now.warning),
            *question_lines(now),
            Line(staff("You decide.")),
            buttons=(
                (Button(staff("Contact anyway"), payload(CODE, "anyway", employer.id), icon="🤝"),),
                (ask_button(employer),),
                _back(employer),
            ),
        ),
    )


@part.button("anyway")
async def contact_anyway(turn: Turn, press: Press) -> None:
    """The specialist has seen the warning and decides."""
    await _show_kinds(turn, await own_employer(turn, object_id(press)))


async def _show_kinds(turn: Turn, employer: Employer) -> None:
    today = today_there(turn, employer)
    yesterday = today - timedelta(days=1)
    rows = tuple(
        (
            Button(on_today, payload(CODE, "note", employer.id, kind, today.isoformat()), icon=icon),
            Button(on_yesterday, payload(CODE, "note", employer.id, kind, yesterday.isoformat()), icon=icon),
        )
        for kind, (icon, on_today, on_yesterday) in _KINDS.items()
    )
    text = staff("How were you in contact with {firm}?", firm=employer.name)
    await turn.show(message(Line(text, "🤝", strong=True), buttons=(*rows, _back(employer))))


def _back(employer: Employer) -> tuple[Button, ...]:
    return (Button(staff("Back"), payload(CODE, "open", employer.id), icon="⬅️"),)


@part.button("note")
async def note(turn: Turn, press: Press) -> None:
    """Keeps it. The day stands in the button, so that a tap after midnight means what was read."""
    employer = await own_employer(turn, object_id(press))
    kind, day = press.word(1), _day(press.word(2))
    if kind not in _KINDS:
        raise BadPressError
    today = today_there(turn, employer)
    if not today - timedelta(days=1) <= day <= today:
        turn.toast(phrases.changed())
        await _show_kinds(turn, employer)
        return
    await note_contact(turn.store, employer, turn.me.id, on=day, kind=kind, now=turn.now)
    mine = [
        contact
        for contact in await turn.store.employers.contacts_after(employer.id, day - timedelta(days=1))
        if (contact.person_id, contact.on, contact.kind) == (turn.me.id, day, kind)
    ]
    undo = tuple(
        (Button(staff("It was a mistake"), payload(CODE, "undo", contact.id), icon="↩️"),)
        for contact in mine
        if turn.now - contact.at <= UNDONE_WITHIN
    )
    await show_card(turn, employer, Line(staff("It is noted."), "✅", strong=True), extra=undo)


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise BadPressError from None


@part.button("undo")
async def undo(turn: Turn, press: Press) -> None:
    """Takes back one's own contact of just now."""
    contact = await turn.store.employers.contact(object_id(press))
    if contact is None or contact.person_id != turn.me.id or turn.now - contact.at > UNDONE_WITHIN:
        raise BadPressError
    employer = await own_employer(turn, contact.employer_id)
    await turn.store.employers.remove_contact(contact)
    await turn.store.audit.note("employer.contact_undone", turn.now, subject="employer", subject_id=employer.id)
    await show_card(turn, employer, Line(staff("It is taken back."), "↩️", strong=True))


@part.button("free")
async def release(turn: Turn, press: Press) -> None:
    """Frees the firm for the others, by who was in contact last."""
    await _set_release(turn, await own_employer(turn, object_id(press)), free=True)


@part.button("unfree")
async def take_release_back(turn: Turn, press: Press) -> None:
    """The others are warned again."""
    await _set_release(turn, await own_employer(turn, object_id(press)), free=False)


async def _set_release(turn: Turn, employer: Employer, *, free: bool) -> None:
    last = await turn.store.employers.last_contact(employer.id)
    if last is None or not may_release(last, turn.me.id):
        turn.toast(phrases.changed())
    elif free != (last.released_at is not None):
        last.released_at = turn.now if free else None
        await turn.store.flush()
        action = "employer.released" if free else "employer.release_undone"
        await turn.store.audit.note(action, turn.now, subject="employer", subject_id=employer.id)
    await show_card(turn, employer)
