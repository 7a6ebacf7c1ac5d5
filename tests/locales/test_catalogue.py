"""Texts are found in the reader's language or along its chain, and English is always there."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from locales.catalogue import Catalogue, entries_in, is_review, languages_of, reviewed
from locales.languages import LANGUAGES, fallbacks, from_phone
from locales.text import say, say_n, staff

HEADER = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
)


@pytest.mark.parametrize(
    ("code", "chain"),
    [
        ("nb", ("nb", "en")),
        ("en", ("en",)),
        ("prs", ("prs", "fa", "en")),
        ("fa", ("fa", "prs", "en")),
        ("ckb", ("ckb", "en")),
        ("xx", ("xx", "en")),
    ],
)
def test_the_chain_of_a_language(code: str, chain: tuple[str, ...]) -> None:
    assert fallbacks(code) == chain


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("nb", "nb"),
        ("no", "nb"),
        ("nn-NO", "nb"),
        ("fa-AF", "prs"),
        ("fa", "fa"),
        ("fa_IR", "fa"),
        ("ku", "kmr"),
        ("AR-sy", "ar"),
        ("de", None),
        ("", None),
        (None, None),
    ],
)
def test_the_language_of_a_phone(tag: str | None, code: str | None) -> None:
    assert from_phone(tag) == code


def test_lookup_is_for_this_very_language(catalogue: Catalogue) -> None:
    assert catalogue.lookup(say("Good day"), "nb") == "God dag"
    assert catalogue.lookup(say("Good day"), "ar") is None
    assert catalogue.lookup(say("Good day"), "en") == "Good day"
    assert catalogue.lookup(staff("Good day"), "nb") is None


def test_a_text_without_words_needs_no_translation(catalogue: Catalogue) -> None:
    assert catalogue.lookup(say("{a} · {b}", a="x", b="y"), "ar") == "{a} · {b}"


@pytest.mark.parametrize(
    ("count", "expected"), [(1, "{count} day left"), (0, "{count} days left"), (2, "{count} days left")]
)
def test_english_counts_without_a_catalogue(count: int, expected: str, catalogue: Catalogue) -> None:
    assert catalogue.lookup(say_n("{count} day left", "{count} days left", count=count), "en") == expected


@pytest.mark.parametrize(("language", "found"), [("prs", "prs"), ("ar", "en"), ("nb", "nb"), ("xx", "en")])
def test_the_best_template_comes_first_and_english_last(language: str, found: str, catalogue: Catalogue) -> None:
    templates = catalogue.templates(say("Good day"), language)
    assert templates[0].language == found
    assert templates[-1].language == "en"


def test_what_is_missing_is_counted(catalogue: Catalogue) -> None:
    for _ in range(3):
        catalogue.templates(say("Good day"), "ar")
    catalogue.templates(say("Good day"), "nb")
    assert catalogue.missing == {("ar", "Good day"): 3}


def test_fuzzy_and_empty_entries_are_no_translations(tmp_path: Path) -> None:
    (tmp_path / "nb").mkdir()
    (tmp_path / "nb" / "participant.po").write_text(
        f"{HEADER}\n"
        'msgid "good"\nmsgstr "bra"\n\n'
        '#, fuzzy\nmsgid "guess"\nmsgstr "gjett"\n\n'
        'msgid "empty"\nmsgstr ""\n\n'
        'msgid "one"\nmsgid_plural "many"\nmsgstr[0] "en"\nmsgstr[1] ""\n\n'
        '#~ msgid "old"\n#~ msgstr "gammel"\n',
        encoding="utf-8",
    )
    assert entries_in(tmp_path, "nb", "participant") == {"good": ("bra",)}
    assert entries_in(tmp_path, "nb", "staff") == {}


def test_the_languages_of_each_domain() -> None:
    assert languages_of("participant") == tuple(LANGUAGES)
    assert languages_of("staff") == ("nb", "en")
    assert languages_of("brief") == ("nb",)


@pytest.mark.parametrize(("field", "is_one"), [("none", False), ("", False), ("None ", False), ("2026-12-01", True)])
def test_a_review_is_anything_but_none(field: str, is_one: bool) -> None:
    assert is_review(field) is is_one


def test_no_native_speaker_has_reviewed_a_language_we_do_not_have() -> None:
    assert not reviewed("xx")


def test_all_catalogues_load_quickly() -> None:
    catalogue = Catalogue()
    started = time.process_time()
    for code in LANGUAGES:
        catalogue.lookup(say("anything"), code)
    assert time.process_time() - started < 5  # 0.7 s is meant; the rest is for slow machines
