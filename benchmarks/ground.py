"""What every benchmark stands on: databases as they come, and an eye on who is busy while something is measured."""

from __future__ import annotations

import gc
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from benchmarks.figures import say
from benchmarks.stand_in import cpu_seconds
from tests.postgres import postgres_server

NewDatabase = Callable[[], str]
"""Makes an empty database, and gives its setting."""

_SATURATED = 0.9
# As it comes, so that what is recorded survives a power cut; only nobody else is let in.
_POSTGRES = {"listen_addresses": ""}


@contextmanager
def _sqlite() -> Iterator[NewDatabase]:
    with tempfile.TemporaryDirectory() as folder:
        made: list[str] = []

        def new_database() -> str:
            made.append(f"sqlite:///{Path(folder) / f'bench{len(made)}.db'}")
            return made[-1]

        yield new_database


@contextmanager
def _postgres() -> Iterator[NewDatabase]:
    with postgres_server(_POSTGRES, within=tempfile.gettempdir()) as server:
        yield lambda: server.setting(server.create())


ENGINES: Mapping[str, Callable[[], AbstractContextManager[NewDatabase]]] = {
    "sqlite": _sqlite,
    "postgresql": _postgres,
}
"""Where databases are had, by the name of the engine."""


async def watched(name: str, unit: str, run: Callable[[], Awaitable[float]], api: str) -> float:
    """Runs it, and says so when what was measured is rather the stand-in."""
    before, began = await cpu_seconds(api), time.perf_counter()
    gc.collect()
    gc.freeze()  # nobody pays for what somebody else keeps in memory
    own = time.process_time()
    figure = await run()
    took = time.perf_counter() - began
    busy = (await cpu_seconds(api) - before) / took
    say(f"{name} {figure:.0f} {unit}; busy: here {(time.process_time() - own) / took:.0%}, stand-in {busy:.0%}")
    if busy > _SATURATED:
        say(f"{name}: the stand-in is the limit here; the true figure is higher")
    return figure
