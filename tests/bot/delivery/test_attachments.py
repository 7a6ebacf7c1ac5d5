from __future__ import annotations

from datetime import UTC, datetime

import pytest
from icalendar import Calendar

from bot.attachments import NewFile, calendar_file, qr_png
from storage.models import Appointment, Occurrence, Place

START = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
END = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
NAV = Place(
    name={"nb": "NAV Sentrum", "ar": "مكتب ناف"},
    address={"": "Storgata 1"},
    room=None,
    latitude=59.9,
    longitude=10.7,
)


def occurrence(place: Place | None, place_text: dict[str, str] | None = None) -> Occurrence:
    appointment = Appointment(
        kind="interview", place=place, place_text=place_text, why={"nb": "privat"}, host="Kari", timezone="Europe/Oslo"
    )
    return Occurrence(id=5, version=3, starts_at=START, ends_at=END, appointment=appointment)


def event(file: NewFile) -> dict[str, str]:
    (found,) = Calendar.from_ical(file.data).walk("VEVENT")
    return {name: str(found[name]) for name in ("UID", "SEQUENCE", "SUMMARY", "LOCATION")}


@pytest.mark.parametrize(
    ("place", "text", "language", "location"),
    [
        (NAV, None, "nb", "NAV Sentrum, Storgata 1"),
        (NAV, None, "ar", "مكتب ناف, Storgata 1"),
        (NAV, None, "ti", "NAV Sentrum, Storgata 1"),
        (None, {"": "Kafé\u202e X"}, "en", "Kafé X"),
        (None, None, "en", ""),
    ],
)
def test_a_calendar_file_says_when_and_where(
    place: Place | None, text: dict[str, str] | None, language: str, location: str
) -> None:
    file = calendar_file(occurrence(place, text), language, NOW)
    assert file.name == "brobygger.ics"
    found = event(file)
    assert found["UID"] == "occurrence-5@brobygger"
    assert found["SEQUENCE"] == "3"
    assert found["LOCATION"] == location
    assert found["SUMMARY"]
    assert b"DTSTART:20261126T090000Z" in file.data
    assert b"DTEND:20261126T100000Z" in file.data


def test_a_calendar_file_gives_no_names_and_no_reasons() -> None:
    data = calendar_file(occurrence(NAV), "en", NOW).data
    assert b"Kari" not in data
    assert b"privat" not in data


def test_a_qr_code_is_a_picture() -> None:
    assert qr_png("https://t.me/bro_bot?start=7KQ2-M0XD-9VTB-4HRC").startswith(b"\x89PNG")


def test_one_time_of_a_series_may_be_somewhere_else() -> None:
    moved = occurrence(NAV)
    moved.place_text = {"": "Bibliotek"}
    assert event(calendar_file(moved, "en", NOW))["LOCATION"] == "Bibliotek"
    assert b"GEO" not in calendar_file(moved, "en", NOW).data
