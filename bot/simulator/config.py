"""What can be set when a stand-in is built."""

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SimulatorConfig:
    """Settings of one stand-in; every limit is Telegram's own unless a test narrows it.

    Attributes:
        token: The bot token calls must carry.
        bot_username: The bot's name in `https://t.me/<name>?start=…` links.
        bot_name: The name people see at the top of the chat.
        bot_id: The bot's numeric id.
        allowed_hosts: Further host names (no port) the page and the control interface answer to,
            besides those of the loopback.
        keep_history: False keeps only the newest message of each chat and a short call log: for benchmarks.
        history_per_chat: Messages kept for each chat; the oldest fall away.
        events_kept: Events kept for pages and clients that come late.
        log_kept: Bot API calls kept in the log; the counts go on.
        callback_seconds: How long a pressed button may be answered, in real seconds.
        webhook_retry_seconds: First pause after a refused webhook call; it doubles up to a minute.
        upload_limit: Largest upload in bytes.
        photo_limit: Largest photo in bytes.
        download_limit: Largest file `getFile` hands out, in bytes.
        reject_unknown_entities: Refuse `&nbsp;` and other names Telegram does not know. Telegram shows them
            letter by letter, which is never what a writer meant.
        monotonic: The clock rates and button answers are measured with.
    """

    token: str
    bot_username: str = "brobygger_demo_bot"
    bot_name: str = "Brobygger"
    bot_id: int = 4200001
    allowed_hosts: tuple[str, ...] = ()
    keep_history: bool = True
    history_per_chat: int = 2000
    events_kept: int = 5000
    log_kept: int = 20000
    callback_seconds: float = 60.0
    webhook_retry_seconds: float = 0.5
    upload_limit: int = 50 * 1024 * 1024
    photo_limit: int = 10 * 1024 * 1024
    download_limit: int = 20 * 1024 * 1024
    reject_unknown_entities: bool = True
    monotonic: Callable[[], float] = time.monotonic
