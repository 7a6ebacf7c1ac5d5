"""`make bench`: one JSON object a line on standard output, progress on standard error.

`python -m benchmarks tap` runs one benchmark alone.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable

from benchmarks import sending, tapping
from benchmarks.figures import Row

_BENCHMARKS: dict[str, Callable[[], list[Row]]] = {"send": sending.rows, "tap": tapping.rows}


def main() -> None:
    """Runs the benchmarks that are named, or every one."""
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*", metavar="name", help=" | ".join(_BENCHMARKS))
    names = parser.parse_args().names or list(_BENCHMARKS)
    if not set(names) <= set(_BENCHMARKS):
        parser.error(f"a benchmark is one of {', '.join(_BENCHMARKS)}")
    for name in names:
        for row in _BENCHMARKS[name]():
            print(json.dumps(row.printed()), flush=True)


if __name__ == "__main__":
    main()
