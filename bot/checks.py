"""`brobygger check`: everything the bot needs, one line each, with what to do where something is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy.exc import SQLAlchemyError
from telegram.error import TelegramError

from bot import app
from bot.settings import Settings, SettingsError, read_settings
from bot.telegram.outcome import TokenRefused, outcome_of
from storage.database import Database
from storage.encryption import SecretKeyError, Vault
from storage.media_store import MediaStore, MediaStoreError
from storage.schema import DatabaseTooNewError, check_version, version

Show = Callable[[str], None]


async def check(environment: Mapping[str, str], show: Show) -> bool:
    """Checks everything, changes nothing, and says whether the bot can run.

    Args:
        environment: where the settings are.
        show: prints one line.
    """
    try:
        settings = read_settings(environment)
    except SettingsError as error:
        for line in error.lines:
            show(f"settings   wrong  {line}")
        return False
    show("settings   OK")
    results = [await _database(settings, show), await _media(settings, show), await _telegram(settings, show)]
    return all(results)


async def _database(settings: Settings, show: Show) -> bool:
    try:
        vault = Vault.from_setting(settings.secret_key)
    except SecretKeyError as error:
        show(f"key        wrong  {error}")
        return False
    database = Database(settings.database_url, vault)
    try:
        return await _version_and_key(database, show)
    except DatabaseTooNewError as error:
        show(f"database   wrong  {error}")
    except SecretKeyError as error:
        show(f"key        wrong  {error}")
    except (OSError, SQLAlchemyError) as error:
        show(f"database   wrong  It does not answer ({type(error).__name__}). Check BROBYGGER_DATABASE_URL.")
    finally:
        await database.close()
    return False


async def _version_and_key(database: Database, show: Show) -> bool:
    await check_version(database)
    at = await version(database)
    if at is None:
        show("database   OK     empty; it is set up when the bot starts")
        show("key        OK     not used yet; keep it safe")
        return True
    show(f"database   OK     step {at}")
    await database.check_key()
    show("key        OK")
    return True


async def _media(settings: Settings, show: Show) -> bool:
    try:
        await MediaStore(settings.media, Vault.from_setting(settings.secret_key)).probe()
    except SecretKeyError:
        return False  # said above
    except MediaStoreError as error:
        show(f"media      wrong  {error} Check BROBYGGER_MEDIA.")
        return False
    show("media      OK")
    return True


async def _telegram(settings: Settings, show: Show) -> bool:
    try:
        async with app.open_api(settings) as api:
            me = await api.get_me()
    except TelegramError as error:
        if isinstance(outcome_of(error), TokenRefused):
            show("telegram   wrong  The token is refused. Check BROBYGGER_TELEGRAM_TOKEN, or ask @BotFather for it.")
        else:
            show(f"telegram   wrong  {settings.api} does not answer. Check the network and BROBYGGER_TELEGRAM_API.")
        return False
    show(f"telegram   OK     @{me.username}")
    return True
