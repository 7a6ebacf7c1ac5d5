"""Translations, straight from the `.po` files that translators edit; each file is read when first needed.

    locales/catalogues/<code>/participant.po   every language
    locales/catalogues/{nb,en}/staff.po        what only staff read
    locales/catalogues/nb/brief.po             the short Norwegian line

A fuzzy or empty entry is no translation. English, the source, ends every chain, so there is always something to say.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import get_args

from babel.messages import Catalog
from babel.messages.pofile import read_po

from locales import plurals
from locales.languages import LANGUAGES, NORWEGIAN, SOURCE, STAFF_LANGUAGES, fallbacks
from locales.template import Template, is_wordless, literal, parse
from locales.text import Domain, Text

_HEADER_FIELD = re.compile(r'^"([\w-]+): *(.*?)\\n"$', re.MULTILINE)

ROOT = Path(__file__).parent / "catalogues"
DOMAINS: tuple[Domain, ...] = get_args(Domain)

Entries = Mapping[str, tuple[str, ...]]
"""Translations by message id: one form, or as many as the language has plural forms."""

Source = Callable[[str, Domain], Entries]
"""Gives the entries of a language's domain; empty when there is no such catalogue."""


def languages_of(domain: Domain) -> tuple[str, ...]:
    """The languages that a domain's texts must be complete in."""
    if domain == "participant":
        return tuple(LANGUAGES)
    return STAFF_LANGUAGES if domain == "staff" else (NORWEGIAN,)


def read_catalogue(path: Path) -> Catalog:
    """The `.po` file as Babel knows it.

    Raises:
        OSError: it cannot be read.
        babel.messages.pofile.PoFileError: it is not a catalogue.
    """
    with path.open("rb") as file:
        return read_po(file, ignore_obsolete=True, abort_invalid=True)


def entries_in(root: Path, code: str, domain: Domain) -> Entries:
    """The usable translations of one file below `root`; none when the file does not exist."""
    path = root / code / f"{domain}.po"
    if not path.exists():
        return {}
    entries: dict[str, tuple[str, ...]] = {}
    for entry in read_catalogue(path):
        if not entry.id or entry.fuzzy:
            continue
        msgid = entry.id if isinstance(entry.id, str) else entry.id[0]
        forms = (entry.string,) if isinstance(entry.string, str) else tuple(entry.string or ())
        if forms and all(form.strip() for form in forms):
            entries[msgid] = forms
    return entries


def _from_files(code: str, domain: Domain) -> Entries:
    return entries_in(ROOT, code, domain)


class Catalogue:
    """Looks texts up in every language.

    Attributes:
        missing: how often a text was wanted in a language that does not have it, by (language, message id).
    """

    def __init__(self, source: Source = _from_files) -> None:
        """A catalogue of the entries that `source` gives; by default of the files in this package."""
        self.missing: Counter[tuple[str, str]] = Counter()
        self._source = source
        self._entries: dict[tuple[str, Domain], Entries] = {}
        self._templates: dict[tuple[object, ...], tuple[Template, ...]] = {}

    def lookup(self, text: Text, language: str) -> str | None:
        """The translation in this very language, in the plural form of the text's count; None when it has none.

        In English every text has one, its message id; and so has a text without words, in every language.
        """
        forms = self._load(language, text.domain).get(text.msgid)
        if forms is None:
            return _source_of(text) if language == SOURCE or is_wordless(text.msgid) else None
        if text.plural is None:
            return forms[0]
        index = plurals.form(language, _count(text))
        return forms[index] if index < len(forms) else forms[-1]

    def templates(self, text: Text, language: str) -> tuple[Template, ...]:
        """What can be written for a reader of `language`, best first; at least one, the last in English."""
        key: tuple[object, ...] = (text.msgid, language, text.domain)
        if text.plural is not None:
            count = _count(text)
            key += (text.plural, *(plurals.form(code, count) for code in fallbacks(language)))
        found = self._templates.get(key)
        if found is None:
            found = self._templates[key] = self._parse_all(text, language)
        if found[0].language != language:
            self.missing[language, text.msgid] += 1
        return found

    def _parse_all(self, text: Text, language: str) -> tuple[Template, ...]:
        found = []
        for code in fallbacks(language):
            translation = self.lookup(text, code)
            if translation is None:
                continue
            try:
                found.append(parse(translation, code))
            except ValueError:
                continue
        source = _source_of(text)
        try:
            last = parse(source, SOURCE)
        except ValueError:
            last = literal(source, SOURCE)
        return (*found, last)

    def _load(self, language: str, domain: Domain) -> Entries:
        entries = self._entries.get((language, domain))
        if entries is None:
            entries = self._entries[language, domain] = self._source(language, domain)
        return entries


def _count(text: Text) -> int:
    count = text.params.get(text.count or "count")
    return count if isinstance(count, int) else 0


def _source_of(text: Text) -> str:
    return text.msgid if text.plural is None or _count(text) == 1 else text.plural


CATALOGUE = Catalogue()
"""The product's own texts."""


@lru_cache(maxsize=64)
def reviewed(code: str) -> bool:
    """Whether a native speaker has read the language's participant texts, as its header `X-Review` says."""
    path = ROOT / code / "participant.po"
    return path.exists() and is_review(header_fields(path).get("X-Review", ""))


def is_review(field: str) -> bool:
    """Whether an `X-Review` field names a review; `none` and an empty one do not."""
    return field.strip().lower() not in ("", "none")


def header_fields(path: Path) -> dict[str, str]:
    """The header of a `.po` file by field name; Babel keeps only the fields it knows.

    Raises:
        OSError: the file cannot be read.
    """
    header, _, _ = path.read_text(encoding="utf-8").partition("\n\n")
    return dict(_HEADER_FIELD.findall(header))
