"""Uploads and known files, checked against Telegram's limits, in the shape a message shows them."""

from mimetypes import guess_type
from typing import Any

from bot.simulator.errors import TOO_LARGE, ApiError, bad_request
from bot.simulator.files import StoredFile, picture_size
from bot.simulator.schema import Upload
from bot.simulator.world import World

Json = dict[str, Any]

_UNKNOWN = "application/octet-stream"
_PHOTO_SIDES = 10_000
_PHOTO_RATIO = 20


def _photo_size(world: World, upload: Upload) -> tuple[int, int]:
    if len(upload.data) > world.config.photo_limit:
        raise bad_request("file is too big")
    size = picture_size(upload.data)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = size
    if width + height > _PHOTO_SIDES or max(size) > _PHOTO_RATIO * max(1, min(size)):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return size


def _mime_type(upload: Upload) -> str:
    """Return the content type, guessed when the sender did not say."""
    if upload.data.startswith(b"\x89PNG"):
        return "image/png"
    if upload.data.startswith(b"\xff\xd8"):
        return "image/jpeg"
    if upload.content_type != _UNKNOWN:
        return upload.content_type
    return guess_type(upload.name)[0] or _UNKNOWN


def take_file(world: World, kind: str, value: Upload | str) -> StoredFile:
    """Return the file a call sends.

    Raises:
        ApiError: 400 for an empty, wrong or unknown one, 413 for one over the limit.
    """
    if isinstance(value, Upload):
        if not value.data:
            raise bad_request("file must be non-empty")
        if len(value.data) > world.config.upload_limit:
            raise ApiError(*TOO_LARGE)
        size = _photo_size(world, value) if kind == "photo" else (0, 0)
        return world.files.add(kind, value.name, _mime_type(value), value.data, size)
    known = world.files.get(value)
    if known is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if known.kind != kind:
        raise bad_request(f"can't use file of type {known.kind.title()} as {kind.title()}")
    return known


def media_content(stored: StoredFile, params: Json) -> Json:
    """Return the part of a message that shows a file."""
    base: Json = {"file_id": stored.file_id, "file_unique_id": stored.unique_id, "file_size": len(stored.data)}
    if stored.kind == "photo":
        return {"photo": [{**base, "width": stored.width, "height": stored.height}]}
    described = {**base, "mime_type": stored.mime_type}
    if stored.kind == "voice":
        return {"voice": {**described, "duration": params.get("duration", 0)}}
    if stored.kind == "audio":
        extra = {key: params[key] for key in ("performer", "title") if key in params}
        duration = params.get("duration", 0)
        return {"audio": {**described, "duration": duration, "file_name": stored.name, **extra}}
    return {"document": {**described, "file_name": stored.name}}
