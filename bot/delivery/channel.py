"""Making the calls of one delivery, whatever its action and attachment, and saying what became of them."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from telegram.error import TelegramError

from bot.attachments import FileIdentity, KeptFile, LoadedFile, MadeAttachment, NewFile, Picture, Point
from bot.telegram.api import Markup
from bot.telegram.outcome import EditLost, Outcome, Permanent, Retry, Sent, Uncertain, Unchanged, outcome_of
from locales.render import Rendered, RenderedButton

_TAG = re.compile(r"<[^>]+>")
_NO_TEXT_THERE = "no text in the message to edit"


class Channel(Protocol):
    """The calls a delivery needs; `bot.telegram.api.BotApi` has them all."""

    async def call(self, method: str, parameters: Mapping[str, Any], *, read_timeout: float | None = None) -> Any:
        """Call any method."""
        ...

    async def send_message(self, chat_id: int, text: str, *, reply_markup: Markup | None = None) -> int:
        """Send a text and return the message's id."""
        ...

    async def send_photo(
        self,
        chat_id: int,
        photo: bytes | str,
        *,
        caption: str | None = None,
        filename: str = ...,
        reply_markup: Markup | None = None,
    ) -> int:
        """Send a picture and return the message's id."""
        ...

    async def send_voice(
        self,
        chat_id: int,
        voice: bytes,
        *,
        caption: str | None = None,
        seconds: int = 0,
        reply_markup: Markup | None = None,
    ) -> int:
        """Send a spoken message and return the message's id."""
        ...

    async def send_document(
        self,
        chat_id: int,
        document: bytes | str,
        *,
        filename: str,
        caption: str | None = None,
        reply_markup: Markup | None = None,
    ) -> int:
        """Send a file and return the message's id."""
        ...

    async def edit_message_text(
        self, chat_id: int, message_id: int, text: str, *, reply_markup: Markup | None = None
    ) -> None:
        """Replace text and buttons of a message."""
        ...

    async def delete_message(self, chat_id: int, message_id: int) -> None:
        """Take a message back."""
        ...


@dataclass(frozen=True)
class Content:
    """What a bubble shows, ready for the wire."""

    rendered: Rendered
    attachment: MadeAttachment | None = None


async def perform(channel: Channel, action: str, chat_id: int, target: int | None, content: Content | None) -> Outcome:
    """Carries out one delivery.

    Args:
        channel: where to.
        action: `send`, `edit` (a message that can no longer be edited is sent anew) or `delete`.
        chat_id: the private chat.
        target: the message to edit or delete.
        content: what to say; None to delete.
    """
    if action != "send" and target is not None:
        outcome = await _change(channel, chat_id, target, content if action == "edit" else None)
        if not isinstance(outcome, EditLost) or content is None:
            return outcome
    if content is None:
        return Permanent("nothing to say")
    try:
        return Sent(await _send(channel, chat_id, content))
    except TelegramError as error:
        return outcome_of(error)


async def _change(channel: Channel, chat_id: int, target: int, content: Content | None) -> Outcome:
    """An edit or a deletion; doing it again does no harm, so one that may have arrived is simply tried again."""
    try:
        if content is None:
            await channel.delete_message(chat_id, target)
        else:
            text, markup = content.rendered.text, markup_of(content.rendered)
            await channel.edit_message_text(chat_id, target, text, reply_markup=markup)
    except TelegramError as error:
        outcome = outcome_of(error)
        if isinstance(outcome, Uncertain):
            return Retry(outcome.reason)
        if isinstance(outcome, Permanent) and _NO_TEXT_THERE in outcome.reason:
            return EditLost()
        return outcome
    return Unchanged() if content is None else Sent(target)


async def _send(channel: Channel, chat_id: int, content: Content) -> int:
    rendered, made = content.rendered, content.attachment
    markup = markup_of(rendered)
    match made:
        case None:
            return await channel.send_message(chat_id, rendered.text, reply_markup=markup)
        case Picture(png):
            return await channel.send_photo(chat_id, png, caption=rendered.text, reply_markup=markup)
        case NewFile(data, name):
            return await channel.send_document(chat_id, data, filename=name, caption=rendered.text, reply_markup=markup)
        case Point():
            return await _send_point(channel, chat_id, made, rendered)
        case FileIdentity():
            return await _send_again(channel, chat_id, made, rendered)
        case LoadedFile():
            return await _send_file(channel, chat_id, made, rendered)
        case KeptFile():
            raise TypeError("a kept file is read before the call")


async def _send_point(channel: Channel, chat_id: int, point: Point, rendered: Rendered) -> int:
    """A point on the map has no caption: its first line becomes the name of the place, the others its address."""
    title, _, rest = html.unescape(_TAG.sub("", rendered.text)).partition("\n")
    parameters = {
        "chat_id": chat_id,
        "latitude": point.latitude,
        "longitude": point.longitude,
        "title": title,
        "address": " ".join(rest.split()) or title,
        "reply_markup": markup_of(rendered),
    }
    return int((await channel.call("sendVenue", parameters))["message_id"])


async def _send_again(channel: Channel, chat_id: int, file: FileIdentity, rendered: Rendered) -> int:
    """A file that Telegram has already, by its id."""
    method = {"photo": "sendPhoto", "voice": "sendVoice", "document": "sendDocument"}[file.kind]
    parameters = {
        "chat_id": chat_id,
        file.kind: file.file_id,
        "caption": rendered.text,
        "parse_mode": "HTML",
        "reply_markup": markup_of(rendered),
    }
    return int((await channel.call(method, parameters))["message_id"])


async def _send_file(channel: Channel, chat_id: int, file: LoadedFile, rendered: Rendered) -> int:
    """A file of our own, as what it was when it came."""
    caption, markup = rendered.text, markup_of(rendered)
    match file.kind:
        case "voice":
            seconds = file.seconds
            return await channel.send_voice(chat_id, file.data, caption=caption, seconds=seconds, reply_markup=markup)
        case "photo":
            return await channel.send_photo(
                chat_id, file.data, caption=caption, filename=file.name, reply_markup=markup
            )
        case _:
            return await channel.send_document(
                chat_id, file.data, filename=file.name, caption=caption, reply_markup=markup
            )


def markup_of(rendered: Rendered) -> Markup | None:
    """The buttons as the Bot API wants them, or None when there are none."""
    if not rendered.rows:
        return None
    return {"inline_keyboard": [[_button(button) for button in row] for row in rendered.rows]}


def _button(button: RenderedButton) -> dict[str, str]:
    if button.url:
        return {"text": button.label, "url": button.url}
    return {"text": button.label, "callback_data": button.payload}
