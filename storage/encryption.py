"""Encryption at rest: names, phone numbers and free text are unreadable without the key.

Keys are Fernet keys (`cryptography`). Several may be given, newest first: everything is written with the first and read
with any, so a key is rotated by putting a new one in front, running `brobygger rotate-key`, and dropping the old one.
"""

from __future__ import annotations

import json
from typing import Any
from weakref import WeakKeyDictionary

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from sqlalchemy import Dialect, LargeBinary
from sqlalchemy.types import TypeDecorator


class SecretKeyError(Exception):
    """The secret key is missing, malformed, or not the one this database was written with."""


class Vault:
    """Seals and opens texts with the keys it was given.

    Raises:
        SecretKeyError: no key, or one that is not 32 bytes in URL-safe base64.
    """

    def __init__(self, keys: list[str]) -> None:
        if not keys:
            raise SecretKeyError("No secret key is set. Make one with: brobygger new-key")
        try:
            fernets = [Fernet(key) for key in keys]
        except ValueError:
            raise SecretKeyError("The secret key is malformed. Make one with: brobygger new-key") from None
        self._newest = fernets[0]
        self._fernet = MultiFernet(fernets)

    @classmethod
    def from_setting(cls, setting: str) -> Vault:
        """A vault from comma-separated keys, newest first."""
        return cls([key.strip() for key in setting.split(",") if key.strip()])

    def seal(self, text: str) -> bytes:
        """The text, encrypted with the newest key."""
        return self.seal_bytes(text.encode())

    def seal_bytes(self, data: bytes) -> bytes:
        """The content of a file, encrypted with the newest key."""
        return self._fernet.encrypt(data)

    def open(self, sealed: bytes) -> str:
        """The text that was sealed.

        Raises:
            SecretKeyError: none of the keys opens it.
        """
        return self.open_bytes(sealed).decode()

    def open_bytes(self, sealed: bytes) -> bytes:
        """The content of a file that was sealed.

        Raises:
            SecretKeyError: none of the keys opens it.
        """
        try:
            return self._fernet.decrypt(sealed)
        except InvalidToken:
            raise SecretKeyError("The secret key does not open this database. Put the right key back.") from None

    def is_newest(self, sealed: bytes) -> bool:
        """Whether this was sealed with the newest key."""
        try:
            self._newest.decrypt(sealed)
        except InvalidToken:
            return False
        return True

    def reseal(self, sealed: bytes) -> bytes:
        """The same text encrypted with the newest key.

        Raises:
            SecretKeyError: none of the keys opens it.
        """
        try:
            return self._fernet.rotate(sealed)
        except InvalidToken:
            raise SecretKeyError("The secret key does not open this database. Put the right key back.") from None


def new_key() -> str:
    """A fresh random key, for the setting `BROBYGGER_SECRET_KEY`."""
    return Fernet.generate_key().decode()


_vaults: WeakKeyDictionary[Dialect, Vault] = WeakKeyDictionary()


def bind_vault(dialect: Dialect, vault: Vault) -> None:
    """Lets the encrypted columns of this engine's dialect use this vault."""
    _vaults[dialect] = vault


class EncryptedText(TypeDecorator[str]):
    """A column of text that is encrypted in the database and cannot be searched there."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """Seals on the way in."""
        return None if value is None else _vaults[dialect].seal(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        """Opens on the way out."""
        return None if value is None else _vaults[dialect].open(value)


class EncryptedJson(TypeDecorator[Any]):
    """A column of JSON that is encrypted in the database."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes | None:
        """Seals on the way in."""
        return None if value is None else _vaults[dialect].seal(json.dumps(value, ensure_ascii=False))

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> Any:
        """Opens on the way out."""
        return None if value is None else json.loads(_vaults[dialect].open(value))
