"""The demo: the bot and the stand-in for Telegram as two processes, with a small programme to play with."""
