"""Where the entries come from: one query a source, however much there is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any

from conversations.appointments.facts import kind_name, pictogram
from conversations.appointments.staff_views import answer_text
from conversations.check_ins.participant import ANSWERS as SAID
from conversations.checklists.service import line_of
from conversations.contact.words import form_of, icon_of
from conversations.events.words import event_line
from conversations.job_proposals.card import ANSWERS
from conversations.notes.kinds import KINDS, NoteKind
from conversations.press import payload
from conversations.timeline.entries import Cursor, Entry, Page, below, day_below, page_of, start_of_day
from locales.text import Several, Text, staff
from storage.models import Participant, ProposalAnswer, TalkMessage
from storage.repositories.timeline import Window
from storage.unit_of_work import UnitOfWork

Source = Callable[[UnitOfWork, Participant, Window], Awaitable[list[Entry]]]


async def _appointments(store: UnitOfWork, _participant: Participant, window: Window) -> list[Entry]:
    entries = []
    for row, answer in await store.timeline.appointments(window):
        text = kind_name(row.appointment)
        if answer is not None:
            text = staff("{kind}: {answer}", kind=text, answer=answer_text(answer)[0])
        icon = pictogram(row.appointment)
        entries.append(Entry(row.starts_at, "ap", row.id, icon, text, payload("ag", "show", row.id)))
    return entries


async def _ticks(store: UnitOfWork, participant: Participant, window: Window) -> list[Entry]:
    return [
        Entry(row.done_at, "ck", row.id, "☑️", _line(row, participant), payload("ck", "item", row.id))
        for row in await store.timeline.ticks(window)
        if row.done_at is not None
    ]


async def _own_items(store: UnitOfWork, participant: Participant, window: Window) -> list[Entry]:
    return [
        Entry(row.added_at, "oi", row.id, "✏️", _line(row, participant), payload("ck", "item", row.id))
        for row in await store.timeline.own_items(window)
    ]


def _line(row: Any, participant: Participant) -> Text:
    return staff("{thing}", thing=line_of(row, participant.specialist.name))


async def _notes(store: UnitOfWork, participant: Participant, window: Window) -> list[Entry]:
    """That there is one, and its kind; what it says is read in its own card, for two minutes."""
    entries = []
    for row in await store.timeline.notes(window):
        known = row.kind in set(NoteKind)
        icon, words = KINDS[NoteKind(row.kind or "")] if known else ("📓", staff("Note"))
        at = start_of_day(row.happened_on, participant.programme.timezone)
        text = staff("Note: {kind}", kind=words) if known else words
        entries.append(Entry(at, "nt", row.id, icon, text, payload("nt", "open", row.id)))
    return entries


async def _events(store: UnitOfWork, participant: Participant, window: Window) -> list[Entry]:
    entries = []
    for row in await store.timeline.events(window):
        icon, text = event_line(row)
        at = start_of_day(row.on, participant.programme.timezone)
        entries.append(Entry(at, "ev", row.id, icon, text, payload("ev", "show", row.id)))
    return entries


async def _talk(store: UnitOfWork, participant: Participant, window: Window) -> list[Entry]:
    """Direction and form; what was said opens in the talk so far, as the newest there."""
    return [
        Entry(
            row.said_at,
            "ta",
            row.id,
            icon_of(row),
            _said(row, participant),
            payload("tt", "list", participant.id, row.id + 1),
        )
        for row in await store.timeline.talk(window)
    ]


def _said(row: TalkMessage, participant: Participant) -> Text:
    name = participant.person.name if row.from_participant else row.staff.name
    return staff("From {name}: {form}", name=name, form=form_of(row) or staff("message"))


async def _proposals(store: UnitOfWork, participant: Participant, window: Window) -> list[Entry]:
    opens = payload("jo", "open", participant.id)
    return [
        Entry(row.made_at, "jp", row.id, "🔎", staff("Job proposed: {work}", work=row.work), opens)
        for row in await store.timeline.proposals(window)
    ]


async def _proposal_answers(store: UnitOfWork, participant: Participant, window: Window) -> list[Entry]:
    opens = payload("jo", "open", participant.id)
    entries = []
    for row in await store.timeline.proposal_answers(window):
        icon, words = ANSWERS[ProposalAnswer(row.answer or "")]
        if row.answered_at is not None:
            text = staff("{work}: {answer}", work=row.work, answer=words)
            entries.append(Entry(row.answered_at, "ja", row.id, icon, text, opens))
    return entries


async def _check_ins(store: UnitOfWork, _participant: Participant, window: Window) -> list[Entry]:
    entries = []
    for row in await store.timeline.check_ins(window):
        said = tuple(SAID[code][1] for code in row.said if code in SAID)
        text = staff("First week: {answers}", answers=Several(said)) if said else staff("First week: all is well")
        if row.said_at is not None:
            entries.append(Entry(row.said_at, "ci", row.id, "🌤", text))
    return entries


async def _letters(store: UnitOfWork, _participant: Participant, window: Window) -> list[Entry]:
    return [
        Entry(row.sent_at, "le", row.id, "✉️", staff("A letter"), payload("le", "open", row.id))
        for row in await store.timeline.letters(window)
    ]


SOURCES: Mapping[str, Source] = {
    "ap": _appointments,
    "ci": _check_ins,
    "ck": _ticks,
    "ev": _events,
    "ja": _proposal_answers,
    "jp": _proposals,
    "le": _letters,
    "nt": _notes,
    "oi": _own_items,
    "ta": _talk,
}
"""Every kind of entry, by the code it sorts under."""


async def gather(
    store: UnitOfWork, participant: Participant, sources: Iterable[str], cursor: Cursor, size: int
) -> Page:
    """A page of what happened after the cursor in the list, that is before it in time.

    Args:
        store: of the specialist who reads.
        participant: loaded with person, specialist and programme.
        sources: the codes of what is wanted.
        cursor: where the page before ended.
        size: how many entries a page has.
    """
    found: list[Entry] = []
    for source in sources:
        day, day_limit = day_below(source, cursor, participant.programme.timezone)
        window = Window(participant.id, cursor.at, below(source, cursor), day, day_limit, size + 1)
        found += await SOURCES[source](store, participant, window)
    return page_of(found, size)
