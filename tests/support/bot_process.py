"""The bot process with an assistant that echoes, for tests that kill it.

python -m tests.support.bot_process DATABASE_URL TELEGRAM_API_URL TOKEN VAR_DIR
"""

from __future__ import annotations

import sys
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.bootstrap import build_services
from bot.processes import telegram_parts
from bot.services import outbox, turns
from bot.settings import Settings
from bot.telegram import pacing, process, sending
from tests.support.assistants import ScriptedAssistant


def main() -> None:
    """Run until killed; what a dead process held is free again after a few seconds."""
    database_url, api_url, token, var_dir = sys.argv[1:]
    given: dict[str, Any] = {
        "database_url": database_url,
        "telegram_api_url": api_url,
        "telegram_bot_token": token,
        "var_dir": Path(var_dir),
    }
    turns.LEASE = timedelta(seconds=2)
    outbox.LEASE = timedelta(seconds=3)
    sending.SEND_WITHIN = 2.5
    pacing.PER_CHAT = timedelta(seconds=0.05)
    settings = Settings(_env_file=None, **given)
    services = build_services(settings)
    process.run(telegram_parts(services, ScriptedAssistant()), settings, _no_errands)


def _no_errands(stop: threading.Event) -> None:
    stop.wait()


if __name__ == "__main__":
    main()
