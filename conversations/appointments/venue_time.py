"""Wall-clock time at a venue and UTC.

An appointment is what a clock on the venue's wall shows; the phone's zone plays no part.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Resolved:
    """The instant a wall time stands for.

    Attributes:
        utc: The instant, aware, in UTC.
        gap: The clocks skipped this wall time in spring; `utc` lies as much later as they jumped.
        overlap: The wall time comes twice in autumn; `utc` is the first of the two.
    """

    utc: datetime
    gap: bool
    overlap: bool


def resolve(local: datetime, zone: str) -> Resolved:
    """Find the instant of a wall time.

    Args:
        local: Naive wall-clock time at the venue.
        zone: The venue's IANA zone.

    Raises:
        ValueError: `local` carries a zone of its own.
        zoneinfo.ZoneInfoNotFoundError: There is no such zone.
    """
    if local.tzinfo is not None:
        raise ValueError("a wall-clock time carries no zone of its own")
    first = local.replace(tzinfo=ZoneInfo(zone), fold=0)
    utc = first.astimezone(UTC)
    gap = to_local(utc, zone) != local.replace(fold=0)
    overlap = not gap and first.utcoffset() != first.replace(fold=1).utcoffset()
    return Resolved(utc, gap=gap, overlap=overlap)


@lru_cache(maxsize=4096)
def to_local(utc: datetime, zone: str) -> datetime:
    """Show an instant as naive wall-clock time in an IANA zone.

    The two passes of an autumn hour look the same.

    Raises:
        ValueError: `utc` is naive.
        zoneinfo.ZoneInfoNotFoundError: There is no such zone.
    """
    if utc.tzinfo is None:
        raise ValueError("an instant carries its zone")
    return utc.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)
