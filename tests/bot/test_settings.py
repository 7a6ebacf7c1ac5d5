from __future__ import annotations

import logging
from datetime import timedelta

import pytest

from bot.settings import Server, SettingsError, read_settings
from storage.media_store import MediaPlace

NEEDED = {"BROBYGGER_TELEGRAM_TOKEN": "42:secret-token", "BROBYGGER_SECRET_KEY": "very-secret-key"}


def test_little_is_needed() -> None:
    settings = read_settings(NEEDED)
    assert settings.bot_id == 42
    assert settings.api == "https://api.telegram.org"
    assert settings.database_url == "sqlite:///var/brobygger.db"
    assert (settings.host, settings.port) == ("127.0.0.1", 8090)
    assert settings.timezone == "Europe/Oslo"
    assert settings.webhook_url is None
    assert settings.clock is None
    assert (settings.rate, settings.lease) == (30, timedelta(seconds=30))
    assert settings.log_level == logging.INFO
    assert settings.media == MediaPlace("var/media")
    assert (settings.transcription, settings.translation) == (None, None)


def test_everything_can_be_set() -> None:
    settings = read_settings(
        NEEDED
        | {
            "BROBYGGER_TELEGRAM_API": "http://127.0.0.1:8081/",
            "BROBYGGER_DATABASE_URL": "postgresql://u:p@db/brobygger",
            "BROBYGGER_WEBHOOK_URL": "https://example.org/telegram",
            "BROBYGGER_WEBHOOK_SECRET": "a-secret-of-some-length",
            "BROBYGGER_LISTEN": "[::1]:0",
            "BROBYGGER_TIMEZONE": "Europe/Stockholm",
            "BROBYGGER_CLOCK": "http://127.0.0.1:8081",
            "BROBYGGER_LOG_LEVEL": "Debug",
            "BROBYGGER_MESSAGES_PER_SECOND": "0",
            "BROBYGGER_LEASE_SECONDS": "1.5",
            "BROBYGGER_MEDIA": "s3://bro/media",
            "BROBYGGER_MEDIA_ENDPOINT": "https://s3.example.org/",
            "BROBYGGER_MEDIA_REGION": "oslo-1",
            "BROBYGGER_MEDIA_KEY_ID": "key",
            "BROBYGGER_MEDIA_SECRET": "secret",
            "BROBYGGER_TRANSCRIPTION_URL": "http://127.0.0.1:9000/",
            "BROBYGGER_TRANSCRIPTION_KEY": "key-1",
            "BROBYGGER_TRANSLATION_URL": "http://127.0.0.1:5000",
        }
    )
    assert settings.api == "http://127.0.0.1:8081"
    assert (settings.host, settings.port) == ("::1", 0)
    assert settings.rate == 0
    assert settings.lease == timedelta(seconds=1.5)
    assert settings.log_level == logging.DEBUG
    assert settings.media == MediaPlace("s3://bro/media", "https://s3.example.org", "oslo-1", "key", "secret")
    assert settings.transcription == Server("http://127.0.0.1:9000", "key-1", "whisper-1")
    assert settings.translation == Server("http://127.0.0.1:5000")


WRONG = [
    ("BROBYGGER_TELEGRAM_TOKEN", ""),
    ("BROBYGGER_TELEGRAM_TOKEN", "no-number"),
    ("BROBYGGER_TELEGRAM_TOKEN", "12:"),
    ("BROBYGGER_SECRET_KEY", " "),
    ("BROBYGGER_TELEGRAM_API", "ftp://x"),
    ("BROBYGGER_TELEGRAM_API", "http://"),
    ("BROBYGGER_DATABASE_URL", "mysql://root:hunter2@db/x"),
    ("BROBYGGER_DATABASE_URL", "hunter2"),
    ("BROBYGGER_WEBHOOK_URL", "http://example.org/telegram"),
    ("BROBYGGER_WEBHOOK_SECRET", "short"),
    ("BROBYGGER_WEBHOOK_SECRET", "hunter2 with blanks in it"),
    ("BROBYGGER_LISTEN", "8090"),
    ("BROBYGGER_LISTEN", "127.0.0.1:x"),
    ("BROBYGGER_LISTEN", "127.0.0.1:70000"),
    ("BROBYGGER_TIMEZONE", "Europe/Atlantis"),
    ("BROBYGGER_TIMEZONE", "../../etc/passwd"),
    ("BROBYGGER_CLOCK", "tomorrow"),
    ("BROBYGGER_LOG_LEVEL", "loud"),
    ("BROBYGGER_MESSAGES_PER_SECOND", "-1"),
    ("BROBYGGER_MESSAGES_PER_SECOND", "fast"),
    ("BROBYGGER_LEASE_SECONDS", "0"),
    ("BROBYGGER_LEASE_SECONDS", "nan"),
    ("BROBYGGER_MEDIA", "gs://hunter2"),
    ("BROBYGGER_MEDIA_ENDPOINT", "hunter2"),
    ("BROBYGGER_TRANSCRIPTION_URL", "hunter2"),
    ("BROBYGGER_TRANSLATION_URL", "ftp://hunter2"),
]


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_each_wrong_value_is_one_clear_line_without_the_value(name: str, value: str) -> None:
    with pytest.raises(SettingsError) as raised:
        read_settings(NEEDED | {name: value})
    (line,) = raised.value.lines
    assert line.startswith(f"{name} is ")
    assert "hunter2" not in line
    assert "\n" not in line


def test_all_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(SettingsError) as raised:
        read_settings({"BROBYGGER_LISTEN": "x"})
    named = [line.split(" ", 1)[0] for line in raised.value.lines]
    assert named == ["BROBYGGER_LISTEN", "BROBYGGER_TELEGRAM_TOKEN", "BROBYGGER_SECRET_KEY"]


def test_a_webhook_needs_a_secret() -> None:
    with pytest.raises(SettingsError, match="BROBYGGER_WEBHOOK_SECRET is not set"):
        read_settings(NEEDED | {"BROBYGGER_WEBHOOK_URL": "https://example.org/telegram"})


@pytest.mark.parametrize("name", ["BROBYGGER_MEDIA_KEY_ID", "BROBYGGER_MEDIA_SECRET"])
def test_half_a_key_of_a_bucket_is_none(name: str) -> None:
    with pytest.raises(SettingsError, match="is not set: belongs to"):
        read_settings(NEEDED | {name: "hunter2"})


def test_nothing_shows_a_secret() -> None:
    shown = repr(
        read_settings(
            NEEDED
            | {
                "BROBYGGER_DATABASE_URL": "postgresql://u:hunter2@db/x",
                "BROBYGGER_MEDIA_KEY_ID": "hunter2",
                "BROBYGGER_MEDIA_SECRET": "hunter2",
                "BROBYGGER_TRANSCRIPTION_URL": "http://127.0.0.1",
                "BROBYGGER_TRANSCRIPTION_KEY": "hunter2",
                "BROBYGGER_TRANSLATION_URL": "http://127.0.0.1",
                "BROBYGGER_TRANSLATION_KEY": "hunter2",
            }
        )
    )
    for secret in ("secret-token", "very-secret-key", "hunter2"):
        assert secret not in shown
