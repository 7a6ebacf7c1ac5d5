"""Fetching, removing and writing down: how these errands begin and end."""

from __future__ import annotations

from datetime import datetime, timedelta

from conversations.composing import SAID
from conversations.errands.model import (
    ErrandKind,
    Failure,
    Fetch,
    Fetched,
    GaveUp,
    Remove,
    Request,
    Result,
    Transcribe,
    Transcribed,
)
from conversations.media import rules
from conversations.media.service import FETCH, ON_TRANSCRIPT, REMOVE, TRANSCRIBE, plan_deletion
from locales.message import message, pack_message
from locales.text import Text
from storage.models import DeliveryKind, Media, MediaKind, MediaState, TranscriptState
from storage.repositories.deliveries import NewDelivery
from storage.unit_of_work import UnitOfWork

_AFTER_LATE_FETCH = 1
"""The number of the removal of a file that arrived after it was forgotten; the first was perhaps done before."""

_WRITING_DOWN = timedelta(hours=1)
"""So long a transcription is waited for: later, its owner has written the words or does not want them."""


async def _prepare_fetch(store: UnitOfWork, media_id: int) -> Request | None:
    media = await store.media.get(media_id)
    if media is None:
        return None
    if media.state == MediaState.GONE:  # forgotten; a worker that died may have written the file all the same
        return Remove(media.stored)
    if media.state != MediaState.WANTED or media.file_id is None:
        return None
    return Fetch(media.file_id, media.stored, rules.LARGEST)


async def _conclude_fetch(store: UnitOfWork, media_id: int, result: Result, now: datetime) -> None:
    media = await store.media.locked(media_id)
    if media is None:
        return
    if media.state != MediaState.WANTED:
        if isinstance(result, Fetched):
            await store.errands.ask(REMOVE, media_id, now, number=_AFTER_LATE_FETCH)
        return
    match result:
        case Fetched():
            await _keep(store, media, result, now)
        case GaveUp(failure):
            await _give_up(store, media, failure, now)


async def _keep(store: UnitOfWork, media: Media, result: Fetched, now: datetime) -> None:
    media.state, media.kept_at, media.size = MediaState.KEPT, now, result.size
    if media.delete_original:
        await plan_deletion(store, media, now)
    if media.kind == MediaKind.VOICE and result.transcribable:
        media.transcript_state = TranscriptState.WANTED
        await store.errands.ask(TRANSCRIBE, media.id, now)


async def _give_up(store: UnitOfWork, media: Media, failure: Failure, now: datetime) -> None:
    participant = await _profile(store, media)
    is_participant = participant is not None
    if failure == Failure.TOO_BIG:
        media.state, text = MediaState.REFUSED, rules.too_big(participant=is_participant)
    else:
        media.state, text = MediaState.GONE, rules.vanished(participant=is_participant)
    media.file_id = None
    await _tell(store, media, "lost", text, now=now, participant_id=participant)


async def _fetch_put_off(store: UnitOfWork, media_id: int, failure: Failure, now: datetime) -> None:
    """A full disk is told to the sender, once: their message in the chat is the only copy for now."""
    if failure != Failure.FULL:
        return
    media = await store.media.get(media_id)
    if media is not None and media.state == MediaState.WANTED and await _profile(store, media) is None:
        await _tell(store, media, "no-room", rules.not_kept_yet(), now=now, participant_id=None)


async def _profile(store: UnitOfWork, media: Media) -> int | None:
    """The profile of a sender who is a participant; None for staff."""
    person = await store.people.with_memberships(media.owner_id)
    if any(membership.active for membership in person.memberships):
        return None
    profile = await store.participants.of_person(media.owner_id)
    return profile.id if profile else None


async def _tell(
    store: UnitOfWork, media: Media, what: str, text: Text, *, now: datetime, participant_id: int | None
) -> None:
    notice = NewDelivery(
        key=f"media:{media.id}:{what}",
        kind=DeliveryKind.NOTICE,
        due=now,
        message_key=SAID,
        person_id=media.owner_id,
        chat_id=media.chat_id,
        participant_id=participant_id,
        content=pack_message(message(text)),
    )
    await store.deliveries.plan([notice], now)


async def _prepare_removal(store: UnitOfWork, media_id: int) -> Request | None:
    media = await store.media.get(media_id)
    return Remove(media.stored) if media is not None and media.state == MediaState.GONE else None


async def _nothing_more(_store: UnitOfWork, _media_id: int, _result: Result, _now: datetime) -> None:
    return


async def _prepare_transcription(store: UnitOfWork, media_id: int) -> Request | None:
    media = await store.media.get(media_id)
    if media is None or media.state != MediaState.KEPT or media.transcript_state != TranscriptState.WANTED:
        return None
    return Transcribe(media.stored, media.mime)


async def _conclude_transcription(store: UnitOfWork, media_id: int, result: Result, now: datetime) -> None:
    media = await store.media.locked(media_id)
    if media is None or media.transcript_state != TranscriptState.WANTED:
        return
    if not isinstance(result, Transcribed) or not result.words:
        media.transcript_state = TranscriptState.FAILED
        return
    media.transcript, media.transcript_state = result.words, TranscriptState.PROPOSED
    await store.flush()
    for tell in ON_TRANSCRIPT:
        await tell(store, media, now)


MEDIA_ERRANDS: dict[str, ErrandKind] = {
    FETCH: ErrandKind(_prepare_fetch, _conclude_fetch, _fetch_put_off),
    REMOVE: ErrandKind(_prepare_removal, _nothing_more),
    TRANSCRIBE: ErrandKind(_prepare_transcription, _conclude_transcription, patience=_WRITING_DOWN),
}
