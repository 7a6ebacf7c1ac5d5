"""Every setting of the program, typed, from the environment. Nothing here shows a secret."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from yarl import URL

from bot.errands.transcription import DEFAULT_MODEL
from storage.database import async_url
from storage.media_store import DEFAULT_PLACE, MediaPlace

DEFAULT_DATABASE = "sqlite:///var/brobygger.db"
DEFAULT_LISTEN = "127.0.0.1:8090"
DEFAULT_API = "https://api.telegram.org"
_LOWEST_SECRET = 16
_PORTS = range(65536)
_LEVELS = {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING, "error": logging.ERROR}

T = TypeVar("T")


class SettingsError(Exception):
    """Settings are missing or wrong; `lines` says which and what to do, one line each, without the wrong value."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


@dataclass(frozen=True)
class Server:
    """A server of somebody's choosing: its base address, the key it wants (perhaps none), and the model asked for."""

    url: str
    key: str = field(default="", repr=False)
    model: str = ""


@dataclass(frozen=True)
class Settings:
    """What the environment says. See `docs/operating.md` for each.

    Attributes:
        token: the bot's token (`BROBYGGER_TELEGRAM_TOKEN`).
        secret_key: keys of the encryption at rest, newest first, by commas (`BROBYGGER_SECRET_KEY`).
        api: base address of the Bot API (`BROBYGGER_TELEGRAM_API`).
        database_url: SQLite or PostgreSQL (`BROBYGGER_DATABASE_URL`).
        webhook_url: public HTTPS address of `POST /telegram`; None for polling (`BROBYGGER_WEBHOOK_URL`).
        webhook_secret: what Telegram shows with each update (`BROBYGGER_WEBHOOK_SECRET`).
        host: where the HTTP server listens (`BROBYGGER_LISTEN`, host:port).
        port: its port; 0 takes any free one.
        timezone: the IANA zone of new programmes (`BROBYGGER_TIMEZONE`).
        clock: address of a stand-in whose clock is followed; None for real time (`BROBYGGER_CLOCK`).
        log_level: the least level of our own events (`BROBYGGER_LOG_LEVEL`).
        rate: messages a second for the token, 0 for no limit (`BROBYGGER_MESSAGES_PER_SECOND`).
        lease: how long a process keeps what it claimed (`BROBYGGER_LEASE_SECONDS`).
        media: where files are kept (`BROBYGGER_MEDIA`, `BROBYGGER_MEDIA_ENDPOINT`, `BROBYGGER_MEDIA_REGION`,
            `BROBYGGER_MEDIA_KEY_ID`, `BROBYGGER_MEDIA_SECRET`).
        transcription: what writes voice messages down; None for nothing (`BROBYGGER_TRANSCRIPTION_URL`,
            `BROBYGGER_TRANSCRIPTION_KEY`, `BROBYGGER_TRANSCRIPTION_MODEL`).
        translation: what translates; None for nothing (`BROBYGGER_TRANSLATION_URL`, `BROBYGGER_TRANSLATION_KEY`).
    """

    token: str = field(repr=False)
    secret_key: str = field(repr=False)
    api: str = DEFAULT_API
    database_url: str = field(default=DEFAULT_DATABASE, repr=False)
    webhook_url: str | None = None
    webhook_secret: str = field(default="", repr=False)
    host: str = "127.0.0.1"
    port: int = 8090
    timezone: str = "Europe/Oslo"
    clock: str | None = None
    log_level: int = logging.INFO
    rate: int = 30
    lease: timedelta = timedelta(seconds=30)
    media: MediaPlace = field(default_factory=MediaPlace)
    transcription: Server | None = None
    translation: Server | None = None

    @property
    def bot_id(self) -> int:
        """The bot's number, which begins its token."""
        return int(self.token.partition(":")[0])


def read_settings(environment: Mapping[str, str]) -> Settings:
    """The settings, all checked at once.

    Raises:
        SettingsError: at least one is missing or wrong.
    """
    reader = _Reader(environment)
    listen = reader.read("BROBYGGER_LISTEN", DEFAULT_LISTEN, _listen, f"must be host:port, such as {DEFAULT_LISTEN}")
    host, port = listen or _listen(DEFAULT_LISTEN)
    webhook_url = reader.read("BROBYGGER_WEBHOOK_URL", "", _https, "must be an https:// address")
    settings = Settings(
        token=reader.read(
            "BROBYGGER_TELEGRAM_TOKEN", None, _token, "must be a bot token as @BotFather gives it (digits:letters)"
        ),
        secret_key=reader.read("BROBYGGER_SECRET_KEY", None, str, "make one with: brobygger new-key"),
        api=reader.read("BROBYGGER_TELEGRAM_API", DEFAULT_API, _http, "must be an http:// or https:// address"),
        database_url=reader.read(
            "BROBYGGER_DATABASE_URL", DEFAULT_DATABASE, _database, "must be a sqlite:// or postgresql:// address"
        ),
        webhook_url=webhook_url or None,
        webhook_secret=reader.read(
            "BROBYGGER_WEBHOOK_SECRET",
            None if webhook_url else "",
            _webhook_secret,
            f"needs at least {_LOWEST_SECRET} letters, digits, '_' or '-'",
        ),
        host=host,
        port=port,
        timezone=reader.read("BROBYGGER_TIMEZONE", "Europe/Oslo", _zone, "must be an IANA zone, such as Europe/Oslo"),
        clock=reader.read("BROBYGGER_CLOCK", "", _http, "must be the address of a stand-in") or None,
        log_level=reader.read("BROBYGGER_LOG_LEVEL", "info", _level, f"must be one of {', '.join(_LEVELS)}"),
        rate=reader.read("BROBYGGER_MESSAGES_PER_SECOND", "30", _whole, "must be a whole number, 0 for no limit"),
        lease=reader.read("BROBYGGER_LEASE_SECONDS", "30", _lease, "must be seconds, at least 0.5"),
        media=_media(reader),
        transcription=_server(reader, "BROBYGGER_TRANSCRIPTION", DEFAULT_MODEL),
        translation=_server(reader, "BROBYGGER_TRANSLATION"),
    )
    reader.raise_if_wrong()
    return settings


class _Reader:
    """Reads variables and gathers what is wrong with them."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self._wrong: list[str] = []

    def read(self, name: str, default: str | None, parse: Callable[[str], T], advice: str) -> T:
        text = self._environment.get(name, "").strip() or default
        if text is None:
            self._wrong.append(f"{name} is not set: {advice}")
        else:
            try:
                return parse(text)
            except ValueError:
                self._wrong.append(f"{name} is wrong: it {advice}")
        return None  # type: ignore[return-value] # raise_if_wrong keeps it from being used

    def raise_if_wrong(self) -> None:
        if self._wrong:
            raise SettingsError(self._wrong)


def _media(reader: _Reader) -> MediaPlace:
    address = reader.read("BROBYGGER_MEDIA", DEFAULT_PLACE, _place, "must be a folder or s3://bucket/prefix")
    secret = reader.read("BROBYGGER_MEDIA_SECRET", "", str, "")
    return MediaPlace(
        address=address or DEFAULT_PLACE,
        endpoint=reader.read("BROBYGGER_MEDIA_ENDPOINT", "", _http, "must be an http:// or https:// address"),
        region=reader.read("BROBYGGER_MEDIA_REGION", "", str, ""),
        key_id=reader.read("BROBYGGER_MEDIA_KEY_ID", None if secret else "", str, "belongs to BROBYGGER_MEDIA_SECRET"),
        secret=secret,
    )


def _server(reader: _Reader, name: str, model: str = "") -> Server | None:
    url = reader.read(f"{name}_URL", "", _http, "must be an http:// or https:// address")
    key = reader.read(f"{name}_KEY", "", str, "")
    if model:
        model = reader.read(f"{name}_MODEL", model, str, "")
    return Server(url, key, model) if url else None


def _place(text: str) -> str:
    _ = MediaPlace(text).bucket  # raises where it is neither
    return text


def _token(text: str) -> str:
    number, colon, rest = text.partition(":")
    if not (number.isascii() and number.isdecimal() and colon and rest):
        raise ValueError
    return text


def _http(text: str) -> str:
    if text and (URL(text).scheme not in {"http", "https"} or not URL(text).host):
        raise ValueError
    return text.rstrip("/")


def _https(text: str) -> str:
    if text and URL(text).scheme != "https":
        raise ValueError
    return _http(text)


def _database(text: str) -> str:
    try:
        async_url(text)
    except Exception as error:  # SQLAlchemy's own errors quote the address, password and all
        raise ValueError from error
    return text


def _webhook_secret(text: str) -> str:
    if text and (len(text) < _LOWEST_SECRET or not text.replace("_", "").replace("-", "").isalnum()):
        raise ValueError
    return text


def _listen(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    if not host or int(port) not in _PORTS:
        raise ValueError
    return host.strip("[]"), int(port)


def _zone(text: str) -> str:
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, OSError) as error:
        raise ValueError from error
    return text


def _level(text: str) -> int:
    if text.lower() not in _LEVELS:
        raise ValueError
    return _LEVELS[text.lower()]


def _whole(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ValueError
    return number


def _lease(text: str) -> timedelta:
    seconds = float(text)
    if not 0.5 <= seconds <= 3600:  # noqa: PLR2004 - said in the advice
        raise ValueError
    return timedelta(seconds=seconds)
