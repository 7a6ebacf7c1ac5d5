"""Checklists on the page of phones: suggested, opened, ticked, and brought to mind some days later."""

from __future__ import annotations

from playwright.async_api import Browser, Locator, expect

from tests.story.test_browser import (
    NARROW,
    PARTICIPANT,
    SPECIALIST,
    WIDE,
    OnePhone,
    browser,
    demo,
    open_board,
    pytestmark,
)

__all__ = ["browser", "demo", "pytestmark"]


async def test_a_list_is_suggested_ticked_and_brought_to_mind(demo: str, browser: Browser) -> None:
    board, pocket = await open_board(browser, demo, WIDE), await open_board(browser, demo, NARROW)
    lars, amina = board.phone(SPECIALIST), board.phone(PARTICIPANT)
    await board.jump("tomorrow_morning")

    await _open_lists(lars)
    await lars.tap("ck:add:")
    await board.picture("lists-1-which-list")
    await lars.tap("ck:give:")
    await expect(amina.newest().locator('[data-payload^="cl:list:"]')).to_be_visible()
    await board.picture("lists-2-a-list-is-suggested")
    await pocket.picture_of(PARTICIPANT, "phone-lists-1-a-list-is-suggested")

    await amina.tap("cl:list:")
    await amina.node.locator('[data-payload^="cl:item:"]').last.wait_for()
    await pocket.picture_of(PARTICIPANT, "phone-lists-2-the-list")
    # By keyboard, as somebody does who uses no mouse.
    await amina.node.locator('[data-payload^="cl:item:"]').first.press("Enter")
    await amina.node.locator('[data-payload^="cl:do:"]').last.wait_for()
    await pocket.picture_of(PARTICIPANT, "phone-lists-3-an-item")
    await amina.node.locator('[data-payload$=":done"]').last.click()
    await expect(amina.newest()).to_contain_text("1")
    await expect(amina.newest()).to_contain_text("✅")
    await pocket.picture_of(PARTICIPANT, "phone-lists-4-ticked")

    await amina.tap("cl:all:")
    await amina.tap("cl:hub")
    await amina.tap("cl:goal")
    await amina.write("أريد أن أعمل في مخبز")
    await expect(amina.newest()).to_contain_text("أريد أن أعمل في مخبز")
    await pocket.picture_of(PARTICIPANT, "phone-lists-5-her-goal")

    seen = await _open_lists(lars)
    await expect(seen).to_contain_text("أريد أن أعمل في مخبز")
    await pocket.picture_of(SPECIALIST, "phone-lists-6-what-the-specialist-sees")

    for _ in range(3):
        await board.jump("+1h")
    await expect(amina.newest().locator('[data-payload^="cl:later:"]')).to_be_visible()
    await board.picture("lists-3-one-small-step")
    await pocket.picture_of(PARTICIPANT, "phone-lists-7-one-small-step")


async def _open_lists(lars: OnePhone) -> Locator:
    """The bubble in which the specialist opens what Amina has; a morning's message may come under it."""
    await lars.write("/people")
    inviting = lars.node.page.locator('[data-payload="in:participant"]')
    amina = lars.node.page.locator('[data-payload^="pp:card:"]', has_text="Amina")
    people = lars.node.locator('[data-from="bot"]', has=inviting).filter(has=amina)
    number = await people.last.get_attribute("data-message")
    bubble = lars.node.locator(f'[data-message="{number}"]')
    await bubble.locator('[data-payload^="pp:card:"]', has_text="Amina").click()
    await bubble.locator('[data-payload^="ck:lists:"]').click()
    await bubble.locator('[data-payload^="ck:add:"]').wait_for()
    return bubble


async def test_a_job_log_a_word_and_a_few_words_about_oneself(demo: str, browser: Browser) -> None:
    pocket = await open_board(browser, demo, NARROW)
    yonas, lars = pocket.phone("Yonas, participant"), pocket.phone(SPECIALIST)
    await pocket.picture_of("Yonas, participant", "phone-hub-0-before")
    await yonas.write("/jobs")
    await yonas.tap("jl:add")
    await yonas.newest().locator('[data-payload="jl:list:0"]').wait_for()
    await yonas.write("Bakeren på hjørnet")
    await yonas.tap("jl:nojob")
    await yonas.tap("jl:when:0")
    await yonas.newest().locator('[data-payload^="jl:answer:"]').first.wait_for()
    await pocket.picture_of("Yonas, participant", "phone-hub-1-waiting-is-normal")
    await yonas.tap("jl:list:0")
    await yonas.tap("jl:file")
    await expect(yonas.newest()).to_contain_text("jobblogg.txt")
    await pocket.picture_of("Yonas, participant", "phone-hub-2-as-a-file")

    await yonas.write("/lists")
    await yonas.tap("cl:hub")
    await yonas.tap("pf:open")
    await yonas.tap("pf:ask:")
    await yonas.newest().locator('[data-payload="pf:open"]').wait_for()
    await yonas.write("Jeg var baker i Asmara")
    await expect(yonas.newest()).to_contain_text("Jeg var baker i Asmara")
    await pocket.picture_of("Yonas, participant", "phone-hub-3-about-me")

    await yonas.write("/lists")
    await yonas.tap("cl:hub")
    await yonas.tap("ph:all:0")
    await yonas.tap("ph:card:vaktrapport")
    await expect(yonas.newest()).to_contain_text("vaktrapport")
    await pocket.picture_of("Yonas, participant", "phone-hub-4-a-word")

    await lars.write("/people")
    await lars.newest().locator('[data-payload^="pp:card:"]', has_text="Yonas").click()
    await lars.newest().locator('[data-payload^="ck:lists:"]').click()
    await lars.newest().locator('[data-payload^="ck:about:"]').click()
    await expect(lars.newest()).to_contain_text("Jeg var baker i Asmara")
    await pocket.picture_of(SPECIALIST, "phone-hub-5-the-specialist-reads")
