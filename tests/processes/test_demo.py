"""`brobygger demo` as somebody would start it: it fills itself, shows four phones, and leaves nothing behind."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from pathlib import Path

import pytest

from bot.simulator.client import SimulatorClient
from tests.processes.harness import ROOT

pytestmark = pytest.mark.process


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


async def test_the_demo(tmp_path: Path) -> None:
    port = _free_port()
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "demo",
        "--port",
        str(port),
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        lines = [await asyncio.wait_for(process.stdout.readline(), 90) for _ in range(2)]
        assert f"http://127.0.0.1:{port}" in lines[1].decode(), lines
        async with SimulatorClient(f"http://127.0.0.1:{port}") as client:
            phones = await client.users()
            assert [phone.first_name for phone in phones] == ["Kari", "Lars", "Yonas", "Amina"]
            assert all([(await client.messages(phone.id))[-1].from_bot for phone in phones])
    finally:
        process.send_signal(signal.SIGINT)
        assert await asyncio.wait_for(process.wait(), 30) == 0
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0
