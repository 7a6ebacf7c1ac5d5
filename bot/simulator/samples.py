"""Small files a phone can send when nobody picks one: a picture, a voice message of silence, a sticker, a paper."""

import struct
import zlib

from bot.simulator.schema import Upload

_FRAMES_A_SECOND = 50
_SILENT_FRAME = b"\xf8\xff\xfe"
_SAMPLES_A_FRAME = 960
_FRAMES_A_PAGE = 50


def picture(width: int = 320, height: int = 200) -> bytes:
    """Return a PNG with a soft slope of colour."""
    rows = bytearray()
    for y in range(height):
        rows.append(0)
        for x in range(width):
            rows += bytes((70 + 100 * x // width, 120 + 80 * y // height, 160))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(rows))) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def _ogg_checksum(data: bytes) -> int:
    value = 0
    for byte in data:
        value ^= byte << 24
        for _ in range(8):
            value = (value << 1) ^ 0x04C11DB7 if value & 0x80000000 else value << 1
        value &= 0xFFFFFFFF
    return value


def _ogg_page(sequence: int, flags: int, position: int, packets: list[bytes]) -> bytes:
    lengths = bytes(map(len, packets))
    head = struct.pack("<4sBBqIII", b"OggS", 0, flags, position, 1, sequence, 0)
    page = head + bytes([len(packets)]) + lengths + b"".join(packets)
    return page[:22] + struct.pack("<I", _ogg_checksum(page)) + page[26:]


def silence(seconds: int = 3) -> bytes:
    """Return an Ogg Opus file in which nobody says anything."""
    pages = [
        _ogg_page(0, 2, 0, [struct.pack("<8sBBHIHB", b"OpusHead", 1, 1, 0, 48000, 0, 0)]),
        _ogg_page(1, 0, 0, [struct.pack("<8sI", b"OpusTags", 0) + struct.pack("<I", 0)]),
    ]
    left = seconds * _FRAMES_A_SECOND
    sent = 0
    while left:
        count = min(left, _FRAMES_A_PAGE)
        left -= count
        sent += count
        pages.append(_ogg_page(len(pages), 0 if left else 4, sent * _SAMPLES_A_FRAME, [_SILENT_FRAME] * count))
    return b"".join(pages)


def sample(kind: str) -> Upload:
    """Return a sample of a kind: `photo`, `voice`, `audio`, `sticker` or `document`."""
    if kind == "photo":
        return Upload("photo.png", "image/png", picture())
    if kind in {"voice", "audio"}:
        return Upload(f"{kind}.ogg", "audio/ogg", silence())
    if kind == "sticker":
        return Upload("sticker.png", "image/png", picture(96, 96))
    return Upload("note.txt", "text/plain", b"A small note.\n")
