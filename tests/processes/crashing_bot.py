"""The real bot, which kills itself at one named point of a delivery's life: `CRASH_AT` says where."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from typing import Any

from bot.cli import main
from bot.delivery.carriage import Carriage
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.parcel import Parcel
from bot.errands.worker import ErrandWorker
from storage.media_store import MediaStore
from storage.outgoing import Claimed
from storage.repositories.delivery_queue import DeliveryQueue
from storage.repositories.errands import ClaimedErrand

claim, take, carry, record = DeliveryQueue.claim, Dispatcher._claim, Carriage.carry, Carriage._record_once
claim_errands, write, record_errand = ErrandWorker._claim, MediaStore._write, ErrandWorker._record


def die() -> None:
    """As a power cut would: nothing is flushed, closed or said."""
    os.kill(os.getpid(), signal.SIGKILL)


async def die_before_claim(self: DeliveryQueue, *args: Any) -> Sequence[Claimed]:
    die()
    return await claim(self, *args)


async def die_after_claim(self: Dispatcher) -> Sequence[Claimed]:
    claimed = await take(self)
    if claimed:
        die()
    return claimed


async def die_before_call(self: Carriage, parcels: Sequence[Parcel], *args: Any) -> None:
    if parcels:
        die()
    await carry(self, parcels, *args)


async def die_before_recording(self: Carriage, carried: Any) -> None:
    die()
    await record(self, carried)


async def die_after_errand_claim(self: ErrandWorker, limit: int) -> Sequence[ClaimedErrand]:
    errands = await claim_errands(self, limit)
    if errands:
        die()
    return errands


async def die_before_write(self: MediaStore, name: str, sealed: bytes) -> None:
    die()
    await write(self, name, sealed)


async def die_before_errand_record(self: ErrandWorker, *args: Any) -> None:
    die()
    await record_errand(self, *args)


POINTS: dict[str, tuple[type[Any], str, Any]] = {
    "before claim": (DeliveryQueue, "claim", die_before_claim),
    "after claim": (Dispatcher, "_claim", die_after_claim),
    "before call": (Carriage, "carry", die_before_call),
    "before recording": (Carriage, "_record_once", die_before_recording),
    "errand claimed": (ErrandWorker, "_claim", die_after_errand_claim),
    "file fetched": (MediaStore, "_write", die_before_write),
    "file written": (ErrandWorker, "_record", die_before_errand_record),
}

if __name__ == "__main__":
    owner, name, deadly = POINTS[os.environ["CRASH_AT"]]
    setattr(owner, name, deadly)
    sys.exit(main(["run"]))
