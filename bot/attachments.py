"""What goes with a message, made at the moment it is sent: QR pictures, calendar files, points on the map."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import segno
from icalendar import Calendar, Event, vGeo

from conversations.appointments.facts import kind_name, venue
from conversations.house import EXPORTS
from conversations.media.rules import file_name
from conversations.media.service import find
from locales.languages import NORWEGIAN, SOURCE, fallbacks
from locales.message import Attachment
from locales.render import write
from locales.user_text import clean
from storage.media_store import MediaMissingError, MediaStore
from storage.models import MediaState, Occurrence, Place
from storage.unit_of_work import UnitOfWork

_QR_SCALE = 8
_ISOLATES = dict.fromkeys((0x2066, 0x2067, 0x2068, 0x2069))


@dataclass(frozen=True)
class Picture:
    """A picture of our own making, PNG."""

    png: bytes


@dataclass(frozen=True)
class NewFile:
    """A file of our own making."""

    data: bytes
    name: str


@dataclass(frozen=True)
class Point:
    """A point on the map, in degrees (WGS 84)."""

    latitude: float
    longitude: float


@dataclass(frozen=True)
class FileIdentity:
    """A file the channel has already; `kind` is `photo`, `voice` or `document`."""

    kind: str
    file_id: str


@dataclass(frozen=True)
class KeptFile:
    """A file of our own store, by its name there; read only when the call is made, as that may take a while."""

    kind: str
    stored: str
    name: str
    seconds: int = 0


@dataclass(frozen=True)
class LoadedFile:
    """A kept file, read and opened; `kind` is `photo`, `voice` or `document`."""

    kind: str
    data: bytes
    name: str
    seconds: int = 0


MadeAttachment = Picture | NewFile | Point | FileIdentity | KeptFile | LoadedFile


class AttachmentError(Exception):
    """What should go with the message cannot be made; the text says why, and nothing personal."""


async def make(store: UnitOfWork, attachment: Attachment, language: str, now: datetime) -> MadeAttachment:  # noqa: PLR0911 - one return a kind reads best
    """The attachment, for somebody who reads this language.

    Args:
        store: reads the occurrence of a calendar file, and the row of something kept, as the system: whoever planned
            the message has checked who may see it.
        attachment: what is wanted.
        language: one of our language codes.
        now: the product's time, UTC; stamped on calendar files.

    Raises:
        AttachmentError: its subject is gone, or its data are not of our making.
    """
    match attachment.kind:
        case "qr":
            return Picture(qr_png(attachment.data))
        case "map":
            return _point(attachment.data)
        case "calendar":
            return await _calendar(store, attachment.data, language, now)
        case "export":
            return await _export(store, attachment.data, now)
        case "media":
            return await _kept(store, attachment.data)
        case "letter":
            return await _letter(store, attachment.data)
        case "photo" | "voice" | "document":
            return FileIdentity(attachment.kind, attachment.data)


async def _kept(store: UnitOfWork, data: str) -> KeptFile | FileIdentity:
    """Something people sent; while it is not fetched yet, as the channel has it."""
    media = await find(store, int(data)) if data.isdecimal() else None
    if media is None:
        raise AttachmentError("the file is gone")
    if media.state == MediaState.WANTED and media.file_id is not None:
        return FileIdentity(media.kind, media.file_id)
    if media.state != MediaState.KEPT:
        raise AttachmentError("the file is gone")
    return KeptFile(media.kind, media.stored, file_name(media.kind, media.mime, media.name), media.seconds)


async def load(files: MediaStore | None, kept: KeptFile) -> LoadedFile:
    """Reads and opens a kept file.

    Raises:
        AttachmentError: it is gone.
        MediaStoreError: the store does not answer; later it may.
    """
    if files is None:
        raise AttachmentError("there is no store of files")
    try:
        return LoadedFile(kept.kind, await files.read(kept.stored), kept.name, kept.seconds)
    except MediaMissingError:
        raise AttachmentError("the file is gone") from None


async def _letter(store: UnitOfWork, data: str) -> FileIdentity:
    """A letter's picture by the letter's id, so that nothing but the letter itself ever holds the picture."""
    letter = await store.letters.get(int(data)) if data.isdecimal() else None
    kind, _, file_id = ((letter.picture if letter is not None else None) or "").partition(":")
    if not file_id:
        raise AttachmentError("the picture of the letter is gone")
    return FileIdentity(kind, file_id)


async def _export(store: UnitOfWork, data: str, now: datetime) -> NewFile:
    """A file; the mark at the beginning of a text lets every program see that it is Unicode."""
    kind, _, number = data.partition(":")
    made = await EXPORTS[kind](store, int(number), now) if kind in EXPORTS and number.isdecimal() else None
    if made is None:
        raise AttachmentError("what was to be exported is gone")
    name, content = made
    if isinstance(content, str):
        content = _plain(content).encode("utf-8-sig", "replace")
    return NewFile(content, name)


def qr_png(link: str) -> bytes:
    """The link as a QR picture that a phone reads from another phone's screen."""
    picture = io.BytesIO()
    segno.make_qr(link, error="m").save(picture, kind="png", scale=_QR_SCALE, border=4)
    return picture.getvalue()


def calendar_file(occurrence: Occurrence, language: str, now: datetime) -> NewFile:
    """An .ics file of one occurrence, which must be loaded with its appointment and place.

    Moving the appointment and adding it again replaces the old entry: the id is the occurrence's and the sequence
    its version. Discreet on purpose: kind and place, no names and no reasons.
    """
    appointment = occurrence.appointment
    event = Event()
    event.add("uid", f"occurrence-{occurrence.id}@brobygger")
    event.add("dtstamp", now)
    event.add("sequence", occurrence.version)
    event.add("dtstart", occurrence.starts_at)
    event.add("dtend", occurrence.ends_at)
    event.add("summary", _plain(write(kind_name(appointment), language)))
    place, typed = venue(appointment, occurrence)
    event.add("location", _location(place, typed, language))
    if place is not None and place.latitude is not None and place.longitude is not None:
        event.add("geo", vGeo((place.latitude, place.longitude)))
    calendar = Calendar()
    calendar.add("prodid", "-//Brobygger//EN")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    return NewFile(calendar.to_ical(), "brobygger.ics")


def _location(place: Place | None, typed: Mapping[str, str] | None, language: str) -> str:
    parts: list[Mapping[str, str]] = [typed or {}]
    if place is not None:
        parts = [words for words in (place.name, place.address, place.room) if words]
    return ", ".join(filter(None, (_chosen(words, language) for words in parts)))


def _chosen(by_language: Mapping[str, str], language: str) -> str:
    for code in (*fallbacks(language)[:-1], "", NORWEGIAN, SOURCE, *by_language):
        if by_language.get(code):
            return clean(by_language[code])
    return ""


def _plain(text: str) -> str:
    return text.translate(_ISOLATES)


def _point(data: str) -> Point:
    latitude, comma, longitude = data.partition(",")
    try:
        return Point(float(latitude), float(longitude))
    except ValueError:
        raise AttachmentError("not a point on the map" if comma else "half a point on the map") from None


async def _calendar(store: UnitOfWork, data: str, language: str, now: datetime) -> NewFile:
    occurrence = await store.appointments.occurrence(int(data)) if data.isdecimal() else None
    if occurrence is None:
        raise AttachmentError("the appointment is gone")
    return calendar_file(occurrence, language, now)
