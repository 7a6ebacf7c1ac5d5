"""`make bench`: one JSON object a line on standard output, progress on standard error."""

from __future__ import annotations

import json

from benchmarks import sending


def main() -> None:
    """Runs every benchmark."""
    for row in sending.rows():
        print(json.dumps(row.printed()), flush=True)


if __name__ == "__main__":
    main()
