"""The demo as somebody meets it who has only a browser: the story played by clicks and typing on the page of phones.

Every run leaves screenshots under `var/screenshots/`, wide and as narrow as a small phone, to be looked at.
"""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from tests.browsers import real_browser
from tests.processes.harness import ROOT
from tests.story.cast import OSLO
from tests.story.making import WEEKDAYS

pytestmark = pytest.mark.browser

SCREENSHOTS = ROOT / "var" / "screenshots"
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
PATIENCE = 60_000
COORDINATOR, SPECIALIST, PARTICIPANT = "Kari, coordinator", "Lars, specialist", "Amina, participant"


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    expect.set_options(timeout=PATIENCE)
    async with real_browser() as started:
        yield started


@pytest.fixture
async def demo(tmp_path: Path) -> AsyncIterator[str]:
    """The address of `brobygger demo`, started as at a terminal, when its four phones are ready."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = int(found.getsockname()[1])
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "demo", "--port", str(port)),
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        lines = [(await asyncio.wait_for(process.stdout.readline(), 90)).decode() for _ in range(2)]
        assert f"http://127.0.0.1:{port}" in lines[1], lines
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGINT)
        assert await asyncio.wait_for(process.wait(), 30) == 0


@dataclass
class OnePhone:
    """One phone on the page; buttons are known by what they carry, in whatever language they are."""

    node: Locator

    async def tap(self, payload: str) -> None:
        """Clicks the lowest button whose payload begins so."""
        await self.node.locator(f'[data-payload^="{payload}"]').last.click()

    async def write(self, text: str) -> None:
        """Types a message and sends it."""
        await self.node.locator("[data-input]").fill(text)
        await self.node.locator("[data-input]").press("Enter")

    def newest(self) -> Locator:
        """The newest bubble of the bot."""
        return self.node.locator('[data-from="bot"]').last


@dataclass
class Board:
    """The page of phones."""

    page: Page

    def phone(self, label: str) -> OnePhone:
        return OnePhone(self.page.locator("[data-phone]").filter(has=self.page.get_by_role("heading", name=label)))

    async def jump(self, kind: str) -> None:
        """Clicks one of the buttons that move the clock."""
        shown = self.page.locator("[data-now]")
        before = await shown.get_attribute("datetime")
        await self.page.locator(f'[data-clock="{kind}"]').click()
        await expect(shown).not_to_have_attribute("datetime", before or "")

    async def now(self) -> datetime:
        """What the page's clock shows, in Oslo."""
        shown = await self.page.locator("[data-now]").get_attribute("datetime")
        return datetime.fromisoformat(shown or "").astimezone(OSLO)

    async def picture(self, name: str) -> None:
        """Keeps what is to be seen."""
        await self.page.screenshot(path=SCREENSHOTS / f"{name}.png")

    async def picture_of(self, label: str, name: str) -> None:
        """Keeps what one phone shows, on a page with room for one."""
        phone = self.phone(label)
        await phone.node.evaluate("node => node.scrollIntoView({ behavior: 'instant', inline: 'center' })")
        await phone.node.locator("[data-input]").wait_for()
        await self.picture(name)


async def open_board(browser: Browser, address: str, size: dict[str, int]) -> Board:
    """The page of phones in a window of this size."""
    page = await browser.new_page(viewport={"width": size["width"], "height": size["height"]})
    page.set_default_timeout(PATIENCE)
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    await page.goto(address)
    await page.wait_for_selector("html[data-ready]")
    return Board(page)


async def test_the_story_is_played_by_clicks(demo: str, browser: Browser) -> None:
    board, pocket = await open_board(browser, demo, WIDE), await open_board(browser, demo, NARROW)
    lars, amina = board.phone(SPECIALIST), board.phone(PARTICIPANT)
    await board.picture("desktop-1-the-demo-begins")
    for label in (COORDINATOR, SPECIALIST, PARTICIPANT):
        await pocket.picture_of(label, f"phone-1-{label.partition(', ')[2]}")

    await board.jump("tomorrow_morning")
    tomorrow = WEEKDAYS["nb"][(await board.now() + timedelta(days=1)).weekday()]
    await lars.write(f"Amina {tomorrow} 12:00 NAV Sentrum ta med CV")
    await expect(lars.newest()).to_contain_text(f"{tomorrow} ")
    await board.picture("desktop-2-the-card-is-read-back")
    await pocket.picture_of(SPECIALIST, "phone-2-the-card-is-read-back")
    await lars.tap("as:save:")
    await expect(amina.newest()).to_contain_text("12:00")
    await expect(amina.newest().locator('[data-payload^="ap:late:"]')).to_be_visible()
    await expect(amina.node).to_have_attribute("dir", "rtl")
    await board.picture("desktop-3-she-gets-the-news")

    await _reminders_come(board, amina)
    await board.picture("desktop-4-time-to-leave")
    await pocket.picture_of(PARTICIPANT, "phone-3-time-to-leave")

    await amina.tap("ap:late:")
    await amina.node.locator('[data-payload$=":15"]').last.wait_for()
    await board.picture("desktop-5-how-late")
    await pocket.picture_of(PARTICIPANT, "phone-4-how-late")
    await amina.node.locator('[data-payload$=":15"]').last.click()
    await expect(lars.newest()).to_contain_text("15")
    await pocket.picture_of(SPECIALIST, "phone-5-she-is-late")
    count = await amina.node.locator('[data-from="bot"]').count()
    await lars.node.locator('[data-payload*=":wait:"]').last.click()
    await expect(amina.node.locator('[data-from="bot"]')).to_have_count(count + 1)
    await expect(amina.newest()).to_contain_text("Lars")
    await board.picture("desktop-6-it-is-fine")

    await lars.tap("ag:show:")
    await lars.tap("as:move:")
    await lars.node.locator('[data-payload^="as:place"]').last.wait_for()
    await lars.write("14:00")
    await expect(lars.newest()).to_contain_text("14:00")
    await lars.tap("as:save:")
    await expect(amina.newest()).to_contain_text("14:00")
    await expect(amina.newest()).to_contain_text("12:00")
    await expect(amina.newest()).to_contain_text("❌")
    await board.picture("desktop-7-moved")
    await pocket.picture_of(PARTICIPANT, "phone-6-moved")
    await pocket.picture_of(SPECIALIST, "phone-7-moved")


async def _reminders_come(board: Board, amina: OnePhone) -> None:
    """One on the evening before, one when it is time to leave, two hours ahead as her way is not known."""
    bubbles = amina.node.locator('[data-from="bot"]')
    count = await bubbles.count()
    await board.jump("this_evening")
    await expect(bubbles).to_have_count(count + 1)
    await board.jump("tomorrow_morning")
    for _ in range(2):
        await board.jump("+1h")
    await expect(bubbles).to_have_count(count + 2)
    await expect(amina.newest()).to_contain_text("12:00")


async def test_a_specialist_is_let_in_on_a_new_phone(demo: str, browser: Browser) -> None:
    board = await open_board(browser, demo, WIDE)
    page, kari = board.page, board.phone(COORDINATOR)
    await page.locator("[data-add-phone]").click()
    await page.locator('[data-add-form] [name="first_name"]').fill("Nina")
    await page.locator('[data-add-form] [name="language_code"]').select_option("nb")
    await board.picture("desktop-8-a-new-phone")
    await page.locator('[data-add-form] [type="submit"]').click()
    nina = OnePhone(page.locator("[data-phone]").last)
    links = kari.node.locator("[data-start-link]")
    earlier = await links.count()
    await kari.tap("h:home")
    await kari.tap("in:specialist")
    await expect(links).to_have_count(earlier + 1)
    await links.last.click()
    await board.picture("desktop-9-on-which-phone")
    await page.locator("[data-open-on]").first.click()
    await nina.tap("in:language:nb")
    await expect(nina.newest()).to_contain_text("fornavn")
    await nina.write("Nina")
    await nina.tap("h:home")
    await expect(nina.newest().locator('[data-payload="as:new"]')).to_be_visible()
    await expect(kari.newest()).to_contain_text("Nina")
    await board.picture("desktop-10-a-specialist-is-in")
    pocket = await open_board(browser, demo, NARROW)
    await pocket.picture_of("Nina", "phone-8-a-specialist-is-in")
    await pocket.picture_of(COORDINATOR, "phone-9-the-invitation")
