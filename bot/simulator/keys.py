"""Where the application keeps its parts, for handlers and in-process tests."""

from aiohttp import web

from bot.simulator.polling import Transport
from bot.simulator.world import World

WORLD = web.AppKey("world", World)
TRANSPORT = web.AppKey("transport", Transport)
