"""Finds the texts in the code: every call of `say`, `say_n`, `staff`, `staff_n` and `brief` from `locales.text`."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from locales.catalogue import DOMAINS
from locales.findings import Finding
from locales.template import is_wordless, placeholders
from locales.text import Domain

PACKAGES = ("bot", "conversations", "locales", "storage")
SOURCE_FAULT = "code"
_MODULE = "locales.text"
_KEYWORDS: dict[str, tuple[Domain, int]] = {
    "say": ("participant", 1),
    "say_n": ("participant", 2),
    "staff": ("staff", 1),
    "staff_n": ("staff", 2),
    "brief": ("brief", 1),
}


@dataclass
class Extract:
    """The texts of the code.

    Attributes:
        texts: per domain, the English plural (None without one) by message id.
        faults: modules and calls that cannot be read, and texts that cannot be written out.
    """

    texts: dict[Domain, dict[str, str | None]] = field(default_factory=lambda: {domain: {} for domain in DOMAINS})
    faults: list[Finding] = field(default_factory=list)


@dataclass(frozen=True)
class _Call:
    node: ast.Call
    domain: Domain
    wanted: int


def extract(root: Path, packages: Iterable[str] = PACKAGES) -> Extract:
    """The texts of every module in the packages below `root`; a module that cannot be read is a fault."""
    found = Extract()
    for package in packages:
        for path in sorted((root / package).rglob("*.py")):
            where = path.relative_to(root).as_posix()
            try:
                tree = ast.parse(path.read_text(encoding="utf-8"), filename=where)
            except SyntaxError as error:
                found.faults.append(Finding(SOURCE_FAULT, "", "not Python", f"{where}:{error.lineno}: {error.msg}"))
                continue
            for call in _calls(tree):
                _take(call, where, found)
    return found


def _calls(tree: ast.Module) -> Iterator[_Call]:
    """The marking calls, by the names under which this module imported them."""
    names: dict[str, str] = {}
    modules: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == _MODULE:
            names |= {alias.asname or alias.name: alias.name for alias in node.names if alias.name in _KEYWORDS}
        elif isinstance(node, ast.ImportFrom) and node.module == "locales":
            modules |= {alias.asname or alias.name for alias in node.names if alias.name == "text"}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        keyword = None
        if isinstance(node.func, ast.Name):
            keyword = names.get(node.func.id)
        elif isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
            keyword = node.func.attr if node.func.value.id in modules else None
        if keyword in _KEYWORDS:
            domain, wanted = _KEYWORDS[keyword]
            yield _Call(node, domain, wanted)


def _take(call: _Call, path: str, found: Extract) -> None:
    where = f"{path}:{call.node.lineno}"
    strings = [
        argument.value
        for argument in call.node.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    ]
    if len(strings) != call.wanted or len(call.node.args) != call.wanted:
        found.faults.append(Finding(SOURCE_FAULT, "", "not a literal", f"{where}: give the whole sentence as a string"))
        return
    msgid, plural = strings[0], strings[1] if call.wanted > 1 else None
    for text in strings:
        found.faults.extend(_faults(text, call.node, where))
    if is_wordless(msgid):
        return
    texts = found.texts[call.domain]
    if plural is not None and texts.get(msgid) not in (None, plural):
        found.faults.append(Finding(SOURCE_FAULT, msgid, "two plurals", f"{where}: {texts[msgid]!r} and {plural!r}"))
    texts[msgid] = plural if plural is not None else texts.get(msgid)


def _faults(text: str, call: ast.Call, where: str) -> Iterator[Finding]:
    try:
        wanted = placeholders(text)
    except ValueError as error:
        yield Finding(SOURCE_FAULT, text, "braces", f"{where}: {error}")
        return
    given = {keyword.arg for keyword in call.keywords}
    if None not in given and wanted - given:
        yield Finding(SOURCE_FAULT, text, "parameters", f"{where}: not given: {', '.join(sorted(wanted - given))}")
    if not text.strip():
        yield Finding(SOURCE_FAULT, text, "empty", f"{where}: an empty text")
