"""A stand-in for the Telegram Bot API with phones on a web page: for demos, training and tests.

`build_app` makes the aiohttp application, `serve` runs it, `SimulatorClient` drives it from another program.
The control interface is described in `bot.simulator.control`.
"""

from bot.simulator.client import SimulatorClient, SimulatorError
from bot.simulator.config import SimulatorConfig
from bot.simulator.keys import WORLD
from bot.simulator.phones import Phone, PhoneMessage
from bot.simulator.server import build_app, serve
from bot.simulator.world import World

__all__ = [
    "WORLD",
    "Phone",
    "PhoneMessage",
    "SimulatorClient",
    "SimulatorConfig",
    "SimulatorError",
    "World",
    "build_app",
    "serve",
]
