"""A real browser for tests; without one they are skipped with a message, and never in CI."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Browser, async_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def browser_path() -> str:
    """Where the browser is; `BROBYGGER_TEST_BROWSER` comes first."""
    for name in (os.environ.get("BROBYGGER_TEST_BROWSER"), *NAMES):
        path = shutil.which(name) if name else None
        if path:
            return path
    reason = "no Chromium found; install it or set BROBYGGER_TEST_BROWSER"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@asynccontextmanager
async def real_browser() -> AsyncIterator[Browser]:
    """A browser of its own, closed with the block."""
    path = browser_path()
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        try:
            yield started
        finally:
            await started.close()
