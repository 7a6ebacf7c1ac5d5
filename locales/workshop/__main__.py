"""`python -m locales.workshop update` gathers texts into the catalogues; `check` says what is wrong with them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from locales.catalogue import ROOT
from locales.findings import Finding
from locales.workshop.checks import check
from locales.workshop.extract import extract
from locales.workshop.files import update

PROJECT = ROOT.parent.parent
_SHOWN = 8  # of each rule and language, unless all are asked for
_MSGID_SHOWN = 70


def report(findings: Sequence[Finding], *, everything: bool = False) -> str:
    """The findings for people: by language, then rule, each with its English text."""
    lines = []
    for (language, rule, warning), group in groupby(
        sorted(findings, key=lambda one: (one.language, one.warning, one.rule, one.msgid, one.detail)),
        key=lambda one: (one.language, one.rule, one.warning),
    ):
        members = list(group)
        lines.append(f"{language} · {rule}{' (only a warning)' if warning else ''}: {len(members)}")
        shown = members if everything else members[:_SHOWN]
        lines.extend(f"    {_quoted(one.msgid)}{one.detail}" for one in shown)
        if len(shown) < len(members):
            lines.append(f"    … and {len(members) - len(shown)} more (--all shows them)")
    failing = sum(not one.warning for one in findings)
    lines.append(f"{failing} to put right, {len(findings) - failing} to look at")
    return "\n".join(lines)


def _quoted(msgid: str) -> str:
    if not msgid:
        return ""
    shown = msgid if len(msgid) <= _MSGID_SHOWN else f"{msgid[:_MSGID_SHOWN]}…"
    return f"{shown!r}: "


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; returns 1 when `check` found something that must be put right."""
    parser = argparse.ArgumentParser(prog="python -m locales.workshop", description=__doc__)
    parser.add_argument("task", choices=("update", "check"))
    parser.add_argument("--all", action="store_true", help="show every finding")
    parser.add_argument("--project", type=Path, default=PROJECT, help="the folder with the packages")
    parser.add_argument("--catalogues", type=Path, default=ROOT, help="the folder with the catalogues")
    options = parser.parse_args(arguments)
    found = extract(options.project)
    if options.task == "update":
        changed = update(options.catalogues, found)
        sys.stdout.writelines(f"{path.relative_to(options.catalogues)}\n" for path in changed)
        return 0
    findings = check(options.catalogues, found)
    sys.stdout.write(f"{report(findings, everything=options.all)}\n")
    return int(any(not one.warning for one in findings))


if __name__ == "__main__":
    sys.exit(main())
