"""A small catalogue of its own, so that these tests do not change when a translation does."""

from __future__ import annotations

import pytest

from locales.catalogue import Catalogue, Entries
from locales.text import Domain

MEET = "{name} will meet you on {day} at {time}."
WHERE = "Place: {place}"
DAYS = "{count} day left"

ENTRIES: dict[tuple[str, Domain], dict[str, tuple[str, ...]]] = {
    ("nb", "participant"): {
        MEET: ("{name} møter deg {day} kl. {time}.",),
        WHERE: ("Sted: {place}",),
        DAYS: ("{count} dag igjen", "{count} dager igjen"),
        "before noon": ("før lunsj",),
        "I am coming": ("Jeg kommer",),
        "Good day": ("God dag",),
    },
    ("nb", "staff"): {"No answer from {name}": ("Ikke svar fra {name}",)},
    ("nb", "brief"): {"Meet {name} {day}.": ("Møt {name} {day}.",)},
    ("ar", "participant"): {
        MEET: ("سيقابلك {name} يوم {day} الساعة {time}.",),
        WHERE: ("المكان: {place}",),
        "before noon": ("قبل الظهر",),
        "I am coming": ("سآتي",),
        DAYS: ("صفر", "يوم واحد", "يومان", "{count} أيام", "{count} يوما", "{count} يوم"),
    },
    ("fa", "participant"): {
        MEET: ("{name} روز {day} ساعت {time} با شما دیدار می‌کند.",),
        "I am coming": ("می‌آیم",),
        "Good day": ("روز بخیر",),
    },
    ("prs", "participant"): {
        MEET: ("{name} روز {day} ساعت {time} همراه شما می‌بیند.",),
        WHERE: ("جای: {place}",),
        "Good day": ("روز خوش {nobody}",),
    },
    ("ckb", "participant"): {
        MEET: ("{name} لە {day} کاتژمێر {time} چاوت پێ دەکەوێت.",),
        WHERE: ("شوێن: {place}",),
    },
    ("ur", "participant"): {
        MEET: ("{name} آپ سے {day} کو {time} بجے ملیں گے۔",),
        WHERE: ("جگہ: {place}",),
    },
    ("uk", "participant"): {DAYS: ("{count} день", "{count} дні", "{count} днів")},
    ("so", "participant"): {WHERE: ("Goob: {place",)},
}


def entries(code: str, domain: Domain) -> Entries:
    return ENTRIES.get((code, domain), {})


@pytest.fixture
def catalogue() -> Catalogue:
    return Catalogue(entries)
