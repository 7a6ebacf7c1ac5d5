"""Files people and the bot have sent, to be sent again or downloaded."""

import re
from dataclasses import dataclass

_FOLDERS = {"photo": "photos", "document": "documents", "voice": "voice", "audio": "music", "sticker": "stickers"}
_PREFIXES = {"photo": "AgACAgQ", "document": "BQACAgQ", "voice": "AwACAgQ", "audio": "CQACAgQ", "sticker": "CAACAgQ"}
_UNSAFE = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One file.

    Attributes:
        file_id: What the bot sends it again with.
        unique_id: Telegram's `file_unique_id`.
        kind: `photo`, `document`, `voice`, `audio` or `sticker`.
        path: What `getFile` answers, relative to `/file/bot<token>/`.
        name: The sender's name for it.
        mime_type: Its content type.
        data: The content.
        width: Pixels, for pictures.
        height: Pixels, for pictures.
    """

    file_id: str
    unique_id: str
    kind: str
    path: str
    name: str
    mime_type: str
    data: bytes
    width: int = 0
    height: int = 0


class FileStore:
    """All files by id and by path."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    def add(self, kind: str, name: str, mime_type: str, data: bytes, size: tuple[int, int] = (0, 0)) -> StoredFile:
        """Keep a file and give it an id."""
        number = len(self._by_id) + 1
        suffix = _UNSAFE.sub("", name.rpartition(".")[2]) if "." in name else ""
        path = f"{_FOLDERS[kind]}/file_{number}" + (f".{suffix}" if suffix else "")
        stored = StoredFile(
            file_id=f"{_PREFIXES[kind]}AAxkBAAI{number:08d}",
            unique_id=f"AQAD{number:08d}",
            kind=kind,
            path=path,
            name=name,
            mime_type=mime_type,
            data=data,
            width=size[0],
            height=size[1],
        )
        self._by_id[stored.file_id] = stored
        self._by_path[path] = stored
        return stored

    def get(self, file_id: str) -> StoredFile | None:
        """Return the file with this id."""
        return self._by_id.get(file_id)

    def at(self, path: str) -> StoredFile | None:
        """Return the file at this download path."""
        return self._by_path.get(path)


def picture_size(data: bytes) -> tuple[int, int] | None:
    """Return width and height of a PNG or JPEG picture; None for anything else."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:  # noqa: PLR2004 - the header's length
        return int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
    if data.startswith(b"\xff\xd8"):
        return _jpeg_size(data)
    return None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    position = 2
    while position + 9 < len(data) and data[position] == 0xFF:  # noqa: PLR2004 - a marker's first byte
        marker = data[position + 1]
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:  # noqa: PLR2004 - frame markers
            height = int.from_bytes(data[position + 5 : position + 7])
            return int.from_bytes(data[position + 7 : position + 9]), height
        position += 2 + int.from_bytes(data[position + 2 : position + 4])
    return None
