from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram.error import Forbidden

from bot import log

TOKEN = "700123456:AAHfakefakefakefakefakefakefakefake-x_"


class Kind(StrEnum):
    REPLY = "reply"


@pytest.fixture
def out() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    before = (root.handlers[:], root.level)
    levels = {
        name: logger.level for name, logger in root.manager.loggerDict.items() if isinstance(logger, logging.Logger)
    }
    stream = io.StringIO()
    log.set_up(tokens=["hunter2"], stream=stream)
    yield stream
    root.handlers[:], root.level = before
    for name in [*levels, *log._QUIET, "aiohttp.access"]:
        logging.getLogger(name).setLevel(levels.get(name, logging.NOTSET))
    logging.captureWarnings(capture=False)


def logger() -> logging.Logger:
    return logging.getLogger("bot.delivery")


def test_one_line_of_keys_and_values(out: io.StringIO) -> None:
    logger().info("delivery sent", extra={"delivery": 17, "kind": Kind.REPLY, "repeat": False})
    line = out.getvalue()
    assert line.startswith("at=20")
    assert line.endswith('level=info from=bot.delivery event="delivery sent" delivery=17 kind=reply repeat=false\n')


@pytest.mark.parametrize("words", ["I cannot come", "Møte\ni morgen", "x" * 65, ["a"], {"a": 1}])
def test_words_of_people_are_not_shown(out: io.StringIO, words: object) -> None:
    logger().info("x", extra={"text": words})
    assert out.getvalue().endswith("text=…\n")


def test_an_error_is_its_kind_and_place_without_its_words(out: io.StringIO) -> None:
    try:
        raise ValueError("private words")  # noqa: TRY301 -- an error with a traceback is wanted
    except ValueError:
        logger().exception("failed")
    line = out.getvalue()
    assert "error=ValueError" in line
    assert "trace=test_log:" in line
    assert "private" not in line
    assert line.count("\n") == 1


def test_an_error_of_telegram_says_why(out: io.StringIO) -> None:
    logger().warning("failed", exc_info=Forbidden("bot was blocked by the user"))
    assert 'error=Forbidden reason="bot was blocked by the user"' in out.getvalue()


@pytest.mark.parametrize(
    ("message", "arguments"),
    [
        (f"POST /bot{TOKEN}/sendMessage", ()),
        ("POST %s", (f"https://api.telegram.org/bot{TOKEN}/getMe",)),
        ("%s", (TOKEN,)),
        ("password %s", ("hunter2",)),
    ],
)
def test_no_token_is_shown(out: io.StringIO, message: str, arguments: tuple[object, ...]) -> None:
    logger().info(message, *arguments)
    assert TOKEN.partition(":")[2] not in out.getvalue()
    assert "hunter2" not in out.getvalue()
    assert "<token>" in out.getvalue()


def test_no_token_is_shown_in_an_error_or_a_value(out: io.StringIO) -> None:
    logger().warning("x", extra={"address": f"/bot{TOKEN}"}, exc_info=OSError(f"no route to {TOKEN}"))
    assert TOKEN not in out.getvalue()


@pytest.mark.parametrize("name", ["telegram.Bot", "httpx", "aiohttp.access", "aiohttp.client", "sqlalchemy.engine"])
def test_libraries_are_quiet(out: io.StringIO, name: str) -> None:
    logging.getLogger(name).info("noise")
    assert out.getvalue() == ""


@given(text=st.text(), value=st.text())
def test_any_record_is_one_line(text: str, value: str) -> None:
    record = logging.makeLogRecord({"msg": text, "name": "bot", "levelname": "INFO", "value": value})
    line = log.LineFormatter(log.TokenFilter()).format(record)
    assert len(line.splitlines()) == 1
