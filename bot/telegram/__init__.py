"""Telegram's side of the bot: the transport, typed calls, their outcomes, and where updates come from."""

import os

# The documented opt-in of python-telegram-bot to durations as `timedelta`; without it every look at
# a duration warns. https://docs.python-telegram-bot.org/en/v22.8/telegram.error.html
os.environ.setdefault("PTB_TIMEDELTA", "true")
