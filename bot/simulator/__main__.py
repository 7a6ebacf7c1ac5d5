"""`python -m bot.simulator`: serve the phones until interrupted."""

import argparse
import asyncio
import sys
from contextlib import suppress

from bot.simulator.server import serve


def main() -> None:
    """Read the arguments and serve."""
    parser = argparse.ArgumentParser(prog="python -m bot.simulator", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8081)
    parser.add_argument("--token", default="4200001:simulator")
    parser.add_argument("--bot-username", default="brobygger_demo_bot")
    chosen = parser.parse_args()

    def ready(port: int) -> None:
        sys.stdout.write(f"Phones: http://{chosen.host}:{port}/\n")
        sys.stdout.flush()

    with suppress(KeyboardInterrupt):
        asyncio.run(
            serve(
                chosen.host,
                chosen.port,
                token=chosen.token,
                bot_username=chosen.bot_username,
                ready=ready,
            )
        )


if __name__ == "__main__":
    main()
