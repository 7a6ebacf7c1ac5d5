"""The catalogue files: how they look, and how new texts get into them.

The same texts always give the same bytes: sorted by message id, no dates, no places in the code, no wrapping. What
translators own stays: translations, their comments, the `X-Review` field and the fuzzy mark.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.catalog import Message
from babel.messages.pofile import write_po

from locales import plurals
from locales.catalogue import DOMAINS, header_fields, is_review, languages_of, read_catalogue
from locales.languages import LANGUAGES, SOURCE
from locales.text import Domain
from locales.workshop.extract import Extract

Texts = Mapping[str, str | None]
_ABOUT = {
    "participant": "texts for participants",
    "staff": "texts for staff",
    "brief": "the short line in very simple Norwegian",
}
_NOT_REVIEWED = "No native speaker has reviewed these texts yet. Whoever does sets X-Review to the date."
_REVIEWED = "A native speaker has reviewed these texts: see X-Review."


def path_of(root: Path, code: str, domain: Domain) -> Path:
    """The catalogue file of a language's domain below `root`."""
    return root / code / f"{domain}.po"


def wanted_files(root: Path, found: Extract) -> Iterator[tuple[Path, str]]:
    """Every file as `update` writes it, with its content.

    Raises:
        OSError, babel.messages.pofile.PoFileError: a committed catalogue cannot be read.
    """
    for domain in DOMAINS:
        texts = found.texts[domain]
        yield root / f"{domain}.pot", _template(domain, texts)
        for code in languages_of(domain):
            path = path_of(root, code, domain)
            old = read_catalogue(path) if path.exists() else Catalog()
            review = header_fields(path).get("X-Review", "") if path.exists() else ""
            yield path, catalogue_text(code, domain, texts, old, review or "none")


def update(root: Path, found: Extract) -> list[Path]:
    """Brings every file below `root` up to date with the code and returns those that changed.

    New texts come out empty (English: filled with the source), texts gone from the code are removed, and nothing is
    guessed from similar ones.
    """
    changed = []
    for path, content in wanted_files(root, found):
        if path.exists() and path.read_text(encoding="utf-8") == content:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
        changed.append(path)
    return changed


def catalogue_text(code: str, domain: Domain, texts: Texts, old: Catalog, review: str = "none") -> str:
    """The `.po` file of these texts with the translations that `old` has for them."""
    fresh = Catalog()
    # Without its header a catalogue has two plural forms, and writes no more of them.
    fresh.mime_headers = [("Plural-Forms", plurals.header(code))]
    for msgid, plural in texts.items():
        before = old.get(msgid)
        fresh.add(
            msgid if plural is None else (msgid, plural),
            string=_translation(code, msgid, plural, before),
            flags=[flag for flag in before.flags if flag == "fuzzy"] if before else (),
            user_comments=before.user_comments if before else (),
        )
    comments = [
        f"{LANGUAGES[code].name} ({code}) · Brobygger, {_ABOUT[domain]}.",
        _REVIEWED if is_review(review) else _NOT_REVIEWED,
    ]
    fields = {"Language": code, "Plural-Forms": plurals.header(code), "X-Review": review}
    return _header(comments, fields) + _body(fresh)


def _translation(code: str, msgid: str, plural: str | None, before: Message | None) -> str | tuple[str, ...]:
    if code == SOURCE:
        return msgid if plural is None else (msgid, plural)
    if plural is None:
        return before.string if before is not None and isinstance(before.string, str) else ""
    if before is not None and isinstance(before.string, (tuple, list)):
        return tuple(before.string)
    return ("",) * len(plurals.categories(code))


def _template(domain: Domain, texts: Texts) -> str:
    empty = Catalog()
    for msgid, plural in texts.items():
        empty.add(msgid if plural is None else (msgid, plural))
    return _header([f"Template · Brobygger, {_ABOUT[domain]}. Written by `make locales`."], {}) + _body(empty)


def _header(comments: list[str], fields: dict[str, str]) -> str:
    every = {
        "Project-Id-Version": "Brobygger",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        **fields,
    }
    lines = [f"# {comment}" for comment in comments]
    lines += ['msgid ""', 'msgstr ""']
    lines += [f'"{name}: {value}\\n"' for name, value in every.items()]
    return "\n".join(lines) + "\n\n"


def _body(catalogue: Catalog) -> str:
    buffer = BytesIO()
    write_po(buffer, catalogue, width=0, omit_header=True, no_location=True, sort_output=True)
    body = buffer.getvalue().decode()
    return body.strip() + "\n" if body.strip() else ""
