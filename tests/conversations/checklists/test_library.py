"""The library holds to its own rules, so that a new file is all a new checklist takes."""

from __future__ import annotations

import pytest

from conversations.checklists.library import library, library_item
from conversations.checklists.model import SPECIALIST, Checklist, Step
from conversations.press import MOST_BYTES
from locales.catalogue import CATALOGUE
from locales.languages import LANGUAGES
from locales.render import write

LISTS = list(library().values())


def test_there_are_lists_for_every_step() -> None:
    assert len(LISTS) >= 12
    assert {one.step for one in LISTS} == set(Step)


@pytest.mark.parametrize("checklist", LISTS, ids=lambda one: one.code)
class TestEveryList:
    def test_it_has_five_to_ten_items_of_different_names(self, checklist: Checklist) -> None:
        codes = [item.code for item in checklist.items]
        assert 5 <= len(codes) <= 10
        assert len(set(codes)) == len(codes)

    def test_its_names_fit_the_database_and_a_button(self, checklist: Checklist) -> None:
        assert len(checklist.code) <= 32
        assert all(len(item.code) <= 32 for item in checklist.items)
        assert len(f"ck:give:{2**63}:{checklist.code}".encode()) <= MOST_BYTES

    def test_every_item_has_a_picture_of_its_own(self, checklist: Checklist) -> None:
        icons = [item.icon for item in checklist.items]
        assert all(icons)
        assert len(set(icons)) == len(icons), "two items look alike to somebody who does not read"

    def test_no_name_is_left_out_where_the_specialist_is_meant(self, checklist: Checklist) -> None:
        for item in checklist.items:
            for text in (item.line, item.why, item.how, item.more):
                assert ("{name}" in text.msgid) == bool(text.params)
                assert all(value is SPECIALIST for value in text.params.values())

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_text_is_there_in_every_language(self, checklist: Checklist, language: str) -> None:
        for item in checklist.items:
            for text in (checklist.name, checklist.about, item.line, item.why, item.how, item.more):
                assert CATALOGUE.lookup(text, language), (language, text.msgid)
                assert "{" not in write(text, language)


def test_what_is_not_in_the_library_is_nothing() -> None:
    assert library_item("start", "helpers") is not None
    assert library_item("start", "no such item") is None
    assert library_item("own", None) is None
    assert library_item(None, "helpers") is None
