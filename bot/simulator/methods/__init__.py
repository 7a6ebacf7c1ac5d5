"""What each Bot API method does to the world, once its parameters are checked."""

from collections.abc import Callable
from typing import Any

from bot.simulator.methods import editing, profile, sending
from bot.simulator.world import World

Json = dict[str, Any]
Handler = Callable[[World, Json], Any]

HANDLERS: dict[str, Handler] = {
    name.lower(): handler
    for table in (sending.HANDLERS, editing.HANDLERS, profile.HANDLERS)
    for name, handler in table.items()
}
"""Handlers by method name in lower case; those of updates need the server and live in `polling`."""
