"""The `brobygger` command. Exit codes: 0 done, 1 it cannot be done (the reason is printed), 2 wrong use."""

from __future__ import annotations

import argparse
import asyncio
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta

import segno
from sqlalchemy.exc import SQLAlchemyError
from telegram.error import TelegramError

from bot import app, log
from bot.checks import check
from bot.clock import ClockAwayError
from bot.demo.run import run_demo
from bot.inviting import make_invitation
from bot.settings import Settings, SettingsError, read_settings
from bot.telegram.source import SourceError
from conversations.invitations.service import STAFF_CODE_LASTS
from storage.encryption import SecretKeyError, new_key
from storage.key_rotation import rotate
from storage.media_rotation import rotate_files
from storage.media_store import MediaStore, MediaStoreError
from storage.models import Role
from storage.schema import DatabaseTooNewError

DONE, CANNOT = 0, 1

Command = Callable[[argparse.Namespace, Mapping[str, str]], int]

_EXPECTED = (SettingsError, SecretKeyError, DatabaseTooNewError, SourceError, ClockAwayError, MediaStoreError, OSError)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns the exit code.

    Args:
        arguments: instead of those of the process.
    """
    chosen = _parser().parse_args(arguments)
    command: Command = chosen.command
    try:
        return command(chosen, os.environ)
    except _EXPECTED as error:
        return _cannot(str(error))
    except TelegramError as error:
        return _cannot(f"Telegram does not answer as it should: {error}")
    except SQLAlchemyError as error:
        # Its text may quote the address of the database, password and all.
        return _cannot(f"The database does not answer as it should ({type(error).__name__}).")


def _cannot(text: str) -> int:
    print(text, file=sys.stderr)
    return CANNOT


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="brobygger", description="A chat assistant for employment programmes.")
    commands = parser.add_subparsers(required=True, metavar="command")

    def add(name: str, command: Command, text: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=text, description=text)
        made.set_defaults(command=command)
        return made

    add("run", _run, "Run the bot: by polling, or by webhook when BROBYGGER_WEBHOOK_URL is set.")
    demo = add("demo", _demo, "Play with four phones in the browser; needs no account and no settings.")
    demo.add_argument("--port", type=int, default=8080, help="where the page is (default 8080)")
    simulator = add("simulator", _simulator, "Serve only the phones: a stand-in for Telegram, for training.")
    simulator.add_argument("--port", type=int, default=8081, help="where the page is (default 8081)")
    invite = add("invite", _invite, "Make a code that lets one person onto a programme's staff.")
    invite.add_argument("--role", choices=[Role.COORDINATOR.value, Role.SPECIALIST.value], required=True)
    invite.add_argument("--programme", required=True, help="its name; made when it is not there yet")
    add("check", _check, "Check settings, key, database and token, and say what to do.")
    add("migrate", _migrate, "Bring the database to this version's tables (run does so by itself).")
    add("rotate-key", _rotate_key, "Seal everything anew with the first key of BROBYGGER_SECRET_KEY.")
    add("new-key", _new_key, "Print a fresh key for BROBYGGER_SECRET_KEY.")
    return parser


def _settings(environment: Mapping[str, str]) -> Settings:
    settings = read_settings(environment)
    log.set_up(level=settings.log_level, tokens=[settings.token])
    return settings


def _run(_chosen: argparse.Namespace, environment: Mapping[str, str]) -> int:
    asyncio.run(app.run(_settings(environment)))
    return DONE


def _demo(chosen: argparse.Namespace, _environment: Mapping[str, str]) -> int:
    return run_demo(chosen.port)


def _simulator(chosen: argparse.Namespace, _environment: Mapping[str, str]) -> int:
    command = [sys.executable, "-m", "bot.simulator", "--port", str(chosen.port)]
    return subprocess.run(command, check=False).returncode  # noqa: S603 - our own module, a number as argument


def _invite(chosen: argparse.Namespace, environment: Mapping[str, str]) -> int:
    settings = _settings(environment)
    address, code = asyncio.run(make_invitation(settings, Role(chosen.role), chosen.programme))
    hours = STAFF_CODE_LASTS // timedelta(hours=1)
    print(f"Invitation: {chosen.role} of {chosen.programme}. It opens once, within {hours} hours.\n")
    print(f"  Link  {address}\n  Code  {code}\n")
    segno.make_qr(address, error="m").terminal(compact=True)
    return DONE


def _check(_chosen: argparse.Namespace, environment: Mapping[str, str]) -> int:
    well = asyncio.run(check(environment, print))
    return DONE if well else CANNOT


def _migrate(_chosen: argparse.Namespace, environment: Mapping[str, str]) -> int:
    async def bring_up() -> None:
        async with app.open_database(_settings(environment)):
            print("The database is up to date.")

    return _finished(bring_up)


def _rotate_key(_chosen: argparse.Namespace, environment: Mapping[str, str]) -> int:
    async def reseal() -> None:
        settings = _settings(environment)
        async with app.open_database(settings) as database:
            files = await rotate_files(database, MediaStore(settings.media, database.vault))
            # Last, as it ends with the proof of the key: a bot with the new key alone starts only when all is done.
            rows = await rotate(database)
            print(f"Sealed anew: {rows}, and {files} files. The older keys can be taken out of BROBYGGER_SECRET_KEY.")

    return _finished(reseal)


def _finished(work: Callable[[], Awaitable[None]]) -> int:
    async def whole() -> None:
        await work()

    asyncio.run(whole())
    return DONE


def _new_key(_chosen: argparse.Namespace, _environment: Mapping[str, str]) -> int:
    print(new_key())
    return DONE
