"""What can be kept: kinds of files and their size. Nothing here does I/O."""

from __future__ import annotations

from conversations.incoming import Document, Photo, Voice
from locales.text import Text, say, staff
from storage.models import MediaKind

LARGEST = 20 * 1024 * 1024
"""Bytes; the Bot API serves no larger file to a bot."""

VOICE_MIME = "audio/ogg"
PHOTO_MIME = "image/jpeg"
_NAME_LIMIT = 100

# Word's, OpenDocument's and PDF; `endings` must fit too, so that nothing travels under another's name.
ENDINGS: dict[str, tuple[str, ...]] = {
    "application/pdf": (".pdf",),
    "application/msword": (".doc",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (".docx",),
    "application/vnd.oasis.opendocument.text": (".odt",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
    "image/webp": (".webp",),
    "image/heic": (".heic",),
    "image/heif": (".heif", ".heic"),
    "audio/mpeg": (".mp3",),
    "audio/ogg": (".ogg", ".oga", ".opus"),
    "audio/opus": (".opus", ".ogg"),
    "audio/mp4": (".m4a", ".mp4"),
    "audio/x-m4a": (".m4a",),
    "audio/aac": (".aac",),
    "audio/amr": (".amr",),
    "audio/wav": (".wav",),
    "audio/x-wav": (".wav",),
    "audio/flac": (".flac",),
}
"""The types of files that are kept, with the endings their names may have."""

Sent = Voice | Photo | Document


def kind_of(content: Sent) -> MediaKind:
    """What it was sent as."""
    if isinstance(content, Voice):
        return MediaKind.VOICE
    return MediaKind.PHOTO if isinstance(content, Photo) else MediaKind.DOCUMENT


def mime_of(content: Sent) -> str | None:
    """Its type; None when it is not one we keep. The channel makes voice messages Ogg and pictures JPEG itself."""
    if isinstance(content, Voice):
        return VOICE_MIME
    if isinstance(content, Photo):
        return PHOTO_MIME
    mime = content.mime_type.partition(";")[0].strip().lower()
    endings = ENDINGS.get(mime)
    if endings is None or (content.name and not content.name.lower().endswith(endings)):
        return None
    return mime


def name_of(content: Sent) -> str | None:
    """The name the sender's phone gave it, shortened in front of its ending; None when it has none."""
    if not isinstance(content, Document) or not content.name:
        return None
    stem, dot, ending = content.name.rpartition(".")
    return f"{stem[:_NAME_LIMIT]}{dot}{ending}"


def file_name(kind: str, mime: str, name: str | None) -> str:
    """What the file is called when it is sent on."""
    if name:
        return name
    ending = ENDINGS.get(mime, ("",))[0]
    return f"{kind}{ending}"


def too_big(*, participant: bool) -> Text:
    """It is larger than what can be fetched."""
    if participant:
        return say("This file is too big for me. It can have 20 MB at most.")
    return staff("This file is too big for me. It can have 20 MB at most.")


def wrong_type(*, participant: bool) -> Text:
    """It is of a type that is not kept."""
    if participant:
        return say("I cannot keep this kind of file. You can send a picture, a voice message, a PDF or a Word file.")
    return staff("I cannot keep this kind of file. You can send a picture, a voice message, a PDF or a Word file.")


def vanished(*, participant: bool) -> Text:
    """It went away before it could be fetched."""
    if participant:
        return say("What you sent did not reach me. Please send it once more.")
    return staff("A file that you sent was gone before I could keep it. Please send it once more.")


def not_kept_yet() -> Text:
    """There is no room for now; staff only, who can have it seen to."""
    return staff("A file that you sent is not kept yet: there is no room. I go on trying. Do not delete it yourself.")
