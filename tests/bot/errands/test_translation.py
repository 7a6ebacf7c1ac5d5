"""Words are translated by a server that is set, in the languages it has; its trouble is ours to name."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.errands.failures import LaterError, NeverError
from bot.errands.service import Service
from bot.errands.translation import NAMES, Translation
from conversations.errands.model import ErrandKind, Failure, GaveUp, Request, Result, Translate, Translated
from locales.languages import LANGUAGES
from storage.unit_of_work import UnitOfWork
from tests.bot.errands.hall import Hall
from tests.bot.errands.servers import TROUBLES, Answer, Served, served

ALL = [{"code": code, "name": code} for code in ("en", "nb", "ar", "fa", "uk", "ku", "tr")]


@pytest.fixture
async def server() -> AsyncIterator[Served]:
    async with served() as made:
        made.languages = ALL
        yield made


@pytest.mark.parametrize(
    ("source", "target", "theirs"),
    [
        ("ar", "nb", ("ar", "nb")),
        ("prs", "nb", ("fa", "nb")),
        ("nb", "kmr", ("nb", "ku")),
        ("uk", "en", ("uk", "en")),
    ],
)
async def test_words_are_translated(server: Served, source: str, target: str, theirs: tuple[str, str]) -> None:
    translation = Translation(Service(server.url, "key-2"))
    assert await translation.translate("Hei", source, target) == f"[{theirs[1]}] Hei"
    assert server.asked == [
        {"q": "Hei", "source": theirs[0], "target": theirs[1], "format": "text", "api_key": "key-2"}
    ]


@pytest.mark.parametrize(
    ("source", "target"),
    [("ckb", "nb"), ("nb", "ckb"), ("ti", "nb"), ("fa", "prs"), ("nb", "nb"), ("xx", "nb"), ("nb", "")],
)
async def test_a_language_the_server_does_not_have_is_left_out(server: Served, source: str, target: str) -> None:
    with pytest.raises(NeverError) as caught:
        await Translation(Service(server.url)).translate("Hei", source, target)
    assert caught.value.failure == "no_language"
    assert server.asked == []


async def test_only_pairs_that_the_server_lists_are_asked_for(server: Served) -> None:
    server.languages = [{"code": "no", "name": "x", "targets": ["en"]}, {"code": "en", "name": "y", "targets": []}]
    translation = Translation(Service(server.url))
    assert await translation.translate("Hei", "nb", "en") == "[en] Hei"
    with pytest.raises(NeverError):
        await translation.translate("Hi", "en", "nb")
    assert server.language_calls == 1, "asked once"
    assert "api_key" not in server.asked[0]


def test_sorani_is_never_taken_for_kurmanji() -> None:
    assert NAMES["ckb"] == ("ckb",)
    assert set(NAMES) == set(LANGUAGES)


@pytest.mark.parametrize(
    ("answer", "lasts", "failure"), [one[1:] for one in TROUBLES], ids=[one[0] for one in TROUBLES]
)
@pytest.mark.parametrize("when", ["listing", "translating"])
async def test_each_trouble_has_its_name(server: Served, answer: Answer, lasts: str, failure: str, when: str) -> None:
    translation = Translation(Service(server.url, seconds=0.3 if failure == "slow" else 10))
    if when == "translating":
        await translation.translate("Hei", "nb", "en")
    server.trouble = answer
    with pytest.raises(LaterError if lasts == "later" else NeverError) as caught:
        await translation.translate("Hei", "nb", "en")
    assert caught.value.failure == failure


async def test_a_feature_gets_the_words_or_hears_that_there_are_none(hall: Hall, server: Served) -> None:
    heard: list[Any] = []

    async def prepare(_store: UnitOfWork, ref_id: int) -> Request | None:
        return Translate("Hei", "nb", "en") if ref_id == 1 else Translate("Hei", "nb", "ti")

    async def conclude(_store: UnitOfWork, ref_id: int, result: Result, _now: datetime) -> None:
        heard.append((ref_id, result))

    kinds = {"translate": ErrandKind(prepare, conclude, patience=timedelta(minutes=5))}
    for translation in (Translation(Service(server.url)), None):
        hall.translation = translation
        async with hall.office.database.unit_of_work() as store:
            for ref_id in (1, 2):
                await store.errands.ask("translate", ref_id, hall.office.clock.now(), number=int(translation is None))
            await store.commit()
        await hall.worker(kinds=kinds).run_once()
    assert sorted(heard[:2], key=lambda one: one[0]) == [(1, Translated("[en] Hei")), (2, GaveUp(Failure.NO_LANGUAGE))]
    assert {result for _, result in heard[2:]} == {GaveUp(Failure.NOT_SET)}
