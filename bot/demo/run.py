"""`brobygger demo`: the stand-in and the bot as two processes that speak HTTP, as in life; on this machine only."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import socket
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.demo.morning import decent_hour
from bot.demo.seed import PROGRAMME, seed
from bot.inviting import make_invitation
from bot.settings import Settings, read_settings
from bot.simulator.client import SimulatorClient, SimulatorError
from storage.encryption import new_key
from storage.models import Role

FOLDER = Path("var/demo")
HOST = "127.0.0.1"
TOKEN = "4200001:simulator"  # noqa: S105 - the stand-in's own, worth nothing elsewhere
_PATIENCE = 30.0


class DemoError(Exception):
    """The demo cannot start or go on; the text says why."""


def run_demo(port: int) -> int:
    """Runs the demo until Ctrl-C and returns the exit code.

    Args:
        port: where the page with the phones is, on this machine only.
    """
    try:
        asyncio.run(_demo(port))
    except DemoError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


async def _demo(port: int) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    _check_free(port)
    address = f"http://{HOST}:{port}"
    settings = _fresh_settings(address)
    async with AsyncExitStack() as stack:
        simulator = await stack.enter_async_context(
            _child("simulator", ["-m", "bot.simulator", "--port", str(port)], {})
        )
        await _line(simulator, "Phones")
        bot = await stack.enter_async_context(_child("bot", ["-m", "bot", "run"], settings))
        ended = [asyncio.create_task(process.wait()) for process in (simulator, bot)]
        stopped = asyncio.create_task(stop.wait())
        filling = asyncio.create_task(_fill(address, read_settings(settings)))
        sys.stdout.write("Setting up the demo …\n")
        await asyncio.wait([filling, stopped, *ended], return_when=asyncio.FIRST_COMPLETED)
        if filling.done():
            filling.result()
            sys.stdout.write(f"Four phones are at {address} (Ctrl-C ends the demo)\n")
            sys.stdout.flush()
            await asyncio.wait([stopped, *ended], return_when=asyncio.FIRST_COMPLETED)
        filling.cancel()
        if not stop.is_set():
            raise DemoError(f"The demo has broken off. What happened is in {FOLDER}/bot.log and simulator.log.")


async def _fill(address: str, settings: Settings) -> None:
    async def invite() -> str:
        _, code = await make_invitation(settings, Role.COORDINATOR, PROGRAMME)
        return code

    async with SimulatorClient(address) as client:
        try:
            await _begin_at_a_decent_hour(client, settings.timezone)
            await seed(client, invite)
        except SimulatorError as error:
            raise DemoError(f"The demo programme could not be set up: {error}") from error


async def _begin_at_a_decent_hour(client: SimulatorClient, timezone: str) -> None:
    now = datetime.fromisoformat((await client.clock())["now"])
    moment = decent_hour(now.astimezone(ZoneInfo(timezone)))
    if moment is not None:
        await client.clock_to(moment.isoformat())


def _check_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            raise DemoError(f"Port {port} is taken. Choose another: brobygger demo --port {port + 1}") from None


def _fresh_settings(address: str) -> dict[str, str]:
    """An empty database under a key that nobody keeps: a demo holds nothing worth keeping."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    return {
        "BROBYGGER_TELEGRAM_TOKEN": TOKEN,
        "BROBYGGER_TELEGRAM_API": address,
        "BROBYGGER_DATABASE_URL": f"sqlite:///{FOLDER}/brobygger.db",
        "BROBYGGER_MEDIA": f"{FOLDER}/media",
        "BROBYGGER_SECRET_KEY": new_key(),
        "BROBYGGER_LISTEN": f"{HOST}:0",
        "BROBYGGER_CLOCK": address,
    }


@asynccontextmanager
async def _child(name: str, arguments: list[str], settings: dict[str, str]) -> AsyncIterator[Process]:
    """A process of our own, in a session of its own so that Ctrl-C reaches only us; ended in an orderly way."""
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("BROBYGGER_")}
    with (FOLDER / f"{name}.log").open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *arguments,
            env=inherited | settings,
            stdin=DEVNULL,
            stdout=PIPE if name == "simulator" else log,
            stderr=log,
            start_new_session=True,
        )
        try:
            yield process
        finally:
            if process.returncode is None:
                process.terminate()
                try:
                    await asyncio.wait_for(process.wait(), _PATIENCE)
                except TimeoutError:
                    process.kill()
                    await process.wait()


async def _line(process: Process, beginning: str) -> None:
    """Waits until the process says so on its standard output."""
    if process.stdout is None:
        return
    line = await asyncio.wait_for(process.stdout.readline(), _PATIENCE)
    if not line.decode().startswith(beginning):
        raise DemoError(f"The phones do not start. What happened is in {FOLDER}/simulator.log.")
