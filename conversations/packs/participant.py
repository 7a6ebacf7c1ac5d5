"""The participant's side of a pack: one bubble whose pages are turned by buttons."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from conversations import phrases
from conversations.appointments.messages import Known, known_of
from conversations.appointments.own_card import own_occurrence, show_list
from conversations.composing import Composed, Drop
from conversations.packs.contents import pack_kind
from conversations.packs.filling import filled_pack, filled_packs
from conversations.packs.pack_card import CODE, NOBODYS, PAGES, first_page
from conversations.packs.sending import PACK
from conversations.part import Audience, Part
from conversations.press import BadPressError, Press
from conversations.turn import Turn
from locales.message import Message
from storage.models import DeliveryState, Occurrence, Pack
from storage.outgoing import Outgoing
from storage.unit_of_work import UnitOfWork

part = Part(CODE, Audience.PARTICIPANT)


@part.composer(PACK)
async def compose(store: UnitOfWork, deliveries: Sequence[Outgoing], _now: datetime) -> Composed:
    """The first page, with what the specialist has prepared by then."""
    known = await known_of(store, deliveries)
    answers = await store.appointments.answers(known.occurrences.keys())
    packs = await filled_packs(store, {row.appointment_id for row in known.occurrences.values()})
    composed: dict[int, Message | Drop] = {}
    for delivery in deliveries:
        composed[delivery.id] = await _composed(store, delivery, known, packs)
        occurrence = known.occurrences.get(delivery.subject_id or 0)
        answer = answers.get((occurrence.id, delivery.participant_id or 0)) if occurrence else None
        if answer is not None and answer.answer == "cannot":
            composed[delivery.id] = Drop(DeliveryState.SUPPRESSED, "cannot come")
    return composed


async def _composed(store: UnitOfWork, delivery: Outgoing, known: Known, packs: dict[int, Pack]) -> Message | Drop:
    occurrence = known.subject(delivery)
    if isinstance(occurrence, Drop):
        return occurrence
    participant = await store.participants.get(delivery.participant_id or 0)
    kind = pack_kind(occurrence.appointment)
    pack = packs.get(occurrence.appointment_id, NOBODYS)
    if participant is None or kind is None or not pack.wanted:
        return Drop(DeliveryState.SUPERSEDED, "not wanted any more")
    return first_page(kind, occurrence, pack, participant)


async def _own(turn: Turn, press: Press) -> Occurrence | None:
    """The occurrence of the pack while it can be used; else how things are now."""
    occurrence = await own_occurrence(turn, press)
    if occurrence is not None and pack_kind(occurrence.appointment) is None:
        turn.toast(phrases.changed())
        await show_list(turn)
        return None
    return occurrence


async def _pack(turn: Turn, occurrence: Occurrence) -> Pack:
    return await filled_pack(turn.store, occurrence.appointment_id)


@part.button("show")
async def show(turn: Turn, press: Press) -> None:
    """The first page again."""
    occurrence = await _own(turn, press)
    kind = pack_kind(occurrence.appointment) if occurrence is not None else None
    if occurrence is not None and kind is not None:
        await turn.show(first_page(kind, occurrence, await _pack(turn, occurrence), turn.profile))


async def _turn_page(turn: Turn, press: Press) -> None:
    page = PAGES.get(press.action)
    if page is None:
        raise BadPressError
    occurrence = await _own(turn, press)
    if occurrence is not None:
        await turn.show(page(occurrence, await _pack(turn, occurrence), turn.profile))


for _name in PAGES:
    part.button(_name)(_turn_page)
