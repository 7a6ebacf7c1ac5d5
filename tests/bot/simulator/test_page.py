"""The page of phones in a real browser."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect

from bot.simulator import SimulatorConfig
from tests.bot.simulator.conftest import TOKEN, StandIn, running
from tests.browsers import real_browser

pytestmark = pytest.mark.browser


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with real_browser() as started:
        yield started


async def _open(browser: Browser, stand_in: StandIn, width: int = 1280) -> Page:
    page = await browser.new_page(viewport={"width": width, "height": 800})
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    await page.goto(stand_in.base)
    await page.wait_for_selector("html[data-ready]")
    return page


async def _answer(stand_in: StandIn, update: dict[str, Any]) -> None:
    """Be a tiny bot: greet a text with a button, thank for a press."""
    query = update.get("callback_query")
    if query:
        await stand_in.call("answerCallbackQuery", callback_query_id=query["id"], text="Noted")
        message = query["message"]
        target = {"chat_id": message["chat"]["id"], "message_id": message["message_id"]}
        await stand_in.call("editMessageText", **target, text="You are <b>coming</b>", parse_mode="HTML")
        return
    message = update["message"]
    keyboard = {"inline_keyboard": [[{"text": "I am coming", "callback_data": "yes"}]]}
    await stand_in.call("sendChatAction", chat_id=message["chat"]["id"], action="typing")
    await stand_in.call(
        "sendMessage", chat_id=message["chat"]["id"], text=f"You wrote {message['text']}", reply_markup=keyboard
    )


async def _tiny_bot(stand_in: StandIn) -> None:
    offset = 0
    while True:
        for update in await stand_in.call("getUpdates", offset=offset, timeout=30):
            offset = update["update_id"] + 1
            await _answer(stand_in, update)


@pytest.fixture
async def with_bot() -> AsyncIterator[StandIn]:
    async with running(SimulatorConfig(token=TOKEN)) as stand_in:
        bot = asyncio.create_task(_tiny_bot(stand_in))
        yield stand_in
        bot.cancel()
        await asyncio.gather(bot, return_exceptions=True)


async def test_a_conversation_is_played_by_clicks(with_bot: StandIn, browser: Browser) -> None:
    amina = (await with_bot.client.add_user("Amina", "ar", label="Participant")).id
    page = await _open(browser, with_bot)
    phone = page.locator(f'[data-phone="{amina}"]')
    await expect(phone).to_have_attribute("dir", "rtl")
    await phone.locator("[data-start]").click()
    await expect(phone.locator('[data-from="bot"]')).to_contain_text("You wrote /start")
    await phone.locator("[data-input]").fill("hello <b>")
    await phone.locator("[data-input]").press("Enter")
    answer = phone.locator('[data-from="bot"]').last
    await expect(answer).to_contain_text("You wrote hello <b>")
    await answer.locator('[data-button="I am coming"]').click()
    await expect(phone.locator("[data-toast]")).to_have_text("Noted")
    await expect(answer.locator("strong")).to_have_text("coming")
    await expect(answer.locator("[data-button]")).to_have_count(0)


async def test_a_start_link_is_opened_on_another_phone(stand_in: StandIn, browser: Browser, amina: int) -> None:
    other = await stand_in.client.add_user("Jonas", "nb")
    await stand_in.call("sendMessage", chat_id=amina, text="https://t.me/brobygger_demo_bot?start=CODE_1")
    page = await _open(browser, stand_in)
    await page.locator('[data-start-link="CODE_1"]').click()
    await page.locator(f'[data-open-on="{other.id}"]').click()
    await expect(page.locator(f'[data-phone="{other.id}"] [data-from="person"]')).to_contain_text("/start CODE_1")


async def test_the_clock_moves_and_a_phone_is_added(stand_in: StandIn, browser: Browser) -> None:
    page = await _open(browser, stand_in, width=360)
    await page.locator('[data-clock="tomorrow_morning"]').click()
    await expect(page.locator("[data-now] b")).to_have_text("08:00")
    await page.locator("[data-language]").click()
    await expect(page.locator("[data-add-phone]")).to_have_text("Ny telefon")
    await page.locator("[data-add-phone]").click()
    await page.locator('[data-add-form] [name="first_name"]').fill("Selam")
    await page.locator('[data-add-form] [name="language_code"]').select_option("ti")
    await page.locator('[data-add-form] [type="submit"]').click()
    await expect(page.locator("[data-phone] h2")).to_have_text("Selam")
    width = await page.evaluate("document.documentElement.scrollWidth")
    assert width <= 360


async def test_attachments_keyboards_and_commands_are_at_hand(stand_in: StandIn, browser: Browser, amina: int) -> None:
    await stand_in.call("setMyCommands", commands=[{"command": "help", "description": "Help me"}])
    keyboard = {"keyboard": [[{"text": "Where I am", "request_location": True}, "Later"]]}
    await stand_in.call("sendMessage", chat_id=amina, text="Where?", reply_markup=keyboard)
    page = await _open(browser, stand_in)
    phone = page.locator(f'[data-phone="{amina}"]')
    await phone.locator('[data-reply-button="Where I am"]').click()
    await phone.locator("[data-attach]").click()
    await phone.locator('[data-send-kind="photo"]').click()
    await phone.locator("[data-commands]").click()
    await phone.locator('[data-command="help"]').click()
    own = phone.locator('[data-from="person"]')
    await expect(own).to_have_count(3)
    await expect(own.nth(1).locator("img")).to_be_visible()
    kinds = [message.kind for message in await stand_in.client.messages(amina)]
    assert kinds == ["text", "location", "photo", "text"]


async def test_what_people_write_is_never_run(stand_in: StandIn, browser: Browser, amina: int) -> None:
    text = '<img src=x onerror="document.title=1"> javascript:alert(1)'
    await stand_in.call("sendMessage", chat_id=amina, text=text)
    await stand_in.call(
        "sendMessage",
        chat_id=amina,
        parse_mode="HTML",
        text='<a href="tg://user?id=1">x</a><a href="https://e.example">y</a>',
    )
    page = await _open(browser, stand_in)
    await expect(page.locator('[data-from="bot"] .text').first).to_have_text(text)
    assert await page.locator('[data-from="bot"] img').count() == 0
    hrefs = await page.locator('[data-from="bot"] a').evaluate_all("links => links.map(link => link.href)")
    assert hrefs == ["https://e.example/"]


@pytest.mark.parametrize(
    ("line", "direction"),
    [
        ("\u2068NAV Sentrum\u2069، الطابق الثاني", "rtl"),
        ("I morgen \u2068مريم\u2069", "ltr"),
        ("✓ سآتي", "rtl"),
        ("12:30", None),
    ],
)
async def test_isolates_do_not_decide_a_lines_direction(
    stand_in: StandIn, browser: Browser, line: str, direction: str | None
) -> None:
    page = await _open(browser, stand_in)
    script = "async line => (await import('/page/rich.js')).lineDirection(line)"
    assert await page.evaluate(script, line) == direction
