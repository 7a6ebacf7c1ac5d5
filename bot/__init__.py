"""The running program: the only place that knows Telegram and HTTP."""
