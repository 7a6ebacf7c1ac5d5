from __future__ import annotations

import asyncio
import os
import re
import socket
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import text

from bot.checks import check
from bot.cli import main
from bot.inviting import make_invitation
from bot.settings import read_settings
from storage.database import Database
from storage.encryption import Vault, new_key
from storage.models import Role
from tests.bot.stand_in import TOKEN, stand_in


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in list(os.environ):
        if name.startswith("BROBYGGER_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def settings_of(tmp_path: Path, **changes: str) -> dict[str, str]:
    return {
        "BROBYGGER_TELEGRAM_TOKEN": TOKEN,
        "BROBYGGER_TELEGRAM_API": "http://127.0.0.1:9",
        "BROBYGGER_DATABASE_URL": f"sqlite:///{tmp_path}/x.db",
        "BROBYGGER_SECRET_KEY": new_key(),
        "BROBYGGER_MEDIA": f"{tmp_path}/media",
    } | changes


@pytest.mark.parametrize("command", ["run", "migrate", "rotate-key", "check"])
def test_nothing_starts_without_a_key(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BROBYGGER_TELEGRAM_TOKEN", TOKEN)
    assert main([command]) == 1
    shown = capsys.readouterr()
    assert "BROBYGGER_SECRET_KEY is not set: make one with: brobygger new-key" in shown.out + shown.err


@pytest.mark.parametrize(
    "arguments", [[], ["dance"], ["invite"], ["invite", "--role", "participant", "--programme", "x"]]
)
def test_wrong_use(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage: brobygger" in capsys.readouterr().err


def test_a_new_key_is_a_key(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new-key"]) == 0
    Fernet(capsys.readouterr().out.strip())


def test_migrate_and_rotate(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    environment = settings_of(tmp_path)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert main(["migrate"]) == 0
    newer = new_key()
    monkeypatch.setenv("BROBYGGER_SECRET_KEY", f"{newer},{environment['BROBYGGER_SECRET_KEY']}")
    assert main(["rotate-key"]) == 0
    monkeypatch.setenv("BROBYGGER_SECRET_KEY", newer)
    assert main(["migrate"]) == 0
    assert capsys.readouterr().out.count("The database is up to date.") == 2
    monkeypatch.setenv("BROBYGGER_SECRET_KEY", environment["BROBYGGER_SECRET_KEY"])
    assert main(["migrate"]) == 1
    assert capsys.readouterr().err == "The secret key does not open this database. Put the right key back.\n"


def test_a_database_that_is_further_on_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    environment = settings_of(tmp_path)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert main(["migrate"]) == 0

    async def age() -> None:
        database = Database(environment["BROBYGGER_DATABASE_URL"], Vault([environment["BROBYGGER_SECRET_KEY"]]))
        async with database.writing_connection() as connection:
            await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        await database.close()

    asyncio.run(age())
    assert main(["run"]) == 1
    assert "newer version of Brobygger" in capsys.readouterr().err


def test_an_answer_that_does_not_come_is_said_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in settings_of(tmp_path).items():
        monkeypatch.setenv(name, value)
    assert main(["invite", "--role", "coordinator", "--programme", "Test"]) == 1
    assert TOKEN not in capsys.readouterr().err


async def test_check_says_what_is_well(tmp_path: Path) -> None:
    lines: list[str] = []
    async with stand_in() as address:
        environment = settings_of(tmp_path, BROBYGGER_TELEGRAM_API=address)
        assert await check(environment, lines.append)
        await make_invitation(read_settings(environment), Role.COORDINATOR, "Test")
        assert await check(environment, lines.append)
    assert [line.split()[:2] for line in lines[5:]] == [
        ["settings", "OK"],
        ["database", "OK"],
        ["key", "OK"],
        ["media", "OK"],
        ["telegram", "OK"],
    ]


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"BROBYGGER_TELEGRAM_TOKEN": "7:another"}, "telegram   wrong  The token is refused."),
        ({"BROBYGGER_TELEGRAM_API": "http://127.0.0.1:9"}, "telegram   wrong  http://127.0.0.1:9 does not answer."),
        (
            {"BROBYGGER_MEDIA": "s3://bro", "BROBYGGER_MEDIA_ENDPOINT": "http://127.0.0.1:9"},
            "media      wrong  The store",
        ),
        ({"BROBYGGER_SECRET_KEY": "short"}, "key        wrong  The secret key is malformed."),
        ({"BROBYGGER_DATABASE_URL": "postgresql://u:hunter2@127.0.0.1:9/x"}, "database   wrong  It does not answer"),
    ],
)
async def test_check_says_what_to_do(tmp_path: Path, changes: dict[str, str], wrong: str) -> None:
    lines: list[str] = []
    async with stand_in() as address:
        environment = settings_of(tmp_path, BROBYGGER_TELEGRAM_API=address) | changes
        assert not await check(environment, lines.append)
    assert [line for line in lines if line.startswith(wrong)]
    assert "hunter2" not in "".join(lines)


async def test_an_invitation_makes_the_programme_once(tmp_path: Path) -> None:
    async with stand_in() as address:
        settings = read_settings(settings_of(tmp_path, BROBYGGER_TELEGRAM_API=address))
        made: list[tuple[Any, ...]] = [await make_invitation(settings, Role.COORDINATOR, "Test Øst") for _ in range(2)]
    assert made[0] != made[1]
    for link, code in made:
        assert re.fullmatch(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){3}", code)
        assert link == f"https://t.me/brobygger_demo_bot?start={code}"
    database = Database(settings.database_url, Vault([settings.secret_key]))
    async with database.reading() as store:
        assert [programme.name for programme in await store.programmes.everyone()] == ["Test Øst"]
    await database.close()


def test_a_taken_port_is_said_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["demo", "--port", str(port)]) == 1
    assert f"Port {port} is taken." in capsys.readouterr().err
