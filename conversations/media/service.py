"""Taking what people send, giving it out again, and forgetting it.

Who may hear or see something is for the caller to check, by the row it belongs to, before `attachment_of` is shown.
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from conversations.composing import DELETE
from conversations.media import rules
from conversations.media.rules import Sent
from conversations.turn import Turn
from locales.message import Attachment
from locales.text import Text
from storage.models import DeliveryKind, Media, MediaState, TranscriptState
from storage.repositories.deliveries import NewDelivery
from storage.unit_of_work import UnitOfWork

FETCH = "fetch"
REMOVE = "remove"
TRANSCRIBE = "transcribe"

DELETABLE_FOR = timedelta(hours=48)
"""So long a bot may delete what somebody wrote to it; Telegram's rule."""

OnTranscript = Callable[[UnitOfWork, Media, datetime], Awaitable[None]]

ON_TRANSCRIPT: list[OnTranscript] = []
"""Called, as the system, when a voice message was written down: `transcript` is set and its state is `proposed`."""


async def take(turn: Turn, content: Sent, *, programme_id: int, delete_original: bool = False) -> Media | Text:
    """Notes what the person sent and has it fetched after the commit; or says kindly why it is not taken.

    Args:
        turn: the person's.
        content: what they sent.
        programme_id: one they work or take part in.
        delete_original: whether their message in the chat is to go once the file is ours.

    Raises:
        LookupError: the programme is not theirs.
    """
    if content.size > rules.LARGEST:
        return rules.too_big(participant=not turn.memberships)
    mime = rules.mime_of(content)
    if mime is None:
        return rules.wrong_type(participant=not turn.memberships)
    media = Media(
        programme_id=programme_id,
        owner_id=turn.me.id,
        kind=rules.kind_of(content),
        mime=mime,
        name=rules.name_of(content),
        size=content.size,
        seconds=getattr(content, "seconds", 0),
        file_id=content.file_id,
        chat_id=turn.incoming.chat_id,
        message_id=content.message_id,
        state=MediaState.WANTED,
        stored=secrets.token_hex(16),
        transcript_state=TranscriptState.NONE,
        made_at=turn.now,
        delete_original=delete_original,
    )
    await turn.store.media.add(media)
    await turn.store.errands.ask(FETCH, media.id, turn.now)
    return media


async def find(store: UnitOfWork, media_id: int) -> Media | None:
    """One, whoever sent it; only for a caller who has checked that what it belongs to is the person's to see."""
    return await store.as_system().media.get(media_id)


def attachment_of(media: Media) -> Attachment:
    """What plays or shows it again, under any message."""
    return Attachment("media", str(media.id))


async def delete_original(store: UnitOfWork, media: Media, now: datetime) -> None:
    """Lets the sender's own message go, at once when the file is kept already, else as soon as it is."""
    current = await store.as_system().media.locked(media.id)
    if current is None:
        return
    current.delete_original = True
    if current.state == MediaState.KEPT:
        await plan_deletion(store, current, now)


async def plan_deletion(store: UnitOfWork, media: Media, now: datetime) -> None:
    """Plans that the sender's message is deleted; when the channel refuses, or it is too late, it is simply left."""
    gone = NewDelivery(
        key=f"gone:{media.id}",
        kind=DeliveryKind.NOTICE,
        due=now,
        message_key=DELETE,
        person_id=media.owner_id,
        chat_id=media.chat_id,
        action="delete",
        target_message_id=media.message_id,
        not_after=media.made_at + DELETABLE_FOR,
    )
    await store.deliveries.plan([gone], now)


async def forget(store: UnitOfWork, media: Media, now: datetime) -> None:
    """Forgets it: its words and names at once, the file itself after the commit. For a caller who has checked."""
    current = await store.as_system().media.locked(media.id)
    if current is None:
        return
    current.state = MediaState.GONE
    current.file_id = current.name = current.transcript = None
    current.transcript_state = TranscriptState.NONE
    await store.errands.ask(REMOVE, current.id, now)
