"""Run the fake Bot API server alone: python -m tests.fakes.bot_api --port 8081."""

import argparse
import sys

from tests.fakes.bot_api.server import serve
from tests.fakes.bot_api.world import DEFAULT_TOKEN


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(prog="tests.fakes.bot_api", description=__doc__)
    parser.add_argument("--port", type=int, default=8081)
    parser.add_argument("--token", default=DEFAULT_TOKEN)
    arguments = parser.parse_args()
    # Meant to be copied into the settings of the bot.
    sys.stdout.write(f"TELEGRAM_API_URL=http://127.0.0.1:{arguments.port}\n")
    sys.stdout.write(f"TELEGRAM_BOT_TOKEN={arguments.token}\n")
    sys.stdout.flush()
    serve(arguments.port, arguments.token)


if __name__ == "__main__":
    main()
