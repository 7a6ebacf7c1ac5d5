"""Keeps out of the repository what must not be in it: addresses of registries, people's data, paths of a machine.

Reads every file git tracks or would track. Prints what it found and exits with 1 when that is anything.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LONGEST_MODULE = 400
MADE_UP_IN_TESTS = "a bot token"

FORBIDDEN: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("the address of a package registry", re.compile(r"(pypi|pythonhosted|npmjs|debian)\.(org|com)\b", re.IGNORECASE)),
    (
        "an e-mail address",
        re.compile(r"\b[\w.+-]+@(?!example\b)[\w-]+(\.[\w-]+)*\.(com|org|net|no|io)\b", re.IGNORECASE),
    ),
    ("a path of somebody's machine", re.compile(r"(?<![\w.])/(home|Users|work|root)/[\w.-]+")),
    (
        "a phone number that is not plainly made up",
        re.compile(r"\+47 ?(?!4 ?0 ?0 ?0 ?0)(?!555)[2-9]\d[\d ]{6,8}\d"),
    ),
    (MADE_UP_IN_TESTS, re.compile(r"\b\d{9,10}:AA[A-Za-z0-9_-]{33}\b")),
)
BINARY = {".png", ".ico", ".woff2", ".ogg", ".jpg"}


def tracked() -> list[Path]:
    """The files git tracks, and the new ones it does not ignore."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],  # noqa: S607 - git is found on PATH
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


def findings(path: Path) -> list[str]:
    """What must not be in this file."""
    if path.suffix in BINARY or path == Path(__file__).resolve():
        return []
    name = path.relative_to(ROOT)
    made_up = name.parts[0] in {"tests", "benchmarks"}
    lines = path.read_text(encoding="utf-8").splitlines()
    found = [
        f"{name}:{number}: {what}"
        for number, line in enumerate(lines, 1)
        for what, pattern in FORBIDDEN
        if pattern.search(line) and not (made_up and what == MADE_UP_IN_TESTS)
    ]
    if path.suffix == ".py" and not made_up and "migrations" not in path.parts and len(lines) > LONGEST_MODULE:
        found.append(f"{name}: {len(lines)} lines; a module fits on a few screens")
    return found


def main() -> int:
    """Checks the whole tree."""
    found = [finding for path in tracked() for finding in findings(path)]
    for finding in found:
        print(finding)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
