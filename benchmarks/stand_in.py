"""A stand-in for the Bot API in a process of its own, with a crowd that has pressed start."""

from __future__ import annotations

import argparse
import asyncio
import gc
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import aiohttp
from aiohttp import web

from benchmarks.tappers import Tappers
from bot.simulator import WORLD, SimulatorConfig, build_app

TOKEN = "4200001:benchmark-benchmark-benchmark-bench"  # noqa: S105 - opens nothing
FIRST_CHAT = 1_000_000

_PATIENCE = 300


@contextmanager
def stand_in(people: int) -> Iterator[str]:
    """The address of a running stand-in; the process ends with the block."""
    command = [sys.executable, "-m", "benchmarks.stand_in", "--people", str(people)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:  # noqa: S603 - our own program
        try:
            assert process.stdout is not None
            yield f"http://127.0.0.1:{int(process.stdout.readline())}"
        finally:
            process.terminate()


async def cpu_seconds(api: str) -> float:
    """How long the stand-in has kept a core busy so far."""
    async with aiohttp.ClientSession() as session, session.get(f"{api}/cpu") as answer:
        return float(await answer.text())


async def tapping(api: str, turns: Sequence[tuple[int, Sequence[str]]], at_once: int) -> None:
    """Lets people tap, `at_once` of them at a time, and returns when the last tap was answered; see `Tappers`."""
    asked = {"at_once": at_once, "turns": turns}
    patience = aiohttp.ClientTimeout(total=_PATIENCE)
    async with aiohttp.ClientSession(timeout=patience) as session, session.post(f"{api}/taps", json=asked) as answer:
        answer.raise_for_status()


async def _cpu(_request: web.Request) -> web.Response:
    return web.Response(text=str(time.process_time()))


async def _serve(people: int) -> None:
    app = build_app(SimulatorConfig(token=TOKEN, keep_history=False, log_kept=10))
    app[WORLD].add_crowd(FIRST_CHAT, people, ["en"])
    app.router.add_get("/cpu", _cpu)
    app.router.add_post("/taps", Tappers(app[WORLD]).tap)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    gc.freeze()
    print(runner.addresses[0][1], flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, required=True)
    asyncio.run(_serve(parser.parse_args().people))
