"""The files behind media: each encrypted, under a random name, in a folder or in an S3-compatible bucket.

Everything here is safe to do twice. Writing replaces the whole file at once, so a process that dies while writing
leaves either nothing or all of it.
"""

from __future__ import annotations

import asyncio
import errno
import os
import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import obstore
from obstore.exceptions import BaseError
from obstore.store import LocalStore, ObjectStore, S3Store

from storage.encryption import Vault

if TYPE_CHECKING:
    from obstore.store import S3Config  # not there at run time

DEFAULT_PLACE = "var/media"
_BUCKET = re.compile(r"s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/([A-Za-z0-9._/-]*))?")
_NAME = re.compile(r"[0-9a-f]{32}")
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
# The library tells its causes only in words: the number of a local error, the code in a bucket's answer.
_FULL_WORDS = re.compile(r"\(os error (?:28|122)\)|QuotaExceeded|StorageFull|InsufficientStorage|507 ")
_RETRIES = 2
_PROBE = "0" * 32


class MediaStoreError(Exception):
    """The store does not do what it should; trying again later may help."""


class MediaFullError(MediaStoreError):
    """There is no room left."""


class MediaMissingError(MediaStoreError):
    """There is no such file; trying again does not help."""


@dataclass(frozen=True)
class MediaPlace:
    """Where files are.

    Attributes:
        address: a folder, or `s3://bucket/prefix`.
        endpoint: address of an S3-compatible server; empty for Amazon's own.
        region: its region.
        key_id: the name of the access key; empty to look in the machine's own surroundings, as Amazon's tools do.
        secret: the access key's secret.
    """

    address: str = DEFAULT_PLACE
    endpoint: str = ""
    region: str = ""
    key_id: str = field(default="", repr=False)
    secret: str = field(default="", repr=False)

    @property
    def bucket(self) -> tuple[str, str] | None:
        """Bucket and prefix; None for a folder.

        Raises:
            ValueError: the address is neither.
        """
        if "://" not in self.address:
            return None
        found = _BUCKET.fullmatch(self.address)
        if found is None:
            raise ValueError("neither a folder nor s3://bucket/prefix")
        return found[1], (found[2] or "").strip("/")


class MediaStore:
    """Reads and writes the encrypted files.

    Args:
        place: where they are.
        vault: seals and opens them.
    """

    def __init__(self, place: MediaPlace, vault: Vault) -> None:
        self._place = place
        self._vault = vault

    async def keep(self, name: str, data: bytes) -> None:
        """Encrypts and writes a file; one of the same name is replaced.

        Raises:
            MediaFullError: there is no room.
            MediaStoreError: the store does not answer.
        """
        await self._write(_checked(name), await asyncio.to_thread(self._vault.seal_bytes, data))

    async def read(self, name: str) -> bytes:
        """A file's content.

        Raises:
            MediaMissingError: there is no such file.
            MediaStoreError: the store does not answer.
            SecretKeyError: none of the keys opens it.
        """
        return await asyncio.to_thread(self._vault.open_bytes, await self._read(_checked(name)))

    async def remove(self, name: str) -> None:
        """Removes a file; one that is not there is removed already.

        Raises:
            MediaStoreError: the store does not answer.
        """
        _checked(name)
        if self._nothing_yet:
            return
        try:
            await obstore.delete_async(self._store, name)
        except FileNotFoundError:
            return
        except (BaseError, OSError) as error:
            raise _told_apart(error) from None

    async def reseal(self, name: str) -> bool:
        """Encrypts a file with the newest key; says whether it was not yet.

        Raises:
            MediaMissingError: there is no such file.
            MediaStoreError: the store does not answer, or is full.
            SecretKeyError: none of the keys opens it.
        """
        sealed = await self._read(_checked(name))
        if await asyncio.to_thread(self._vault.is_newest, sealed):
            return False
        await self._write(name, await asyncio.to_thread(self._vault.reseal, sealed))
        return True

    async def probe(self) -> None:
        """Asks for a file that is not there, which proves that the store answers.

        Raises:
            MediaStoreError: it does not.
        """
        try:
            await self._read(_PROBE)
        except MediaMissingError:
            return

    @cached_property
    def _folder(self) -> Path | None:
        return Path(self._place.address).absolute() if self._place.bucket is None else None

    @property
    def _nothing_yet(self) -> bool:
        """Whether the folder is not even made: nothing was kept so far."""
        return self._folder is not None and not self._folder.exists()

    @cached_property
    def _store(self) -> ObjectStore:
        if self._folder is not None:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            return LocalStore(self._folder)
        return _bucket(self._place)

    async def _read(self, name: str) -> bytes:
        if self._nothing_yet:
            raise MediaMissingError(name)
        try:
            found = await obstore.get_async(self._store, name)
            return bytes(await found.bytes_async())
        except (BaseError, OSError) as error:
            raise _told_apart(error) from None

    async def _write(self, name: str, sealed: bytes) -> None:
        try:
            await obstore.put_async(self._store, name, sealed, use_multipart=False)
            if self._folder is not None:
                await asyncio.to_thread(_to_the_disk, self._folder / name)
        except (BaseError, OSError) as error:
            raise _told_apart(error) from None


def _bucket(place: MediaPlace) -> S3Store:
    bucket, prefix = place.bucket or ("", "")
    # One object is deleted at a time: not every bucket knows Amazon's way of deleting many.
    config: S3Config = {"region": place.region or "us-east-1", "disable_bulk_delete": True}
    if place.endpoint:
        config["endpoint"] = place.endpoint
    if place.key_id:
        config["access_key_id"], config["secret_access_key"] = place.key_id, place.secret
    return S3Store(
        bucket,
        prefix=prefix or None,
        config=config,
        client_options={
            "allow_http": place.endpoint.startswith("http://"),
            "connect_timeout": "5s",
            "timeout": "60s",
        },
        retry_config={"max_retries": _RETRIES},
    )


def _to_the_disk(file: Path) -> None:
    """Waits until file and folder entry survive a power cut: the sender's own copy may be deleted next."""
    for path in (file, file.parent):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _told_apart(error: BaseError | OSError) -> MediaStoreError:
    """What kind of trouble it is; without the cause, whose words name paths and addresses."""
    if isinstance(error, FileNotFoundError):
        return MediaMissingError("The file is not there.")
    if (isinstance(error, OSError) and error.errno in _FULL) or _FULL_WORDS.search(str(error)):
        return MediaFullError("The store of files has no room left.")
    return MediaStoreError(f"The store of files does not answer as it should ({type(error).__name__}).")


def _checked(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise ValueError("not a name of ours")
    return name
