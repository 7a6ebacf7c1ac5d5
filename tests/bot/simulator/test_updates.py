"""How updates reach the bot: in order, again, out of order, by polling and by webhook."""

import asyncio
from typing import Any

import pytest
from aiohttp import web

from tests.bot.simulator.conftest import StandIn, webhook

Json = dict[str, Any]


def _texts(updates: list[Json]) -> list[str]:
    return [update["message"]["text"] for update in updates]


async def test_unconfirmed_updates_come_again_and_confirmed_ones_do_not(stand_in: StandIn, amina: int) -> None:
    await stand_in.client.send(amina, "one")
    await stand_in.client.send(amina, "two")
    first = await stand_in.call("getUpdates")
    assert _texts(first) == _texts(await stand_in.call("getUpdates")) == ["one", "two"]
    assert _texts(await stand_in.call("getUpdates", offset=first[0]["update_id"] + 1)) == ["two"]
    assert _texts(await stand_in.call("getUpdates", limit=1)) == ["two"]
    assert await stand_in.call("getUpdates", offset=first[1]["update_id"] + 1) == []


async def test_a_negative_offset_keeps_only_the_last(stand_in: StandIn, amina: int) -> None:
    for text in ("one", "two", "three"):
        await stand_in.client.send(amina, text)
    assert _texts(await stand_in.call("getUpdates", offset=-1)) == ["three"]


async def test_a_long_poll_ends_with_the_next_update(stand_in: StandIn, amina: int) -> None:
    poll = asyncio.create_task(stand_in.call("getUpdates", timeout=30))
    await stand_in.client.send(amina, "hello")
    assert _texts(await poll) == ["hello"]


async def test_a_second_poller_ends_the_first(stand_in: StandIn, amina: int) -> None:
    polls = {asyncio.create_task(stand_in.raw("getUpdates", timeout=30)) for _ in range(2)}
    (ended,), (goes_on,) = await asyncio.wait(polls, return_when=asyncio.FIRST_COMPLETED)
    assert (await ended)["description"].startswith("Conflict: terminated by other getUpdates request")
    await stand_in.client.send(amina, "hello")
    assert (await goes_on)["ok"]


async def test_only_the_kinds_asked_for_are_delivered(stand_in: StandIn, amina: int) -> None:
    await stand_in.call("getUpdates", allowed_updates=["my_chat_member"])
    await stand_in.client.send(amina, "hello")
    await stand_in.client.update_user(amina, blocked=True)
    (update,) = await stand_in.call("getUpdates")
    assert update["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    assert (await stand_in.call("getWebhookInfo"))["allowed_updates"] == ["my_chat_member"]


async def test_pressing_start_again_lets_the_bot_in(stand_in: StandIn, amina: int) -> None:
    await stand_in.client.update_user(amina, blocked=True)
    await stand_in.client.start(amina)
    updates = await stand_in.call("getUpdates")
    assert updates[1]["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert updates[2]["message"]["text"] == "/start"


async def test_updates_are_repeated_on_order(stand_in: StandIn, amina: int) -> None:
    await stand_in.client.send(amina, "one")
    (update,) = await stand_in.call("getUpdates")
    await stand_in.call("getUpdates", offset=update["update_id"] + 1)
    await stand_in.client.call("POST", "updates/duplicate", {"last": 1, "next": 1})
    await stand_in.client.send(amina, "two")
    later = await stand_in.call("getUpdates", offset=update["update_id"] + 1)
    assert sorted(_texts(later)) == ["one", "two", "two"]
    assert len({update["update_id"] for update in later}) == 2


@pytest.mark.parametrize(("order", "expected"), [(None, ["3", "2", "1"]), ([1, 0, 2], ["2", "1", "3"])])
async def test_updates_come_out_of_order_on_order(
    stand_in: StandIn, amina: int, order: list[int] | None, expected: list[str]
) -> None:
    await stand_in.client.call("POST", "updates/hold")
    for text in "123":
        await stand_in.client.send(amina, text)
    assert await stand_in.call("getUpdates") == []
    await stand_in.client.call("POST", "updates/shuffle", {} if order is None else {"order": order})
    await stand_in.client.call("POST", "updates/release")
    assert _texts(await stand_in.call("getUpdates")) == expected


async def test_the_webhook_gets_updates_with_the_secret(stand_in: StandIn, amina: int) -> None:
    received: asyncio.Queue[tuple[str | None, Json]] = asyncio.Queue()

    async def receive(request: web.Request) -> web.Response:
        await received.put((request.headers.get("X-Telegram-Bot-Api-Secret-Token"), await request.json()))
        return web.json_response({"method": "sendMessage", "chat_id": amina, "text": "ignored"})

    async with webhook(receive) as url:
        await stand_in.client.send(amina, "before")
        await stand_in.call("setWebhook", url=url, secret_token="s3cret-token", max_connections=5)
        await stand_in.client.send(amina, "after")
        first, second = await received.get(), await received.get()
        assert (first[0], _texts([first[1], second[1]])) == ("s3cret-token", ["before", "after"])
        await stand_in.call("deleteWebhook")
    assert [message.from_bot for message in await stand_in.client.messages(amina)] == [False, False]


async def test_a_refused_update_comes_again_before_the_next_of_its_chat(stand_in: StandIn, amina: int) -> None:
    seen: list[str] = []
    done = asyncio.Event()

    async def receive(request: web.Request) -> web.Response:
        update = await request.json()
        seen.append(update["message"]["text"])
        if seen == ["one"]:
            return web.Response(status=500)
        if update["message"]["text"] == "two":
            done.set()
        return web.Response()

    async with webhook(receive) as url:
        await stand_in.client.send(amina, "one")
        await stand_in.client.send(amina, "two")
        await stand_in.call("setWebhook", url=url)
        await asyncio.wait_for(done.wait(), 5)
        info = await stand_in.call("getWebhookInfo")
        await stand_in.call("deleteWebhook")
    assert seen == ["one", "one", "two"]
    assert info["last_error_message"] == "Wrong response from the webhook: 500 Internal Server Error"


async def test_what_the_webhook_never_took_waits_for_polling(stand_in: StandIn, amina: int) -> None:
    refused = asyncio.Event()

    async def refuse(_request: web.Request) -> web.Response:
        refused.set()
        return web.Response(status=503)

    async with webhook(refuse) as url:
        await stand_in.call("setWebhook", url=url)
        await stand_in.client.send(amina, "one")
        await asyncio.wait_for(refused.wait(), 5)
        await stand_in.call("deleteWebhook")
    assert _texts(await stand_in.call("getUpdates")) == ["one"]


async def test_pending_updates_can_be_dropped(stand_in: StandIn, amina: int) -> None:
    await stand_in.client.send(amina, "one")
    await stand_in.call("deleteWebhook", drop_pending_updates=True)
    assert await stand_in.call("getUpdates") == []
