"""What must hold in every catalogue before it may ship; `python -m locales.workshop check` runs all of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog
from babel.messages.catalog import Message
from babel.messages.pofile import PoFileError

from locales import plurals
from locales.catalogue import DOMAINS, header_fields, languages_of, read_catalogue
from locales.findings import Finding
from locales.languages import SOURCE
from locales.simple_language import check_all
from locales.template import placeholders
from locales.text import Domain
from locales.workshop.extract import Extract
from locales.workshop.files import Texts, path_of, wanted_files
from locales.workshop.letters import eastern_digits, foreign_letters, script_fault, words_of
from locales.workshop.syntax import syntax_faults

IDENTICAL_ALLOWED = 5
"""How many texts of a language may read exactly as the English; a loan word may, a catalogue may not."""

_DIRECTION_CONTROLS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_SIMPLE_DOMAINS: tuple[Domain, ...] = ("participant", "brief")


def check(root: Path, found: Extract) -> list[Finding]:
    """Everything that is wrong with the catalogues below `root`, given the texts of the code; sorted."""
    findings = list(found.faults)
    findings.extend(_stale_templates(root, found))
    for domain in DOMAINS:
        for code in languages_of(domain):
            findings.extend(_check_file(root, code, domain, found.texts[domain]))
    return sorted(set(findings))


def _stale_templates(root: Path, found: Extract) -> Iterator[Finding]:
    try:
        wanted = [(path, content) for path, content in wanted_files(root, found) if path.suffix == ".pot"]
    except (OSError, PoFileError):
        return  # the unreadable catalogue is reported by name
    for path, content in wanted:
        if not path.exists() or path.read_text(encoding="utf-8") != content:
            yield Finding("code", "", "stale", f"{path.name} differs from the code: run `make locales`")


def _check_file(root: Path, code: str, domain: Domain, texts: Texts) -> Iterator[Finding]:
    path = path_of(root, code, domain)
    if not path.exists():
        yield Finding(code, "", "missing", f"{domain}.po does not exist")
        return
    try:
        catalogue = read_catalogue(path)
    except (OSError, PoFileError, UnicodeDecodeError) as error:
        yield Finding(code, "", "unreadable", f"{domain}.po: {error}")
        return
    for fault in syntax_faults(path.read_text(encoding="utf-8")):
        yield Finding(code, "", "syntax", f"{domain}.po: {fault}")
    yield from _check_header(root, code, domain, catalogue)
    translated: dict[str, tuple[str, ...]] = {}
    for msgid, plural in texts.items():
        entry = catalogue.get(msgid)
        problem = _unusable(entry, plural)
        if problem:
            yield Finding(code, msgid, *problem)
            continue
        assert entry is not None  # noqa: S101 - `_unusable` has said so
        forms = (entry.string,) if isinstance(entry.string, str) else tuple(entry.string or ())
        translated[msgid] = forms
        yield from check_translation(code, msgid, plural, forms)
    for entry in catalogue:
        msgid = entry.id if isinstance(entry.id, str) else entry.id[0]
        if msgid and msgid not in texts:
            yield Finding(code, msgid, "stale", f"{domain}.po: no longer in the code: run `make locales`")
    yield from _identical(code, domain, translated)
    if domain in _SIMPLE_DOMAINS:
        yield from check_all(code, domain, translated)


def _check_header(root: Path, code: str, domain: Domain, catalogue: Catalog) -> Iterator[Finding]:
    headers = header_fields(path_of(root, code, domain))
    if headers.get("Language") != code:
        yield Finding(code, "", "header", f"{domain}.po: Language is not {code}")
    if "X-Review" not in headers:
        yield Finding(code, "", "header", f"{domain}.po: no X-Review")
    try:
        agrees = plurals.agrees(code, catalogue.num_plurals, catalogue.plural_expr)
    except ValueError as error:
        yield Finding(code, "", "header", f"{domain}.po: Plural-Forms: {error}")
        return
    if not agrees:
        yield Finding(code, "", "header", f"{domain}.po: Plural-Forms must be {plurals.header(code)}")


def _unusable(entry: Message | None, plural: str | None) -> tuple[str, str] | None:
    """The rule and the detail when an entry holds no translation that counts."""
    if entry is None:
        return "stale", "not in the catalogue: run `make locales`"
    if entry.fuzzy:
        return "fuzzy", "marked as a guess"
    if isinstance(entry.id, str) != (plural is None) or (not isinstance(entry.id, str) and entry.id[1] != plural):
        return "stale", "the plural differs from the code: run `make locales`"
    forms = (entry.string,) if isinstance(entry.string, str) else tuple(entry.string or ())
    if not any(form.strip() for form in forms):
        return "missing", "not translated"
    return None


def check_translation(code: str, msgid: str, plural: str | None, forms: tuple[str, ...]) -> Iterator[Finding]:
    """What is wrong with one translation, form by form."""
    wanted = 1 if plural is None else len(plurals.categories(code))
    if len(forms) != wanted:
        yield Finding(code, msgid, "plural forms", f"{len(forms)} instead of {wanted}")
        return
    for index, form in enumerate(forms):
        if not form.strip():
            yield Finding(code, msgid, "empty", f"form {index} is empty")
            continue
        yield from _check_placeholders(code, msgid, plural, index, form)
        yield from _check_characters(code, msgid, plural if plural is not None and index else msgid, form)


def _check_placeholders(code: str, msgid: str, plural: str | None, index: int, form: str) -> Iterator[Finding]:
    try:
        known = placeholders(msgid) | placeholders(plural or "")
        used = placeholders(form)
    except ValueError as error:
        yield Finding(code, msgid, "placeholders", f"{form!r}: {error}")
        return
    if used - known:
        yield Finding(code, msgid, "placeholders", f"unknown: {_listed(used - known)}")
        return
    # "One day left" needs no number where the form is for one number only.
    needless = plural is not None and plurals.only_number(code, index) is not None
    missing = known - used - ({"count"} if needless else set())
    if missing:
        yield Finding(code, msgid, "placeholders", f"left out: {_listed(missing)}")


def _check_characters(code: str, msgid: str, source: str, form: str) -> Iterator[Finding]:
    if (form[:1].isspace(), form[-1:].isspace()) != (source[:1].isspace(), source[-1:].isspace()):
        yield Finding(code, msgid, "spaces", "a space at the start or the end that the English does not have, or lost")
    if set(form) & set("<>&"):
        yield Finding(code, msgid, "markup", "one of < > &")
    if set(form) & set(_DIRECTION_CONTROLS):
        yield Finding(code, msgid, "direction", "an invisible direction mark; rendering isolates the values")
    if digits := eastern_digits(form):
        yield Finding(code, msgid, "digits", f"{digits}: write Western digits, as on signs")
    if code == SOURCE:
        return
    if fault := script_fault(code, form):
        yield Finding(code, msgid, "script", fault)
    if letters := foreign_letters(code, form):
        yield Finding(code, msgid, "letters", f"not of this language: {' '.join(letters)}")


def _identical(code: str, domain: Domain, translated: dict[str, tuple[str, ...]]) -> Iterator[Finding]:
    if code == SOURCE:
        return
    same = [msgid for msgid, forms in translated.items() if forms[0] == msgid and words_of(msgid)]
    for msgid in same:
        yield Finding(code, msgid, "identical", "reads as the English", warning=True)
    if len(same) > IDENTICAL_ALLOWED:
        yield Finding(code, "", "identical", f"{domain}.po: {len(same)} texts read as the English")


def _listed(names: frozenset[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names))
