"""How fast, how many, for how long: what a process must know to send, apart from what it sends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

CHAT_GAP = timedelta(seconds=1)
"""Telegram asks for no more than one message a second in a chat; answers to a person's own act are not held to it."""


@dataclass(frozen=True)
class DeliverySettings:
    """How this process sends.

    Attributes:
        bot_id: the number of the bot; all processes with its token share one budget.
        worker: this process's own name on what it holds; never the name an earlier process had.
        rate: messages a second for the token, all processes together; 0 for no limit (benchmarks).
        lease: how long a claimed delivery is this process's alone, by the machine's clock. A call that lasts longer
            is given up as uncertain before the lease ends, so that no two processes ever send the same row.
        batch: the most deliveries claimed at once.
        concurrency: the most calls at once for a batch.
    """

    bot_id: int
    worker: str
    rate: int = 30
    lease: timedelta = timedelta(seconds=30)
    batch: int = 500
    concurrency: int = 64
