"""What Babel reads without complaint: an unclosed quote costs the last letter, a repeated text a translation."""

from __future__ import annotations

import re
from collections.abc import Iterator

_LINE = re.compile(r'(?:(msgid|msgid_plural|msgstr|msgstr\[\d\]) )?"((?:[^"\\]|\\.)*)"\s*')


def syntax_faults(text: str) -> Iterator[str]:
    """The faults in the text of a `.po` file, each with its line number."""
    seen: set[str] = set()
    msgid: str | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        found = _LINE.fullmatch(line)
        if found is None:
            yield f"line {number}: not a keyword and one quoted text: {line}"
            continue
        keyword, content = found.groups()
        if keyword == "msgid":
            msgid = content
        elif keyword is None and msgid is not None:
            msgid += content
        elif msgid is not None:
            if msgid in seen:
                yield f"line {number}: a second time: {msgid!r}"
            seen.add(msgid)
            msgid = None
