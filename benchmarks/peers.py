"""The peers: what others need to send the same texts with the same buttons, rendered already and without a record."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import aiohttp
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.request import HTTPXRequest

from benchmarks.stand_in import TOKEN

CONCURRENCY = 16
"""Calls at once, for everybody: what 30 messages a second need when Telegram takes half a second to answer. More costs
python-telegram-bot dearly: its HTTP layer looks through all connections for every call. See `docs/scale.md`."""


@dataclass(frozen=True)
class Sample:
    """A text as ours wrote it; `buttons` are rows of label and payload."""

    chat_id: int
    text: str
    buttons: tuple[tuple[tuple[str, str], ...], ...]


async def stock(samples: Sequence[Sample], api: str) -> float:
    """Messages a second through python-telegram-bot as it comes, `send_message` with buttons."""
    request = HTTPXRequest(connection_pool_size=CONCURRENCY)
    async with Bot(TOKEN, base_url=f"{api}/bot", request=request) as bot:

        async def send(sample: Sample) -> None:
            keyboard = [
                [InlineKeyboardButton(label, callback_data=payload) for label, payload in row] for row in sample.buttons
            ]
            markup = InlineKeyboardMarkup(keyboard)
            await bot.send_message(sample.chat_id, sample.text, parse_mode="HTML", reply_markup=markup)

        return await _timed(samples, send)


async def bare(samples: Sequence[Sample], api: str) -> float:
    """Messages a second through a loop that posts JSON with aiohttp and reads the answer."""
    address = f"{api}/bot{TOKEN}/sendMessage"
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=CONCURRENCY)) as session:

        async def send(sample: Sample) -> None:
            keyboard = [[{"text": label, "callback_data": payload} for label, payload in row] for row in sample.buttons]
            body = {
                "chat_id": sample.chat_id,
                "text": sample.text,
                "parse_mode": "HTML",
                "reply_markup": {"inline_keyboard": keyboard},
            }
            async with session.post(address, json=body) as answer:
                if not (await answer.json())["ok"]:
                    raise RuntimeError("the stand-in refused a message")

        return await _timed(samples, send)


async def _timed(samples: Sequence[Sample], send: Callable[[Sample], Awaitable[None]]) -> float:
    waiting = iter(samples)

    async def worker() -> None:
        for sample in waiting:
            await send(sample)

    began = time.perf_counter()
    await asyncio.gather(*(worker() for _ in range(CONCURRENCY)))
    return len(samples) / (time.perf_counter() - began)
