"""The real bot by webhook, on an address of the loopback that is not HTTPS.

The setting takes only HTTPS, as Telegram does, and a proxy ends TLS before the bot. Here is no proxy: everything is
read from the environment as ever, and this one address is put in afterwards.
"""

from __future__ import annotations

import asyncio
import os
import sys
from dataclasses import replace

from bot import app, log
from bot.settings import read_settings

if __name__ == "__main__":
    settings = replace(read_settings(os.environ), webhook_url=os.environ["STORY_WEBHOOK_URL"])
    log.set_up(level=settings.log_level, tokens=[settings.token])
    sys.exit(asyncio.run(app.run(settings)))
