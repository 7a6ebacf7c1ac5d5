"""Whatever mix of outcomes: each row ends in exactly one legal state, and nothing is sent too often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from random import Random

import pytest
from telegram.error import BadRequest, Forbidden, RetryAfter

from bot.telegram.errors import AnswerLost, ConnectFailed, ServerFailed
from storage.models import DeliveryKind, DeliveryState
from tests.bot.delivery.office import Office

FINAL = {
    DeliveryState.SENT,
    DeliveryState.UNCERTAIN,
    DeliveryState.FAILED,
    DeliveryState.EXPIRED,
    DeliveryState.SUPPRESSED,
}
TROUBLES: tuple[Callable[[], Exception], ...] = (
    lambda: ConnectFailed("no connection"),
    lambda: ServerFailed(502, "bad gateway"),
    lambda: AnswerLost("reset"),
    lambda: RetryAfter(3),
    lambda: Forbidden("Forbidden: bot was blocked by the user"),
    lambda: BadRequest("Bad Request: message is too long"),
    lambda: ValueError("a mistake of ours"),
)
SPECIALIST_CHAT = 900
KINDS = (DeliveryKind.REMINDER, DeliveryKind.NOTICE, DeliveryKind.BROADCAST)


@pytest.mark.parametrize("seed", range(5))
async def test_any_mix_of_outcomes(office: Office, seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - a repeatable test
    kinds: dict[str, DeliveryKind] = {}
    for _ in range(6):
        person, _, chat = await office.participant(status=chance.choice(["active"] * 5 + ["paused"]))
        for number in range(chance.randint(1, 3)):
            key = f"{chat}:{number}"
            kinds[key] = chance.choice(KINDS)
            await office.plan(key, person, kind=kinds[key], params={"from": key})
        office.wire.fail(chat, *(chance.choice(TROUBLES)() for _ in range(chance.randint(0, 6))))
    workers = [office.dispatcher(name, rate=chance.choice([0, 30])) for name in ("one", "two")]
    for _ in range(3):
        dead = office.dispatcher("dead")
        claimed = await dead._claim()
        if chance.random() < 0.5:
            await dead._prepare(claimed[: chance.randint(0, len(claimed))])
        for worker in workers:
            await worker.run_once()
    await office.run_until_quiet(workers[0], rounds=400)

    rows = await office.rows()
    assert {row.state for row in rows.values()} <= FINAL
    delivered = Counter(call.text for call in office.wire.delivered if call.chat_id != SPECIALIST_CHAT)
    for key, kind in kinds.items():
        repeat = rows.get(f"{key}:again")
        times = sum(number for text, number in delivered.items() if f"\u2068{key}\u2069" in text)
        sent = sum(row.state == DeliveryState.SENT for row in (rows[key], repeat) if row is not None)
        assert times == sent <= 1
        if repeat is not None:
            assert kind != DeliveryKind.BROADCAST
            assert rows[key].state == DeliveryState.UNCERTAIN
            assert f"{key}:again:again" not in rows
