"""From Telegram's `Update` to the product's own `Incoming`. Private chats only; nothing here does I/O."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import timedelta

from telegram import CallbackQuery, ChatMember, ChatMemberUpdated, Message, PhotoSize, Update
from telegram import Document as TelegramDocument
from telegram import Voice as TelegramVoice
from telegram.constants import ChatType, MessageType
from telegram.helpers import effective_message_type

from conversations.incoming import (
    Blocked,
    Button,
    Command,
    Contact,
    Content,
    Document,
    Edited,
    Incoming,
    Photo,
    PlaceShared,
    Started,
    Text,
    Unblocked,
    Unsupported,
    Voice,
)

_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@\w+)?(?:\s+(.*))?", re.DOTALL)

_SERVICE = frozenset(
    {
        MessageType.PINNED_MESSAGE,
        MessageType.MESSAGE_AUTO_DELETE_TIMER_CHANGED,
        MessageType.WRITE_ACCESS_ALLOWED,
        MessageType.CHAT_BACKGROUND_SET,
        MessageType.CONNECTED_WEBSITE,
        MessageType.PROXIMITY_ALERT_TRIGGERED,
    }
)
"""Notes Telegram itself puts into a private chat; nobody said anything."""


def incoming_of(update: Update) -> Incoming | None:
    """What a person did, or None where nobody in a private chat did anything that concerns the bot.

    Groups and channels are ignored without an answer: whoever adds the bot there learns nothing. Edits of
    anything but words are ignored too (a live location is edited every few seconds).
    """
    if update.message is not None:
        return _of_message(update, update.message, _content(update.message))
    if update.edited_message is not None:
        return _of_message(update, update.edited_message, _edited(update.edited_message))
    if update.callback_query is not None:
        return _of_tap(update.update_id, update.callback_query)
    if update.my_chat_member is not None:
        return _of_membership(update.update_id, update.my_chat_member)
    return None


def clean(text: str) -> str:
    """Text in NFC without control characters (but newline and tab) and without broken halves of emoji.

    Joiners and direction marks stay: Persian and Sorani spelling, and emoji, need them.
    """
    kept = "".join(sign for sign in text if sign in "\n\t" or unicodedata.category(sign) not in {"Cc", "Cs"})
    return unicodedata.normalize("NFC", kept)


def _of_message(update: Update, message: Message, content: Content | None) -> Incoming | None:
    person = message.from_user
    if content is None or person is None or person.is_bot or message.chat.type != ChatType.PRIVATE:
        return None
    return Incoming(
        update_id=update.update_id,
        chat_id=message.chat.id,
        user_id=person.id,
        language_code=person.language_code,
        content=content,
        sent_at=message.edit_date or message.date,
    )


def _of_tap(update_id: int, query: CallbackQuery) -> Incoming | None:
    message = query.message
    if query.data is None or (message is not None and message.chat.type != ChatType.PRIVATE):
        return None
    return Incoming(
        update_id=update_id,
        # A private chat has its person's number, so an answer finds its way without the message.
        chat_id=query.from_user.id if message is None else message.chat.id,
        user_id=query.from_user.id,
        language_code=query.from_user.language_code,
        content=Button(query.data, 0 if message is None else message.message_id, query.id),
    )


def _of_membership(update_id: int, change: ChatMemberUpdated) -> Incoming | None:
    before, after = change.old_chat_member.status, change.new_chat_member.status
    if change.chat.type != ChatType.PRIVATE or before == after:
        return None
    content: Content
    if after == ChatMember.BANNED:
        content = Blocked()
    elif before == ChatMember.BANNED:
        content = Unblocked()
    else:
        return None
    return Incoming(
        update_id=update_id,
        chat_id=change.chat.id,
        user_id=change.from_user.id,
        language_code=change.from_user.language_code,
        content=content,
        sent_at=change.date,
    )


def _content(message: Message) -> Content | None:  # noqa: PLR0911 -- one line a kind of message
    # Not `effective_message_type` alone: it calls a text with an effect, or an answer to a story, after that.
    number = message.message_id
    if message.text is not None:
        return _words(clean(message.text), number)
    if message.photo:
        return _photo(message.photo, clean(message.caption or ""), number)
    if message.voice is not None:
        return _voice(message.voice, number)
    if message.document is not None and message.animation is None:  # an animation is sent as both
        return _document(message.document, clean(message.caption or ""), number)
    if message.location is not None:  # of a venue too
        return PlaceShared(message.location.latitude, message.location.longitude, number)
    if message.contact is not None:
        return Contact(clean(message.contact.phone_number), clean(message.contact.first_name), number)
    kind = effective_message_type(message)
    return None if kind in _SERVICE else Unsupported("unknown" if kind is None else str(kind), number)


def _voice(voice: TelegramVoice, number: int) -> Voice:
    duration = voice.duration
    seconds = duration.total_seconds() if isinstance(duration, timedelta) else duration
    return Voice(voice.file_id, voice.file_unique_id, int(seconds), voice.file_size or 0, number)


def _document(file: TelegramDocument, caption: str, number: int) -> Document:
    return Document(
        file_id=file.file_id,
        unique_id=file.file_unique_id,
        name=clean(file.file_name or ""),
        mime_type=file.mime_type or "",
        caption=caption,
        size=file.file_size or 0,
        message_id=number,
    )


def _words(text: str, number: int) -> Content:
    command = _COMMAND.fullmatch(text)
    if command is None:
        return Text(text, number)
    name, argument = command[1].lower(), command[2] or ""
    if name == "start":
        return Started(argument.strip() or None, number)
    return Command(name, argument, number)


def _photo(sizes: Sequence[PhotoSize], caption: str, number: int) -> Photo:
    largest = max(sizes, key=lambda size: size.width * size.height)
    return Photo(largest.file_id, largest.file_unique_id, caption, largest.file_size or 0, number)


def _edited(message: Message) -> Edited | None:
    text = message.text if message.text is not None else message.caption
    return None if text is None else Edited(clean(text), message.message_id)
