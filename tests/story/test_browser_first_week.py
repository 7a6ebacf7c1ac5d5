"""An interview on the page of phones: from a goal and a list to the pack that comes the day before."""

from __future__ import annotations

from datetime import timedelta

from playwright.async_api import Browser, expect

from tests.story.making import WEEKDAYS
from tests.story.test_browser import (
    NARROW,
    PARTICIPANT,
    SPECIALIST,
    WIDE,
    Board,
    OnePhone,
    browser,
    demo,
    open_board,
    pytestmark,
)

__all__ = ["browser", "demo", "pytestmark"]

GOAL = "أريد أن أعمل في مخبز"
FIRM, QUESTION = "Et lite bakeri med fem ansatte", "Kan jeg få prøve en dag?"


async def test_a_pack_comes_the_day_before_an_interview(demo: str, browser: Browser) -> None:
    board, pocket = await open_board(browser, demo, WIDE), await open_board(browser, demo, NARROW)
    lars, amina = board.phone(SPECIALIST), board.phone(PARTICIPANT)
    await board.jump("tomorrow_morning")
    await _goal_and_list(board, pocket, amina)

    await _interview_is_made(board, lars, amina)
    await _pack_is_prepared(lars)
    await board.picture("week-2-the-pack-is-prepared")
    await pocket.picture_of(SPECIALIST, "phone-week-3-the-pack-is-prepared")

    packs = amina.node.locator('[data-from="bot"]', has_text=FIRM)
    while (await board.now()).hour < 15:
        await board.jump("+1h")
    await expect(packs).to_have_count(0)
    await board.jump("+1h")
    assert (await board.now()).hour == 16
    await expect(packs).to_have_count(1)
    await board.picture("week-3-the-pack-is-there")
    await pocket.picture_of(PARTICIPANT, "phone-week-4-the-pack")

    for page, words in (("way", "NAV Sentrum"), ("words", "oppvask"), ("questions", QUESTION)):
        await amina.node.locator(f'[data-payload^="pk:{page}:"]').click()
        opened = amina.node.locator('[data-from="bot"]', has_text=words)
        await expect(opened.last.locator('[data-payload^="pk:show:"]')).to_be_visible()
        await pocket.picture_of(PARTICIPANT, f"phone-week-5-{page}")
        await amina.node.locator('[data-payload^="pk:show:"]').click()
        await expect(packs).to_have_count(1)
    await board.picture("week-4-its-pages-are-turned")


async def _goal_and_list(board: Board, pocket: Board, amina: OnePhone) -> None:
    """She says what she hopes for, and takes the list on interviews."""
    await amina.write("/lists")
    await amina.tap("cl:hub")
    await amina.tap("cl:goal")
    await amina.newest().locator('[data-payload^="cl:all:"]').wait_for()
    await amina.write(GOAL)
    await expect(amina.newest()).to_contain_text(GOAL)
    await pocket.picture_of(PARTICIPANT, "phone-week-1-her-goal")
    await amina.tap("cl:add:")
    await amina.newest().locator('[data-payload^="cl:take:"]').first.wait_for()
    while not await amina.newest().locator('[data-payload="cl:take:interview"]').count():
        shown = await amina.newest().inner_text()
        await amina.newest().locator('[data-payload^="cl:add:"]').last.click()
        await expect(amina.newest()).not_to_have_text(shown, use_inner_text=True)
    await amina.tap("cl:take:interview")
    await amina.newest().locator('[data-payload^="cl:item:"]').first.wait_for()
    await pocket.picture_of(PARTICIPANT, "phone-week-2-her-list")
    await board.picture("week-1-goal-and-list")


async def _interview_is_made(board: Board, lars: OnePhone, amina: OnePhone) -> None:
    """One typed line and a tap; it is tomorrow."""
    tomorrow = WEEKDAYS["nb"][(await board.now() + timedelta(days=1)).weekday()]
    await lars.write(f"Amina {tomorrow} 10:00 intervju NAV Sentrum ta med CV")
    await expect(lars.newest()).to_contain_text(f"{tomorrow} ")
    await lars.tap("as:save:")
    await expect(amina.newest()).to_contain_text("10:00")


async def _pack_is_prepared(lars: OnePhone) -> None:
    """What only the specialist knows: the firm, a question, the words of the trade, and the clothes."""
    await lars.tap("pa:open:")
    for field, words in (("firm", FIRM), ("questions", QUESTION)):
        await lars.newest().locator(f'[data-payload^="pa:write:"][data-payload$=":{field}"]').click()
        await lars.newest().locator('[data-payload^="pa:empty:"]').wait_for()
        await lars.write(words)
        await expect(lars.newest()).to_contain_text("Lagret")
    for choice, chosen in (("trade", "kitchen"), ("dress", "nice")):
        await lars.newest().locator(f'[data-payload^="pa:{choice}:"]').click()
        await lars.newest().locator(f'[data-payload^="pa:{choice}:"][data-payload$=":{chosen}"]').click()
        await lars.newest().locator('[data-payload^="pa:want:"]').wait_for()
    await expect(lars.newest()).to_contain_text(QUESTION)
