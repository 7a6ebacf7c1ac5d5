from __future__ import annotations

import asyncio
import logging
import traceback
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from telegram import Bot, InputFile
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.telegram.errors import AnswerLost, ConnectFailed, ServerFailed
from bot.telegram.transport import AiohttpRequest
from tests.bot.telegram import servers
from tests.bot.telegram.servers import TOKEN, Talk, http, ok, raw_server, read_request, refused, web_server


@asynccontextmanager
async def transport(
    *, connections: int = 8, connect: float = 1.0, read: float = 1.0, transfer: float = 5.0
) -> AsyncIterator[AiohttpRequest]:
    async with AiohttpRequest(
        connections=connections, connect_timeout=connect, read_timeout=read, transfer_timeout=transfer
    ) as opened:
        yield opened


def method(base: str, name: str = "sendMessage") -> str:
    return f"{base}/bot{TOKEN}/{name}"


def bot(base: str, request: AiohttpRequest) -> Bot:
    return Bot(
        TOKEN,
        base_url=f"{base}/bot",
        base_file_url=f"{base}/file/bot",
        request=request,
        get_updates_request=request,
    )


async def failure(request: AiohttpRequest, base: str) -> TelegramError:
    with pytest.raises(TelegramError) as caught:
        await request.post_json(method(base), {"chat_id": 1, "text": "hei"})
    return caught.value


# What certainly had no effect


async def test_a_refused_connection_is_certainly_not_delivered() -> None:
    async with transport() as request:
        error = await failure(request, f"http://127.0.0.1:{servers.closed_port()}")
    assert isinstance(error, ConnectFailed)
    assert "127.0.0.1" in str(error)


async def test_a_name_that_does_not_resolve_is_certainly_not_delivered() -> None:
    async with transport() as request:
        assert isinstance(await failure(request, "http://nowhere.invalid."), ConnectFailed)


async def test_an_address_that_is_none_is_certainly_not_delivered() -> None:
    async with transport() as request:
        assert isinstance(await failure(request, "telegram.example"), ConnectFailed)


async def silence(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
    await reader.read()


async def test_a_handshake_that_never_ends_is_certainly_not_delivered() -> None:
    async with raw_server(silence) as base, transport(connect=0.05) as request:
        assert isinstance(await failure(request, base.replace("http:", "https:")), ConnectFailed)


async def test_no_free_place_in_the_pool_is_certainly_not_delivered() -> None:
    async with raw_server(silence) as base, transport(connections=1, connect=0.05, read=0.1) as request:
        first = asyncio.create_task(failure(request, base))
        second = asyncio.create_task(failure(request, base))
        assert isinstance(await second, ConnectFailed)
        assert isinstance(await first, AnswerLost)


async def test_an_upload_cut_short_is_certainly_not_delivered() -> None:
    async def read_a_little(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readexactly(1000)
        servers.reset(writer)

    async with raw_server(read_a_little) as base, transport() as request:
        with pytest.raises(ConnectFailed):
            await bot(base, request).send_document(1, InputFile(bytes(2**24), "big.bin"))


async def test_an_upload_nobody_reads_is_certainly_not_delivered() -> None:
    async def read_a_little(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
        await reader.readexactly(1000)
        await asyncio.Event().wait()

    async with raw_server(read_a_little) as base, transport(connect=0.05, transfer=0.05) as request:
        with pytest.raises(ConnectFailed):
            await bot(base, request).send_document(1, InputFile(bytes(2**24), "big.bin"))


# What may have had its effect


async def hang(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
    await read_request(reader)
    await reader.read()


async def disconnect(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
    await read_request(reader)


async def reset(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await read_request(reader)
    servers.reset(writer)


async def half_a_body(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await read_request(reader)
    writer.write(http(b'{"ok":true,', length=500))
    await writer.drain()


async def half_a_body_then_hang(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await half_a_body(reader, writer)
    await reader.read()


async def garbage_http(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await read_request(reader)
    writer.write(b"SSH-2.0-OpenSSH\r\n\r\n")
    await writer.drain()


async def not_json(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await read_request(reader)
    writer.write(http(b"<html>please log in to this network</html>"))
    await writer.drain()


async def no_result(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await read_request(reader)
    writer.write(http(b'{"ok":true}'))
    await writer.drain()


async def not_utf8(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await read_request(reader)
    writer.write(http(b'{"ok":true,"result":"\xff\xfe"}'))
    await writer.drain()


@pytest.mark.parametrize(
    "talk",
    [
        hang,
        disconnect,
        reset,
        half_a_body,
        half_a_body_then_hang,
        garbage_http,
        not_json,
        no_result,
        not_utf8,
    ],
)
async def test_once_the_request_has_left_a_failure_is_undecided(talk: Talk) -> None:
    async with raw_server(talk) as base, transport(read=0.1) as request:
        assert isinstance(await failure(request, base), AnswerLost)


@pytest.mark.parametrize("size", [100, 200_000])
async def test_a_large_plain_request_nobody_reads_counts_as_left(size: int) -> None:
    """Its bytes may all be in the socket's buffer, which is sent even when we close."""
    async with raw_server(hang) as base, transport(read=0.1) as request:
        with pytest.raises(AnswerLost):
            await request.post_json(method(base), {"text": "x" * size})


async def test_an_idle_connection_closed_by_the_server_is_replaced_before_writing() -> None:
    seen = 0

    async def answer_once(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal seen
        await read_request(reader)
        seen += 1
        writer.write(http(b'{"ok":true,"result":1}'))
        await writer.drain()
        writer.close()
        await writer.wait_closed()
        closed.set()

    closed = asyncio.Event()
    async with raw_server(answer_once) as base, transport() as request:
        assert await request.post_json(method(base), {}) == 1
        await closed.wait()
        await asyncio.get_running_loop().run_in_executor(None, int)  # lets the close reach our side
        assert await request.post_json(method(base), {}) == 1
    assert seen == 2


async def test_a_kept_connection_closed_while_we_write_is_undecided_and_not_repeated() -> None:
    requests = 0

    async def close_on_the_second(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal requests
        await read_request(reader)
        requests += 1
        writer.write(http(b'{"ok":true,"result":1}'))
        await writer.drain()
        await reader.readexactly(1)
        requests += 1

    async with raw_server(close_on_the_second) as base, transport() as request:
        assert await request.post_json(method(base), {}) == 1
        assert isinstance(await failure(request, base), AnswerLost)
    assert requests == 2


# Answers


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (refused(400, "Bad Request: chat not found"), BadRequest),
        (refused(400, "Bad Request: group upgraded", migrate_to_chat_id=-100), ChatMigrated),
        (refused(401, "Unauthorized"), InvalidToken),
        (refused(403, "Forbidden: bot was blocked by the user"), Forbidden),
        (refused(404, "Not Found"), InvalidToken),
        (refused(409, "Conflict: terminated by other getUpdates request"), Conflict),
        (refused(413, "Request Entity Too Large"), BadRequest),
        (refused(429, "Too Many Requests: retry after 7", retry_after=7), RetryAfter),
        (refused(429, "Too Many Requests"), RetryAfter),
        (refused(500, "Internal Server Error"), ServerFailed),
        (refused(502, "Bad Gateway"), ServerFailed),
        (refused(504, "Gateway Timeout"), AnswerLost),
        (web.Response(status=302, headers={"Location": "/login"}), ServerFailed),
        (web.Response(status=403, text="<html>firewall</html>"), ServerFailed),
        (web.Response(status=404, text="<html>no such page</html>"), ServerFailed),
        (web.Response(status=413, text="<html>too large</html>"), BadRequest),
        (web.Response(status=502, text="<html>bad gateway</html>"), ServerFailed),
        (web.Response(status=504, text="<html>timed out</html>"), AnswerLost),
    ],
)
@pytest.mark.parametrize("through_bot", [False, True])
async def test_answers(answer: web.Response, expected: type[TelegramError], through_bot: bool) -> None:
    async def handler(_: web.Request) -> web.Response:
        return web.Response(status=answer.status, body=answer.body, headers=answer.headers)

    async with web_server(handler) as base, transport() as request:
        call = (
            bot(base, request).send_message(1, "hei")
            if through_bot
            else request.post_json(method(base), {"chat_id": 1, "text": "hei"})
        )
        with pytest.raises(expected) as caught:
            await call
    assert type(caught.value) is expected
    if isinstance(caught.value, ServerFailed):
        assert caught.value.status == answer.status


async def test_a_description_keeps_no_quoted_words() -> None:
    async def handler(_: web.Request) -> web.Response:
        return refused(400, 'Bad Request: can\'t parse entities: unsupported start tag "private words" at 3')

    async with web_server(handler) as base, transport() as request:
        error = await failure(request, base)
    assert "private words" not in str(error)
    assert "parse entities" in str(error)


async def test_plain_parameters_travel_as_json() -> None:
    async def handler(request: web.Request) -> web.Response:
        return ok([request.content_type, await request.json()])

    async with web_server(handler) as base, transport() as request:
        sent = {"chat_id": 1, "text": "سلام <b>Å</b>", "reply_markup": {"inline_keyboard": [[{"text": "1"}]]}}
        assert await request.post_json(method(base), sent) == ["application/json", sent]


async def test_one_connection_serves_call_after_call() -> None:
    peers: set[object] = set()

    async def handler(request: web.Request) -> web.Response:
        assert request.transport is not None
        peers.add(request.transport.get_extra_info("peername"))
        return ok("yes")

    async with web_server(handler) as base, transport() as request:
        for _ in range(5):
            await request.post_json(method(base), {})
    assert len(peers) == 1


async def test_a_file_is_uploaded_as_it_is_with_its_parameters() -> None:
    async def handler(request: web.Request) -> web.Response:
        form = await request.post()
        file = form["document"]
        assert isinstance(file, web.FileField)
        assert file.file.read() == bytes(range(256)) * 1000
        assert (file.filename, file.content_type) == ('møte "én".ics', "text/calendar")
        assert form["chat_id"] == "42"
        assert form["caption"] == "سلام"
        chat = {"id": 42, "type": "private"}
        return ok({"message_id": 7, "date": 1, "chat": chat})

    async with web_server(handler) as base, transport() as request:
        file = InputFile(bytes(range(256)) * 1000, 'møte "én".ics')
        message = await bot(base, request).send_document(42, file, caption="سلام")
    assert message.message_id == 7


async def test_a_file_is_downloaded() -> None:
    async def handler(request: web.Request) -> web.Response:
        if request.method == "GET":
            assert request.path == f"/file/bot{TOKEN}/voice/1.oga"
            return web.Response(body=b"\x00OggS" * 9)
        return ok({"file_id": "a", "file_unique_id": "b", "file_size": 45, "file_path": "voice/1.oga"})

    async with web_server(handler) as base, transport() as request:
        file = await bot(base, request).get_file("a")
        assert await file.download_as_bytearray() == b"\x00OggS" * 9


async def test_a_file_that_is_gone_does_not_put_the_token_in_doubt() -> None:
    async def handler(_: web.Request) -> web.Response:
        return refused(404, "Not Found")

    async with web_server(handler) as base, transport() as request:
        with pytest.raises(BadRequest):
            await request.retrieve(f"{base}/file/bot{TOKEN}/voice/1.oga")


async def test_use_before_initialize_is_a_mistake_of_the_program() -> None:
    with pytest.raises(RuntimeError, match="Initialize"):
        await AiohttpRequest().post_json("http://127.0.0.1/", {})


async def test_it_can_be_closed_twice_and_opened_again() -> None:
    async def handler(_: web.Request) -> web.Response:
        return ok(1)

    async with web_server(handler) as base:
        request = AiohttpRequest()
        for _ in range(2):
            await request.initialize()
            await request.initialize()
            assert await request.post_json(method(base), {}) == 1
            await request.shutdown()
            await request.shutdown()


# The token


def everything_said(error: BaseException) -> str:
    seen = [repr(error), str(error), *map(str, error.args), "".join(traceback.format_exception(error))]
    seen.extend(everything_said(linked) for linked in (error.__cause__, error.__context__) if linked is not None)
    return "\n".join(seen)


@pytest.mark.parametrize("talk", [silence, disconnect, reset, half_a_body, garbage_http, not_json])
async def test_no_error_and_no_log_holds_the_token_or_the_text(talk: Talk, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    words = "private words"
    async with raw_server(talk) as base, transport(connect=0.05, read=0.05) as request:
        for address in (base, base.replace("http:", "https:"), "nonsense", "http://127.0.0.1:1"):
            with pytest.raises(TelegramError) as caught:
                await request.post_json(method(address), {"text": words})
            said = everything_said(caught.value)
            assert TOKEN not in said
            assert words not in said
    assert TOKEN not in caplog.text
    assert "please log in" not in caplog.text


async def test_no_refusal_holds_the_token() -> None:
    async def handler(request: web.Request) -> web.Response:
        return refused(500, f"cannot serve {request.path}")

    async with web_server(handler) as base, transport() as request:
        assert TOKEN not in everything_said(await failure(request, base))
