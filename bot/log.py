"""Logging: one line an event, keys and values, numbers of things and never the words of people.

A call looks like `log.warning("delivery failed", extra={"delivery": 17})` and gives
`at=2026-11-26T09:00:00.123Z level=warning from=bot.delivery event="delivery failed" delivery=17`.
"""

from __future__ import annotations

import logging
import re
import traceback
from collections.abc import Iterable
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import IO

from telegram.error import TelegramError

_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]{30,}")
_SHORT = re.compile(r"[\w.:/@+-]{1,64}")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
_QUIET = ("aiohttp", "aiosqlite", "alembic", "asyncio", "httpcore", "httpx", "sqlalchemy", "telegram")


class TokenFilter(logging.Filter):
    """Takes bot tokens out of every record: whatever looks like one, and the `tokens` given."""

    def __init__(self, tokens: Iterable[str] = ()) -> None:
        super().__init__()
        self._tokens = tuple(token for token in tokens if token)

    def filter(self, record: logging.LogRecord) -> bool:
        """Redact the message and its arguments; every record passes."""
        record.msg = self.redact(record.getMessage())
        record.args = None
        return True

    def redact(self, text: str) -> str:
        """The text without tokens."""
        for token in self._tokens:
            text = text.replace(token, "<token>")
        return _TOKEN.sub("<token>", text)


class LineFormatter(logging.Formatter):
    """One line of `key=value` a record.

    Values of `extra` are shown when they are numbers, truth values or short words without spaces, and as `…`
    otherwise. Of an exception only its kind and places in the code are shown; its text only for errors of the
    network and of Telegram, because others may quote what somebody wrote.
    """

    def __init__(self, tokens: TokenFilter) -> None:
        super().__init__()
        self._tokens = tokens

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        pairs: list[tuple[str, str]] = [
            ("at", moment.replace("+00:00", "Z")),
            ("level", record.levelname.lower()),
            ("from", record.name),
            ("event", record.getMessage()),
        ]
        pairs += [(key, _shown(value)) for key, value in vars(record).items() if key not in _STANDARD]
        if record.exc_info and record.exc_info[1] is not None:
            pairs += _of_error(record.exc_info[1])
        return self._tokens.redact(" ".join(f"{key}={_quoted(value)}" for key, value in pairs))


def set_up(*, level: int = logging.INFO, tokens: Iterable[str] = (), stream: IO[str] | None = None) -> None:
    """Send all logging to `stream` (standard error) in this form, replacing what was set up before.

    Args:
        level: the least level of our own events; libraries are heard from WARNING on.
        tokens: secrets that must never be shown.
        stream: where to write.
    """
    without_tokens = TokenFilter(tokens)
    handler = logging.StreamHandler(stream)
    handler.addFilter(without_tokens)
    handler.setFormatter(LineFormatter(without_tokens))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _QUIET:
        logging.getLogger(name).setLevel(max(level, logging.WARNING))
    logging.getLogger("aiohttp.access").setLevel(logging.CRITICAL)
    logging.captureWarnings(capture=True)


def _shown(value: object) -> str:
    if isinstance(value, Enum):
        value = value.value
    if value is None or isinstance(value, (bool, int, float)):
        return str(value).lower()
    if isinstance(value, datetime):
        return value.isoformat()
    return value if isinstance(value, str) and _SHORT.fullmatch(value) else "…"


def _of_error(error: BaseException) -> list[tuple[str, str]]:
    pairs = [("error", type(error).__name__)]
    if isinstance(error, (OSError, TelegramError)):
        pairs.append(("reason", str(error)))
    if frames := traceback.extract_tb(error.__traceback__):
        pairs.append(("trace", "<".join(f"{Path(f.filename).stem}:{f.lineno}" for f in reversed(frames[-8:]))))
    return pairs


def _quoted(value: str) -> str:
    if value and not re.search(r'[\s"=\\]', value):
        return value
    shown = _UNPRINTABLE.sub(lambda sign: sign[0].encode("unicode_escape").decode(), value)
    return '"' + shown.replace('"', "'") + '"'
