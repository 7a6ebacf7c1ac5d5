"""Encrypted files, in a folder and in a bucket."""

from __future__ import annotations

import errno
import stat
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import obstore
import pytest
from obstore.exceptions import GenericError

from storage.encryption import SecretKeyError, Vault, new_key
from storage.media_store import (
    MediaFullError,
    MediaMissingError,
    MediaPlace,
    MediaStore,
    MediaStoreError,
)
from tests.storage.bucket import Bucket, bucket

NAME, OTHER = "0123456789abcdef" * 2, "f" * 32
KEY = new_key()
WORDS = b"spoken words that nobody else should read"


@dataclass
class Shelf:
    """A place for files, and a look at the bare bytes in it."""

    place: MediaPlace
    folder: Path
    bucket: Bucket | None = None

    def store(self, *keys: str) -> MediaStore:
        return MediaStore(self.place, Vault(list(keys or (KEY,))))

    def bare(self) -> dict[str, bytes]:
        if self.bucket is not None:
            return {name.removeprefix("bro/media/"): data for name, data in self.bucket.objects.items()}
        return {path.name: path.read_bytes() for path in self.folder.rglob("*") if path.is_file()}


@pytest.fixture(params=["folder", "bucket"])
async def shelf(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Shelf]:
    async with AsyncExitStack() as stack:
        if request.param == "folder":
            yield Shelf(MediaPlace(str(tmp_path / "media")), tmp_path / "media")
        else:
            served = await stack.enter_async_context(bucket())
            yield Shelf(served.place, tmp_path, served)


async def test_what_is_kept_is_read_again(shelf: Shelf) -> None:
    await shelf.store().keep(NAME, WORDS)
    assert await shelf.store().read(NAME) == WORDS
    assert set(shelf.bare()) == {NAME}


async def test_nothing_lies_there_in_the_clear(shelf: Shelf) -> None:
    await shelf.store().keep(NAME, WORDS)
    assert WORDS not in shelf.bare()[NAME]
    with pytest.raises(SecretKeyError):
        await shelf.store(new_key()).read(NAME)


async def test_keeping_again_replaces(shelf: Shelf) -> None:
    for data in (b"one", b"two"):
        await shelf.store().keep(NAME, data)
    assert await shelf.store().read(NAME) == b"two"
    assert len(shelf.bare()) == 1


async def test_removing_twice_is_removing(shelf: Shelf) -> None:
    store = shelf.store()
    await store.remove(NAME)
    await store.keep(NAME, WORDS)
    await store.keep(OTHER, WORDS)
    for _ in range(2):
        await store.remove(NAME)
    assert set(shelf.bare()) == {OTHER}


async def test_what_is_not_there_is_missing(shelf: Shelf) -> None:
    with pytest.raises(MediaMissingError):
        await shelf.store().read(NAME)
    await shelf.store().keep(OTHER, WORDS)
    for act in (shelf.store().read, shelf.store().reseal):
        with pytest.raises(MediaMissingError):
            await act(NAME)


async def test_a_file_is_sealed_anew_once(shelf: Shelf) -> None:
    newest = new_key()
    await shelf.store().keep(NAME, WORDS)
    assert await shelf.store(newest, KEY).reseal(NAME)
    assert not await shelf.store(newest, KEY).reseal(NAME)
    assert await shelf.store(newest).read(NAME) == WORDS
    with pytest.raises(SecretKeyError):
        await shelf.store(KEY).read(NAME)


async def test_twenty_megabytes_are_kept(shelf: Shelf) -> None:
    data = bytes(range(256)) * (20 * 1024 * 4)
    await shelf.store().keep(NAME, data)
    assert await shelf.store().read(NAME) == data


@pytest.mark.parametrize("name", ["", "../secret", "a/b", NAME.upper(), f"{NAME}0"])
async def test_only_names_of_ours_are_opened(shelf: Shelf, name: str) -> None:
    for act in (shelf.store().read, shelf.store().remove, shelf.store().reseal):
        with pytest.raises(ValueError, match="name"):
            await act(name)
    assert shelf.bare() == {}


async def test_probing_makes_nothing(shelf: Shelf) -> None:
    await shelf.store().probe()
    assert shelf.bare() == {}
    if shelf.bucket is None:
        assert not shelf.folder.exists()


FULL_DISK = "Generic LocalFileSystem error: Unable to copy data to file: No space left on device (os error 28)"


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), MediaFullError),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), MediaFullError),
        (GenericError(FULL_DISK), MediaFullError),
        (OSError(errno.EIO, "Input/output error"), MediaStoreError),
        (GenericError("Generic LocalFileSystem error: something else (os error 5)"), MediaStoreError),
    ],
)
async def test_a_full_disk_is_told_from_other_trouble(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, kind: type[Exception]
) -> None:
    async def put(*_: object, **_options: object) -> None:
        raise error

    monkeypatch.setattr(obstore, "put_async", put)
    with pytest.raises(MediaStoreError) as caught:
        await MediaStore(MediaPlace(str(tmp_path)), Vault([KEY])).keep(NAME, WORDS)
    assert type(caught.value) is kind
    assert str(tmp_path) not in str(caught.value)


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ((507, "InsufficientStorage"), MediaFullError),
        ((403, "QuotaExceeded"), MediaFullError),
        ((403, "AccessDenied"), MediaStoreError),
        ((400, "InvalidRequest"), MediaStoreError),
    ],
)
async def test_a_bucket_that_refuses(answer: tuple[int, str], kind: type[Exception]) -> None:
    async with bucket() as served:
        served.failing = answer
        with pytest.raises(MediaStoreError) as caught:
            await MediaStore(served.place, Vault([KEY])).keep(NAME, WORDS)
    assert type(caught.value) is kind


async def test_a_wrong_secret_opens_no_bucket() -> None:
    async with bucket() as served:
        store = MediaStore(replace(served.place, secret="another"), Vault([KEY]))
        for act in (store.keep(NAME, WORDS), store.probe()):
            with pytest.raises(MediaStoreError):
                await act
        assert served.objects == {}


async def test_nobody_else_looks_into_the_folder(tmp_path: Path) -> None:
    await MediaStore(MediaPlace(str(tmp_path / "a" / "media")), Vault([KEY])).keep(NAME, WORDS)
    assert stat.S_IMODE((tmp_path / "a" / "media").stat().st_mode) == 0o700


@pytest.mark.parametrize("address", ["gs://x/y", "s3://", "s3://Bucket", "s3://b/p?x=1", "https://example.org"])
def test_other_places_are_refused(address: str) -> None:
    with pytest.raises(ValueError, match="neither"):
        _ = MediaPlace(address).bucket


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("var/media", None),
        ("s3://bro-media", ("bro-media", "")),
        ("s3://bro-media/a/b/", ("bro-media", "a/b")),
    ],
)
def test_a_place_is_a_folder_or_a_bucket(address: str, expected: tuple[str, str] | None) -> None:
    assert MediaPlace(address).bucket == expected
    assert "key" not in repr(MediaPlace(address, key_id="key", secret="key"))
