"""Misfortune on order, and what the log knows of it."""

import asyncio
from typing import Any

import pytest
from aiohttp import ClientError, ClientTimeout

from bot.simulator import SimulatorConfig, SimulatorError
from tests.bot.simulator.conftest import TOKEN, StandIn, running


async def _texts(stand_in: StandIn, user: int) -> list[str]:
    return [message.text for message in await stand_in.client.messages(user)]


@pytest.mark.parametrize(("kind", "arrives"), [("reset", False), ("reset_after_delivery", True)])
async def test_a_reset_connection_gives_no_answer(stand_in: StandIn, amina: int, kind: str, arrives: bool) -> None:
    await stand_in.client.faults(kind, method="sendMessage")
    with pytest.raises(ClientError):
        await stand_in.raw("sendMessage", chat_id=amina, text="Hello")
    assert await _texts(stand_in, amina) == (["Hello"] if arrives else [])
    (line,) = await stand_in.client.log()
    assert (line["delivered"], line["answered"], line["ok"]) == (arrives, False, False)
    assert (line["message_id"] is not None) == arrives


@pytest.mark.parametrize(("kind", "arrives"), [("hang_before_delivery", False), ("hang_after_delivery", True)])
async def test_a_hanging_call_is_given_up(stand_in: StandIn, amina: int, kind: str, arrives: bool) -> None:
    await stand_in.client.faults(kind)
    url = f"{stand_in.base}/bot{TOKEN}/sendMessage"
    body = {"chat_id": amina, "text": "Hello"}
    with pytest.raises(TimeoutError):
        await stand_in.session.post(url, json=body, timeout=ClientTimeout(total=0.05))
    assert await _texts(stand_in, amina) == (["Hello"] if arrives else [])


async def test_clearing_faults_cuts_hanging_calls(stand_in: StandIn, amina: int) -> None:
    await stand_in.client.faults("hang_after_delivery")
    call = asyncio.create_task(stand_in.raw("sendMessage", chat_id=amina, text="Hello"))
    await stand_in.client.wait_for_message(amina, "Hello")
    await stand_in.client.clear_faults()
    with pytest.raises(ClientError):
        await call


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        ({"kind": "status", "status": 500}, (500, "Internal Server Error", None)),
        ({"kind": "status"}, (502, "Bad Gateway", None)),
        ({"kind": "too_many", "retry_after": 9}, (429, "Too Many Requests: retry after 9", {"retry_after": 9})),
    ],
)
async def test_refusals_on_order(
    stand_in: StandIn, amina: int, fault: dict[str, Any], expected: tuple[Any, ...]
) -> None:
    await stand_in.client.faults(**fault)
    answer = await stand_in.raw("sendMessage", chat_id=amina, text="Hello")
    assert (answer["error_code"], answer["description"], answer.get("parameters")) == expected
    assert await _texts(stand_in, amina) == []


async def test_latency_only_delays(stand_in: StandIn, amina: int) -> None:
    await stand_in.client.faults("latency", seconds=0.0)
    assert (await stand_in.raw("sendMessage", chat_id=amina, text="Hello"))["ok"]


async def test_a_fault_strikes_only_its_method_and_chat_and_only_so_often(stand_in: StandIn, amina: int) -> None:
    other = stand_in.world.add_person(started=True).id
    await stand_in.client.faults("status", method="sendMessage", chat_id=amina, times=2)
    assert (await stand_in.raw("sendChatAction", chat_id=amina, action="typing"))["ok"]
    assert (await stand_in.raw("sendMessage", chat_id=other, text="Hello"))["ok"]
    oks = [(await stand_in.raw("sendMessage", chat_id=amina, text="Hello"))["ok"] for _ in range(3)]
    assert oks == [False, False, True]


async def test_a_fault_without_number_stays_until_cleared(stand_in: StandIn, amina: int) -> None:
    await stand_in.client.faults("status", times=None)
    oks = [(await stand_in.raw("sendMessage", chat_id=amina, text="Hello"))["ok"] for _ in range(3)]
    await stand_in.client.clear_faults()
    assert (oks, (await stand_in.raw("getMe"))["ok"]) == ([False] * 3, True)


async def test_an_unknown_fault_is_refused(stand_in: StandIn) -> None:
    with pytest.raises(SimulatorError, match="unknown fault 'rain'"):
        await stand_in.client.faults("rain")


@pytest.mark.parametrize(
    ("limits", "chats", "expected"),
    [
        ({"per_second": 2}, [1, 2, 3], [200, 200, 429]),
        ({"per_chat": 1}, [1, 1, 2], [200, 429, 200]),
        ({}, [1, 1, 1], [200, 200, 200]),
    ],
)
async def test_rates_are_kept(limits: dict[str, float], chats: list[int], expected: list[int]) -> None:
    async with running(SimulatorConfig(token=TOKEN, monotonic=lambda: 10.0)) as stand_in:
        stand_in.world.add_crowd(1, 3, ["nb"])
        await stand_in.client.rate(**limits)
        answers = [await stand_in.raw("sendMessage", chat_id=chat, text="Hello") for chat in chats]
    assert [answer.get("error_code", 200) for answer in answers] == expected
    assert all(answer["parameters"]["retry_after"] == 1 for answer in answers if not answer["ok"])


async def test_the_log_counts_refused_calls_too(stand_in: StandIn, amina: int) -> None:
    await stand_in.call("sendMessage", chat_id=amina, text="Hello")
    await stand_in.raw("sendMessage", chat_id=999, text="Hello")
    calls = await stand_in.client.log(method="sendMessage")
    assert [(call["code"], call["chat_id"]) for call in calls] == [(200, amina), (400, 999)]
    assert await stand_in.client.log(since=calls[-1]["seq"]) == []


async def _sent(stand_in: StandIn, user: int) -> tuple[str, bytes]:
    """The id of a voice message somebody sent, and what is in it."""
    await stand_in.client.call("POST", f"users/{user}/voice")
    (stored,) = stand_in.world.files._by_id.values()
    return stored.file_id, stored.data


async def _download(stand_in: StandIn, file_id: str) -> tuple[int, bytes]:
    path = (await stand_in.call("getFile", file_id=file_id))["file_path"]
    async with stand_in.session.get(f"{stand_in.base}/file/bot{TOKEN}/{path}") as answer:
        return answer.status, await answer.read()


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("file_vanished", "wrong file_id or the file is temporarily unavailable"),
        ("file_too_big", "file is too big"),
    ],
)
async def test_a_file_is_refused_on_order(stand_in: StandIn, amina: int, fault: str, words: str) -> None:
    file_id, data = await _sent(stand_in, amina)
    await stand_in.client.faults(fault)
    assert (await stand_in.raw("sendMessage", chat_id=amina, text="Hello"))["ok"], "only files are struck"
    answer = await stand_in.raw("getFile", file_id=file_id)
    assert (answer["error_code"], answer["description"]) == (400, f"Bad Request: {words}")
    assert await _download(stand_in, file_id) == (200, data)


async def test_a_download_fails_on_order(stand_in: StandIn, amina: int) -> None:
    file_id, data = await _sent(stand_in, amina)
    await stand_in.client.faults("file_vanished", method="download")
    assert (await _download(stand_in, file_id))[0] == 404
    await stand_in.client.faults("status", method="download")
    assert (await _download(stand_in, file_id))[0] == 502
    await stand_in.client.faults("file_slow", seconds=0.001)
    assert await _download(stand_in, file_id) == (200, data)
    for kind in ("reset", "reset_after_delivery"):
        await stand_in.client.faults(kind, method="download")
        with pytest.raises(ClientError):
            await _download(stand_in, file_id)
    await stand_in.client.faults("file_too_big", method="download")
    status, more = await _download(stand_in, file_id)
    assert status == 200
    assert len(more) > 20 * 1024 * 1024
