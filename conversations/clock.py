"""The clock everything asks; nobody looks at the machine's own."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Says what time it is; a demo's or a test's clock can be moved."""

    def now(self) -> datetime:
        """The moment it is, aware and in UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The moment it is, in UTC."""
        return datetime.now(UTC)
