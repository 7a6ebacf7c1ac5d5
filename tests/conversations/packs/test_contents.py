"""Every page of every pack in every language: there, short enough, and with room to turn back."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from conversations.packs.contents import FIELDS, PACKS, PackKind
from conversations.packs.pack_card import NOBODYS, PAGES, first_page
from conversations.packs.trade_words import TRADES
from locales.languages import LANGUAGES
from locales.render import Reader, render
from locales.user_text import FSI, LRI, PDI, units
from storage.models import Appointment, Occurrence, Pack, Participant, Person

LONGEST_MESSAGE = 4096
MOST_BUTTONS = 8
MARTA = Person(name="Marta")
AMINA = Participant(travel_minutes=35, specialist=MARTA)
FULL = Pack(
    wanted=True,
    dress="nice",
    firm="x" * 400,
    route="x" * 400,
    questions="\n".join("x" * 99 for _ in range(4)),
    ill="x" * 400,
    rules="\n".join("x" * 99 for _ in range(4)),
)


def occurrence(kind: str) -> Occurrence:
    appointment = Appointment(
        id=1, kind=kind, place_text={"": "Bakeriet"}, host="Ida", specialist=MARTA, timezone="Europe/Oslo"
    )
    return Occurrence(id=1, version=1, appointment=appointment, starts_at=datetime(2026, 11, 26, 9, tzinfo=UTC))


@pytest.mark.parametrize("pack", [NOBODYS, FULL], ids=["usual", "full"])
@pytest.mark.parametrize("kind", ["interview", "work", "placement"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_fits(language: str, kind: str, pack: Pack) -> None:
    one = occurrence(kind)
    whole = next(wanted for named, wanted in PACKS.items() if named == kind)
    for message in (first_page(whole, one, pack, AMINA), *(page(one, pack, AMINA) for page in PAGES.values())):
        for reading in ("own", "both", "norwegian"):
            rendered = render(message, Reader(language, reading))
            assert units(rendered.text) <= LONGEST_MESSAGE
            assert rendered.text.count(FSI) + rendered.text.count(LRI) == rendered.text.count(PDI)
            assert 1 <= sum(len(row) for row in rendered.rows) <= MOST_BUTTONS


@pytest.mark.parametrize("trade", TRADES.values(), ids=lambda one: one.code)
def test_a_trade_has_ten_words_of_its_own(trade: object) -> None:
    words = [word.norwegian for word in trade.words]  # type: ignore[attr-defined]
    assert len(words) == len(set(words)) == 10


def test_every_field_has_its_column() -> None:
    assert set(FIELDS) <= set(Pack.__table__.columns.keys())
    assert {kind for field in FIELDS.values() for kind in field.kinds} == set(PackKind)
